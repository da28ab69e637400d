"""`mingjian run`: models over the lake, each on its own; a refused one does not stop the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.helper import MANY, Helper, HelperLost, Told, helping
from mingjian.cli.interrupt import stopped_by, stopping
from mingjian.cli.options import Actor, LakePath, acting, day_of, folder_of, open_lake, pairs_of
from mingjian.cli.progress import Bar, progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.lake import Lake
    from mingjian.models import Model
    from mingjian.runs import Control, Progress, Refusal, RunRefused, StoredRun
    from mingjian.trust.approvals import Approval

__all__ = ["Done", "Wanted", "run", "run_models", "run_there", "show_done"]

_SMALL = 5_000_000
"""Rows of all newest versions up to which models run two at a time."""


@dataclass(frozen=True)
class Wanted:
    """What all models of one command line are run with."""

    as_of: date
    purpose: str
    actor: str
    datasets: Mapping[str, str]
    parameters: Mapping[str, str]
    approvals: Sequence[Approval] = ()
    memory: str | None = None
    identity: str | None = None
    engine: str = "duckdb"
    same: bool = False


@dataclass(frozen=True)
class Done:
    """What became of one model: a run, or why it was refused. ``same``: nothing had changed since that run."""

    model: Model
    run: StoredRun | None
    refused: RunRefused | None = None
    same: bool = False


def run(
    models: Annotated[list[str] | None, typer.Argument()] = None,
    as_of: Annotated[str, typer.Option("--as-of")] = "",
    purpose: Annotated[str, typer.Option("--purpose")] = "",
    all_: Annotated[bool, typer.Option("--all")] = False,
    data: Annotated[list[str] | None, typer.Option("--data")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set")] = None,
    approval: Annotated[list[Path] | None, typer.Option("--approval")] = None,
    memory: Annotated[str | None, typer.Option("--memory")] = None,
    identity: Annotated[str | None, typer.Option("--identity")] = None,
    engine: Annotated[str, typer.Option("--engine")] = "duckdb",
    again: Annotated[bool, typer.Option("--again")] = False,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Run one model, several, or all that ship with Mingjian."""
    from mingjian.library import shipped_models
    from mingjian.models import load_model

    if bool(models) == all_:
        raise BadInput("请给出模型，或 --all", "name models, or --all")
    if not as_of:
        raise BadInput("请给出截止日 --as-of，如 2025-06-30", "give the as-of day: --as-of 2025-06-30")
    opened = open_lake(lake)
    folders = list(shipped_models().values()) if all_ else [folder_of(name) for name in models or []]
    loaded = [load_model(folder) for folder in folders]
    if len(loaded) > 1 and (data or set_):
        raise BadInput("--data 与 --set 只能用于单个模型", "--data and --set are for one model")
    wanted = Wanted(
        day_of(as_of, "--as-of"), purpose, acting(actor), pairs_of(data or [], "--data"), pairs_of(set_ or [], "--set"),
        [read_approval(path) for path in approval or []], memory, identity, engine, not again,
    )  # fmt: skip
    done = run_models(opened, loaded, wanted)
    refused = [one for one in done if one.refused is not None]
    return Answer(_data(opened, done), lambda screen: show_done(screen, done), Exit.REFUSED if refused else Exit.OK)


def run_models(lake: Lake, models: Sequence[Model], wanted: Wanted, helper: Helper | None = None) -> list[Done]:
    """Run models, telling how far it is; Ctrl-C stops the running queries.

    Over a small lake two at a time, since half of what a model takes there is planning in one thread, unless a memory
    limit is given; many of them in a second process too (`helper`, or one for them).
    """
    from mingjian.runs import RunStore

    before, shares = set(RunStore(lake).ids()), [0.0] * len(models)
    together = 2 if wanted.engine == "duckdb" and wanted.memory is None and _small(lake) else 1
    pool = ThreadPoolExecutor(together, thread_name_prefix="run")
    worth = together > 1 and len(models) >= MANY
    with helping(helper, worth) as beside, progress("运行模型", "running models") as bar:
        try:
            controls = [_control(bar, model, number, shares) for number, model in enumerate(models)]
            helped = beside if together > 1 else None
            made = [pool.submit(_run_one, lake, wanted, *one, helped) for one in zip(models, controls, strict=True)]
            for one in as_completed(made):  # the first that fails ends it: no other is begun
                one.result()
                shares[made.index(one)] = 1.0  # one that was refused, or had nothing to do, told nothing
            ended = [one.result() for one in made]
        finally:
            pool.shutdown(cancel_futures=True)
    return [replace(one, same=one.run is not None and one.run.run_id in before) for one in ended]


def _run_one(lake: Lake, wanted: Wanted, model: Model, control: Control, helper: Helper | None) -> Done:
    from mingjian.runs import RunRefused, run_model

    if helper is not None and model.folder is not None:
        with helper.turn() as free:
            if free and (done := _run_elsewhere(lake, wanted, model, control, helper)) is not None:
                return done
    with stopping(control.cancel):
        if stopped_by() is not None:  # between two models
            control.cancel()
        try:
            made = run_model(
                lake, model, wanted.datasets, wanted.as_of, wanted.purpose, wanted.parameters, wanted.approvals,
                actor=wanted.actor, identity=wanted.identity, control=control, memory_limit=wanted.memory,
                engine=wanted.engine, same=wanted.same,
            )  # fmt: skip
        except RunRefused as refused:
            return Done(model, None, refused)
        return Done(model, made)


