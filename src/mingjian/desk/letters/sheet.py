"""A finished Word file as lines with their layout: what the screen shows and the PDF of an office's own template.

Text, order, alignment, indents, sizes, weight, colour and tables are those of the file. Pictures and automatic
numbering are not taken over, and `left_out` says so, so that nobody takes the PDF for the whole of such a template.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

import typst
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from mingjian.desk.letters.fields import plain
from mingjian.desk.letters.paragraphs import width
from mingjian.desk.letters.pdf import typst_fonts

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

__all__ = ["Block", "Piece", "Row", "Sheet", "sheet", "sheet_pdf"]

Align = Literal["left", "center", "right", "justify"]
Face = Literal["body", "title", "head"]
_ALIGN: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "justify"}
_PAGE = "\ue000"
"""Stands for the number of the page."""


@dataclass(frozen=True)
class Piece:
    """Signs that look the same. Sizes are points."""

    text: str
    size: float
    bold: bool
    color: str
    face: Face


@dataclass(frozen=True)
class Row:
    """A row of a table: the lines of each cell."""

    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table when it has rows."""

    align: Align = "left"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 0
    rule: str = ""
    pieces: tuple[Piece, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(one.text for one in self.pieces)


@dataclass(frozen=True)
class Sheet:
    """The whole file; `margins` are top, right, bottom, left in points."""

    blocks: tuple[Block, ...]
    header: tuple[Block, ...]
    footer: tuple[Block, ...]
    margins: tuple[float, float, float, float]
    left_out: tuple[Literal["pictures", "numbering"], ...]

    @property
    def lines(self) -> list[str]:
        """The texts of all paragraphs, those of tables too."""
        return list(_lines(self.blocks))


def sheet(data: bytes) -> Sheet:
    """Read a Word file we made or checked."""
    document = Document(io.BytesIO(data))
    section, body = document.sections[0], document.element.body
    out: list[Literal["pictures", "numbering"]] = []
    if any(True for _ in body.iter(qn("w:drawing"), qn("w:pict"))):
        out.append("pictures")
    if any(True for _ in body.iter(qn("w:numPr"))):
        out.append("numbering")
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    return Sheet(
        tuple(_blocks(document)), tuple(_blocks(section.header)), tuple(_blocks(section.footer)),
        tuple(one.pt if one is not None else 72.0 for one in margins), tuple(out),  # type: ignore[arg-type]
    )  # fmt: skip


def sheet_pdf(read: Sheet, *, watermark: str = "") -> bytes:
    """The sheet as a PDF, with the fonts this machine has."""
    given = {
        "blocks": [asdict(one) for one in read.blocks], "header": [asdict(one) for one in read.header],
        "footer": [asdict(one) for one in read.footer], "margins": read.margins, "fonts": typst_fonts(),
        "watermark": plain(watermark), "mark": min(30.0, 600 / max(1.0, width(watermark))),
    }  # fmt: skip
    data = typst.compile(_SHEET.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data


# -- within ----------------------------------------------------------------------------------------------


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for one in blocks:
        if one.rows:
            for row in one.rows:
                for cell in row.cells:
                    yield from _lines(cell)
        else:
            yield one.text


def _blocks(holder: Any) -> Iterator[Block]:
    for one in holder.iter_inner_content():
        yield _table(one) if isinstance(one, Table) else _paragraph(one)


def _table(table: Table) -> Block:
    rows = []
    for row in table.rows:
        seen, cells = set(), []
        for cell in row.cells:  # a merged cell is named once a column
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(tuple(_blocks(cell)))
        rows.append(Row(tuple(cells)))
    return Block(rows=tuple(rows))


def _paragraph(paragraph: Paragraph) -> Block:
    def length(name: str) -> float:
        found = _from(paragraph, lambda one: getattr(one.paragraph_format, name))
        return float(found.pt) if found is not None else 0.0

    pieces = tuple(_pieces(paragraph))
    size = max((one.size for one in pieces), default=_size(paragraph, None))
    spacing = _from(paragraph, lambda one: one.paragraph_format.line_spacing)
    points = float(spacing.pt) if hasattr(spacing, "pt") else size * 1.3 * float(spacing or 1)
    align = _from(paragraph, lambda one: one.paragraph_format.alignment)
    return Block(
        _ALIGN.get(int(align), "left") if align is not None else "left", length("first_line_indent"),
        length("left_indent"), length("right_indent"), length("space_before"), length("space_after"), points,
        _rule(paragraph), pieces,
    )  # fmt: skip


def _pieces(paragraph: Paragraph) -> Iterator[Piece]:
    field = ""  # begin, shown: what a field of the page's number shows is not its text in the file
    for element in paragraph._p.iter(qn("w:r")):
        run = Run(cast("CT_R", element), paragraph)
        for mark in element.iter(qn("w:fldChar")):
            field = {"begin": "begin", "separate": "shown"}.get(mark.get(qn("w:fldCharType"), ""), "")
        code = "".join(one.text or "" for one in element.iter(qn("w:instrText"))).strip().upper()
        text = _PAGE if code.startswith(("PAGE", "NUMPAGES")) else "" if field == "shown" else run.text
        if text:
            yield Piece(text, _size(paragraph, run), bool(_bold(paragraph, run)), _color(run), _face(run))


def _from(paragraph: Paragraph, read: Any) -> Any:
    """A property of the paragraph, else of its style or one that style rests on."""
    found, style = read(paragraph), paragraph.style
    while found is None and style is not None:
        found, style = read(style), style.base_style
    return found


def _size(paragraph: Paragraph, run: Run | None) -> float:
    if run is not None and run.font.size is not None:
        return float(run.font.size.pt)
    style: Any = paragraph.style
    while style is not None:
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return 10.5


def _bold(paragraph: Paragraph, run: Run) -> bool | None:
    found, style = run.font.bold, paragraph.style
    while found is None and style is not None:
        found, style = style.font.bold, style.base_style
    return found


def _color(run: Run) -> str:
    color = run.font.color
    return f"#{color.rgb}" if color is not None and color.rgb is not None else "#000000"


def _face(run: Run) -> Face:
    shape = run._element.rPr
    fonts = shape.rFonts if shape is not None else None
    name = (fonts.get(qn("w:eastAsia")) or fonts.get(qn("w:ascii")) or "") if fonts is not None else ""
    return "title" if "标宋" in name else "head" if "黑" in name or "Hei" in name else "body"


def _rule(paragraph: Paragraph) -> str:
    """The colour of a line under the paragraph."""
    shape = paragraph._p.pPr
    borders = shape.find(qn("w:pBdr")) if shape is not None else None
    bottom = borders.find(qn("w:bottom")) if borders is not None else None
    if bottom is None or bottom.get(qn("w:val")) in (None, "nil", "none"):
        return ""
    color = bottom.get(qn("w:color"), "auto")
    return f"#{color}" if len(color) == 6 else "#000000"


_SHEET = """
#let given = json(bytes(sys.inputs.given))
#let piece(one) = text(
  font: given.fonts.at(one.face), size: one.size * 1pt, fill: rgb(one.color),
  weight: if one.bold or one.face != "body" { "bold" } else { "regular" },
  if one.text == "\\u{e000}" { context counter(page).display() } else { one.text })
#let sides = (left: left, right: right, center: center, justify: left)
#let lines(blocks) = for one in blocks {
  if one.rows.len() > 0 {
    let columns = calc.max(..one.rows.map(row => row.cells.len()))
    table(columns: columns, stroke: 0.5pt, inset: 5pt,
      ..one.rows.map(row => row.cells.map(cell => [#lines(cell)]) + range(columns - row.cells.len()).map(x => []))
        .flatten())
  } else {
    let size = calc.max(10.5, ..one.pieces.map(it => it.size))
    set par(justify: one.align == "justify", leading: calc.max(2, one.spacing - size) * 1pt,
      first-line-indent: (amount: one.first * 1pt, all: true))
    block(width: 100%, above: calc.max(2, one.spacing - size + one.before) * 1pt, below: one.after * 1pt,
      pad(left: one.left * 1pt, right: one.right * 1pt, align(sides.at(one.align), par(one.pieces.map(piece).join()))))
    if one.rule != "" { block(above: 4pt, line(length: 100%, stroke: 2pt + rgb(one.rule))) }
  }
}
#let (top, right_, bottom, left_) = given.margins
#set page(paper: "a4", margin: (top: top * 1pt, bottom: bottom * 1pt, left: left_ * 1pt, right: right_ * 1pt),
  header: lines(given.header), footer: lines(given.footer), footer-descent: 10%,
  foreground: if given.watermark != "" {
    let mark = text(font: given.fonts.head, size: given.mark * 1pt, fill: rgb("#00000018"), given.watermark)
    place(center + horizon, rotate(-35deg, reflow: false, box(width: 220mm, align(center, mark))))
  })
#set text(font: given.fonts.body, lang: "zh", top-edge: 0.8em, bottom-edge: -0.2em)
#lines(given.blocks)
"""
