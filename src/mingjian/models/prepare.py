"""What compile adds to a model's own steps, so that what cannot be read is doubt and neither a hit nor an absence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mingjian.collision import Scan, Step
from mingjian.models.ghosts import with_ghosts
from mingjian.models.intact import Intact
from mingjian.models.model import Model
from mingjian.models.scans import LakeScan
from mingjian.models.tolerant import tolerant_columns

__all__ = ["prepared"]


def prepared(model: Model, scans: Mapping[str, Scan]) -> tuple[dict[str, Scan], list[Step]]:
    """Scans and steps with a readable version of every need whose nulls are answers, and absence lists made whole.

    ``<need>_readable`` is a step before the others; ``<need>_whole`` is a scan with the quarantined records, read only
    as the list of an absent step.
    """
    found = dict(scans)
    taken = {*scans, *(step.name for step in model.steps)}
    readable: dict[str, str] = {}
    steps: list[Step] = []
    for need, columns in tolerant_columns(model.needs, model.steps).items():
        if not _read_directly(model, need):
            continue
        name = _free(f"{need}_readable", taken)
        readable[need] = name
        steps.append(Step(name, Intact(columns=columns), ((need, need),)))
    for step in model.steps:
        inputs = [(alias, readable.get(name, name)) for alias, name in step.inputs]
        if step.operator.verb == "absent" and len(step.inputs) == 2 and step.inputs[1][1] in model.needs:
            alias, need = step.inputs[1]
            inputs[1] = (alias, _whole(need, scans[need], found, taken))
        steps.append(replace(step, inputs=tuple(inputs)))
    return found, steps


def _read_directly(model: Model, need: str) -> bool:
    """Whether a step reads the need other than as the list of an absence."""
    for step in model.steps:
        for position, (_, name) in enumerate(step.inputs):
            if name == need and not (step.operator.verb == "absent" and position == 1):
                return True
    return False


def _whole(need: str, scan: Scan, found: dict[str, Scan], taken: set[str]) -> str:
    """The scan of a need with its quarantined records, made once; a need that has none stays as it is."""
    name = f"{need}_whole"
    if not isinstance(scan, LakeScan) or scan.manifest is None:
        return need
    if name not in found:
        found[_free(name, taken)] = with_ghosts(scan)
    return name


def _free(name: str, taken: set[str]) -> str:
    """A name nothing else has."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name
