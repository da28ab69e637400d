"""A folder as a case file: `case.yaml` with the texts of documents beside it, or documents alone.

A file beside `case.yaml` whose name (without its ending) is a document's id gives that document its text.
"""

from __future__ import annotations

from pathlib import Path

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.reading import CASE, check_case
from mingjian.assist.evidence.records import CaseFile
from mingjian.assist.evidence.told import case_of_documents
from mingjian.documents import DocumentError, read_documents
from mingjian.models.problems import ModelErrors, Problem

__all__ = ["read_folder"]

_TEXTS = (".txt", ".docx", ".md", ".pdf")


def read_folder(folder: Path) -> Case:
    """The case of a folder. Raises ModelErrors with every problem."""
    file = folder / CASE
    texts = {one.stem: one for one in sorted(folder.iterdir()) if one.suffix.lower() in _TEXTS}
    if not file.is_file():
        if not texts:
            zh, en = (
                "文件夹里没有 case.yaml，也没有可读的文书",
                "the folder has neither case.yaml nor documents to read",
            )
            raise ModelErrors([Problem(str(folder), 1, 1, "", zh, en)])
        return case_of_documents(folder.name, [one for path in texts.values() for one in _read(path)])
    try:
        found, problems = check_case(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    if found is None:
        raise ModelErrors(problems)
    return Case(_with_texts(found.file, texts))


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
