"""An uploaded file as a case file: YAML or JSON, a workbook, a ZIP of a folder, an indictment or a judgment."""

from __future__ import annotations

import stat
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from mingjian.assist.evidence import Case, case_text, check_case, load_case, open_text
from mingjian.assist.evidence.reading import CASE
from mingjian.desk.clues.papers import clean_name
from mingjian.desk.errors import BadRequest
from mingjian.desk.evidence.file_schemas import CaseFileKept
from mingjian.desk.evidence.files import file_page, made
from mingjian.desk.evidence.telling import told_problems
from mingjian.desk.offices.models import User
from mingjian.models.editing import EditRefused
from mingjian.models.problems import ModelErrors, Problem

__all__ = ["MAX_BYTES", "take_in"]

MAX_BYTES = 20 * 1024 * 1024
_UNPACKED = 60 * 1024 * 1024
_FILES = 300
_TEXTS = (".yaml", ".yml", ".json")
_DOCUMENTS = (".docx", ".pdf", ".txt", ".md")
_TAKEN = (*_TEXTS, ".xlsx", ".zip", *_DOCUMENTS)


def take_in(user: User, name: str, data: bytes, line: str, clue: str, case: int | None) -> CaseFileKept:
    """A case file of an upload, or all that is wrong with it, each with its place."""
    name = clean_name(name)
    if Path(name).suffix.lower() not in _TAKEN:
        listed = " ".join(_TAKEN)
        raise BadRequest(f"不接受此类文件，可用：{listed}", f"not a kind that is taken ({listed})", "file")
    try:
        with tempfile.TemporaryDirectory() as folder:
            text = _text(_laid_out(Path(folder), name, data))
    except ModelErrors as errors:
        return CaseFileKept(kept=False, id=None, problems=told_problems(errors.problems), page=None)
    one = made(user, text, line, clue, case, "upload")
    return CaseFileKept(kept=True, id=one.pk, problems=[], page=file_page(user, one.pk))


def _laid_out(folder: Path, name: str, data: bytes) -> Path:
    """What was uploaded as the library reads it: a file, or a folder."""
    path, ending = Path(name), Path(name).suffix.lower()
    if ending in (*_TEXTS, ".xlsx"):
        (folder / name).write_bytes(data)
        return folder / name
    place = folder / (path.stem or "case")
    place.mkdir()
    if ending == ".zip":
        _unpack(data, name, place)
    else:
        (place / name).write_bytes(data)
    return place


def _unpack(data: bytes, name: str, place: Path) -> None:
    """The files of a ZIP in one folder; folders within, hidden files and links are passed over."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_file(one.external_attr, one.filename)]
            if len(members) > _FILES or sum(one.file_size for one in members) > _UNPACKED:
                zh, en = "压缩包内文件过多或过大", "the archive holds too many or too large files"
                raise ModelErrors([Problem(name, 1, 1, "", zh, en)])
            for one in members:
                (place / clean_name(one.filename)).write_bytes(archive.read(one))
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        raise ModelErrors([Problem(name, 1, 1, "", "不是能读的 ZIP", "this is no ZIP that can be read")]) from None


def _is_file(attributes: int, name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return bool(last) and not last.startswith(".") and not stat.S_ISLNK(attributes >> 16)


def _text(path: Path) -> str:
    """The text to keep: as it was uploaded where it can be edited so, else written anew. Raises ModelErrors."""
    case = load_case(path)
    source = path / CASE if path.is_dir() else path
    if source.suffix.lower() in _TEXTS and source.is_file():
        said = source.read_text(encoding="utf-8")
        if _says(said, case) and _editable(said):
            return said
    written = case_text(case.file)
    _, problems = check_case(written, path.name)
    if problems:  # as of texts that are longer together than a case file may be
        raise ModelErrors(problems)
    return written


def _says(text: str, case: Case) -> bool:
    found, _ = check_case(text)
    return found is not None and found.file == case.file


def _editable(text: str) -> bool:
    try:
        open_text(text, CASE)
    except EditRefused:
        return False
    return True
