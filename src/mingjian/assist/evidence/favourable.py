"""What speaks for the suspect: what the file holds, what was raised and is open, what to ask of this charge.

It stands beside the evidence against, in a column as wide. 刑诉法52 asks for both alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.contradictions.context import Context
from mingjian.assist.evidence.contradictions.times import period, two_places
from mingjian.assist.evidence.finding import For
from mingjian.assist.evidence.laws import cited
from mingjian.assist.evidence.packs import Pack
from mingjian.assist.evidence.records import Record
from mingjian.models.texts import Text

__all__ = ["STATES", "speaking_for"]

STATES: dict[str, tuple[str, str]] = {
    "found": ("卷中有", "in the file"),
    "open": ("已提出，未核查", "raised, not looked into"),
    "asked": ("应予核查", "to be looked into"),
}
_RAISED: dict[str, tuple[Text, tuple[str, ...]]] = {
    "alibi": (Text(zh="不在场", en="Alibi"), ("公安规定209", "刑诉规则368--4")),
    "defence": (Text(zh="正当防卫、紧急避险", en="Self-defence or necessity"), ("刑法20-1", "公安规定209")),
    "other_suspect": (Text(zh="另有他人作案的可能", en="Somebody else may have done it"), ("刑诉规则368--4",)),
    "illegal_means": (Text(zh="非法取证线索", en="Sign of illegal means"), ("刑诉法56-1", "刑诉解释123")),
    "agent_lure": (Text(zh="特情引诱", en="Lured by an agent"), ("刑诉法153-1",)),
    "unaware": (Text(zh="不明知", en="Did not know"), ("公安规定209", "刑诉解释72-1-4")),
}


def speaking_for(case: Case, chosen: list[Pack]) -> list[For]:
    """Everything that speaks for the suspect: found first, then raised, then to be asked."""
    found = [*_raised(case), *_elsewhere(case), *_retracted(case), *_ages(case), *_documents(case)]
    asked = [
        For(one.id, one.title, one.asks, "asked", tuple(map(cited, one.ref)))
        for pack in chosen for one in pack.file.favourable
    ]  # fmt: skip
    order = {name: number for number, name in enumerate(STATES)}
    return sorted([*found, *asked], key=lambda one: order[one.state])


def _raised(case: Case) -> Iterator[For]:
    for one in case.file.claims:
        if one.what in _RAISED:
            title, references = _RAISED[one.what]
            words = one.says or ""
            says = Text(
                zh=f"{case.name(one.speaker)}：{words}".strip("：") or title.zh,
                en=f"{case.name(one.speaker)}: {words}".strip(": ") or title.en,
            )
            state = "found" if one.looked_into else "open"
            yield For(one.what, title, says, state, tuple(map(cited, references)), (case.place(one),))


def _elsewhere(case: Case) -> Iterator[For]:
    for hit in two_places(Context(case)):
        who, when, place = (str(hit.words[name]) for name in ("who", "when", "place"))
        says = Text(zh=f"{who}在{when}另有“{place}”的记录", en=f"{who} is recorded at {place} at {when}")
        yield _for(case, "alibi", _RAISED["alibi"][0], says, ("刑诉解释140--2",), hit.records)


def _retracted(case: Case) -> Iterator[For]:
    for person in case.with_role("suspect"):
        told = sorted(
            (
                s
                for s in case.file.statements
                if s.person == person.id and s.confesses is not None and s.from_ is not None
            ),
            key=lambda s: (s.from_.isoformat() if s.from_ else "", s.number or 0),
        )
        for a, b in pairwise(told):
            if a.confesses and not b.confesses:
                title = Text(zh="翻供", en="Retracted confession")
                says = Text(
                    zh=f"{person.name}供认后又否认，应查明原因",
                    en=f"{person.name} confessed and then denied: find out why",
                )
                yield _for(case, "retracted", title, says, ("刑诉解释96-2", "刑诉规则258-1"), (a, b))


def _ages(case: Case) -> Iterator[For]:
    for person in case.with_role("suspect"):
        age = case.age_at_act(person)
        if age is not None and (age < 18 or age >= 75):
            title = Text(zh="年龄", en="Age")
            says = Text(zh=f"{person.name}行为时 {age} 周岁", en=f"{person.name} was {age} at the act")
            refs = ("刑法17-4", "刑诉解释146-2") if age < 18 else ("刑法17之1", "刑诉解释146-2")
            yield _for(case, "age", title, says, refs, (person,))


def _documents(case: Case) -> Iterator[For]:
    kinds = {
        "psychiatric_opinion": (Text(zh="责任能力", en="Capacity"), ("刑法18", "刑诉法146")),
        "compensation": (Text(zh="退赔、谅解、和解", en="Restitution, forgiveness, settlement"), ("刑诉法288",)),
        "informant_note": (Text(zh="特情、控制下交付", en="Informant or controlled delivery"), ("刑诉法153",)),
    }
    for one in case.file.documents:
        if one.kind in kinds:
            title, references = kinds[one.kind]
            when = f" {period(one.on, None)}" if one.on else ""
            says = Text(zh=f"{case.name(one.id)}{when}", en=f"{case.name(one.id)}{when}")
            yield _for(case, one.kind, title, says, references, (one,))


def _for(
    case: Case, name: str, title: Text, says: Text, references: tuple[str, ...], records: tuple[Record, ...]
) -> For:
    return For(name, title, says, "found", tuple(map(cited, references)), case.places(records))
