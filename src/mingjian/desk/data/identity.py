"""Identity on the desk: records left for people, both sides of each, decisions.

A data officer sees records of the datasets he looks after, masked by his clearance. A candidate is named by the id of
the subject, so that nobody has to see a whole number to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from mingjian.clues.values import shown_value
from mingjian.desk.data.identity_job import running
from mingjian.desk.data.identity_schemas import (
    CandidateInfo,
    DecideGiven,
    DecisionInfo,
    IdentityDataset,
    IdentityPage,
    IdentityQuery,
    KnownRow,
    Labelled,
    RecordInfo,
    RecordPage,
    ResolutionInfo,
    RevealGiven,
)
from mingjian.desk.data.words import in_charge, standard_of, title_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text, text
from mingjian.identity import Decisions, IdentityError, IdentityStore, Resolution
from mingjian.identity.records_file import Record, records_of
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.lake.mentions import Mentions
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Column, codes
from mingjian.trust.masking import mask

__all__ = ["decide", "identity_page", "record_page", "reveal"]

_NUMBERS = {"person": "person_id", "company": "uscc"}
"""The identifier of each kind of subject."""
_KNOWN = 3
"""Rows of a dataset that are shown of a candidate."""
_STATES = {
    "unsure": ("待人工认定", "for people"), "linked": ("已认定", "taken for somebody"), "unknown": ("未认定", "nobody"),
}  # fmt: skip
_WORDS = {
    "same": ("是同一主体", "the same"), "different": ("不是同一主体", "another"), "unsure": ("存疑", "unsure"),
}  # fmt: skip
_LABELS = {
    "raw": ("证件号码原文", "Number as written"), "name": ("姓名", "Name"), "birth": ("出生日期", "Date of birth"),
    "sex": ("性别", "Sex"), "phone": ("电话", "Telephone"), "account": ("银行账号", "Account"),
    "address": ("住址", "Address"),
}  # fmt: skip
_COMPANY_LABELS = {
    "raw": ("统一社会信用代码原文", "Credit code as written"), "name": ("名称", "Name"), "address": ("地址", "Address"),
}  # fmt: skip
_MASKS = {"raw": "person_id", "name": "person_name", "birth": "date", "phone": "phone", "account": "bank_card"}
_LEVELS = {"sex": 2, "account": 4}


def identity_page(user: User, query: IdentityQuery) -> IdentityPage:
    """What the newest resolution says of the datasets the user looks after, and a page of its records."""
    manifests = _mine(user)
    lake, newest = the_lake(), IdentityStore(the_lake()).latest()
    number = running()
    if newest is None:
        return IdentityPage(newest=None, datasets=[], items=[], total=0, running=number)
    parts = [one for one in newest.datasets if one.dataset in manifests and one.rows]
    wanted = {one.dataset for one in parts} & ({query.dataset} if query.dataset else {one.dataset for one in parts})
    found = records_of(lake, newest, state=query.state, datasets=wanted)
    start = (query.page - 1) * query.size
    return IdentityPage(
        newest=_info(lake, newest),
        datasets=[
            IdentityDataset(
                dataset=one.dataset, title=title_of(manifests[one.dataset]), rows=one.rows, linked=one.linked,
                unsure=one.unsure,
            )
            for one in parts
        ],
        items=_records(lake, found[start : start + query.size], manifests, user.clearance),
        total=len(found), running=number,
    )  # fmt: skip


def record_page(user: User, record: str, *, revealed: bool = False) -> RecordPage:
    """Both sides of a record, masked; `revealed`: up to what the user may unmask."""
    manifests, lake = _mine(user), the_lake()
    found = _find(lake, manifests, record)
    clearance = user.unmasks_to if revealed else user.clearance
    keys = list(dict.fromkeys(one.key for each in found for one in each.candidates))
    kind = found[0].kind
    decisions = [one for one in Decisions(lake).all() if one.kind == kind and one.record == record]
    ids = lake.subjects.ids(kind, [*keys, *(one.key for one in decisions)])
    return RecordPage(
        records=_records(lake, found, manifests, clearance),
        known={ids[key]: _known_rows(lake, kind, key, manifests, clearance) for key in keys if key in ids},
        decisions=[
            DecisionInfo(
                number=ids.get(one.key, 0), shown=_number(kind, one.key, clearance),
                word=_coded(one.word, _WORDS), by=one.by, why=one.why, at=one.at,
            )
            for one in reversed(decisions)
        ],
        revealed=revealed,
    )  # fmt: skip


def reveal(user: User, record: str, given: RevealGiven) -> RecordPage:
    """Both sides without masks; logged with the reason."""
    if not user.may(Right.UNMASK):
        raise NotFound
    page = record_page(user, record, revealed=True)
    trace(user.username, "identity.unmask", record, why=given.why, clearance=user.unmasks_to)
    return page


def decide(user: User, record: str, given: DecideGiven) -> RecordPage:
    """Keep a decision about a candidate, or about somebody decided on before; it counts from the next resolving on."""
    lake = the_lake()
    found = _find(lake, _mine(user), record)
    kind, keys = found[0].kind, {one.key for each in found for one in each.candidates}
    keys |= {one.key for one in Decisions(lake).all() if one.kind == kind and one.record == record}
    known = {number: key for key, number in lake.subjects.ids(kind, keys).items()}
    key = known.get(given.number)
    if key is None:
        raise BadRequest("候选中没有这个主体", "there is no such candidate", "number")
    try:
        with transaction.atomic():
            trace(user.username, "identity.decide", record, word=given.word, subject=given.number)
            Decisions(lake).record(kind, record, key, given.word, user.username, given.why)
    except IdentityError as error:
        raise BadRequest(error.zh, error.en, "why") from None
    return record_page(user, record)


# -- what is behind --------------------------------------------------------------------------------------------


def _mine(user: User) -> dict[str, Manifest]:
    """The newest versions of the datasets somebody looks after; `NotFound` for everybody who looks after none."""
    if not user.may(Right.LOAD_DATA):
        raise NotFound
    lake = the_lake()
    newest = [one for name in lake.datasets() if (one := lake.latest(name)) is not None]
    return {one.dataset: one for one in newest if in_charge(user, one.owner)}


def _find(lake: Lake, manifests: dict[str, Manifest], record: str) -> list[Record]:
    newest = IdentityStore(lake).latest()
    found = []
    if newest is not None:
        found = [
            one for one in records_of(lake, newest, fingerprint=record, datasets=set(manifests))
            if one.fingerprint == record
        ]  # fmt: skip
    if not found:
        raise NotFound
    return found


def _info(lake: Lake, newest: Resolution) -> ResolutionInfo:
    have = {(one.dataset, one.version) for one in newest.datasets}
    now = {(one.dataset, one.version) for name in lake.datasets() if (one := lake.latest(name)) is not None}
    last = max((one.number for kind in _NUMBERS for one in Decisions(lake).standing(kind).values()), default=0)
    named = {(dataset, version) for dataset, version in now if dataset in {one for one, _ in have}}
    stale = not named <= have or last > newest.decisions
    known = newest.known + (newest.companies.known if newest.companies else 0)
    return ResolutionInfo(id=newest.id, made=newest.made, known=known, changed=newest.changed, stale=stale)


def _records(lake: Lake, records: Sequence[Record], manifests: dict[str, Manifest], clearance: int) -> list[RecordInfo]:
    ids = {
        kind: lake.subjects.ids(kind, {one.key for each in records if each.kind == kind for one in each.candidates})
        for kind in _NUMBERS
    }
    return [
        RecordInfo(
            record=each.fingerprint, dataset=each.dataset, title=title_of(manifests[each.dataset]), rows=each.rows,
            state=_coded(each.state, _STATES), told=_told(each, clearance),
            candidates=[
                CandidateInfo(
                    number=ids[each.kind][one.key], shown=_number(each.kind, one.key, clearance), chance=one.chance,
                    decided=one.decided, reasons=[Text(zh=why["zh"], en=why["en"]) for why in one.reasons],
                )
                for one in each.candidates
                if one.key in ids[each.kind]
            ],
        )
        for each in records
    ]  # fmt: skip


def _told(record: Record, clearance: int) -> list[Labelled]:
    said = {"raw": record.raw, **record.told}
    labels = _LABELS | (_COMPANY_LABELS if record.kind == "company" else {})
    return [
        Labelled(label=_text(labels[one]), value=_said(one, value, clearance, record.kind))
        for one, value in said.items()
        if value
    ]


def _number(kind: str, key: str, clearance: int) -> str:
    """A number as the reader may see it; a company's is public."""
    return key if kind == "company" else mask(key, "person_id", 3, clearance) or ""


