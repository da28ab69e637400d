"""Rows with an unusable key, and the known rows of the same subject they could be: by name, birth date, visible digits.

One rule for every operator that says something is *not* there: an absence, a newest row, a number not exceeded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingjian.collision.expressions import Column, Place, Side, Typed, columns_of
from mingjian.collision.operators.base import Source
from mingjian.collision.operators.doubt import key_null, maybe, states
from mingjian.collision.operators.keys import Keys
from mingjian.collision.operators.shape import Item, listed
from mingjian.collision.operators.telling import told
from mingjian.collision.operators.weak import TRI_STATE, Pairs
from mingjian.collision.relation import RAW, Field
from mingjian.engines import TEXTUAL, Kind
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.engines.functions import FUNCTIONS
from mingjian.engines.functions.damaged import could_be, visible

__all__ = ["Possible", "at", "birth_in", "normal"]


@dataclass(frozen=True)
class Possible:
    """Known rows (``l``, the first side) and loose ones (``r``, the second): whose key is missing or unusable.

    ``weak`` are the pairs of columns to tell by; ``conditions`` rule a pair out where they are false.
    """

    sides: tuple[Side, Side]
    keys: Keys
    weak: Pairs
    conditions: tuple[Typed, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether there can be rows with an unusable key that something else could tell."""
        return any(f.nullable for f in self.keys.right) and bool(self.weak)

    def requires(self) -> tuple[set[str], set[str]]:
        """The columns both sides need."""
        needs: tuple[set[str], set[str]] = ({a.name for a, _ in self.weak}, {b.name for _, b in self.weak})
        needs[0].update(f.name for f in self.keys.left)
        needs[1].update({f.name for f in self.keys.right} | states(self.keys.right))
        for number, column in enumerate(self.identifiers):
            if column is not None:
                needs[number].add(column.name)
        raw = self._raw()
        if raw is not None:
            needs[1].add(raw[0])
        return needs

    @property
    def identifiers(self) -> tuple[Field | None, Field | None]:
        """The identifier behind the key on both sides."""
        for left, right in self.keys.pairs:
            a = self.sides[0].relation.field(left.identifier or left.name)
            b = self.sides[1].relation.field(right.identifier or right.name)
            if a is not None and b is not None and a.kind is Kind.IDENTIFIER and b.kind is Kind.IDENTIFIER:
                return a, b
        return None, None

    def _raw(self) -> tuple[str, str] | None:
        """The loose side's column of raw cells, and the name its identifier has in there."""
        _, identifier = self.identifiers
        if identifier is None:
            return None
        column = next((f.raw for f in self.keys.right if f.raw), None) or RAW
        if self.sides[1].relation.field(column) is None:
            return None
        return column, identifier.origin[1] if identifier.origin else identifier.name

    def loose(self, source: Source, own: Sequence[Typed] = (), more: Sequence[Item] = ()) -> str:
        """The loose rows that their ``own`` conditions do not rule out: what they are told by, and ``more``."""
        columns = {c.name for c in columns_of(*self.conditions) if c.side == 1}
        columns |= {f.name for f in self.keys.right}
        items = [Item(f"r.{quoted(column)}", column) for column in sorted(columns)]
        items += [Item(normal(f"r.{quoted(f.name)}", f), f"_p{n}") for n, (_, f) in enumerate(self.weak)]
        raw = self._raw()
        seen = "CAST(NULL AS VARCHAR)"
        if raw is not None:
            seen = visible(f"json_extract_string(r.{quoted(raw[0])}, {text_literal(_path(raw[1]))})")
        where = [f"({key_null(self.keys.right, 'r')})", *(maybe(c, at("r")) for c in own)]
        items += [Item(seen, "_seen"), Item(told(self.sides[1], source).mark("r"), "_told"), *more]
        return f"SELECT {listed(items)} FROM {source.sql} r WHERE {' AND '.join(where)}"

    def ways(self, known: Callable[[int], str], born: str | None = None) -> list[str]:
        """The join conditions under which a loose row could be a known one's; a pair may meet several.

        ``known`` gives the SQL of the known side of a weak pair, ``born`` that of the birth date in its sound id. Of
        several keys those the loose row has must be equal.
        """
        several = len(self.keys.pairs) > 1
        keys = [
            f"(r.{quoted(b.name)} IS NULL OR l.{quoted(a.name)} = r.{quoted(b.name)})"
            for a, b in self.keys.pairs
            if several
        ]
        keys += [maybe(c) for c in self.conditions]
        texts = [n for n, (a, _) in enumerate(self.weak) if a.kind in TEXTUAL]
        others = [n for n in range(len(self.weak)) if n not in texts]
        agree = [_agree(known, n) for n in others]
        identifier = self.identifiers[0]
        sound = "" if identifier is None else f"l.{quoted(identifier.name)}"
        if sound:
            agree.append(f"coalesce({could_be(sound, 'r._seen')}, true)")
            agree += [_birth(n, born or birth_in(sound)) for n in others if self.weak[n][1].kind is Kind.DATE]
        named = [f"{known(n)} = r._p{n}" for n in texts[:1]] + [_agree(known, n) for n in texts[1:]]
        found = [" AND ".join([*(named or ["true"]), *keys, *agree])]
        if texts and sound:
            found += [" AND ".join([*way, *keys, *agree]) for way in _nameless(known(texts[0]), texts[0], sound)]
        if several:
            found += [" AND ".join([same, *keys]) for same in self._subjects()]
        return found

    def _subjects(self) -> list[str]:
        """A loose row that lacks another key than its subject: the subject tells it, whatever it is called."""
        return [f"l.{quoted(a.name)} = r.{quoted(b.name)}" for a, b in self._telling()]

    def _telling(self) -> list[tuple[Field, Field]]:
        """Keys that are subjects where another key can be missing."""
        return [
            (a, b)
            for a, b in self.keys.pairs
            if {a.kind, b.kind} & TRI_STATE and any(f.nullable for f in self.keys.right if f is not b)
        ]

    @property
    def text(self) -> int | None:
        """Which weak pair is the name."""
        return next((n for n, (a, _) in enumerate(self.weak) if a.kind in TEXTUAL), None)

    def reached(self, alias: str, known: Sequence[str], loose: str) -> list[str]:
        """Conditions on a named row that any way of :meth:`ways` could reach it: one of them holds if a way does.

        Each is a look into a small set. None where there is no name to look by.
        """
        if self.text is None:
            return []
        found = [f"{known[self.text]} IN (SELECT _p{self.text} FROM {loose})"]
        identifier = self.identifiers[0]
        if identifier is not None:
            digits = f"SELECT left(_seen, 6) FROM {loose} WHERE _p{self.text} IS NULL AND {_SIX.format('_seen')}"
            found.append(f"left({alias}.{quoted(identifier.name)}, 6) IN ({digits})")
        subjects = ((f"{alias}.{quoted(a.name)}", quoted(b.name)) for a, b in self._telling())
        return [*found, *(f"{a} IN (SELECT {b} FROM {loose} WHERE {b} IS NOT NULL)" for a, b in subjects)]

    def nothing(self) -> str:
        """SQL that a loose row has nothing it could be told by."""
        named = " AND ".join(f"_p{n} IS NULL" for n, (a, _) in enumerate(self.weak) if a.kind in TEXTUAL) or "false"
        return f"{named} AND NOT coalesce({_SIX.format('_seen')}, false)"


