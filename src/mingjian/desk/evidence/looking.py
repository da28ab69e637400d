"""A case file checked for the pages: what is missing, does not agree or speaks for the suspect, and what changed."""

from __future__ import annotations

from mingjian.assist.evidence import Case, Changes, Finding, For, Gap, Pack, Report, Unknown, changes, check, parse_case
from mingjian.assist.evidence import relations as ties
from mingjian.assist.evidence import timeline as moments
from mingjian.assist.evidence.coverage import Cell
from mingjian.assist.evidence.favourable import STATES
from mingjian.assist.evidence.forms import forms
from mingjian.assist.evidence.laws import Cited
from mingjian.assist.evidence.matrix import CELL_STATES
from mingjian.assist.evidence.pack import ELEMENTS
from mingjian.assist.evidence.records import STAGES, Override
from mingjian.assist.evidence.rule import KINDS_OF_RULE, shipped_rules
from mingjian.desk.evidence.check_schemas import (
    AsideEntry,
    CheckCell,
    CheckFinding,
    CheckGone,
    CheckPage,
    CheckQuery,
    CheckSpeaking,
    CheckUnknown,
    FileLink,
    FileMoment,
    FileNode,
    FileViews,
)
from mingjian.desk.evidence.files import case_of, find_file, may_edit
from mingjian.desk.evidence.history import before
from mingjian.desk.evidence.layered import packs_of
from mingjian.desk.evidence.models import EvidenceFile
from mingjian.desk.evidence.telling import told_articles, told_place
from mingjian.desk.evidence.words import ALL_THERE, NOT_ALL_THERE, TIES, asked, named
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.words import Text, coded, text

__all__ = ["check_page", "file_views", "report_of"]

_ALWAYS = "confession_only"


def report_of(one: EvidenceFile, said: str | None = None) -> Report:
    """The check of a case file, as its text is now or as it was, with the packs of its office."""
    packs, _ = packs_of(one.office)
    return check(parse_case(said) if said is not None else case_of(one), packs, on=today())


def check_page(user: User, number: int, query: CheckQuery) -> CheckPage:
    """The check, and what is new and gone since an edit (the last one, where none is named)."""
    one = find_file(user, number)
    report = report_of(one)
    changed, since = _changes(one, report, query.since)
    facts = {name: text(fact.title) for pack in report.packs for name, fact in pack.file.facts.items()}
    unverified = [source for source in _sources(report) if not source.law.verified]
    case = report.case
    return CheckPage(
        file=one.pk, version=one.version, on=case.file.on, at=now(), notice=text(report.notice),
        told=ALL_THERE if report.complete else NOT_ALL_THERE, complete=report.complete,
        packs=[_pack(pack) for pack in report.packs], lacking=list(report.lacking),
        unread=[Text(zh=_unread(name, near, "zh"), en=_unread(name, near, "en")) for name, near in report.unread],
        stale=told_articles(report.stale), unverified=told_articles(unverified), counts=report.counts(),
        cells=[_cell(report, cell, changed, facts) for cell in _ordered(report.cells)],
        findings=[_finding(case, finding, changed) for finding in report.findings],
        unknowns=[_unknown(case, unknown, facts) for unknown in report.unknowns],
        speaking=[_speaking(case, speaking) for speaking in report.speaking_for],
        gone=_gone(changed), since=since, may_edit=may_edit(user, one),
    )  # fmt: skip


def file_views(user: User, number: int) -> FileViews:
    """When what happened, and which record is tied to which."""
    case = case_of(find_file(user, number))
    labels = {(form.list, field.name): Text(zh=field.zh, en=field.en) for form in forms() for field in form.fields}
    lists = {record.id: name for name in (form.list for form in forms()) for record in getattr(case.file, name)}
    return FileViews(
        moments=[
            FileMoment(at=one.at, until=one.until, list=one.list, what=labels[one.list, one.what], record=one.record,
                       name=one.name)
            for one in moments(case)
        ],
        nodes=[FileNode(id=key, list=name, name=case.called(key)) for key, name in lists.items()],
        links=[FileLink(source=one.source, target=one.target, kind=text(named(one.kind, TIES))) for one in ties(case)],
    )  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _changes(one: EvidenceFile, report: Report, since: int | None) -> tuple[Changes | None, int | None]:
    """What changed since the edit of a number; None for a file that nobody edited."""
    made = list(one.edits.filter(undone=False).order_by("-number"))
    later = [edit for edit in made if since is None or edit.number > since][: None if since is not None else 1]
    if not later:
        return None, since
    return changes(report_of(one, before(one.text, later)), report), later[-1].number - 1


