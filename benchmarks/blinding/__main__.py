"""`python -m benchmarks.blinding [--documents 200] [--seed 9000] [--show]`: planted names a blind package still shows.

Documents of four kinds, a quarter each. Seeds below 5,000 are for tuning, those above for scoring.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.blinding.making import KINDS, Document, make
from benchmarks.blinding.planting import Plant
from benchmarks.blinding.showing import areas_left, left_in
from benchmarks.targets import Target
from mingjian.contest.blinding import Package, blind

LEAST = 0.99


@dataclass
class Tally:
    """Of one kind of document."""

    documents: int = 0
    planted: int = 0
    left: list[tuple[int, Plant]] = field(default_factory=list)
    areas: int = 0
    areas_left: int = 0
    doubts: list[int] = field(default_factory=list)
    pictures: int = 0
    refused: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0

    @property
    def recall(self) -> float:
        """Of everything planted, in areas where it is a picture."""
        planted = self.planted + self.areas
        return 1 - (len(self.left) + self.areas_left) / planted if planted else float("nan")


def measure(document: Document, seed: int, tally: Tally) -> None:
    """Blind one document and count."""
    with tempfile.TemporaryDirectory() as scratch:
        work, into = Path(scratch) / "work", Path(scratch) / "blind"
        for name, data in document.files.items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        begun = time.process_time()
        package = blind(work, into, document.who.roster, number="1")
        tally.cpu += time.process_time() - begun
        files = {one.relative_to(into).as_posix(): one.read_bytes() for one in into.rglob("*") if one.is_file()}
        tally.left += [(seed, one) for one in left_in(files, document.plants)]
        tally.planted += len(document.plants)
        if document.red:
            drawn = next(into.glob("files/*.pdf"), None)
            total, shown = (1, 1) if drawn is None else areas_left(drawn, document.red)
            tally.areas, tally.areas_left = tally.areas + total, tally.areas_left + shown
            tally.planted -= sum(one.place in ("text", "cell", "header", "footer") for one in document.plants)
    _sheet(package, tally)


def _sheet(package: Package, tally: Tally) -> None:
    tally.documents += 1
    tally.doubts.append(len(package.doubts))
    tally.kinds.update(one.kind for one in package.doubts)
    tally.pictures += len(package.pictures)
    tally.refused += sum(one.serious for one in package.left)


def main(arguments: Sequence[str] | None = None) -> int:
    """All kinds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.blinding", description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9000)
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--show", action="store_true", help="name what is left")
    given = parser.parse_args(arguments)
    tallies: dict[str, Tally] = {kind: Tally() for kind in given.only.split(",")}
    for number in range(given.documents):
        kind = list(tallies)[number % len(tallies)]
        measure(make(kind, given.seed + number), given.seed + number, tallies[kind])
    whole = Tally()
    for kind, one in tallies.items():
        print(_line(kind, one), flush=True)
        whole.planted, whole.areas = whole.planted + one.planted, whole.areas + one.areas
        whole.left, whole.areas_left = whole.left + one.left, whole.areas_left + one.areas_left
        if given.show:
            for seed, plant in one.left:
                print(f"  left {seed}: {plant}")
    target = Target("recall of planted names", whole.recall, LEAST, least=True)
    shown = f"{target.name} {target.value:.4f} of {whole.planted + whole.areas}, at least {LEAST}"
    print(f"{'met' if target.met else 'MISSED'}: {shown}")
    return 0 if target.met else 1


def _line(kind: str, one: Tally) -> str:
    doubts = sorted(one.doubts) or [0]
    kinds = ", ".join(f"{name} {number}" for name, number in one.kinds.most_common())
    planted, left = one.planted + one.areas, len(one.left) + one.areas_left
    return (
        f"{kind:6} {one.documents} documents: {planted} planted, {left} left, recall {one.recall:.4f}; doubtful places "
        f"a document: median {doubts[len(doubts) // 2]}, most {doubts[-1]} ({kinds}); pictures {one.pictures}, "
        f"left out {one.refused}; CPU {one.cpu / max(one.documents, 1):.2f} s a document"
    )


if __name__ == "__main__":
    raise SystemExit(main())
