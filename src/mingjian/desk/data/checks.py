"""Whether an uploaded file is one that intake reads: by its name, and by what is in it. Nothing of it is executed.

What is refused: programs and scripts, workbooks with macros, archives that unpack to more than can be meant or whose
names lead elsewhere, files that are not what their ending says.
"""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from mingjian.desk.errors import BadRequest
from mingjian.intake import READABLE

__all__ = ["TAKEN", "check_file", "check_name", "unpack"]

MACROS = (".xlsm", ".xlsb")
TAKEN = tuple(sorted({*READABLE, ".zip"} - set(MACROS)))
"""Endings that are taken."""
_JSON = (".json", ".jsonl", ".ndjson")
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\x00asm", b"Rar!",
    b"7z\xbc\xaf", b"\x1f\x8b", b"%PDF", b"<?php", b"<script",
)  # fmt: skip
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_WIDE_TEXT, _BIFF = (b"\xff\xfe", b"\xfe\xff"), (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
MOST_PARTS, DENSEST, LONGEST = 20_000, 400, 200


def check_name(given: str, taken: Sequence[str] = TAKEN) -> str:
    """The name of a file, if it is only that and has one of the endings `taken`. `BadRequest` for paths, control signs
    and other endings."""
    name = given.strip()
    if any(sign in name for sign in "/\\") or name.startswith(".") or any(_odd(sign) for sign in name):
        raise BadRequest("文件名含有路径或控制字符", "the name holds a path or control signs", "file")
    if len(name.encode("utf-8", "replace")) > LONGEST:
        raise BadRequest("文件名过长，请缩短后上传", "the name is too long: shorten it", "file")
    ending = Path(name).suffix.lower()
    if ending in MACROS:
        raise BadRequest(
            f"不接受可含宏的工作簿（{ending}），请另存为 .xlsx 后上传",
            f"workbooks that may hold macros ({ending}) are not taken: save as .xlsx", "file",
        )  # fmt: skip
    if ending not in taken:
        listed = " ".join(taken)
        raise BadRequest(f"不接受此类文件，可用：{listed}", f"not a kind that is taken ({listed})", "file")
    return name


def check_file(path: Path, name: str) -> None:
    """Raise `BadRequest` for a file that is not what its name says, or that holds what no delivery holds."""
    ending = Path(name).suffix.lower()
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise BadRequest(f"{name}：文件是空的", f"{name}: the file is empty", "file")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(tuple(one.lower() for one in _PROGRAMS)):
        raise _other(name)
    if head.startswith(_ZIP):
        if ending in (".parquet", *_JSON):
            raise _other(name)
        _check_archive(path, name, book=ending != ".zip")
    elif head.startswith(_OLE):
        if ending in (".zip", ".parquet", ".ods", *_JSON):
            raise _other(name)
        if _holds(path, _VBA):
            raise _macros(name)
    elif (
        ending == ".zip"
        or (ending == ".parquet") != head.startswith(_PARQUET)
        or (ending != ".parquet" and b"\x00" in head and not head.startswith((*_WIDE_TEXT, *_BIFF)))
    ):
        raise _other(name)


def unpack(path: Path, folder: Path, largest: int, taken: Sequence[str] = TAKEN) -> list[str]:
    """Unpack an archive of deliveries into `folder`, each file checked; their names. `BadRequest` for what is odd."""
    found: list[str] = []
    left = largest
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                name = _name_of(part)
                if part.is_dir() or name.startswith("__MACOSX/") or name.endswith((".DS_Store", "Thumbs.db")):
                    continue
                last = check_name(PurePosixPath(name).name, taken)
                if last.lower().endswith(".zip"):
                    raise BadRequest("压缩包内不能再有压缩包", "an archive inside the archive is not taken", "file")
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(archive, part, target, left, name)
                check_file(target, last)
                found.append(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise BadRequest("压缩包已损坏或已加密，无法解压", "the archive is damaged or encrypted", "file") from error
    if not found:
        raise BadRequest("压缩包里没有可导入的文件", "the archive holds no file that can be imported", "file")
    return found


def _write(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path, left: int, name: str) -> int:
    written = 0
    with archive.open(part) as source, target.open("xb") as out:
        while block := source.read(1 << 20):
            written += len(block)
            if written > left or written > part.file_size:
                raise _bomb(name)
            out.write(block)
    return written


def _check_archive(path: Path, name: str, *, book: bool) -> None:
    """Sizes, names and macros of an archive, from its table of contents."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise BadRequest(f"{name}：文件已损坏", f"{name}: the file is damaged", "file") from error
    whole = sum(part.file_size for part in parts)
    packed = max(path.stat().st_size, 1)
    if len(parts) > MOST_PARTS or (whole > 64 << 20 and whole > DENSEST * packed):
        raise _bomb(name)
    names = [_name_of(part) for part in parts]
    for one in names:
        pieces = PurePosixPath(one).parts
        if one.startswith("/") or "\\" in one or ":" in one or ".." in pieces or any(_odd(sign) for sign in one):
            raise BadRequest(
                f"{name}：压缩包内的文件名指向别处或含控制字符",
                f"{name}: a name in the archive leads elsewhere",
                "file",
            )
    lower = [one.lower() for one in names]
    if any(one.endswith("vbaproject.bin") or one.startswith(("basic/", "scripts/")) for one in lower):
        raise _macros(name)
    if (("[content_types].xml" in lower) or ("mimetype" in lower)) != book:
        raise _other(name)


def _name_of(part: zipfile.ZipInfo) -> str:
    """The name of a part; one without the mark of UTF-8 is what a Chinese Windows wrote."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _holds(path: Path, wanted: bytes) -> bool:
    before = b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if wanted in before + block:
                return True
            before = block[-len(wanted) :]
    return False


def _odd(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C"


def _other(name: str) -> BadRequest:
    return BadRequest(f"{name}：文件内容与扩展名不符", f"{name}: the content is not what the ending says", "file")


def _macros(name: str) -> BadRequest:
    return BadRequest(
        f"{name}：工作簿含宏，请另存为不含宏的 .xlsx 后上传",
        f"{name}: the workbook holds macros: save it without",
        "file",
    )


def _bomb(name: str) -> BadRequest:
    return BadRequest(
        f"{name}：解压后异常巨大（疑似压缩炸弹），拒绝接收", f"{name}: unpacks to an absurd size (a zip bomb?)", "file"
    )


def free_of(folder: Path) -> int:
    """Bytes that are free where a folder is."""
    return shutil.disk_usage(folder).free
