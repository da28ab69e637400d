"""What the API says of advice on charges. Places are characters of the text that was sent."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown, Text


class ActTold(Asked):
    """The telling of an act, and its day: the law and the names of charges are those of that day."""

    text: str = Field(min_length=1, max_length=300_000)
    on: date | None = None


class PairsQuery(Asked):
    """Charges whose name holds the words; all without."""

    q: str = Field("", max_length=100)


class Place(Shown):
    """Characters from `start` up to `end`."""

    start: int
    end: int


class ElementTold(Shown):
    """An element of a charge with the words that tell it; without any it is missing."""

    role: Coded
    places: list[Place]


class PairShown(Shown):
    """Two charges that are taken for each other, and what decides. `here`: the text tells something of both."""

    one: str
    other: str
    decides: Text
    here: bool = False


class TierTold(Shown):
    """A tier that the amount or weight may be in: from where it begins, and where that stands."""

    title: Text
    begins: list[int]
    unit: str
    months: list[int] | None
    source: str
    checked: bool


class CandidateTold(Shown):
    """A charge with what speaks for and against it. `under`: the charge that covers it. `months`: the frame of its
    penalty. `sentencing`: there are parameters to compute with. `tiers`: None where no thresholds are known."""

    charge: str
    score: float
    elements: list[ElementTold]
    adds: list[Place]
    against: list[Place]
    under: str
    months: list[int | None] | None
    neighbours: list[PairShown]
    tiers: list[TierTold] | None
    sentencing: bool


class DoubtTold(Shown):
    """Why it cannot be told, and between which charges."""

    text: Text
    between: list[str]


class ArticleTold(Shown):
    """An article of the Criminal Law that hangs on it, why, and the words that show it."""

    law: str
    number: str
    label: str
    paragraphs: list[str]
    why: Text
    places: list[Place]


class AmountTold(Shown):
    """An amount, what it is, and whether it counts towards the sum."""

    yuan: str
    what: Coded
    counted: bool
    place: Place


class SumTold(Shown):
    """The sum of the amounts; None where it cannot be told. `doubts`: what makes it uncertain."""

    yuan: str | None
    amounts: list[AmountTold]
    doubts: list[Text]


class DrugTold(Shown):
    """A weight of one kind, of a person where one is told."""

    person: str
    kind: str
    grams: str
    places: list[Place]


class ChargeAdvice(Shown):
    """Advice on a text. With `doubts` it cannot be told, and the candidates are only the likeliest. `learned`: whether
    weights that the office trained took part, of so many texts; without, elements alone. `near`: what lacks an element
    or is covered."""

    on: date | None
    learned: bool
    learned_from: int
    doubts: list[DoubtTold]
    candidates: list[CandidateTold]
    near: list[CandidateTold]
    articles: list[ArticleTold]
    amount: SumTold
    drugs: list[DrugTold]
    uncovered: int
    disclaimer: Text


class ConfusableList(Shown):
    """Charges that are taken for each other."""

    items: list[PairShown]
    total: int
