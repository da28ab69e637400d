"""Whether a question that was answered is shown before it is asked again in other words."""

from __future__ import annotations

from pathlib import Path

from benchmarks.answers.paraphrases import Pair, pairs
from benchmarks.search.halves import interval, tuned
from mingjian.knowledge import ALL, Document, Index
from mingjian.knowledge.answers import likely

__all__ = ["measure"]

_ANSWER = "应当结合全案证据，依照有关法律和司法解释的规定处理，并注意审查主观明知和客观行为。"


def measure(seed: int, exam: bool, folder: Path) -> dict[str, object]:
    """Recall at 1 and at 5 of the questions of one half, over the answers of both."""
    made = pairs(seed, held_out=exam)
    index = Index(folder)
    index.replace(_document(one) for one in made)
    there = index.snapshot()
    ranks = [_rank(one, [hit.document.id for hit in likely(there, one.again, ALL, 5)]) for one in made
             if tuned(one.text) != exam]  # fmt: skip
    found: dict[str, object] = {"answers": len(made), "asked_again": len(ranks)}
    for most in (1, 5):
        found[f"recall_at_{most}"] = interval([float(rank < most) for rank in ranks])
    return found


def _rank(pair: Pair, ids: list[str]) -> int:
    return ids.index(f"answer:{pair.id}") if f"answer:{pair.id}" in ids else 99


def _document(pair: Pair) -> Document:
    return Document(f"answer:{pair.id}", "answer", pair.title, f"问：{pair.text}\n答：{_ANSWER}", "invented")
