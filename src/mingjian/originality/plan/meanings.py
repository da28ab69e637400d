"""The columns of a need by meaning: the standard's column, or the kind of subject a key tells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mingjian.models.relations import DAMAGED, QUARANTINED
from mingjian.originality.plan.terms import Term, column, term
from mingjian.standards import Standard, standards

__all__ = ["column_meaning", "key_kind", "need_columns", "standard_of"]


def standard_of(written: Any) -> Standard | None:
    """The standard of ``pension_payment@1``, or of a bare name; None for a list nobody knows."""
    return _standard(str(written))


@lru_cache(maxsize=4096)
def _standard(name: str) -> Standard | None:
    known = standards()
    for one in (name, f"{name}@1"):
        if one in known:
            return known[one]
    return None


def need_columns(need: Mapping[str, Any]) -> tuple[str, dict[str, Term]]:
    """What the list is, and its columns. A list nobody knows keeps its own words."""
    if need.get("codes") is not None:
        listed = f"codes:{need['codes']}"
        named = need.get("columns")
        return listed, {str(name): column(f"{listed}.{name}") for name in (named if isinstance(named, list) else ())}
    written = str(need.get("standard"))
    name = written.partition("@")[0]
    columns = need.get("columns")
    names = [str(one) for one in columns] if isinstance(columns, list) else []
    found = {one: column_meaning(name, one) for one in names}
    damaged = need.get("damaged")
    for one in damaged if isinstance(damaged, list) else ():
        found[f"{one}{DAMAGED}"] = term("damaged", column(f"{name}.{one}"))
    if need.get("quarantined"):
        found[QUARANTINED] = term("quarantined")
    return name, found


def column_meaning(table: str, name: str) -> Term:
    """A column of a list. The number by which a subject is known is that subject."""
    standard = standard_of(table)
    if standard is not None:
        name = next((one.name for one in standard.subjects.values() if one.key == name), name)
    return column(f"{table}.{name}")


def key_kind(found: Term) -> str:
    """What a key identifies: ``person``, ``company``, the kind of an identifier, else the column's own name."""
    if found.head != "column":
        return found.args[0].text.rpartition(".")[2] if found.args and found.args[0].head == "column" else found.head
    table, _, name = found.text.rpartition(".")
    standard = standard_of(table) if table else None
    if standard is None:
        return name
    if name in standard.subjects:
        return standard.subjects[name].kind
    known = standard.columns.get(name)
    return known.kind or name if known is not None else name
