"""``python -m benchmarks.originality.size FOLDER``: so many works of 5,000 signs and ten files, all with all others.

Each has a text of its own, notes, a disguised copy of a shipped model, two queries of others, no two of them the same
to the byte, and programs. CPU seconds of reading, of comparing and of the page, the greatest memory, and whether the
copied model is among the nearest five. Then the same with an index that is kept (``INDEX`` in the folder): all works
from it, and one work more, alone and with the whole report.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from sqlglot import parse_one
from sqlglot.expressions import CTE, Expr

from benchmarks.originality.disguises import Data, junked, reordered, resplit, revalued
from benchmarks.originality.models import originals
from benchmarks.originality.writing import query_of
from mingjian.originality.gather import shelf, works_of
from mingjian.originality.kept import Kept
from mingjian.originality.nearest import nearest
from mingjian.originality.prose import Excluded
from mingjian.originality.report import Report, found, page

__all__ = ["main"]

SIGNS = "监督线索数据核查养老金死亡发放人员社保部门比对模型规则身份证号码单位医院住院结算票据虚假诉讼执行财产房屋"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the works and print what they take."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.size", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=700)
    options = parser.parse_args(arguments)
    home = options.folder
    copied = make(home / "works", options.works)
    (home / "more").mkdir(exist_ok=True)
    print("made", flush=True)
    report = _timed("from nothing", lambda: _report(home), options.works)
    begin = time.process_time()
    html = page(report)
    print(f"page {time.process_time() - begin:.1f} s of CPU, {len(html.encode()) / 1e6:.1f} MB")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most, {len(report.matches)} matches")
    models = shelf()
    begin, hits = time.process_time(), 0
    for work in [one for one in report.works if one.origin == "contest"][:60]:
        hits += copied[work.id] in {one.id for one in nearest(work, models)}
    print(f"nearest five hold the copied model: {hits} of 60, {(time.process_time() - begin) / 60:.2f} s of CPU each")
    shutil.rmtree(home / "INDEX", ignore_errors=True)
    _timed("index made", lambda: _report(home, index=True), options.works)
    kept = _timed("all from the index", lambda: _report(home, index=True), options.works)
    print("the same report:", kept.data()["hash"] == report.data()["hash"])
    make(home / "works", options.works + 1, first=options.works)
    new = f"w{options.works:04}"
    added = _timed("one work more", lambda: _report(home, index=True, about=new), 1)
    whole = _timed("one work more, whole report", lambda: _report(home, index=True), options.works + 1)
    plain = _report(home)
    mine = [one for one in plain.matches if new in (one.one, one.other)]
    print("the same as from nothing:", list(added.matches) == mine, whole.data()["hash"] == plain.data()["hash"])
    shutil.rmtree(home / "works" / new)
    return 0


def _timed(what: str, does: Callable[[], Report], works: int) -> Report:
    begin = time.process_time()
    found = does()
    print(f"{what}: {works} works, {time.process_time() - begin:.1f} s of CPU", flush=True)
    return found


def _report(home: Path, *, index: bool = False, about: str = "") -> Report:
    with Kept(home / "INDEX") if index else nullcontext() as kept:
        begin = time.process_time()
        works = [*works_of(home / "works", Excluded(), kept=kept), *shelf(kept)]
        read = time.process_time()
        report = found(works, about=[about] if about else None)
        print(f"  read {read - begin:.1f}, compared {time.process_time() - read:.1f}")
    return report


def make(folder: Path, works: int, first: int = 0) -> dict[str, str]:
    """The works, and which model each has copied."""
    data = list(originals().items())
    queries = [parse_one(query_of(one), read="duckdb") for _, one in data]
    copied: dict[str, str] = {}
    for number in range(first, works):
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
            (one / f"query{place}.sql").write_text(_renamed(chance.choice(queries), number), "utf-8")
        for place in range(3):
            (one / f"step{place}.py").write_text(_program(chance), "utf-8")
    return copied


def _renamed(query: Expr, number: int) -> str:
    """The query with other names of its parts, so that no two works have the same file."""
    text = query.sql("duckdb")
    for cte in query.find_all(CTE):
        text = re.sub(rf"\b{re.escape(cte.alias)}\b", f"{cte.alias}_{number}", text)
    return f"-- {number}\n{text}"


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
