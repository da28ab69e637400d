"""``python -m benchmarks.originality.borders``: small contests of judgments, with copies among them and without.

Of each half of the texts of ``MINGJIAN_DATA`` (as in `texts`) contests of 140 are drawn; of every second one thirty are
disguised copies of others. The share of innocent pairs above the border of .1 %, and of copies, with the border that
copies do not lift and with the plain quantile.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.originality.attacks import ATTACKS
from benchmarks.originality.halves import held_out
from benchmarks.originality.texts import judgments, statutes
from benchmarks.originality.works import TEXTS
from mingjian.originality.prose import Excluded, common, prose
from mingjian.originality.thresholds import bench_border, border

__all__ = ["main"]

WORKS, COPIES, RATE = 140, 30, 0.001


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each contest of a half."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.borders", description=__doc__)
    parser.add_argument("--contests", type=int, default=8)
    parser.add_argument("--half", choices=("tuned", "held-out"), default="tuned")
    options = parser.parse_args(arguments)
    begin = time.process_time()
    folder = Path(os.environ["MINGJIAN_DATA"])
    everybody, whole = statutes(folder), judgments(folder, 1000)
    mine = [text for name, text in whole.items() if held_out(name) == (options.half == "held-out")]
    hosts = [text for name, text in whole.items() if held_out(name) != (options.half == "held-out")]
    for number in range(options.contests):
        _contest(random.Random(1000 + number), mine, hosts, everybody, COPIES * (number % 2))
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


def _contest(chance: random.Random, mine: list[str], hosts: list[str], everybody: Excluded, copies: int) -> None:
    texts = chance.sample(mine, WORKS - copies)
    texts += [ATTACKS[chance.choice(TEXTS)](texts[source], chance.choice(hosts), chance) for source in range(copies)]
    truth = {(source, WORKS - copies + source) for source in range(copies)}
    found = {(one.first, one.second): one.value for one in common([prose(text, everybody) for text in texts])}
    pairs = WORKS * (WORKS - 1) // 2
    shown = []
    for spared in (WORKS // 2, 0):
        limit = border(list(found.values()), pairs, RATE, bench_border("text", WORKS), spared).value
        above = {place for place, value in found.items() if value > limit}
        told = f", {len(above & truth)} of {copies} copies" if copies else ""
        shown.append(f"{limit:.0f}: {len(above - truth) / (pairs - copies):.3%} of innocent pairs{told}")
    print(f"border {shown[0]}; plain quantile {shown[1]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
