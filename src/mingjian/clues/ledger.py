"""The ledger of clues: what each model has found, run after run, and what became of it.

The ledger is files of events (`events`), one for each run taken in; the state of a clue is their fold. Runs are
published first and taken in afterwards, so a process killed between the two loses nothing: whoever opens the
ledger next takes the run in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from filelock import FileLock, Timeout

from mingjian.clues.events import Event, EventFile, Happened, Why, last_sequence, read_events, write_events
from mingjian.clues.states import REJECTIONS, ClueState, Fold
from mingjian.clues.vanished import Lost, corrected_rows, explain
from mingjian.lake import Lake, LakeError, Manifest, Problem
from mingjian.lake.files import TEMPORARY
from mingjian.runs.errors import RunDamaged, RunError
from mingjian.runs.record import DatasetUse
from mingjian.runs.store import RunStore, StoredRun
from mingjian.runs.tables import values
from mingjian.trust.audit import AuditLog

__all__ = ["ClueLedger"]


class ClueLedger:
    """The clues of a lake across runs. Opening it takes in runs that were published since.

    Raises `RunError` when a file of the ledger was changed or cannot be read; `verify` names them all.
    """

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.store = RunStore(lake)
        self.folder = lake.path / "clues"
        self._key = lake.keyring.key("ledger")

    def models(self) -> list[str]:
        """Models that ever ran."""
        return sorted({run.record.model.id for run in self.store.runs()})

    def update(self, model: str | None = None) -> None:
        """Take in runs that are not in the ledger yet, oldest first, and what newer deliveries correct behind clues.

        Of all models, or of one.
        """
        wanted = self.store.runs(model)
        for name in dict.fromkeys(run.record.model.id for run in wanted):
            own = [run for run in wanted if run.record.model.id == name]
            with self._turn():
                fold = self._fold(name)
                for run in own:
                    if run.run_id not in fold.runs:
                        self._take_in(run, fold)
                for dataset in {use.dataset for use in own[-1].record.datasets}:
                    self._correct(fold, self.lake.latest(dataset))

    def states(self, model: str) -> dict[str, ClueState]:
        """Every clue the model ever found and where it stands now."""
        self.update(model)
        return self._fold(model).states

    def state(self, clue_id: str) -> ClueState | None:
        """Where one clue stands; None when no run ever found it."""
        for model in self.models():
            found = self.states(model).get(clue_id)
            if found is not None:
                return found
        return None

    def of_clue(self, model: str, clue_id: str) -> tuple[ClueState | None, list[Event]]:
        """Where one clue stands and what happened to it, as far as runs were taken in: no other clue is looked at."""
        fold, events = Fold(model), list[Event]()
        for file in self._files(model, clue_id):
            own = tuple(event for event in file.events if event.clue == clue_id)
            fold.take(file.model_copy(update={"events": own}))
            events += own
        return fold.states.get(clue_id), events

    def history(self, model: str, clue_id: str) -> list[Event]:
        """All events of one clue, oldest first."""
        self.update(model)
        return [event for file in self._files(model) for event in file.events if event.clue == clue_id]

    def events(self, model: str) -> Iterator[Event]:
        """All events of a model, oldest first, as far as runs were taken in."""
        for file in self._files(model):
            yield from file.events

    def events_of(self, run: StoredRun) -> tuple[Event, ...]:
        """What a run did to the ledger: its new, repeated and vanished clues."""
        model = run.record.model.id
        self.update(model)
        found = [file.events for file in self._files(model) if file.kind == "run" and file.reference == run.run_id]
        return found[0] if found else ()

    def sequence(self, model: str) -> int:
        """The number of the last file of events of a model: what was read up to it need not be read again."""
        return last_sequence(self.folder / model)

    def record_verdict(self, model: str, clue_id: str, code: str, by: str, day: date, note: str = "") -> None:
        """Close the present episode of a clue: `confirmed`, or rejected with a code of `REJECTIONS`."""
        if code != "confirmed" and code not in REJECTIONS:
            known = "、".join(["confirmed", *REJECTIONS])
            raise RunError(f"驳回线索须写明理由代码（{known}）", f"a rejection needs a reason code ({known})")
        self._decided(model, clue_id, "closed", by, day, f"{code}\n{note}")
        self._log(by, "clue.verdict", clue_id, {"code": code, "model": model})

    def reopen(self, model: str, clue_id: str, by: str, day: date, note: str = "") -> None:
        """Take the verdict about the present episode back."""
        self._decided(model, clue_id, "reopened", by, day, note)
        self._log(by, "clue.reopen", clue_id, {"model": model})

    def mark_corrections(self, manifest: Manifest) -> list[str]:
        """Mark every clue, open or closed, behind which a row was corrected or removed by this dataset version.

        `update` does this for the newest version of every dataset a model last used. Doing it twice changes nothing.
        The ids of the clues marked now are given back.
        """
        marked: list[str] = []
        for model in self.models():
            with self._turn():
                marked += self._correct(self._fold(model), manifest)
        return marked

    def verify(self) -> list[Problem]:
        """Files of the ledger that were changed, are missing or cannot be read; empty when all is as written."""
        folders = sorted(path for path in self.folder.glob("*") if path.is_dir())
        return [one for path in folders for one in read_events(path, self._key) if isinstance(one, Problem)]

    # -- within ------------------------------------------------------------------------------------------

    def _decided(self, model: str, clue_id: str, what: Happened, by: str, day: date, detail: str) -> None:
        with self._turn():
            state = self._known(model, clue_id)
            event = Event(
                clue=clue_id, event=what, day=day.isoformat(), run=state.last_run, episode=state.episode,
                by=by, detail=detail,
            )  # fmt: skip
            write_events(self.folder / model, self._key, "verdict", _short(clue_id), [event])

    def _log(self, by: str, action: str, clue_id: str, detail: dict[str, str]) -> None:
        AuditLog(self.lake.path / "audit", self.lake.keyring.key("audit")).append(by, action, clue_id, detail)

    def _take_in(self, run: StoredRun, fold: Fold) -> None:
        for use in run.record.datasets:
            with suppress(LakeError):
                self._correct(fold, self.lake.version(f"{use.dataset}@{use.version}"))
        events = list(self._seen(run, fold)) + list(self._gone(run, fold))
        write_events(self.folder / fold.model, self._key, "run", run.run_id, events)
        fold.take(EventFile(sequence=0, kind="run", reference=run.run_id, events=tuple(events)))

    def _seen(self, run: StoredRun, fold: Fold) -> Iterator[Event]:
        day = run.record.as_of.isoformat()
        ids: list[str] = values(run.clues, "clue_id")
        closed = [one for one in ids if one in fold.states and fold.states[one].closed]
        fresh = self._new_rows(run, [fold.states[one] for one in closed]) if closed else {}
        for clue in ids:
            before = fold.states.get(clue)
            if before is None:
                yield Event(clue=clue, event="new", day=day, run=run.run_id)
            elif fresh.get(clue):
                rows = tuple(sorted(fresh[clue]))
                why = Why(kind="new_rows", zh=f"办结后新增{len(rows)}条记录", en=f"{len(rows)} new rows", rows=rows)
                yield Event(clue=clue, event="episode", day=day, run=run.run_id, episode=before.episode + 1, why=(why,))
            else:
                happened: Happened = "returned" if before.state == "vanished" else "again"
                yield Event(clue=clue, event=happened, day=day, run=run.run_id, episode=before.episode)

    def _new_rows(self, run: StoredRun, closed: Sequence[ClueState]) -> dict[str, set[str]]:
        """Witness rows of closed clues in this run that stood behind none of them when they were last seen."""
        now = _rows_of(run, {state.clue_id for state in closed})
        old: dict[str, set[str]] = {}
        for run_id in {state.last_run for state in closed}:
            old |= _rows_of(self.store.get(run_id), {s.clue_id for s in closed if s.last_run == run_id})
        return {clue: rows - old.get(clue, set()) for clue, rows in now.items()}

    def _gone(self, run: StoredRun, fold: Fold) -> Iterator[Event]:
        present = set(values(run.clues, "clue_id"))
        lost = [s for clue, s in fold.states.items() if clue not in present and s.state != "vanished"]
        by_run: dict[str, list[str]] = {}
        for state in lost:
            by_run.setdefault(state.last_run, []).append(state.clue_id)
        for run_id, clues in by_run.items():
            reasons = explain(self.lake, Lost(self.store.get(run_id), run, frozenset(clues)))
            for clue in clues:
                yield Event(
                    clue=clue, event="vanished", day=run.record.as_of.isoformat(), run=run.run_id,
                    episode=fold.states[clue].episode, why=tuple(reasons.get(clue, ())),
                )  # fmt: skip

    def _correct(self, fold: Fold, manifest: Manifest | None) -> list[str]:
        """Mark the clues a dataset version touches, once; data that cannot be read marks nothing yet."""
        if manifest is None:
            return []
        reference = f"{manifest.dataset}-{manifest.version[:12]}"
        older = self._older_uses(fold, manifest)
        if reference in fold.corrections or not older:
            return []
        day = self.lake.clock().date().isoformat()
        events = []
        try:
            for run_id, clues in older.items():
                for clue, why in corrected_rows(self.lake, self.store.get(run_id), manifest, clues).items():
                    episode = fold.states[clue].episode
                    events.append(Event(clue=clue, event="touched", day=day, episode=episode, why=(why,)))
        except LakeError:
            return []
        write_events(self.folder / fold.model, self._key, "correction", reference, events)
        fold.take(EventFile(sequence=0, kind="correction", reference=reference, events=tuple(events)))
        return [event.clue for event in events]

    def _older_uses(self, fold: Fold, manifest: Manifest) -> dict[str, set[str]]:
        """Runs over an older version of the dataset, with the clues last seen in them; mere additions count as none."""
        by_run: dict[str, set[str]] = {}
        for state in fold.states.values():
            by_run.setdefault(state.last_run, set()).add(state.clue_id)
        found = {}
        for run_id, clues in by_run.items():
            uses = [use for use in self.store.get(run_id).record.datasets if use.dataset == manifest.dataset]
            same = all(use.version == manifest.version for use in uses)
            added = manifest.delivery == "append" and all(use.version == manifest.parent for use in uses)
            if not same and not added and all(self._number(use) < manifest.number for use in uses):
                found[run_id] = clues
        return found

    def _number(self, use: DatasetUse) -> int:
        """The number of a version a run used; 0 when it is gone."""
        with suppress(LakeError):
            return self.lake.version(f"{use.dataset}@{use.version}").number
        return 0

    def _known(self, model: str, clue_id: str) -> ClueState:
        state = self._fold(model).states.get(clue_id)
        if state is None:
            raise RunError(f"模型{model}没有线索{clue_id}", f"model {model} has no clue {clue_id}")
        return state

    def _files(self, model: str, clue: str | None = None) -> Iterator[EventFile]:
        for one in read_events(self.folder / model, self._key, clue):
            if isinstance(one, Problem):
                raise RunDamaged(f"{one.path}：{one.zh}", f"{one.path}: {one.en}")
            yield one

    def _fold(self, model: str) -> Fold:
        fold = Fold(model)
        for file in self._files(model):
            fold.take(file)
        return fold

    @contextmanager
    def _turn(self) -> Iterator[None]:
        self.folder.mkdir(exist_ok=True)
        try:
            with FileLock(str(self.folder / ".lock"), timeout=120):
                for litter in self.folder.glob(f"*/{TEMPORARY}*"):  # of a killed writer: nobody else writes now
                    litter.unlink(missing_ok=True)
                yield
        except Timeout:
            raise RunError("另一进程正在更新线索台账", "another process is updating the clue ledger") from None


def _rows_of(run: StoredRun, clues: set[str]) -> dict[str, set[str]]:
    """Witness row ids of some clues of a run."""
    found: dict[str, set[str]] = {}
    table = run.witnesses
    for clue, row_id in zip(values(table, "clue_id"), values(table, "row_id"), strict=True):
        if clue in clues:
            found.setdefault(clue, set()).add(row_id)
    return found


def _short(clue_id: str) -> str:
    return clue_id.replace("-", "")
