"""Ways in which a work is not whole, each with the check that must tell it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from benchmarks.contest.works import IDEA, PROSE, Files, document, packed, type_of, whole_work
from mingjian.contest.definition import ContestType
from mingjian.models.enumerations import Work

__all__ = ["DEFECTS", "defective"]

Spoil = Callable[[Files], Files]


def _blank(pages: int = 2) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return writer


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _locked() -> bytes:
    writer = _blank()
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def _acting(what: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document("pdf", PROSE))))
    if what == "script":
        script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    else:
        writer.add_attachment("x.txt", b"x")
    return _written(writer)


def _docx_with(name: str) -> bytes:
    out = io.BytesIO(document("docx", PROSE))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x" * 100)
    return out.getvalue()


def _overview(files: Files) -> str:
    return next(name for name in files if "overview" in name or "模型概述" in name)


def _with_overview(files: Files, data: bytes, suffix: str = "md") -> Files:
    files = dict(files)
    del files[_overview(files)]
    return {**files, f"overview.{suffix}": data}


def _other(data: bytes, suffix: str = "md") -> Spoil:
    return lambda files: _with_overview(files, data, suffix)


def _says(words: str) -> Spoil:
    return lambda files: _with_overview(files, f"{PROSE}\n{words}\n".encode())


def _drops(part: str) -> Spoil:
    title = {one: said.title.zh for kind in Work for one, said in type_of(kind).materials.items()}[part]
    return lambda files: {
        name: data for name, data in files.items() if part not in name.partition("/")[0] and title not in name
    }


def _without(front: str) -> Spoil:
    return lambda files: {name: data for name, data in files.items() if not name.startswith(front)}


def _model(old: bytes, new: bytes) -> Spoil:
    def spoil(files: Files) -> Files:
        assert old in files["model/model.yaml"]
        return {**files, "model/model.yaml": files["model/model.yaml"].replace(old, new, 1)}

    return spoil


def _idea(old: str, new: str) -> Spoil:
    assert old in IDEA
    return _extra("idea.yaml", IDEA.replace(old, new).encode())


def _broken_example(files: Files) -> Files:
    name = next(one for one in files if one.startswith("model/examples/"))
    return {**files, name: b"a: ["}


def _extra(name: str, data: bytes) -> Spoil:
    return lambda files: {**files, name: data}


_SECRETS = ("机密★10年", "秘 密 ★ 1年", "绝密★长期", "密级：机密", "工作秘密★", "秘密☆", "内部资料★请勿外传", "机 密*")
_NUMBERS = ("11010519491231002X", "440308199901101512", "身份证440524188001010014。")

_DAMAGED = document("docx", PROSE).replace(b"word/styles.xml", b"word/stylos.xml")
_C, _P, _A = Work.CREATIVE, Work.PROTOTYPE, Work.APPLICATION

DEFECTS: dict[str, tuple[str, Work, Spoil]] = {
    **{f"secrecy mark {mark}": ("secrecy", _P, _says(mark)) for mark in _SECRETS},
    **{f"identity number {one[-4:]}": ("identity_number", _C, _says(one)) for one in _NUMBERS},
    **{
        f"no {part}": ("part_missing", _C, _drops(part))
        for part in ("overview", "basis", "rules", "sources", "spread", "idea")
    },
    "no model": ("part_missing", _P, _without("model/")),
    "no cases of an application": ("part_missing", _A, _drops("cases")),
    "empty file": ("part_empty", _C, _other(b"")),
    "blank text": ("part_empty", _C, _other(b" \n\n ")),
    "docx without text": ("part_empty", _C, _other(document("docx", ""), "docx")),
    "too short": ("part_short", _C, _other("概述数据。".encode())),
    "docx too short": ("part_short", _C, _other(document("docx", "数据"), "docx")),
    "too long": ("part_long", _C, _other((PROSE * 40).encode())),
    "a word that must be there": ("part_lacks", _C, _other(PROSE.replace("数据", "资料").encode())),
    "png named docx": ("wrong_kind", _C, _other(b"\x89PNG\r\n\x1a\n" + b"x" * 50, "docx")),
    "text named pdf": ("wrong_kind", _C, _other(PROSE.encode(), "pdf")),
    "docx named md": ("wrong_kind", _C, _other(document("docx", PROSE), "md")),
    "txt where it is not asked for": ("wrong_kind", _C, _other(PROSE.encode(), "txt")),
    "an archive inside": ("wrong_kind", _C, _extra("more.zip", packed({"a": b"a"}))),
    "a program": ("wrong_kind", _C, _extra("setup.exe", b"MZ\x90\x00" + b"\0" * 100)),
    "a shell named md": ("wrong_kind", _C, _other(b"\x7fELF" + b"\0" * 100)),
    "unknown bytes": ("unreadable", _C, _extra("data.bin", bytes(range(256)) * 10)),
    "damaged docx": (
        "unreadable",
        _C,
        _other(_DAMAGED, "docx"),
    ),
    "damaged pdf": ("unreadable", _C, _other(b"%PDF-1.7\n" + b"x" * 400, "pdf")),
    "old Office file": ("encrypted", _C, _other(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "docx")),
    "pdf with a password": ("encrypted", _C, _other(_locked(), "pdf")),
    "macros": ("macros", _C, _other(_docx_with("word/vbaProject.bin"), "docx")),
    "an embedded workbook": ("embedded", _C, _other(_docx_with("word/embeddings/book.xlsx"), "docx")),
    "a control": ("embedded", _C, _other(_docx_with("word/activeX/a.bin"), "docx")),
    "pdf with a script": ("scripts", _C, _other(_acting("script"), "pdf")),
    "pdf with an attachment": ("scripts", _C, _other(_acting("attachment"), "pdf")),
    "a scan": ("scanned", _C, _other(_written(_blank()), "pdf")),
    "model: no model.yaml": ("model", _P, _without("model/model.yaml")),
    "model: no YAML": ("model", _P, _extra("model/model.yaml", b"model: [a")),
    "model: unknown key": ("model", _P, _model(b"\nsteps:", b"\nstepps:")),
    "model: unknown standard": (
        "model",
        _P,
        _model(b"standard: ", b"standard: no_such_"),
    ),
    "model: no basis": ("model", _P, _model(b"\nbasis:", b"\nbases:")),
    "model: no trap": ("model", _P, _model(b"\ntraps:", b"\ntrapz:")),
    "model: no examples": ("examples", _P, _without("model/examples/")),
    "model: an example that is no YAML": (
        "examples",
        _P,
        _broken_example,
    ),
    "idea: unknown list": (
        "idea",
        _C,
        _idea("pension_payment", "pensions"),
    ),
    "idea: unknown collision": ("idea", _C, _idea("absent", "abscent")),
    "idea: no basis": ("idea", _C, _extra("idea.yaml", IDEA.partition("basis")[0].encode())),
    "idea: a basis without article": (
        "idea",
        _C,
        _idea(", article: 88", ""),
    ),
    "idea: a law nobody knows": (
        "basis_unknown",
        _C,
        _idea("社会保险法", "社保管理法"),
    ),
    "idea: no YAML": ("yaml", _C, _extra("idea.yaml", b"lists: [a\n")),
    "SQL that does not parse": ("sql", _P, _extra("query.sql", b"select a frm b wher c\n")),
    "Python that does not parse": ("python", _P, _extra("clean.py", b"def f(:\n    pass\n")),
    "YAML that does not parse": ("yaml", _P, _extra("notes.yaml", b"a: &x [1\n")),
}
"""Name → the check that must tell it, the type of the work, and what is done to a whole one."""

ARCHIVES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "no zip": ("archive_unreadable", lambda: b"hello"),
    "cut off": ("archive_unreadable", lambda: packed({"a.md": PROSE.encode()})[:-30]),
    "a bomb": ("archive_bomb", lambda: packed({"a.md": b"0" * 30_000_000})),
    "a path that leads out": ("archive_path", lambda: packed({"../../etc/cron": b"x"})),
    "too deep": ("archive_depth", lambda: packed({"a/" * 9 + "b.md": b"x"})),
    "too many": ("archive_files", lambda: packed({f"{n}.md": b"x" for n in range(600)})),
}
"""Whole works that cannot even be opened."""


def defective(seed: int = 0) -> Iterator[tuple[str, str, ContestType, bytes]]:
    """Each defect: its name, the check that must tell it, the type, the work as a zip."""
    for number, (name, (check, kind, spoil)) in enumerate(DEFECTS.items()):
        place = list(Work).index(kind)
        _, files = whole_work(seed + 3 * number + (place - seed) % 3)
        yield name, check, type_of(kind), packed(spoil(files))
    for name, (check, made) in ARCHIVES.items():
        yield name, check, type_of(Work.CREATIVE), made()
