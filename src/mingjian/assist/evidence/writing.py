"""A case file as text: what came as a workbook, a folder or documents becomes `case.yaml`, a record a line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from mingjian.assist.evidence.records import CaseFile
from mingjian.models.editing.writing import lines_of

__all__ = ["case_text"]


def case_text(file: CaseFile) -> str:
    """The text of a case file. What nobody stated is not written."""
    data = {key: value for key, value in _plain(file.model_dump(by_alias=True)).items() if value not in (None, [], {})}
    return "\n".join(lines_of(data, (), 0, "\n", lambda path, _: len(path) < 2)) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else str(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value
