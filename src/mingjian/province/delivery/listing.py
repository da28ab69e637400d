"""``deliveries.yaml``: what to import, in order, with coverage, owner and the day of extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mingjian.province import regions
from mingjian.province.clock import AS_OF, iso
from mingjian.province.delivery.agencies import Agency, Period
from mingjian.province.delivery.files import Delivered

__all__ = ["List", "Told"]

Told = Callable[[int, int, dict[str, Any]], None]
"""Told of each file, in the order of the list, as soon as it is written: which it is, of how many, and its entry."""


class List:
    """Entries as the file has them. The first delivery of a dataset is full, later ones of other agencies are appended
    to it."""

    def __init__(self, jobs: Iterable[tuple[Agency, Period]], told: Told | None = None) -> None:
        self._jobs, self._told = list(jobs), told
        self._entries: list[dict[str, Any]] = []
        self._seen: set[str] = set()

    def add(self, done: Delivered) -> None:
        """The next file is written."""
        agency, period = self._jobs[len(self._entries)]
        dataset = agency.layout.dataset
        first = dataset not in self._seen
        whole_again = period.kind == "full" and len(agency.cities) == len(regions.CITIES)
        kind = "full" if first or whole_again else "correction" if period.kind == "correction" else "append"
        self._seen.add(dataset)
        entry: dict[str, Any] = {
            "file": done.file, "agency": agency.layout.agency, "standard": agency.layout.standard.major,
            "dataset": dataset, "delivery": kind, "owner": agency.region, "rows": done.rows,
            "extracted_on": iso(period.extracted),
        }  # fmt: skip
        if period.kind != "correction":
            entry["coverage"] = [{"region": agency.region, "from": iso(period.first), "to": iso(period.last)}]
        self._entries.append(entry)
        if self._told is not None:
            self._told(len(self._entries), len(self._jobs), entry)

    def write(self, root: Path, people: int, seed: int, dirt: float, silent: float) -> None:
        """Write the file, once all are there."""
        out = [
            "# 虚构省份的数据交付清单，按顺序导入 / deliveries of a synthetic province, to be imported in this order",
            f"as_of: {iso(AS_OF)}",
            "synthetic: true",
            f"people: {people}",
            f"seed: {seed}",
            f"dirt: {dirt}",
            f"silent: {silent}",
            "deliveries:",
            *(line for entry in self._entries for line in _lines(entry)),
        ]
        (root / "deliveries.yaml").write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")


def _lines(entry: dict[str, Any]) -> list[str]:
    out = [f"  - file: {entry['file']}"]
    out += [f"    {key}: {entry[key]}" for key in ("agency", "standard", "dataset", "delivery")]
    out += [f'    owner: "{entry["owner"]}"']
    out += [f"    {key}: {entry[key]}" for key in ("rows", "extracted_on")]
    for span in entry.get("coverage", ()):
        days = f"from: {span['from']}, to: {span['to']}"
        out.append(f'    coverage: [{{region: "{span["region"]}", {days}}}]')
    return out
