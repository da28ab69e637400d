"""What persons are told by where the key cannot: the columns of ``weak``, else those the subject brings along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic import Field as Option
from pydantic_core import PydanticCustomError

from mingjian.collision.expressions import Side
from mingjian.collision.operators.base import Binder
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.options import Names
from mingjian.collision.relation import Field, Relation
from mingjian.engines import TEXTUAL, Kind

__all__ = ["NONE", "OWN_WEAK", "TRI_STATE", "OwnWeak", "Pairs", "Weak", "bind_own_weak", "bind_weak"]

NONE = "none"
"""Written for ``weak``: the author knows that rows with damaged keys pass for absent ones."""

TRI_STATE = frozenset({Kind.SUBJECT, Kind.IDENTIFIER})
"""Kinds of keys that are usable, unusable or missing."""

Pairs = tuple[tuple[Field, Field], ...]


def _weak(value: Any) -> Any:
    """``{left: right}`` or ``none``; an empty mapping would be ``none`` in disguise."""
    if value is None or value == NONE or (isinstance(value, Mapping) and value):
        return value
    raise PydanticCustomError("weak_type", "columns to tell persons by, or none")


Weak = Annotated[Literal["none"] | Annotated[Mapping[str, str], Option(min_length=1)] | None, BeforeValidator(_weak)]
"""The option of two inputs: ``{left: right}``, ``none``, or left out."""

OwnWeak = Literal["none"] | Names | None
"""The option of one input: columns, ``none``, or left out."""

OWN_WEAK = "键不可用时用以辨认的列，或 none 不作比对 columns to tell persons by where the key cannot; none: not at all"


def bind_weak(binder: Binder, keys: Keys, given: Mapping[str, str] | Literal["none"] | None) -> Pairs:
    """Pairs of columns that tell persons apart where the key cannot. To have lost them is a problem."""
    if isinstance(given, str):
        return ()
    if given is not None:
        return _written(binder, given)
    return _found(binder, keys, (binder.sides[0], binder.sides[1]), "on")


def bind_own_weak(binder: Binder, by: tuple[Field, ...], given: tuple[str, ...] | Literal["none"] | None) -> Pairs:
    """The same for the rows of one input: each column is its own pair."""
    if given == NONE:
        return ()
    if given is not None:
        columns = [binder.column(column, 0, ("weak",)) for column in given]
        return tuple((column, column) for column in columns if column is not None)
    side = binder.sides[0]
    return _found(binder, Keys(tuple((key, key) for key in by)), (side, side), "by")


def _found(binder: Binder, keys: Keys, sides: tuple[Side, Side], option: str) -> Pairs:
    found = [_brought(a, b, sides[0].relation, sides[1].relation) for a, b in keys.pairs]
    named = next((pairs for pairs in found if any(a.kind in TEXTUAL for a, _ in pairs)), None)
    if named is not None:
        return named
    unsure = [(a, b) for a, b in keys.pairs if b.nullable and {a.kind, b.kind} & TRI_STATE]
    if unsure:
        _lost(binder, sides, option, *unsure[0])
    return next((pairs for pairs in found if pairs), ())


def _written(binder: Binder, given: Mapping[str, str]) -> Pairs:
    found = []
    for left, right in given.items():
        a, b = binder.column(left, 0, ("weak",)), binder.column(right, 1, ("weak",))
        if a is not None and b is not None and a.kind is not b.kind and not {a.kind, b.kind} <= TEXTUAL:
            binder.problem("weak 两边类型不同", "the two sides of 'weak' differ in kind", ("weak",))
        elif a is not None and b is not None:
            found.append((a, b))
    return tuple(found)


def _brought(a: Field, b: Field, left: Relation, right: Relation) -> Pairs:
    """The columns both key columns point at, of one kind."""
    pairs = [(x, y) for x in _pointed(a, left) for y in _pointed(b, right) if x.kind is y.kind]
    return tuple({y.name: (x, y) for x, y in reversed(pairs)}.values())


def _pointed(key: Field, relation: Relation) -> list[Field]:
    return [field for column in key.weak if (field := relation.field(column)) is not None]


def _lost(binder: Binder, sides: tuple[Side, Side], option: str, a: Field, b: Field) -> None:
    """Without a name on both sides a damaged row would pass for no row at all."""
    probe, listed = sides
    names = [_names(a, probe.relation), _names(b, listed.relation)]
    bare = list(dict.fromkeys(side.alias for side, known in zip(sides, names, strict=True) if not known))
    wanted = next((known for known in names if known), [])
    zh, en = "、".join(wanted), ", ".join(wanted)
    columns = ("{左列: 右列}", "{left: right}") if option == "on" else ("[列]", "[column]")
    who = f"{a.name}" if a.name == b.name else f"{a.name}/{b.name}"
    binder.problem(
        f"{'、'.join(bare)}的“{who}”已没有可供辨认的列{f'（{zh}）' if zh else ''}：{listed.alias}中标识残缺或缺失的行"
        "无从比对，会被当作“没有”",
        f"{' and '.join(bare)}: {who!r} has lost the column it is told by where the identifier cannot"
        f"{f' ({en})' if en else ''}: rows of {listed.alias} with a damaged or missing identifier"
        " could not be compared and would pass for none",
        (option,),
        expected_zh=f"让前面的步骤保留该列（写入 take 或 by），或写 weak: {columns[0]}；确实不作比对的，写 weak: none",
        expected_en=f"the column kept by the steps before (in take or by), or weak: {columns[1]}; weak: none if they"
        " are not to be compared",
    )


def _names(key: Field, relation: Relation) -> list[str]:
    """The textual columns a key points at, as an author knows them."""
    found = [f.name for f in _pointed(key, relation) if f.kind in TEXTUAL]
    return [name.rpartition("~")[2].rpartition(".")[2] for name in found]
