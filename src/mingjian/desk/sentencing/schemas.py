"""What the API says of sentencing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.basis import BasisInfo
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

Months = Annotated[int, Field(ge=0, le=300)]
Why = Annotated[str, Field(max_length=1000)]


class ChoicesQuery(Asked):
    """Which crime, for a conviction on which day, in which province (two digits)."""

    charge: str = Field(max_length=200)
    on: date | None = None
    province: str = Field("", pattern=r"^(\d{2})?$")


class CoverageQuery(Asked):
    """On which day, for which province."""

    on: date | None = None
    province: str = Field("", pattern=r"^(\d{2})?$")


class FactsGiven(Asked):
    """The facts of a case as JSON text (`mingjian sentencing parameters schema facts`). `origin`: the kept calculation
    it was opened from, by which who chose what stays with whoever did."""

    facts: str = Field(max_length=100_000)
    origin: int | None = None


class WhatIf(FactsGiven):
    """A change of one crime: circumstances added (`surrender`, `surrender=30%`) and taken away."""

    crime: int = Field(1, ge=1, le=100)
    added: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=20)
    removed: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=20)


class ProposedTerm(FactsGiven):
    """A term to hold to the rule's range and to like judgments."""

    months: Months | None = None


class PaperAsked(FactsGiven):
    """The draft of a proposal, as which file and in which language."""

    form: Literal["docx", "pdf"] = "docx"
    lang: Literal["zh", "en"] = "zh"


class TextGiven(Asked):
    """The text of an indictment or a judgment."""

    text: str = Field(min_length=1, max_length=300_000)


class Denial(Asked):
    """A circumstance that was read in a document and denied, with the reason."""

    crime: str = Field(max_length=200)
    circumstance: str = Field(max_length=100)
    said: str = Field("", max_length=500)
    why: str = Field(min_length=1, max_length=1000, pattern=r"\S")


class NewCalculation(FactsGiven):
    """A calculation to be kept: to a case, to a clue, or alone. `why`: needed for a proposal outside the range."""

    title: str = Field(min_length=1, max_length=200, pattern=r"\S")
    case: int | None = None
    clue: str = Field("", max_length=80)
    proposal: Months | None = None
    why: Why = ""
    denied: list[Denial] = Field(default_factory=list, max_length=100)


class KeptQuery(Asked):
    """Those of a case or of a clue, or all."""

    case: int | None = None
    clue: str = Field("", max_length=80)
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=100)


class CalculationPair(Asked):
    """Two kept calculations."""

    one: int
    other: int


class SetAside(Asked):
    """Why a kept calculation no longer counts."""

    why: str = Field(min_length=1, max_length=1000, pattern=r"\S")


class CoveredCrime(Shown):
    """A crime for which there are parameters, or not, on a day."""

    charge: str
    state: Coded
    situations: int
    present: int
    unverified: int
    reprinted: int
    unconfirmed: int
    provincial: int


class ProvinceCovered(Shown):
    """A province, and for how many crimes it has starting points of its own."""

    code: str
    name: str
    crimes: int


class CoverageOf(Shown):
    """Which crimes and provinces the parameters cover on a day."""

    on: date
    crimes: list[CoveredCrime]
    provinces: list[ProvinceCovered]
    hint: Text


class OfferedFact(Shown):
    """Something that can be stated of a crime; see `mingjian.assist.sentencing.Option`."""

    id: str
    title: Text
    ends: str
    lighter: str
    low: int | None
    high: int | None
    amount: list[int] | None
    per: int | None
    severe: bool
    first: bool
    needs_ratio: bool
    source: str
    standing: Coded
    note: Text


class OfferedGroup(Shown):
    """Circumstances under their heading."""

    title: Text
    options: list[OfferedFact]


class CrimeChoices(Shown):
    """What can be stated of a crime on a day."""

    charge: str
    on: date
    situations: list[OfferedFact]
    groups: list[OfferedGroup]
    steps: list[OfferedFact]
    drugs: list[str]


class FactProblem(Shown):
    """What is wrong with the facts, at which place of them (`crimes.0.start`)."""

    place: str
    text: Text


class CalculationStep(Shown):
    """A step of the tree, `depth` below its root. `basis`: parameter, version and layer; `standing`: whether that was
    compared with an official text; `by`, `why`: who chose, and the reason; `articles`: of law, with the way there."""

    depth: int
    title: Text
    value: Text
    how: str
    basis: Text
    standing: Coded | None
    by: str
    why: str
    notes: list[Text]
    articles: list[BasisInfo]


