"""What a calculation looks up, by key, as plain JSON: so that it can be noted, kept and looked up again elsewhere.

A calculation asks a `Book` for nothing but keys. `Shelf` answers from the parameters and the tables of law, `Noting`
remembers every answer, `Kept` answers from what was remembered: a calculation replayed from its own JSON.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mingjian.assist.sentencing.drugs import drug_weights
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.standing import standing_of
from mingjian.law import limit, penalty, penalty_tiers
from mingjian.models.problems import nearest

__all__ = ["Answer", "Book", "Kept", "Noting", "Shelf", "parameter_key"]

Answer = dict[str, Any]


class Book(Protocol):
    """Where a calculation looks things up."""

    def look(self, key: str) -> Answer:
        """The answer to a key; raises SentencingError when there is none."""
        ...


def parameter_key(id: str, on: dt.date, province: str | None) -> str:
    """`parameter:circumstances.surrender@2024-09-10@34`."""
    return f"parameter:{id}@{on}@{province or ''}"


@dataclass(frozen=True)
class Shelf:
    """The parameters and the tables of law as they are now."""

    parameters: Parameters

    def look(self, key: str) -> Answer:
        """See `Book`."""
        kind, _, rest = key.partition(":")
        id, *more = rest.split("@")
        if kind == "parameter":
            return self._parameter(id, dt.date.fromisoformat(more[0]), more[1] or None)
        if kind == "describe":
            return self._described(id)
        if kind == "layer":
            return {"known": f"province:{id}" in self.parameters.layers}
        if kind == "charge":
            return {"crime": self._crime(id)}
        on = dt.date.fromisoformat(more[0])
        if kind == "drug":
            return self._drug(id, on)
        if kind == "limit":
            return {"value": limit(id, on)}
        tiers = [vars(one) for one in penalty_tiers(id, on)]
        row = penalty(id, on)
        if row is None or not tiers:
            raise SentencingError(
                f"刑法表中没有 {on} 的“{id}”", f"the table of law has no '{id}' on {on}"
            )  # fmt: skip
        return {"article": row.article, "from": str(row.start), "verified": row.verified, "tiers": tiers}

    def _drug(self, kind: str, on: dt.date) -> Answer:
        found = drug_weights(kind, on)
        if found is None:
            raise SentencingError(f"{on} 没有“{kind}”的数量标准", f"no weights of '{kind}' on {on}")
        return {"larger": found.larger, "large": found.large, "title": found.title, "item": found.item,
                "from": str(found.start)}  # fmt: skip

    def _crime(self, charge: str) -> str:
        """The crime of a charge; one without parameters is an error with the nearest name, never another crime."""
        known = self.parameters.crime_of(charge)
        if known is None:
            near = "、".join(nearest(charge, [one.charge for one in self.parameters.crimes.values()]))
            raise SentencingError(
                f"没有“{charge}”的量刑参数" + (f"，是否指 {near}" if near else ""),
                f"no sentencing parameters for '{charge}'" + (f", did you mean {near}" if near else ""),
            )
        return known

    def _parameter(self, id: str, on: dt.date, province: str | None) -> Answer:
        found = self.parameters.find(id, on, province)
        if found is None:
            first = min((one.from_ for one in self.parameters.values(id)), default=None)
            since = f"，最早自 {first}" if first else ""
            raise SentencingError(
                f"{on} 没有参数 {id}{since}",
                f"no parameter {id} on {on}" + (f": the first is from {first}" if first else ""),
            )
        value = found.value.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"compared"})
        unconfirmed = found.value.confirmed_to is not None and on > found.value.confirmed_to
        texts = self.parameters.compared(found.value)
        answer = {"id": id, "layer": found.layer, "value": value, "unconfirmed": unconfirmed}
        answer["standing"] = standing_of(found.value, texts)
        if texts:
            answer["compared"] = [one.model_dump(mode="json") for one in texts]
        return answer

    def _described(self, id: str) -> Answer:
        """What is said of an entry itself, which has no days: titles, tier, direction, what the statute allows."""
        kind, name, *rest = id.split(".")
        entry: Any = None
        if kind == "circumstances":
            entry = self.parameters.circumstances.get(name)
        elif not rest:
            own = self.parameters.crimes[name].model_dump(
                mode="json", exclude={"situations", "circumstances", "steps"}, exclude_none=True
            )
            crime = self.parameters.crimes[name]
            return {
                **own,
                "situations": list(crime.situations),
                "own_circumstances": list(crime.circumstances),
                "fined": [name for name, one in crime.situations.items() if one.fines],
            }
        else:
            entry = getattr(self.parameters.crimes[name], rest[0]).get(rest[1])
        if entry is None:
            raise SentencingError(f"没有参数 {id}", f"there is no parameter {id}")
        told: Answer = entry.model_dump(mode="json", by_alias=True, exclude={"values"}, exclude_none=True)
        return told


@dataclass
class Noting:
    """Remembers what was looked up."""

    book: Book
    used: dict[str, Answer] = field(default_factory=dict)

    def look(self, key: str) -> Answer:
        """See `Book`."""
        if key not in self.used:
            self.used[key] = self.book.look(key)
        return self.used[key]


@dataclass(frozen=True)
class Kept:
    """Answers from what was remembered."""

    used: Mapping[str, Answer]

    def look(self, key: str) -> Answer:
        """See `Book`."""
        if key not in self.used:
            raise SentencingError(f"记录中没有“{key}”", f"the record does not hold '{key}'")
        return self.used[key]