def _ordered(cells: tuple[Cell, ...]) -> list[Cell]:
    order = list(ELEMENTS)
    return sorted(cells, key=lambda one: order.index(one.point.element))


def _sources(report: Report) -> list[Cited]:
    found = [source for cell in report.cells for source in cell.sources]
    return list({one.article.text: one for one in [*found, *report.cited.values()]}.values())


def _pack(pack: Pack) -> Text:
    version = " + ".join([pack.file.version, *pack.layers])
    return Text(zh=f"{pack.file.title.zh} {version}", en=f"{pack.file.title.en} {version}")


def _unread(name: str, near: str, lang: str) -> str:
    if lang == "zh":
        return f"没有包问到条件“{name}”" + (f"，是否想写 {near}" if near else "")
    return f"no pack asks for the fact '{name}'" + (f", did you mean {near}" if near else "")


def _cell(report: Report, cell: Cell, changed: Changes | None, facts: dict[str, Text]) -> CheckCell:
    state = CELL_STATES[cell.state]
    return CheckCell(
        key=cell.key, pack=cell.pack, element=named(cell.point.element, ELEMENTS), point=text(cell.point.title),
        title=text(cell.title), about=cell.about, about_name=cell.about_name,
        level=coded(cell.need.level.value, cell.need.level), stage=named(cell.need.stage, STAGES),
        state=named(cell.state, {cell.state: (state[0], state[1])}), any_of=list(cell.need.any_of),
        asks=[asked(name, facts, None) for name in cell.asks], sources=told_articles(cell.sources),
        documents=[told_place(report.case, place) for place in cell.documents],
        aside=_aside(report.aside(cell.key)), new=cell.state == "missing" and _new(changed, cell.key),
    )  # fmt: skip


def _finding(case: Case, one: Finding, changed: Changes | None) -> CheckFinding:
    return CheckFinding(
        key=one.key, rule=one.rule, kind=named(one.kind, KINDS_OF_RULE),
        severity=coded(one.severity.value, one.severity), says=text(one.says), mend=text(one.mend),
        sources=told_articles(one.sources), places=[told_place(case, place) for place in one.places],
        aside=_aside(one.override), new=_new(changed, one.key), always=one.rule == _ALWAYS,
    )  # fmt: skip


def _unknown(case: Case, one: Unknown, facts: dict[str, Text]) -> CheckUnknown:
    rule = shipped_rules().get(one.rule)
    return CheckUnknown(
        title=text(one.title), asks=[asked(name, facts, rule) for name in one.asks],
        place=told_place(case, one.place) if one.place else None,
    )  # fmt: skip


def _speaking(case: Case, one: For) -> CheckSpeaking:
    return CheckSpeaking(
        id=one.id, title=text(one.title), says=text(one.says), state=named(one.state, STATES),
        sources=told_articles(one.sources), places=[told_place(case, place) for place in one.places],
    )  # fmt: skip


def _gone(changed: Changes | None) -> list[CheckGone]:
    if changed is None:
        return []
    gaps = [CheckGone(key=one.key, says=_gap(one)) for one in changed.gone_gaps]
    return gaps + [CheckGone(key=one.key, says=text(one.says)) for one in changed.gone_findings]


def _gap(one: Gap) -> Text:
    zh, en = (f"（{one.about_name}）", f" ({one.about_name})") if one.about_name else ("", "")
    return Text(zh=f"缺 {one.title.zh}{zh}", en=f"missing: {one.title.en}{en}")


def _new(changed: Changes | None, key: str) -> bool:
    return changed is not None and key in changed.new


def _aside(one: Override | None) -> AsideEntry | None:
    return AsideEntry(by=one.by, on=one.on, reason=one.reason) if one is not None else None
