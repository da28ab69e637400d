"""``python -m benchmarks.search PART``: what the search reaches on real data (``MINGJIAN_DATA``).

``statutes``: lay questions. ``--exam`` looks at the half that nothing was tuned on.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search import statutes

__all__ = ["main"]

_PARTS = {"statutes": statutes.measure}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 without the data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("part", choices=_PARTS)
    parser.add_argument("--work", type=Path, default=Path(".search-bench"), help="folder for what is built")
    parser.add_argument("--exam", action="store_true", help="the other half")
    options = parser.parse_args(arguments)
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        print("no data: MINGJIAN_DATA names no folder")
        return 2
    _PARTS[options.part](Path(data), options.work, options.exam)
    return 0


if __name__ == "__main__":
    sys.exit(main())
