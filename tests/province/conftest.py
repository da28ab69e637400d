"""Provinces in memory: every dataset as the table a perfect intake would make of the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from mingjian.province.build import _jobs, populate
from mingjian.province.clock import NONE
from mingjian.province.plants.planting import Planted
from mingjian.province.tables import Block, Coded, join
from mingjian.province.world import World
from mingjian.standards import standards


@dataclass
class Perfect:
    """A world without dirt, as DuckDB tables named after their standards."""

    world: World
    planted: list[Planted]
    con: duckdb.DuckDBPyConnection

    def keys(self, sql: str) -> set[str]:
        return {row[0] for row in self.con.execute(sql).fetchall()}


def named(world: World, block: Block) -> list[str | None]:
    """Names of people; of companies where a row is about nobody else."""
    who = np.asarray(block["_p"])
    firms = np.asarray(block["_c"]) if "_c" in block else np.full(len(who), -1)
    texts = world.people.names_of(who)
    return [
        text if person >= 0 else world.companies.names[firm] if firm >= 0 else None
        for text, person, firm in zip(texts, who.tolist(), firms.tolist(), strict=True)
    ]


def arrow(world: World, dataset: str, block: Block) -> pa.Table:
    people, who = world.people, np.asarray(block["_p"])
    columns: dict[str, object] = {}
    for name, spec in standards()[dataset].columns.items():
        column = block.get(name)
        if spec.type == "identifier" and spec.kind == "person_id":
            whom = np.asarray(block.get(f"_{name}", who))
            columns[name] = people.id_words.take(pa.array(whom, mask=whom < 0)).cast(pa.string())
        elif name == "name":
            columns[name] = named(world, block)
        elif name == "birth_date":
            columns[name] = pa.array(people.birth[who], mask=who < 0).cast(pa.date32())
        elif name == "company_name" and "_c" in block:
            which = np.asarray(block["_c"])
            columns[name] = world.companies.spelled.take(pa.array(which, mask=which < 0)).cast(pa.string())
        elif name == "uscc" and "_c" in block:
            which = np.asarray(block["_c"])
            columns[name] = world.companies.code_words.take(pa.array(which, mask=which < 0)).cast(pa.string())
        elif isinstance(column, Coded):
            words = pa.array(list(column.words) or [""], pa.string())
            columns[name] = words.take(pa.array(column.index, pa.int32(), mask=column.index < 0))
        elif column is not None:
            values = np.asarray(column)
            if spec.type == "date":
                columns[name] = pa.array(values.astype(np.int32), pa.int32(), mask=values == NONE).cast(pa.date32())
            elif spec.type == "boolean":
                columns[name] = pa.array(values == 1, pa.bool_(), mask=values < 0)
            else:
                columns[name] = pa.array(values.astype(np.int64), pa.int64(), mask=values == NONE)
    return pa.table(columns)


def perfect(people: int, seed: int, violations: bool | float) -> Perfect:
    world, life, planted, benefits = populate(people, seed, violations)
    blocks: dict[str, list[Block]] = {}
    corrected: dict[str, Block] = {}
    for agency, period, rows in _jobs(world, life, benefits):
        dataset = agency.layout.dataset
        if dataset == "death_record" and period.extracted < 20_000 + 200 and dataset not in blocks:
            blocks[dataset] = []
            continue  # replaced by the second full delivery
        if period.kind == "correction":
            corrected[dataset] = rows()
        else:
            blocks.setdefault(dataset, []).append(rows())
    con = duckdb.connect()
    for dataset, parts in blocks.items():
        con.register("incoming", arrow(world, dataset, join(parts)))
        con.execute(f"CREATE TABLE {dataset} AS FROM incoming")
        if dataset in corrected:
            con.register("incoming", arrow(world, dataset, corrected[dataset]))
            con.execute(f"DELETE FROM {dataset} WHERE case_number IN (SELECT case_number FROM incoming)")
            con.execute(f"INSERT INTO {dataset} BY NAME FROM incoming")
    return Perfect(world, planted, con)


@pytest.fixture(scope="session")
def make_perfect() -> Callable[[int, int, bool | float], Perfect]:
    return perfect


@pytest.fixture(scope="session")
def planted_province() -> Perfect:
    return perfect(8_000, 7, True)


@pytest.fixture(scope="session")
def lawful_province() -> Perfect:
    return perfect(20_000, 11, False)
