"""A draft as far as it is right: what is broken is left out, and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_texts import GOOD, changed

from mingjian.library import shipped_models
from mingjian.models.editing import empty_model
from mingjian.models.enumerations import Line
from mingjian.models.load import parse_model
from mingjian.models.sketch import sketch_of

TEXTS = {name: (folder / "model.yaml").read_text(encoding="utf-8") for name, folder in shipped_models().items()}


def test_a_whole_model_is_sketched_whole() -> None:
    for text in TEXTS.values():
        sketch, model = sketch_of(text), parse_model(text)
        assert sketch.problems == ()
        assert sketch.model.needs == model.needs
        assert [step.name for step in sketch.model.steps] == [step.name for step in model.steps]
        assert (sketch.clue, sketch.idle) == (model.clue, ())
        assert sketch.model.sensitivity == model.sensitivity


@pytest.mark.parametrize(
    ("pair", "names"),
    [
        (("month(died_on) + grace", "month(died_on) + grac"), ["deaths", "payments"]),
        (("by: [person]", "by: [persn]"), ["deaths", "payments", "after_death"]),
        (("standard: death_record@1", "standard: deth_record@1"), ["payments"]),
        (("months: count()", "months: cont()"), ["deaths", "payments", "after_death"]),
        (("grace: {value: 2 months", "grace: {valu: 2 months"), ["deaths", "payments"]),
        (("name, died_on]", "name, died_on, no_such]"), ["deaths", "payments", "after_death", "per_person"]),
        (("key: [id_number]", "key: [no_such]"), ["deaths", "payments", "after_death", "per_person"]),
        (("line: public_interest", "line: none"), ["deaths", "payments", "after_death", "per_person"]),
    ],
)
def test_what_is_broken_is_left_out_with_what_reads_it(pair: tuple[str, str], names: list[str]) -> None:
    sketch = sketch_of(changed(pair))
    assert sketch.problems
    assert list(sketch.names) == names
    for name in names:
        assert sketch.columns(name)
    assert sketch.model.sensitivity in (1, 2, 3, 4)


def test_the_clue_is_there_only_while_it_is_right() -> None:
    assert sketch_of(GOOD).clue is not None
    assert sketch_of(changed(("key: [id_number]", "key: [no_such]"))).clue is None
    assert sketch_of(changed(("line: public_interest", "line: none"))).clue is not None


def test_a_part_of_the_steps() -> None:
    sketch = sketch_of(GOOD).upto("after_death")
    assert sketch.names == ("deaths", "payments", "after_death")
    assert sketch_of(GOOD).upto("deaths").names == ("deaths",)
    with pytest.raises(KeyError):
        sketch.upto("per_person")
    with pytest.raises(KeyError):
        sketch.columns("per_person")


def test_a_parameter_nobody_uses() -> None:
    unused = "  spare: {value: 3 months, range: [0, 9], why: {zh: 备用, en: spare}}\nsteps:"
    assert sketch_of(changed(("steps:", unused))).idle == ("spare",)
    broken = changed(("steps:", unused), ("  from: per_person\n", ""))
    assert sketch_of(broken).idle == ("spare",)


@pytest.mark.parametrize(
    "text", ["", "- 1", "needs: 3\nsteps: [1]", "a: [", "clue: x", empty_model("x", "一", "x", Line.CIVIL)]
)
def test_a_text_that_is_no_model_is_an_empty_sketch(text: str) -> None:
    sketch = sketch_of(text)
    assert (sketch.names, sketch.clue) == ((), None)
    assert sketch.problems


@settings(max_examples=60)
@given(st.sampled_from(sorted(TEXTS)), st.integers(min_value=0))
def test_lines_taken_away_never_break_the_sketch(name: str, seed: int) -> None:
    rng = random.Random(seed)
    lines = TEXTS[name].splitlines(keepends=True)
    for _ in range(rng.randint(1, 4)):
        del lines[rng.randrange(len(lines))]
    sketch = sketch_of("".join(lines))
    assert all(sketch.columns(one) is not None for one in sketch.names)
    for step in sketch.model.steps:
        assert all(given in sketch.names for _, given in step.inputs)
