"""How much of what identifies people is taken out, and how much is that should have stayed."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from benchmarks.answers.particulars import Item, items
from benchmarks.search.halves import interval, tuned
from mingjian.knowledge.anonymising import Masked, anonymised

__all__ = ["measure"]


def measure(seed: int, many: int, exam: bool, data: Path | None) -> dict[str, object]:
    """Recall over planted particulars, by kind; hits that touch none; of lay questions, hits at all."""
    chosen = items(seed, many, exam)
    met: dict[str, list[float]] = {}
    wrong: Counter[str] = Counter()
    hits = 0
    shown: list[str] = []
    for item in chosen:
        masked = anonymised(item.text)
        for kind, words in item.planted:
            gone = words not in masked.text and _covered(item.text, words, masked)
            met.setdefault(kind, []).append(float(gone))
            if not gone and not exam:
                shown.append(f"{kind} {words} | {masked.text}")
        hits += len(masked.hits)
        for false in _false(item, masked):
            wrong[false] += 1
            if not exam:
                shown.append(f"false {false} | {item.text}")
    every = [one for values in met.values() for one in values]
    found: dict[str, object] = {
        "texts": len(chosen), "particulars": len(every), "recall": interval(every),
        "by_kind": {kind: f"{sum(values):.0f}/{len(values)}" for kind, values in sorted(met.items())},
        "false": sum(wrong.values()), "hits": hits,
    }  # fmt: skip
    if data is not None:
        found["lay_questions"] = _lay(data, exam, shown)
    if shown:
        found["seen"] = random.Random(1).sample(shown, min(40, len(shown)))
    return found


def _covered(text: str, words: str, masked: Masked) -> bool:
    """Whether every sign of every place of the words was replaced."""
    at = text.find(words)
    while at >= 0:
        if not any(one.start <= at and at + len(words) <= one.end for one in masked.hits):
            return False
        at = text.find(words, at + 1)
    return True


def _false(item: Item, masked: Masked) -> list[str]:
    planted = [
        (at, at + len(words))
        for _, words in item.planted
        for at in range(len(item.text))
        if item.text.startswith(words, at)
    ]
    return [
        f"{one.kind} {item.text[one.start : one.end]}"
        for one in masked.hits
        if not any(start < one.end and one.start < end for start, end in planted)
    ]


def _lay(data: Path, exam: bool, shown: list[str]) -> dict[str, object]:
    """Lay questions of people who name nobody: whatever is replaced there is nearly always a mistake."""
    lines = (data / "stard" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [text for line in lines if tuned(text := _question(json.loads(line))) != exam]
    found = [(text[one.start : one.end], one.kind) for text in questions for one in anonymised(text).hits]
    if not exam:
        shown += [f"lay {kind} {words}" for words, kind in found]
    return {"questions": len(questions), "signs": sum(map(len, questions)), "hits": len(found),
            "by_kind": dict(Counter(kind for _, kind in found))}  # fmt: skip


def _question(row: dict[str, object]) -> str:
    return str(row["问题"])
