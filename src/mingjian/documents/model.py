"""The facts of a judgment as typed values."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from mingjian.documents.found import Found

Kind = Literal[
    "fixed_term", "detention", "surveillance", "life", "death", "suspended_death", "fine_only", "exempted", "acquitted"
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Sentence(_Part):
    """A penalty: ``months`` and ``days`` of the main penalty, money in yuan, ``deprivation_months`` -1 for life."""

    kind: Found[str] | None = None
    months: Found[int] | None = None
    days: Found[int] | None = None
    fine: Found[Decimal] | None = None
    confiscation: Found[Decimal | Literal["all"]] | None = None
    probation_months: Found[int] | None = None
    deprivation_months: Found[int] | None = None


class Count(Sentence):
    """A charge the defendant was judged for and what was imposed for it."""

    charge: Found[str]


class Prior(_Part):
    """An earlier punishment told in the heading; ``on`` is an ISO day, cut where the document gives no more."""

    on: str | None
    charge: str | None
    kind: str | None
    months: int | None


class Measure(_Part):
    """A coercive measure: seized, detained, arrested, bail, residence, released, administrative."""

    kind: str
    on: str | None


class Proposal(_Part):
    """The prosecution's proposal in months; equal ends for one figure, low null for an upper limit only."""

    kind: str
    months_low: int | None
    months_high: int | None


class FullProposal(Proposal):
    """A proposal with its fine in yuan and its probation; equal ends for one figure, null for what is not said."""

    fine_low: Decimal | None = None
    fine_high: Decimal | None = None
    probation: bool | None = None
    probation_low: int | None = None
    probation_high: int | None = None


class Asserted(_Part):
    """What the prosecution asserts of a defendant, in its indictment or as a judgment retells it.

    ``reasoned``: the prosecution's reasons stand in the text; without them nothing is known of circumstances.
    """

    charges: list[Found[str]] = []
    act_count: Found[int] | None = None
    amount: Found[Decimal] | None = None
    circumstances: list[Found[str]] = []
    reasoned: bool = False
    proposal: Found[FullProposal] | None = None


class Party(_Part):
    """One person or unit before the court, as the heading tells it."""

    name: Found[str]
    unit: bool = False
    sex: Found[str] | None = None
    birth_date: Found[str] | None = None
    id_number: Found[str] | None = None
    home: Found[str] | None = None
    priors: list[Found[Prior]] = []
    measures: list[Found[Measure]] = []


class Defendant(Party):
    """One person or unit judged."""

    charges: list[Count] = []
    combined: bool = False
    final: Sentence | None = None
    revoked_probation: Found[bool] | None = None
    sentence_from: Found[str] | None = None
    sentence_to: Found[str] | None = None
    recover: Found[bool] | None = None
    forfeit: Found[bool] | None = None
    illegal_gain: Found[Decimal] | None = None
    credit: Found[int] | None = None  # days of custody the operative part says it credits
    circumstances: list[Found[str]] = []
    proposal: Found[Proposal] | None = None
    act_count: Found[int] | None = None  # acts and money as the court finds them
    amount: Found[Decimal] | None = None
    asserted: Asserted = Asserted()


class Judgment(_Part):
    """A criminal judgment or ruling; every value with its span in the text that was given."""

    court: Found[str] | None = None
    procuratorate: Found[str] | None = None
    case_number: Found[str] | None = None
    document_type: Found[str]
    instance: Found[str]
    procedure: Found[str] | None = None
    accused_on: Found[str] | None = None
    indictment_number: Found[str] | None = None
    judged_on: Found[str] | None = None
    articles: list[Found[str]] = []
    outcome: Found[str]
    defendants: list[Defendant] = []
    crime_from: Found[str] | None = None
    crime_to: Found[str] | None = None
    blood_alcohol: Found[Decimal] | None = None
    amended: Found[bool] | None = None  # the prosecution changed, added to or took back part of its charge at trial
    charge_heard: Found[bool] | None = None  # the parties were heard on another charge than the one prosecuted
    text: str = ""

    @property
    def decided(self) -> bool:
        """Whether the text holds a decision on the charge."""
        return self.outcome.value not in ("none", "sent_back")
