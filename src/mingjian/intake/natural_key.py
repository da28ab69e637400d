"""The natural key of a record: what the standard says is one and the same record.

An export that joins tables carelessly tells the same record twice or a hundred times, and whatever a model counts or
adds up would be told as often. So a record that repeats an earlier one of its delivery in every mapped cell is set
aside (`repeated`) where its natural key is whole; the first stays. Where it is not, the two may be of two people (no
number, or one that a spreadsheet has cut), and both are rows.
"""

from __future__ import annotations

from mingjian.lake import state_column
from mingjian.lake.rows import RAW
from mingjian.lake.sql import name, text
from mingjian.standards import Standard
from mingjian.standards.results import Tri

__all__ = ["key_sql", "keyless_sql", "whole_sql"]


def key_sql(standard: Standard) -> str:
    """The natural key of a stored row as one text: clean values, the raw text of a damaged one, `` for none."""
    cells = [
        f"coalesce({name(column)}::VARCHAR, json_extract_string({RAW}, {text('$.' + column)}), '')"
        for column in standard.natural_key
    ]
    return f"concat_ws(chr(31), {', '.join(cells)})"


def keyless_sql(standard: Standard) -> str:
    """Condition on a stored row: an identifier of its natural key is missing; it cannot say what it corrects."""
    missing = [f"{state} = {Tri.MISSING:d}" for state in _states(standard)]
    return f"({' OR '.join(missing)})" if missing else "false"


def whole_sql(standard: Standard) -> str:
    """Condition on clean values: the natural key tells the record. Its identifiers are usable, the rest is known.

    Names and codes of it may be empty: of a penalty's two names one always is, and not every agency keeps the kind of a
    payment.
    """
    names = {subject.weak_name for subject in standard.subjects.values()}
    columns = [standard.column(column) for column in standard.natural_key]
    plain = [one for one in columns if one.kind is None and one.type != "code" and one.name not in names]
    known = [f"{name(one.name)} IS NOT NULL" for one in plain]
    known += [f"{state} >= {Tri.USABLE:d}" for state in _states(standard)]
    return f"({' AND '.join(known)})" if known else "false"


def _states(standard: Standard) -> list[str]:
    columns = (standard.column(column) for column in standard.natural_key)
    return [name(state_column(one.name)) for one in columns if one.kind is not None]
