"""Text of a civil document → :class:`CivilDocument`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mingjian.documents import citations, heading
from mingjian.documents.civil import contracting, course, ending, lending
from mingjian.documents.civil.model import CivilDocument
from mingjian.documents.civil.parties import names as names_of
from mingjian.documents.civil.parties import parties
from mingjian.documents.civil.parts import CivilParts, split
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

_TYPE = re.compile(r"判决书|裁定书|调解书|决定书")
_TYPES = {"判决": "judgment", "裁定": "ruling", "调解": "mediation", "决定": "decision", "协议": "mediation"}
_YEAR = str.maketrans("〇零Oo一二三四五六七八九", "0000123456789")


def parse_civil(text: str, given: Mapping[str, str] | None = None) -> CivilDocument:
    """Read a civil judgment, ruling or mediation of any instance, or a document of enforcement with the same head.

    ``given`` are values known beside the text (keys ``case_number``, ``judged_on``); they fill what the text does not
    say. Never fails on bad text: what cannot be read is null or missing.
    """
    given = given or {}
    clean = Clean(text)
    parts = split(clean)
    found = parties(clean, parts)
    names = names_of(found)
    number = _case_number(clean, parts) or _given(given, "case_number")
    stage = course.stage(clean, number, found)
    cause = course.cause(clean, parts, names)
    asked = ending.claims(clean, parts, stage)
    return CivilDocument(
        court=heading.court_before(clean, parts.number[0] or min(parts.parties[0], 400)),
        case_number=number,
        document_type=_document_type(clean, parts),
        stage=stage,
        cause=cause,
        procedure=course.procedure(clean, parts, stage),
        filed_on=course.filed_on(clean, parts),
        judged_on=course.judged_on(clean, parts) or _given(given, "judged_on"),
        public_notice=course.public_notice(clean, parts),
        default=course.absences(clean, parts, found),
        outcome=ending.outcome(clean, parts),
        claims=clean.found(clean.text[asked[0] : asked[1]], *asked) if asked else None,
        awarded=ending.awarded(clean, parts),
        fee=ending.fee(clean, parts),
        articles=citations.articles(clean, parts.opinion[0], *parts.basis, law=None),
        parties=found,
        loan=lending.loan(clean, parts, cause, asked[:2] if asked else None, names),
        contracting=contracting.contracting(clean, parts, found, stage),
        works=contracting.works(clean, parts),
        text=text,
    )


def _case_number(clean: Clean, parts: CivilParts) -> Found[str] | None:
    start, end = parts.number
    if start >= end:
        return None
    year, rest = clean.text[start + 1 : start + 5].translate(_YEAR), clean.text[start + 6 : end]
    return clean.found(f"（{year}）{rest}", start, end)


def _document_type(clean: Clean, parts: CivilParts) -> Found[str] | None:
    titles = list(_TYPE.finditer(clean.text, 0, parts.number[0] or parts.heading[1]))
    if titles:
        return clean.found(_TYPES[titles[-1][0][:2]], *titles[-1].span())
    for word, value in _TYPES.items():
        if word in parts.word:
            at = parts.orders[0] - len(parts.word)
            return clean.found(value, at, parts.orders[0], 0.8)
    return None


def _given(given: Mapping[str, str], key: str) -> Found[str] | None:
    return Found[str](value=given[key], sure=1.0) if given.get(key) else None
