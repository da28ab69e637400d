"""What a learner hands in: the files of a model folder and answers to questions, and its digest."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mingjian.models.source import MAX_BYTES
from mingjian.training.errors import TrainingError
from mingjian.training.exercise import MODEL

__all__ = ["Handed", "figure_of", "read_handed"]


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
    text = unicodedata.normalize("NFKC", written).replace(",", "").replace(" ", "").rstrip("条行个人clues rows")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
