"""`mingjian shelf`: versions of models among offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.exits import Exit
from mingjian.cli.options import folder_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.shelf import Difference

__all__ = ["app"]

app = group()
Version = Annotated[str, typer.Argument()]


@app.callback()
def shelf() -> None:
    """Versions of models among offices."""


@command(app, "diff")
def diff(old: Version, new: Version) -> Answer:
    """What differs between two versions of a model, entry by entry."""
    from mingjian.models import load_model
    from mingjian.shelf import difference

    before, after = (load_model(folder_of(name)) for name in (old, new))
    found = difference(before, after)
    data = {
        "old": {"model": before.id, "version": before.version, "fingerprint": before.fingerprint},
        "new": {"model": after.id, "version": after.version, "fingerprint": after.fingerprint},
        "same": not found,
        "differences": found,
    }
    return Answer(data, lambda screen: _show(screen, found), Exit.OK)


def _show(screen: Screen, found: list[Difference]) -> None:
    if not found:
        screen.say("内容相同，至多排版和注释不同", "they say the same; at most layout and comments differ")
    for one in found:
        screen.say(one.zh, one.en)
    if found:
        screen.say(f"共 {len(found)} 处不同", f"{len(found)} differences", "bold")
