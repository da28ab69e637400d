"""What the fast reader of workbooks does not tell: sizes before they are believed, numbers too long for a
spreadsheet, error cells, formulas never calculated, merged cells. Read from the XML of an xlsx, in one stream."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml import ElementTree  # type: ignore[import-untyped]

from mingjian.intake.errors import refuse

LARGEST_TOTAL = 8 << 30  # bytes of all parts together, unpacked
LARGEST_RATIO = 400  # unpacked : packed, for parts above 64 MiB
LARGEST_CELLS = 150_000_000  # cells of the rectangle a sheet spans
_BLOCK = 1 << 22
_KEEP = 1 << 16  # bytes carried over a block's end, so that no cell is cut

_LONG = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="\d+")?(?: t="n")?>(?:<f[^>]*>[^<]*</f>)?'
    rb"<v>(-?\d[\d.]{15,}(?:E[+-]?\d+)?|-?\d(?:\.\d+)?E\+1[5-9])</v>"
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]{1,20})</v>')
_FORMULA = re.compile(rb"<f[ >/]")
_EMPTY_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*?(?:/>|>[^<]*</f>)(?:<v></v>|<v/>)?</c>')
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,7})"')
_FAR = re.compile(rb'<c r="([A-Z]{2,3})(\d{1,7})"')
_VALUED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f|<v|<is)')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass
class SheetFacts:
    """Facts of one sheet; rows and columns 0-based. `texts`: what stands in cells whose content is not to be trusted
    to the fast reader; `merges`: (first row, first column, last row, last column)."""

    first_row: int | None = None
    first_column: int | None = None
    last_row: int = 0
    last_column: int = 0
    formulas: int = 0
    never_calculated: list[tuple[int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def column_number(letters: bytes) -> int:
    """`A` → 0, `AA` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def check_archive(path: Path, name: str) -> zipfile.ZipFile:
    """Open a workbook's archive after checking every part's declared and actual size. `IntakeError` when it is
    damaged, or unpacks to more than can be meant."""
    try:
        archive = zipfile.ZipFile(path)
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError):
        raise refuse("工作簿已损坏，无法打开", "the workbook is damaged and cannot be opened", name) from None
    declared = sum(part.file_size for part in parts)
    if declared > LARGEST_TOTAL or any(_too_dense(part.file_size, part.compress_size) for part in parts):
        raise _bomb(name)
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(name)
    total = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            for block in read_part(archive, part.filename, name):
                total += len(block)
                if total > LARGEST_TOTAL:
                    raise _bomb(name)
    return archive


def _too_dense(size: int, packed: int) -> bool:
    return size > 64 << 20 and size > LARGEST_RATIO * max(packed, 1)


def encrypted(name: str) -> Exception:
    """The error for a workbook with a password."""
    return refuse("工作簿已加密，请去除密码后再导入", "the workbook is encrypted: remove its password", name)


def _bomb(name: str) -> Exception:
    return refuse(
        "工作簿解压后异常巨大（疑似压缩炸弹），拒绝读取", "the workbook unpacks to an absurd size (a zip bomb?)", name
    )


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """Blocks of one part; more bytes than declared, or damaged ones, are an `IntakeError`."""
    info = archive.getinfo(part)
    read = 0
    try:
        with archive.open(info) as file:
            while block := file.read(_BLOCK):
                read += len(block)
                if read > info.file_size or _too_dense(read, info.compress_size):
                    raise _bomb(name)
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise refuse("工作簿已损坏，无法解压", "the workbook is damaged and cannot be unpacked", name) from None


def sheet_parts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Sheet names → the archive's parts, for work sheets (not charts); empty when the lists cannot be read."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError, ValueError, zipfile.BadZipFile, zlib.error):
        return {}
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            key = next((value for attribute, value in sheet.items() if attribute.endswith("}id")), None)
            target = targets.get(key)
            if target:
                part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                if part in archive.NameToInfo:
                    found[str(sheet.get("name"))] = part
    return found


def sheet_facts(archive: zipfile.ZipFile, part: str, name: str) -> SheetFacts:
    """Read one sheet's XML through; `IntakeError` when the rectangle it spans is absurdly large."""
    facts = SheetFacts()
    rest = b""
    for block in read_part(archive, part, name):
        data = rest + block
        cut = data.rfind(b"<c ") if len(data) > _KEEP else -1
        cut = cut if cut > 0 else len(data)
        _look(data[:cut], facts)
        rest = data[cut:] if len(data) - cut < _BLOCK else b""
    _look(rest, facts)
    if (facts.last_row + 1) * (facts.last_column + 1) > LARGEST_CELLS:
        raise refuse(
            f"工作表范围异常巨大（{facts.last_row + 1}行×{facts.last_column + 1}列），请删除多余的空行空列",
            f"the sheet spans {facts.last_row + 1} rows × {facts.last_column + 1} columns: remove what is empty",
            name,
        )
    return facts


def _look(data: bytes, facts: SheetFacts) -> None:
    for match in _LONG.finditer(data):
        facts.texts[_place(match)] = match[3].decode()
    for match in _ERROR.finditer(data):
        facts.texts[_place(match)] = match[3].decode("utf-8", "replace")
    if b"<f" in data:
        facts.formulas += len(_FORMULA.findall(data))
        facts.never_calculated += [_place(match) for match in _EMPTY_FORMULA.finditer(data)]
    rows = _ROW.findall(data)
    if rows:
        facts.last_row = max(facts.last_row, max(map(int, rows)) - 1)
    facts.last_column = max(facts.last_column, 25, max((column_number(m[1]) for m in _FAR.finditer(data)), default=0))
    if facts.first_row is None and (first := _VALUED.search(data)):
        facts.first_row = int(first[2]) - 1
    if facts.first_column != 0:
        columns = [column_number(match[1]) for match in _VALUED.finditer(data)]
        if columns:
            least = min(columns)
            facts.first_column = least if facts.first_column is None else min(facts.first_column, least)
    for match in _MERGE.finditer(data):
        left, right = column_number(match[1]), column_number(match[3])
        facts.merges.append((int(match[2]) - 1, left, int(match[4]) - 1, right))


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, column_number(match[1])
