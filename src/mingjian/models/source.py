"""A YAML text with the line and column of every key, value and character of a value.

Only plain data is read: no tags, anchors, aliases or merge keys, so a file can neither run anything nor blow up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from mingjian.models.problems import Problem

__all__ = ["MAX_BYTES", "Path", "Source", "read_source"]

Path = tuple[str | int, ...]
MAX_BYTES = 1_000_000
_MAX_DEPTH = 40
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_PLAIN = re.compile("(?:[\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef]|[\U00010000-\U0010ffff])*")
_RARE = re.compile(r"^\s*%|(?:^|[\s\[\]{},:?-])(?:&|![^=])", re.MULTILINE)
"""Directives, anchors and tags."""


@dataclass
class Source:
    """The data of one YAML file and where everything in it stands.

    ``quick``: read by the parser in C, which is five times as fast and does not know where an empty value stands:
    before the first place is told the text is read once more.
    """

    file: str
    text: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    quick: bool = False
    _values: dict[Path, Node] = field(default_factory=dict)
    _keys: dict[Path, Node] = field(default_factory=dict)
    _aligned: dict[Path, list[int]] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """1-based line and column of the value at ``path`` (or of its key); of the nearest known parent if absent."""
        self._read_places()
        while True:
            node = (self._keys.get(path) if key else None) or self._values.get(path) or self._keys.get(path)
            if node is not None:
                return node.start_mark.line + 1, node.start_mark.column + 1
            if not path:
                return 1, 1
            path, key = path[:-1], True

    def node(self, path: Path, *, key: bool = False) -> Node | None:
        """The value at ``path`` (or its key) as the YAML reader tells it, with its marks; None when there is none."""
        self._read_places()
        return (self._keys if key else self._values).get(path)

    def has(self, path: Path) -> bool:
        """Whether the file has a value at this path."""
        return path in self._values

    def raw(self, path: Path) -> str | None:
        """The scalar at ``path`` as it was written, without quotes; None when there is none."""
        node = self._values.get(path)
        return str(node.value) if isinstance(node, ScalarNode) else None

    def spots(self, path: Path, *, key: bool = False) -> list[int]:
        """For each character of the scalar at ``path`` (or of its key), where it stands in the text; [] for no scalar.

        Right for what is written as it reads; a character written as an escape has the place of a neighbour.
        """
        node = self.node(path, key=key)
        if not isinstance(node, ScalarNode):
            return []
        if key:
            return _align(self.text, node)
        if path not in self._aligned:
            self._aligned[path] = _align(self.text, node)
        return self._aligned[path]

    def place_in(self, path: Path, offset: int) -> tuple[int, int]:
        """1-based line and column of the character ``offset`` of the scalar at ``path``."""
        spots = self.spots(path)
        if not spots:
            return self.place(path)
        spot = spots[min(max(offset, 0), len(spots) - 1)]
        before = self.text.rfind("\n", 0, spot)
        return self.text.count("\n", 0, spot) + 1, spot - before

    def _read_places(self) -> None:
        if self.quick:
            slow = _read(self.text, self.file)
            self._values, self._keys, self.quick = slow._values, slow._keys, False

    def problem(
        self,
        path: Path,
        zh: str,
        en: str,
        *,
        expected: tuple[str, str] = ("", ""),
        nearest: tuple[str, ...] = (),
        key: bool = False,
        offset: int | None = None,
    ) -> Problem:
        """A problem at a place of this file."""
        line, column = self.place(path, key=key) if offset is None else self.place_in(path, offset)
        return Problem(
            self.file, line, column, ".".join(str(part) for part in path), zh, en, expected[0], expected[1], nearest
        )


def read_source(text: str, file: str) -> Source:
    """Parse YAML text. Mistakes of form end up in ``problems``; ``data`` is whatever could be read."""
    source = Source(file, text)
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        source.problems.append(
            Problem(file, 1, 1, "", f"文件超过 {MAX_BYTES} 字节", f"the file is larger than {MAX_BYTES} bytes")
        )
        return source
    quick = _quick(text, file)
    return _read(text, file) if quick is None else quick


def _quick(text: str, file: str) -> Source | None:
    """What the parser in C makes of a text that it reads as the other does and finds nothing wrong with.

    It differs in tabs, odd line breaks, directives, anchors, tags and marks of byte order, and in what it says of
    mistakes.
    """
    if not _PLAIN.fullmatch(text) or _RARE.search(text):
        return None
    source = Source(file, text, quick=True)
    try:
        root = _quick_reader().compose(text)
    except (YAMLError, RecursionError, ValueError):
        return None
    if root is not None:
        _Reader(source).read(root)
    return None if source.problems else source


def _quick_reader() -> YAML:
    reader = YAML(typ="safe")
    reader.Resolver = _Resolver
    return reader


class _Resolver(VersionedResolver):
    """What kind of value a plain word looks like, worked out once a word: the same few stand in every model."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        if not implicit[0]:
            return self.DEFAULT_SCALAR_TAG
        return _look(value) if len(value) <= _WORD else super().resolve(kind, value, implicit)


