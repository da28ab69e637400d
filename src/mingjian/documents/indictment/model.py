"""The facts of an indictment as typed values."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from mingjian.documents.found import Found
from mingjian.documents.model import Asserted, Party

__all__ = ["Accused", "Asserted", "Indictment"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Accused(Party):
    """One person or unit accused."""

    asserted: Asserted = Asserted()


class Indictment(_Part):
    """An indictment; every value with its span in the text that was given."""

    procuratorate: Found[str] | None = None
    court: Found[str] | None = None  # to which it is addressed
    indictment_number: Found[str] | None = None
    transferred_on: Found[str] | None = None
    accused_on: Found[str] | None = None
    articles: list[Found[str]] = []
    crime_from: Found[str] | None = None
    crime_to: Found[str] | None = None
    blood_alcohol: Found[Decimal] | None = None
    defendants: list[Accused] = []
    text: str = ""

    @property
    def decided(self) -> bool:
        """Whether the text says what is charged."""
        return any(person.asserted.charges for person in self.defendants)
