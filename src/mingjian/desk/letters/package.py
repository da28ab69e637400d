"""Whether an uploaded file is a plain Word document: no macros, nothing embedded, nothing fetched, no bomb."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

from mingjian.desk.letters.sandbox import TemplateProblem

__all__ = ["MAX_BYTES", "package_problems"]

MAX_BYTES = 5_000_000
_MAX_PARTS = 300
_MAX_UNPACKED = 30_000_000
_MAX_XML = 3_000_000
_NEEDED = ("[Content_Types].xml", "word/document.xml")
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ACTIVE = re.compile(r"vba|macro|activex|oleobject|embeddings|altchunk|afchunk|customui|attachedtemplate|\.bin$", re.I)


def package_problems(data: bytes) -> list[TemplateProblem]:
    """All that is wrong with the file as a file; its tags are another question."""
    if len(data) > MAX_BYTES:
        return [TemplateProblem("", "文件超过 5 MB", "the file is larger than 5 MB")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return list(dict.fromkeys(_packed(packed)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return [TemplateProblem("", "不是 Word 文档（.docx）", "this is not a Word document (.docx)")]


def _packed(packed: zipfile.ZipFile) -> Iterator[TemplateProblem]:
    parts = packed.infolist()
    names = [one.filename for one in parts]
    if any(one not in names for one in _NEEDED):
        yield TemplateProblem("", "不是 Word 文档（.docx）", "this is not a Word document (.docx)")
        return
    if len(parts) > _MAX_PARTS or sum(one.file_size for one in parts) > _MAX_UNPACKED or len(set(names)) < len(names):
        yield TemplateProblem("", "压缩包内容过多、过大或重复", "the package holds too much, or one part twice")
        return
    for one in parts:
        if one.filename.startswith(("/", "\\")) or ".." in one.filename or "\\" in one.filename:
            yield TemplateProblem(one.filename, "压缩包内有不正当的路径", "the package holds an improper path")
        elif _ACTIVE.search(one.filename):
            yield _active(one.filename)
        elif one.filename.endswith((".xml", ".rels")):
            with packed.open(one) as opened:
                content = opened.read(_MAX_XML + 1)
            if len(content) > _MAX_XML:
                yield TemplateProblem(one.filename, "部件过大", "the part is too large")
            else:
                yield from _xml(one.filename, content)


def _xml(name: str, content: bytes) -> Iterator[TemplateProblem]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        yield TemplateProblem(name, "部件不是正确的 XML", "the part is no proper XML")
        return
    if name == "[Content_Types].xml":
        if any(_ACTIVE.search(one.get("ContentType", "")) for one in root):
            yield _active(name)
    elif name.endswith(".rels"):
        for one in root:
            if one.get("TargetMode", "").lower() == "external":
                target = one.get("Target", "")[:80]
                yield TemplateProblem(name, f"引用了外部内容“{target}”", f"it refers to something outside: '{target}'")
            elif _ACTIVE.search(one.get("Type", "")):
                yield _active(name)
    elif name.startswith("word/"):
        yield from (_field(name, one) for one in _instructions(root) if one not in _FIELDS)
        if any(one.tag in (f"{_W}object", f"{_W}altChunk", f"{_W}control") for one in root.iter()):
            yield _active(name)


def _instructions(root: object) -> Iterator[str]:
    """The first word of every field, however Word split it over runs."""
    text = ""
    for one in root.iter():  # type: ignore[attr-defined]
        if one.tag == f"{_W}fldSimple":
            yield _first(one.get(f"{_W}instr", ""))
        elif one.tag == f"{_W}instrText":
            text += one.text or ""
        elif one.tag == f"{_W}fldChar" and text.strip():
            yield _first(text)
            text = ""
    if text.strip():
        yield _first(text)


def _first(text: str) -> str:
    return (text.split() or [""])[0].upper()


def _field(name: str, word: str) -> TemplateProblem:
    return TemplateProblem(
        name, f"只能有页码域，不能有“{word[:40]}”", f"only fields of page numbers may stand there, not '{word[:40]}'"
    )


def _active(name: str) -> TemplateProblem:
    return TemplateProblem(name, "含宏、控件或嵌入对象", "it holds macros, controls or embedded objects")
