"""Verdicts on their way to the lake: written in the desk's transaction, told to the ledger afterwards, in order."""

from __future__ import annotations

from mingjian.clues import ClueLedger
from mingjian.desk.clues.models import Verdict
from mingjian.lake import Lake

__all__ = ["tell_verdicts"]


def tell_verdicts(lake: Lake) -> int:
    """Tell the ledger what was decided since; answers how many verdicts. Raises `RunError` for a damaged ledger.

    Killed between the ledger and the table, the same verdict is written into the ledger twice, which changes nothing.
    """
    waiting = Verdict.objects.filter(told=False, clue__copy__isnull=True).select_related("clue", "by").order_by("id")
    ledger = ClueLedger(lake)
    for one in waiting:
        if one.code == "reopened":
            ledger.reopen(one.clue.model, one.clue_id, one.by.username, one.at.date(), one.note)
        else:
            ledger.record_verdict(one.clue.model, one.clue_id, one.code, one.by.username, one.at.date(), one.note)
        Verdict.objects.filter(pk=one.pk).update(told=True)
    return len(waiting)
