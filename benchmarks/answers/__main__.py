"""``python -m benchmarks.answers PART``: routing in time, finding again, taking names out, over invented data.

``routing``: a simulation with and without escalation. ``finding``: paraphrases. ``anonymising``: planted particulars,
and lay questions of ``MINGJIAN_DATA`` where there is any. ``--exam`` takes tellings and a half nothing was tuned on.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.answers import anonymising, finding
from mingjian.knowledge.answers.simulation import Setting, simulate

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers", description=__doc__)
    parser.add_argument("part", choices=("routing", "finding", "anonymising"))
    parser.add_argument("--seed", type=int, default=44_001)
    parser.add_argument("--many", type=int, default=500, help="texts with particulars")
    parser.add_argument("--exam", action="store_true", help="what nothing was tuned on")
    options = parser.parse_args(arguments)
    print(json.dumps(_measured(options), ensure_ascii=False, indent=1))
    return 0


def _measured(options: argparse.Namespace) -> object:
    if options.part == "routing":
        return [simulate(Setting(options.seed, escalation=one)).as_dict() for one in (True, False)]
    data = Path(given) if (given := os.environ.get("MINGJIAN_DATA")) else None
    if options.part == "finding":
        with tempfile.TemporaryDirectory() as folder:
            return finding.measure(options.seed, options.exam, Path(folder), data)
    return anonymising.measure(options.seed, options.many, options.exam, data)


if __name__ == "__main__":
    sys.exit(main())
