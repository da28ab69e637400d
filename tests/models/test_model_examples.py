"""The examples of a model: known-bad fires, known-good stays silent, doubt is kept, and wrong examples are told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from model_texts import GOOD

from mingjian.models import load_model
from mingjian.models import test_model as run_all
from mingjian.models.made_up import made_up_person_id, made_up_uscc
from mingjian.standards import Tri, identifiers

EXAMPLES = """\
as_of: 2024-06-30
people:
  zhang: {name: 张某, born: 1948-03-02}
  li: {name: 李某, born: 1940-07-09, sex: female}
  wang: {name: 王某, born: 1950-01-15, id: "34990119500115"}
cases:
  bad:
    zh: 冒领
    en: Paid
    rows:
      deaths: [{of: zhang, died_on: 2023-01-10}]
      payments: [{of: zhang, month: 2023-06, amount: 3000, region: "340102"}]
    clues: [{amount: 3000, level: low, says: 共3}]
  transit:
    zh: 在途
    en: In transit
    trap: transit
    rows:
      deaths: [{of: li, died_on: 2023-01-10}]
      payments: [{of: li, month: 2023-03, amount: 3000}]
  damaged:
    zh: 证号残缺
    en: Damaged number
    rows:
      deaths: [{of: wang, died_on: 2023-01-10}]
      payments: [{of: wang, month: 2023-09, amount: 3000}]
    undetermined: [{need: payments, reason: key_unusable}]
"""


def folder(tmp_path: Path, examples: str = EXAMPLES, model: str = GOOD) -> Path:
    (tmp_path / "examples").mkdir()
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    (tmp_path / "examples" / "cases.yaml").write_text(examples, encoding="utf-8")
    return tmp_path


def report(tmp_path: Path, *pairs: tuple[str, str]):
    text = EXAMPLES
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return run_all(load_model(folder(tmp_path, text)))


def test_right_examples(tmp_path):
    found = report(tmp_path)
    assert found.ok, found.text("en")
    assert found.seconds < 30
    assert [len(case.clues) for case in found.cases] == [1, 0, 0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("month: 2023-03, amount: 3000", "month: 2023-09, amount: 3000"), "should be silent"),
        (("clues: [{amount: 3000,", "clues: [{amount: 4000,"), "expected a clue"),
        (("level: low", "level: high"), "expected a clue"),
        (("reason: key_unusable", "reason: key_missing"), "expected undetermined"),
        (("    trap: transit\n", ""), "no example shows the trap"),
        (("trap: transit", "trap: unheard"), "unknown trap"),
        (("amount: 3000, region", "amuont: 3000, region"), "no column 'amuont'"),
        (("deaths: [{of: zhang", "dead: [{of: zhang"), "no need 'dead'"),
        (("of: zhang, month", "of: zhou, month"), "no 'zhou'"),
        (("as_of: 2024-06-30", "as_of: soon"), "as_of"),
    ],
)
def test_wrong_examples_are_told(tmp_path, change, words):
    found = report(tmp_path, change)
    assert not found.ok
    assert words in found.text("en")


def test_examples_must_fire_and_be_silent(tmp_path):
    assert "no example fires" in run_all(load_model(folder(tmp_path, EXAMPLES.replace("2023-06", "2023-02")))).text(
        "en"
    )


def test_sealed_rows_are_not_read(tmp_path):
    """A model over judgments never sees those under seal."""
    from mingjian.library import shipped

    model = load_model(shipped("missed-recidivism"))
    cases = {case.name: case for case in run_all(model).cases}
    assert cases["sealed_record"].ok
    assert not cases["sealed_record"].clues


def test_made_up_identifiers_pass_their_checks():
    for order in range(20):
        person = made_up_person_id(dt.date(1980, 2, 28), order)
        assert identifiers.check("person_id", person).state is Tri.USABLE
        assert identifiers.check("uscc", made_up_uscc(order)).state is Tri.USABLE
    assert len({made_up_person_id(dt.date(1980, 2, 28), order) for order in range(50)}) == 50
