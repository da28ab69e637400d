"""What is there already, for a model, a draft and an idea; and the limit of a supervision point."""

from __future__ import annotations

from functools import cache

from shelf_parts import MODEL, folder_of

from mingjian.library import shipped_models
from mingjian.models import Model, load_model
from mingjian.shelf import nearest, points
from mingjian.shelf.near import Point


@cache
def models() -> list[Model]:
    return [load_model(folder) for folder in list(shipped_models().values())[:20]]


def test_a_copy_is_nearest_to_what_it_is_a_copy_of() -> None:
    text = folder_of()["model.yaml"]
    first = nearest(text, models())[0]
    assert (first.id, first.same_point) == (MODEL, True)
    assert first.value is not None
    assert first.value > 0.99
    assert first.steps
    assert MODEL not in {one.id for one in nearest(text, models(), but=MODEL)}


def test_an_idea_has_lists_and_a_point() -> None:
    idea = "model: new\nneeds:\n  deaths: {standard: death_record@1}\n  benefits: {standard: benefit_payment@1}\n"
    found = nearest(idea, models())
    assert found
    assert all(one.value is None and one.standards for one in found)
    assert "death_record@1" in found[0].standards
    point = next(one for one in models() if one.id == MODEL).definition.point.zh
    (only,) = [one for one in nearest(f"point: {{zh: {point}}}", models()) if one.same_point]
    assert only.id == MODEL


def test_what_cannot_be_read_is_near_to_nothing() -> None:
    for text in ("", "]", "- 1", "needs: 7", "steps: {a: 1}", "point: 3\nneeds: {a: 1, b: {standard: 7}}"):
        assert nearest(text, models()) == []


def test_the_limit_of_a_point_is_told() -> None:
    five = Point("某点", ("a", "b", "c", "d", "e"))
    assert (five.left, five.full) == (0, True)
    assert "takes a reason" in five.said[1]
    assert "a, b, c, d, e" in five.said[0]
    assert (Point("某点", ("a",)).left, Point("某点", ("a",) * 9, 0).left) == (4, None)
    assert sum(len(one.models) for one in points(models()).values()) == 20
