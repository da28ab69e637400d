"""Traces move into the lake's audit log in order and once; what is undone leaves none."""

from __future__ import annotations

import pytest
from django.db import transaction

from mingjian.desk.traces.models import Trace
from mingjian.desk.traces.services import BATCH, seal_traces, trace
from mingjian.runs import audit_log


def test_traces_are_sealed_in_order_and_once(own_lake, db):
    before = len(list(audit_log(own_lake).entries()))
    for number in range(BATCH + 3):
        trace("zhang", "clue.read", f"c{number}", n=number)
    assert seal_traces(own_lake) == BATCH + 3
    assert seal_traces(own_lake) == 0
    sealed = list(audit_log(own_lake).entries())[before:]
    assert [one.object for one in sealed] == [f"c{number}" for number in range(BATCH + 3)]
    assert [one.detail["n"] for one in sealed] == list(range(BATCH + 3))
    assert list(Trace.objects.values_list("sealed", flat=True)) == [one.seq for one in sealed]
    assert audit_log(own_lake).verify() == []


class Undone(Exception):
    """Ends an act half way."""


def undone() -> None:
    """An act that leaves a trace and then fails."""
    with transaction.atomic():
        trace("zhang", "clue.file", "c1")
        raise Undone


def test_what_is_undone_leaves_no_trace(db):
    with pytest.raises(Undone):
        undone()
    assert not Trace.objects.exists()
