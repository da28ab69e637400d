"""Programs: names and order hide nothing, other programs are others, and nothing is run."""

from __future__ import annotations

import random

from benchmarks.originality.programs import disguised
from mingjian.originality.plan import Weights, likeness
from mingjian.originality.python import features_of_python

PROGRAM = '''
import csv, datetime

def late(rows, limit=3):
    """People paid after their death."""
    found = {}
    for row in rows:
        if row["month"] > row["died"] and row["amount"] > 0:
            found.setdefault(row["id"], []).append(row["amount"])
    return {key: sum(values) for key, values in found.items() if len(values) >= limit}

def read(path):
    with open(path) as file:
        return list(csv.DictReader(file))
'''
RENAMED = """
import datetime, csv

def b(p):
    # not a word of this is new
    with open(p) as q:
        return list(csv.DictReader(q))

def a(xs, n=5):
    d = {}
    for x in xs:
        if x["died"] < x["month"] and 0 < x["amount"]:
            d.setdefault(x["id"], []).append(x["amount"])
    return {k: sum(v) for k, v in d.items() if n <= len(v)}
"""


def test_names_order_comments_and_turned_comparisons_make_no_difference() -> None:
    assert features_of_python(PROGRAM) == features_of_python(RENAMED)
    assert features_of_python(PROGRAM) != features_of_python(PROGRAM.replace("sum(", "max("))


def test_copies_are_nearer_than_other_programs() -> None:
    others = [features_of_python(text) or frozenset() for text in (PROGRAM, "\n".join(_other(n) for n in range(30)))]
    weights = Weights(others)
    own, other = (weights.weigh(one) for one in others)
    for number in (5, 15, 17):
        copy = weights.weigh(features_of_python(disguised(PROGRAM, number)) or frozenset())
        assert likeness(own, copy).value > 2 * likeness(other, copy).value


def _other(number: int) -> str:
    less = random.Random(number).randrange(9)
    return f"def f{number}(x):\n    while x:\n        x -= {less}\n        print(x, {number})\n"


def test_nothing_is_run_and_what_is_no_python_is_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    mark = tmp_path / "ran"
    assert features_of_python(f"open({str(mark)!r}, 'w')\n")
    assert not mark.exists()
    for text in ("def (:", "x = '\0'", "(" * 5000, "a" * 500_000):
        assert features_of_python(text) is None
