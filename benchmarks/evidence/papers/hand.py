"""One hand: the wording, the way to write times and the people of a file, as all its papers use them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from benchmarks.evidence.making import Data
from benchmarks.evidence.papers.wording import Wording, written

__all__ = ["SEX", "Hand", "Sheet"]

SEX = {"male": "男", "female": "女"}


@dataclass
class Sheet:
    """A paper: its kind, its text, the records it tells (ids of the case file), and the values that stand on it."""

    kind: str
    text: str
    records: set[str]
    into: str = ""
    says: dict[str, Any] = field(default_factory=dict)


class Hand:
    """What every paper of one file is written with."""

    def __init__(self, data: Data, wording: Wording, chance: random.Random) -> None:
        self.data, self.wording, self.chance = data, wording, chance
        self.people = {one["id"]: one for one in data["persons"]}
        self.items = {one["id"]: one for one in data["items"]}
        self.way = chance.choice(wording.times)
        self.charge = data["charges"][0]

    def say(self, key: str, **values: Any) -> str:
        return self.wording.say(key, self.chance, **values)

    def at(self, text: str) -> str:
        return written(text, self.way)

    def name(self, person: str | None) -> str:
        return str(self.people[person]["name"]) if person in self.people else ""

    def of(self, kind: str) -> list[Data]:
        return [one for one in self.data["documents"] if one["kind"] == kind]

    def particulars(self, key: str, person: str, **more: str) -> str:
        one = self.people[person]
        values = {
            "name": one["name"],
            "sex": SEX[one["sex"]],
            "born": written(one["born"], "plain"),
            "number": one["id_number"],
        }
        return self.say(key, **values, **more)
