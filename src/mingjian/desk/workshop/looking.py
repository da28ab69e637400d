"""A draft looked at step by step over its own examples, tested, and read aloud. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Any

from mingjian.collision import Doubt
from mingjian.collision.relation import Field
from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.models import User
from mingjian.desk.words import Text
from mingjian.desk.workshop.data_shown import cell_text
from mingjian.desk.workshop.drafts import find_draft
from mingjian.desk.workshop.folders import MODEL
from mingjian.desk.workshop.models import Draft
from mingjian.desk.workshop.schemas import (
    CaseOutcome,
    DoubtInfo,
    Explained,
    FilePreview,
    LookInfo,
    PreviewInfo,
    PreviewQuery,
    ReadAloud,
    TestInfo,
)
from mingjian.desk.workshop.services import caution_info, problem_info
from mingjian.engines import Kind
from mingjian.models import ModelErrors, NotReady, ParameterError, explain, parse_model
from mingjian.models.examples import Read, read_texts
from mingjian.models.sketch import Sketch, sketch_of
from mingjian.models.testing import examined_texts
from mingjian.runs import Look, Preview, preview_examples, reason_text
from mingjian.runs.preview import Shown

__all__ = ["explain_draft", "look_info", "preview_draft", "run_cases", "with_readers"]

SECONDS = 15.0
"""For all steps over one file of examples; what is over is told as unknown."""


def preview_draft(user: User, number: int, query: PreviewQuery) -> PreviewInfo:
    """Rows and counts at every step over the draft's own examples, as far as it is right."""
    draft = find_draft(user, number)
    sketch = sketch_of(draft.files[MODEL], MODEL)
    if query.upto is not None and query.upto not in sketch.names:
        zh, en = f"“{query.upto}”还有问题，不能预览", f"'{query.upto}' has mistakes and cannot be looked at"
        raise BadRequest(zh, en, "upto")
    try:
        found = preview_examples(sketch, _examples(draft), upto=query.upto, rows=query.rows, seconds=SECONDS)
    except ModelErrors as errors:
        return PreviewInfo(version=draft.version, files=[], problems=[problem_info(one) for one in errors.problems])
    except (NotReady, ParameterError) as error:
        raise BadRequest(error.zh, error.en) from None
    files = [_file(sketch, name, preview) for name, preview in found.items()]
    return PreviewInfo(version=draft.version, files=files, problems=[])


def run_cases(user: User, number: int) -> TestInfo:
    """Every case of the examples: what must fire fires, what must not is silent."""
    draft = find_draft(user, number)
    try:
        report = examined_texts(parse_model(draft.files[MODEL], MODEL), _texts(draft))
    except ModelErrors as errors:
        return _untested(draft, errors)
    if report.errors is not None:
        return _untested(draft, report.errors)
    cases = [
        CaseOutcome(
            name=one.name, file=PurePosixPath(one.file).name, trap=one.trap, ok=one.ok,
            clues=[Text(zh=clue.zh, en=clue.en) for clue in one.clues],
            failures=[Text(zh=failure.zh, en=failure.en) for failure in one.failures],
        )
        for one in report.cases
    ]  # fmt: skip
    lacking = [Text(zh=one.zh, en=one.en) for one in report.lacking]
    return TestInfo(version=draft.version, ok=report.ok, cases=cases, lacking=lacking, problems=[])


def explain_draft(user: User, number: int, query: ReadAloud) -> Explained:
    """The model read aloud in one language; with mistakes, those instead."""
    draft = find_draft(user, number)
    try:
        return Explained(text=explain(parse_model(draft.files[MODEL], MODEL), query.lang), problems=[])
    except ModelErrors as errors:
        return Explained(text="", problems=[problem_info(one) for one in errors.problems])


# -- within ----------------------------------------------------------------------------------------------


def _texts(draft: Draft) -> dict[str, str]:
    return {name: text for name, text in sorted(draft.files.items()) if name != MODEL}


def _examples(draft: Draft) -> list[Read]:
    return read_texts(_texts(draft))


def _untested(draft: Draft, errors: ModelErrors) -> TestInfo:
    problems = [problem_info(one) for one in errors.problems]
    return TestInfo(version=draft.version, ok=False, cases=[], lacking=[], problems=problems)


def _file(sketch: Sketch, name: str, preview: Preview) -> FilePreview:
    looks = [look_info(sketch, one, one.rows, cell_text) for one in preview.looks.values() if one.name in sketch.names]
    looks = with_readers(looks, preview)
    return FilePreview(file=name, looks=looks, cautions=[caution_info(one) for one in preview.cautions])


def look_info(sketch: Sketch, one: Look, rows: Sequence[Shown], cell: Callable[[Any, Field], str | None]) -> LookInfo:
    """A step as the API tells it, with some of its rows."""
    fields = [field for field in sketch.columns(one.name) if field.kind is not Kind.SUBJECT]
    return LookInfo(
        name=one.name, count=one.count, why=None if one.why is None else Text(zh=one.why[0], en=one.why[1]),
        columns=[field.name for field in fields],
        rows=[[cell(row.values.get(field.name), field) for field in fields] for row in rows],
        undetermined=[_doubt(doubt) for doubt in one.undetermined], seconds=round(one.seconds, 3),
    )  # fmt: skip


def with_readers(looks: list[LookInfo], preview: Preview) -> list[LookInfo]:
    """The same, each need with the doubts of the steps that compiling adds behind it and nobody wrote."""
    names = {one.name for one in looks}
    for one in preview.looks.values():
        need = next((look for look in looks if one.name.startswith(f"{look.name}_readable")), None)
        if one.name not in names and need is not None:
            need.undetermined += [_doubt(doubt) for doubt in one.undetermined]
    return looks


def _doubt(one: Doubt) -> DoubtInfo:
    zh, en = reason_text(one.reason)
    return DoubtInfo(reason=one.reason, alias=one.alias, rows=one.rows, zh=zh, en=en)
