"""The quality report against a recount of the stored rows, cell by cell."""

import json
import random

import pytest
from agency_files import fetch, pension_rows, write_csv

from mingjian.intake import Intake
from mingjian.intake.quality import _over
from mingjian.lake import Lake, Manifest
from mingjian.standards import Standard, standards

STANDARD = standards().get("pension_payment@1")
_DIRT = {
    1: ["", "3401********1234", "１", " 340102195001012345 ", "无"],
    2: ["", "2022年3月", "2022.4", "某月", "2022-05"],
    3: ["", "1,234.50", "很多", "0.12万元", "７７"],
}


def dirty_rows(seed: int, count: int) -> list[list[str]]:
    rows, chance = pension_rows(count, seed), random.Random(seed)
    for row in rows:
        for place, texts in _DIRT.items():
            if chance.random() < 0.3:
                row[place] = chance.choice(texts)
    return rows


def recount(lake: Lake, manifest: Manifest, standard: Standard, files: set[int]) -> dict[str, tuple[int, ...]]:
    """Filled, missing, damaged, changed, unusable, repaired of each column over the rows of some files."""
    names = list(standard.columns)
    states = [f"{one.name}__state" for one in standard.identifiers]
    rows = [row for row in fetch(lake, manifest, ["_file", "_raw", *names, *states]) if row[0] in files]
    found = {}
    for column in names:
        values = [row[2 + names.index(column)] for row in rows]
        kept = [column in json.loads(row[1] or "{}") for row in rows]
        state = [row[2 + len(names) + states.index(f"{column}__state")] for row in rows] if (
            f"{column}__state" in states
        ) else []  # fmt: skip
        damaged = sum(keep and value is None for keep, value in zip(kept, values, strict=True))
        filled = sum(value is not None for value in values)
        found[column] = (
            filled, len(rows) - filled - damaged, damaged, sum(kept), state.count(1), state.count(3),
        )  # fmt: skip
    return found


def told(manifest: Manifest) -> dict[str, tuple[int, ...]]:
    return {
        one.column: (one.filled, one.missing, one.damaged, one.changed, one.unusable, one.repaired)
        for one in manifest.quality
    }


@pytest.mark.parametrize("count", [60, 7000])  # a small delivery is cleaned whole, of a large one the doubtful records
def test_the_report_is_what_a_recount_gives(lake: Lake, tmp_path, count):
    rows = dirty_rows(3, count)
    first = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD.full_id)
    assert first.counts.quarantined > 0
    assert told(first) == recount(lake, first, STANDARD, {0})
    more = write_csv(tmp_path / "b.csv", [*rows[: count // 2], *dirty_rows(5, count)])
    second = Intake(lake).load(more, STANDARD.full_id, delivery="append")
    assert second.counts.set_aside > 0
    assert told(second) == recount(lake, second, STANDARD, {1})
    changed = [list(row) for row in rows]
    for row in changed[::3]:
        row[3] = "5.00"
    third = Intake(lake).load(write_csv(tmp_path / "c.csv", changed), STANDARD.full_id, delivery="correction")
    assert told(third) == recount(lake, third, STANDARD, {2})


def test_least_and_greatest_values_and_how_many_different(lake: Lake, tmp_path):
    rows = dirty_rows(8, 400)
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD.full_id)
    quality = {one.column: one for one in manifest.quality}
    amounts = [row[0] for row in fetch(lake, manifest, ["amount"]) if row[0] is not None]
    months = sorted(row[0] for row in fetch(lake, manifest, ["month"]) if row[0] is not None)
    assert (quality["amount"].least, quality["amount"].most) == (str(min(amounts)), str(max(amounts)))
    assert quality["month"].least == f"{months[0] // 12:04d}-{months[0] % 12 + 1:02d}"
    assert quality["month"].most == f"{months[-1] // 12:04d}-{months[-1] % 12 + 1:02d}"
    people = {row[0] for row in fetch(lake, manifest, ["id_number"])} - {None}
    assert quality["id_number"].distinct == len(people)
    assert abs(quality["amount"].distinct - len(set(amounts))) <= 0.2 * len(set(amounts))
    assert quality["region"].filled == 0
    assert quality["region"].least is None


@pytest.mark.parametrize(
    ("kind", "groups", "expected"),
    [
        ("money", [(2, "9.00", "10.00"), (1, "-3.50", "-3.50")], (3, "-3.50", "10.00")),
        ("integer", [(1, "9", "9"), (1, "10", "10")], (2, "9", "10")),
        ("decimal", [(1, "2.5", "1e+20")], (1, "2.5", "1e+20")),
        ("date", [(1, "1999-12-31", "2024-01-05"), (0, None, None)], (1, "1999-12-31", "2024-01-05")),
        ("month", [(1, str(2024 * 12), str(2024 * 12 + 11))], (1, "2024-01", "2024-12")),
        ("text", [(1, "a", "b")], (1, None, None)),
        ("date", [(0, None, None)], (0, None, None)),
        ("date", [], (0, None, None)),
    ],
)
def test_extremes_over_row_groups(kind: str, groups: list, expected: tuple):
    """Numbers are ordered as numbers; groups without a value say nothing."""
    assert _over(kind, groups) == expected