def _run_elsewhere(lake: Lake, wanted: Wanted, model: Model, control: Control, helper: Helper) -> Done | None:
    """The same in another process; None where that could not be done there."""
    from mingjian.runs import RunRefused, RunStore

    try:
        with stopping(helper.close):
            made = helper.call(run_there, lake.path, model.folder, model.fingerprint, wanted, told=control.listener)
    except HelperLost:
        return None
    return Done(model, RunStore(lake).get(made)) if isinstance(made, str) else Done(model, None, RunRefused(made))


def run_there(tell: Told, lake: Path, folder: Path, fingerprint: str, wanted: Wanted) -> str | tuple[Refusal, ...]:
    """In a helper: the run's id, or why it was refused."""
    from mingjian.lake import Lake
    from mingjian.models import load_model
    from mingjian.runs import Control, RunRefused, run_model

    model = load_model(folder)
    if model.fingerprint != fingerprint:  # its file is another by now
        raise HelperLost
    try:
        return run_model(
            Lake.open(lake), model, wanted.datasets, wanted.as_of, wanted.purpose, wanted.parameters, wanted.approvals,
            actor=wanted.actor, identity=wanted.identity, control=Control(tell), same=wanted.same,
        ).run_id  # fmt: skip
    except RunRefused as refused:
        return refused.refusals


def _small(lake: Lake) -> bool:
    newest = [lake.latest(dataset) for dataset in lake.datasets()]
    return sum(one.rows for one in newest if one is not None) <= _SMALL


def read_approval(path: Path) -> Approval:
    """An approval from its file; `BadInput` when it is none."""
    from pydantic import ValidationError

    from mingjian.trust.approvals import Approval

    try:
        return Approval.model_validate_json(path.read_bytes())
    except ValidationError:
        raise BadInput(f"{path} 不是审批文件", f"{path} is not an approval") from None


def show_done(screen: Screen, done: Sequence[Done]) -> None:
    """A line a model, then why models were refused."""
    heads = [
        ("目录", "Id"),
        ("模型", "Model"),
        ("运行", "Run"),
        ("线索", "Clues"),
        ("待定", "Undetermined"),
        ("秒", "Seconds"),
    ]
    rows = []
    told = "无变化" if screen.lang == "zh" else "unchanged"
    for one in done:
        title, head = one.model.title.of(screen.lang), one.model.definition.catalogue
        if one.run is None:
            rows.append([head, title, "被拒绝" if screen.lang == "zh" else "refused", "", "", ""])
            continue
        record = one.run.record
        rows.append(
            [
                head,
                title,
                record.run_id,
                f"{record.clues:,}",
                f"{sum(record.undetermined.values()):,}",
                told if one.same else f"{record.seconds:.1f}",
            ]
        )
    screen.table(heads, rows, "   rrr")
    _tell_copies(screen, done)
    for one in done:
        for refusal in one.refused.refusals if one.refused else ():
            screen.say(f"{one.model.id}：{refusal.zh}", f"{one.model.id}: {refusal.en}", "red")


def _tell_copies(screen: Screen, done: Sequence[Done]) -> None:
    """That runs went over a copy with keyed hashes, and which columns were empty there."""
    from mingjian.runs.copies import HASHED_RUN, withheld_columns

    copied = [one for one in done if one.run is not None and one.run.record.hashed]
    if copied:
        screen.say(*HASHED_RUN, "yellow")
    for one in copied:
        if withheld := withheld_columns(one.model):
            listed = ", ".join(withheld)
            zh = f"{one.model.id}：副本中留空的列：{listed}，线索可能少于原数据"
            screen.say(zh, f"{one.model.id}: empty in the copy: {listed}; fewer may be found than in the data itself")


def _control(bar: Bar, model: Model, number: int, shares: list[float]) -> Control:
    """Tells the bar how far all models are; ``shares`` says it of each."""
    from mingjian.runs import Control

    steps = max(len(model.steps), 1)
    ended = 0

    def told(state: Progress) -> None:
        nonlocal ended
        ended += state.rows is not None
        inside = (ended + (state.percent or 0) / 100 * (state.rows is None)) / (steps + len(model.needs))
        shares[number] = min(inside, 1.0)
        text = f"{model.title.of('zh')} · {state.step}", f"{model.title.of('en')} · {state.step}"
        bar.at(sum(shares) / len(shares), *text)

    return Control(told)


def _data(lake: Lake, done: Sequence[Done]) -> dict[str, Any]:
    from mingjian.clues import ClueLedger

    ledger, runs, refused = ClueLedger(lake), [], []
    for one in done:
        if one.refused is not None:
            refused.append({"model": one.model.id, "refusals": one.refused.refusals})
        if one.run is None:
            continue
        record = one.run.record
        happened: dict[str, int] = {}
        for event in ledger.events_of(one.run):
            happened[event.event] = happened.get(event.event, 0) + 1
        runs.append(
            {
                "run": record.run_id, "model": record.model.id, "version": record.model.version, "as_of": record.as_of,
                "purpose": record.purpose, "parameters": record.parameters, "seconds": record.seconds,
                "datasets": {use.need: use.name for use in record.datasets}, "clues": record.clues, "ledger": happened,
                "hashed": record.hashed, "unchanged": one.same,
                "undetermined": record.undetermined,
                "funnel": [{"step": s.name, "verb": s.verb, "rows": s.rows} for s in record.steps],
            }
        )  # fmt: skip
    return {"runs": runs, "refused": refused}
