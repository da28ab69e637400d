"""`mingjian prove`: does a clue hold — is the data what it was, are the rows, does it come out again?"""

from __future__ import annotations

import secrets
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.helper import MANY, Helper, HelperLost, Told, helping
from mingjian.cli.options import Actor, LakePath, acting, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.lake import Lake
    from mingjian.runs import Integrity, StoredRun, Verdict

__all__ = ["prove", "prove_runs", "prove_there"]

_SHOWN = 20  # verdicts shown one by one


def prove(
    clues: Annotated[list[str] | None, typer.Argument()] = None,
    run: Annotated[list[str] | None, typer.Option("--run")] = None,
    all_: Annotated[bool, typer.Option("--all")] = False,
    memory: Annotated[str | None, typer.Option("--memory")] = None,
    engine: Annotated[str, typer.Option("--engine")] = "duckdb",
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Prove clues by id, all clues of runs, or all of the newest run of each model."""
    if not (clues or run or all_) or (all_ and (clues or run)):
        raise BadInput("请给出线索编号、--run 或 --all 之一", "give ids of clues, --run or --all")
    opened, who = open_lake(lake), acting(actor)
    verdicts = (
        _named(opened, clues, run, who, memory, engine) if clues else prove_runs(opened, run, who, memory, engine)
    )
    bad = [one for one in verdicts if not one.proved]
    data = {"ok": not bad, "checked": len(verdicts), "proved": len(verdicts) - len(bad), "verdicts": verdicts}
    return Answer(data, lambda screen: show_verdicts(screen, verdicts), Exit.WRONG if bad else Exit.OK)


def prove_runs(
    lake: Lake, runs: list[str] | None, actor: str, memory: str | None = None, engine: str = "duckdb",
    helper: Helper | None = None,
) -> list[Verdict]:  # fmt: skip
    """Prove every clue of some runs (default: the newest of each model), telling how far it is; many of them in a
    second process too (`helper`, or one for them)."""
    from mingjian.cli.stored import newest_runs
    from mingjian.runs import RunStore, prove_each

    chosen = [RunStore(lake).get(one) for one in runs] if runs else newest_runs(lake)
    weights = [one.record.seconds + 0.2 for one in chosen]
    verdicts: list[Verdict] = []
    worth = memory is None and engine == "duckdb" and len(chosen) >= MANY
    with helping(helper, worth) as beside, progress("复验线索", "proving the clues") as bar:
        elsewhere = None if beside is None else _Elsewhere(lake, beside)
        proved = prove_each(lake, chosen, actor=actor, memory_limit=memory, engine=engine, elsewhere=elsewhere)
        with closing(proved):
            for number, one in enumerate(chosen):
                told = one.record.model
                share = sum(weights[:number]) / sum(weights)
                bar.at(share, f"复验 {told.title.get('zh', told.id)}", f"proving {told.title.get('en', told.id)}")
                verdicts += next(proved)
    return verdicts


class _Elsewhere:
    """Proves a run in a helper, when that is free."""

    def __init__(self, lake: Lake, helper: Helper) -> None:
        self._lake, self._helper, self._occasion = lake, helper, secrets.token_hex(8)

    def __call__(self, run: StoredRun) -> list[Verdict] | None:
        with self._helper.turn() as free:
            if not free:
                return None
            try:
                return self._helper.call(prove_there, self._lake.path, run.run_id, self._occasion)
            except HelperLost:
                return None


def prove_there(tell: Told, lake: Path, run: str, occasion: str) -> list[Verdict]:
    """In a helper: every clue of a run. What is found out of a file holds for one occasion."""
    from mingjian.runs import RunStore, prove_beside

    del tell
    integrity = _integrity(lake, occasion)
    return prove_beside(integrity.lake, RunStore(integrity.lake).get(run), integrity)


@lru_cache(maxsize=1)
def _integrity(lake: Path, occasion: str) -> Integrity:
    """The files that were looked at already: they are hashed once for all runs."""
    del occasion
    from mingjian.lake import Lake
    from mingjian.runs import Integrity

    return Integrity(Lake.open(lake), forgotten=True)


def _named(
    lake: Lake, clues: list[str], run: list[str] | None, actor: str, memory: str | None, engine: str
) -> list[Verdict]:
    from mingjian.runs import Integrity
    from mingjian.runs import prove as prove_one

    if run and len(run) > 1:
        raise BadInput("给出线索编号时只能指定一个 --run", "with ids of clues only one --run can be named")
    integrity, verdicts = Integrity(lake), []
    with progress("复验线索", "proving the clues") as bar:
        for number, clue in enumerate(clues):
            bar.at(number / len(clues), f"复验 {clue}", f"proving {clue}")
            one = prove_one(
                lake, clue, run[0] if run else None,
                actor=actor, integrity=integrity, memory_limit=memory, engine=engine,
            )  # fmt: skip
            verdicts.append(one)
    return verdicts


def show_verdicts(screen: Screen, verdicts: list[Verdict]) -> None:
    """Differences one by one, then the sum."""
    bad = [one for one in verdicts if not one.proved]
    for one in (bad or (verdicts if len(verdicts) <= _SHOWN else []))[:_SHOWN]:
        screen.say(f"{one.clue_id} {one.zh}", f"{one.clue_id} {one.en}", "red" if not one.proved else None)
    if len(bad) > _SHOWN:
        screen.say(f"另有 {len(bad) - _SHOWN} 条不一致", f"{len(bad) - _SHOWN} more differ", "red")
    held = len(verdicts) - len(bad)
    screen.say(
        f"复验 {len(verdicts)} 条：一致 {held}，不一致 {len(bad)}",
        f"{len(verdicts)} checked: {held} proved, {len(bad)} not",
    )
