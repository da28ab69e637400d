"""``python -m benchmarks.originality.size FOLDER``: so many works of 5,000 signs and ten files, all with all others.

Each has a text of its own, notes, a disguised copy of a shipped model, queries of others and programs. CPU seconds of
reading, of comparing and of the page, the greatest memory, one work more, and whether the copied model is among the
nearest five.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.originality.disguises import Data, junked, reordered, resplit, revalued
from benchmarks.originality.models import originals
from benchmarks.originality.writing import query_of
from mingjian.originality.gather import shelf, works_of
from mingjian.originality.nearest import nearest
from mingjian.originality.prose import Excluded
from mingjian.originality.report import found, page

__all__ = ["main"]

SIGNS = "监督线索数据核查养老金死亡发放人员社保部门比对模型规则身份证号码单位医院住院结算票据虚假诉讼执行财产房屋"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the works and print what they take."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.size", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=700)
    options = parser.parse_args(arguments)
    copied = make(options.folder, options.works)
    print("made", flush=True)
    begin = time.process_time()
    works = works_of(options.folder, Excluded())
    models = shelf()
    read = time.process_time()
    report = found([*works, *models])
    compared = time.process_time()
    html = page(report)
    shown = time.process_time()
    spent = f"read {read - begin:.1f}, compared {compared - read:.1f}, page {shown - compared:.1f}"
    print(f"{len(works)} works: {spent} s of CPU", flush=True)
    print(f"all {shown - begin:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")
    print(f"{len(report.matches)} matches, page of {len(html.encode()) / 1e6:.1f} MB")
    again = time.process_time()
    hits = 0
    for work in works[:60]:
        hits += copied[work.id] in {one.id for one in nearest(work, models)}
    print(f"nearest five hold the copied model: {hits} of 60, {(time.process_time() - again) / 60:.2f} s of CPU each")
    return 0


def make(folder: Path, works: int) -> dict[str, str]:
    """The works, and which model each has copied."""
    data = list(originals().items())
    queries = [query_of(one) for _, one in data]
    copied: dict[str, str] = {}
    for number in range(works):
        chance = random.Random(number)
        one = folder / f"w{number:04}"
        one.mkdir(parents=True, exist_ok=True)
        name, model = data[number % len(data)]
        copied[one.name] = name
        for place, disguise in enumerate((resplit, junked, reordered, revalued)):
            model = disguise(model, random.Random(number * 7 + place))
        (one / "model.yaml").write_text(_yaml(model), "utf-8")
        (one / "overview.md").write_text("".join(chance.choice(SIGNS) for _ in range(5_000)), "utf-8")
        for place in range(3):
            (one / f"note{place}.txt").write_text("".join(chance.choice(SIGNS) for _ in range(300)), "utf-8")
        for place in range(2):
            (one / f"query{place}.sql").write_text(chance.choice(queries), "utf-8")
        for place in range(3):
            (one / f"step{place}.py").write_text(_program(chance), "utf-8")
    return copied


def _yaml(model: Data) -> str:
    out = StringIO()
    YAML(typ="safe", pure=True).dump(model, out)
    return out.getvalue()


def _program(chance: random.Random) -> str:
    lines = []
    for _ in range(12):
        head = chance.choice(("sum", "max", "len", "sorted", "min"))
        test = chance.choice(("<", ">", "==", "!="))
        lines.append(f"def f{chance.randrange(999)}(rows, n={chance.randrange(99)}):")
        lines.append(f"    kept = [row for row in rows if row['{chance.choice(SIGNS)}'] {test} n]")
        lines.append(f"    return {head}(kept)\n")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
