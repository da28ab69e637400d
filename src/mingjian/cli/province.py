"""`mingjian province`: a synthetic province and the score against its truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.show import AsJson, LakePath, as_json, say, table
from mingjian.cli.words import t

app = typer.Typer(help=t("模拟省份与评分", "a synthetic province and its score"), no_args_is_help=True)


@app.command("build", help=t("生成模拟省份的各部门文件和真值", "write the agency files of a province and their truth"))
def build(
    folder: Path,
    people: Annotated[int, typer.Option(help=t("人口", "people"))] = 100_000,
    seed: Annotated[int, typer.Option(help=t("随机种子", "seed"))] = 1,
    dirt: Annotated[float, typer.Option(help=t("可识别的脏数据比例", "rate of dirt that can be detected"))] = 0.05,
    silent: Annotated[
        float, typer.Option(help=t("不可识别的错误比例", "rate of values that are valid but wrong"))
    ] = 0.0,
    violations: Annotated[bool, typer.Option(help=t("预埋违法情形", "plant violations"))] = True,
    json: AsJson = False,
) -> None:
    """Deterministic: same arguments, same bytes."""
    from mingjian.province import build as build_province

    made = build_province(folder, people=people, seed=seed, dirt=dirt, silent=silent, violations=violations)
    if json:
        as_json(made)
        return
    say(
        f"{made.folder}：{made.rows:,} 行，{made.deliveries} 次交付，{made.violations} 处违法，{made.traps} 处陷阱",
        f"{made.folder}: {made.rows:,} rows in {made.deliveries} deliveries, "
        f"{made.violations} violations, {made.traps} traps",
    )


@app.command("score", help=t("用真值给最近一次运行评分", "score the newest runs against the truth"))
def score(
    folder: Path,
    lake: LakePath = Path("lake"),
    at_least: Annotated[float, typer.Option(help=t("召回率与准确率下限", "lowest recall and precision"))] = 0.98,
    json: AsJson = False,
) -> None:
    """Leaves with 1 when a model is below the limit or hits a trap."""
    from mingjian.cli.runs import newest_runs
    from mingjian.clues import read_truth, score_json, score_table
    from mingjian.clues import score as score_runs
    from mingjian.lake import Lake

    scores = score_runs(read_truth(folder), newest_runs(Lake.open(lake)))
    if json:
        as_json(score_json(scores))
    else:
        table(*score_table(scores))
    low = [one for one in scores if min(one.recall or 1.0, one.precision or 1.0) < at_least or one.trap_hits]
    raise typer.Exit(Exit.FOUND if low else Exit.OK)