_SIX = "regexp_full_match(left({}, 6), '[0-9]{{6}}')"


def _nameless(known: str, name: int, sound: str) -> list[list[str]]:
    """Rows without a name on either side: told by the first six digits of the damaged id.

    One way a side, so that only the few nameless rows of it are joined and not every row of a county with all others.
    """
    same = f"left({sound}, 6) = left(r._seen, 6) AND {_SIX.format('r._seen')}"
    return [[same, f"{known} IS NULL"], [same, f"r._p{name} IS NULL"]]


def birth_in(sound: str) -> str:
    """SQL of the birth date in a sound id."""
    return FUNCTIONS["id_birth"][0].emit([sound])


def _birth(n: int, born: str) -> str:
    """A birth date of a loose row against the one in the known sound id."""
    return f"(r._p{n} IS NULL OR ({born}) IS NULL OR ({born}) = r._p{n})"


def _agree(known: Callable[[int], str], n: int) -> str:
    return f"({known(n)} IS NULL OR r._p{n} IS NULL OR {known(n)} = r._p{n})"


def at(alias: str) -> Place:
    """Every column at one alias."""

    def place(column: Column) -> str:
        return f"{alias}.{quoted(column.name)}"

    return place


def normal(sql: str, field: Field) -> str:
    """A weak value as it is compared: names without blanks and dots."""
    return FUNCTIONS["normal_name"][0].emit([sql]) if field.kind in TEXTUAL else sql


def _path(column: str) -> str:
    return '$."' + column.replace('"', "") + '"'
