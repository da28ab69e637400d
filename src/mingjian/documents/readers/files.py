"""Which file is read how, and which are refused with a clear word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mingjian.documents.readers.document import Document, DocumentError
from mingjian.documents.readers.pages import declared_charset, html_text
from mingjian.documents.readers.pdfs import NotReadable, pdf_text
from mingjian.documents.readers.records import NotARecord, read_record
from mingjian.documents.readers.texts import decode
from mingjian.documents.readers.words import NotWord, docx_text

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".pdf": "pdf",
}
_LIMIT = 64_000_000  # bytes of a file that holds one document
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PDF = b"%PDF-"
_SCAN = (
    "扫描图像没有可供定位的文字，不予解析；请提供电子文本（txt、docx、html、有文字层的 pdf），或先作文字识别并人工核对",
    "a scanned image holds no text to point to and is not read; give the electronic text (txt, docx, html, pdf with a "
    "text layer), or recognise and proofread it first",
)
_NO_LAYER = (
    "PDF 没有文字层（扫描件），不予解析；请提供电子文本，或先作文字识别并人工核对",
    "the PDF has no text layer (a scan) and is not read; give the electronic text, or recognise and proofread it first",
)


def read_documents(path: Path | str, refused: Callable[[DocumentError], None] | None = None) -> Iterator[Document]:
    """Documents of a file, or of all readable files under a folder in the order of their names.

    Raises :class:`DocumentError` for a file that cannot be read; under a folder, files of other kinds are passed over
    but scanned images are refused, so that none goes missing unsaid. With ``refused`` a record of a jsonl file that
    cannot be read is told to it and the records behind it are read all the same.
    """
    root = Path(path)
    if root.is_dir():
        for file in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
            if file.suffix.lower() in SUFFIXES or _is_image(file):
                yield from _file(file, str(file.relative_to(root)), refused)
        return
    if not root.is_file():
        raise DocumentError(str(root), "没有这个文件或文件夹", "no such file or folder")
    yield from _file(root, root.name, refused)


def _is_image(file: Path) -> bool:
    return file.suffix.lower() in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"}


def _file(file: Path, name: str, refused: Callable[[DocumentError], None] | None) -> Iterator[Document]:
    kind = SUFFIXES.get(file.suffix.lower())
    with file.open("rb") as stream:
        head = stream.read(16)
    if head.startswith(_IMAGES) or _is_image(file):
        raise DocumentError(name, *_SCAN)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            name, "旧版 Word（doc）不能读取，请另存为 docx", "old Word (doc) cannot be read; save it as docx"
        )
    kind = "pdf" if head.startswith(_PDF) else kind
    if kind is None:
        kinds = "、".join(sorted(SUFFIXES))
        raise DocumentError(name, f"不认识的文件类型，应为 {kinds}", f"unknown kind of file, expected {kinds}")
    if kind == "jsonl":
        yield from _lines(file, name, refused)
        return
    if file.stat().st_size > _LIMIT:
        raise DocumentError(name, "文件超过 64 MB，不像一份文书", "over 64 MB: not one document")
    yield Document(name, _whole(file.read_bytes(), kind, name), name)


def _whole(data: bytes, kind: str, name: str) -> str:
    if kind == "docx" or data.startswith(b"PK\x03\x04"):
        try:
            text, pictures = docx_text(data)
        except NotWord as error:
            raise DocumentError(name, "不是可以打开的 docx 文件", f"not a docx that opens ({error})") from error
        if pictures and len(text.strip()) < 50:
            raise DocumentError(name, *_SCAN)
        return text
    if kind == "pdf":
        return _layer(data, name)
    if kind == "html":
        charset = declared_charset(data)
        try:
            source = data.decode(charset or "utf-8")
        except (UnicodeDecodeError, LookupError):
            source = decode(data)
        return html_text(source)
    return decode(data)


def _layer(data: bytes, name: str) -> str:
    """Text of a PDF; one whose pages are pictures, all or some of them, is refused rather than read in part."""
    try:
        text, pages, bare = pdf_text(data)
    except NotReadable as error:
        raise DocumentError(
            name, f"PDF 打不开（损坏或有密码：{error}）", f"the PDF does not open (damaged, or a password: {error})"
        ) from error
    if bare == pages or bare > max(1, pages // 4):
        raise DocumentError(name, *_NO_LAYER)
    return text


def _lines(file: Path, name: str, refused: Callable[[DocumentError], None] | None) -> Iterator[Document]:
    with file.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            line = decode(raw).strip().lstrip("\ufeff")
            if not line:
                continue
            try:
                identity, text, given = read_record(line)
            except NotARecord as error:
                wrong = DocumentError(f"{name}:{number}", *str(error).split(" / ", 1))
                if refused is None:
                    raise wrong from error
                refused(wrong)
                continue
            yield Document(identity or f"{name}:{number}", text, name, given)
