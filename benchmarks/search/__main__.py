"""``python -m benchmarks.search PART``: what the search reaches on real data (``MINGJIAN_DATA``).

``statutes``: lay questions. ``similar``: loan triples and a proxy of LeCaRDv2. ``engines``: time beside SQLite FTS5 and
tantivy. ``size``: time over 100,000 documents. ``--exam`` takes the half that nothing was tuned on, ``--save`` keeps
what was reached, ``compare OLD NEW`` tells gains and losses of two kept runs, item by item.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search import engines, similar, size, statutes
from benchmarks.search.runs import compare, save, tell

__all__ = ["main"]

_PARTS = {"statutes": statutes.measure, "similar": similar.measure, "engines": engines.measure, "size": size.measure}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 without the data."""
    options = _parser().parse_args(arguments)
    if options.part == "compare":
        return compare(options.old, options.new)
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        print("no data: MINGJIAN_DATA names no folder")
        return 2
    runs = []
    for run in _PARTS[options.part](Path(data), options.work, options.exam):
        tell(run)
        runs.append(run)
    if options.save:
        save(options.save, runs)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    for name in _PARTS:
        part = parts.add_parser(name)
        part.add_argument("--work", type=Path, default=Path(".search-bench"), help="folder for what is built")
        part.add_argument("--exam", action="store_true", help="the other half")
        part.add_argument("--save", type=Path, metavar="FILE", help="keep what every item reached")
    both = parts.add_parser("compare")
    both.add_argument("old", type=Path)
    both.add_argument("new", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
