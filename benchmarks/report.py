"""The figures as tables for people and as JSON for programs, with the machine and the versions they were got on."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.operators import Compared, disagreements
from benchmarks.rivals import FRAMES, OURS, SQL
from benchmarks.summary import Summary
from benchmarks.targets import Target

__all__ = ["Results", "as_json", "as_text"]


@dataclass
class Results:
    """What one run of the benchmarks measured; sections that were not asked for are empty."""

    operators: Compared = field(default_factory=dict)
    models: dict[str, dict[str, Summary]] = field(default_factory=dict)
    read: Summary = field(default_factory=Summary)
    intake: dict[str, Summary] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)


def machine() -> dict[str, Any]:
    """Processor, memory and versions."""
    versions = {}
    for name in ("duckdb", "polars", "pandas", "numpy", "pyarrow"):
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "absent"
    return {
        "date": dt.date.today().isoformat(),
        "processors": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": versions,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def as_json(results: Results) -> dict[str, Any]:
    """Everything, rows of operators as a list."""
    return {
        "machine": machine(),
        "options": results.options,
        "operators": [
            asdict(setting) | {"rivals": {rival: asdict(one) for rival, one in rivals.items()}}
            for setting, rivals in results.operators.items()
        ],
        "models": {model: {way: asdict(one) for way, one in ways.items()} for model, ways in results.models.items()},
        "read": asdict(results.read),
        "intake": {rival: asdict(one) for rival, one in results.intake.items()},
        "disagreements": disagreements(results.operators),
        "targets": [asdict(target) | {"met": target.met} for target in results.targets],
    }


def as_text(results: Results) -> str:
    """The tables, one under the other."""
    parts = []
    if results.operators:
        parts.append(_operators(results.operators))
    if results.models:
        parts.append(_models(results.models, results.read))
    if results.intake:
        rows = [[rival, *_costs(one)] for rival, one in results.intake.items()]
        parts.append(_table("Intake of one CSV", ["", "CPU s", "peak MiB"], rows))
    if results.targets:
        rows = [
            ["yes" if one.met else "NO", f"{one.value:.2f}", f"{'≥' if one.least else '≤'} {one.bound:g}", one.name]
            for one in results.targets
        ]
        parts.append(_table("Targets", ["met", "value", "bound", "target"], rows))
    wrong = disagreements(results.operators)
    if wrong:
        parts.append("Rivals that do not agree:\n" + "\n".join(wrong))
    return "\n\n".join(parts)


def _operators(compared: Compared) -> str:
    head = ["case", "data", "rows", "limit", "ours", "+lineage", "SQL+doubts", "SQL hits", "Polars", "pandas",
            "pandas+ids", "/SQL+d", "/SQL", "lin/SQL+d", "pandas/", "ids/", "compile ms", "peak MiB",
            "SQL MiB"]  # fmt: skip
    rows = []
    for setting, rivals in compared.items():
        ours, lineage = (rivals.get(name, Summary()) for name in OURS)
        hits, whole = (rivals.get(name, Summary()) for name in SQL)
        frames = [rivals.get(name, Summary()) for name in FRAMES]
        cpu = [_seconds(one) for one in (ours, lineage, whole, hits, *frames)]
        ratios = [_ratio(ours, whole), _ratio(ours, hits), _ratio(lineage, whole)]
        ratios += [_ratio(one, ours) for one in frames[1:]]
        compiled = f"{ours.notes.get('compile_ms', 0):.1f}"
        rows.append([setting.case, setting.shape, f"{setting.rows:,}", setting.memory, *cpu, *ratios, compiled,
                     f"{ours.peak:.0f}", f"{whole.peak:.0f}"])  # fmt: skip
    return _table("Operators: CPU seconds, medians", head, rows)


def _models(models: dict[str, dict[str, Summary]], read: Summary) -> str:
    head = [
        "model",
        "none",
        "lineage",
        "ratio",
        "recovered",
        "clues made",
        "compile ms",
        "MiB none",
        "MiB lineage",
        "rows",
    ]
    rows = []
    for model, ways in models.items():
        none, auto = ways["none"], ways["auto"]
        rows.append([
            model, _seconds(none), _seconds(auto), _ratio(auto, none), "yes" if auto.notes.get("recovered") else "",
            f"{auto.notes.get('collect_cpu', 0):.2f}", f"{auto.notes.get('compile_ms', 0):.0f}", f"{none.peak:.0f}",
            f"{auto.peak:.0f}", str(auto.answer.get("rows", "")),
        ])  # fmt: skip
    without, with_ = (sum(ways[way].cpu for ways in models.values()) for way in ("none", "auto"))
    rows.append(["sum", f"{without:.2f}", f"{with_:.2f}", f"{with_ / without:.2f}" if without else "", *[""] * 6])
    if read.cpu:
        rows.append(["reading every column once", f"{read.cpu:.2f}", *[""] * 8])
    return _table("Models: CPU seconds, medians", head, rows)


def _seconds(one: Summary) -> str:
    return "failed" if one.failed else f"{one.cpu:.2f}" if one.times else ""


def _ratio(one: Summary, other: Summary) -> str:
    return f"{one.cpu / other.cpu:.2f}" if one.cpu and other.cpu else ""


def _costs(one: Summary) -> list[str]:
    return [_seconds(one), f"{one.peak:.0f}"]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *rows]]
    return "\n".join([title, lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
