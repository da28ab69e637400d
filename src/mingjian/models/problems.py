"""What is wrong with a model file: every problem with its place, what was expected and the nearest valid name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["Lang", "ModelErrors", "Problem", "nearest"]

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file.

    ``line`` and ``column`` are 1-based and point at the offending word, inside an expression at its token.
    ``path`` is the place in the file's structure (``steps.after_death.where``).
    """

    file: str
    line: int
    column: int
    path: str
    zh: str
    en: str
    expected_zh: str = ""
    expected_en: str = ""
    nearest: tuple[str, ...] = field(default=())

    def text(self, lang: Lang = "zh") -> str:
        """One line for people: place, message, expectation, suggestion."""
        place = f"{self.file}:{self.line}:{self.column}"
        if lang == "zh":
            parts = [f"{place} {self.zh}"]
            if self.expected_zh:
                parts.append(f"应为：{self.expected_zh}")
            if self.nearest:
                parts.append("是否想写：" + "、".join(self.nearest))
            return "；".join(parts) + (f"（{self.path}）" if self.path else "")
        parts = [f"{place} {self.en}"]
        if self.expected_en:
            parts.append(f"expected: {self.expected_en}")
        if self.nearest:
            parts.append("did you mean: " + ", ".join(self.nearest))
        return "; ".join(parts) + (f" ({self.path})" if self.path else "")

    def as_dict(self) -> dict[str, Any]:
        """The problem as JSON data (``--json``)."""
        return asdict(self)


class ModelErrors(Exception):
    """All the problems of a model, sorted by place. ``problems`` is never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = sorted(unique, key=lambda p: (p.file, p.line, p.column, p.en))
        super().__init__(self.text("zh") + "\n" + self.text("en"))

    def text(self, lang: Lang = "zh") -> str:
        """Every problem, one a line."""
        return "\n".join(problem.text(lang) for problem in self.problems)


def nearest(word: str, names: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """The valid names most like ``word``: by typing mistakes, or the names it is a part of. Empty when none is near."""
    known: Sequence[str] = sorted(set(names))
    if not word or not known:
        return ()
    cutoff = max(1, len(word) // 3) if len(word) > 2 else 1
    found = process.extract(
        word, known, scorer=DamerauLevenshtein.distance, score_cutoff=cutoff, limit=limit, processor=str.lower
    )
    if found:
        return tuple(name for name, _, _ in found)
    parts = [name for name in known if len(word) > 2 and (word.lower() in name.lower() or name.lower() in word.lower())]
    return tuple(parts[:limit])
