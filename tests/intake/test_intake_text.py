"""Delimited files: encodings, ragged and damaged records, what is set aside. Nothing is lost."""

import json

import pytest
from agency_files import HEADER, csv_text, fetch, pension_rows, person_id, rejects, write_csv

from mingjian.intake import Intake, IntakeError, MappingFile
from mingjian.lake import Lake

STANDARD = "pension_payment@1"
COLUMNS = ["name", "id_number", "month", "amount", "paid_month"]


def balanced(manifest) -> bool:
    return manifest.counts.balanced and manifest.counts.accepted == manifest.rows


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [("utf-8", ",", "\n"), ("utf-8-sig", ";", "\r\n"), ("gb18030", ",", "\r\n"), ("gbk", "\t", "\n"),
     ("utf-16", ",", "\n"), ("utf-16-le", ",", "\r\n"), ("utf-16-be", "\t", "\n"), ("utf-8", "|", "\r")],
)  # fmt: skip
def test_every_encoding_gives_the_same_rows(lake: Lake, tmp_path, encoding, delimiter, end):
    rows = pension_rows(300)
    path = write_csv(tmp_path / "a.csv", rows, encoding, delimiter=delimiter, end=end)
    manifest = Intake(lake).load(path, STANDARD)
    read = fetch(lake, manifest, COLUMNS)
    assert [row[:2] for row in read] == [tuple(row[:2]) for row in rows]
    assert [f"{row[3]:.2f}" for row in read] == [row[3] for row in rows]
    assert [f"{row[2] // 12}-{row[2] % 12 + 1:02d}" for row in read] == [row[2] for row in rows]
    assert manifest.counts.source == manifest.counts.accepted == 300


def test_big5_is_told_from_gb18030(lake: Lake, tmp_path):
    rows = [["張偉", person_id(i), "2022-01", "100.00", "2022-01"] for i in range(30)]
    path = write_csv(tmp_path / "a.csv", rows, "big5", header=["姓名", "身份證號", "待遇月份", "金額", "發放月份"])
    mapping = MappingFile(
        source="a", standard=STANDARD,
        columns={"name": "姓名", "id_number": "身份證號", "month": "待遇月份", "amount": "金額"},
    )  # fmt: skip
    manifest = Intake(lake).load(path, mapping=mapping)
    assert {row[0] for row in fetch(lake, manifest, ["name"])} == {"張偉"}
    assert manifest.sources[0].details["encoding"] == "big5"


def test_bad_bytes_cost_their_line_only(lake: Lake, tmp_path):
    lines = csv_text(pension_rows(50)).encode("gb18030").split(b"\n")
    lines[7] = lines[7][:3] + b"\xff\xff" + lines[7][3:]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join(lines))
    manifest = Intake(lake).load(path, STANDARD)
    assert (manifest.counts.accepted, manifest.counts.quarantined) == (49, 1)
    [(line, reasons, raw)] = rejects(lake, manifest)
    assert (line, reasons) == (8, ["bad_bytes"])
    assert "\\xff" in json.loads(raw)["text"]


def test_ragged_records_nul_and_stray_quotes(lake: Lake, tmp_path):
    rows = pension_rows(12)
    lines = csv_text(rows).splitlines()
    lines[2] = lines[2].rsplit(",", 1)[0]
    lines[3] += ",多,了"
    lines[4] += ",,"
    lines[5] = lines[5].replace(",", "\x00,", 1)
    lines[6] = '"' + lines[6]
    lines[7] = lines[7].replace(rows[6][0], '5" 管', 1)
    lines[8] = ""
    lines[9] = ",,,,"
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    manifest = Intake(lake).load(path, STANDARD)
    assert balanced(manifest)
    assert manifest.counts.source == 12
    found = {line: reasons for line, reasons, _ in rejects(lake, manifest)}
    assert found == {3: ["too_few_cells"], 4: ["too_many_cells"], 6: ["nul_byte"], 7: ["unclosed_quote"]}
    assert [(line, reasons) for line, reasons, _ in rejects(lake, manifest, "set_aside")] == [
        (9, ["blank"]),
        (10, ["blank"]),
    ]
    assert '5" 管' in {row[0] for row in fetch(lake, manifest, ["name"])}


def test_quoted_cells_keep_breaks_delimiters_and_quotes(lake: Lake, tmp_path):
    rows = pension_rows(6)
    rows[1][0] = "张,伟"
    rows[2][0] = '李"四"'
    rows[3][0] = "王\n五"
    path = write_csv(tmp_path / "a.csv", rows)
    manifest = Intake(lake).load(path, STANDARD)
    raw = fetch(lake, manifest, ["name", "_raw"])
    assert raw[1][0] == "张,伟"
    assert raw[2][0] == '李"四"'
    assert "王" in raw[3][0]
    assert manifest.counts.accepted == 6


def test_required_missing_or_damaged_goes_to_quarantine_whole(lake: Lake, tmp_path):
    rows = pension_rows(4)
    rows[0][2], rows[1][3], rows[2][1] = "", "很多", "3401********1234"
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    found = {line: (reasons, json.loads(raw)) for line, reasons, raw in rejects(lake, manifest)}
    assert found[2][0] == ["missing:month"]
    assert found[3] == (["damaged:amount"], dict(zip(HEADER, rows[1], strict=True)))
    states = fetch(lake, manifest, ["id_number", "id_number__state", "person", "_raw"])
    assert states[0] == (None, 1, None, '{"id_number":"3401********1234"}')
    assert states[1][1] == 2
    assert balanced(manifest)


