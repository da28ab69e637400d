"""``python -m benchmarks.originality.behaviour FOLDER``: what copies and other models find on one province.

Disguised copies (every name changed, everything reordered) with their models, models of one
supervision point, and others. The province is made in the folder, from a seed nobody tuned on.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from io import StringIO
from itertools import combinations
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.models import AS_OF
from benchmarks.originality.disguises import Data, renamed, reordered
from benchmarks.originality.halves import held_out, seed_of
from benchmarks.originality.models import originals
from mingjian.cli.deliveries import load_deliveries
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.models import ModelErrors
from mingjian.originality.behaviour import Found, behaviour, found_by
from mingjian.province import build

__all__ = ["AS_OF", "folder_of", "made_lake", "main"]

Disguise = Callable[[Data, random.Random], Data]


def made_lake(folder: Path, seed: int, people: int) -> Lake:
    """A province and its lake."""
    build(folder / "province", people, seed)
    lake = Lake.create(folder / "lake")
    load_deliveries(lake, folder / "province")
    return lake


def folder_of(folder: Path, name: str, disguises: Sequence[Disguise], chance: random.Random) -> Path:
    """The folder of a disguised copy of a shipped model."""
    data = originals()[name]
    for disguise in disguises:
        data = disguise(data, chance)
    data["clue"].pop("rules", None)  # they ask for a column called `rule`, which is called otherwise now
    folder.mkdir(parents=True, exist_ok=True)
    out = StringIO()
    YAML(typ="safe", pure=True).dump(data, out)
    (folder / "model.yaml").write_text(out.getvalue(), "utf-8")
    return folder


def main() -> int:
    """Print what is found alike."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.behaviour", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=44002)
    parser.add_argument("--people", type=int, default=6000)
    parser.add_argument("--models", type=int, default=12)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    begin = time.process_time()
    lake = made_lake(options.folder, options.seed, options.people)
    data = originals()
    points: dict[str, list[str]] = {}
    for name, model in data.items():
        points.setdefault(str(model["point"]["zh"]), []).append(name)
    paired = [pair for names in points.values() for pair in combinations(names, 2)]
    chosen = sorted(name for name in data if not held_out(name))[: options.models]
    known: dict[str, Found] = {}
    for name in dict.fromkeys([*chosen, *(one for pair in paired for one in pair)]):
        known[name] = found_by(lake, [shipped(name)], AS_OF)
    for name in chosen:
        copy = folder_of(options.folder / f"copy-{name}", name, [renamed, reordered], random.Random(seed_of(name)))
        try:
            _show(f"copy of {name}", known[name], found_by(lake, [copy], AS_OF))
        except ModelErrors as error:
            print(f"copy of {name}: no valid model ({str(error)[:90]})")
    for one, other in paired:
        _show(f"one point: {one}, {other}", known[one], known[other])
    for one, other in combinations(chosen, 2):
        if behaviour(known[one], known[other]).both:
            _show(f"other points: {one}, {other}", known[one], known[other])
    print(f"{time.process_time() - begin:.1f} s of CPU")
    return 0


def _show(what: str, one: Found, other: Found) -> None:
    both = behaviour(one, other)
    shares = ["too few" if share is None else f"{share:.2f}" for share in (both.alike, both.undetermined_alike)]
    print(
        f"{what}: subjects {both.one}/{both.other}, {both.both} of both, {shares[0]}; undetermined "
        f"{both.undetermined_one}/{both.undetermined_other}, {both.undetermined_both} of both, {shares[1]}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
