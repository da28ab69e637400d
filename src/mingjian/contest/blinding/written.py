"""A document as it is understood, with nothing in it but what a reader sees: what Word files are read into and written
from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Block", "Cell", "Image", "Leaves", "Paragraph", "Run", "Story", "Table"]


@dataclass
class Run:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Image:
    """A picture as it came; `written` is what judges get of it."""

    data: bytes
    written: tuple[bytes, str, int, int] | None = None


@dataclass
class Paragraph:
    """Runs and pictures. `level`: of a heading, 0 for none."""

    items: list[Run | Image] = field(default_factory=list)
    level: int = 0
    centred: bool = False


@dataclass
class Cell:
    """A cell over `across` columns; `below`: it goes on from the one above."""

    blocks: list[Block] = field(default_factory=list)
    across: int = 1
    below: bool = False


@dataclass
class Table:
    """Rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


@dataclass
class Story:
    """Body, header, footer or notes, each a text of its own. `titles`: what it is, in both languages; "" the body."""

    titles: tuple[str, str]
    blocks: list[Block] = field(default_factory=list)


class Leaves:
    """The text of a story as one string, and the runs it is made of: a name may stand across them."""

    def __init__(self, story: Story) -> None:
        self._runs: list[tuple[int, Run]] = []
        self._marks: list[tuple[int, str]] = []
        self._pieces: list[str] = []
        self._size = 0
        for number, block in enumerate(story.blocks, 1):
            self._block(block, f"{story.titles[0]}{number}")
        self.text = "".join(self._pieces)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)

    def _block(self, block: Block, place: str) -> None:
        self._marks.append((self._size, place))
        if isinstance(block, Paragraph):
            for item in block.items:
                if isinstance(item, Run):
                    self._runs.append((self._size, item))
                    self._add(item.text)
            self._add("\n")
            return
        for y, row in enumerate(block.rows, 1):
            for x, cell in enumerate(row, 1):
                for inner in cell.blocks:
                    self._block(inner, f"{place}:{y}:{x}")
                self._add("\t")
            self._add("\n")

    def place(self, at: int) -> str:
        """Where a sign stands: number of the paragraph or table, with row and column."""
        return next((place for start, place in reversed(self._marks) if start <= at), "")

    def replace(self, spans: list[tuple[int, int, str]]) -> None:
        """Put words in place of spans, in the run where each begins; what of a span is in later runs goes."""
        for start, run in self._runs:
            run.text = "".join(_pieces(run.text, start, spans))


def _pieces(text: str, at: int, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    last, end = at, at + len(text)
    for start, stop, words in spans:
        if stop <= at or start >= end:
            continue
        yield text[last - at : max(start, last) - at]
        if start >= at:
            yield words
        last = min(stop, end)
    yield text[last - at :]
