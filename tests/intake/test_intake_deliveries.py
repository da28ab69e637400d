"""Full, append and correction; the same again; mappings remembered; headers that changed; subjects and coverage."""

import time
from datetime import date

import pytest
from agency_files import HEADER, fetch, pension_rows, person_id, rejects, write_csv

from mingjian.intake import Intake, IntakeError, MappingFile, read_coverage, read_mapping
from mingjian.lake import Coverage, Lake

STANDARD = "pension_payment@1"


def row_ids(lake, manifest) -> set[bytes]:
    return {row[0] for row in fetch(lake, manifest, ["row_id"])}


def test_the_same_delivery_again_changes_nothing(lake: Lake, tmp_path):
    path = write_csv(tmp_path / "a.csv", pension_rows(30))
    first = Intake(lake).load(path, STANDARD)
    assert Intake(lake).load(path, STANDARD) == first
    assert len(lake.versions("pension_payment")) == 1
    more = write_csv(tmp_path / "a2.csv", pension_rows(10, 7))
    appended = Intake(lake).load(more, STANDARD, delivery="append")
    assert Intake(lake).load(more, STANDARD, delivery="append") == appended
    assert len(lake.versions("pension_payment")) == 2


def test_row_ids_do_not_depend_on_delivery_or_lake(lake: Lake, tmp_path):
    rows = pension_rows(20)
    first = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    other = Lake.create(tmp_path / "other")
    shuffled = write_csv(tmp_path / "b.csv", rows[::-1], "gb18030")
    assert row_ids(other, Intake(other).load(shuffled, STANDARD)) == row_ids(lake, first)


def test_an_append_adds_only_what_is_new(lake: Lake, tmp_path):
    rows = pension_rows(20)
    first = Intake(lake).load(write_csv(tmp_path / "a.csv", rows[:12]), STANDARD)
    second = Intake(lake).load(
        write_csv(tmp_path / "b.csv", [*rows[8:], rows[0], rows[0]]), STANDARD, delivery="append"
    )
    assert second.parent == first.version
    assert second.parts[0] == first.parts[0]
    assert second.rows == 12 + 8  # rows[0] twice: the known one, and a copy of it
    assert second.counts.set_aside == 6
    assert second.reasons == {"resent": 5, "repeated": 1}
    assert second.counts.balanced
    assert [source.name for source in second.sources] == ["a.csv", "b.csv"]
    assert row_ids(lake, first) < row_ids(lake, second)
    assert lake.verify() == []


def test_what_a_delivery_tells_twice_is_one_row_where_its_natural_key_is_whole(lake: Lake, tmp_path):
    rows = pension_rows(6)
    for row, (column, cell) in enumerate([(3, "1.00"), (1, ""), (1, "3.40123E+17"), (2, "某月"), (4, "")]):
        rows[row][column] = cell
    known, without_number, cut_number, no_month, no_paid_month, _ = rows
    path = write_csv(tmp_path / "a.csv", [*rows, known, *rows, *rows[1:5]])
    manifest = Intake(lake).load(path, STANDARD)
    told = [row[0] for row in fetch(lake, manifest, ["amount"])]
    counted = {row[3]: [str(one) for one in told].count(row[3]) for row in rows}
    assert counted[known[3]] == 1
    assert counted[without_number[3]] == counted[cut_number[3]] == counted[no_paid_month[3]] == 3
    assert no_month[3] not in map(str, told)
    lines = [(line, reasons) for line, reasons, _ in rejects(lake, manifest, "set_aside")]
    assert lines == [(8, ["repeated"]), (9, ["repeated"]), (14, ["repeated"])]
    assert manifest.reasons == {"repeated": 3, "damaged:month": 3}
    assert manifest.counts.balanced
    assert lake.verify() == []


def test_files_of_one_delivery_that_overlap_tell_each_row_once(lake: Lake, tmp_path):
    rows = [row for row in pension_rows(9020) if not row[1].endswith("000")][:9000]  # which a spreadsheet may have cut
    folder = tmp_path / "folder"
    folder.mkdir()
    write_csv(folder / "a.csv", rows[:6000])
    write_csv(folder / "b.csv", rows[3000:])
    manifest = Intake(lake).load(folder, STANDARD)
    assert (manifest.rows, manifest.reasons) == (9000, {"repeated": 3000})
    alone = Intake(lake).load(write_csv(tmp_path / "all.csv", rows), STANDARD, dataset="alone")
    assert row_ids(lake, manifest) == row_ids(lake, alone)