def _said(meaning: str, value: str, clearance: int, kind: str) -> Text:
    if kind == "company" and meaning in ("raw", "name", "address"):
        return Text(zh=value, en=value)
    if meaning == "sex":
        return Text(zh=codes("sex").label(value), en=codes("sex").label(value, "en"))
    shown = mask(value, _MASKS.get(meaning), _LEVELS.get(meaning, 3), clearance) or ""
    return Text(zh=shown, en=shown)


def _known_rows(lake: Lake, kind: str, key: str, manifests: dict[str, Manifest], clearance: int) -> list[KnownRow]:
    """Some rows under a number, of the datasets the user looks after."""
    rows: list[KnownRow] = []
    try:
        places = Mentions(lake).rows([_NUMBERS[kind]], key, manifests)
    except LakeError:
        return rows
    for place in places:
        standard = standard_of(place.manifest)
        if standard is None:
            continue
        there = lake.column_types(place.manifest)
        columns = [one for one in standard.columns.values() if one.name in there and not one.verbatim]
        names = [one.name for one in columns]
        for row in rows_by_number(lake, place.manifest, place.rows[:_KNOWN], names).to_pylist():
            said = [
                Labelled(label=text(one.label), value=_shown(one, row[one.name], clearance))
                for one in columns
                if row[one.name] is not None
            ]
            rows.append(KnownRow(dataset=place.manifest.dataset, title=title_of(place.manifest), told=said))
    return rows


def _shown(column: Column, value: Any, clearance: int) -> Text:
    """A value as people write it; one above the clearance masked."""
    if column.level > clearance:
        hidden = mask(str(value), column.mask_kind, column.level, clearance) or ""
        return Text(zh=hidden, en=hidden)
    zh, en = shown_value(column, value)
    return Text(zh=zh or "", en=en or "")


def _coded(code: str, words: dict[str, tuple[str, str]]) -> Coded:
    zh, en = words[code]
    return Coded(code=code, zh=zh, en=en)


def _text(words: tuple[str, str]) -> Text:
    return Text(zh=words[0], en=words[1])
