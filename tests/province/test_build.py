"""Files, deliveries and truth as written: same bytes, dirt as asked, honest truth."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ruamel.yaml import YAML

from mingjian.intake import Order, order_of, read_listed
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.province import TooFewPeople, build, expected
from mingjian.province.plants import MODELS, PLANTS
from mingjian.standards import standards


def digests(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("province")
    build(root, people=5_000, seed=4, dirt=0.05, silent=0.01)
    return root


def test_same_arguments_same_bytes_and_another_seed_others(province: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, Order]] = []

    def listed(number: int, total: int, entry: dict[str, Any]) -> None:
        assert (tmp_path / "again" / entry["file"]).stat().st_size
        told.append((number, total, order_of(tmp_path / "again", entry, synthetic=True)))

    build(tmp_path / "again", people=5_000, seed=4, dirt=0.05, silent=0.01, threads=1, told=listed)
    assert digests(tmp_path / "again") == digests(province)
    orders = read_listed(tmp_path / "again").orders
    assert told == [(number, len(orders), order) for number, order in enumerate(orders, 1)]
    build(tmp_path / "other", people=5_000, seed=5, dirt=0.05, silent=0.01)
    other = digests(tmp_path / "other")
    assert all(other[name] != digest for name, digest in digests(province).items() if "pension_payment" in name)


def test_deliveries_name_every_file_once_with_what_an_import_needs(province: Path) -> None:
    listed = YAML(typ="safe").load((province / "deliveries.yaml").read_text(encoding="utf-8"))
    names = [one["file"] for one in listed["deliveries"]]
    on_disk = [str(path.relative_to(province)) for path in (province / "files").rglob("*.*")]
    assert sorted(names) == sorted(on_disk)
    assert listed["synthetic"] is True
    assert str(listed["as_of"]) == "2025-06-30"
    seen: set[str] = set()
    for one in listed["deliveries"]:
        assert one["standard"] in standards()
        assert one["delivery"] == "full" or one["dataset"] in seen
        assert one["delivery"] == "correction" or one["coverage"][0]["region"] == one["owner"]
        seen.add(one["dataset"])
    models = [load_model(folder) for folder in shipped_models().values()]
    needed = {need.standard.split("@")[0] for model in models for need in model.needs.values() if need.standard}
    assert needed <= seen <= {name.split("@")[0] for name in standards()}
    assert {Path(name).suffix for name in names} == {".csv", ".tsv", ".xlsx", ".jsonl", ".db"}


def test_encodings_of_the_agencies(province: Path) -> None:
    heads = {path.name: path.read_bytes()[:200] for path in (province / "files").rglob("*.csv")}
    assert any(head.startswith(b"\xff\xfe") for head in heads.values())
    assert any(head.startswith(b"\xef\xbb\xbf") for head in heads.values())
    gb = next(head for name, head in heads.items() if name.startswith("合肥市人力资源和社会保障局_养老金发放_全量"))
    assert "公民身份" in gb.decode("gb18030", errors="replace") or "身份证" in gb.decode("gb18030", errors="replace")


def test_dirt_is_as_much_as_asked_in_every_large_column(province: Path) -> None:
    sql = f"""
        SELECT c.dataset, c.column, count(d.record) FILTER (d.class <> 'silent') / any_value(c.cells) AS dirt,
               count(d.record) FILTER (d.class = 'silent' AND d.kind <> 'given_to') / any_value(c.cells) AS silent
        FROM '{province}/truth/cells.parquet' c
        LEFT JOIN '{province}/truth/dirt.parquet' d ON c.dataset = d.dataset AND c.column = d.column
        WHERE c.cells > 8000 GROUP BY c.dataset, c.column"""
    rows = duckdb.sql(sql).fetchall()
    assert len(rows) > 10
    assert all(0.04 < dirt < 0.06 and 0.006 < silent < 0.014 for *_, dirt, silent in rows), rows


def test_kinds_of_dirt_are_all_there(province: Path) -> None:
    kinds = duckdb.sql(f"SELECT DISTINCT class, kind FROM '{province}/truth/dirt.parquet'").fetchall()
    assert {kind for _, kind in kinds} >= {
        "lower_x", "full_width", "inner_spaces", "apostrophe", "fifteen_digits", "excel_float", "excel_zeros", "masked",
        "wrong_check", "dotted", "excel_serial", "chinese", "default_day", "capitals", "wan", "thousands", "spelling",
        "sent_twice", "valid_but_wrong", "given_to",
    }  # fmt: skip
    assert {grade for grade, _ in kinds} == {"repairable", "unusable", "silent"}


def test_every_plant_is_there_and_told(province: Path) -> None:
    truth = expected(province)
    assert tuple(sorted(truth)) == tuple(sorted(MODELS))
    for model in MODELS:
        wrong = {plant.name for plant in PLANTS if plant.model == model and plant.violation}
        lawful = {plant.name for plant in PLANTS if plant.model == model and not plant.violation}
        assert len(wrong) >= 2
        assert len(lawful) >= 4
        assert set(truth[model].rules.values()) == wrong
        assert set(truth[model].traps.values()) == lawful
        assert truth[model].findable <= truth[model].violations
        assert not truth[model].violations & truth[model].traps.keys()
    assert all(plant.zh and plant.en for plant in PLANTS)


def test_unreadable_cells_make_stories_unfindable(province: Path, tmp_path: Path) -> None:
    some = duckdb.sql(f"SELECT count(*) FILTER (NOT findable), count(*) FROM '{province}/truth/violations.parquet'")
    lost, planted = some.fetchall()[0]
    assert 0 < lost < planted * 0.2
    build(tmp_path, people=5_000, seed=4, dirt=0.0)
    clean = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/truth/violations.parquet' WHERE NOT findable OR silent")
    assert clean.fetchall() == [(0,)]


def test_without_violations_only_traps(tmp_path: Path) -> None:
    made = build(tmp_path, people=5_000, seed=6, violations=False, dirt=0.0)
    assert made.violations == 0
    assert made.traps > 0
    assert all(not one.violations for one in expected(tmp_path).values())


def test_more_violations_when_asked(tmp_path: Path) -> None:
    made = build(tmp_path, people=8_000, seed=6, violations=4.0, dirt=0.0)
    assert made.violations > 14 * 12


def test_too_small_a_province_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooFewPeople, match="larger"):
        build(tmp_path, people=600, seed=1)
