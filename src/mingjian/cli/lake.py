"""`mingjian init` and `mingjian lake`: making a lake, what is in it, and whether it is as published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.show import AsJson, LakePath, as_json, say, table
from mingjian.cli.words import t
from mingjian.lake import Lake

app = typer.Typer(help=t("数据湖：内容与校验", "the lake: what is in it, and checking it"), no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add `init` to the top level."""

    @main.command(help=t("新建数据湖", "make a lake"))
    def init(folder: Annotated[Path, typer.Argument(help=t("空文件夹", "an empty folder"))]) -> None:
        made = Lake.create(folder)
        say(f"已建数据湖：{made.path}", f"made a lake in {made.path}")


@app.command("show", help=t("列出数据集", "list the datasets"))
def show(lake: LakePath = Path("lake"), json: AsJson = False) -> None:
    """Datasets with their newest version."""
    opened = Lake.open(lake)
    versions = [opened.version(name) for name in opened.datasets()]
    if json:
        as_json([{"dataset": one.dataset, "version": one.version, "rows": one.rows} for one in versions])
        return
    if not versions:
        say("还没有数据：用 mingjian intake load 导入", "no data yet: load some with mingjian intake load")
    head = [
        t("数据集", "dataset"),
        t("版本", "version"),
        t("行数", "rows"),
        t("标准", "standard"),
        t("交付", "delivery"),
    ]
    table(head, [[one.dataset, one.name, one.rows, one.standard, one.delivery] for one in versions])


@app.command("verify", help=t("逐个文件核对数据湖", "check every file of the lake"))
def verify(lake: LakePath = Path("lake"), dataset: str | None = None, json: AsJson = False) -> None:
    """Names the row that differs, or the row group that cannot be read."""
    problems = Lake.open(lake).verify(dataset)
    if json:
        as_json(problems)
    else:
        table([t("问题", "problem")], [[t(one.zh, one.en)] for one in problems]) if problems else say("完好", "intact")
    raise typer.Exit(Exit.DAMAGED if problems else Exit.OK)
