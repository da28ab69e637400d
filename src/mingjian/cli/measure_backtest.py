"""`mingjian measure backtest`: a new version of a model on the data of a past run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.options import Actor, Clearance, LakePath, acting, folder_of, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.run import read_approval
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.measure import Backtest, Example
    from mingjian.runs import Progress

__all__ = ["backtest"]

_KINDS = {"vanished": ("消失", "Vanished"), "appeared": ("多出", "Appeared"), "moved": ("改变", "Moved")}


def backtest(
    model: Annotated[str, typer.Argument()],
    run: Annotated[str | None, typer.Option("--run")] = None,
    examples: Annotated[int, typer.Option("--examples", min=0)] = 5,
    verdicts: Annotated[Path | None, typer.Option("--verdicts", exists=True, dir_okay=False)] = None,
    approval: Annotated[list[Path] | None, typer.Option("--approval")] = None,
    clearance: Clearance = 2,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Try a version on a past run of its model."""
    from mingjian.measure import backtest as test
    from mingjian.measure import read_verdicts
    from mingjian.models import load_model
    from mingjian.runs import Control

    opened, loaded = open_lake(lake), load_model(folder_of(model))
    given = read_verdicts(verdicts) if verdicts is not None else None
    with progress("回测", "backtesting") as bar:

        def told(state: Progress) -> None:
            bar.at(None, f"回测 · {state.step}", f"backtesting · {state.step}")

        found = test(
            opened, loaded, run, approvals=[read_approval(one) for one in approval or []], actor=acting(actor),
            control=Control(told), examples=examples, clearance=clearance, verdicts=given,
        )  # fmt: skip
    return Answer(found, lambda screen: _show(screen, found))


def _show(screen: Screen, found: Backtest) -> None:
    zh = screen.lang == "zh"
    screen.pairs(
        [
            (("模型", "Model"), f"{found.model} {found.before} → {found.after}"),
            (("过去的运行", "Past run"), f"{found.run} · {found.as_of}"),
            (("数据版本", "Versions"), " ".join(found.datasets)),
            (("线索", "Clues"), f"{found.clues_before} → {found.clues_after}"),
            (("多出", "Appeared"), f"{found.appeared}{_decided(found.known, zh)}"),
            (("消失", "Vanished"), f"{found.vanished}{_decided(found.lost, zh)}"),
            (("改变", "Moved"), f"{found.moved}{_changes(found.changes, zh)}"),
            (("不变", "The same"), found.same),
            (("待定行", "Undetermined"), f"{found.undetermined[0]} → {found.undetermined[1]}"),
        ]
    )
    true, false = found.lost.get("confirmed", 0), found.lost.get("rejected", 0)
    screen.say(
        f"会失去已成立的 {true} 条，去掉不成立的 {false} 条",
        f"{true} confirmed clues would be lost, {false} rejected ones gone",
    )
    screen.line()
    heads = [("步骤", "Step"), ("过去", "Before"), ("新版本", "After")]
    rows = [[one.step, *("—" if n is None else n for n in (one.before, one.after))] for one in found.funnel]
    screen.table(heads, rows, " rr")
    for kind, names in _KINDS.items():
        if found.examples[kind]:
            screen.line()
            screen.say(*names, "bold")
            for one in found.examples[kind]:
                screen.line(_example(one, zh))


def _decided(kinds: Mapping[str, int], zh: bool) -> str:
    names = {"confirmed": ("成立", "confirmed"), "rejected": ("不成立", "rejected"), "neutral": ("不计入", "neutral")}
    told = [f"{names[kind][0 if zh else 1]} {n}" for kind, n in sorted(kinds.items()) if kind in names]
    return f" ({', '.join(told)})" if told else ""


def _changes(counts: Mapping[str, int], zh: bool) -> str:
    from mingjian.runs.difference import EVIDENCE, FIELDS

    names = {**FIELDS, "evidence": EVIDENCE}
    told = [f"{one[0 if zh else 1]} {counts[name]}" for name, one in names.items() if name in counts]
    return f" ({', '.join(told)})" if told else ""


def _example(one: Example, zh: bool) -> str:
    why = one.zh if zh else one.en
    verdict = f" [{one.verdict}]" if one.verdict else ""
    return f"{one.clue.clue_id}{verdict} {one.clue.says_zh if zh else one.clue.says_en}" + (f" — {why}" if why else "")
