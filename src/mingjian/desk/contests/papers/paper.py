"""A sheet to be printed and signed: what stands on it, whatever file it becomes. Knows no contest."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.desk.letters.fields import plain
from mingjian.models.problems import Lang

__all__ = ["Grid", "Paper"]


@dataclass(frozen=True)
class Grid:
    """A table: heads, how wide each column is towards the others, rows of as many cells."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""

    def cleaned(self) -> Grid:
        """Without what a document cannot hold."""
        rows = tuple(tuple(plain(cell) for cell in row) for row in self.rows)
        return Grid(tuple(map(plain, self.heads)), self.widths, rows, plain(self.title))


@dataclass(frozen=True)
class Paper:
    """`above`: lines under the title; `notes`: below the tables; `signs`: each with room for a signature and a day;
    `foot`: on every page, beside its number; `wide`: across."""

    title: str
    lang: Lang
    above: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    foot: str = ""
    wide: bool = False

    def cleaned(self) -> Paper:
        """Without what a document cannot hold: names and reasons are what people typed."""
        above, notes, signs = (tuple(map(plain, some)) for some in (self.above, self.notes, self.signs))
        grids = tuple(one.cleaned() for one in self.grids)
        return Paper(plain(self.title), self.lang, above, grids, notes, signs, plain(self.foot), self.wide)
