"""What a check found: whether it holds, what was seen, and why it matters, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.models.texts import Text

__all__ = ["Finding", "Result", "finding"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``check`` is the kind of the check, or `model` where the model itself is wrong;
    ``about`` the case, story, warning or question. ``why`` teaches and is empty where all is well."""

    check: str
    about: str
    ok: bool
    zh: str
    en: str
    why_zh: str = ""
    why_en: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "check": self.check, "about": self.about, "ok": self.ok, "zh": self.zh, "en": self.en,
            "why_zh": self.why_zh, "why_en": self.why_en,
        }  # fmt: skip

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Finding:
        """What `as_dict` gave."""
        return cls(**data)


@dataclass(frozen=True)
class Result:
    """An attempt: which exercise (with its digest), what was handed in (its digest), and every finding."""

    exercise: str
    exercise_digest: str
    handed_digest: str
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether everything that was looked at holds."""
        return bool(self.findings) and all(one.ok for one in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "exercise": self.exercise, "exercise_digest": self.exercise_digest, "handed_digest": self.handed_digest,
            "passed": self.passed, "findings": [one.as_dict() for one in self.findings],
        }  # fmt: skip


def finding(
    check: str, about: str, ok: bool, said: tuple[str, str], why: Text | Sequence[str] | None = None
) -> Finding:
    """A finding; ``why`` is told only where it does not hold."""
    if ok or why is None:
        return Finding(check, about, ok, *said)
    told = (why.zh, why.en) if isinstance(why, Text) else (why[0], why[1])
    return Finding(check, about, ok, *said, *told)
