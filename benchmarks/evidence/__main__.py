"""What evidence guidance is measured by: `python -m benchmarks.evidence --seed 44001`; leaves with 1 where a target is
missed. Files are made by `making`, faults by `holes`, `clashes` and `forms`; none of them knows the product's rules."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from benchmarks.evidence.papers.reading import fields, findings
from benchmarks.evidence.scoring import completeness, contradictions, forms
from benchmarks.targets import Target

PARTS: dict[str, Callable[[int], list[Target]]] = {
    "completeness": completeness,
    "forms": forms,
    "contradictions": contradictions,
    "fields": fields,
    "findings": findings,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """All parts, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas: {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=44_001)
    given = parser.parse_args(arguments)
    targets = [target for name in given.only.split(",") for target in PARTS[name](given.seed)]
    for one in targets:
        sign = "≥" if one.least else "≤"
        print(f"{'met   ' if one.met else 'MISSED'} {one.name:68} {one.value:8.4f} {sign} {one.bound:g}", flush=True)
    return 0 if all(one.met for one in targets) else 1


if __name__ == "__main__":
    raise SystemExit(main())
