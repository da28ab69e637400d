"""Intake of one large CSV file with all its checks, against DuckDB reading and writing the same file untouched."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.meter import metered
from benchmarks.spawn import Measured

__all__ = ["largest_csv", "run_intake"]


def largest_csv(folder: Path, people: int, seed: int) -> tuple[Path, str]:
    """The largest CSV file a province delivers in UTF-8, dirt and all, and the standard it is delivered under."""
    from ruamel.yaml import YAML

    from mingjian.province import build

    province = folder / f"province-{people}-{seed}"
    if not (province / "deliveries.yaml").exists():
        build(province, people, seed)
    listed: dict[str, Any] = YAML(typ="safe").load((province / "deliveries.yaml").read_text(encoding="utf-8"))
    found = []
    for one in listed["deliveries"]:
        path = province / one["file"]
        if path.suffix == ".csv" and _is_utf8(path):
            found.append((path.stat().st_size, path, str(one["standard"])))
    _, path, standard = max(found)
    return path, standard


def run_intake(rival: str, file: str, standard: str, memory: str, threads: int) -> Measured:
    """Take the file in once, or copy it to Parquet with every cell as text."""
    home = Path(tempfile.mkdtemp(prefix="mingjian-intake-"))
    try:
        if rival == "duckdb":
            return _copied(file, home, memory, threads)
        from mingjian.intake import Intake
        from mingjian.lake import Lake

        lake = Lake.create(home / "lake")
        intake = Intake(lake, memory_limit=memory, threads=threads)
        with metered() as cost:
            manifest = intake.load(file, standard, synthetic=True)
        notes = {"accepted": manifest.counts.accepted, "quarantined": manifest.counts.quarantined}
        return Measured(cost.cpu, cost.wall, cost.peak, {"rows": manifest.counts.source}, notes)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _copied(file: str, home: Path, memory: str, threads: int) -> Measured:
    with duckdb.connect(config={"memory_limit": memory, "threads": threads}) as con:
        read = f"read_csv('{file}', all_varchar = true)"
        with metered() as cost:
            con.execute(f"COPY (SELECT * FROM {read}) TO '{home}/copy.parquet' (FORMAT parquet, COMPRESSION zstd)")
        rows = con.execute(f"SELECT count(*) FROM '{home}/copy.parquet'").fetchall()[0][0]
    return Measured(cost.cpu, cost.wall, cost.peak, {"rows": rows})


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(1 << 16)
    try:
        head[: len(head) - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 8
    return True
