"""Bringing the lake's ledger into the table of clues: what is new or changed since the last time, model by model.

Machine facts are overwritten, human facts never: a clue keeps its office, state, owner and papers. Doing it twice, or
again after a kill, changes nothing; dropping the table and doing it loses no verdict, since those hang on clue ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from django.db import transaction

from mingjian.clues import Clue as Found
from mingjian.clues import ClueLedger, ClueState, clues_of
from mingjian.desk.clues.models import LEVELS, PROJECTED, Clue, ClueText, Projection, Step
from mingjian.desk.clues.searching import remember_words
from mingjian.desk.clues.states import State
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office
from mingjian.lake import Lake
from mingjian.runs import StoredRun
from mingjian.runs.rerun import model_of
from mingjian.standards.regions import parent

__all__ = ["Places", "Projected", "project"]

Item = TypeVar("Item")
BATCH = 1000
CLEARANCES = (1, 2, 3, 4)
_POINTS, _YUAN = 100_000, 10**13


@dataclass
class Projected:
    """What a projection changed: clues that are new, and clues of which something is different."""

    new: int = 0
    changed: int = 0


def project(lake: Lake) -> Projected:
    """Take published runs into the ledger and bring the table up to date. Raises `RunError` for a damaged ledger."""
    ledger, done = ClueLedger(lake), Projected()
    ledger.update()
    place = Places()
    known = dict(Projection.objects.values_list("model", "sequence"))
    for model in ledger.models():
        sequence = ledger.sequence(model)
        if known.get(model) != sequence:
            _project(ledger, model, place, done)
            newest = ledger.store.latest(model)
            title = newest.record.model.title if newest is not None else {"zh": model, "en": model}
            told = {"sequence": sequence, "title_zh": title["zh"], "title_en": title["en"]}
            Projection.objects.update_or_create(model=model, defaults=told)
    return done


class Places:
    """Which office a place belongs to: its own, else the next region's above that has one, else the top of the tree."""

    def __init__(self) -> None:
        self.offices = {one.region: one for one in Office.objects.order_by("-path")}
        self.top = Office.objects.order_by("path").first()

    def office(self, place: str) -> Office:
        region: str | None = place or None
        while region is not None:
            if region in self.offices:
                return self.offices[region]
            region = parent(region)
        assert self.top is not None, "a desk has an office before it has clues"
        return self.top


def _project(ledger: ClueLedger, model: str, place: Places, done: Projected) -> None:
    states = ledger.states(model)
    have = {one.pk: one for one in Clue.objects.filter(model=model).only("run", "found", "touched", "episode")}
    by_run: dict[str, list[str]] = {}
    for clue, state in states.items():
        if clue not in have or have[clue].run != state.last_run:
            by_run.setdefault(state.last_run, []).append(clue)
    for run_id, ids in by_run.items():
        _from_run(ledger, ledger.store.get(run_id), ids, states, place)
    done.new += sum(clue not in have for clue in states)
    done.changed += _differences(states, have.values())


def _from_run(
    ledger: ClueLedger, run: StoredRun, ids: Sequence[str], states: dict[str, ClueState], place: Places
) -> None:
    line = model_of(run.record).definition.line.value
    for some in batches(ids, BATCH):
        shown = {level: {one.clue_id: one for one in clues_of(run, level, some)} for level in CLEARANCES}
        whole = shown[max(CLEARANCES)]
        rows = [_row(ledger, run, line, clue, states[clue.clue_id], place) for clue in whole.values()]
        texts = [
            ClueText(clue_id=clue, clearance=level, zh=one.says_zh, en=one.says_en, subject=one.subject)
            for level, found in shown.items()
            for clue, one in found.items()
        ]
        with transaction.atomic():
            Clue.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=PROJECTED)
            ClueText.objects.bulk_create(
                texts, update_conflicts=True, unique_fields=["clue", "clearance"], update_fields=["zh", "en", "subject"]
            )
            remember_words(texts)


def _row(ledger: ClueLedger, run: StoredRun, line: str, clue: Found, state: ClueState, place: Places) -> Clue:
    subject = ledger.lake.keyring.hash("desk.subject", f"{clue.subject_kind}:{clue.subject}") if clue.subject else ""
    return Clue(
        id=clue.clue_id, model=clue.model, model_version=run.record.model.version, title_zh=clue.title["zh"],
        title_en=clue.title["en"], line=line, run=run.run_id, place=clue.place, subject_kind=clue.subject_kind,
        subject=subject, level=LEVELS.get(clue.level, 1), points=clue.points, amount=clue.amount, day=clue.day,
        rank=rank_of(LEVELS.get(clue.level, 1), clue.points, clue.amount),
        found=_found(state), touched=bool(state.touched), episode=state.episode, first_seen=state.first_seen,
        last_seen=state.last_seen, office=place.office(clue.place),
    )  # fmt: skip


def _differences(states: dict[str, ClueState], have: Iterable[Clue]) -> int:
    """Clues that vanished, came back, were corrected or opened anew, without a new text: found by comparing."""
    changed = 0
    for some in batches(_differing(states, have), BATCH):
        with transaction.atomic():
            for clue, state in some:
                changed += 1
                Clue.objects.filter(pk=clue.pk).update(found=_found(state), touched=bool(state.touched))
                if state.episode > clue.episode:
                    _new_episode(clue, state)
    return changed


def _differing(states: dict[str, ClueState], have: Iterable[Clue]) -> Iterator[tuple[Clue, ClueState]]:
    for clue in have:
        state = states.get(clue.pk)
        now_ = (_found(state), bool(state.touched), state.episode) if state is not None else None
        if state is not None and now_ != (clue.found, clue.touched, clue.episode):
            yield clue, state


def _new_episode(clue: Clue, state: ClueState) -> None:
    """New rows after a clue was closed: it begins again, its history stays."""
    before = Clue.objects.select_related("office").get(pk=clue.pk)
    Clue.objects.filter(pk=clue.pk).update(
        episode=state.episode, state=State.NEW, owner=None, deadline=None, version=before.version + 1
    )
    Step.objects.create(
        clue=before, at=now(), by=None, action="episode", source=before.state, target=State.NEW, office=before.office,
        why="；".join(one.zh for one in state.why),
    )  # fmt: skip


def rank_of(level: int, points: int, amount: Decimal | None) -> int:
    """Level, then points, then whole yuan in one number that an index can hold; no amount stands behind none."""
    whole = -1 if amount is None else max(0, min(int(amount), _YUAN - 2))
    return (level * _POINTS + max(0, min(points + _POINTS // 2, _POINTS - 1))) * _YUAN + whole + 1


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _found(state: ClueState) -> str:
    return "vanished" if state.state == "vanished" else "present"
