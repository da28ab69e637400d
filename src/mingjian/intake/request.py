"""What a load was asked to do, and whether it was done before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.intake.mapping import MappingFile
from mingjian.intake.plan import PlannedTable
from mingjian.intake.version import INTAKE_VERSION
from mingjian.lake import Coverage, Lake, Manifest
from mingjian.lake.manifest import Delivery as DeliveryKind
from mingjian.standards import Standard


@dataclass(frozen=True)
class Request:
    """What is loaded as what."""

    dataset: str
    standard: Standard
    mapping: MappingFile
    delivery: DeliveryKind
    owner: str
    synthetic: bool
    coverage: tuple[Coverage, ...]
    extracted_on: date | None
    origin: dict[str, Any] | None = None


def load_fingerprint(request: Request, tables: Sequence[PlannedTable]) -> str:
    """Hash of source bytes, mapping, standard and intake version: equal ones give equal rows."""
    parts = {
        "sources": [[table.source.sha256, table.head.sheet or ""] for table in tables],
        "columns": {key: one.model_dump(mode="json") for key, one in request.mapping.columns.items()},
        "options": request.mapping.options.model_dump(mode="json"),
        "standard": hashlib.sha256(request.standard.model_dump_json().encode()).hexdigest(),
        "intake": INTAKE_VERSION,
        "delivery": request.delivery,
        "owner": request.owner,
        "synthetic": request.synthetic,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def already_there(lake: Lake, request: Request, fingerprint: str) -> Manifest | None:
    """The version an identical load made, if the dataset still stands on it."""
    latest = lake.latest(request.dataset)
    if latest is None or request.delivery == "full":
        return latest if latest is not None and latest.fingerprint == fingerprint else None
    line = {one.version: one for one in lake.versions(request.dataset)}
    step: Manifest | None = latest
    while step is not None:
        if step.fingerprint == fingerprint:
            return step
        step = line.get(step.parent) if step.parent and step.delivery != "full" else None
    return None
