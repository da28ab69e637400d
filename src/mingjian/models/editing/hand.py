"""The hand that makes one edit: it changes sheets one after another, and nothing is kept unless all goes well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.models.editing.changes import Change
from mingjian.models.editing.differences import differences
from mingjian.models.editing.order import EXAMPLES, MODEL, known_keys, lines_in_examples, lines_in_model, place_for
from mingjian.models.editing.plain import at, copied, is_plain
from mingjian.models.editing.primitives import Add, Primitive, Replace, Rewrite, Take
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.renaming import Renaming
from mingjian.models.editing.sheet import Sheet, open_sheet
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import MAX_BYTES, Path

__all__ = ["MODEL_FILE", "Hand", "Made", "sheet_of"]

MODEL_FILE = "model.yaml"


@dataclass(frozen=True)
class Made:
    """What an edit made of one file; ``created`` when there was no such file."""

    file: str
    changes: tuple[Change, ...]
    created: bool = False


def sheet_of(name: str, text: str) -> Sheet:
    """A file of a model folder as a sheet. Raises `EditRefused` with every reason why it cannot be edited."""
    return open_sheet(text, name, lines_in_model if name == MODEL_FILE else lines_in_examples)


class Hand:
    """Sheets by file name, as they are in the middle of an edit."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.sheets = dict(sheets)
        self.made: list[Made] = []

    @property
    def model(self) -> Any:
        """What the model file says."""
        return self.data(MODEL_FILE)

    @property
    def examples(self) -> list[str]:
        """The files of examples."""
        return [name for name in self.sheets if name != MODEL_FILE]

    def data(self, file: str) -> Any:
        """What a file says. Refused when there is none."""
        if file not in self.sheets:
            known = tuple(self.sheets)
            raise EditRefused(
                Problem(file, 1, 1, "", f"没有文件“{file}”", f"there is no file '{file}'", nearest=nearest(file, known))
            )
        return self.sheets[file].data

    def do(self, file: str, *primitives: Primitive) -> None:
        """Make changes of a file, each on what the last one left."""
        for primitive in primitives:
            self.data(file)
            self.sheets[file], changes = self.sheets[file].changed(primitive)
            if changes:
                self.made.append(Made(file, tuple(changes)))

    def create(self, file: str, text: str) -> None:
        """A new file."""
        self.sheets[file] = sheet_of(file, text)
        self.made.append(Made(file, (Change(0, "", text),), created=True))

    def refuse(
        self, file: str, path: Path, zh: str, en: str, *, known: Sequence[str] = (), name: str = "", key: bool = False
    ) -> EditRefused:
        """An edit that cannot be made, with its place; ``known``: what could be meant by ``name``."""
        return EditRefused(
            self.sheets[file].source.problem(
                path, zh, en, expected=("、".join(known), ", ".join(known)), nearest=nearest(name, known), key=key
            )
        )

    # -- what most edits are made of ---------------------------------------------------------------------

    def find(self, file: str, path: Path) -> Any:
        """The value at a path. Refused when there is none, with what is there instead."""
        data = self.data(file)
        for end, part in enumerate(path):
            try:
                data = at(data, (part,))
            except KeyError:
                known = [str(key) for key in data] if isinstance(data, dict) else []
                raise self.refuse(
                    file,
                    path[:end],
                    f"此处没有“{part}”",
                    f"there is no '{part}' here",
                    known=known,
                    name=str(part),
                    key=bool(end),
                ) from None
        return data

    def put(self, file: str, path: Path, value: Any) -> None:
        """A value at a path, by small changes; what is missing on the way is made."""
        value = self.plain(file, path, value)
        here, end = self.data(file), 0
        while end < len(path) and _has(here, path[end]):
            here, end = at(here, (path[end],)), end + 1
        if end == len(path):
            self.do(file, *list(differences(path, here, value)))
            return
        for part in reversed(path[end + 1 :]):
            if not isinstance(part, str):
                raise self.refuse(file, path[:end], f"没有第 {part} 项", f"there is no item {part}")
            value = {part: value}
        self._add(file, path[:end], here, path[end], value)

    def _add(self, file: str, path: Path, here: Any, key: str | int, value: Any) -> None:
        if here is None and isinstance(key, str) and path:
            self.do(file, Replace(path, {key: value}))
        elif isinstance(here, dict) and isinstance(key, str):
            kind = MODEL if file == MODEL_FILE else EXAMPLES
            self.do(file, Add(path, place_for(key, here, known_keys(kind, path, here)), key, value))
        elif isinstance(here, list) and key == len(here):
            self.do(file, Add(path, len(here), None, value))
        else:
            raise self.refuse(file, path, f"此处不能有“{key}”", f"there can be no '{key}' here")

    def take(self, file: str, path: Path) -> None:
        """Take an entry or item away."""
        if not path:
            raise self.refuse(file, path, "不能删除整个文件的内容", "the whole content cannot be removed")
        self.find(file, path)
        if len(path) == 1 and len(self.data(file)) == 1:
            raise self.refuse(file, path, "这是文件中唯一的一项", "it is the only entry of the file", key=True)
        self.do(file, Take(path))

    def rename(self, file: str, renaming: Renaming, place: Path, old: str, new: str) -> None:
        """Write other names; inputs that keep the old word get it as their alias."""
        if renaming.texts or renaming.keys:
            self.do(file, Rewrite(place, renaming.texts, renaming.keys))
        for path in renaming.aliased:
            moved = tuple(renaming.keys.get(path[: end + 1], part) for end, part in enumerate(path))
            self.do(file, Replace(moved, {old: new}))

    def plain(self, file: str, path: Path, value: Any) -> Any:
        """The value as a file holds it. Refused when none can."""
        if not is_plain(value):
            raise self.refuse(
                file, path, "只能写文字、数、日期、列表和键值映射", "only texts, numbers, days, lists and mappings"
            )
        if len(repr(value)) > MAX_BYTES:
            raise self.refuse(
                file, path, f"所给的值超过 {MAX_BYTES} 字节", f"the value is larger than {MAX_BYTES} bytes"
            )
        return copied(value)


def _has(data: Any, part: str | int) -> bool:
    try:
        at(data, (part,))
    except KeyError:
        return False
    return True