def test_repairs_are_recorded_beside_the_raw_text(lake: Lake, tmp_path):
    rows = pension_rows(3)
    rows[0][1] = " " + rows[0][1].replace("9", "９")
    rows[0][2] = "2022年1月"
    rows[0][3] = "1,234.50元"
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    [(value, state, month, amount, raw), *_] = fetch(
        lake, manifest, ["id_number", "id_number__state", "month", "amount", "_raw"]
    )
    assert (value, state, month, str(amount)) == (person_id(0), 3, 2022 * 12, "1234.50")
    assert json.loads(raw) == {"id_number": rows[0][1], "month": rows[0][2], "amount": rows[0][3]}
    quality = {one.column: one for one in manifest.quality}
    assert (quality["id_number"].repaired, quality["amount"].changed, quality["amount"].damaged) == (1, 1, 0)
    assert quality["month"].least == "2022-01"


def test_titles_totals_and_notes_are_set_aside(lake: Lake, tmp_path):
    text = "某市养老金发放明细表,,,,\n统计时间：2022年,,,,\n" + csv_text(pension_rows(5))
    text += ",".join(HEADER) + "\n合  计,,,500.00,\n制表人：某人,,,,\n"
    path = tmp_path / "a.csv"
    path.write_text(text)
    manifest = Intake(lake).load(path, STANDARD)
    assert manifest.counts.accepted == 5
    assert [(line, why) for line, why, _ in rejects(lake, manifest, "set_aside")] == [
        (1, ["title"]), (2, ["title"]), (9, ["title"]), (10, ["total"]), (11, ["note"]),
    ]  # fmt: skip
    assert balanced(manifest)


def test_a_total_is_nobody_where_a_name_is_all_that_is_required(lake: Lake, tmp_path):
    lines = [
        "姓名,身份证号码,企业名称,岗位",
        f"张三,{person_id(0)},某饭店,厨师",
        "总计某,,某饭店,厨师",
        "合 计,共2人,,",
        "小计：,,,1",
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines))
    manifest = Intake(lake).load(path, "food_staff@1")
    assert manifest.counts.accepted == 2
    assert [(line, why) for line, why, _ in rejects(lake, manifest, "set_aside")] == [(4, ["total"]), (5, ["total"])]
    assert balanced(manifest)


def test_a_cell_of_a_million_characters(lake: Lake, tmp_path):
    rows = pension_rows(3)
    rows[1][0] = "长" * 1_000_000
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", rows), STANDARD)
    assert manifest.counts.source == 3
    assert len(fetch(lake, manifest, ["name"])[1][0] or "") in (0, 1_000_000)


def test_thousands_of_junk_columns_are_listed_and_ignored(lake: Lake, tmp_path):
    junk = [f"备用{i}" for i in range(3000)]
    rows = [row + ["x"] * 3000 for row in pension_rows(20)]
    path = write_csv(tmp_path / "a.csv", rows, header=HEADER + junk)
    plan = Intake(lake).plan(path, STANDARD)
    assert set(plan.ignored) == set(junk)
    assert Intake(lake).load(path, STANDARD, mapping=plan).counts.accepted == 20


def test_identical_records_are_numbered_and_kept(lake: Lake, tmp_path):
    row = pension_rows(1)[0]
    row[1] = ""  # without a number, nobody can tell whether they are of one person
    manifest = Intake(lake).load(write_csv(tmp_path / "a.csv", [row, row, row]), STANDARD)
    ids = [value for (value,) in fetch(lake, manifest, ["row_id"])]
    assert len(set(ids)) == 3
    assert manifest.rows == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x00" * 4000, "not a text file"),
        (b"1,2\n3,4\n", "no header"),
        (b"\x89PNG\r\n" + bytes(range(256)) * 9, ""),
    ],
)
def test_hopeless_files_are_one_clear_error(lake: Lake, tmp_path, content, says):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=says):
        Intake(lake).load(path, STANDARD)
    assert lake.datasets() == []
    assert lake.verify() == []


def test_a_file_of_which_nothing_can_be_accepted(lake: Lake, tmp_path):
    rows = [[a, b, "不知", "不知", e] for a, b, _, _, e in pension_rows(8)]
    mapping = MappingFile(source="x", standard=STANDARD, columns={"month": "待遇月份", "amount": "金额"})
    with pytest.raises(IntakeError, match="no record could be accepted"):
        Intake(lake).load(write_csv(tmp_path / "a.csv", rows), mapping=mapping)
    assert lake.datasets() == []


def test_missing_file_unknown_standard_unknown_kind(lake: Lake, tmp_path):
    with pytest.raises(IntakeError, match="no such file"):
        Intake(lake).load(tmp_path / "none.csv", STANDARD)
    path = write_csv(tmp_path / "a.csv", pension_rows(2))
    with pytest.raises(IntakeError, match="did you mean 'pension_payment"):
        Intake(lake).load(path, "pension_paymet")
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(IntakeError, match="cannot be read"):
        Intake(lake).load(tmp_path / "a.pdf", STANDARD)
