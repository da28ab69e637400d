"""Options that many commands share, and how what they give is read."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.errors import BadInput

if TYPE_CHECKING:
    from mingjian.lake import Coverage, Lake

__all__ = [
    "Actor",
    "Clearance",
    "LakePath",
    "acting",
    "coverage_of",
    "day_of",
    "folder_of",
    "open_lake",
    "pairs_of",
]

LakePath = Annotated[Path | None, typer.Option("--lake", "-l", envvar="MINGJIAN_LAKE")]
Actor = Annotated[str | None, typer.Option("--as", envvar="MINGJIAN_USER")]
Clearance = Annotated[int, typer.Option("--clearance", min=1, max=4)]


def open_lake(path: Path | None) -> Lake:
    """The lake named, else the one in the working folder, else `lake` below it. `LakeError` when there is none."""
    from mingjian.lake import Lake

    here = Path("lake.json").exists()
    return Lake.open(path if path is not None else Path() if here else Path("lake"))


def acting(actor: str | None) -> str:
    """Who is acting, for the audit log: as said, else the name of the system's user."""
    if actor:
        return actor
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"uid-{os.getuid()}" if hasattr(os, "getuid") else "cli"


def day_of(text: str, option: str) -> date:
    """A day written as 2025-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{option}：“{text}”不是日期，应如 2025-06-30", f"{option}: '{text}' is no day, as 2025-06-30"
        ) from None


def pairs_of(given: Sequence[str], option: str) -> dict[str, str]:
    """`name=value` options as a mapping; a name given twice is an error."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise BadInput(f"{option}：“{one}”应为 名称=值", f"{option}: '{one}' should be name=value")
        if name.strip() in found:
            raise BadInput(f"{option}：{name}给出两次", f"{option}: {name} is given twice")
        found[name.strip()] = value.strip()
    return found


def coverage_of(given: Sequence[str], option: str = "--cover") -> list[Coverage]:
    """`region:from:to` options as declared coverage."""
    from pydantic import ValidationError

    from mingjian.lake import Coverage

    found = []
    for one in given:
        parts = one.split(":")
        try:
            region, start, end = parts
            found.append(Coverage.model_validate({"region": region, "from": start, "to": end}))
        except (ValueError, ValidationError):
            raise BadInput(
                f"{option}：“{one}”应为 区划代码:起日:止日，如 340100:2020-01-01:2024-12-31",
                f"{option}: '{one}' should be region:from:to, as 340100:2020-01-01:2024-12-31",
            ) from None
    return found


def folder_of(name: str) -> Path:
    """The folder (or file) of a model: a path, or the id or catalogue id of one we ship."""
    from mingjian.library import shipped_models
    from mingjian.models import load_model
    from mingjian.models.problems import nearest

    here, path = shipped_models(), Path(name)
    if name in here:
        return here[name]
    if (path / "model.yaml").is_file() or path.is_file():
        return path
    if len(name) <= 4:
        for folder in here.values():
            if load_model(folder).definition.catalogue == name.upper():
                return folder
    near = nearest(name, here)
    zh, en = (f"，是否指 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
    raise BadInput(
        f"没有模型“{name}”{zh}（mingjian models list 列出随附模型，也可给出模型文件夹）",
        f"no model '{name}'{en} (mingjian models list shows those we ship; a folder will do)",
    )
