"""A case file as a workbook: sheet `case` holds names and values, one sheet for each list of records."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import TypeAdapter, ValidationError

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.reading import check_case
from mingjian.assist.evidence.records import LISTS
from mingjian.models.problems import ModelErrors, Problem, nearest

__all__ = ["empty_tables", "read_tables"]

_SEPARATOR = "；"
_HEAD = "case"


def empty_tables() -> Workbook:
    """A workbook to fill in: every sheet with its columns."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = _HEAD
    for name in ("case", "title", "charges", "stage", "on"):
        first.append([name])
    for name, kind in LISTS.items():
        sheet = book.create_sheet(name)
        sheet.append([info.alias or key for key, info in kind.model_fields.items() if key != "spans"])
    return book


def read_tables(path: Path) -> Case:
    """The case of a workbook. Several values of one cell are parted by `；`. Raises ModelErrors with every problem."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, OSError):
        raise ModelErrors(
            [Problem(str(path), 1, 1, "", "不是能读的 xlsx 文件", "this is no xlsx that can be read")]
        ) from None
    problems: list[Problem] = []
    data: dict[str, Any] = {}
    for sheet in book.worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        if sheet.title == _HEAD:
            data |= _head(rows)
        elif sheet.title in LISTS:
            data[sheet.title] = list(_records(f"{path}[{sheet.title}]", sheet.title, rows, problems))
        else:
            near = nearest(sheet.title, [_HEAD, *LISTS])
            problems.append(
                Problem(f"{path}[{sheet.title}]", 1, 1, "", "不认识这张表", "this sheet is not known", nearest=near)
            )
    found, wrong = check_case(json.dumps(data, ensure_ascii=False, indent=1), str(path))
    problems += [_in_sheet(path, one) for one in wrong]
    if problems or found is None:
        raise ModelErrors(problems)
    return found


def _head(rows: list[list[Any]]) -> dict[str, Any]:
    said = {str(row[0]): _plain(row[1]) for row in rows if len(row) > 1 and row[0] is not None and row[1] is not None}
    out: dict[str, Any] = {"facts": {}}
    for name, value in said.items():
        if name == "charges":
            out[name] = str(value).split(_SEPARATOR)
        elif name in ("case", "title", "stage", "on"):
            out[name] = value
        else:
            out["facts"][name] = {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value
    return out


def _records(where: str, name: str, rows: list[list[Any]], problems: list[Problem]) -> Iterator[dict[str, Any]]:
    kind = LISTS[name]
    named = {info.alias or key: info for key, info in kind.model_fields.items()}
    heads = [str(cell) if cell is not None else "" for cell in rows[0]] if rows else []
    for number, head in enumerate(heads):
        if head and head not in named:
            zh, en = f"不认识的列“{head}”", f"the column '{head}' is not known"
            known = ("、".join(named), ", ".join(named))
            problems.append(Problem(where, 1, number + 1, head, zh, en, *known, nearest(head, named)))
    for row in rows[1:]:
        cells = {
            head: _plain(cell) for head, cell in zip(heads, row, strict=False) if head in named and cell is not None
        }
        if cells:
            yield {head: _listed(value, named[head].annotation) for head, value in cells.items()}


def _listed(value: Any, annotation: Any) -> Any:
    """A cell as its field takes it: a list where the field is one, `是` and `否` where it is a yes or no."""
    if isinstance(value, str) and "list[" in str(annotation):
        return [part.strip() for part in value.replace(";", _SEPARATOR).split(_SEPARATOR) if part.strip()]
    if isinstance(value, str) and "tuple[int" in str(annotation):
        return [int(part) if part.strip().isdigit() else part for part in value.replace("-", ",").split(",")]
    if isinstance(value, str) and value in ("是", "否", "true", "false") and "bool" in str(annotation):
        return value in ("是", "true")
    if isinstance(value, float) and value.is_integer() and _takes(annotation, int(value)):
        return int(value)
    return (
        value
        if not isinstance(value, int | float) or isinstance(value, bool) or _takes(annotation, value)
        else str(value)
    )


def _takes(annotation: Any, value: Any) -> bool:
    try:
        TypeAdapter(annotation).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _plain(cell: Any) -> Any:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time.min else cell.strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _in_sheet(path: Path, problem: Problem) -> Problem:
    """A problem of the data at the row of its sheet."""
    sheet, _, rest = problem.path.partition(".")
    row, _, column = rest.partition(".")
    line = int(row) + 2 if row.isdigit() else 1
    return Problem(
        f"{path}[{sheet if sheet in LISTS else _HEAD}]", line, 1, column or problem.path, problem.zh, problem.en,
        problem.expected_zh, problem.expected_en, problem.nearest,
    )  # fmt: skip
