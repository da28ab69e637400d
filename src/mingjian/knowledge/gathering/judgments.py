"""Judgments and other papers of a case → documents with court, number, charges, articles, day and instances."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from mingjian.documents import Document as Read
from mingjian.documents import read_text
from mingjian.documents.civil import CivilDocument
from mingjian.documents.found import Found
from mingjian.documents.kinds import KINDS
from mingjian.documents.model import Judgment
from mingjian.knowledge.document import Document
from mingjian.knowledge.facts import facts_of
from mingjian.knowledge.gathering.instances import case_numbers, instance_groups
from mingjian.knowledge.sight import OPEN, Rights

__all__ = ["court_level", "from_judgments"]


def from_judgments(read: Iterable[Read], rights: Rights = OPEN) -> Iterator[Document]:
    """Every document once; of texts that are the same to the letter, the first."""
    seen: set[str] = set()
    for one in read:
        made = _document(one, rights)
        if made.id not in seen:
            seen.add(made.id)
            yield made


def court_level(court: str) -> str:
    """`supreme`, `high`, `intermediate` or `basic`, by the name of a court."""
    for level, word in (("supreme", "最高"), ("high", "高级"), ("intermediate", "中级")):
        if word in court:
            return level
    return "basic"


def _document(one: Read, rights: Rights) -> Document:
    reading = read_text(one.text, one.given)
    facts = reading.facts
    kind = KINDS[reading.kind.value][0]
    digest = hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    marks: dict[str, tuple[str, ...]] = {"paper": (kind,)}
    court = number = day = None
    if isinstance(facts, Judgment | CivilDocument):
        court, number, day = _value(facts.court), _value(facts.case_number), _value(facts.judged_on)
    marks |= facts_of(reading, one.text)
    numbers = case_numbers(number, one.text)
    marks |= {"case": numbers, "court": (court,) if court else ()}
    marks["level"] = (court_level(court),) if court else ()
    named = " ".join(part for part in (court, number, *marks.get("charge", ())[:3], *marks.get("cause", ())) if part)
    return Document(
        f"judgment:{digest}",
        "judgment",
        named or one.id,
        one.text,
        one.source,
        heading=" ".join((kind, *marks.get("charge", ()), *marks.get("cause", ()))),
        rights=rights,
        day=_day(day),
        marks={name: values for name, values in marks.items() if values},
        groups=instance_groups(facts, numbers, one.text, (*marks.get("charge", ()), *marks.get("cause", ()))),
    )


def _value(found: Found[str] | None) -> str | None:
    return None if found is None else found.value


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
