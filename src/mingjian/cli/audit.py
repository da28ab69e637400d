"""`mingjian audit`: the log of what was done, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.show import AsJson, LakePath, as_json, say, table
from mingjian.cli.words import t
from mingjian.lake import Lake

app = typer.Typer(help=t("审计日志", "the audit log"), no_args_is_help=True)


@app.command("show", help=t("最近的审计记录", "the latest entries"))
def show(
    lake: LakePath = Path("lake"),
    last: Annotated[int, typer.Option(help=t("条数", "entries"))] = 20,
    json: AsJson = False,
) -> None:
    """Newest last."""
    from mingjian.runs import audit_log

    entries = list(audit_log(Lake.open(lake)).entries())[-last:]
    if json:
        as_json(entries)
        return
    head = ["#", t("时间(UTC)", "time (UTC)"), t("操作人", "actor"), t("操作", "action"), t("对象", "object")]
    table(head, [[one.seq, one.at, one.actor, one.action, one.object] for one in entries])


@app.command("verify", help=t("核对审计日志的哈希链", "check the chain of the audit log"))
def verify(lake: LakePath = Path("lake"), json: AsJson = False) -> None:
    """Leaves with 4 when an entry was changed, added, removed or cut off."""
    from mingjian.runs import audit_log

    problems = audit_log(Lake.open(lake)).verify()
    if json:
        as_json(problems)
    elif problems:
        table(["#", t("问题", "problem")], [[one.seq, t(one.zh, one.en)] for one in problems])
    else:
        say("审计日志完整", "the audit log is whole")
    raise typer.Exit(Exit.DAMAGED if problems else Exit.OK)