def test_a_correction_replaces_by_the_natural_key(lake: Lake, tmp_path):
    rows = pension_rows(9)
    first = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    before = dict(fetch(lake, first, ["_line", "row_id"]))
    changed = [list(rows[0]), list(rows[1]), list(rows[2])]
    changed[0][3] = "1.00"
    changed[2][1] = ""
    second = Intake(lake).load(write_csv(tmp_path / "b.csv", changed), STANDARD, delivery="correction")
    assert second.rows == 9
    assert second.removed_rows == 1
    assert (second.counts.accepted, second.counts.set_aside, second.counts.quarantined) == (1, 1, 1)
    assert rejects(lake, second)[0][1] == ["correction_key"]
    after = row_ids(lake, second)
    assert before[2] not in after
    assert set(before.values()) - {before[2]} < after
    amounts = {row[0]: str(row[1]) for row in fetch(lake, second, ["row_id", "amount"])}
    assert "1.00" in amounts.values()
    assert lake.verify() == []


def test_append_and_correction_need_a_version_of_the_same_standard(lake: Lake, tmp_path):
    path = write_csv(tmp_path / "a.csv", pension_rows(3))
    with pytest.raises(IntakeError, match="load it in full first"):
        Intake(lake).load(path, STANDARD, delivery="append")
    Intake(lake).load(path, STANDARD, dataset="mixed")
    other = write_csv(tmp_path / "d.csv", [["甲", person_id(1), "2020-01-01"]], header=["姓名", "身份证号", "死亡日期"])
    with pytest.raises(IntakeError, match="no append or correction under death_record"):
        Intake(lake).load(other, "death_record@1", dataset="mixed", delivery="append")


def test_a_mapping_is_suggested_confirmed_and_remembered(lake: Lake, tmp_path):
    header = ["领取人", "sfzh", "所属月", "实发(万元)", "备注"]
    rows = [[a, b, c, "0.25", "x"] for a, b, c, _, _ in pension_rows(10)]
    path = write_csv(tmp_path / "某县养老金202201.csv", rows, header=header)
    plan = Intake(lake).plan(path, STANDARD)
    found = {one.column: one.header for one in plan.suggestions}
    assert (found["name"], found["id_number"]) == ("领取人", "sfzh")
    assert not plan.sure
    with pytest.raises(IntakeError, match="amount"):
        Intake(lake).load(path, STANDARD)
    chosen = plan.with_columns(
        month="所属月", amount={"from": "实发(万元)", "unit": "万元"}, region={"value": "340121"}
    )
    manifest = Intake(lake).load(path, mapping=chosen)
    assert {(str(row[0]), row[1]) for row in fetch(lake, manifest, ["amount", "region"])} == {("2500.00", "340121")}
    assert "备注" in plan.ignored
    next_month = write_csv(tmp_path / "某县养老金202202.csv", rows[:5], header=header)
    assert Intake(lake).load(next_month, delivery="append").standard.startswith("pension_payment@1")
    kept = Intake(lake).remembered("某县养老金")
    assert kept is not None
    assert kept.columns["amount"].unit == "万元"


def test_a_changed_header_says_what_changed(lake: Lake, tmp_path):
    Intake(lake).load(write_csv(tmp_path / "pay1.csv", pension_rows(3)), STANDARD)
    renamed = [*HEADER[:3], "发放金额", HEADER[4]]
    path = write_csv(tmp_path / "pay2.csv", pension_rows(3), header=renamed)
    with pytest.raises(IntakeError, match="gone: 金额; new: 发放金额"):
        Intake(lake).load(path, STANDARD)
    moved = write_csv(tmp_path / "pay3.csv", [row[::-1] for row in pension_rows(3, 4)], header=HEADER[::-1])
    assert Intake(lake).load(moved, STANDARD).rows == 3


def test_a_mapping_file_tells_its_errors_with_their_place(tmp_path, lake):
    path = tmp_path / "m.yaml"
    path.write_text("source: a\nstandard: pension_payment@1\ncolumns: [1\n")
    with pytest.raises(IntakeError, match=r"m\.yaml:\d"):
        read_mapping(path)
    path.write_text("source: a\nstandard: pension_payment@1\ncolumns: {amont: 金额, month: 待遇月份}\n")
    data = write_csv(tmp_path / "a.csv", pension_rows(2))
    with pytest.raises(IntakeError) as caught:
        Intake(lake).load(data, mapping=path)
    said = str(caught.value)
    assert "did you mean 'amount'" in said
    assert "'amount' is not mapped" in said
    mapping = MappingFile(source="a", standard=STANDARD, columns={"month": "待遇月份", "amount": "金额"})
    path.write_bytes(mapping.to_yaml())
    assert read_mapping(path) == mapping


