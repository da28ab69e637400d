"""`mingjian desk sources`: whether the databases answer that rows are taken from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.command import Answer, command
from mingjian.cli.desk import opened
from mingjian.cli.screen import Screen

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to those of the desk."""
    command(app, "sources")(sources)


def sources(desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk")) -> Answer:
    """Whether each database of the settings answers."""
    opened(desk)
    from mingjian.desk.data.sources import try_all

    found = try_all()

    def show(screen: Screen) -> None:
        if not found:
            screen.say("设置中没有数据库（[[sources]]）", "the settings name no database ([[sources]])")
        for one in found:
            zh, en = one.problem or (f"可取 {one.tables} 张表", f"{one.tables} tables may be taken")
            screen.say(f"{one.name}：{zh}", f"{one.name}: {en}")

    return Answer(found, show)
