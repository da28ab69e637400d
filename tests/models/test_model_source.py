"""A model file is read by the parser in C; nobody can tell, whatever is written in it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.library import shipped_models
from mingjian.models import source
from mingjian.models.source import Source, read_source

SIGNS = [*list(":{}[],-\n \t'\"#|>&*!%@`?~="), "\u3000", "\x07", "中", "😀", "é", "\r", "\x85", "\u2028", "\ufeff"]
TEXTS = [(folder / "model.yaml").read_text(encoding="utf-8") for folder in shipped_models().values()]


def said(found: Source) -> Any:
    """Everything that is asked of a file: data with its types, what is wrong, and where each value stands."""
    places = {path: (found.place(path), found.place(path, key=True), found.raw(path)) for path in found._values}
    return repr(found.data), found.problems, places


def test_the_shipped_models_are_read_quickly() -> None:
    assert all(read_source(text, "model.yaml").quick for text in TEXTS)


@given(st.integers(0, 2**32))
def test_both_parsers_say_the_same(seed: int) -> None:
    rng = random.Random(seed)
    text = rng.choice(TEXTS)
    begin = text.rfind("\n", 0, rng.randrange(len(text))) + 1
    text = text[begin : begin + 800]
    for _ in range(rng.randint(0, 3)):
        at = rng.randrange(len(text) or 1)
        text = text[:at] + rng.choice(SIGNS) + text[at + rng.randint(0, 1) :]
    assert said(read_source(text, "m")) == said(source._read(text, "m"))


@pytest.mark.parametrize(
    "text",
    ["a:\nb: 1", "a: {b: , c: 1}", "- \n- 1", "a: &x 1", "&a : 1", "%YAML 1.1\n---\na: on", "a: !!str 1", "a:\t1",
     "a: 1\r\nb: 2", "\ufeffa: 1", "a: [1", "a: 1\na: 2", "<<: {a: 1}", "? [a]\n: 1", "", "# nothing", "a: 2024-02-30"],
)  # fmt: skip
def test_what_the_parsers_differ_in(text: str) -> None:
    assert said(read_source(text, "m")) == said(source._read(text, "m"))
