"""``python -m benchmarks.originality.works``: contests made up whole, some works of which are disguised copies.

A work is an overview of some 2,000 signs, a basis, three of five times a model, two of five a query of it. A copy has
its text and its model and query disguised, each in one of the ways of `attacks`, `disguises` and `queries`; of a copied
stretch the rest is the copier's own. What the report of a contest tells of them, by seed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from sqlglot import parse_one

from benchmarks.originality.attacks import ATTACKS
from benchmarks.originality.disguises import DISGUISES, Data
from benchmarks.originality.made_models import made_model, titles
from benchmarks.originality.made_prose import basis, body, overview
from benchmarks.originality.models import originals
from benchmarks.originality.queries import DISGUISES as REWRITTEN
from benchmarks.originality.writing import query_of
from mingjian.originality.gather import shelf
from mingjian.originality.prose import Excluded
from mingjian.originality.report.findings import Report, found
from mingjian.originality.work import Told, Work, read_work

__all__ = ["MadeWork", "copy_of", "made_work", "main"]

TEXTS = (
    "shuffle", "names, digits", "hidden signs", "swap 20 %", "swap 40 %", "delete 20 %", "15 % copied",
    "15 % + swap 30 %", "together",
)  # fmt: skip
"""What is done to a copied text: each kind that the acceptance list names, verbatim and 5 % left out."""


@dataclass(frozen=True)
class MadeWork:
    """A work before it is laid out: what it says, on which articles it rests, its model, whether with a query.

    ``disguise``: of a copy, how each part was disguised; empty for a work of one's own."""

    words: str
    articles: tuple[str, ...]
    grounds: str
    model: Data | None
    query: str
    disguise: Mapping[str, str]

    def files(self) -> dict[str, str]:
        """The files by name."""
        made = {
            "overview.md": overview(self.words, titles(self.model) if self.model and not self.disguise else []),
            "basis.md": basis(list(self.articles), self.grounds),
        }
        if self.model is not None:
            made["rules.yaml"] = _yaml(self.model)
        if self.query:
            made["query.sql"] = self.query
        return made


def made_work(chance: random.Random) -> MadeWork:
    """A work of one's own."""
    model = made_model(chance)
    query = query_of(model) if chance.random() < 0.4 else ""
    articles = chance.sample(_articles(), chance.randint(3, 6))
    grounds = body(chance)[: chance.randint(120, 300)]
    return MadeWork(body(chance), tuple(articles), grounds, model if chance.random() < 0.6 else None, query, {})


def copy_of(source: MadeWork, chance: random.Random) -> MadeWork:
    """A disguised copy: the text in one way, the model and the query, where there are such, in another each."""
    own = made_work(chance)
    text = chance.choice(TEXTS)
    how = {"text": text}
    model, query = None, ""
    if source.model is not None:
        how["model"] = chance.choice(list(DISGUISES))
        model = DISGUISES[how["model"]](source.model, chance)
    if source.query:
        how["query"] = chance.choice(list(REWRITTEN))
        read = parse_one(source.query, read="duckdb")
        query = REWRITTEN[how["query"]](read, chance).sql("mysql" if how["query"] == "mysql" else "duckdb")
    words = ATTACKS[text](source.words, own.words, chance)
    return MadeWork(words, own.articles, own.grounds, model, query, how)


@cache
def _articles() -> list[str]:
    found = dict[str, None]()
    for model in originals().values():
        for one in model.get("basis", ()):
            said = one.get("says", {}).get("zh", "")
            found[f"{one['law']}第{one['article']}条{'：' * bool(said)}{said}"] = None
    return list(found)


def _yaml(model: Data) -> str:
    out = StringIO()
    YAML(typ="safe", pure=True).dump(model, out)
    return out.getvalue()


def contest(seed: int, works: int, copies: int) -> tuple[list[MadeWork], dict[int, int]]:
    """So many works, the last of which are copies of the first; which of which."""
    chance = random.Random(seed)
    made = [made_work(chance) for _ in range(works - copies)]
    of = dict(zip(range(works - copies, works), chance.sample(range(works - copies), copies), strict=True))
    return [*made, *(copy_of(made[source], chance) for source in of.values())], of


def laid_out(made: Sequence[MadeWork], offices: int) -> list[Work]:
    """Read as the report reads them; entrants of so many offices."""
    nothing, works = Excluded(), []
    with tempfile.TemporaryDirectory() as scratch:
        for number, one in enumerate(made):
            folder = Path(scratch) / f"w{number:03}"
            folder.mkdir()
            for name, text in one.files().items():
                (folder / name).write_text(text, "utf-8")
            told = Told(authors=frozenset({f"a{number}"}), office=f"o{number % offices}")
            works.append(read_work(folder, nothing, told=told))
    return works


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is told of each seed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.originality.works", description=__doc__)
    parser.add_argument("--seeds", default="44201,44202", help="with commas")
    parser.add_argument("--works", type=int, default=140)
    parser.add_argument("--copies", type=int, default=30)
    parser.add_argument("--offices", type=int, default=20)
    options = parser.parse_args(arguments)
    begin, told, all_ = time.process_time(), 0, 0
    others = shelf()
    for seed in map(int, options.seeds.split(",")):
        made, of = contest(seed, options.works, options.copies)
        report = found([*laid_out(made, options.offices), *others])
        told += _show(seed, report, made, of)
        all_ += len(of)
    print(f"all seeds: {told} of {all_} copies told; {time.process_time() - begin:.1f} s of CPU")
    return 0


def _show(seed: int, report: Report, made: Sequence[MadeWork], of: Mapping[int, int]) -> int:
    names = {frozenset((f"w{copy:03}", f"w{source:03}")): copy for copy, source in of.items()}
    kinds, innocent, hit = Counter[str](), Counter[str](), set[int]()
    for match in report.matches:
        copy = names.get(frozenset((match.one, match.other)))
        passed = [kind for kind, one in match.witnesses.items() if one.passes]
        (kinds if copy is not None else innocent).update(passed)
        hit |= {copy} if copy is not None else set()
        innocent["pairs"] += copy is None
    pairs = len(made) * (len(made) - 1) // 2 + len(made) * (len(report.works) - len(made))
    limits = {kind: f"{one.value:.3f}" for kind, one in report.borders.items()}
    print(f"{seed}: {len(hit)} of {len(of)} copies told ({dict(kinds)}), borders {limits}")
    print(f"  innocent told {dict(innocent)} of {pairs:,} pairs")
    for copy in of:
        if copy not in hit:
            print(f"  not told: {dict(made[copy].disguise)}")
    return len(hit)


if __name__ == "__main__":
    sys.exit(main())
