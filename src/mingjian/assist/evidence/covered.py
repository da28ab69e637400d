"""How far the packs reach: which charges have one, of how many points and requirements, and how much is unverified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.assist.evidence.laws import cited
from mingjian.assist.evidence.pack import ELEMENTS
from mingjian.assist.evidence.packs import Pack
from mingjian.law import charges

__all__ = ["coverage_map"]


def coverage_map(packs: Mapping[str, Pack]) -> dict[str, Any]:
    """Every pack with its counts, and how many charges of today have none. Elements without a point are told."""
    rows = [_row(one) for one in packs.values()]
    today = [name for name, one in charges().items() if one.end is None]
    have = {row["charge"] for row in rows}
    return {"packs": rows, "charges": len(today), "without": len([name for name in today if name not in have])}


def _row(pack: Pack) -> dict[str, Any]:
    needs = [need for point in pack.file.points.values() for need in point.needs]
    references = {reference for need in needs for reference in need.ref}
    elements = {point.element for point in pack.file.points.values()}
    return {
        "pack": pack.id, "version": pack.named, "title": pack.file.title.model_dump(), "charge": pack.file.charge,
        "points": len(pack.file.points), "needs": len(needs),
        "levels": {level: sum(need.level == level for need in needs) for level in ("must", "should", "may")},
        "favourable": len(pack.file.favourable),
        "without": [name for name in ELEMENTS if name not in elements],
        "unverified": sorted(one for one in references if not cited(one).law.verified),
    }  # fmt: skip
