"""What a charge was called on the day of the act."""

from __future__ import annotations

from datetime import date

from mingjian.law.charges import Charge, charges

__all__ = ["name_on"]


def name_on(charge: Charge, day: date | None) -> str | None:
    """The charge's name on the day of the act; None when it was no charge then. Today's name where no day is known."""
    if day is None or charge.valid_on(day):
        return charge.name
    return next((one.name for one in charges().values() if one.now == charge.name and one.valid_on(day)), None)
