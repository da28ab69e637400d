"""What one per cent of new rows does to who is who: `python -m benchmarks.steady FOLDER [--people 100000] [--seed 1]`.

A province is resolved, every dataset gets what a province of a hundredth of the people would send, and it is resolved
again. Subject ids must be what they were, and a link that changes must have its reason. Leaves with 1 where not.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.library import LEAST, orders
from benchmarks.models import province_lake
from mingjian.identity import IdentityStore, Resolution, resolve
from mingjian.identity.records_file import records_of
from mingjian.intake import Intake
from mingjian.lake import Lake
from mingjian.province import build
from mingjian.runs.tables import values


def linked(lake: Lake, resolution: Resolution) -> dict[str, str]:
    """Record → number it was taken for."""
    return {one.fingerprint: one.candidates[0].key for one in records_of(lake, resolution, state="linked")}


def subjects(lake: Lake) -> dict[tuple[str, str], int]:
    """Every subject there is, by kind and number."""
    found: dict[tuple[str, str], int] = {}
    for kind in lake.subjects.kinds():
        for part in lake.subjects.parts(kind):
            table = pq.read_table(part.path)
            for subject, key in zip(values(table, "subject"), values(table, "key"), strict=True):
                found[kind, key] = subject
    return found


def main() -> int:
    """Both resolutions and what differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=4242)
    given = parser.parse_args()
    source = province_lake(given.folder, given.people, given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        shutil.copytree(source, Path(scratch) / "lake")
        lake = Lake.open(Path(scratch) / "lake")
        first = resolve(lake)
        links, ids = linked(lake, first), subjects(lake)
        province = Path(scratch) / "delivery"
        build(province, max(given.people // 100, LEAST), 77, 0.05, violations=False)
        there = set(lake.datasets())
        wanted = [one for one in orders(province) if one.dataset in there]
        new = sum(made.counts.accepted for made in Intake(lake).load_all(wanted))
        second = resolve(lake)
        now, after = linked(lake, second), subjects(lake)
        changes = IdentityStore(lake).table(second, "changes.parquet").to_pylist()
        old = sum(one.rows for name in lake.datasets() if (one := Lake.open(source).latest(name)) is not None)
    reasons = {one["fingerprint"]: one["why"] for one in changes}
    moved = {key for key, subject in ids.items() if after.get(key) != subject}
    differ = {record for record, key in links.items() if now.get(record) != key}
    untold = differ - set(reasons)
    print(f"{given.people:,} people; {new / old:.1%} new rows; {len(ids):,} subjects, {len(after) - len(ids):,} new")
    print(f"subject ids that changed: {len(moved)}")
    print(f"links {len(links):,}, then {len(now):,}; changed {len(differ)}: {dict(Counter(reasons.values()))}")
    print(f"changed without a reason: {len(untold)}")
    return 1 if moved or untold else 0


if __name__ == "__main__":
    raise SystemExit(main())
