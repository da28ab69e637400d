"""Answers in bulk on the desk: published ones out as JSON lines, those of other offices and of the demo in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from django.db import transaction

from mingjian.desk.answers.keeping import columns, id_at, index_waiting
from mingjian.desk.answers.law import store
from mingjian.desk.answers.models import Question
from mingjian.desk.answers.roster import desk_of
from mingjian.desk.answers.schemas import AnswersImported
from mingjian.desk.errors import BadRequest
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.traces.services import trace
from mingjian.knowledge import RecordError
from mingjian.knowledge.answers import State, Thread, export, imported

__all__ = ["demo_answers", "export_lines", "import_lines"]

MOST = 5_000_000
"""Bytes of a file that is taken in."""


def export_lines(user: User) -> bytes:
    """The published answers the user finds, in their public texts; logged."""
    lines = list(export(row.thread for row in Question.objects.public_to(user).order_by("id")))
    trace(user.username, "question.export", "answers", count=len(lines))
    return "".join(lines).encode()


def import_lines(user: User, data: bytes) -> AnswersImported:
    """Take answers in for the user's office; what is there already is left out.

    They all stand as to be re-checked until one of the office's reviewers confirms them: nobody publishes alone.
    """
    if len(data) > MOST:
        raise BadRequest("文件超过 5 MB，请分成几个", "the file is larger than 5 MB: send it in parts")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.jsonl"
        file.write_bytes(data)
        try:
            came = imported(file, desk_of(), store(), today(), 1)
        except RecordError as error:
            raise BadRequest(error.zh, error.en) from None
    offices = set(Office.objects.values_list("code", flat=True))
    unknown = sorted({one.published.office for one in came if one.published and one.published.office} - offices)
    if unknown:
        told = "、".join(unknown)
        raise BadRequest(f"没有这些院：{told}", f"there are no such offices: {', '.join(unknown)}")
    fresh = [replace(one, state=State.RECHECK) for one in _fresh(came)]
    with transaction.atomic():
        for one in fresh:
            _add(one, user.office)
        trace(user.username, "question.import", "answers", count=len(fresh), there=len(came) - len(fresh))
    index_waiting()
    return AnswersImported(taken=len(fresh), there=len(came) - len(fresh))


def demo_answers(office: Office) -> int:
    """The invented answers of a demo; to be re-checked where no statutes were imported."""
    with as_file(files("mingjian.desk.answers").joinpath("data/demo.jsonl")) as file:
        came = _fresh(imported(file, desk_of(), store(), today(), 1))
    with transaction.atomic():
        for one in came:
            _add(one, office)
    index_waiting()
    return len(came)


def _fresh(came: Iterable[Thread]) -> list[Thread]:
    """Those whose public text is not on the desk yet."""
    there = {_said(row.thread) for row in Question.objects.exclude(state=State.RETIRED.value)}
    found: dict[tuple[str, ...], Thread] = {}
    for one in came:
        if _said(one) not in there:
            found.setdefault(_said(one), one)
    return list(found.values())


def _said(thread: Thread) -> tuple[str, ...]:
    public = thread.published
    return (public.title, public.text, public.answer) if public is not None else (thread.id,)


def _add(thread: Thread, office: Office) -> None:
    row = Question.objects.create(
        office=office, asker=None, changed=now(), indexed=False, **columns(replace(thread, expert_office=office.code))
    )
    row.record["id"] = id_at(row.pk)
    row.save(update_fields=["record"])
