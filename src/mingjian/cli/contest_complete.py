"""`mingjian contest complete`: whether a work is whole, before it is handed in and when it comes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.contest.completeness import Finding

__all__ = ["complete"]

_STYLES = {"error": "red", "warning": "yellow", "notice": "dim"}


def complete(
    work: Annotated[Path, typer.Argument(exists=True)],
    contest: Annotated[Path, typer.Option("--contest", exists=True)],
    type_: Annotated[str, typer.Option("--type")],
) -> Answer:
    """Every part there, readable, long enough, of the right kind, nothing in it that may not be."""
    from mingjian.contest.file import load_contest
    from mingjian.contest.walled import complete_walled as look

    types = load_contest(contest).definition.types
    if type_ not in types:
        zh, en = "、".join(types), ", ".join(types)
        raise BadInput(f"--type：没有类型“{type_}”（{zh}）", f"--type: there is no type '{type_}' ({en})")
    with progress("检查作品", "looking at the work"):
        found = look(work, types[type_])
    wrong = any(one.severity == "error" for one in found)

    def show(screen: Screen) -> None:
        for one in found:
            _finding(screen, one)
        if not wrong:
            screen.say("作品完整", "the work is whole", "green")

    data = [
        {"check": one.check, "severity": one.severity, "file": one.file, "place": one.place, "zh": one.zh, "en": one.en}
        for one in found
    ]
    return Answer({"complete": not wrong, "findings": data}, show, Exit.WRONG if wrong else Exit.OK)


def _finding(screen: Screen, one: Finding) -> None:
    where = ":".join(part for part in (one.file, one.place) if part)
    zh, en = (f"{where}：", f"{where}: ") if where else ("", "")
    screen.say(f"{zh}{one.zh}", f"{en}{one.en}", _STYLES[one.severity])
