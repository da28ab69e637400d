"""The registry of standards: one YAML file a standard, read when it is first asked for.

A column of a dataset file is either written out or taken from `common.yaml`: `id_number: common` takes the common
column of that name, `victim_id: {common: id_number, zh: 被害人证件号}` takes it and changes what is said. So the next
dataset is only more YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from mingjian.standards.errors import StandardError, UnknownName
from mingjian.standards.headers import fold_header
from mingjian.standards.standard import Column, Standard, Subject, Text

_DATA = Path(__file__).parent / "data"


class Registry(Mapping[str, Standard]):
    """Standards by `id@major` (`death_record@1`), also by bare id (its newest major)."""

    def __init__(self, *folders: Path) -> None:
        self._files: dict[str, Path] = {}
        for folder in folders:
            for file in sorted(folder.glob("*@*.yaml")):
                self._files[file.stem] = file
        self._read: dict[str, Standard] = {}

    def __getitem__(self, name: str) -> Standard:
        key = self._key(name)
        if key not in self._read:
            self._read[key] = read_standard(self._files[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._find(name) is not None

    def get(self, name: str, default: Any = None) -> Any:
        """The standard, or `default`."""
        try:
            return self[name]
        except UnknownName:
            return default

    def _find(self, name: str) -> str | None:
        stem, _, version = name.partition("@")
        if version:
            key = f"{stem}@{version.split('.')[0]}"
            return key if key in self._files else None
        majors = [key for key in self._files if key.partition("@")[0] == stem]
        return max(majors, key=lambda key: int(key.partition("@")[2])) if majors else None

    def _key(self, name: str) -> str:
        key = self._find(name)
        if key is None:
            raise UnknownName("standard", name, [*self._files, *(f.partition("@")[0] for f in self._files)])
        return key


@cache
def standards(*folders: Path) -> Registry:
    """The standards shipped with Mingjian, and those of further folders (a later folder wins)."""
    return Registry(_DATA / "datasets", *folders)


def read_standard(file: Path) -> Standard:
    """One standard from its file; `StandardError` names file and place of what is wrong."""
    raw = _load(file)
    try:
        columns = _columns(raw.pop("columns"))
        subjects = {name: Subject(name=name, **given) for name, given in raw.pop("subjects", _PERSON).items()}
        found = Standard(
            id=raw.pop("standard"),
            version=str(raw.pop("version")),
            columns=columns,
            subjects=subjects,
            place=raw.pop("place", "region" if "region" in columns else None),
            sealed=raw.pop("sealed", "sealed" if "sealed" in columns else None),
            natural_key=tuple(raw.pop("natural_key")),
            **raw,
        )
    except (ValidationError, LookupError, TypeError, ValueError) as error:
        raise StandardError(f"{file.name}: {error}") from error
    if found.major != file.stem:
        raise StandardError(f"{file.name}: 文件名应为 / the file must be named {found.major}.yaml")
    return found


_PERSON: dict[str, dict[str, str]] = {"person": {"key": "id_number", "weak_name": "name"}}


def _columns(given: dict[str, Any]) -> dict[str, Column]:
    """Columns in order. What a dataset itself calls a column beats what another column may be called in general."""
    own = {name: _own_headers(name, definition) for name, definition in given.items()}
    taken = {header: name for name, headers in own.items() for header in headers}
    return {name: _column(name, definition, taken, set(given)) for name, definition in given.items()}


def _own_headers(name: str, given: dict[str, Any] | str) -> set[str]:
    if isinstance(given, str):
        shared = common_columns().get(name, {})
        words = [name, shared.get("zh", name), shared.get("en", name)]
    else:
        words = [name, *(str(given[key]) for key in ("zh", "en") if key in given), *map(str, given.get("also", []))]
    return {fold_header(word) for word in words}


def _column(name: str, given: dict[str, Any] | str, taken: dict[str, str], all_names: set[str]) -> Column:
    if isinstance(given, str) and given != "common":
        raise ValueError(f"{name}: 'common' 或列定义 / 'common' or a definition expected")
    own: dict[str, Any] = {"common": name} if isinstance(given, str) else dict(given)
    source = own.pop("common", None)
    base: dict[str, Any] = {}
    if source is not None:
        if source not in common_columns():
            raise UnknownName("column", source, common_columns())
        base = dict(common_columns()[source])
    general = [*base.pop("also", []), *([base["zh"]] if "zh" in own and source == name else [])]
    if source != name and source in all_names:
        general = []  # the column whose name it is keeps the general headers
    synonyms = [*own.pop("also", []), *(w for w in general if taken.get(fold_header(str(w)), name) == name)]
    merged = base | own
    label, note = Text(zh=merged.pop("zh"), en=merged.pop("en")), merged.pop("note", None)
    try:
        return Column(
            name=name,
            label=label,
            synonyms=tuple(dict.fromkeys(str(word) for word in synonyms if word != label.zh)),
            note=Text(**note) if note else None,
            **merged,
        )
    except ValidationError as error:
        raise ValueError(f"{name}: {error}") from error


@cache
def common_columns() -> dict[str, dict[str, Any]]:
    """Definitions of the columns datasets share."""
    return _load(_DATA / "common.yaml")


def _load(file: Path) -> dict[str, Any]:
    try:
        loaded = YAML(typ="safe", pure=False).load(file.read_text(encoding="utf-8"))
    except (YAMLError, OSError) as error:
        raise StandardError(f"{file.name}: {error}") from error
    if not isinstance(loaded, dict):
        raise StandardError(f"{file.name}: 应为映射 / a mapping is expected")
    return loaded
