"""`mingjian audit`: the log of what was done, whether it is whole, and sealing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.exits import Exit
from mingjian.cli.keys import read_private, read_public
from mingjian.cli.options import LakePath, open_lake
from mingjian.cli.screen import Screen

__all__ = ["app"]

app = group()


@command(app, "show")
def show_(
    last: Annotated[int, typer.Option("--last", "-n", min=1)] = 20,
    action: Annotated[str | None, typer.Option("--action")] = None,
    lake: LakePath = None,
) -> Answer:
    """The latest entries, oldest of them first."""
    from mingjian.runs import audit_log

    entries = [one for one in audit_log(open_lake(lake)).entries() if action is None or one.action.startswith(action)]
    entries = entries[-last:]

    def show(screen: Screen) -> None:
        heads = [
            ("序号", "No."),
            ("时间（UTC）", "Time (UTC)"),
            ("操作人", "Actor"),
            ("操作", "Action"),
            ("对象", "Object"),
        ]
        screen.table(heads, [[e.seq, e.at[:19].replace("T", " "), e.actor, e.action, e.object] for e in entries], "r")

    return Answer(entries, show)


@command(app, "verify")
def verify(public: Annotated[Path | None, typer.Option("--public")] = None, lake: LakePath = None) -> Answer:
    """The chain, its head and its seals."""
    from mingjian.runs import audit_log

    log = audit_log(open_lake(lake))
    problems = log.verify(None if public is None else read_public(public))
    entries = sum(1 for _ in log.entries())

    def show(screen: Screen) -> None:
        for one in problems:
            screen.say(one.zh, one.en, "red")
        if not problems:
            screen.say(f"审计日志完整，共 {entries} 条", f"the audit log is whole: {entries} entries")

    data = {"ok": not problems, "entries": entries, "problems": problems}
    return Answer(data, show, Exit.WRONG if problems else Exit.OK)


@command(app, "seal")
def seal(key: Annotated[Path, typer.Option("--key")], lake: LakePath = None) -> Answer:
    """Sign the chain as it stands."""
    from mingjian.runs import audit_log

    made: dict[str, Any] | None = audit_log(open_lake(lake)).seal(read_private(key))

    def show(screen: Screen) -> None:
        if made is None:
            screen.say("上次封存后没有新的记录", "nothing was added since the last seal")
        else:
            screen.say(f"已封存第 {made['from']}–{made['to']} 条", f"sealed entries {made['from']} to {made['to']}")

    return Answer({"seal": made}, show)
