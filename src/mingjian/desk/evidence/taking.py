"""An uploaded file as a case file: YAML or JSON, a workbook, a ZIP of a folder, an indictment or a judgment."""

from __future__ import annotations

import tempfile
from pathlib import Path

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
from mingjian.originality.archives import unpacked

__all__ = ["DOCUMENTS", "MAX_BYTES", "laid_out", "take_in"]

MAX_BYTES = 20 * 1024 * 1024
_FILES = 300
_TEXTS = (".yaml", ".yml", ".json")
DOCUMENTS = (".docx", ".pdf", ".txt", ".md")
_TAKEN = (*_TEXTS, ".xlsx", ".zip", *DOCUMENTS)


def take_in(user: User, name: str, data: bytes, line: str, clue: str, case: int | None) -> CaseFileKept:
    """A case file of an upload, or all that is wrong with it, each with its place."""
    name = clean_name(name)
    if Path(name).suffix.lower() not in _TAKEN:
        listed = " ".join(_TAKEN)
        raise BadRequest(f"不接受此类文件，可用：{listed}", f"not a kind that is taken ({listed})", "file")
    try:
        with tempfile.TemporaryDirectory() as folder:
            text = _text(laid_out(Path(folder), name, data))
    except ModelErrors as errors:
        return CaseFileKept(kept=False, id=None, problems=told_problems(errors.problems), page=None)
    one = made(user, text, line, clue, case, "upload")
    return CaseFileKept(kept=True, id=one.pk, problems=[], page=file_page(user, one.pk))


def laid_out(folder: Path, name: str, data: bytes) -> Path:
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
    """The files of a ZIP side by side, whatever folder they are in; hidden ones are passed over. What cannot be read
    or would take the place of another is told: a file that is lost without a word would be told as missing evidence."""
    packed, inside = place.parent / "packed", place.parent / "unpacked"
    packed.write_bytes(data)
    inside.mkdir()
    wrong = [Problem(one.name, 1, 1, "", one.zh, one.en) for one in unpacked(name, packed, inside, _FILES)]
    for one in sorted(inside.rglob("*")):
        within = one.relative_to(inside)
        if not one.is_file() or any(part.startswith((".", "__MACOSX")) for part in within.parts):
            continue
        kept = place / clean_name(one.name)
        if kept.exists():
            wrong.append(Problem(f"{name}/{within}", 1, 1, "", "压缩包中有同名文件", "another file has the same name"))
        else:
            one.rename(kept)
    if wrong:
        raise ModelErrors(wrong)


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