def test_duplicate_headers_must_be_told_apart(lake: Lake, tmp_path):
    rows = [[*row, "9.00"] for row in pension_rows(3)]
    path = write_csv(tmp_path / "a.csv", rows, header=[*HEADER, "金额"])
    with pytest.raises(IntakeError, match="金额"):
        Intake(lake).load(path, STANDARD)
    plan = Intake(lake).plan(path, STANDARD).with_columns(amount="金额#2")
    manifest = Intake(lake).load(path, mapping=plan)
    assert {str(row[0]) for row in fetch(lake, manifest, ["amount"])} == {"9.00"}


def test_subjects_join_across_datasets(lake: Lake, tmp_path):
    pensions = Intake(lake).load(write_csv(tmp_path / "a.csv", pension_rows(30)), STANDARD)
    deaths = [["甲", person_id(3).lower(), "2020.1.5"], ["乙", person_id(5000), "2021年2月3日"]]
    path = write_csv(tmp_path / "d.csv", deaths, header=["姓名", "身份证号", "死亡日期"])
    died = Intake(lake).load(path, "death_record@1")
    known = dict(fetch(lake, pensions, ["id_number", "person"]))
    found = fetch(lake, died, ["id_number", "person", "died_on"])
    assert found[0] == (person_id(3), known[person_id(3)], date(2020, 1, 5))
    assert found[1][1] == max(known.values()) + 1
    assert lake.subjects.keys("person", [found[1][1]]) == {found[1][1]: person_id(5000)}


def test_coverage_is_kept_with_the_version(lake: Lake, tmp_path):
    span = Coverage(region="340100", from_=date(2022, 1, 1), to=date(2022, 12, 31))
    path = write_csv(tmp_path / "a.csv", pension_rows(3))
    manifest = Intake(lake).load(path, STANDARD, coverage=[span], extracted_on=date(2023, 1, 3))
    assert lake.coverage(lake.version("pension_payment")) == [span]
    assert manifest.extracted_on == date(2023, 1, 3)
    given = tmp_path / "coverage.yaml"
    spans = "[{region: 340100, from: 2018-01-01, to: 2025-06-30}]"
    given.write_text(f"deaths:\n  extracted_on: 2025-07-01\n  by: 某局\n  coverage: {spans}\n")
    assert read_coverage(given)["deaths"].coverage[0].prefix == "3401"
    given.write_text("deaths: {by: 某局}\n")
    with pytest.raises(IntakeError, match=r"deaths\.coverage"):
        read_coverage(given)


def test_a_folder_is_one_delivery(lake: Lake, tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    rows = pension_rows(10)
    write_csv(folder / "1.csv", rows[:4])
    write_csv(folder / "sub" / "2.csv", rows[4:], "gb18030")
    (folder / "~$1.xlsx").write_bytes(b"x")
    manifest = Intake(lake).load(folder, STANDARD)
    assert manifest.rows == 10
    assert [source.name for source in manifest.sources] == ["1.csv", "sub/2.csv"]
    assert {row[0] for row in fetch(lake, manifest, ["_file"])} == {0, 1}


def test_a_file_without_a_header_is_never_passed_over(lake: Lake, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write_csv(folder / "1.csv", pension_rows(4))
    (folder / "2.csv").write_text("||||\n")
    with pytest.raises(IntakeError, match=r"2\.csv"):
        Intake(lake).load(folder, STANDARD)
    assert lake.datasets() == []


def test_many_rejected_among_many_rows_cost_no_product_of_both(lake: Lake, tmp_path):
    rows = [
        [*row[:3], "待定" if number % 3 == 0 else row[3], row[4]] for number, row in enumerate(pension_rows(60_000))
    ]
    began = time.process_time()
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    assert (manifest.counts.accepted, manifest.counts.quarantined) == (40_000, 20_000)
    assert time.process_time() - began < 20  # a nested loop over 1.2 billion pairs takes over a minute


def test_progress_goes_up_to_one(lake: Lake, tmp_path):
    steps = []
    Intake(lake, progress=steps.append).load(write_csv(tmp_path / "a.csv", pension_rows(30)), STANDARD)
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(step.zh and step.en for step in steps)
