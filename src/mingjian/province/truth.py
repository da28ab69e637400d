"""The truth beside the files: what was planted, what usable keys allow to find, and every stained cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from mingjian.province.arrow import Words, pa
from mingjian.province.clock import Ints
from mingjian.province.delivery.files import Delivered
from mingjian.province.dirt import SILENT, UNUSABLE
from mingjian.province.dirt.log import WHOLE_ROW, DirtLog, Stain
from mingjian.province.plants import KEYS, PLANTS, Need, Sown
from mingjian.province.plants.planting import Planted
from mingjian.province.regions import REGION_CODES
from mingjian.province.world import World
from mingjian.standards import standards

_GROUP = 500_000
"""Rows of a row group."""

Bools = npt.NDArray[np.bool_]


class Stains:
    """Which explicit rows were hit, by dataset and column."""

    def __init__(self, log: DirtLog) -> None:
        found: dict[tuple[str, str, int], list[Ints]] = {}
        for stain in log.stains:
            if stain.grade in (UNUSABLE, SILENT):
                found.setdefault((stain.dataset, stain.column, stain.grade), []).append(stain.records)
        self._hit = {key: np.unique(np.concatenate(parts)) for key, parts in found.items()}
        self._unread: dict[str, list[Stain]] = {}
        for stain in log.stains:
            if stain.grade == UNUSABLE and stain.column in ("id_number", WHOLE_ROW):
                self._unread.setdefault(stain.dataset, []).append(stain)

    def hit(self, need: Need, grade: int) -> Bools:
        """True for stories whose needed rows are spoiled (all of them, where one readable row is enough)."""
        records = need.records if need.records.ndim == 2 else need.records[:, None]
        columns = {*need.columns, *standards()[need.dataset].required, WHOLE_ROW}
        bad = np.zeros(records.shape, np.bool_)
        for column in sorted(columns):
            rows = self._hit.get((need.dataset, column, grade))
            if rows is not None:
                bad |= np.isin(records, rows)
        there = records >= 0
        if need.enough:
            return np.asarray((there & ~bad).sum(axis=1) < need.enough)
        return np.asarray((bad & there).any(axis=1))

    def clouded(self, world: World, dataset: str, who: Ints) -> Bools:
        """True for people whose absence from a list is in doubt: an unreadable row there may be theirs."""
        names = world.people.name
        wanted = np.unique(names[who])
        texts = world.people
        rows: dict[int, list[tuple[int, str]]] = {}
        for stain in self._unread.get(dataset, ()):
            near = np.isin(names[stain.people], wanted) & (stain.people >= 0)
            for person in np.unique(stain.people[near]).tolist():
                rows.setdefault(int(names[person]), []).append((person, stain.kind))
        out = np.zeros(len(who), np.bool_)
        for i, person in enumerate(who.tolist()):
            own = texts.ids[person]
            out[i] = any(
                other == person or _may_be(own, texts.ids[other], kind)
                for other, kind in rows.get(int(names[person]), [])
            )
        return out


def _may_be(own: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8], kind: str) -> bool:
    """Whether the characters one can still read of another's id agree with one's own."""
    if kind == "excel_float":
        return bool((own[:6] == other[:6]).all())
    if kind == "excel_zeros":
        return bool((own[:15] == other[:15]).all())
    if kind == "masked":
        return bool((own[:4] == other[:4]).all() and (own[-4:] == other[-4:]).all())
    return bool((own[:17] == other[:17]).all())


def write_truth(root: Path, world: World, planted: Sequence[Planted], delivered: Sequence[Delivered]) -> None:
    """Write ``truth/violations``, ``traps``, ``plants``, ``dirt``, ``cells`` and ``people`` as Parquet."""
    folder = root / "truth"
    folder.mkdir(parents=True, exist_ok=True)
    log = DirtLog()
    for one in delivered:
        log.extend(one.log)
    stains = Stains(log)
    for name, wrong in (("violations", True), ("traps", False)):
        tables = [_stories(world, stains, one) for one in planted if one.plant.violation == wrong]
        _write(folder / f"{name}.parquet", pa.concat_tables(tables) if tables else _empty())
    _write(folder / "plants.parquet", pa.table({
        "model": [p.model for p in PLANTS], "name": [p.name for p in PLANTS],
        "violation": [p.violation for p in PLANTS], "zh": [p.zh for p in PLANTS], "en": [p.en for p in PLANTS],
        "sown": [_count(planted, p.model, p.name) for p in PLANTS],
    }))  # fmt: skip
    _write(folder / "dirt.parquet", log.table(world.people.id_words))
    cells = sorted(log.cells.items())
    _write(folder / "cells.parquet", pa.table({
        "dataset": [d for (d, _), _ in cells], "column": [c for (_, c), _ in cells], "cells": [n for _, n in cells],
    }))  # fmt: skip
    _write(folder / "people.parquet", _people(world))


def _count(planted: Sequence[Planted], model: str, name: str) -> int:
    return sum(len(p.sown.person) for p in planted if p.plant.model == model and p.plant.name == name)


def _stories(world: World, stains: Stains, planted: Planted) -> Any:
    sown, plant = planted.sown, planted.plant
    n = len(sown.person)
    why = np.full(n, "", object)
    silent = np.zeros(n, np.bool_)
    for need in sown.needs:
        bad = stains.hit(need, UNUSABLE)
        why[bad & (why == "")] = f"unreadable:{need.dataset}"
        silent |= stains.hit(need, SILENT)
    for dataset in sown.lists:
        why[stains.clouded(world, dataset, sown.person) & (why == "")] = f"possible_match:{dataset}"
    people = world.people.id_texts(sown.person)
    companies = [None] * n if sown.company is None else world.companies.code_texts(sown.company)
    documents = [None] * n if sown.document is None else sown.document
    return pa.table({
        "model": [plant.model] * n,
        "rule": [plant.name] * n,
        "key": [_key(plant.model, p, d, c) for p, d, c in zip(people, documents, companies, strict=True)],
        "person": people,
        "document": pa.array(documents, pa.string()),
        "company": pa.array(companies, pa.string()),
        "region": [REGION_CODES[i] for i in world.people.home[sown.person].tolist()],
        "findable": pa.array(why == "", pa.bool_()),
        "why": pa.array([text or None for text in why], pa.string()),
        "silent": pa.array(silent, pa.bool_()),
    })  # fmt: skip


def _key(model: str, person: str, document: str | None, company: str | None) -> str:
    shape = KEYS[model]
    if shape == "document":
        return document or ""
    if shape == "company":
        return company or ""
    return f"{person}|{company}" if shape == "person_company" else person


def _empty() -> Any:
    text = {name: pa.array([], pa.string()) for name in (
        "model", "rule", "key", "person", "document", "company", "region")}  # fmt: skip
    return pa.table({
        **text, "findable": pa.array([], pa.bool_()), "why": pa.array([], pa.string()),
        "silent": pa.array([], pa.bool_()),
    })  # fmt: skip


def _people(world: World) -> Any:
    people = world.people
    homes = pa.array(list(REGION_CODES), pa.string())
    names = pa.array(people.name_words, pa.string())

    def days(column: Ints) -> Words:
        return pa.array(column, pa.int32(), mask=column < -1_000_000).cast(pa.date32())

    return pa.table({
        "person": people.id_words.cast(pa.string()),
        "name": pa.DictionaryArray.from_arrays(pa.array(people.name), names),
        "birth_date": days(people.birth),
        "male": pa.array(people.male.astype(np.bool_)),
        "home": pa.DictionaryArray.from_arrays(pa.array(people.home), homes),
        "household": pa.array(people.household),
        "job": pa.array(people.job),
        "died_on": days(people.died),
        "moved_on": days(people.moved_on),
        "moved_from": pa.DictionaryArray.from_arrays(
            pa.array(people.moved_from, pa.int32(), mask=people.moved_from < 0), homes),
        "story": pa.array(world.used),
    })  # fmt: skip


def _write(path: Path, table: Any) -> None:
    """One row group at a time, dictionaries spelled out: Arrow writes dictionaries with stray bytes between them, and
    the same province must give the same bytes."""
    plain = pa.schema([(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in table.schema])
    with pq.ParquetWriter(path, plain, compression="zstd", store_schema=False) as writer:
        for start in range(0, max(table.num_rows, 1), _GROUP):
            writer.write_table(table.slice(start, _GROUP).cast(plain))


__all__ = ["Sown", "Stains", "write_truth"]
