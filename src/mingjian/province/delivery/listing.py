"""``deliveries.yaml``: what to import, in order, with coverage, owner and the day of extraction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingjian.province import regions
from mingjian.province.clock import AS_OF, iso
from mingjian.province.delivery.agencies import Agency, Period
from mingjian.province.delivery.files import Delivered
from mingjian.province.world import World


def write_list(
    root: Path, world: World, jobs: Sequence[tuple[Agency, Period]], delivered: Sequence[Delivered], people: int,
    dirt: float, silent: float,
) -> None:  # fmt: skip
    """The first delivery of a dataset is full, later ones of other agencies are appended to it."""
    out = [
        "# 虚构省份的数据交付清单，按顺序导入 / deliveries of a synthetic province, to be imported in this order",
        f"as_of: {iso(AS_OF)}",
        "synthetic: true",
        f"people: {people}",
        f"seed: {world.seed}",
        f"dirt: {dirt}",
        f"silent: {silent}",
        "deliveries:",
    ]
    seen: set[str] = set()
    for (agency, period), done in zip(jobs, delivered, strict=True):
        dataset = agency.layout.dataset
        first = dataset not in seen
        whole_again = period.kind == "full" and len(agency.cities) == len(regions.CITIES)
        kind = "full" if first or whole_again else "correction" if period.kind == "correction" else "append"
        seen.add(dataset)
        out += [
            f"  - file: {done.file}",
            f"    agency: {agency.layout.agency}",
            f"    standard: {agency.layout.standard.major}",
            f"    dataset: {dataset}",
            f"    delivery: {kind}",
            f'    owner: "{agency.region}"',
            f"    rows: {done.rows}",
            f"    extracted_on: {iso(period.extracted)}",
        ]
        if period.kind != "correction":
            span = f"from: {iso(period.first)}, to: {iso(period.last)}"
            out.append(f'    coverage: [{{region: "{agency.region}", {span}}}]')
    (root / "deliveries.yaml").write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")
