"""The shape of a model file: which keys, of which type. Every mistake is reported; what is right is kept in a Draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mingjian.models.definition import Basis, Clue, Disposition, ModelFile, Need, Sealed, Trap
from mingjian.models.enumerations import DocumentKind, Labelled, Level, Line, Unit, Work
from mingjian.models.parameters import Parameter
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Path, Source
from mingjian.models.texts import Strict
from mingjian.standards.wrong_value import said

__all__ = ["Draft", "problems_of", "read_shape"]

_T = TypeVar("_T")
_ENUMS: dict[str, type[Labelled]] = {
    "line": Line,
    "work": Work,
    "document": DocumentKind,
    "level": Level,
    "unit": Unit,
}
_EXPECTED: dict[str, tuple[str, str]] = {
    "model": ("英文短名，如 benefits-paid-to-the-dead", "a short English name like benefits-paid-to-the-dead"),
    "version": ("三段版本号，如 1.0.0", "three numbers like 1.0.0"),
    "catalogue": ("字母加两位数字，如 P02", "a letter and two digits like P02"),
    "standard": ("标准名@主版本，如 death_record@1", "standard@major like death_record@1"),
    "article": ("条号，如 65 或 133之1", "a number like 65 or 133之1"),
}
_TYPES: dict[str, tuple[str, str]] = {
    "string_type": ("文字", "text"),
    "dict_type": ("键值映射", "a mapping"),
    "model_type": ("键值映射", "a mapping"),
    "list_type": ("列表", "a list"),
    "bool_type": ("true 或 false", "true or false"),
    "int_type": ("整数", "an integer"),
    "date_type": ("日期，如 2022-01-31", "a day like 2022-01-31"),
    "date_from_datetime_parsing": ("日期，如 2022-01-31", "a day like 2022-01-31"),
}


@dataclass
class Draft:
    """The readable parts of a model file, so that checks can go on although other parts are wrong."""

    source: Source
    sealed: Sealed | None = None
    basis: dict[int, Basis] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    clue: Clue | None = None
    traps: dict[int, Trap] = field(default_factory=dict)
    disposition: dict[int, Disposition] = field(default_factory=dict)
    whole: ModelFile | None = None


def read_shape(source: Source) -> tuple[Draft, list[Problem]]:
    """Validate the whole file's shape; the Draft holds each part that is right on its own."""
    draft = Draft(source)
    data = source.data
    if not isinstance(data, dict):
        return draft, [
            source.problem(
                (), "模型文件应为键值映射", "a model file should be a mapping", expected=("model: …", "model: …")
            )
        ]
    problems: list[Problem] = []
    try:
        draft.whole = ModelFile.model_validate(data)
    except ValidationError as error:
        problems = problems_of(error, source, ModelFile)
    draft.sealed = _try(Sealed, data.get("sealed"))
    draft.clue = _try(Clue, data.get("clue"))
    draft.needs = _entries(Need, data.get("needs"))
    draft.parameters = _entries(Parameter, data.get("parameters"))
    draft.basis = _items(Basis, data.get("basis"))
    draft.traps = _items(Trap, data.get("traps"))
    draft.disposition = _items(Disposition, data.get("disposition"))
    steps = data.get("steps")
    if isinstance(steps, dict):
        draft.steps = {name: step for name, step in steps.items() if isinstance(step, dict)}
    return draft, problems


def _try(kind: type[_T], data: Any) -> _T | None:
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError:
        return None


def _entries(kind: type[_T], data: Any) -> dict[str, _T]:
    if not isinstance(data, dict):
        return {}
    read = {name: _try(kind, item) for name, item in data.items()}
    return {name: item for name, item in read.items() if item is not None}


def _items(kind: type[_T], data: Any) -> dict[int, _T]:
    if not isinstance(data, list):
        return {}
    read = {index: _try(kind, item) for index, item in enumerate(data)}
    return {index: item for index, item in read.items() if item is not None}


