"""Drugs, weights, times, persons and places in paragraphs of drug cases (`xxcq2022`): exact spans, and spans that meet;
and whose drugs they are: pairs of a person and a kind of drug dealt or had, in paragraphs that tell a weight.

The labels of the set disagree among themselves where a time or place ends (3时 or 3时许; the road, or the house in it):
exact spans cannot be had there, so both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.charges.halves import in_half, lines
from mingjian.assist.charges import by_person, drugs, persons, places, times, weights

__all__ = ["measure"]

Span = tuple[int, int]

_HAS = ("traffic_in", "posess")

_READERS: dict[str, tuple[str, Callable[[str], list[Span]]]] = {
    "NDR": ("drugs", lambda text: [one.span for one in drugs(text)]),
    "NW": ("weights", lambda text: [one.span for one in weights(text)]),
    "NT": ("times", times),
    "Nh": ("persons", persons),
    "Ns": ("places", places),
}


def measure(folder: Path, half: str) -> None:
    """Print the figures of a half."""
    rows = {row["sentText"]: row for row in lines(folder / "xxcq2022/train.jsonl") if in_half(row["sentText"], half)}
    chosen = [(text, row["entityMentions"]) for text, row in rows.items()]
    for label, (name, read) in _READERS.items():
        pairs = [
            ({(one["start"], one["end"]) for one in marks if one["label"] == label}, set(read(text)))
            for text, marks in chosen
        ]
        truth, told = sum(len(there) for there, _ in pairs), sum(len(found) for _, found in pairs)
        exact = 2 * sum(len(there & found) for there, found in pairs) / (truth + told)
        precise = sum(len(list(_meeting(found, there))) for there, found in pairs) / told
        recall = sum(len(list(_meeting(there, found))) for there, found in pairs) / truth
        meeting = 2 * precise * recall / (precise + recall)
        print(f"{name}: {truth} marked, {told} told, F1 exact {exact:.3f}, meeting {meeting:.3f}")
    _whose(rows)


def _whose(rows: Mapping[str, Mapping[str, Any]]) -> None:
    right = there = found = 0
    for text, row in rows.items():
        pairs = {
            (one["em1Text"], kinds[0].kind)
            for one in row["relationMentions"]
            if one["label"] in _HAS and (kinds := drugs(one["em2Text"]))
        }
        if pairs and weights(text):
            told = {(name, one.kind) for name, held in by_person(text).items() for one in held if name and one.kind}
            right, there, found = right + len(pairs & told), there + len(pairs), found + len(told)
    print(f"whose drugs: {there} pairs, {found} told, F1 {2 * right / (there + found):.3f}")


def _meeting(some: set[Span], others: set[Span]) -> Iterator[Span]:
    """Those of some spans that share a sign with one of the others."""
    return ((a, b) for a, b in some if any(a < end and start < b for start, end in others))
