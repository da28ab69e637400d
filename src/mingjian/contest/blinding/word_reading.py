"""A Word file read into what a reader sees. Everything else is counted by what it is, and never copied.

Tracked insertions are taken, deletions are not; hidden text, comments, properties, custom XML, revision ids and fields
of author or file name are not read at all.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from mingjian.contest.blinding.word_numbers import Numbers
from mingjian.contest.blinding.written import Block, Cell, Image, Paragraph, Run, Story, Table

__all__ = ["NotUnderstood", "WordFile", "read_word"]

_UNPACKED, _PART, _DEPTH = 200_000_000, 40_000_000, 25
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_INTO = {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "bdo", "dir", "rubyBase", "fldSimple"}
"""Elements whose inside is read as if they were not there."""
_SILENT = {
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
    "tblPrEx", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd",
    "commentRangeStart", "commentRangeEnd", "rt", "rubyPr", "annotationRef", "footnoteRef", "endnoteRef", "separator",
    "continuationSeparator", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "softHyphen", "pgNum", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "dayLong", "monthLong", "yearLong",
}  # fmt: skip
"""Elements that show nothing of themselves."""
_WHO = re.compile(
    r"^\s*(AUTHOR|LASTSAVEDBY|FILENAME|USERNAME|USERINITIALS|USERADDRESS|DOCPROPERTY|INFO|DOCVARIABLE|TITLE|SUBJECT"
    r"|KEYWORDS|COMMENTS|TEMPLATE|MERGEFIELD)\b",
    re.I,
)
"""Fields that tell of the author, the file or its properties."""

_OUTSIDE = (
    ("comments", "word/comments"), ("custom", "customxml/item"), ("embedded", "word/embeddings/"),
    ("embedded", "word/activex/"), ("chart", "word/charts/chart"), ("diagram", "word/diagrams/data"),
    ("macros", "word/vbaproject"), ("thumbnail", "docprops/thumbnail"),
)  # fmt: skip
"""Parts of a package that are not taken over, by how their name begins."""
_BESIDE = (
    ("header", ("页眉", "header")), ("footer", ("页脚", "footer")), ("footnotes", ("脚注", "footnotes")),
    ("endnotes", ("尾注", "endnotes")),
)  # fmt: skip
"""Parts with texts beside the body."""


class NotUnderstood(ValueError):
    """No Word file that can be read."""


class WordFile:
    """Stories of a file, and how often something stood in it that is not taken over, by what it is."""

    def __init__(self) -> None:
        self.stories: list[Story] = []
        self.left: Counter[str] = Counter()


def read_word(data: bytes) -> WordFile:
    """Read a docx. Raises NotUnderstood."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise NotUnderstood("unpacked size")
            return _Reader(archive).read()
    except NotUnderstood:
        raise
    except Exception as error:  # whatever a damaged package makes its readers raise
        raise NotUnderstood(type(error).__name__) from error


