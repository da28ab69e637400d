"""`mingjian province`: a synthetic province, and how runs score against its truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.exits import Exit
from mingjian.cli.options import LakePath, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.clues import ModelScore

__all__ = ["app", "show_scores"]

app = group()


@command(app, "build")
def build(
    folder: Annotated[Path, typer.Argument()],
    people: Annotated[int, typer.Option("--people", min=1)] = 100_000,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    dirt: Annotated[float, typer.Option("--dirt", min=0.0, max=0.5)] = 0.05,
    silent: Annotated[float, typer.Option("--silent", min=0.0, max=0.5)] = 0.0,
    violations: Annotated[float, typer.Option("--violations", min=0.0)] = 1.0,
) -> Answer:
    """Write agency files and the truth; the same arguments give the same bytes."""
    from mingjian.province import build as make

    with progress("生成模拟省份", "making the province"):
        made = make(folder, people, seed, dirt, silent, violations if violations > 0 else False)

    def show(screen: Screen) -> None:
        screen.say(
            f"{made.folder}：{made.deliveries} 次交付，{made.rows:,} 行；"
            f"预埋违法 {made.violations:,}，陷阱 {made.traps:,}",
            f"{made.folder}: {made.deliveries} deliveries, {made.rows:,} rows; planted {made.violations:,} violations "
            f"and {made.traps:,} traps",
        )

    return Answer(made, show)


@command(app, "score")
def score(
    folder: Annotated[Path, typer.Argument()],
    at_least: Annotated[float, typer.Option("--at-least", min=0.0, max=1.0)] = 0.98,
    lake: LakePath = None,
) -> Answer:
    """The newest run of each model against the truth of a province."""
    from mingjian.cli.stored import newest_runs
    from mingjian.clues import read_truth, score_json
    from mingjian.clues import score as scored

    scores = scored(read_truth(folder), newest_runs(open_lake(lake)))
    low = [one for one in scores if not good(one, at_least)]

    def show(screen: Screen) -> None:
        show_scores(screen, scores)
        for one in low:
            screen.say(
                f"{one.catalogue} {one.model} 低于要求", f"{one.catalogue} {one.model} is below what was asked", "red"
            )

    return Answer({"ok": not low, "scores": score_json(scores)}, show, Exit.WRONG if low else Exit.OK)


def good(one: ModelScore, at_least: float) -> bool:
    """Whether recall and precision reach a limit and no trap was hit; nothing to find is no fault."""
    low = any(share is not None and share < at_least for share in (one.recall, one.precision))
    return not low and not one.trap_hits


def show_scores(screen: Screen, scores: list[ModelScore]) -> None:
    """The table of scores."""
    from mingjian.clues import score_table

    heads, rows = score_table(scores)
    screen.table([_both(head) for head in heads], rows, " " + "r" * (len(heads) - 1))


def _both(head: str) -> tuple[str, str]:
    zh, _, en = head.partition(" ")
    return zh, en or zh
