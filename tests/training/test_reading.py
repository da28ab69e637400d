"""An exercise file: every mistake with its place, all at once."""

from __future__ import annotations

import pytest

from mingjian.models.problems import ModelErrors
from mingjian.training import exercise, parse_exercise
from mingjian.training.exercise import EXERCISE, MODEL

NAME = "01-first-match"


def files() -> dict[str, str]:
    """The texts of the first exercise."""
    one = exercise(NAME)
    from mingjian.training.exercise import _HERE

    return {**one.start, **one.cases, EXERCISE: (_HERE / NAME / EXERCISE).read_text(encoding="utf-8")}


def problems(*changes: tuple[str, str], drop: str | None = None, file: str = EXERCISE) -> list[str]:
    given = files()
    for old, new in changes:
        assert old in given[file], old
        given[file] = given[file].replace(old, new, 1)
    if drop is not None:
        del given[drop]
    with pytest.raises(ModelErrors) as raised:
        parse_exercise(given, NAME)
    return [one.text("en") for one in raised.value.problems]


def test_what_ships_is_read() -> None:
    one = parse_exercise(files(), NAME)
    assert one.id == NAME
    assert one.standards == ("criminal_judgment@1", "driving_licence@1")
    assert one.digest == exercise(NAME).digest


def test_all_mistakes_at_once_with_places_and_the_nearest_name() -> None:
    told = problems(
        ("unseen: 3102", "unseen: 3101"), ("truth: A04", "truth: A4"), ("minutes: 20", "minutes: many"),
        ("kind: cases", "kind: case"),
    )  # fmt: skip
    assert len(told) >= 3
    assert all(one.startswith("exercise.yaml:") for one in told)
    told = problems(
        ("unseen: 3102", "unseen: 3101"),
        ("      convicted:", "      convictd:"),
        ("driving_licence@1]", "driving_license@1]"),
    )
    assert len(told) == 3
    assert any("did you mean: convicted" in one for one in told)
    assert any("did you mean: driving_licence@1" in one for one in told)
    assert any("unseen seed" in one for one in told)


def test_a_case_without_words_and_words_without_a_case() -> None:
    told = problems(("      never_licensed:", "      never_licenced:"))
    assert len(told) == 2
    assert "did you mean: never_licensed" in " ".join(told)


def test_missing_and_unreadable_files() -> None:
    assert "lacks the file model.yaml" in problems(drop=MODEL)[0]
    assert "no file of examples 'cases.yaml'" in problems(drop="cases.yaml")[0]
    assert problems(("kind: cases", "kind: [")) != []


def test_a_text_in_one_language_is_a_mistake() -> None:
    told = problems((", en: First match}", "}"))
    assert any("'en' is missing" in one for one in told)