class OtherLaw(Shown):
    """What the crime comes to under the law of the other day, which does not apply."""

    day: date
    low: int
    high: int
    exact: str


class CrimeTerm(Shown):
    """One crime: whole months, the same before rounding and with the wider band, and the law it stands on. `same_law`:
    both laws have the same tier; `uncompared`: why the law of the act could not be compared."""

    charge: str
    low: int
    high: int
    exact: str
    band: list[int]
    law_day: date
    situations: int
    same_law: bool
    other: OtherLaw | None
    uncompared: Text | None


class Worked(Shown):
    """What a case comes to. `combined`: of several crimes, or with a former sentence; `left`: what is then still to be
    served. `bases`: the texts and laws it rests on."""

    low: int
    high: int
    band: list[int]
    form: Text
    needs_review: bool
    combined: bool
    left: list[int]
    crimes: list[CrimeTerm]
    steps: list[CalculationStep]
    asks: list[Text]
    reviews: list[Text]
    notes: list[Text]
    probation: list[Text]
    uncompared: list[Text]
    bases: list[str]
    disclaimer: Text


class Reckoned(Shown):
    """The result, or what is wrong with the facts; `facts`: as they were understood, with who chose."""

    problems: list[FactProblem]
    facts: str
    result: Worked | None


class TermMoved(Shown):
    """What a change does: before, after, and by how many months each end moves."""

    problems: list[FactProblem]
    before: Text
    after: Text
    low: int
    high: int
    changed: bool


class LikeTerms(Shown):
    """Terms of like judgments; no figures where there are fewer than ten. `filled`: any judgments can be searched."""

    filled: bool
    hint: Text
    hidden: bool
    count: int | None
    filters: list[str]
    quantiles: dict[str, str]


class TermHeld(Shown):
    """A proposed term against the rule and like judgments; an alarm only outside both."""

    months: int
    inside_rule: bool
    inside_cases: bool | None
    alarm: bool


class TermChecked(Shown):
    """Like judgments, and how a proposal stands to them and to the rule."""

    problems: list[FactProblem]
    band: list[int]
    like: LikeTerms | None
    held: TermHeld | None


class TakenFact(Shown):
    """A circumstance that was read, with its characters."""

    circumstance: str
    title: Text
    start: int
    end: int
    text: str
    sure: str


class TakenCrime(Shown):
    """A charge with what was read of it; `known`: there are parameters for it."""

    charge: str
    known: bool
    facts: list[TakenFact]


class TakenDraft(Shown):
    """What a document tells of one defendant."""

    defendant: int
    act: str | None
    convicted: str | None
    born: str | None
    crimes: list[TakenCrime]


class TakenFacts(Shown):
    """Drafts of a document; without one, `why` says why."""

    drafts: list[TakenDraft]
    why: Text | None


class KeptRow(Shown):
    """A kept calculation in a list."""

    id: int
    title: str
    charges: str
    low: int
    high: int
    needs_review: bool
    proposal: int | None
    case: int | None
    case_number: str
    clue: str
    by: Person
    at: datetime
    aside: bool


class KeptList(Shown):
    """A page of kept calculations, newest first."""

    items: list[KeptRow]
    total: int
    page: int
    size: int


class DeniedFact(Shown):
    """What was denied, and why."""

    crime: str
    circumstance: str
    title: Text
    said: str
    why: str


class KeptCalculation(KeptRow):
    """A kept calculation opened again. `same`: it comes to the same numbers; `differs`: where it does not; `changed`:
    what is looked up differently today; `today`: what it comes to then."""

    why: str
    sha256: str
    facts: str
    denied: list[DeniedFact]
    origin: int | None
    aside_by: Person | None
    aside_at: datetime | None
    aside_why: str
    may_set_aside: bool
    result: Worked
    same: bool
    differs: list[str]
    changed: list[str]
    today: Text | None


class StepApart(Shown):
    """A step in which two calculations differ."""

    title: Text
    under: Text
    one: Text
    other: Text


class CalculationsCompared(Shown):
    """Two kept calculations beside each other."""

    one: KeptRow
    other: KeptRow
    one_form: Text
    other_form: Text
    low: int
    high: int
    steps: list[StepApart]
