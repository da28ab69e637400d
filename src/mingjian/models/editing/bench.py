"""A model folder on the bench: its files as sheets, edits with undo, and back to disk byte for byte."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mingjian.models.editing.changes import apply_changes, inverse
from mingjian.models.editing.edits import Edit
from mingjian.models.editing.hand import MODEL_FILE, Hand, Made, sheet_of
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.sheet import Sheet
from mingjian.models.load import check_model
from mingjian.models.problems import Problem

__all__ = ["Bench", "Done", "open_bench"]

_NAMES = re.compile(rf"{re.escape(MODEL_FILE)}|examples/[^./\\\0][^/\\\0]*\.yaml")
"""The files of a model: nothing beside them and nothing above."""


@dataclass(frozen=True)
class Done:
    """An edit that was made, and what it made of the files."""

    edit: Edit
    made: tuple[Made, ...]


@dataclass(frozen=True)
class Bench:
    """The files of a model and what was done to them. Never changed: every edit gives another bench."""

    sheets: Mapping[str, Sheet]
    opened: Mapping[str, str]
    done: tuple[Done, ...] = ()
    undone: tuple[Done, ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str], *, saved: bool = False) -> Bench:
        """Files by name (``model.yaml``, ``examples/…``). Raises `EditRefused` with every reason of every file."""
        sheets: dict[str, Sheet] = {}
        problems: list[Problem] = []
        for name, text in texts.items():
            if not _NAMES.fullmatch(name):
                problems.append(_no_file_of_a_model(name))
                continue
            try:
                sheets[name] = sheet_of(name, text)
            except EditRefused as refused:
                problems += refused.problems
        if problems:
            raise EditRefused(*problems)
        return cls(sheets, dict(texts) if saved else {})

    @property
    def model(self) -> Sheet:
        """The model file."""
        return self.sheets[MODEL_FILE]

    @property
    def texts(self) -> dict[str, str]:
        """The files as they are now."""
        return {name: sheet.text for name, sheet in self.sheets.items()}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the model as it is: a draft may have problems."""
        return check_model(self.model.text, MODEL_FILE)[1]

    def apply(self, edit: Edit) -> Bench:
        """The bench after an edit. Raises `EditRefused`; nothing has changed then."""
        hand = Hand(self.sheets)
        edit.make(hand)
        if not hand.made:
            return self
        return Bench(hand.sheets, self.opened, (*self.done, Done(edit, tuple(hand.made))))

    def undo(self) -> Bench:
        """The bench before the last edit, to the byte; itself when there is none."""
        if not self.done:
            return self
        last = self.done[-1]
        texts: dict[str, str] = self.texts
        for made in reversed(last.made):
            if made.created:
                del texts[made.file]
            else:
                texts[made.file] = apply_changes(texts[made.file], inverse(made.changes))
        return self._with(texts, self.done[:-1], (*self.undone, last))

    def redo(self) -> Bench:
        """The bench after the edit that was undone last; itself when there is none."""
        if not self.undone:
            return self
        last = self.undone[-1]
        texts = self.texts
        for made in last.made:
            texts[made.file] = apply_changes(texts.get(made.file, ""), made.changes)
        return self._with(texts, (*self.done, last), self.undone[:-1])

    def _with(self, texts: Mapping[str, str], done: tuple[Done, ...], undone: tuple[Done, ...]) -> Bench:
        sheets = {
            name: self.sheets[name] if name in self.sheets and self.sheets[name].text == text else sheet_of(name, text)
            for name, text in texts.items()
        }
        return Bench(sheets, self.opened, done, undone)

    def save(self, folder: Path) -> Bench:
        """Write what differs from what was opened, each file whole or not at all.

        Raises `EditRefused` when somebody changed one of them meanwhile; nothing is written then.
        """
        texts = self.texts
        wanted = {name: text for name, text in texts.items() if self.opened.get(name) != text}
        gone = [name for name in self.opened if name not in texts]
        stale = [name for name in [*wanted, *gone] if _read(folder / name, name) != self.opened.get(name)]
        if stale:
            raise EditRefused(
                *(Problem(str(folder / name), 1, 1, "", "文件在此期间被他人改动，未保存",
                          "the file was changed by somebody else meanwhile; nothing was saved") for name in stale)
            )  # fmt: skip
        for name, text in wanted.items():
            _write(folder / name, text)
        for name in gone:
            (folder / name).unlink()
        return replace(self, opened=texts)


def open_bench(folder: Path) -> Bench:
    """A model folder on the bench. Raises `EditRefused` with every reason of every file."""
    names = [MODEL_FILE, *(f"examples/{file.name}" for file in sorted((folder / "examples").glob("*.yaml")))]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            text = _read(folder / name, name)
        except EditRefused as refused:
            problems += refused.problems
            continue
        if text is None:
            problems.append(Problem(str(folder / name), 1, 1, "", "没有这个模型文件", "there is no such model file"))
        else:
            texts[name] = text
    if problems:
        raise EditRefused(*problems)
    return Bench.of(texts, saved=True)


def _no_file_of_a_model(name: str) -> Problem:
    expected = f"{MODEL_FILE}, examples/….yaml"
    return Problem(
        name, 1, 1, "", f"“{name}”不是模型文件夹中的文件", f"'{name}' is no file of a model", expected, expected
    )


def _read(file: Path, name: str) -> str | None:
    """The file's text with its own line breaks; None when there is none."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EditRefused(Problem(str(file), line, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")) from None


def _write(file: Path, text: str) -> None:
    """The file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
        Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
