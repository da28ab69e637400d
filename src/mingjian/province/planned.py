"""What a case is to be: the plan that ``justice`` carries out and ``consequences`` follows."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.province.clock import Bools, Ints

PENALTIES = (
    "fixed_term", "detention", "surveillance", "life", "suspended_death", "death", "fine_only", "exempted", "acquitted",
)  # fmt: skip
HELD, BAIL, GAP = 0, 1, 2
"""Before judgment: in custody throughout, on bail throughout, in custody first and then on bail."""


@dataclass
class Plan:
    """What is to be made; arrays have one entry a person. Penalties index ``PENALTIES``, charges ``CHARGES``."""

    person: Ints
    charge: Ints
    judged: Ints
    crime: Ints
    penalty: Ints
    months: Ints
    probation: Ints
    fine: Ints
    manner: Ints
    days: Ints
    confine: Bools
    enrol: Bools
    police: bool
    place: Ints
    effective: Ints | None
    filed: Ints | None
    detained: Ints | None
    held_days: Ints | None
    details: dict[str, object]
