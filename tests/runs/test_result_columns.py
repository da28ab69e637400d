"""What readers may see of the values of a clue."""

from __future__ import annotations

from mingjian.engines import Engine
from mingjian.library import shipped_models
from mingjian.models import compile_model, load_model
from mingjian.models.example_tables import build_tables
from mingjian.models.examples import read_examples
from mingjian.runs.recording import result_columns


def test_the_law_is_public_and_persons_are_not():
    model = load_model(shipped_models()["judgment-errors"])
    read = read_examples(shipped_models()["judgment-errors"])[0]
    with Engine(memory_limit="1GiB", threads=1) as engine:
        tables = build_tables(engine, model, read)
        compiled = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
        levels = {column.name: column.level for column in result_columns(compiled)}
    assert levels["article"] == 1
    assert levels["name"] >= 3
