"""Proving a clue again: is the data what it was, are the rows behind it what they were, does it come out again?

Three questions, all asked of every clue. (a) Integrity: the files of the dataset versions and of the dictionary of
subjects are hashed, the run's own files are compared with its seal. (b) The rows behind the clue are read, their
hashes computed anew from their values. (c) The model, as the run keeps it, is run again on the same versions,
parameters, coverage and day, and what comes out is compared. Many clues of a run are proved by one second run.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mingjian.engines import EngineError
from mingjian.lake import Lake, LakeError, Problem
from mingjian.runs.compare import compare_clues
from mingjian.runs.engines import DUCKDB, master_of
from mingjian.runs.errors import RunError
from mingjian.runs.identity import normal_clue_id
from mingjian.runs.integrity import DataState, Integrity
from mingjian.runs.rerun import rerun
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RunStore, StoredRun
from mingjian.runs.tables import values
from mingjian.runs.witnesses import differing_witnesses

__all__ = ["Difference", "Verdict", "find_run", "prove", "prove_all", "prove_beside", "prove_each"]

RESTRICT = 20
"""Up to so many clues of a run are proved by a second run restricted to them; more by a whole one."""
_SMALL = 5_000_000
"""Rows of a run's datasets up to which it is small."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the run said. `kind` as in `lake.Problem`, or `witness`, `result`, `unavailable`."""

    kind: str
    zh: str
    en: str
    path: str = ""
    row_group: int | None = None
    rows: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one clue's proof.

    `proved`; `differs`: something is not as it was, `differences` says what; `unavailable`: the data is gone (with its
    certificate, if it was destroyed), so that only what is left could be checked.
    """

    clue_id: str
    run_id: str
    status: Literal["proved", "differs", "unavailable"]
    differences: tuple[Difference, ...]
    checked_at: datetime

    @property
    def proved(self) -> bool:
        """Whether the clue holds."""
        return self.status == "proved"

    @property
    def zh(self) -> str:
        """The verdict in Chinese."""
        words = {"proved": "复验一致", "differs": "复验不一致", "unavailable": "数据已不可得，无法复验"}
        return "：".join(
            [words[self.status], *(["；".join(one.zh for one in self.differences)] if self.differences else [])]
        )

    @property
    def en(self) -> str:
        """The verdict in English."""
        words = {"proved": "proved", "differs": "differs", "unavailable": "cannot be proved any more"}
        return ": ".join(
            [words[self.status], *(["; ".join(one.en for one in self.differences)] if self.differences else [])]
        )


def prove(
    lake: Lake,
    clue_id: str,
    run: str | None = None,
    *,
    actor: str = "python",
    integrity: Integrity | None = None,
    memory_limit: str | None = None,
    engine: str = DUCKDB,
) -> Verdict:
    """Prove one clue, by its id as printed, in the newest run that asserts it (or in `run`), on any `engine`.

    Raises `RunError` when no run asserts it.
    """
    master_of(engine)
    known = normal_clue_id(clue_id)
    if known is None:
        raise RunError(f"“{clue_id}”不是线索编号", f"'{clue_id}' is not the id of a clue")
    found = RunStore(lake).get(run) if run else find_run(lake, known)
    if found is None or known not in values(found.clues, "clue_id"):
        raise RunError(f"没有线索{known}", f"there is no clue {known}")
    verdicts = _prove(lake, found, [known], integrity or Integrity(lake), memory_limit, engine)
    _log(lake, actor, found, verdicts)
    return verdicts[0]


def prove_all(
    lake: Lake,
    runs: Iterable[StoredRun | str] | None = None,
    *,
    actor: str = "python",
    integrity: Integrity | None = None,
    memory_limit: str | None = None,
    engine: str = DUCKDB,
) -> list[Verdict]:
    """Prove every clue of the given runs (default: the newest run of each model), one second run for each run."""
    store = RunStore(lake)
    chosen = _newest(store) if runs is None else [one if isinstance(one, StoredRun) else store.get(one) for one in runs]
    proved = prove_each(lake, chosen, actor=actor, integrity=integrity, memory_limit=memory_limit, engine=engine)
    return [verdict for verdicts in proved for verdict in verdicts]


def prove_each(
    lake: Lake,
    runs: Sequence[StoredRun],
    *,
    actor: str = "python",
    integrity: Integrity | None = None,
    memory_limit: str | None = None,
    engine: str = DUCKDB,
    elsewhere: Callable[[StoredRun], list[Verdict] | None] | None = None,
) -> Generator[list[Verdict], None, None]:
    """Prove every clue of runs: the verdicts of each run, in the order of the runs. Small ones are proved two at a
    time, since half of what they take is planning in one thread, unless a memory limit is given. `elsewhere` may give
    the verdicts of such a run from another process (`prove_beside`), or None where it cannot."""
    master_of(engine)
    checked = integrity or Integrity(lake)

    def verdicts_of(run: StoredRun) -> tuple[list[Verdict], bool]:
        if together and elsewhere is not None and (found := elsewhere(run)) is not None:
            return found, True
        try:
            ids = values(run.clues, "clue_id")
        except RunError as error:
            return [_unreadable(lake, run, error)], False
        return _prove(lake, run, ids, checked, memory_limit, engine), True

    together = len(runs) > 1 and engine == DUCKDB and memory_limit is None and all(_small(run) for run in runs)
    for run in runs if together else ():  # before anybody reads it
        checked.forget_derived(run.record)
    pool = ThreadPoolExecutor(2 if together else 1, thread_name_prefix="prove")
    try:
        for run, (verdicts, read) in zip(runs, pool.map(verdicts_of, runs), strict=True):
            if read:
                _log(lake, actor, run, verdicts)
            yield verdicts
    finally:
        pool.shutdown(cancel_futures=True)


def prove_beside(lake: Lake, run: StoredRun, integrity: Integrity) -> list[Verdict]:
    """Every clue of a run, for a process beside the one that proves the others. That one writes the log, and has
    removed what was derived, which `integrity` must know. Raises `RunError` when the clues cannot be read."""
    return _prove(lake, run, values(run.clues, "clue_id"), integrity, None, DUCKDB)


def _small(run: StoredRun) -> bool:
    return sum(use.rows for use in run.record.datasets) <= _SMALL


def find_run(lake: Lake, clue_id: str) -> StoredRun | None:
    """The newest run that asserts a clue."""
    for run in reversed(RunStore(lake).runs()):
        if clue_id in values(run.clues, "clue_id"):
            return run
    return None


def _newest(store: RunStore) -> list[StoredRun]:
    newest = {run.record.model.id: run for run in store.runs()}
    return list(newest.values())


def _prove(
    lake: Lake,
    run: StoredRun,
    clues: Sequence[str],
    integrity: Integrity,
    memory_limit: str | None,
    engine: str,
) -> list[Verdict]:
    common = [_difference(problem) for problem in RunStore(lake).verify(run)]
    states = integrity.check(run.record)
    gone = [one for state in states.values() if state.state in ("destroyed", "missing") for one in state.problems]
    damage = [one for state in states.values() if state.state == "damaged" for one in state.problems]
    common += [_difference(problem) for problem in dict.fromkeys([*damage, *gone])]
    own: dict[str, list[Difference]] = {clue: [] for clue in clues}
    for clue, difference in _witness_differences(lake, run, clues, states):
        own[clue].append(difference)
    if not gone:
        integrity.forget_derived(run.record)
        for clue, difference in _result_differences(lake, run, clues, states, memory_limit, engine):
            own.setdefault(clue, []).append(difference)
    now = lake.clock()
    return [_verdict(run, clue, [*common, *own[clue]], bool(gone), now) for clue in clues]


def _log(lake: Lake, actor: str, run: StoredRun, verdicts: Sequence[Verdict]) -> None:
    held = sum(one.proved for one in verdicts)
    audit_log(lake).append(actor, "clue.prove", run.run_id, {"clues": len(verdicts), "proved": held})


def _verdict(run: StoredRun, clue: str, found: Sequence[Difference], gone: bool, now: datetime) -> Verdict:
    unique = tuple(dict.fromkeys(found))
    only_gone = gone and all(one.kind in ("missing", "destroyed", "unavailable") for one in unique)
    status: Literal["proved", "differs", "unavailable"] = "proved"
    if unique:
        status = "unavailable" if only_gone else "differs"
    return Verdict(clue, run.run_id, status, unique, now)


def _difference(problem: Problem) -> Difference:
    zh, en = f"{problem.path}：{problem.zh}", f"{problem.path}: {problem.en}"
    return Difference(problem.kind, zh, en, problem.path, problem.row_group, problem.rows)


def _witness_differences(
    lake: Lake, run: StoredRun, clues: Sequence[str], states: dict[str, DataState]
) -> Iterable[tuple[str, Difference]]:
    readable = {need for need, state in states.items() if state.state in ("sound", "damaged")}
    for found in differing_witnesses(lake, run, set(clues), readable):
        yield found.clue, Difference("witness", found.zh, found.en, found.dataset, None, (found.row_id,))


def _result_differences(
    lake: Lake,
    run: StoredRun,
    clues: Sequence[str],
    states: dict[str, DataState],
    memory_limit: str | None,
    engine: str,
) -> Iterable[tuple[str, Difference]]:
    """What a second run finds otherwise; when it cannot be made, why."""
    unreadable = [need for need, state in states.items() if not state.readable]
    if unreadable:
        zh, en = (
            f"数据无法读取，未能重新运行（{'、'.join(unreadable)}）",
            f"not run again: {', '.join(unreadable)} unreadable",
        )
        return [(clue, Difference("unavailable", zh, en)) for clue in clues]
    try:
        asked = list(clues) if len(clues) <= RESTRICT else None
        again = rerun(lake, run, asked, memory_limit=memory_limit, engine=engine)
    except (RunError, LakeError, EngineError) as error:
        zh, en = f"重新运行失败：{error.zh}", f"the second run failed: {error.en}"
        return [(clue, Difference("result", zh, en)) for clue in clues]
    return [(clue, Difference("result", zh, en)) for clue, zh, en in compare_clues(run, again, clues)]


def _unreadable(lake: Lake, run: StoredRun, error: RunError) -> Verdict:
    problems = [_difference(one) for one in RunStore(lake).verify(run)]
    found = problems or [Difference("unreadable", error.zh, error.en)]
    return Verdict("", run.run_id, "differs", tuple(found), lake.clock())