def problems_of(error: ValidationError, source: Source, model: type[BaseModel], base: Path = ()) -> list[Problem]:
    """The validation errors of a pydantic model as problems of the file; one a place."""
    found: dict[tuple[Path, bool], Problem] = {}
    for detail in error.errors(include_url=False):
        path, missing = _path(source, base, detail["loc"], detail["type"] == "missing")
        problem = _problem(detail, source, path, model, missing)
        found.setdefault((path, detail["type"] == "extra_forbidden"), problem)
    return list(found.values())


def _path(source: Source, base: Path, loc: tuple[int | str, ...], missing: bool) -> tuple[Path, bool]:
    """Pydantic's place as a place in the file: names of union members and key markers fall away."""
    path = base
    for part in loc:
        if part == "[key]":
            break
        if source.has((*path, part)):
            path = (*path, part)
    if missing:
        path = (*path, loc[-1])
    return path, missing


def _problem(detail: ErrorDetails, source: Source, path: Path, model: type[BaseModel], missing: bool) -> Problem:
    kind, name = detail["type"], str(path[-1]) if path else ""
    if missing:
        return source.problem(path, f"缺少“{name}”", f"'{name}' is missing", expected=_EXPECTED.get(name, ("", "")))
    if kind == "extra_forbidden":
        allowed = _fields_at(model, path[:-1])
        return source.problem(
            path,
            f"不认识“{name}”",
            f"'{name}' is not known here",
            expected=("、".join(allowed), ", ".join(allowed)),
            nearest=nearest(name, allowed),
            key=True,
        )
    if kind == "value_error":
        return _own(detail, source, path)
    if "[key]" in detail["loc"]:
        return source.problem(
            path,
            f"名称“{name}”不合规",
            f"'{name}' is not a valid name",
            expected=("小写英文字母、数字和下划线", "small letters, digits and underscores"),
            key=True,
        )
    value = source.raw(path)
    if name in _ENUMS and isinstance(value, str):
        members = _ENUMS[name]
        return source.problem(
            path,
            f"“{value}”不在可选值中",
            f"'{value}' is not one of the values",
            expected=("、".join(f"{m.value}（{m.zh}）" for m in members), ", ".join(m.value for m in members)),
            nearest=nearest(value, [m.value for m in members]),
        )
    if kind in ("too_short", "string_too_short"):
        return source.problem(path, f"“{name}”不能为空", f"'{name}' may not be empty")
    expected = _EXPECTED.get(name) or _TYPES.get(kind) or said(detail)
    shown = f"“{value}”" if value is not None else f"“{name}”"
    shown_en = f"'{value}'" if value is not None else f"'{name}'"
    return source.problem(
        path, f"{shown}的类型或写法不对", f"{shown_en} is of the wrong type or form", expected=expected
    )


def _own(detail: ErrorDetails, source: Source, path: Path) -> Problem:
    """A message of our own validators, written ``中文|English|key it is about``."""
    message = str(detail.get("ctx", {}).get("error", detail["msg"]))
    zh, _, rest = message.partition("|")
    en, _, key = rest.partition("|")
    place = (*path, key) if key and source.has((*path, key)) else path
    return source.problem(place, zh, en or zh)


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """The names allowed in the mapping at a path of the file."""
    current: Any = model
    for part in path:
        current = _step_into(current, part)
        if current is None:
            return []
    found = _model_in(current)
    if found is None:
        return []
    return [info.alias or name for name, info in found.model_fields.items()]


def _step_into(annotation: Any, part: str | int) -> Any:
    found = _model_in(annotation)
    if found is not None and isinstance(part, str):
        for name, info in found.model_fields.items():
            if part in (name, info.alias):
                return info.annotation
    args = get_args(annotation)
    return args[-1] if args and found is None else (args[-1] if args else None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model class an annotation is or, in a union, offers."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if annotation is not Strict else None
    if getattr(annotation, "__origin__", None) in (dict, list):
        return None
    for arg in get_args(annotation):
        found = _model_in(arg)
        if found is not None:
            return found
    return None
