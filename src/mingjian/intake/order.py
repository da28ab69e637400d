"""A delivery that is to be taken in, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.intake.mapping import MappingFile, Options
from mingjian.intake.plan import MappingPlan
from mingjian.lake import Coverage
from mingjian.lake.manifest import Delivery

Mapping = MappingPlan | MappingFile | Path | str | None


@dataclass(frozen=True)
class Order:
    """The arguments of `Intake.load`, for loading several deliveries one after the other."""

    source: Path | str
    standard: str | None = None
    dataset: str | None = None
    mapping: Mapping = None
    delivery: Delivery = "full"
    owner: str = "000000"
    synthetic: bool = False
    coverage: tuple[Coverage, ...] = ()
    extracted_on: date | None = None
    options: Options | None = None
    origin: dict[str, Any] | None = None
