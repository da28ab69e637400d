"""`mingjian measure`: what models are worth, which clues to check next, what a new version changes, what data lack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.measure_backtest import backtest
from mingjian.cli.measure_gaps import gaps
from mingjian.cli.measure_rank import estimate, rank
from mingjian.cli.options import LakePath, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.measure import Yield

__all__ = ["app"]

app = group()
Verdicts = Annotated[Path | None, typer.Option("--verdicts", exists=True, dir_okay=False)]


@command(app, "yield")
def yield_(
    model: Annotated[str | None, typer.Option("--model")] = None, verdicts: Verdicts = None, lake: LakePath = None
) -> Answer:
    """What came of the clues of each model and version."""
    from mingjian.measure import read_verdicts, yields

    opened = open_lake(lake)
    given = read_verdicts(verdicts) if verdicts is not None else None
    with progress("统计成效", "counting the yield"):
        found = [one for one in yields(opened, None, given) if model in (None, one.model)]
    return Answer({"yields": [one.data() for one in found]}, lambda screen: _yields(screen, found))


command(app, "backtest")(backtest)
command(app, "rank")(rank)
command(app, "estimate")(estimate)
command(app, "gaps")(gaps)


def _yields(screen: Screen, found: list[Yield]) -> None:
    if not found:
        screen.say("还没有运行：先用 mingjian run 运行模型", "nothing has run yet: begin with mingjian run")
        return
    heads = [
        ("监督模型", "Model"), ("版本", "Version"), ("运行", "Runs"), ("截止日", "As-of days"), ("线索", "Clues"),
        ("已核查", "Checked"), ("成立", "Confirmed"), ("不成立", "Rejected"), ("不计入", "Neutral"),
        ("准确率", "Precision"), ("95%区间", "95 %"), ("待核查", "Waiting"), ("待定行", "Undetermined"),
    ]  # fmt: skip
    screen.table(heads, ([*_name(screen, one), *_numbers(one)] for one in found), "  r rrrrr  rr")
    screen.say(
        "准确率 = 成立 ÷（成立 + 不成立），区间按 Wilson（1927）；“已掌握”“超过时效”不计入。待定行取自最近一次运行。",
        "precision = confirmed / (confirmed + rejected), interval after Wilson (1927); 'known' and 'out of time' are "
        "left out. Undetermined rows are those of the newest run.",
        "dim",
    )
    if not any(one.tally.checked for one in found):
        screen.say(
            "还没有核查结论：在工作台办理线索，或用 --verdicts 给出结论文件",
            "no verdicts yet: handle clues on the desk, or name a file with --verdicts",
        )


def _name(screen: Screen, one: Yield) -> list[str]:
    mark = "＊" if one.files > 1 else ""
    days = f"{one.first}" if one.first == one.last else f"{one.first} – {one.last}"
    return [one.title.get(screen.lang, one.model), one.version + mark, str(one.runs), days]


def _numbers(one: Yield) -> list[str]:
    tally, interval = one.tally, one.tally.interval
    shown = f"{share(interval[0])} – {share(interval[1])}" if interval else "—"
    return [
        str(tally.clues), f"{tally.checked} ({share(tally.share_checked)})", str(tally.confirmed), str(tally.rejected),
        str(tally.neutral), share(tally.precision), shown, str(tally.waiting), str(sum(one.undetermined.values())),
    ]  # fmt: skip


def share(value: float | None) -> str:
    """A share in percent."""
    return "—" if value is None else f"{100 * value:.1f} %"
