"""The clue page: everything about one clue but its evidence, put together from the library and the desk's tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.clues import REJECTIONS, ClueLedger, Event, clues_of
from mingjian.clues.report.data import RunData
from mingjian.clues.report_runs import run_data
from mingjian.desk.basis import basis_of
from mingjian.desk.clues.checklist import checks_of
from mingjian.desk.clues.copies import copied, copy_of
from mingjian.desk.clues.listing import rows_of
from mingjian.desk.clues.models import Clue, Step
from mingjian.desk.clues.schemas import (
    Action,
    AttachmentInfo,
    CaseRef,
    CluePage,
    Doubt,
    Elsewhere,
    FunnelStep,
    HistoryEntry,
    Origin,
    RiskReason,
    RunInfo,
    StepInfo,
    Subject,
    Way,
)
from mingjian.desk.clues.states import TRANSITIONS, Body, State
from mingjian.desk.clues.steps import allowed, find, other_offices
from mingjian.desk.errors import Conflict
from mingjian.desk.lake import run_of, the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.sight import sight
from mingjian.desk.words import Coded, Text, coded, text
from mingjian.models import Model
from mingjian.models.enumerations import Line
from mingjian.runs.rerun import model_of

__all__ = ["machine_facts", "page"]

OTHERS = 20
_EVENTS: dict[str, tuple[str, str]] = {
    "new": ("首次发现", "first found"),
    "again": ("再次出现", "found again"),
    "returned": ("消失后再现", "came back"),
    "vanished": ("不再成立", "vanished"),
    "episode": ("办结后有新情况", "new rows after it was closed"),
    "touched": ("来源记录已更正", "a source row was corrected"),
    "closed": ("已作出结论", "decided"),
    "reopened": ("结论已撤回", "decision taken back"),
}
_MORE = {
    one.code: one
    for one in (
        Coded(code="extend", zh="延长期限", en="deadline extended"),
        Coded(code="send_out", zh="移送外网检察院", en="sent to an office on another network"),
        Coded(code="take_in", zh="自外网接收", en="taken in from another network"),
        Coded(code="outcome_back", zh="外网办理结果", en="what became of it on another network"),
    )
}
_EPISODE = Coded(code="episode", zh="出现新情况，重新开始", en="new rows: begun again")


def page(user: User, clue_id: str) -> CluePage:
    """The page of a clue the user sees. `NotFound` for every other."""
    clue = find(user, clue_id)
    base = rows_of(user, [clue])[0]
    return CluePage(
        **base.model_dump(), **machine_facts(user, clue), origin=_origin(clue),
        steps=[_step(one) for one in _steps(clue)], checks=checks_of(clue),
        attachments=[
            AttachmentInfo(id=one.pk, name=one.name, size=one.size, sha256=one.sha256, by=one.by.name, at=one.at)
            for one in clue.attachments.select_related("by")
        ],
        others=rows_of(user, _others(user, clue)), elsewhere=_elsewhere(user, clue),
        actions=[
            Action(code=one.code, zh=one.zh, en=one.en, needs=list(one.needs), optional=list(one.optional))
            for one in allowed(user, clue)
        ],
        rejections=[Coded(code=code, zh=zh, en=en) for code, (zh, en) in REJECTIONS.items()],
        bodies=[coded(one.value, one) for one in Body if one is not Body.OFFICE],
        offices=[office_code(one) for one in other_offices(clue)], case=_case(user, clue),
    )  # fmt: skip


def machine_facts(user: User, clue: Clue) -> dict[str, Any]:
    """What the run and the ledger say of a clue; of one from another network, what came with it."""
    copy = copy_of(clue)
    if copy is not None:
        subject = Subject(kind=clue.subject_kind, shown=copied(copy, user.clearance, "texts")["subject"])
        facts = copy.data["facts"]
        there = [{**one, "law": ""} for one in facts["basis"]]  # which statutes are there is the other desk's affair
        return {**facts, "basis": there, "subject": subject, "vanished_why": [], "touched_why": []}
    run, lake = run_of(clue.run), the_lake()
    model = model_of(run.record)
    ledger = ClueLedger(lake)
    state, events = ledger.of_clue(clue.model, clue.pk)
    found = next(iter(clues_of(run, user.clearance, [clue.pk])), None)
    if found is None:
        raise Conflict(
            "数据湖中没有这条线索：数据湖可能已更换，请系统管理员运行 mingjian desk rebuild",
            "the lake does not hold this clue: it may have been exchanged; ask for mingjian desk rebuild",
        )
    told = run_data(run, model, [], {}, user.clearance, ledger)
    return {
        "subject": Subject(kind=clue.subject_kind, shown=found.subject),
        "reasons": [RiskReason(zh=one.zh, en=one.en, points=one.points) for one in found.reasons],
        "run": RunInfo(
            id=run.run_id, number=run.record.number, as_of=run.record.as_of, purpose=run.record.purpose,
            model_version=run.record.model.version, fingerprint=run.record.model.fingerprint, engine=run.record.engine,
        ),
        "problem": text(model.definition.problem), "basis": basis_of(model, run.record.as_of),
        "traps": [text(one) for one in model.definition.traps], "disposition": _ways(model),
        "funnel": _funnel(told),
        "vanished_why": [] if state is None else [Text(zh=one.zh, en=one.en) for one in state.why],
        "touched_why": [] if state is None else [Text(zh=one.zh, en=one.en) for one in state.touched],
        "history": [_entry(one) for one in events],
    }  # fmt: skip


def _origin(clue: Clue) -> Origin | None:
    copy = copy_of(clue)
    if copy is None:
        return None
    return Origin(code=copy.origin_code, zh=copy.origin_zh, sequence=copy.sequence, sha256=copy.sha256, at=copy.at)


def _ways(model: Model) -> list[Way]:
    return [
        Way(
            document=coded(one.document.value, one.document), to=text(one.to), asks=text(one.asks) if one.asks else None
        )
        for one in model.definition.disposition
    ]


def _funnel(told: RunData) -> list[FunnelStep]:
    return [
        FunnelStep(
            step=one.step, zh=one.explain.zh, en=one.explain.en, rows=one.rows,
            undetermined=[Doubt(zh=doubt.zh, en=doubt.en, rows=doubt.count) for doubt in one.undetermined],
        )
        for one in told.funnel
    ]  # fmt: skip


def _entry(event: Event) -> HistoryEntry:
    zh, en = _EVENTS.get(event.event, (event.event, event.event))
    return HistoryEntry(
        event=Coded(code=event.event, zh=zh, en=en), day=date.fromisoformat(event.day), by=event.by, run=event.run,
        why=[Text(zh=one.zh, en=one.en) for one in event.why],
    )  # fmt: skip


def _steps(clue: Clue) -> list[Step]:
    return list(clue.steps.select_related("by", "to_user", "office", "to_office"))


def _step(one: Step) -> StepInfo:
    known = TRANSITIONS.get(one.action)
    reason = REJECTIONS.get(one.reason)
    return StepInfo(
        at=one.at, by=one.by.name if one.by is not None else "",
        action=coded(one.action, known) if known else _MORE.get(one.action, _EPISODE),

        source=coded(one.source, State.of(one.source)), target=coded(one.target, State.of(one.target)), why=one.why,
        reason=Coded(code=one.reason, zh=reason[0], en=reason[1]) if reason else None, document_no=one.document_no,
        deadline=one.deadline, to_user=person(one.to_user),
        to_office=office_code(one.to_office) if one.to_office is not None else None,
        to_body=coded(one.to_body, Body.of(one.to_body)) if one.to_body else None,
    )  # fmt: skip


def _others(user: User, clue: Clue) -> list[Clue]:
    """Other clues about the same subject which the user sees."""
    if not clue.subject:
        return []
    same = Clue.objects.visible_to(user).filter(subject=clue.subject).exclude(pk=clue.pk)
    return list(same.select_related("office", "owner")[:OTHERS])


def _elsewhere(user: User, clue: Clue) -> list[Elsewhere]:
    """Offices and lines that hold a clue on the subject which the user does not see: that it exists, whom to ask."""
    if not clue.subject:
        return []
    same = Clue.objects.filter(subject=clue.subject)
    seen = set(same.filter(sight(user)).values_list("pk", flat=True))  # of this subject: not of all the user sees
    pairs = {(one.office_id, one.line): one for one in same.select_related("office") if one.pk not in seen}
    return [
        Elsewhere(office=office_code(one.office), line=coded(one.line, Line.of(one.line)), contact=one.office.contact)
        for one in pairs.values()
    ]


def _case(user: User, clue: Clue) -> CaseRef | None:
    """The case the clue is in, for those who see it: a higher office may hold the case of a lower one's clue."""
    member = getattr(clue, "membership", None)  # of the app of cases, which this one does not know
    if member is None or member.case.office_id not in user.offices_below:
        return None
    return CaseRef(id=member.case.pk, number=member.case.number, title=member.case.title)
