"""What is wrong with a step, said so that its author can mend it; never an exception of the machinery."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["Problem", "StepErrors", "nearest"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the options of one step.

    ``path`` leads to the option (``("take", "months")``); ``offset`` is the 0-based character inside the expression
    text there, None when the whole option is meant; ``length`` how many characters are meant.
    """

    zh: str
    en: str
    path: tuple[str | int, ...] = ()
    offset: int | None = None
    length: int = 1
    expected_zh: str = ""
    expected_en: str = ""
    nearest: tuple[str, ...] = field(default=())

    def under(self, *path: str | int) -> Problem:
        """The same problem, its path within a larger whole."""
        return replace(self, path=(*path, *self.path))

    def text(self, lang: str = "zh") -> str:
        """One line for people."""
        zh = lang == "zh"
        place = ".".join(str(part) for part in self.path)
        if self.offset is not None:
            place += f"[{self.offset}]"
        parts = [f"{place}：{self.zh}" if zh else f"{place}: {self.en}"]
        if expected := self.expected_zh if zh else self.expected_en:
            parts.append(f"应为：{expected}" if zh else f"expected: {expected}")
        if self.nearest:
            parts.append(("是否想写：" if zh else "did you mean: ") + ", ".join(self.nearest))
        return ("；" if zh else "; ").join(parts)


class StepErrors(Exception):
    """All problems found in a step; never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(problem.text("zh") + " / " + problem.text("en") for problem in self.problems))


def nearest(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """The valid name most like ``word``, by typing mistakes; empty when none is near."""
    cutoff = max(1, len(word) // 3)
    known = sorted(set(names))
    found = process.extract(word, known, scorer=DamerauLevenshtein.distance, score_cutoff=cutoff, limit=1)
    return tuple(name for name, _, _ in found)
