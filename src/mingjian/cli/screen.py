"""What people see: lines, tables and pairs on standard output, messages on standard error; in one language."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mingjian.cli.language import Both, Lang

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Screen", "note"]

_PIPE_WIDTH = 200  # characters a line may have where there is no terminal to say


class Screen:
    """Writes an answer for a person. Nothing is markup: what data says is shown as it is."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._console = console(sys.stdout)

    def say(self, zh: str, en: str, style: str | None = None) -> None:
        """One line."""
        self.line(zh if self.lang == "zh" else en, style)

    def line(self, text: str = "", style: str | None = None) -> None:
        """One line that is the same in both languages."""
        self._console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

    def pairs(self, rows: Iterable[tuple[Both | tuple[str, str], Any]]) -> None:
        """Labels and values, aligned."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for label, value in rows:
            if value is not None and value != "":
                table.add_row(_plain(label[0] if self.lang == "zh" else label[1]), _plain(str(value)))
        self._console.print(table)

    def table(self, heads: Sequence[Both | tuple[str, str]], rows: Iterable[Sequence[Any]], right: str = "") -> None:
        """A table; `right` has an `r` at the place of each column of numbers (`"  rr"`)."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
        for place, head in enumerate(heads):
            numbers = right[place : place + 1] == "r"
            title = head[0] if self.lang == "zh" else head[1]
            table.add_column(_plain(title), justify="right" if numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*(_plain("" if cell is None else str(cell)) for cell in row))
        self._console.print(table)


def console(stream: Any) -> Console:
    """A console for a stream; wide where there is no terminal, so that nothing is cut in a pipe."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:  # rich would leave with a code of its own
            raise BrokenPipeError

    made = Plain(file=stream, highlight=False, emoji=False)
    if not made.is_terminal:
        made = Plain(file=stream, highlight=False, emoji=False, width=_PIPE_WIDTH)
    return made


def note(zh: str, en: str, lang: Lang) -> None:
    """A message beside the answer, on standard error."""
    console(sys.stderr).print(zh if lang == "zh" else en, markup=False, highlight=False, soft_wrap=True, style="dim")


def _plain(text: str) -> Any:
    from rich.text import Text

    return Text(text)
