"""Questions into rows and back; what goes by itself; the index after every change of what is published."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.desk.answers.law import stamp, store
from mingjian.desk.answers.models import Question
from mingjian.desk.answers.roster import chain, desk_of
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.traces.services import trace
from mingjian.knowledge import Index, IndexFault
from mingjian.knowledge.answers import (
    State,
    Thread,
    document_of,
    id_of,
    overdue,
    recheck,
    sent_on,
)

__all__ = [
    "columns", "id_at", "index_all_again", "index_waiting", "kept", "number_of", "recheck_now", "round_now",
    "send_on_now",
]  # fmt: skip

log = logging.getLogger("mingjian.desk")
_seen: dict[str, Any] = {}
"""The store and the day the last re-checking was made with, by this process."""


def id_at(number: int) -> str:
    """The id of a question of the desk: D00001. Those of the command line begin with Q, and both stand in one index."""
    return f"D{number:05d}"


def number_of(document: str) -> int | None:
    """The question a document of the index is of, if it is one of the desk's."""
    id_ = document.removeprefix("answer:")
    return int(id_[1:]) if id_[:1] == "D" and id_[1:].isdigit() else None


def kept(row: Question, after: Thread) -> bool:
    """Put a step into the row, if nobody was quicker: its version is still the one that was seen."""
    touched = Question.objects.filter(pk=row.pk, version=row.version).update(
        **columns(after), version=F("version") + 1, changed=now(), indexed=not (row.published or after.published)
    )
    return bool(touched)


def send_on_now() -> int:
    """Give new questions to experts and overdue ones to the level above; answers how many moved."""
    rows = list(Question.objects.filter(state__in=[State.ASKED.value, State.ROUTED.value]))
    waiting = [row for row in rows if row.state == State.ASKED.value or overdue(row.thread, today())]
    if not waiting:
        return 0
    threads = {id_at(row.pk): row for row in rows}
    moved = sent_on([row.thread for row in rows], desk_of(), today(), chain)
    return sum(_moved(threads[one.id], one) for one in moved)


def recheck_now() -> int:
    """Mark published answers whose articles changed; looked at only when the statutes or the day did."""
    now_ = (str(the_lake().path), stamp(), today())
    if _seen.get("at") == now_ or not now_[1]:
        return 0
    law = store()
    rows = {id_at(row.pk): row for row in Question.objects.filter(state=State.PUBLISHED.value)}
    moved = recheck([row.thread for row in rows.values()], law, today()) if law is not None else []
    count = sum(_moved(rows[one.id], one) for one in moved)
    _seen["at"] = now_
    return count


def index_waiting() -> None:
    """Tell the index how the answers that changed stand now; one that is busy is told in the next round."""
    rows = list(Question.objects.filter(indexed=False)[:500])
    if not rows:
        return
    told = {id_of(row.thread): document_of(row.thread, desk_of()) for row in rows}
    index = Index(the_lake().path / "search")
    try:
        index.add(one for one in told.values() if one is not None)
        gone = [id_ for id_, one in told.items() if one is None]
        if gone:
            index.remove(gone)
    except IndexFault as fault:
        log.warning("answers wait for the index: %s", fault)
        return
    for row in rows:
        Question.objects.filter(pk=row.pk, version=row.version).update(indexed=True)


def index_all_again() -> None:
    """Every answer is told to the index again, which was begun anew."""
    Question.objects.filter(indexed=True).update(indexed=False)


def round_now() -> None:
    """All that goes by itself."""
    send_on_now()
    recheck_now()
    index_waiting()


def _moved(row: Question, after: Thread) -> bool:
    with transaction.atomic():
        if not kept(row, after):
            return False  # somebody was quicker; the next round looks again
        step = after.steps[-1]
        trace("rules", f"question.{step.move}", after.id, to=step.to, why=step.why)
    return True


def columns(thread: Thread) -> dict[str, Any]:
    """What of a question stands in columns of its row."""
    public = thread.published
    return {
        "line": thread.line, "topic": thread.topic, "state": thread.state.value, "secrecy": thread.secrecy,
        "expert": thread.expert, "expert_office": thread.expert_office, "answered_by": thread.answered_by,
        "scope": public.office if public else "", "due": thread.due if thread.state is State.ROUTED else None,
        "record": thread.data(),
    }  # fmt: skip
