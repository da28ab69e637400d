"""Read the truth of a province: what a model should find, must not find, and cannot be asked to find."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


@dataclass(frozen=True)
class Expected:
    """The truth about one model; keys are as in ``plants.KEYS`` (a case number, id number, credit code, or id|code).

    ``violations``: all planted; ``findable``: those whose rows are readable; ``silent``: those behind which a valid but
    wrong value stands; ``traps``: key → name of the trap.
    """

    model: str
    violations: frozenset[str]
    findable: frozenset[str]
    silent: frozenset[str]
    rules: dict[str, str]
    traps: dict[str, str]
    people: frozenset[str]


def expected(folder: Path | str) -> dict[str, Expected]:
    """The truth by model. Raises FileNotFoundError where there is no province."""
    truth = Path(folder) / "truth"
    violations: list[dict[str, Any]] = pq.read_table(truth / "violations.parquet").to_pylist()
    traps: list[dict[str, Any]] = pq.read_table(truth / "traps.parquet").to_pylist()
    plants: list[dict[str, Any]] = pq.read_table(truth / "plants.parquet").to_pylist()
    out = {}
    for model in dict.fromkeys(plant["model"] for plant in plants):
        mine = [row for row in violations if row["model"] == model]
        out[model] = Expected(
            model=model,
            violations=frozenset(row["key"] for row in mine),
            findable=frozenset(row["key"] for row in mine if row["findable"] and not row["silent"]),
            silent=frozenset(row["key"] for row in mine if row["silent"]),
            rules={row["key"]: row["rule"] for row in mine},
            traps={row["key"]: row["rule"] for row in traps if row["model"] == model},
            people=frozenset(row["person"] for row in mine),
        )
    return out
