"""Indictments and judgments as text → records of a case file: what is taken, from which characters, and how sure.

Only what `documents` reads is taken; a text of a kind it does not read stays in the file as it is. What was read is
told in the note of every record, so that a person can look: `自动读取 0.8` is read from the text, not from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.records import Act, CaseFile, Document, Person
from mingjian.documents import Indictment, Judgment, read_text
from mingjian.documents.found import Found
from mingjian.documents.model import Party
from mingjian.law import full_charge
from mingjian.models.problems import ModelErrors, Problem

__all__ = ["case_of_documents"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def case_of_documents(name: str, texts: Iterable[tuple[str, str]]) -> Case:
    """A case of the texts of documents (id, text). Raises ModelErrors where no charge can be read from any of them."""
    documents: list[Document] = []
    people: dict[str, Person] = {}
    acts: list[Act] = []
    charged: dict[str, None] = {}
    for number, (title, text) in enumerate(texts, 1):
        ref = f"d{number}"
        documents.append(Document(id=ref, kind="other_paper", title=title[:200] or ref, text=text))
        facts = read_text(text).facts
        if isinstance(facts, Judgment | Indictment):
            suspects = _people(ref, facts, people)
            found = _charges(facts)
            charged |= dict.fromkeys(found)
            acts += _acts(ref, facts, found, suspects)
    if not charged:
        zh, en = (
            "没有读出罪名：材料里没有能读的起诉书或判决书",
            "no charge could be read: no indictment or judgment is there",
        )
        raise ModelErrors([Problem(name, 1, 1, "", zh, en)])
    slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-") or "case"
    slug = slug if slug[0].isalpha() else f"case-{slug}"
    file = CaseFile(
        case=slug[:60], title=name[:200] or slug, charges=list(charged), stage="prosecution", documents=documents,
        persons=list(people.values()), acts=acts,
    )  # fmt: skip
    return Case(file)


def _people(document: str, facts: Judgment | Indictment, people: dict[str, Person]) -> list[str]:
    ids = []
    for party in facts.defendants:
        key = f"{party.name.value} {party.birth_date.value if party.birth_date else ''}"
        if key not in people:
            people[key] = _person(f"p{len(people) + 1}", document, party)
        ids.append(people[key].id)
    return ids


def _person(ref: str, document: str, party: Party) -> Person:
    born = party.birth_date.value if party.birth_date and _DAY.match(party.birth_date.value) else None
    return Person(
        id=ref,
        document=document,
        span=party.name.span,
        name=party.name.value,
        roles=["suspect"],
        unit=party.unit,
        born=date.fromisoformat(born) if born else None,
        id_number=party.id_number.value if party.id_number else None,
        note=_sure(party.name),
    )


def _charges(facts: Judgment | Indictment) -> list[str]:
    if isinstance(facts, Judgment):
        found = [count.charge.value for one in facts.defendants for count in one.charges]
    else:
        found = [one.value for person in facts.defendants for one in person.asserted.charges]
    return [name for name in dict.fromkeys(found) if full_charge(name) is not None]


def _acts(document: str, facts: Judgment | Indictment, charged: list[str], suspects: list[str]) -> list[Act]:
    begin, end = facts.crime_from, facts.crime_to
    if not suspects:
        return []
    values: dict[str, Any] = {
        "id": f"a-{document}", "document": document, "suspects": suspects, "charge": charged[0] if charged else None,
        "span": begin.span if begin else None, "note": _sure(begin) if begin else None,
    }  # fmt: skip
    if begin and _DAY.match(begin.value):
        values["from"] = begin.value
    if end and _DAY.match(end.value):
        values["to"] = end.value
    return [Act.model_validate(values)]


def _sure(found: Found[Any]) -> str:
    return f"自动读取 {found.sure:.1f}"
