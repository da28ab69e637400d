"""``python -m benchmarks.charges [advice|amounts|…] [--half exam]``: what advice on charges is worth.

Real texts are in the folder that ``MINGJIAN_DATA`` names; `amounts` measures its seeded facts without it. The exam half
is for once, when the method stands.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.charges import abstaining, advice, amounts, articles, entities, fitting, fresh
from benchmarks.charges.halves import HALVES
from mingjian.assist.charges import Example, train

__all__ = ["main"]

_PARTS = ("advice", "amounts", "articles", "entities", "abstaining", "fresh", "surety")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 without the data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.charges", description=__doc__)
    parser.add_argument("what", nargs="?", choices=_PARTS, default="advice")
    parser.add_argument("--half", choices=HALVES, default="tune")
    parser.add_argument("--seed", type=int, default=44001)
    parser.add_argument("--show", action="store_true", help="print what is wrong (tuning half only)")
    options = parser.parse_args(arguments)
    folder = Path(os.environ.get("MINGJIAN_DATA", ""))
    there = (folder / "lawbench").is_dir()
    if not there and options.what != "amounts":
        print("MINGJIAN_DATA names no folder with lawbench")
        return 1
    if options.what == "amounts":
        show = _show if options.show and options.half == "tune" else None
        amounts.measure(folder if there else None, options.half, options.seed, show)
    elif options.what == "articles":
        articles.measure(folder, options.half, options.show and options.half == "tune")
    elif options.what == "entities":
        entities.measure(folder, options.half)
    elif options.what == "abstaining":
        abstaining.measure(folder, options.half, advice.material(folder))
    elif options.what == "fresh":
        texts = advice.material(folder) if options.half == "exam" else []
        model = train([Example(one.text, one.charges) for one in texts]) if texts else None
        fresh.measure(folder, options.half, model, options.show and options.half == "tune")
    elif options.what == "surety":
        fitting.measure(folder)
    else:
        advice.measure(folder, options.half)
    print(f"{time.process_time():.0f} s of CPU")
    return 0


def _show(asked: amounts.Asked, told: Decimal | None) -> None:
    print(f"--- asked {asked.yuan}, told {told}\n{asked.text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
