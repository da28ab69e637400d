"""A folder as a case file: `case.yaml` with the texts of documents beside it, or documents alone.

A file beside `case.yaml` whose name (without its ending) is a document's id gives that document its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.reading import CASE, check_case
from mingjian.assist.evidence.records import CaseFile
from mingjian.assist.evidence.told import PapersRead, read_case
from mingjian.documents import DocumentError, read_documents
from mingjian.models.problems import ModelErrors, Problem

__all__ = ["read_folder", "read_papers_of", "texts_of"]

_TEXTS = (".txt", ".docx", ".md", ".pdf")


def read_folder(folder: Path) -> Case:
    """The case of a folder. Raises ModelErrors with every problem."""
    file = folder / CASE
    texts = {one.stem: one for one in sorted(folder.iterdir()) if one.suffix.lower() in _TEXTS}
    if not file.is_file():
        return read_papers_of(folder).case
    try:
        found, problems = check_case(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    if found is None:
        raise ModelErrors(problems)
    return Case(_with_texts(found.file, texts))


def read_papers_of(place: Path, charges: Sequence[str] = ()) -> PapersRead:
    """The papers of a folder or of one file read into a case, with what could not be read.

    ``charges``: those of the case beside those told. Raises ModelErrors with every file that cannot be opened.
    """
    return read_case(place.stem if place.is_file() else place.name, texts_of(place), charges)


def texts_of(place: Path) -> list[tuple[str, str]]:
    """The texts of a folder's papers, or of one file, with the file's name. Raises ModelErrors with every problem."""
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    files = [one for one in files if one.suffix.lower() in _TEXTS]
    if not files:
        zh, en = "没有 case.yaml，也没有可读的文书", "there is neither case.yaml nor a document to read"
        raise ModelErrors([Problem(str(place), 1, 1, "", f"{zh}（{' '.join(_TEXTS)}）", f"{en} ({' '.join(_TEXTS)})")])
    texts: list[tuple[str, str]] = []
    wrong: list[Problem] = []
    for one in files:
        try:
            texts += [(one.name, text) for _, text in _read(one)]
        except ModelErrors as errors:
            wrong += errors.problems
    if wrong:
        raise ModelErrors(wrong)
    return texts


def _with_texts(file: CaseFile, texts: dict[str, Path]) -> CaseFile:
    documents = [
        one.model_copy(update={"text": _read(texts[one.id])[0][1]}) if one.text is None and one.id in texts else one
        for one in file.documents
    ]
    return file.model_copy(update={"documents": documents})


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        return [(one.id, one.text) for one in read_documents(path)]
    except DocumentError as error:
        raise ModelErrors([Problem(str(path), 1, 1, "", error.zh, error.en)]) from None
