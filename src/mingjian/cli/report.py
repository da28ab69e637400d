"""`mingjian report`: the offline page of ranked clues."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.options import Actor, Clearance, LakePath, acting, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

__all__ = ["report"]


def report(
    into: Annotated[Path, typer.Argument()] = Path("report.html"),
    run: Annotated[list[str] | None, typer.Option("--run")] = None,
    prove: Annotated[bool, typer.Option("--prove")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1)] = None,
    clearance: Clearance = 2,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Write the report of the newest run of each model, or of the runs named."""
    from mingjian.clues import report as write
    from mingjian.runs import RunStore, prove_all

    opened, who = open_lake(lake), acting(actor)
    runs = [RunStore(opened).get(one).run_id for one in run] if run else None
    with progress("写报告", "writing the report") as bar:
        if prove:
            bar.at(None, "复验线索", "proving the clues")
        verdicts = prove_all(opened, runs, actor=who) if prove else []
        bar.at(None, "写报告", "writing the report")
        made = write(opened, runs, into, actor=who, clearance=clearance, verdicts=verdicts, limit=limit)
    proved = sum(one.proved for one in verdicts)
    data = {"report": made.resolve(), "proofs": {"checked": len(verdicts), "proved": proved}}

    def show(screen: Screen) -> None:
        screen.say(f"报告：{made.resolve()}", f"report: {made.resolve()}")
        if verdicts:
            screen.say(f"复验 {len(verdicts)} 条，一致 {proved} 条", f"{len(verdicts)} clues checked, {proved} proved")

    return Answer(data, show)
