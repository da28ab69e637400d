"""Drafts as their readers see them: the list, and the page with the parts of the model and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from mingjian.collision import Field
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded
from mingjian.desk.workshop.drafts import find_draft, may_build, may_edit, may_manage
from mingjian.desk.workshop.folders import MODEL, zipped
from mingjian.desk.workshop.models import Draft, Edit
from mingjian.desk.workshop.palette import kind_of
from mingjian.desk.workshop.schemas import (
    CaseInfo,
    CautionInfo,
    ColumnInfo,
    DraftList,
    DraftPage,
    DraftParameter,
    DraftQuery,
    DraftRow,
    DraftStep,
    EditInfo,
    FileText,
    InputInfo,
    MistakeInfo,
    OptionInfo,
    PlaceInfo,
    ReadInfo,
    TreeInfo,
)
from mingjian.desk.workshop.telling import told_edit
from mingjian.models import Problem
from mingjian.models.editing import Bench, EditRefused, Place, as_json, tree_of
from mingjian.models.enumerations import Line
from mingjian.models.relations import need_standard
from mingjian.models.sketch import Sketch, sketch_of
from mingjian.runs.cautions import Caution, cautions_of_text

__all__ = ["caution_info", "draft_file", "draft_page", "list_drafts", "problem_info", "text_of"]

SHOWN = 30
"""Edits of the history that the page shows, the newest."""
_PARTS = ("needs", "parameters", "steps", "clue")


def list_drafts(user: User, query: DraftQuery) -> DraftList:
    """A page of the drafts the user sees, those changed last first."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    seen = Draft.objects.visible_to(user)
    if query.view == "mine":
        seen = seen.filter(Q(owner=user) | Q(pk__in=user.shared_drafts.values("pk")))
    if not query.closed:
        seen = seen.filter(open=True)
    begin = (query.page - 1) * query.size
    shown = seen.select_related("office", "owner", "changed_by")[begin : begin + query.size]
    return DraftList(items=[_row(user, one) for one in shown], total=seen.count(), may_build=may_build(user))


def draft_page(user: User, number: int) -> DraftPage:
    """A draft with its parts, columns, mistakes and warnings."""
    one = find_draft(user, number)
    sketch = sketch_of(one.files[MODEL], MODEL)
    tree, unreadable = _tree(one)
    edits = list(one.edits.select_related("by").order_by("-number")[:SHOWN])
    return DraftPage(
        **_row(user, one).model_dump(), tree=tree, columns=_columns(sketch),
        problems=[problem_info(problem) for problem in (unreadable or sketch.problems)],
        cautions=[caution_info(caution) for caution in cautions_of_text(sketch)],
        files={name: len(text.encode()) for name, text in sorted(one.files.items())}, source=one.source,
        editors=[Person(username=who.username, name=who.name) for who in one.editors.order_by("username")],
        history=[_edit(edit) for edit in edits],
        can_undo=one.edits.filter(undone=False).exists(), can_redo=one.edits.filter(undone=True).exists(),
        may_manage=may_manage(user, one),
    )  # fmt: skip


def draft_file(user: User, number: int) -> tuple[str, bytes]:
    """The folder as a ZIP, and what it is called; that it left the desk is written down."""
    one = find_draft(user, number)
    trace(user.username, "workshop.take", str(one.pk), model=one.model, version=one.version)
    return f"{one.model or 'model'}.zip", zipped(one.files)


def text_of(user: User, number: int, name: str) -> FileText:
    """A file of a draft as text."""
    one = find_draft(user, number)
    if name not in one.files:
        raise NotFound(f"草稿没有文件“{name}”", f"the draft has no file '{name}'")
    return FileText(name=name, text=one.files[name], version=one.version)


def problem_info(one: Problem) -> MistakeInfo:
    """A mistake as the API tells it."""
    return MistakeInfo(**{**one.as_dict(), "nearest": list(one.nearest)})


def caution_info(one: Caution) -> CautionInfo:
    """A warning as the API tells it."""
    return CautionInfo(kind=one.kind, about=one.about, zh=one.zh, en=one.en)


# -- within ----------------------------------------------------------------------------------------------


def _row(user: User, one: Draft) -> DraftRow:
    return DraftRow(
        id=one.pk, model=one.model, title=Text(zh=one.title_zh, en=one.title_en),
        line=coded(one.line, Line.of(one.line)),
        office=office_code(one.office), owner=Person(username=one.owner.username, name=one.owner.name), open=one.open,
        made=one.made, changed=one.changed, version=one.version, may_edit=may_edit(user, one),
        changed_by=Person(username=one.changed_by.username, name=one.changed_by.name),
    )  # fmt: skip


def _edit(one: Edit) -> EditInfo:
    zh, en = told_edit(one.what)
    by = Person(username=one.by.username, name=one.by.name)
    return EditInfo(number=one.number, kind=one.kind, by=by, at=one.at, undone=one.undone, zh=zh, en=en)


def _tree(one: Draft) -> tuple[TreeInfo | None, Sequence[Problem]]:
    """The parts of the model, or None and why it cannot be read."""
    try:
        bench = Bench.of(one.files)
    except EditRefused as refused:
        return None, refused.problems
    found = tree_of(bench)
    tree = TreeInfo(
        inputs=[
            InputInfo(name=i.name, place=_place(i.place), standard=i.standard, columns=list(i.columns),
                      value=as_json(i.value))
            for i in found.inputs
        ],
        parameters=[
            DraftParameter(name=p.name, place=_place(p.place), value=as_json(p.value)) for p in found.parameters
        ],
        steps=[
            DraftStep(
                name=s.name, place=_place(s.place), verb=s.verb,
                reads=[ReadInfo(alias=r.alias, name=r.name) for r in s.reads],
                options=[OptionInfo(name=o.name, value=as_json(o.value), place=_place(o.place)) for o in s.options],
                note=as_json(s.note) if s.note is not None else None,
            )
            for s in found.steps
        ],
        clue=[OptionInfo(name=o.name, value=as_json(o.value), place=_place(o.place)) for o in found.clue],
        about={key: as_json(value) for key, value in bench.model.data.items() if key not in _PARTS},
        cases=[
            CaseInfo(name=c.name, file=c.file, trap=c.trap, rows=dict(c.rows), clues=c.clues,
                     undetermined=c.undetermined, value=as_json(c.value))
            for c in found.cases
        ],
    )  # fmt: skip
    return tree, ()


def _place(one: Place) -> PlaceInfo:
    return PlaceInfo(line=one.line, column=one.column)


def _columns(sketch: Sketch) -> dict[str, list[ColumnInfo]]:
    return {name: [_column(sketch, field) for field in sketch.columns(name)] for name in sketch.names}


def _column(sketch: Sketch, field: Field) -> ColumnInfo:
    need = sketch.model.needs.get(field.origin[0]) if field.origin is not None else None
    standard = need_standard(need) if need is not None else None
    known = standard.columns.get(field.origin[1]) if standard is not None and field.origin is not None else None
    label = None if known is None else Text(zh=known.label.zh, en=known.label.en)
    return ColumnInfo(
        name=field.name, label=label, kind=kind_of(field.kind), nullable=field.nullable, codes=field.codes,
        level=field.level,
    )  # fmt: skip
