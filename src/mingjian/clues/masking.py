"""Hiding values of a clue from readers without clearance: in its values and inside its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.engines import Kind
from mingjian.models.sentences import show_value
from mingjian.runs.record import ResultColumn
from mingjian.trust.masking import HIDDEN, mask

__all__ = ["hide_in_sentence", "hide_values"]


def hide_values(values: Mapping[str, Any], hidden: Iterable[ResultColumn], clearance: int) -> dict[str, Any]:
    """`values` with the hidden columns shortened to what the reader may see."""
    shown = dict(values)
    for column in hidden:
        if shown.get(column.name) is not None:
            shown[column.name] = _masked(shown[column.name], column, clearance)
    return shown


def hide_in_sentence(sentence: str, values: Mapping[str, Any], hidden: Iterable[ResultColumn], clearance: int) -> str:
    """The sentence with every form in which a hidden value may stand in it shortened, longest forms first."""
    forms: dict[str, str] = {}
    for column in hidden:
        value = values.get(column.name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one != "":
                masked = _masked(one, column, clearance)
                forms |= {form: masked for form in _forms(one, column) if form}
    for form in sorted(forms, key=len, reverse=True):
        sentence = sentence.replace(form, forms[form])
    return sentence


def _masked(value: Any, column: ResultColumn, clearance: int) -> Any:
    if isinstance(value, list):
        return [_masked(one, column, clearance) for one in value]
    return mask(str(value), column.mask, column.level, clearance) or HIDDEN


def _forms(value: Any, column: ResultColumn) -> set[str]:
    """How a sentence may have written the value."""
    found = {str(value)}
    if column.kind == Kind.DATE and isinstance(value, str):
        day = dt.date.fromisoformat(value)
        found |= {show_value(day, Kind.DATE, "zh"), show_value(day, Kind.DATE, "en")}
    if column.kind == Kind.MONEY:
        found |= {f"{float(value):,.2f}", f"{float(value):,.2f}".removesuffix(".00")}
    return found
