"""What every line sent twice does to the clues: `python -m benchmarks.twice FOLDER [--people 20000] [--seed 1]`.

A province is taken in as it is, and once more with every line of its text files repeated in the same file. The clues
should be the same to the yuan. Leaves with 1 where a model has other clues, and names those whose amounts or sentences
count a row twice.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from benchmarks.models import AS_OF, chosen
from mingjian.cli.deliveries import load_deliveries
from mingjian.lake import Lake
from mingjian.models import Model
from mingjian.province import build
from mingjian.runs import run_model

MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins; such files are left as they are."""


def doubled(file: Path) -> bool:
    """Repeat the lines of a text file below its header; False for other files."""
    heads = {".csv": 1, ".tsv": 1, ".jsonl": 0}
    data = file.read_bytes()
    if file.suffix not in heads or data[:2] in MARKS:
        return False
    lines = data.rstrip(b"\r\n").split(b"\n")
    head = heads[file.suffix]
    file.write_bytes(b"\n".join([*lines, *lines[head:]]) + b"\n")
    return True


def found(folder: Path, province: Path, model_list: list[Model]) -> dict[str, dict[str, dict[str, Any]]]:
    """Model → key → clue."""
    lake = Lake.create(folder)
    load_deliveries(lake, province)
    runs = [run_model(lake, one, as_of=AS_OF, purpose="twice", actor="benchmark") for one in model_list]
    return {
        one.definition.catalogue or one.id: {clue["key"]: clue for clue in run.clues.to_pylist()}
        for one, run in zip(model_list, runs, strict=True)
    }


def main() -> int:
    """Both lakes and what differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="ids of models or of the catalogue, with commas")
    given = parser.parse_args()
    models = chosen(given.only)
    for name in ("once", "twice", "lake-once", "lake-twice"):
        shutil.rmtree(given.folder / name, ignore_errors=True)
    build(given.folder / "once", given.people, given.seed)
    shutil.copytree(given.folder / "once", given.folder / "twice")
    files = sum(doubled(file) for file in sorted((given.folder / "twice" / "files").rglob("*.*")))
    before, after = (found(given.folder / f"lake-{one}", given.folder / one, models) for one in ("once", "twice"))
    other = [name for name, clues in before.items() if clues.keys() != after[name].keys()]
    counted = {
        name: sum((clue["amount"], clue["says_zh"]) != (after[name][key]["amount"], after[name][key]["says_zh"])
                  for key, clue in clues.items() if key in after[name])
        for name, clues in before.items()
    }  # fmt: skip
    print(f"{given.people:,} people, seed {given.seed}, {files} files doubled, {len(models)} models")
    print(f"other clues: {', '.join(other) or 'none'}")
    told = ", ".join(f"{name} {n} of {len(before[name])}" for name, n in counted.items() if n)
    print(f"clues that count a row twice: {told or 'none'}")
    return 1 if other else 0


if __name__ == "__main__":
    raise SystemExit(main())
