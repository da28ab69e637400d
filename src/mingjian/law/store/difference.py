"""What changed between two texts of an article, after folding what differs in signs only.

Full and half width, punctuation, white space, variant characters, the ways of writing a number in brackets: sources
differ in them without any amendment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from mingjian.law.history import paragraphs
from mingjian.law.store.views import ArticleText

__all__ = ["Change", "Part", "difference", "folded", "same_words", "timeline"]

Kind = Literal["same", "added", "removed"]
_REWRITTEN = 0.5
"""Below this likeness a text was written anew, and words both happen to have say nothing."""
_VARIANTS = str.maketrans(
    "帐谘藉拚佈份彷倖彿髮於裏裡祇衹儘後係爲衆産〇○零侷晒嶽囬曡畫傢拆併並汙污",
    "账咨借拼布分仿幸佛发于里里只只尽后系为众产零零零局晒岳回叠画家拆并并污污",
)


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A text of an article from `now.start` on, against the one before; `parts` empty for the first one known.

    `paragraphs`: numbers of those that are new or changed.
    """

    now: ArticleText
    parts: tuple[Part, ...]
    paragraphs: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        now = self.now
        return {
            "from": now.start.isoformat() if now.start else None, "to": now.end.isoformat() if now.end else None,
            "status": now.status, "text": now.text or None, "paragraphs_changed": list(self.paragraphs),
            "parts": [{"kind": part.kind, "text": part.text} for part in self.parts],
        }  # fmt: skip


def folded(text: str) -> str:
    """The words alone: two texts that fold to one say the same."""
    return "".join(c for c in _normal(text) if c.isalnum())


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in signs at most."""
    return folded(one) == folded(other)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_VARIANTS)


def difference(old: str, new: str) -> list[Part]:
    """Runs of words, as the new text writes them where they stayed; noise of signs is no change."""
    before, after = _words(old), _words(new)
    found: list[Part] = []
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False)
    if before and after and matcher.ratio() < _REWRITTEN:
        return [Part("removed", old), Part("added", new)]
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Part("same", "".join(written for _, written in after[c:d])))
            continue
        if b > a:
            found.append(Part("removed", "".join(written for _, written in before[a:b])))
        if d > c:
            found.append(Part("added", "".join(written for _, written in after[c:d])))
    return found


def _words(text: str) -> list[tuple[str, str]]:
    """Each sign that says something with what is written up to the next: (folded, as written)."""
    found: list[tuple[str, str]] = []
    for c in text:
        words = [one for one in _normal(c) if one.isalnum()]
        if words:
            found.append(("".join(words), c))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + c)
    return found


def timeline(texts: Iterable[ArticleText]) -> list[Change]:
    """An article through time: texts that differ in signs only are one, with the days of all."""
    merged: list[ArticleText] = []
    for one in texts:
        last = merged[-1] if merged else None
        if last is not None and last.text and one.text and same_words(last.text, one.text):
            merged[-1] = ArticleText(
                one.law, last.version, one.last_version, one.key, one.text, one.path, last.start, one.end, one.status
            )
        else:
            merged.append(one)
    changes: list[Change] = []
    for at, one in enumerate(merged):
        before = merged[at - 1] if at else None
        if before is None or not before.text or not one.text:
            changes.append(Change(one, (), ()))
            continue
        kept = {folded(paragraph) for paragraph in paragraphs(before.text)}
        new = tuple(n for n, paragraph in enumerate(paragraphs(one.text), 1) if folded(paragraph) not in kept)
        changes.append(Change(one, tuple(difference(before.text, one.text)), new))
    return changes
