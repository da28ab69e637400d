"""Each exercise: its sample solution passes, the untouched start does not, typical mistakes are told why."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from training_parts import WRONG, Wrong, answers, handed, solution

from mingjian.models.texts import Text
from mingjian.province import expected
from mingjian.training import Grounds, Handed, check, exercise, exercises
from mingjian.training.definition import CluesCheck
from mingjian.training.stories import planted

NAMES = list(exercises())
QUICK = ["01-first-match", "12-the-sentence"]
EACH = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in NAMES]
MISTAKES = [
    pytest.param(one, id=f"{one.exercise}: {one.label}", marks=() if one.exercise in QUICK else pytest.mark.slow)
    for one in WRONG
]


def test_there_are_twelve_in_order() -> None:
    assert len(NAMES) == 12
    assert [name[:2] for name in NAMES] == [f"{n:02}" for n in range(1, 13)]
    for name in NAMES:
        assert 2 <= sum(one.exercise == name for one in WRONG) <= 3, name


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_in_both_languages(name: str) -> None:
    for text in _texts(exercise(name).definition):
        assert re.search(r"[\u4e00-\u9fff]", text.zh), text.zh
        assert re.search(r"[A-Za-z]", text.en), text.en
        words = re.sub(r"zh: [^,}]*", "", text.en)  # a piece of a model file quotes its Chinese
        assert not re.search(r"[\u4e00-\u9fff]", words), text.en


@pytest.mark.parametrize("name", EACH)
def test_the_sample_solution_passes(name: str, grounds: Grounds) -> None:
    one = exercise(name)
    found = check(one, handed(one, grounds), grounds)
    assert found.passed, [(bad.about, bad.zh) for bad in found.findings if not bad.ok]


@pytest.mark.parametrize("name", EACH)
def test_the_untouched_start_does_not_pass_and_is_told_why(name: str, grounds: Grounds) -> None:
    one = exercise(name)
    found = check(one, Handed(one.start), grounds)
    bad = [each for each in found.findings if not each.ok]
    assert bad
    assert all(each.why_zh and each.why_en for each in bad)
    assert not any(each.check == "model" for each in found.findings), "the start runs"


@pytest.mark.parametrize("one", MISTAKES)
def test_a_typical_mistake_is_told_why(one: Wrong, grounds: Grounds) -> None:
    asked = exercise(one.exercise)
    files = solution(asked)
    given = dict(one.answers)
    if given.pop("_files", None):
        files = {**files, **{name: text for name, text in asked.start.items() if name != "model.yaml"}}
    right = answers(asked, files, grounds)
    for old, new in one.changed:
        assert old in files["model.yaml"], old
        files["model.yaml"] = files["model.yaml"].replace(old, new)
    found = check(asked, Handed(files, {**right, **given}), grounds)
    told = [each for each in found.findings if not each.ok and one.fails in (each.about, each.check)]
    assert told, [(each.about, each.ok, each.zh) for each in found.findings]
    assert any(one.teaches in each.zh + each.why_zh for each in told), [each.why_zh for each in told]
    assert all(each.why_en for each in told)


@pytest.mark.parametrize("name", EACH)
def test_the_unseen_province_holds_every_story_that_is_asked_for(name: str, grounds: Grounds) -> None:
    one = exercise(name)
    ground = one.definition.province
    for each in one.definition.checks:
        if isinstance(each, CluesCheck):
            with grounds.standing(ground, ground.unseen, one.standards) as standing:
                truth = expected(standing.province)[each.truth]
            assert all(planted(truth, rule) for rule in (*each.finds, *each.silent)), each.truth


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif hasattr(value, "model_fields_set"):
        yield from _texts([getattr(value, name) for name in type(value).model_fields])  # type: ignore[attr-defined]
