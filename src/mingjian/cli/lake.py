"""`mingjian lake`: what a lake holds, whether it is as it was published, and copies of it for building models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.exits import Exit
from mingjian.cli.options import Actor, LakePath, acting, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.lake import Problem

__all__ = ["app"]

app = group()


@command(app, "show")
def show_(lake: LakePath = None) -> Answer:
    """Datasets with their newest versions."""
    opened = open_lake(lake)
    found = [one for name in opened.datasets() if (one := opened.latest(name)) is not None]
    data = [
        {"dataset": one.dataset, "version": one.version, "standard": one.standard, "rows": one.rows, "owner": one.owner,
         "synthetic": one.synthetic, "delivery": one.delivery, "number": one.number, "extracted_on": one.extracted_on}
        for one in found
    ]  # fmt: skip

    def show(screen: Screen) -> None:
        if not found:
            screen.say("还没有数据，请用 mingjian intake load 导入", "no data yet: load some with mingjian intake load")
            return
        heads = [
            ("数据集", "Dataset"),
            ("版本", "Version"),
            ("标准", "Standard"),
            ("行数", "Rows"),
            ("所属院", "Owner"),
            ("提取日", "Extracted"),
        ]
        rows = [
            [o.dataset, f"{o.number} · {o.version[:12]}", o.standard, f"{o.rows:,}", o.owner, o.extracted_on]
            for o in found
        ]
        screen.table(heads, rows, "   r")

    return Answer(data, show)


@command(app, "verify")
def verify(dataset: Annotated[str | None, typer.Argument()] = None, lake: LakePath = None) -> Answer:
    """Every file against its manifest, every run against its seal, the clue ledger."""
    from mingjian.clues import ClueLedger
    from mingjian.runs import RunStore

    opened = open_lake(lake)
    with progress("核对数据湖", "checking the lake") as bar:
        names = [dataset] if dataset else [None]
        problems: list[Problem] = []
        for name in names:
            problems += opened.verify(name)
        if dataset is None:
            store = RunStore(opened)
            ids = store.ids()
            for number, run_id in enumerate(ids):
                bar.at(number / len(ids), f"核对运行 {run_id}", f"checking run {run_id}")
                problems += store.verify(store.get(run_id))
            problems += ClueLedger(opened).verify()

    def show(screen: Screen) -> None:
        for one in problems:
            screen.say(f"{one.path}：{one.zh}", f"{one.path}: {one.en}", "red")
        if not problems:
            screen.say("数据湖完好：每个文件都与其清单一致", "the lake is sound: every file is as its manifest says")

    return Answer({"ok": not problems, "problems": problems}, show, Exit.DAMAGED if problems else Exit.OK)


@command(app, "hashed-copy")
def hashed_copy_(
    into: Annotated[Path, typer.Argument()],
    purpose: Annotated[str, typer.Option("--purpose")],
    dataset: Annotated[list[str] | None, typer.Option("--dataset")] = None,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Copy datasets into a lake of their own, keyed hashes in place of identifiers and names, for building models."""
    from mingjian.lake.hashed_copy import hashed_copy

    opened = open_lake(lake)
    with progress("制作哈希副本", "making the copy") as bar:
        made = hashed_copy(
            opened, into, dataset or [], purpose=purpose, by=acting(actor),
            progress=lambda share, name: bar.at(share, name, name),
        )  # fmt: skip
    copies = [one for name in made.datasets() if (one := made.latest(name)) is not None]

    def show(screen: Screen) -> None:
        screen.table(
            [("数据集", "Dataset"), ("来源版本", "Copy of"), ("行数", "Rows")],
            [[one.dataset, one.hashed.of if one.hashed else "", f"{one.rows:,}"] for one in copies],
            "  r",
        )
        screen.say(
            f"哈希副本在 {into}，已记入审计日志。仍属个人信息：仅供建模，不得公布；运行：mingjian run --lake {into}",
            f"the copy is in {into} and in the audit log. It is still personal data: for building models, not for "
            f"publication; run models with mingjian run --lake {into}",
        )

    data = [{"dataset": one.dataset, "version": one.version, "rows": one.rows, "hashed": one.hashed} for one in copies]
    return Answer({"lake": into, "datasets": data}, show)
