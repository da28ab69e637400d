"""What the papers of one case have in common, so that its instances are one answer.

First the case numbers: a paper's own, and those of earlier decisions that it names at its head. Where numbers are taken
out or misprinted, the court of first instance with the same parties and the same charge or cause: an appeal tells all
three, and is joined by them when it names no number but its own. It joins first instances alone, for the same people
may be before one court twice. Names are kept as a digest only; masked ones (张某, 李××) are everybody's, and join none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from mingjian.documents.civil import CivilDocument
from mingjian.documents.model import Judgment

__all__ = ["case_numbers", "instance_groups"]

_NUMBER = re.compile(r"[（(〔]\s*(?:19|20)\d{2}\s*[）)〕][^（）()〔〕。，：；\s]{2,24}?号")
_BELOW = re.compile(
    r"(?:不服|^|[，。；：\s])(?:原审)?([一-龥]{2,28}?人民法院)(?:审理|[于一]|[（(]|作出|判决)", re.MULTILINE
)
_MASKED = re.compile(r"[某*＊×xXＸ?？\d]|[A-Z]$")
_EARLIER = 2_500
"""Signs within which a paper names the decision that was appealed against."""


def case_numbers(own: str | None, text: str) -> tuple[str, ...]:
    """A paper's own number and those named at its head, each once, as written."""
    return tuple(dict.fromkeys(one for one in (own, *_NUMBER.findall(text[:_EARLIER])) if one))


def instance_groups(facts: object, numbers: Sequence[str], text: str, matters: Sequence[str]) -> tuple[str, ...]:
    """Groups of a paper: its case numbers, and its parties before the court of first instance."""
    groups = [f"case:{_plain(each)}" for each in numbers]
    names, court, appealed = _told(facts)
    about = "、".join(sorted(set(matters)))
    if not court or not names or not about or any(map(_MASKED.search, names)) or (appealed and len(groups) > 1):
        return tuple(groups)
    courts = _BELOW.findall(text[:_EARLIER]) if appealed else [court]
    sort, who = "appeal" if appealed else "first", "、".join(sorted(set(names)))
    return (*groups, *(f"{sort}:{_digest(f'{below} {who} {about}')}" for below in dict.fromkeys(courts)))


def _told(facts: object) -> tuple[list[str], str, bool]:
    """Names of the parties, the court, whether the paper is of an appeal."""
    if isinstance(facts, Judgment):
        names = [one.name.value for one in facts.defendants]
        return names, facts.court.value if facts.court else "", facts.instance.value == "second"
    if isinstance(facts, CivilDocument):
        names = [one.name.value for one in facts.parties]
        appealed = facts.stage is not None and facts.stage.value == "second"
        return names, facts.court.value if facts.court else "", appealed
    return [], "", False


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number).translate(str.maketrans("（）〔〕", "()()"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
