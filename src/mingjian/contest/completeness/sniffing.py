"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import io
import zipfile

__all__ = ["decoded", "kind_of", "named_kind"]

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ\x90\x00", "program"),
    (b"\x7fELF", "program"),
)
_SAME = ("docx", "pdf", "png", "jpg", "md", "txt", "yaml", "sql", "py")
_SUFFIX = {one: one for one in _SAME} | {
    "docm": "docx",
    "jpeg": "jpg",
    "yml": "yaml",
    "doc": "ole",
    "zip": "archive",
}


def named_kind(name: str) -> str:
    """The kind that a file's name claims; "" for none we know."""
    return _SUFFIX.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def kind_of(data: bytes) -> str:
    """`docx`, `pdf`, `png`, `jpg`, `ole` (old or encrypted Office), `archive`, `program`, `text` or `binary`."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return "docx" if "word/document.xml" in archive.namelist() else "archive"
        except Exception:  # whatever a broken directory raises
            return "binary"
    return "text" if decoded(data) is not None else "binary"


def decoded(data: bytes) -> str | None:
    """A text in UTF-8, UTF-16 with its mark, or GB 18030; None for what is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    elif b"\0" in data[:4096]:
        return None
    else:
        codes = ["utf-8-sig", "gb18030"]
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeError:
            continue
        strange = sum(sign < " " and sign not in "\t\r\n\f" for sign in text)
        return text if strange <= len(text) // 100 else None
    return None
