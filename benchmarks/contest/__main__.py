"""What the contest is measured by: `python -m benchmarks.contest [--only results,…]`; leaves with 1 where a target is
missed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from benchmarks.contest.assigning import assigning
from benchmarks.contest.completeness import completeness
from benchmarks.contest.results import results
from benchmarks.targets import Target

PARTS: dict[str, Callable[[], list[Target]]] = {
    "results": results,
    "assigning": assigning,
    "completeness": completeness,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """All parts, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contest", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas: {', '.join(PARTS)}")
    targets = [target for name in parser.parse_args(arguments).only.split(",") for target in PARTS[name]()]
    for one in targets:
        sign = "≥" if one.least else "≤"
        print(f"{'met   ' if one.met else 'MISSED'} {one.name:68} {one.value:8.4f} {sign} {one.bound:g}", flush=True)
    return 0 if all(one.met for one in targets) else 1


if __name__ == "__main__":
    raise SystemExit(main())
