"""The facts of a civil document as typed values."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from mingjian.documents.found import Found


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Agent(_Part):
    """Who acts for a party; ``kind``: lawyer, legal_worker, staff, relative."""

    name: Found[str]
    kind: Found[str] | None = None
    firm: Found[str] | None = None


class Party(_Part):
    """One party; ``role`` is that of this instance, ``below`` the roles printed in brackets behind it."""

    name: Found[str]
    role: Found[str]
    below: Found[str] | None = None
    organisation: bool = False
    sex: Found[str] | None = None
    birth_date: Found[str] | None = None
    id_number: Found[str] | None = None
    uscc: Found[str] | None = None
    address: Found[str] | None = None
    representative: Found[str] | None = None
    agents: list[Agent] = []
    absent: Found[bool] | None = None  # did not come though summoned


class Loan(_Part):
    """A private loan as the court found it; where the text has no findings, as claimed (sure 0.5 and less).

    Rates are per cent a year; null where the text names a bank's rate, not a figure.
    """

    lent_on: Found[str] | None = None
    principal: Found[Decimal] | None = None
    delivery: Found[str] | None = None  # cash, transfer, both
    rate_claimed: Found[Decimal] | None = None
    rate_found: Found[Decimal] | None = None
    iou: Found[bool] | None = None


class Contracting(_Part):
    """What is said about the contracting of building works: ``kind`` affiliation (挂靠), assignment (转包), subcontract
    (违法分包); ``told_by`` court or party. ``company`` lent its name or passed the works on, ``other`` took them.
    """

    kind: Found[str]
    told_by: Found[str]
    company: Found[str] | None = None
    other: Found[str] | None = None
    project: Found[str] | None = None
    sentence: Found[str]


class Works(_Part):
    """Building works as the court tells of them; ``harm``: to safety, or works of bad quality."""

    ended_on: Found[str] | None = None
    harm: Found[bool] | None = None


class CivilDocument(_Part):
    """A civil judgment, ruling or mediation, or a document of enforcement; spans point into ``text``."""

    court: Found[str] | None = None
    case_number: Found[str] | None = None
    document_type: Found[str] | None = None
    stage: Found[str] | None = None
    cause: Found[str] | None = None
    procedure: Found[str] | None = None
    filed_on: Found[str] | None = None
    judged_on: Found[str] | None = None
    public_notice: Found[bool] | None = None
    default: Found[bool] | None = None
    outcome: Found[str]
    claims: Found[str] | None = None
    awarded: Found[Decimal] | None = None
    fee: Found[Decimal] | None = None
    articles: list[Found[str]] = []
    parties: list[Party] = []
    loan: Loan | None = None
    contracting: list[Contracting] = []
    works: Works | None = None
    text: str = ""

    @property
    def decided(self) -> bool:
        """Whether the text holds the end of the case."""
        return self.outcome.value != "none"