_KINDS = VersionedResolver()
_WORD = 100
"""Signs of a word that is kept; longer ones hardly stand twice."""


@lru_cache(maxsize=50_000)
def _look(word: str) -> Any:
    return _KINDS.resolve(ScalarNode, word, (True, False))


def _read(text: str, file: str) -> Source:
    source = Source(file, text)
    try:
        root = YAML(typ="safe", pure=True).compose(text)  # nodes only: nothing is constructed
    except MarkedYAMLError as error:
        source.problems.append(_syntax(file, error))
        return source
    except (YAMLError, RecursionError, ValueError) as error:
        source.problems.append(Problem(file, 1, 1, "", f"不是合法的 YAML：{error}", f"not valid YAML: {error}"))
        return source
    if root is not None:
        _Reader(source).read(root)
    return source


def _syntax(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = " ".join(part for part in (error.context, error.problem) if part)
    return Problem(file, line, column, "", f"YAML 语法错误：{what}", f"YAML syntax error: {what}")


class _Reader:
    """Turns nodes into plain data and notes every place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.seen: set[int] = set()

    def read(self, root: Node) -> None:
        self.source.data = self._value(root, ())

    def _refuse(self, node: Node, path: Path, zh: str, en: str) -> None:
        mark = node.start_mark
        self.source.problems.append(
            Problem(self.source.file, mark.line + 1, mark.column + 1, ".".join(map(str, path)), zh, en)
        )

    def _value(self, node: Node, path: Path) -> Any:
        self.source._values[path] = node
        if id(node) in self.seen:
            self._refuse(node, path, "不允许使用锚点与别名（& 和 *）", "anchors and aliases (& and *) are not allowed")
            return None
        self.seen.add(id(node))
        if len(path) > _MAX_DEPTH:
            self._refuse(node, path, "嵌套过深", "nested too deeply")
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> Mapping[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._refuse(key_node, path, "键应为简单文字", "a key must be a plain word")
                continue
            key = str(key_node.value)
            if key == "<<":
                self._refuse(key_node, path, "不允许合并键 <<", "the merge key << is not allowed")
                continue
            if key in out:
                first = self.source._keys[(*path, key)].start_mark.line + 1
                self._refuse(
                    key_node,
                    (*path, key),
                    f"重复的键“{key}”（第 {first} 行已有）",
                    f"duplicate key '{key}' (first on line {first})",
                )
                continue
            self.source._keys[(*path, key)] = key_node
            out[key] = self._value(value_node, (*path, key))
        return out

    def _scalar(self, node: Node, path: Path) -> Any:
        text, tag = str(node.value), str(node.tag).rsplit(":", 1)[-1]
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        if tag == "timestamp" and _DATE.match(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                return text
        if tag in ("int", "float"):
            try:
                return int(text) if tag == "int" else float(text)
            except ValueError:
                return text
        if tag in ("str", "timestamp"):
            return text
        self._refuse(node, path, f"不允许的标签 {node.tag}", f"the tag {node.tag} is not allowed")
        return None


def _align(text: str, node: ScalarNode) -> list[int]:
    """For each character of a scalar's value, where it stands in the file.

    The visible characters of a value appear in the file in the same order whatever the style (plain, quoted,
    folded), so the next equal character is the right one; blanks take the place of the character before them.
    """
    start: int = node.start_mark.index
    if node.style in ("|", ">"):
        start = text.find("\n", start) + 1
    elif node.style in ("'", '"'):
        start += 1
    spots: list[int] = []
    position = start
    for char in str(node.value):
        if not char.isspace():
            found = text.find(char, position)
            position = found if found >= 0 else position
            spots.append(position)
            position += 1
        else:
            spots.append(position)
    if not spots:
        return [start]
    # the place just after the last character: where "something is missing at the end" is shown
    spots.append(position)
    return spots
