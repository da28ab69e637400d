"""`mingjian init`: make a lake."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.screen import Screen

__all__ = ["init"]


def init(
    folder: Annotated[Path, typer.Argument()] = Path("lake"),
    key: Annotated[Path | None, typer.Option("--key")] = None,
) -> Answer:
    """Make a lake in a new or empty folder; its secret is random unless a file gives it."""
    from mingjian.lake import Lake

    made = Lake.create(folder, None if key is None else _secret(key))
    data = {"lake": made.path, "secret": made.layout.secret}

    def show(screen: Screen) -> None:
        screen.say(f"已新建数据湖：{made.path}", f"made a lake: {made.path}")

    return Answer(data, show)


def _secret(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (UnicodeDecodeError, ValueError):
        secret = b""
    if len(secret) < 32:
        raise BadInput(f"{path} 应含至少64位十六进制数字", f"{path} should hold at least 64 hexadecimal digits")
    return secret
