"""Indictments and judgments as papers: persons, charges and days that `documents` reads, as other papers have them."""

from __future__ import annotations

import re
from typing import Any

from mingjian.assist.evidence.papers.paper import Draft, Lack, Paper, Who
from mingjian.documents import Indictment, Judgment, read_text
from mingjian.documents.found import Found
from mingjian.documents.model import Party
from mingjian.law import full_charge

__all__ = ["court_paper"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def court_paper(title: str, text: str) -> tuple[Paper, bool]:
    """A text that is no paper of the police, and whether it is an indictment or a judgment. What is neither is kept as
    it is, and that it was not read is told."""
    paper = Paper("other_paper", title[:200] or "-", text)
    facts = read_text(text).facts
    if not isinstance(facts, Judgment | Indictment):
        zh, en = "看不出是何种文书，原样保留", "nothing tells what paper this is; it is kept as it is"
        paper.lacks.append(Lack(1, zh, en))
        return paper, False
    suspects = [_who(party) for party in facts.defendants]
    paper.people = suspects
    paper.charges = _charges(facts)
    if suspects:
        paper.drafts.append(_act(facts, paper.charges, suspects))
    return paper, True


def _who(party: Party) -> Who:
    said: dict[str, Found[str]] = {}
    if party.birth_date and _DAY.match(party.birth_date.value):
        said["born"] = party.birth_date
    if party.id_number:
        said["id_number"] = party.id_number
    if party.unit:
        said["unit"] = Found(value="unit", span=party.name.span, sure=party.name.sure)
    return Who(party.name, "suspect", said)


def _charges(facts: Judgment | Indictment) -> list[Found[str]]:
    if isinstance(facts, Judgment):
        found = [count.charge for one in facts.defendants for count in one.charges]
    else:
        found = [one for person in facts.defendants for one in person.asserted.charges]
    return list({one.value: one for one in found if full_charge(one.value) is not None}.values())


def _act(facts: Judgment | Indictment, charged: list[Found[str]], suspects: list[Who]) -> Draft:
    draft = Draft(
        "acts", {"suspects": Found[Any].model_construct(value=suspects, span=suspects[0].name.span, sure=1.0)}
    )
    if charged:
        draft.put("charge", charged[0])
    for key, found in (("from", facts.crime_from), ("to", facts.crime_to)):
        if found is not None and _DAY.match(found.value):
            draft.put(key, found)
    return draft
