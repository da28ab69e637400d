"""The judgments, each set split in two by the SHA-256 of the text: first byte under 128 tunes, the rest examines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

__all__ = ["digest_of", "judgments"]

_LECARD = ("test_query", "controversial_query", "procedural_query")


def digest_of(text: str) -> str:
    """What names a text in the labels, which hold no text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def judgments(data: Path, half: str, sets: tuple[str, ...] = ("lecardv2", "judge")) -> Iterator[str]:
    """Every text of the half (`tune`, `exam`) once."""
    seen: set[str] = set()
    for text in _all(data, sets):
        first = hashlib.sha256(text.encode()).digest()[0]
        if (first < 128) == (half == "tune") and text not in seen:
            seen.add(text)
            yield text


def _all(data: Path, sets: tuple[str, ...]) -> Iterator[str]:
    if "lecardv2" in sets:
        for name in _LECARD:
            for line in (data / "lecardv2" / f"{name}.json").read_text(encoding="utf-8").splitlines():
                yield json.loads(line)["query"]
    if "judge" in sets:
        for line in (data / "judge" / "judge_dev.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["fd"]
    if "wenshu100" in sets:
        for line in (data / "wenshu100" / "sections.jsonl").read_text(encoding="utf-8").splitlines():
            yield "".join(value for value in json.loads(line).values() if isinstance(value, str))
