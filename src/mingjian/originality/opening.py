"""Files of a work opened within limits: nothing is run, nothing is raised, what could not be read is told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mingjian.documents import DocumentError, read_documents
from mingjian.models.source import read_source

__all__ = ["BYTES", "FILES", "Opened", "Problem", "listed", "open_one"]

FILES = 400
BYTES = 20_000_000
SIGNS = 2_000_000
"""Of a work: files, bytes of one file, signs of one text. What is beyond is told and left out."""

Kind = Literal["text", "model", "sql", "python"]
_WORDS = {".docx", ".pdf", ".html", ".htm"}
_PLAIN = {".md", ".txt", ".text", ".markdown", ".js", ".r", ".java", ".csv", ".yaml", ".yml", ".json"}


@dataclass(frozen=True)
class Opened:
    """A file by its name within the work: its text, or the data of a model."""

    name: str
    kind: Kind
    text: str
    data: Any = None


@dataclass(frozen=True)
class Problem:
    """What could not be read, and why, in both languages."""

    name: str
    zh: str
    en: str


def listed(work: Path) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """The files of a work by name and where they lie; the first of those beyond the limit is told."""
    files, problems = _files(work)
    if len(files) > FILES:
        beyond = files[FILES][0]
        problems.append(
            Problem(beyond, f"超过 {FILES} 个文件，其余未读", f"more than {FILES} files, the rest is not read")
        )
    return files[:FILES], problems


def open_one(name: str, path: Path) -> Opened | Problem | None:
    """One file, or why it cannot be read; None for what is not compared because it is made from something that is."""
    try:
        return _open(name, path)
    except _Refused as refused:
        return Problem(name, refused.zh, refused.en)
    except Exception as error:  # a file made to break readers may break them in any way
        kind = type(error).__name__
        return Problem(name, f"无法读取（{kind}）", f"cannot be read ({kind})")


class _Refused(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


def _files(work: Path) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """All files in order of their names, and folders that cannot be looked into."""
    if work.is_file():
        return [(work.name, work)], []
    root, found, problems = work.resolve(), list[tuple[list[str], Path]](), list[Problem]()
    waiting: list[tuple[list[str], Path]] = [([], work)]
    while waiting:
        above, folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [one for one in entries if not one.name.startswith(".")]
        except OSError:
            problems.append(Problem("/".join(above) or ".", "文件夹无法打开", "a folder that cannot be opened"))
            continue
        for entry in inside:
            parts, path = [*above, entry.name], folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((parts, path))
            elif entry.is_file() and (not entry.is_symlink() or path.resolve().is_relative_to(root)):
                found.append((parts, path))  # a link may lead out of the work
    return [("/".join(parts), path) for parts, path in sorted(found)], problems


def _open(name: str, path: Path) -> Opened | None:
    suffix = path.suffix.lower()
    if suffix not in _WORDS | _PLAIN | {".sql", ".py"}:
        raise _Refused("不是可比较的文件类型", "not a kind of file that is compared")
    if path.stat().st_size > BYTES:
        raise _Refused(f"超过 {BYTES // 1_000_000} MB", f"larger than {BYTES // 1_000_000} MB")
    if suffix in _WORDS:
        try:
            text = "\n".join(one.text for one in read_documents(path))
        except DocumentError as error:
            raise _Refused(error.zh, error.en) from error
        return Opened(name, "text", _short(text))
    text = _short(_decoded(path.read_bytes()))
    if suffix in (".yaml", ".yml"):
        data = read_source(text, name).data
        if isinstance(data, dict) and {"steps", "needs"} <= set(data):
            return Opened(name, "model", text, data)
        if path.parent.name == "examples":
            return None  # rows of a model's examples are made after the rules that are compared anyway
    if path.name == "README.md" and (path.parent / "model.yaml").exists():
        return None  # generated from the model
    kinds: dict[str, Kind] = {".sql": "sql", ".py": "python"}
    return Opened(name, kinds.get(suffix, "text"), text)


def _short(text: str) -> str:
    if len(text) > SIGNS:
        raise _Refused(f"超过 {SIGNS} 字", f"more than {SIGNS} signs")
    return text


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Refused("不是文字文件", "not a file of text")
