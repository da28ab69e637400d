"""Who chose what: whoever asks now, but for what stands as it did in the calculation that was opened again."""

from __future__ import annotations

import json
from typing import Any

from mingjian.assist.sentencing import CrimeFacts, Facts

__all__ = ["signed"]


def signed(facts: Facts, name: str, before: Facts | None = None) -> Facts:
    """The facts with a name at every choice. Nobody can sign for somebody else: names that come along do not count."""
    data = facts.plain()
    kept = before is not None and before.together is not None and before.together == facts.together
    data["chosen_by"] = _who(kept, before.chosen_by if before else None, before, name)
    for number, crime in enumerate(facts.crimes):
        _crime(data["crimes"][number], crime, _known(before, number, crime.charge), name, before)
    return Facts.model_validate_json(json.dumps(data))


# -- within ----------------------------------------------------------------------------------------------


def _who(same: bool, by: str | None, before: Facts | None, name: str) -> str:
    """Of a choice that stands: who made it then. Of any other: who asks."""
    return (by or (before.chosen_by if before else None) or name) if same else name


def _known(before: Facts | None, number: int, charge: str) -> CrimeFacts | None:
    """The same crime of the calculation before."""
    if before is None or number >= len(before.crimes) or before.crimes[number].charge != charge:
        return None
    return before.crimes[number]


def _crime(data: dict[str, Any], crime: CrimeFacts, known: CrimeFacts | None, name: str, before: Facts | None) -> None:
    data.pop("start_by", None)
    if crime.start is not None:
        same = known is not None and (known.start, known.situation) == (crime.start, crime.situation)
        data["start_by"] = _who(same, known.start_by if known else None, before, name)
    for key, one in crime.circumstances.items():
        data["circumstances"][key].pop("by", None)
        if one.ratio is not None or (one.source is not None and one.confirmed):
            was = known.circumstances.get(key) if known else None
            same = was is not None and (was.ratio, was.why, was.confirmed) == (one.ratio, one.why, one.confirmed)
            data["circumstances"][key]["by"] = _who(same, was.by if was else None, before, name)
    for at, increment in enumerate(crime.increments):
        was_one = known.increments[at] if known and at < len(known.increments) else None
        same = was_one is not None and was_one.model_copy(update={"by": increment.by}) == increment
        data["increments"][at]["by"] = _who(same, was_one.by if was_one else None, before, name)
