"""Texts in any number for measuring time: articles as they are, and judgments put together from sentences of real ones.

What the latter say is nonsense; their signs are as frequent as in judgments, which is what an index feels.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.search.halves import tuned
from mingjian.knowledge import Document, from_statutes
from mingjian.law import StatuteStore

__all__ = ["documents", "questions"]

_SENTENCES = 15
_REAL = (("lecardv2/test_query.json", "query"), ("judge/judge_dev.jsonl", "fd"))


def documents(data: Path, many: int, seed: int = 44_001) -> Iterator[Document]:
    """Articles first, then judgments, as many as asked for; the same seed gives the same."""
    articles = 0
    for one in islice(from_statutes(StatuteStore.import_folder(data / "lawrefbook")), many):
        articles += 1
        yield one
    chance, known = random.Random(seed), list(_sentences(data))
    for number in range(many - articles):
        text = "".join(chance.choices(known, k=_SENTENCES))
        yield Document(f"made:{number}", "judgment", f"第{number}号", text, "made for measuring")


def questions(data: Path, exam: bool) -> list[str]:
    """Lay questions of a half."""
    rows = [json.loads(line) for line in (data / "stard/train.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row["问题"] for row in rows if tuned(row["问题"]) != exam]


def _sentences(data: Path) -> Iterator[str]:
    for name, key in _REAL:
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            yield from (one for one in re.split("(?<=[。；])", json.loads(line).get(key) or "") if one.strip())
