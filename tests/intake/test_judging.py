"""Judging a mapping and mended records; reading a quarantine back; mended rows as a delivery."""

from pathlib import Path

import pytest

from mingjian.intake import From, Intake, Quarantine, judge, judge_record, mending_mapping, reason_words, write_mended
from mingjian.intake.mapping import MappingFile
from mingjian.lake import Lake
from mingjian.standards import standards

STANDARD = standards()["pension_payment"]
HEADER = ("姓名", "证号", "月份", "钱")
GOOD = "340102195001010016"  # invented
SAMPLES = [("甲", GOOD, "2024-01", "1"), ("乙", "34010219500101001", "2024-13", "")]


def mapping(**columns: object) -> MappingFile:
    return MappingFile.model_validate({"source": "s", "standard": "pension_payment@1", "columns": columns})


def told(**columns: object) -> set[tuple[str, bool]]:
    return {(one.column, one.error) for one in judge(mapping(**columns), STANDARD, HEADER, SAMPLES)}


def test_a_good_mapping_has_no_error_and_samples_warn() -> None:
    assert told(name="姓名", id_number="证号", month="月份", amount="钱") == {
        ("id_number", False), ("month", False), ("amount", False)
    }  # fmt: skip
    notes = judge(mapping(id_number="证号", month="月份", amount="钱"), STANDARD, HEADER, SAMPLES)
    by_column = {one.column: one for one in notes}
    assert "2个样本值中1个不可用：位数不符" in by_column["id_number"].zh
    assert by_column["amount"].en == "required, and 1 of 2 samples are empty"


@pytest.mark.parametrize(
    ("columns", "faults"),
    [
        ({"month": "月份"}, {"amount"}), ({"month": "月份", "amount": "金额"}, {"amount"}),
        ({"month": "月份", "paid_month": "月份", "amount": "钱"}, {"month", "paid_month"}),
        ({"month": "月份", "amount": "钱", "moth": "姓名"}, {"moth"}),
        ({"month": {"value": "去年"}, "amount": "钱"}, {"month"}),
        ({"month": {"from": "月份", "unit": "万元"}, "amount": {"from": "钱", "unit": "美元"}}, {"month", "amount"}),
        ({"month": {"value": "2024-01"}, "amount": {"from": "钱", "unit": "万元"}}, set()),
    ],
)  # fmt: skip
def test_faults_stand_at_their_column(columns: dict[str, object], faults: set[str]) -> None:
    assert {column for column, error in told(**columns) if error} == faults


def test_a_record_is_judged_as_intake_would() -> None:
    origin = {"month": From(from_="月份"), "amount": From(from_="钱"), "id_number": From(from_="证号")}
    assert judge_record(STANDARD, origin, {"月份": "2024-01", "钱": "9"}) == []
    faults = judge_record(STANDARD, origin, {"月份": "2024-13", "钱": "", "证号": "x"})
    assert [(one.column, one.error) for one in faults if one.error] == [("month", True), ("amount", True)]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    path = tmp_path / "pensions.csv"
    lines = [
        "姓名,证号,月份,钱",
        "甲,340102195001010018,2024-01,1",
        "乙,,2024-13,2",
        "丙,,,3",
        "丁,,2024-02",
        "戊,,,见附",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = Lake.create(tmp_path / "lake", key=b"k" * 32)
    chosen = {"name": "姓名", "id_number": "证号", "month": "月份", "amount": "钱"}
    given = {"source": "pensions", "standard": "pension_payment@1", "columns": chosen}
    Intake(made).load(path, mapping=MappingFile.model_validate(given))
    return made


def test_a_quarantine_is_read_by_pages_reasons_and_places(lake: Lake) -> None:
    manifest = lake.version("pension_payment")
    found = Quarantine(lake, manifest)
    assert found.count() == manifest.counts.quarantined == 4
    assert sum(found.reasons().values()) == 5
    assert [one.line for one in found.records(1, 2)] == [one.line for one in found.records(0, 4)][1:3]
    one = found.records(0, 1, "damaged:month")[0]
    assert one.cells is not None
    assert (one.source, one.line, one.cells["月份"]) == ("pensions.csv", 3, "2024-13")
    place = (one.file, one.line)
    assert (found.count(only=[place]), found.count(without=[place])) == (1, 3)
    assert found.count("damaged:month", without=[place]) == 0
    assert found.record((0, 999)) is None
    torn = found.records(0, 1, "too_few_cells")[0]
    assert (torn.cells, torn.raw) == (None, "丁,,2024-02")
    assert all("：" not in word and word for reason in found.reasons() for word in reason_words(STANDARD, reason))


def test_mended_rows_join_the_dataset_with_their_origin(lake: Lake, tmp_path: Path) -> None:
    manifest = lake.version("pension_payment")
    found = Quarantine(lake, manifest).records(0, 10)
    cells = {"月份": "2024-03", "钱": "7", "姓名": "某"}
    path = tmp_path / "mended.jsonl"
    assert write_mended(path, manifest, [(one, cells) for one in found]) == 4
    made = Intake(lake).load(path, mapping=mending_mapping(manifest), delivery="append")
    assert (made.rows, made.counts.accepted, made.counts.quarantined, made.dataset) == (5, 4, 0, "pension_payment")
    kept = Intake(lake).remembered("pensions")
    assert kept is not None
    assert kept.columns["amount"].from_ == "钱"  # the agency's mapping is as it was
    assert lake.verify() == []
