"""The sections on a synthetic province: making a small one, what lineage, all models and intake cost."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.intake import largest_csv
from benchmarks.meter import metered
from benchmarks.models import model_ids
from benchmarks.spawn import Failed, measure
from benchmarks.summary import Summary, in_turn
from benchmarks.targets import Target
from mingjian.province import build

__all__ = ["intake_targets", "measure_intake", "measure_models", "measure_read", "model_targets", "read_target",
           "small_target"]  # fmt: skip

OVERALL, ANY, MEMORY, OVER_READ, OVER_COPY = 1.3, 1.75, 1.3, 2.0, 5.0
SMALL, SECONDS = 5_000, 6.0
"""People of the province that tests make, and the CPU seconds it may take."""
WAYS = ("none", "auto")


def small_target(folder: Path, *, repeat: int, threads: int, told: Callable[[str], None]) -> list[Target]:
    """Making a province as small as tests make it."""
    seconds = []
    for _ in range(repeat):
        with metered() as cost:
            build(folder / "small", SMALL, 1, threads=threads)
        seconds.append(cost.cpu)
    told(f"a province of {SMALL:,} people: {median(seconds):.2f} s")
    return [Target(f"a province of {SMALL:,} people, CPU seconds", median(seconds), SECONDS)]


def measure_models(
    lake: Path, scratch: Path, *, repeat: int, memory: str, threads: int, only: set[str], told: Callable[[str], None]
) -> dict[str, dict[str, Summary]]:
    """Every model without and with lineage, in turn; one run before, not counted, makes what is made only once."""
    found = {}
    for model in model_ids():
        if only and model not in only:
            continue
        common = {"lake": str(lake), "model": model, "memory": memory, "threads": threads, "scratch": str(scratch)}
        try:
            measure("model", lineage="auto", **common)
        except Failed as error:
            told(f"{model}: {error}")
        works = {way: (lambda way=way, common=common: measure("model", lineage=way, **common)) for way in WAYS}
        found[model] = in_turn(works, dict.fromkeys(WAYS, repeat), told)
        told(f"{model}: " + "  ".join(f"{way} {one.cpu:.2f} s {one.peak:.0f} MiB" for way, one in found[model].items()))
    return found


def model_targets(models: dict[str, dict[str, Summary]]) -> list[Target]:
    """Lineage against none: summed, for any model (a tenth of a second is noise), and in memory."""
    if not models:
        return []
    found = [Target("lineage, CPU summed over the models", _summed(models, "auto") / _summed(models, "none"), OVERALL)]
    for model, ways in models.items():
        none, auto = ways["none"], ways["auto"]
        failed = bool(none.failed or auto.failed or none.answer != auto.answer)
        found.append(Target(f"lineage, {model}", math.nan if failed else auto.cpu / none.cpu, ANY))
    highest = {way: max(ways[way].peak for ways in models.values()) for way in WAYS}
    found.append(Target("lineage, highest memory of any model", highest["auto"] / (highest["none"] or 1), MEMORY))
    worst = max(ways["auto"].peak / (ways["none"].peak or 1) for ways in models.values())
    found.append(Target("lineage, memory of one model against itself", worst, MEMORY))
    return found


def measure_read(lake: Path, *, repeat: int, memory: str, threads: int, told: Callable[[str], None]) -> Summary:
    """Reading every column once."""
    common = {"lake": str(lake), "memory": memory, "threads": threads}
    return in_turn({"read": lambda: measure("read", **common)}, {"read": repeat}, told)["read"]


def read_target(models: dict[str, dict[str, Summary]], read: Summary) -> list[Target]:
    """All models with lineage against one reading; with clues, row ids and sentences made of the rows, too."""
    if not models or not read.cpu:
        return []
    gathered = _summed(models, "auto") + sum(ways["auto"].notes.get("collect_cpu", 0.0) for ways in models.values())
    return [
        Target("all models with lineage / reading every column once", _summed(models, "auto") / read.cpu, OVER_READ),
        Target("the same, with clues and row ids made of the rows", gathered / read.cpu, OVER_READ),
    ]


def _summed(models: dict[str, dict[str, Summary]], way: str) -> float:
    return sum(ways[way].cpu for ways in models.values())


def measure_intake(
    folder: Path, *, people: int, seed: int, repeat: int, memory: str, threads: int, told: Callable[[str], None]
) -> dict[str, Summary]:
    """Intake and DuckDB's copy of one file, in turn."""
    file, standard = largest_csv(folder, people, seed)
    common = {"file": str(file), "standard": standard, "memory": memory, "threads": threads}
    works = {rival: (lambda rival=rival: measure("intake", rival=rival, **common)) for rival in ("mingjian", "duckdb")}
    found = in_turn(works, dict.fromkeys(works, repeat), told)
    told(
        f"intake of {standard}, {file.stat().st_size >> 20} MiB: "
        + "  ".join(f"{k} {v.cpu:.2f}" for k, v in found.items())
    )
    return found


def intake_targets(found: dict[str, Summary]) -> list[Target]:
    """Intake with all its checks against the copy."""
    if not found:
        return []
    same = found["mingjian"].answer == found["duckdb"].answer
    ratio = found["mingjian"].cpu / found["duckdb"].cpu if same and found["duckdb"].cpu else math.nan
    return [Target("intake / DuckDB copying the same CSV", ratio, OVER_COPY)]
