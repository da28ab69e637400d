"""``python -m benchmarks.kernels``: operators that run kernels, against what one would write instead, in one run.

``near`` against hand-written SQL that joins a grid of cells and against a loop over areas; ``network`` against Arrow
and scipy alone; ``similar`` against every text compared with every other, on few
texts, for nothing else answers the same question exactly. Answers are compared; of several repetitions the median
counts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from benchmarks.meter import Cost, metered
from mingjian.collision import Context, Field, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.engines import Engine, Kind
from mingjian.engines.dialect import name as quoted

__all__ = ["main"]

_METRES = 6_371_008.8
_AT_MOST = 100.0
Rival = Callable[[], Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when all answers agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kernels", description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000, help="places; a tenth of them is the second input")
    parser.add_argument("--areas", type=int, default=1_000)
    parser.add_argument("--links", type=int, default=1_000_000, help="between half as many accounts")
    parser.add_argument("--texts", type=int, default=50_000, help="of 2,000 characters")
    parser.add_argument("--few", type=int, default=1_000, help="texts that are also compared all with all")
    parser.add_argument("--memory", default="4GiB")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--times", type=int, default=5, help="repetitions of each")
    options = parser.parse_args(arguments)
    agreed = True
    with Engine(memory_limit=options.memory, threads=options.threads) as engine:
        compared = partial(_compared, options.times)
        _places(engine, options.points, options.areas)
        agreed &= compared("near, 100 m", _near(engine), _grid(engine))
        agreed &= compared("near, inside", _inside(engine), _loop(engine))
        _transfers(engine, options.links)
        agreed &= compared("network, components", _network(engine), _script(engine))
        few = _texts(options.few)
        engine.register("few_rows", pa.table({"_row": np.arange(len(few)), "text": few}))
        agreed &= compared(f"similar, {options.few:,} texts", _similar(engine, "few"), lambda: _all_pairs(few))
        texts = _texts(options.texts)
        engine.register("texts_rows", pa.table({"_row": np.arange(len(texts)), "text": texts}))
        del texts
        compared(f"similar, {options.texts:,} texts", _similar(engine, "texts"), None)
    return 0 if agreed else 1


def _compared(times: int, title: str, ours: Rival, rival: Rival | None) -> bool:
    """Both answers and what they took, by turns, so that both see the same machine."""
    works = {"operator": ours} | ({} if rival is None else {"rival": rival})
    costs: dict[str, list[Cost]] = {who: [] for who in works}
    answers: dict[str, Any] = {}
    for _ in range(times):
        for who, work in works.items():
            with metered() as cost:
                answers[who] = work()
            costs[who].append(cost)
    told = [
        f"{who} {median(cost.cpu for cost in made):.2f} s CPU, {median(cost.wall for cost in made):.2f} s,"
        f" {max(cost.peak for cost in made):.0f} MiB"
        for who, made in costs.items()
    ]
    same = len({str(answer) for answer in answers.values()}) == 1
    print(f"{title}: {'; '.join(told)}; {answers['operator']}{'' if same else f' ≠ {answers}'}", flush=True)
    return same


def _places(engine: Engine, points: int, areas: int) -> None:
    """Places spread over a degree by a degree, and squares of some 500 m on them."""
    draw = np.random.default_rng(1)
    for table, many in (("shops", points), ("schools", max(points // 10, 1))):
        columns = {"_row": np.arange(many), "lon": 117 + draw.random(many), "lat": 31 + draw.random(many)}
        engine.register(f"{table}_rows", pa.table(columns))
    west, south = 117 + draw.random(areas), 31 + draw.random(areas)
    boxes = shapely.box(west, south, west + 0.005, south + 0.005)
    engine.register(
        "zones_rows", pa.table({"_row": np.arange(areas), "area": shapely.to_wkt(boxes, rounding_precision=17)})
    )


def _operator(engine: Engine, step: dict[str, Any], fields: dict[str, dict[str, Kind]], answer: str) -> Rival:
    """The operator with its witnesses, and its answer as SQL over ``{}``."""

    def work() -> Any:
        scans = {}
        for need, columns in fields.items():
            listed = [Field(name, kind, nullable=False) for name, kind in columns.items()]
            scans[need] = Scan(scan_relation(need, listed), f"SELECT * FROM {need}_rows")
        outcome = execute(bind_plan(scans, [parse_step("found", step)], Context()), engine, "found")
        found = engine.run(answer.format(quoted(outcome.table)))
        engine.drop(outcome.table)
        for table in outcome.doubts.values():
            engine.drop(table)
        for need in fields:
            engine.drop(need, view=True)
        return found

    return work


_PLACE = {"lon": Kind.DECIMAL, "lat": Kind.DECIMAL}
_COUNTED = "SELECT count(*), round(sum(metres)) FROM {}"


def _near(engine: Engine) -> Rival:
    step = {"near": ["shops", "schools"], "at": ["lon", "lat"], "at_most": _AT_MOST}
    return _operator(engine, step, {"shops": _PLACE, "schools": _PLACE}, _COUNTED)


def _grid(engine: Engine) -> Rival:
    """Cells a little larger than the distance; each school stands in its own and the eight around it."""
    high = np.degrees(_AT_MOST / _METRES) * 1.001
    wide = high / np.cos(np.radians(32.1))
    metres = (
        f"2 * {_METRES} * asin(sqrt(least(1, pow(sin(radians(b.lat - a.lat) / 2), 2)"
        " + cos(radians(a.lat)) * cos(radians(b.lat)) * pow(sin(radians(b.lon - a.lon) / 2), 2))))"
    )
    sql = f"""
        WITH l AS (SELECT *, floor(lon / {wide})::INT AS x, floor(lat / {high})::INT AS y FROM shops_rows),
        r AS (SELECT s.*, floor(lon / {wide})::INT + i AS x, floor(lat / {high})::INT + j AS y
              FROM schools_rows s, range(-1, 2) t(i), range(-1, 2) u(j)),
        p AS (SELECT a._row AS one, b._row AS other, {metres} AS metres FROM l a JOIN r b ON a.x = b.x AND a.y = b.y)
        SELECT one, other, round(metres, 3) AS metres FROM p WHERE metres <= {_AT_MOST}"""

    def work() -> Any:
        engine.materialise("joined", sql)
        found = engine.run(_COUNTED.format("joined"))
        engine.drop("joined")
        return found

    return work


_PAIRS = "SELECT count(*) FROM {}"


def _inside(engine: Engine) -> Rival:
    step = {"near": ["shops", "zones"], "inside": {"point": ["lon", "lat"], "area": "area"}}
    return _operator(engine, step, {"shops": _PLACE, "zones": {"area": Kind.TEXT}}, _PAIRS)


def _loop(engine: Engine) -> Rival:
    """One area after the other against all points, as shapely does at once."""

    def work() -> Any:
        shops = engine.arrow("SELECT lon, lat FROM shops_rows")
        lon, lat = (shops[column].to_numpy() for column in ("lon", "lat"))
        total = 0
        for area in shapely.from_wkt(engine.arrow("SELECT area FROM zones_rows")["area"].to_pylist()):
            shapely.prepare(area)
            total += int(shapely.intersects_xy(area, lon, lat).sum())
        return [(total,)]

    return work


def _transfers(engine: Engine, links: int) -> None:
    """Transfers between accounts drawn at random, and as many between neighbours: one large group and many small."""
    draw = np.random.default_rng(4)
    accounts = links // 2
    far, near = draw.integers(0, accounts, (2, links // 4)), draw.integers(accounts, 4 * accounts, links - links // 4)
    one = np.concatenate([far[0], near])
    other = np.concatenate([far[1], near // 4 * 4 + draw.integers(0, 4, len(near))])
    names = {"payer": one, "payee": other}
    columns = {name: pa.array(np.char.add("62220000", made.astype(str))) for name, made in names.items()}
    engine.register("transfers_rows", pa.table({"_row": np.arange(links), **columns}))


def _network(engine: Engine) -> Rival:
    step = {"network": "transfers", "link": {"from": "payer", "to": "payee"}, "find": {"components": {"least": 3}}}
    ends = {"payer": Kind.TEXT, "payee": Kind.TEXT}
    return _operator(engine, step, {"transfers": ends}, "SELECT count(*), count(DISTINCT component) FROM {}")


def _script(engine: Engine) -> Rival:
    """Accounts numbered by Arrow, groups by scipy; without witnesses, hubs and what is undetermined."""

    def work() -> Any:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        rows = engine.arrow("SELECT payer, payee FROM transfers_rows WHERE payer <> payee")
        ends = pa.chunked_array([*rows["payer"].chunks, *rows["payee"].chunks]).combine_chunks().dictionary_encode()
        codes, nodes = ends.indices.to_numpy(), len(ends.dictionary)
        links = coo_array((np.ones(len(rows), np.int8), (codes[: len(rows)], codes[len(rows) :])), (nodes, nodes))
        _, label = connected_components(links, directed=False)
        sizes = np.bincount(label)
        return [(int((sizes[label] >= 3).sum()), int((sizes >= 3).sum()))]

    return work


def _texts(many: int) -> list[str]:
    """Texts of 2,000 characters by Zipf's law; every second one is a copy with 1, 2, 5 or 20 % changed."""
    draw = np.random.default_rng(2)
    signs = np.array([chr(0x4E00 + n) for n in range(3000)])
    chance = 1 / np.arange(1, 3001)
    chance /= chance.sum()
    found = []
    for number in range(many // 2):
        text = draw.choice(signs, 2000, p=chance)
        copy = text.copy()
        share = (0.01, 0.02, 0.05, 0.2)[number % 4]
        changed = draw.choice(2000, int(2000 * share), replace=False)
        copy[changed] = draw.choice(signs, len(changed), p=chance)
        found += ["".join(text), "".join(copy)]
    random.Random(3).shuffle(found)
    return found


def _similar(engine: Engine, table: str) -> Rival:
    return _operator(engine, {"similar": table, "text": "text"}, {table: {"text": Kind.TEXT}}, _PAIRS)


def _all_pairs(texts: list[str]) -> Any:
    sets = [{text[at : at + 3] for at in range(len(text) - 2)} for text in texts]
    found = 0
    for i, one in enumerate(sets):
        for other in sets[:i]:
            both = len(one & other)
            found += 5 * both >= 4 * (len(one) + len(other) - both)
    return [(found,)]


if __name__ == "__main__":
    sys.exit(main())
