"""Schemas of the API have their name alone: of two of one name the browser's client would know one only."""

from __future__ import annotations

from collections import defaultdict

import mingjian.desk.api  # noqa: F401  all schemas are loaded
from mingjian.desk.words import Asked, Shown


def test_no_two_schemas_of_one_name() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    waiting: list[type] = [Asked, Shown]
    while waiting:
        one = waiting.pop()
        found[one.__name__].add(one.__module__)
        waiting += one.__subclasses__()
    assert not {name: places for name, places in found.items() if len(places) > 1}
