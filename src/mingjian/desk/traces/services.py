"""Leaving a trace, and moving traces into the hash-chained audit log of the lake (`mingjian audit verify`)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mingjian.desk.now import now
from mingjian.desk.traces.acting import acting
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.runs import audit_log
from mingjian.trust import Act

__all__ = ["last_trace", "recognise_sealed", "seal_traces", "trace"]

BATCH = 500


def trace(actor: str, action: str, object: str, **detail: Any) -> None:
    """Write down what is done, in the transaction of the act: neither is there without the other."""
    token = acting.get()
    through = {"token": token} if token else {}
    Trace.objects.create(at=now(), actor=actor, action=action, object=object, detail={**detail, **through})


def last_trace(beginning: str, object: str) -> Trace | None:
    """The latest trace of an object whose action begins so: who was quicker."""
    return Trace.objects.filter(object=object, action__startswith=beginning).order_by("-id").first()


def seal_traces(lake: Lake) -> int:
    """Move what is not sealed yet into the audit log, in order; answers how many.

    One batch is one entry of the log a trace. A process killed between the log and the table seals the batch twice:
    the entries carry the number of their trace, so that a double is seen as such.
    """
    log, sealed = audit_log(lake), 0
    while True:
        with transaction.atomic():
            waiting = list(Trace.objects.select_for_update().filter(sealed=0).order_by("id")[:BATCH])
            for one, entry in zip(waiting, log.append_many([_act(one) for one in waiting]), strict=True):
                one.sealed = entry.seq
            Trace.objects.bulk_update(waiting, ["sealed"])
        sealed += len(waiting)
        if len(waiting) < BATCH:
            return sealed


def recognise_sealed(lake: Lake) -> int:
    """Mark traces that the log holds although their row does not know: the log of a backup is a little newer than its
    database. Answers how many."""
    waiting = {one.pk: one for one in Trace.objects.filter(sealed=0)}
    found = []
    for _, entry in audit_log(lake).newest(containing=[b'"desk"']) if waiting else ():
        number = entry.detail.get("desk") if entry is not None else None
        one = waiting.get(number) if isinstance(number, int) else None
        if entry is not None and one is not None and _act(one).detail == entry.detail:
            one.sealed = entry.seq
            found.append(waiting.pop(one.pk))
        if not waiting or (isinstance(number, int) and number < min(waiting)):
            break
    Trace.objects.bulk_update(found, ["sealed"])
    return len(found)


def _act(one: Trace) -> Act:
    detail = {**one.detail, "desk": one.pk, "at": one.at.isoformat(timespec="milliseconds")}
    return Act(one.actor, one.action, one.object, detail)
