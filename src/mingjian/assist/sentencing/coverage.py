"""Which crimes and provinces the parameters cover on a day: complete, partial, missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from mingjian.assist.sentencing.parameters import Found, Parameters
from mingjian.assist.sentencing.standing import standing_of

__all__ = ["Covered", "coverage", "provinces"]

_REPRINTED = ("reprints", "reprint")
State = Literal["complete", "partial", "missing"]


@dataclass(frozen=True)
class Covered:
    """A crime on a day. `complete`: every situation has a confirmed starting point compared with an official text.
    `unverified`: those that were not; `reprinted`: of them, those that agree with a reprint of the text."""

    crime: str
    charge: str
    state: State
    situations: int
    present: int
    unverified: int
    reprinted: int
    unconfirmed: int
    provincial: int


def coverage(parameters: Parameters, on: dt.date, province: str | None = None) -> list[Covered]:
    """Every crime of the parameters, in their order."""
    return [_covered(parameters, name, on, province) for name in parameters.crimes]


def provinces(parameters: Parameters, on: dt.date) -> dict[str, int]:
    """For every province with a layer, the crimes for which it has a starting point of its own that day."""
    codes = sorted(layer.removeprefix("province:") for layer in parameters.layers)
    return {code: sum(one.provincial > 0 for one in coverage(parameters, on, code)) for code in codes}


def _covered(parameters: Parameters, name: str, on: dt.date, province: str | None) -> Covered:
    crime = parameters.crimes[name]
    ids = [f"crimes.{name}.situations.{one}" for one in crime.situations]
    found = [one for one in (parameters.find(id, on, province) for id in ids) if one is not None]
    unverified = sum(one.value.unverified is not None for one in found)
    reprinted = sum(standing_of(one.value, parameters.compared(one.value)) in _REPRINTED for one in found)
    unconfirmed = sum(_unconfirmed(one, on) for one in found)
    state: State = "missing" if not found else "partial"
    if len(found) == len(ids) and not unverified and not unconfirmed:
        state = "complete"
    return Covered(
        name, crime.charge, state, len(ids), len(found), unverified, reprinted, unconfirmed,
        sum(one.layer != "nation" for one in found),
    )  # fmt: skip


def _unconfirmed(one: Found, on: dt.date) -> bool:
    return one.value.confirmed_to is not None and on > one.value.confirmed_to
