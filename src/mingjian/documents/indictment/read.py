"""Text of an indictment → :class:`Indictment`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mingjian.documents import citations, dates, deeds, entries, history, names, proposal
from mingjian.documents.found import Found
from mingjian.documents.indictment.charged import Charged, charged
from mingjian.documents.indictment.model import Accused, Indictment
from mingjian.documents.indictment.parts import Parts, split
from mingjian.documents.indictment.reasons import asserted
from mingjian.documents.model import Measure, Prior
from mingjian.documents.text import Clean

_OFFICE = re.compile(r"(?P<office>[\u4e00-\u9fff]{2,36}?(?:人民)?检察院(?:[\u4e00-\u9fff]{1,10}?分院)?)(?=起诉书|$)")
_COURT = re.compile(r"(?P<court>[\u4e00-\u9fff]{2,32}?法院)")
_YEAR = str.maketrans("〇零Oo一二三四五六七八九", "0000123456789")
_TRANSFER = re.compile(r"向(?:本院|我院)移送(?:审查)?起诉|移送(?:至)?(?:本院|我院)(?:审查起诉)?|移送审查起诉")


def parse_indictment(text: str, given: Mapping[str, str] | None = None) -> Indictment:
    """Read an indictment in the form of the procuratorates; what cannot be read is null or missing, nothing fails.

    ``given`` are values known beside the text (keys ``indictment_number``, ``accused_on``).
    """
    given = given or {}
    clean = Clean(text)
    parts = split(clean)
    deed = deeds.told_days(clean, *parts.facts)
    made = Indictment(
        procuratorate=_office(clean, parts),
        court=_court(clean, parts),
        indictment_number=_number(clean, parts) or _given(given, "indictment_number"),
        transferred_on=_transferred(clean, parts),
        accused_on=_dated(clean, parts) or _given(given, "accused_on"),
        articles=citations.cited(clean, *parts.opinion),
        crime_from=deed[0] if deed else None,
        crime_to=deed[1] if deed else None,
        blood_alcohol=deeds.blood_alcohol(clean, *parts.facts) if "驾驶" in clean.text else None,
        text=text,
    )
    made.defendants = _defendants(clean, parts)
    return made


def _given(given: Mapping[str, str], key: str) -> Found[str] | None:
    return Found[str](value=given[key], sure=1.0) if given.get(key) else None


def _office(clean: Clean, parts: Parts) -> Found[str] | None:
    end = parts.title[0] or (parts.number.start() if parts.number else 0)
    found = list(re.finditer(_OFFICE.pattern.replace("|$", r"|\Z"), clean.text[:end]))
    return clean.found(found[-1]["office"], *found[-1].span("office")) if found else None


def _court(clean: Clean, parts: Parts) -> Found[str] | None:
    match = _COURT.match(clean.text, *parts.addressed)
    return clean.found(match["court"], *match.span("court")) if match else None


def _number(clean: Clean, parts: Parts) -> Found[str] | None:
    match = parts.number
    if match is None:
        return None
    return clean.found(f"{match['a']}〔{match['y'].translate(_YEAR)}〕{match['b']}", *match.span())


def _transferred(clean: Clean, parts: Parts) -> Found[str] | None:
    mark = _TRANSFER.search(clean.text, *parts.procedure)
    if mark is None:
        return None
    days = [d for d in dates.scan(clean.text, parts.procedure[0], mark.start()) if len(d.value) == 10]
    return clean.found(days[-1].value, days[-1].start, days[-1].end) if days else None


def _dated(clean: Clean, parts: Parts) -> Found[str] | None:
    days = [d for d in dates.scan(clean.text, *parts.tail) if len(d.value) == 10 and d.plain]
    return clean.found(days[-1].value, days[-1].start, days[-1].end) if days else None


def _defendants(clean: Clean, parts: Parts) -> list[Accused]:
    text = clean.text
    known = list(
        dict.fromkeys(
            [*names.named_before_crime(text, *parts.procedure), *names.named_before_crime(text, *parts.opinion)]
        )
    )
    found = entries.entries(clean, parts.as_sections(), known)
    people = [e.name for e in found] or names.without_tails(known)
    units = tuple(i for i, e in enumerate(found) if e.unit)
    told = _charged(text, parts, people)
    proposed = proposal.proposals(text, *parts.opinion, people)
    said = asserted(clean, parts.facts, _reasons(parts), people, units, told, proposed)
    made = []
    for i, name in enumerate(people):
        entry = found[i] if found else None
        at = entry.name_at if entry else (max(text.find(name), 0), max(text.find(name), 0) + len(name))
        person = Accused(name=clean.found(name, *at), unit=i in units, asserted=said[i])
        if entry:
            _heading(clean, entry, person)
        made.append(person)
    return made


def _reasons(parts: Parts) -> list[tuple[int, int]]:
    return [parts.opinion] if parts.opinion[0] < parts.opinion[1] else []


def _charged(text: str, parts: Parts, people: list[str]) -> Charged:
    """What the opinion charges; where it charges one of them with nothing, what he was transferred for is no charge."""
    if not people:
        return {}
    return charged(text, *parts.opinion, people)


def _heading(clean: Clean, entry: entries.Entry, person: Accused) -> None:
    person.sex = entries.sex(clean, entry)
    person.birth_date = entries.birth(clean, entry)
    person.id_number = entries.id_number(clean, entry)
    person.home = entries.home(clean, entry)
    spans = [(max(a, entry.name_at[1]) if i == 0 else a, b) for i, (a, b) in enumerate(entry.texts)]
    pasts, measures = history.read(clean.text, spans)
    person.priors = [
        clean.found(Prior(on=p.on, charge=p.charge, kind=p.kind, months=p.months), p.start, p.end, p.sure)
        for p in pasts
    ]
    person.measures = [clean.found(Measure(kind=m.kind, on=m.on), m.start, m.end, m.sure) for m in measures]