def _name(node: Any) -> str:
    """The local name of an element of Word's own, with a prefix for others; "" for comments and the like."""
    if not isinstance(node.tag, str):
        return ""
    space, _, local = node.tag.rpartition("}")
    return str(local) if space + "}" in (_W, _MC) else f":{local}"


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.names = archive, set(archive.namelist())
        self.file = WordFile()
        self.targets: dict[str, str] = {}
        self.field: list[tuple[str, bool]] = []
        self.boxes: list[list[Block]] = []
        self.depth = 0
        self.levels = self._levels()
        self.numbers = Numbers(self._xml("word/numbering.xml"))

    def read(self) -> WordFile:
        root = self._xml("word/document.xml")
        body = root.find(f"{_W}body") if root is not None else None
        if body is None:
            raise NotUnderstood("no body")
        self.targets = self._relations("word/document.xml")
        self.file.stories.append(Story(("", ""), self._blocks(body)))
        seen: set[str] = set()
        for part, titles in _others(self.names):
            story = self._other(part, titles)
            text = _text(story.blocks)
            if (text.strip() and text not in seen) or _pictured(story.blocks):
                seen.add(text)
                self.file.stories.append(story)
        self._outside()
        return self.file

    def _other(self, part: str, titles: tuple[str, str]) -> Story:
        root = self._xml(part)
        self.targets, self.field = self._relations(part), []
        if root is None:
            return Story(titles)
        if _name(root) in ("footnotes", "endnotes"):
            notes = [one for one in root if one.get(f"{_W}type") in (None, "normal")]
            return Story(titles, [block for one in notes for block in self._note(one)])
        return Story(titles, self._blocks(root))

    def _note(self, node: Any) -> list[Block]:
        blocks = self._blocks(node)
        for block in blocks[:1]:
            if isinstance(block, Paragraph):
                block.items.insert(0, Run(f"〔{node.get(f'{_W}id')}〕"))
        return blocks

    def _outside(self) -> None:
        """What lies in the package beside the text."""
        for name in self.names:
            lower = name.lower()
            for word, beginning in _OUTSIDE:
                if lower.startswith(beginning) and not lower.endswith(".rels"):
                    self.file.left[word] += 1

    def _xml(self, name: str) -> Any:
        if name not in self.names:
            return None
        if self.archive.getinfo(name).file_size > _PART:
            raise NotUnderstood("size of a part")
        data = self.archive.read(name)
        for strict, usual in zip(_STRICT, (_W[1:-1], _R[1:-1]), strict=True):
            data = data.replace(strict.encode(), usual.encode())
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))

    def _relations(self, part: str) -> dict[str, str]:
        folder, _, file = part.rpartition("/")
        root = self._xml(f"{folder}/_rels/{file}.rels")
        listed = [one for one in (root if root is not None else ()) if isinstance(one.tag, str)]
        return {
            one.get("Id"): posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target", ""))).lstrip("/")
            for one in listed if one.get("TargetMode") != "External"
        }  # fmt: skip

    def _levels(self) -> dict[str, int]:
        """Heading levels by style id."""
        root, out = self._xml("word/styles.xml"), {}
        for style in root.iter(f"{_W}style") if root is not None else ():
            named = style.find(f"{_W}name")
            match = re.fullmatch(r"(?i)(?:heading|标题)\s*([1-6])", "" if named is None else named.get(f"{_W}val", ""))
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if match:
                out[style.get(f"{_W}styleId")] = int(match[1])
            elif outline is not None and outline.get(f"{_W}val", "9") in "012345":
                out[style.get(f"{_W}styleId")] = int(outline.get(f"{_W}val")) + 1
        return out

    def _blocks(self, node: Any) -> list[Block]:
        self.depth += 1
        if self.depth > _DEPTH:
            raise NotUnderstood("depth")
        out: list[Block] = []
        for child in node:
            name = _name(child)
            if name == "p":
                out += self._paragraph(child)
            elif name == "tbl":
                out.append(self._table(child))
            elif name == "sdt":
                content = child.find(f"{_W}sdtContent")
                out += [] if content is None else self._blocks(content)
            elif name in _INTO:
                out += self._blocks(child)
            elif name == "AlternateContent":
                out += [block for one in child[:1] for block in self._blocks(one)]
            elif name in ("del", "moveFrom"):
                self.file.left["deleted"] += 1
            elif name and name not in _SILENT:
                self._unknown(child, name)
        self.depth -= 1
        return out

    def _table(self, node: Any) -> Table:
        table = Table()
        for row in _inside(node, "tr"):
            cells = []
            for cell in _inside(row, "tc"):
                across = cell.find(f"{_W}tcPr/{_W}gridSpan")
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                below = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                wide = across.get(f"{_W}val", "1") if across is not None else "1"
                cells.append(Cell(self._blocks(cell), min(int(wide), 60) if wide.isdigit() else 1, below))
            if cells:
                table.rows.append(cells)
        return table

    def _paragraph(self, node: Any) -> list[Block]:
        made, boxes = Paragraph(), self.boxes
        self.boxes = []
        set_ = node.find(f"{_W}pPr")
        if set_ is not None:
            style, jc, outline = (set_.find(f"{_W}{one}") for one in ("pStyle", "jc", "outlineLvl"))
            made.level = self.levels.get(style.get(f"{_W}val"), 0) if style is not None else 0
            if outline is not None and outline.get(f"{_W}val", "9") in "012345":
                made.level = int(outline.get(f"{_W}val")) + 1
            made.centred = jc is not None and jc.get(f"{_W}val") == "center"
            if front := self.numbers.front(set_.find(f"{_W}numPr")):
                made.items.append(Run(front))
        self._inline(node, made)
        found, self.boxes = self.boxes, boxes
        return [made, *(block for box in found for block in box)]

    def _inline(self, node: Any, into: Paragraph) -> None:
        self.depth += 1
        if self.depth > _DEPTH:
            raise NotUnderstood("depth")
        for child in node:
            name = _name(child)
            if name == "r":
                self._run(child, into)
            elif name == "fldSimple" and _WHO.match(child.get(f"{_W}instr", "")):
                self.file.left["fields"] += 1
            elif name in _INTO:
                self._inline(child, into)
            elif name == "sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self._inline(content, into)
            elif name == "ruby":
                for base in child.iter(f"{_W}rubyBase"):
                    self._inline(base, into)
            elif name in ("del", "moveFrom"):
                self.file.left["deleted"] += 1
            elif name in (":oMath", ":oMathPara"):
                into.items.append(Run("".join(one.text or "" for one in child.iter() if _name(one) == ":t")))
                self.file.left["formula"] += 1
            elif name and name not in _SILENT:
                self._unknown(child, name)
        self.depth -= 1

    def _run(self, node: Any, into: Paragraph) -> None:
        look = node.find(f"{_W}rPr")
        if look is not None and (_on(look, "vanish") or _on(look, "webHidden")):
            self.file.left["hidden"] += 1
            return
        bold, italic = (look is not None and _on(look, one) for one in ("b", "i"))
        for child in node:
            name = _name(child)
            if name == "fldChar":
                self._field(child.get(f"{_W}fldCharType"))
            elif name == "instrText":
                if self.field:
                    self.field[-1] = (self.field[-1][0] + (child.text or ""), self.field[-1][1])
            elif self._muted():
                continue
            elif name == "t":
                into.items.append(Run(child.text or "", bold, italic))
            elif name in ("tab", "br", "cr", "ptab"):
                into.items.append(Run("\t" if name in ("tab", "ptab") else "\n"))
            elif name == "noBreakHyphen":
                into.items.append(Run("-"))
            elif name in ("footnoteReference", "endnoteReference"):
                into.items.append(Run(f"〔{'注' if name[0] == 'f' else '尾注'}{child.get(f'{_W}id')}〕"))
            elif name == "AlternateContent":
                for one in child[:1]:
                    self._drawn(one, into)
            elif name in ("drawing", "pict", "object"):
                self._drawn(child, into)
            elif name == "ruby":
                for base in child.iter(f"{_W}rubyBase"):
                    self._inline(base, into)
            elif name == "sym":
                into.items.append(Run("□"))
                self.file.left["symbol"] += 1
            elif name in ("delText", "delInstrText", "commentReference"):
                continue
            elif name and name not in _SILENT:
                self._unknown(child, name)

    def _field(self, what: str | None) -> None:
        if what == "begin":
            self.field.append(("", False))
        elif what == "separate" and self.field:
            self.field[-1] = (self.field[-1][0], True)
            self.file.left["fields"] += bool(_WHO.match(self.field[-1][0]))
        elif what == "end" and self.field:
            self.field.pop()

    def _muted(self) -> bool:
        """Whether this is the code of a field, or the answer of one that tells who wrote."""
        return any(not shown or _WHO.match(code) for code, shown in self.field)

    def _drawn(self, node: Any, into: Paragraph) -> None:
        """Pictures and text boxes of a drawing, old or new."""
        known = False
        for one in _outermost(node):
            name = _name(one)
            if name == "txbxContent":
                self.boxes.append(self._blocks(one))
                known = True
            else:
                target = self.targets.get(one.get(f"{_R}embed") or one.get(f"{_R}id") or "")
                if target in self.names and self.archive.getinfo(str(target)).file_size <= _PART:
                    into.items.append(Image(self.archive.read(str(target))))
                else:
                    self.file.left["picture"] += 1
                known = True
        if not known:
            self.file.left["shape"] += 1

    def _unknown(self, node: Any, name: str) -> None:
        if any((one.text or "").strip() for one in node.iter() if _name(one) in ("t", ":t")):
            self.file.left[f"element:{name.strip(':')}"[:40]] += 1


def _inside(node: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table and cells of a row, through wrappers."""
    for child in node:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", *_INTO):
            yield from _inside(child, wanted)


def _outermost(node: Any) -> Iterator[Any]:
    """Text boxes and pictures of a drawing, not those within a text box."""
    for child in node:
        name = _name(child)
        if name in ("txbxContent", ":blip", ":imagedata"):
            yield child
        elif name == "AlternateContent":
            for one in child[:1]:
                yield from _outermost(one)
        elif name:
            yield from _outermost(child)


def _on(look: Any, name: str) -> bool:
    found = look.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _others(names: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Parts with texts beside the body."""
    for beginning, titles in _BESIDE:
        for name in sorted(names):
            if re.fullmatch(rf"word/{beginning}\d*\.xml", name):
                yield name, titles


def _text(blocks: list[Block]) -> str:
    out = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append("".join(item.text for item in block.items if isinstance(item, Run)))
        else:
            out += [_text(cell.blocks) for row in block.rows for cell in row]
    return "\n".join(out)


def _pictured(blocks: list[Block]) -> bool:
    return any(isinstance(item, Image) for block in blocks if isinstance(block, Paragraph) for item in block.items)
