"""How commands speak: results on standard output (tables, or one JSON document), everything else on standard error."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from mingjian.cli.words import t

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False)

LakePath = Annotated[
    Path, typer.Option("--lake", "-l", envvar="MINGJIAN_LAKE", help=t("数据湖文件夹", "folder of the lake"))
]
AsJson = Annotated[bool, typer.Option("--json", help=t("以 JSON 输出", "print JSON"))]
Actor = Annotated[
    str,
    typer.Option("--as", envvar="MINGJIAN_USER", help=t("操作人，记入审计日志", "who is acting, for the audit log")),
]


def say(zh: str, en: str) -> None:
    """A message to the person at the terminal."""
    err.print(escape(t(zh, en)))


def plain(value: Any) -> Any:
    """Anything a command answers as JSON data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def as_json(value: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def table(head: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None = None) -> None:
    """Print a table; on something that is no terminal, lines of tab-separated cells."""
    if not out.is_terminal:
        for row in [head, *rows]:
            sys.stdout.write("\t".join("" if cell is None else str(cell) for cell in row) + "\n")
        return
    shown = Table(*map(escape, head), title=title, title_justify="left")
    for row in rows:
        shown.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
    out.print(shown)


class Bar:
    """A progress bar that may be told a share of the whole and a text."""

    def __init__(self, progress: Progress | None, task: Any) -> None:
        self._progress, self._task = progress, task

    def at(self, share: float, text: str) -> None:
        """`share` 0 … 1 is done."""
        if self._progress is not None:
            self._progress.update(self._task, completed=share, description=escape(text))


@contextmanager
def bar(text: str) -> Iterator[Bar]:
    """A progress bar with an estimate while something runs; nothing without a terminal."""
    if not err.is_terminal:
        yield Bar(None, None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err, transient=True) as progress:
        yield Bar(progress, progress.add_task(escape(text), total=1.0))
