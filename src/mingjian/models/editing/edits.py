"""All edits, and reading one from plain data."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from mingjian.models.editing.entry_edits import Insert, MoveEntry, Remove, SetText, SetValue
from mingjian.models.editing.example_edits import AddCase, AddExamples, AddRow, RemoveRow
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.rename_edits import (
    RenameCase,
    RenameColumn,
    RenameNeed,
    RenameParameter,
    RenameStep,
    RenameTrap,
)
from mingjian.models.editing.step_edits import AddNeed, AddStep, RemoveStep, SetOption
from mingjian.models.problems import Problem
from mingjian.standards.wrong_value import said

__all__ = ["DAY", "Edit", "as_json", "read_edit"]

DAY = "$day"
"""JSON has no days: ``{"$day": "2022-01-31"}`` is one."""

Edit = Annotated[
    SetValue | SetText | Insert | Remove | MoveEntry | AddNeed | AddStep | RemoveStep | SetOption | RenameNeed
    | RenameStep | RenameParameter | RenameTrap | RenameColumn | AddExamples | AddCase | RenameCase | AddRow
    | RemoveRow,
    Field(discriminator="kind"),
]  # fmt: skip
"""Any edit, told apart by ``kind``."""

_EDIT: TypeAdapter[Any] = TypeAdapter(Edit)


def read_edit(data: Any) -> Edit:
    """An edit from plain data (as JSON gives it). Raises `EditRefused` with everything that is wrong with it."""
    try:
        found: Edit = _EDIT.validate_python(_with_days(data))
    except ValidationError as error:
        raise EditRefused(*(_misread(one) for one in error.errors(include_url=False))) from None
    return found


def as_json(value: Any) -> Any:
    """Plain data of a file as JSON has it, days as `read_edit` takes them."""
    if isinstance(value, dt.date):
        return {DAY: value.isoformat()}
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list | tuple) else value


def _with_days(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {DAY} and isinstance(value[DAY], str):
            try:
                return dt.date.fromisoformat(value[DAY])
            except ValueError:
                return value
        return {key: _with_days(item) for key, item in value.items()}
    return [_with_days(item) for item in value] if isinstance(value, list) else value


def _misread(error: Any) -> Problem:
    path = ".".join(str(part) for part in error["loc"])
    zh, en = said(error)
    return Problem("edit", 1, 1, path, f"操作的写法不对：{zh}", f"the edit is not as it should be: {en}")
