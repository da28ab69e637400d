"""What a learner hands in: the files of a model folder and answers to questions, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mingjian.models.problems import ModelErrors
from mingjian.models.source import MAX_BYTES, read_source
from mingjian.training.errors import TrainingError
from mingjian.training.exercise import MODEL, Exercise

__all__ = ["ANSWERS", "Handed", "empty_answers", "figure_of", "read_answers", "read_handed"]

ANSWERS = "answers.yaml"


@dataclass(frozen=True)
class Handed:
    """``files``: name → text, `model.yaml` and `examples/*.yaml`; ``answers``: question → what was written."""

    files: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over names, texts and answers, whatever their order."""
        told = {"files": dict(sorted(self.files.items())), "answers": dict(sorted(self.answers.items()))}
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def examples(self) -> dict[str, str]:
        """The learner's own examples."""
        return {name: text for name, text in sorted(self.files.items()) if name != MODEL}


def read_handed(folder: Path, answers: Mapping[str, str]) -> Handed:
    """What lies in a folder. Raises `TrainingError` where it holds no model, or a file that is too large or no text."""
    if not (folder / MODEL).is_file():
        raise TrainingError(f"{folder} 中没有 {MODEL}", f"there is no {MODEL} in {folder}")
    files: dict[str, str] = {}
    for file in [folder / MODEL, *sorted((folder / "examples").glob("*.yaml"))]:
        if file.stat().st_size > MAX_BYTES:
            raise TrainingError(f"{file} 超过 {MAX_BYTES:,} 字节", f"{file} is larger than {MAX_BYTES:,} bytes")
        try:
            files[file.relative_to(folder).as_posix()] = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise TrainingError(f"{file} 不是 UTF-8 编码", f"{file} is not UTF-8") from None
    return Handed(files, dict(answers))


def figure_of(written: str) -> int | None:
    """A whole number as people write it (`1,234`, `１２`, `12 条`); None for anything else."""
    text = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", written))
    found = re.fullmatch(r"([0-9]{1,11})(?:条|行|个|人|clues|rows)?", text)
    return None if found is None else int(found[1])


def empty_answers(one: Exercise) -> str:
    """A file for answers: each question as a comment, and an empty line for its figure."""
    lines = [f"# {q.asks.zh}\n# {q.asks.en}\n{q.id}:\n" for q in one.questions]
    return "\n".join(lines)


def read_answers(folder: Path) -> dict[str, str]:
    """The answers in a folder; none where there is no such file. Raises ModelErrors where it cannot be read."""
    file = folder / ANSWERS
    if not file.is_file():
        return {}
    try:
        source = read_source(file.read_bytes().decode("utf-8"), str(file))
    except UnicodeDecodeError:
        raise TrainingError(f"{file} 不是 UTF-8 编码", f"{file} is not UTF-8") from None
    if source.problems:
        raise ModelErrors(source.problems)
    if source.data is None:
        return {}
    if not isinstance(source.data, dict):
        raise TrainingError(f"{file} 应为“问题: 数”", f"{file} should be lines of `question: figure`")
    return {str(name): str(value) for name, value in source.data.items() if value is not None}
