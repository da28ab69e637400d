"""Identity on the desk: records left for people, both sides of each, decisions.

A data officer sees records of the datasets he looks after, masked by his clearance. A candidate is named by the id of
the subject, so that nobody has to see a whole number to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from mingjian.desk.data.identity_job import running
from mingjian.desk.data.identity_schemas import (
    CandidateInfo,
    DecideGiven,
    DecisionInfo,
    IdentityDataset,
    IdentityPage,
    IdentityQuery,
    RecordInfo,
    RecordPage,
    ResolutionInfo,
    RevealGiven,
)
from mingjian.desk.data.identity_sides import compared, known_of, number_of, own_rows, reason, told_of
from mingjian.desk.data.words import in_charge, title_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded
from mingjian.identity import Decision, Decisions, IdentityError, IdentityStore, Resolution
from mingjian.identity.records_file import Record, page_of
from mingjian.lake import Lake, Manifest

__all__ = ["decide", "identity_page", "record_page", "reveal"]

_STATES = {
    "unsure": ("待人工认定", "for people"), "linked": ("已认定", "identified"), "unknown": ("未认定", "nobody known"),
}  # fmt: skip
_WORDS = {
    "same": ("是同一主体", "the same"), "different": ("不是同一主体", "another"), "unsure": ("存疑", "unsure"),
    "withdrawn": ("撤回认定", "withdrawn"),
}  # fmt: skip
_WHERE = 100
"""Datasets in which a record is shown, at most."""
_KINDS = {"person": ("人员", "person"), "company": ("单位", "company")}


def identity_page(user: User, query: IdentityQuery) -> IdentityPage:
    """What the newest resolution says of the datasets the user looks after, and a page of its records."""
    manifests = _mine(user)
    lake, newest = the_lake(), IdentityStore(the_lake()).latest()
    number = running()
    if newest is None:
        return IdentityPage(newest=None, datasets=[], items=[], total=0, running=number)
    parts = [one for one in newest.datasets if one.dataset in manifests and one.rows]
    wanted = {one.dataset for one in parts} & ({query.dataset} if query.dataset else {one.dataset for one in parts})
    decided = _standing(lake)
    late = {one.record for one in Decisions(lake).all() if one.number > newest.decisions}
    people = query.state == "decided"
    found, total = page_of(
        lake, newest, wanted, state=None if people else query.state, kind=query.kind,
        only=decided.keys() if people else None, but=_settled(decided, late) if query.state == "unsure" else (),
        start=(query.page - 1) * query.size, size=query.size,
    )  # fmt: skip
    return IdentityPage(
        newest=_info(lake, newest),
        datasets=[
            IdentityDataset(
                dataset=one.dataset, title=title_of(manifests[one.dataset]), rows=one.rows, linked=one.linked,
                unsure=one.unsure,
            )
            for one in parts
        ],
        items=_records(lake, found, manifests, user.clearance), total=total, running=number,
    )  # fmt: skip


def record_page(user: User, record: str, *, revealed: bool = False) -> RecordPage:
    """Both sides of a record, masked; `revealed`: up to what the user may unmask."""
    manifests, lake = _mine(user), the_lake()
    found = _find(lake, manifests, record)
    clearance = user.unmasks_to if revealed else user.clearance
    kind = found[0].kind
    told = [one for one in Decisions(lake).all() if one.kind == kind and one.record == record]
    keys = list(dict.fromkeys([*(one.key for each in found for one in each.candidates), *(one.key for one in told)]))
    ids = lake.subjects.ids(kind, keys)
    known = {key: known_of(lake, kind, key, manifests, clearance) for key in keys if key in ids}
    standing = {one.number for one in Decisions(lake).standing(kind).values()}
    return RecordPage(
        kind=_coded(kind, _KINDS),
        records=_records(lake, found, manifests, clearance),
        compared=compared(kind, found[0], ids, known, clearance),
        own=[row for one in found for row in own_rows(lake, one, clearance)],
        known={ids[key]: one.rows for key, one in known.items()},
        decisions=[
            DecisionInfo(
                number=ids.get(one.key, 0), shown=number_of(kind, one.key, clearance), standing=one.number in standing,
                word=_coded(one.word, _WORDS), by=one.by, why=one.why, at=one.at,
            )
            for one in reversed(told)
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
    found: list[Record] = []
    if newest is not None:
        found, _ = page_of(lake, newest, set(manifests), only=[record], size=_WHERE)
    if not found:
        raise NotFound
    return found


def _standing(lake: Lake) -> dict[str, Decision]:
    """Record → the newest decision that stands about it."""
    all_ = sorted((one for kind in _KINDS for one in Decisions(lake).standing(kind).values()), key=_number)
    return {one.record: one for one in all_}


def _number(one: Decision) -> int:
    return one.number


def _settled(decided: Mapping[str, Decision], late: Collection[str]) -> set[str]:
    """Records that wait for nobody: decided since the resolution, or said to be somebody or to stay open."""
    return {one for one, what in decided.items() if one in late or what.word != "different"}


def _info(lake: Lake, newest: Resolution) -> ResolutionInfo:
    have = {(one.dataset, one.version) for one in newest.datasets}
    now = {(one.dataset, one.version) for name in lake.datasets() if (one := lake.latest(name)) is not None}
    named = {(dataset, version) for dataset, version in now if dataset in {one for one, _ in have}}
    stale = not named <= have or Decisions(lake).newest() > newest.decisions
    known = newest.known + (newest.companies.known if newest.companies else 0)
    return ResolutionInfo(id=newest.id, made=newest.made, known=known, changed=newest.changed, stale=stale)


def _records(lake: Lake, records: Sequence[Record], manifests: dict[str, Manifest], clearance: int) -> list[RecordInfo]:
    ids = {
        kind: lake.subjects.ids(kind, {one.key for each in records if each.kind == kind for one in each.candidates})
        for kind in _KINDS
    }
    newest, decided = IdentityStore(lake).latest(), _standing(lake)
    counted = newest.decisions if newest else 0
    return [
        RecordInfo(
            record=each.fingerprint, kind=_coded(each.kind, _KINDS), dataset=each.dataset,
            title=title_of(manifests[each.dataset]), rows=each.rows, state=_coded(each.state, _STATES),
            told=told_of(each, clearance),
            candidates=[
                CandidateInfo(
                    number=ids[each.kind][one.key], shown=number_of(each.kind, one.key, clearance), chance=one.chance,
                    decided=one.decided, reasons=[reason(why) for why in one.reasons],
                )
                for one in each.candidates
                if one.key in ids[each.kind]
            ],
            decision=_coded(what.word, _WORDS) if (what := decided.get(each.fingerprint)) else None,
            waiting=what is not None and what.number > counted,
        )
        for each in records
    ]  # fmt: skip


def _coded(code: str, words: dict[str, tuple[str, str]]) -> Coded:
    zh, en = words[code]
    return Coded(code=code, zh=zh, en=en)
