"""What the steps of one crime share: the facts, what is looked up, the tree that grows, what is said beside it."""

from __future__ import annotations

import datetime as dt

from mingjian.assist.sentencing.book import Answer, Book, parameter_key
from mingjian.assist.sentencing.facts import CrimeFacts, Facts
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["Sheet"]


class Sheet:
    """One crime in one situation, under the law of one day."""

    def __init__(self, facts: Facts, crime: CrimeFacts, known: str, book: Book, law_day: dt.date) -> None:
        self.facts, self.crime, self.known, self.book, self.law_day = facts, crime, known, book, law_day
        self.described = book.look(f"describe:crimes.{known}")
        self.charge = str(self.described["charge"])
        self.root = Node(f"crime.{known}", self.charge, self.charge)
        self.asks: list[Said] = []
        self.notes: list[Said] = []
        self.reviews: list[Said] = []
        self.present = {name: one for name, one in crime.circumstances.items() if one.confirmed}
        self.entries = {name: self.entry(name) for name in self.present}

    def entry(self, name: str) -> Answer:
        """What is said of a circumstance itself."""
        return self.book.look(f"describe:{self.id_of(name)}")

    def id_of(self, name: str) -> str:
        """A crime's own circumstance before the common one."""
        own = self.described["own_circumstances"]
        return f"crimes.{self.known}.circumstances.{name}" if name in own else f"circumstances.{name}"

    def allows(self, effect: str) -> bool:
        """Whether a circumstance present permits to go below the minimum (`reduce`) or to exempt (`exempt`)."""
        return any(effect in entry["allows"] for entry in self.entries.values())

    def look(self, id: str) -> Answer:
        """A parameter on the day of conviction."""
        return self.book.look(parameter_key(id, self.facts.convicted, self.facts.province))

    def value(self, id: str) -> Answer:
        """Its value alone."""
        found: Answer = self.look(id)["value"]
        return found

    def limit(self, name: str) -> int:
        """A general limit of penalties under the law that applies."""
        return int(self.book.look(f"limit:{name}@{self.law_day}")["value"])

    def node(self, id: str, zh: str, en: str, under: Node | None = None) -> Node:
        """A step that uses a parameter; one that is unverified or unconfirmed is to be reviewed."""
        answer = self.look(id)
        value = answer["value"]
        for key in ("doubt",) if answer["unconfirmed"] else ():
            self.reviews.append(Said(f"{id}：{value[key]['zh']}", f"{id}: {value[key]['en']}"))
        if "unverified" in value:
            self.reviews.append(Said(f"{id}：{value['unverified']['zh']}", f"{id}: {value['unverified']['en']}"))
        shown = {"id": id, "layer": answer["layer"], "value": value}
        shown |= {key: answer[key] for key in ("standing", "compared") if key in answer}
        return (under or self.root).add(Node(id, zh, en, parameter=shown))

    def ask(self, zh: str, en: str) -> None:
        """Something that is open."""
        self.asks.append(Said(f"{self.charge}：{zh}", f"{self.charge}: {en}"))

    def choice(self, by: str | None, value: str, why: str | None = None) -> dict[str, str]:
        """Who chose a value, and why."""
        return {"by": by or self.facts.chosen_by or "?", "value": value, **({"why": why} if why else {})}

    def open_or(self, node: Node, span: Span, zh: str, en: str) -> Span:
        """Put the value on its step; ask when it is still a range."""
        node.value = span
        if not span.single:
            self.ask(zh, en)
        return span
