"""Workbooks, JSON lines, Parquet and databases give the rows the text files give."""

import json
import os
import sqlite3

import openpyxl
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt
from agency_files import HEADER, fetch, pension_rows, person_id, rejects, write_csv

from mingjian.intake import Intake, IntakeError, Options
from mingjian.lake import Lake

STANDARD = "pension_payment@1"
COLUMNS = ["name", "id_number", "month", "amount", "paid_month", "person"]


def expected(tmp_path, rows):
    lake = Lake.create(tmp_path / "expected")
    return fetch(lake, Intake(lake).load(write_csv(tmp_path / "e.csv", rows), STANDARD), COLUMNS)


def write_book(path, rows, title=True, total=True):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("发放")
    top = 0
    if title:
        sheet.merge_range(0, 0, 0, 4, "某市发放表")
        top = 2
    for number, row in enumerate([HEADER, *rows]):
        for place, cell in enumerate(row):
            sheet.write_string(top + number, place, cell)
    if total:
        sheet.write_row(top + len(rows) + 1, 0, ["合计", "", "", 12.5])
    book.add_worksheet("空")
    other = book.add_worksheet("说明")
    other.write(0, 0, "填表说明")
    book.close()
    return path


def test_a_workbook_with_title_total_and_other_sheets(lake: Lake, tmp_path):
    rows = pension_rows(25)
    manifest = Intake(lake).load(write_book(tmp_path / "a.xlsx", rows), STANDARD)
    assert fetch(lake, manifest, COLUMNS) == expected(tmp_path, rows)
    assert manifest.sources[0].sheet == "发放"
    assert manifest.counts.source == 25 + 2 + 1
    aside = [(line, reasons) for line, reasons, _ in rejects(lake, manifest, "set_aside")]
    assert aside == [(1, ["title"]), (2, ["blank"]), (29, ["total"])]
    assert fetch(lake, manifest, ["_line"])[0] == (4,)


def test_the_old_binary_workbook(lake: Lake, tmp_path):
    rows = pension_rows(25)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("发放")
    for number, row in enumerate([["某市发放表"], HEADER, *rows]):
        for place, cell in enumerate(row):
            sheet.write(number, place, float(cell) if number > 1 and HEADER[place] == "金额" else cell)
    book.save(str(tmp_path / "a.xls"))
    manifest = Intake(lake).load(tmp_path / "a.xls", STANDARD)
    assert [row[:4] for row in fetch(lake, manifest, COLUMNS)] == [row[:4] for row in expected(tmp_path, rows)]
    assert (manifest.counts.source, manifest.counts.set_aside) == (26, 1)


def test_a_header_of_merged_cells_over_two_rows(lake: Lake, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "人员", None, "待遇月份", "发放情况", None])
    sheet.append([None, "姓名", "身份证号", None, "金额", "发放月份"])
    for merged in ("A1:A2", "B1:C1", "D1:D2", "E1:F1"):
        sheet.merge_cells(merged)
    rows = pension_rows(6)
    for number, (name, key, month, amount, paid) in enumerate(rows, 1):
        sheet.append([number, name, key, month, float(amount), paid])
    book.save(tmp_path / "a.xlsx")
    manifest = Intake(lake).load(tmp_path / "a.xlsx", STANDARD)
    read = fetch(lake, manifest, COLUMNS)
    assert [row[:2] for row in read] == [tuple(row[:2]) for row in rows]
    assert [f"{row[3]:.2f}" for row in read] == [row[3] for row in rows]
    assert manifest.sources[0].details["header_lines"] == [1, 2]


def test_numbers_error_cells_and_days_of_a_workbook(lake: Lake, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append(
        ["甲", int(person_id(1)[:17] + "0") if person_id(1)[17] == "X" else int(person_id(1)), "2022-01", 1, None]
    )
    sheet.append(["乙", 3.40102199001011e17, "2022-01", "#DIV/0!", None])
    sheet.append(["丙", person_id(2), "2022-01", 2.5, None])
    sheet["D3"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    manifest = Intake(lake).load(tmp_path / "a.xlsx", STANDARD)
    assert [reasons for _, reasons, _ in rejects(lake, manifest)] == [["damaged:amount"]]
    assert "#DIV/0!" in rejects(lake, manifest)[0][2]
    read = fetch(lake, manifest, ["name", "id_number__state", "amount"])
    assert [(row[0], str(row[2])) for row in read] == [("甲", "1.00"), ("丙", "2.50")]
    assert read[1][1] == 2


def test_an_id_damaged_by_a_spreadsheet_is_never_a_key(lake: Lake, tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(300):
        key = int(person_id(number).replace("X", "1"))
        sheet.write_row(number + 1, 0, ["甲", key, "2022-01", 1, "2022-01"])
    book.close()
    manifest = Intake(lake).load(tmp_path / "a.xlsx", STANDARD)
    assert set(fetch(lake, manifest, ["id_number", "id_number__state", "person"])) == {(None, 1, None)}


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "sqlite", "json"])
def test_other_kinds_give_the_same_rows(lake: Lake, tmp_path, kind):
    rows = pension_rows(40)
    objects = [dict(zip(HEADER, row, strict=True)) for row in rows]
    path = tmp_path / f"a.{kind}"
    if kind == "jsonl":
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in objects), encoding="gb18030")
    elif kind == "json":
        path.write_text(json.dumps(objects))
    elif kind == "parquet":
        pq.write_table(pa.Table.from_pylist(objects), path)
    else:
        base = sqlite3.connect(path)
        base.execute(f"CREATE TABLE 发放 ({', '.join(HEADER)})")
        base.executemany("INSERT INTO 发放 VALUES (?,?,?,?,?)", rows)
        base.commit()
        base.close()
    assert fetch(lake, Intake(lake).load(path, STANDARD), COLUMNS) == expected(tmp_path, rows)


def test_broken_json_lines_go_to_quarantine(lake: Lake, tmp_path):
    rows = [json.dumps(dict(zip(HEADER, row, strict=True))) for row in pension_rows(4)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([rows[0], "{oops", "", rows[1], "[1]", rows[2]]))
    manifest = Intake(lake).load(path, STANDARD)
    assert (manifest.counts.source, manifest.counts.accepted) == (6, 3)
    assert [(line, why) for line, why, _ in rejects(lake, manifest)] == [(2, ["bad_json"]), (5, ["bad_json"])]


def test_sqlite_tables_and_queries(lake: Lake, tmp_path):
    path = tmp_path / "a.db"
    base = sqlite3.connect(path)
    base.execute(f"CREATE TABLE one ({', '.join(HEADER)})")
    base.execute("CREATE TABLE two (x)")
    base.executemany("INSERT INTO one VALUES (?,?,?,?,?)", pension_rows(9))
    base.commit()
    base.close()
    with pytest.raises(IntakeError, match="one、two"):
        Intake(lake).load(path, STANDARD)
    with pytest.raises(IntakeError, match="no such table"):
        Intake(lake).load(path, STANDARD, options=Options(table="three"))
    manifest = Intake(lake).load(path, STANDARD, options=Options(query="SELECT * FROM one WHERE 金额 > ''"))
    assert manifest.rows == 9


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, b"PAR1x"]
)
@pytest.mark.parametrize("suffix", ["xlsx", "parquet", "db"])
def test_broken_binaries_are_one_clear_error(lake: Lake, tmp_path, content, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    with pytest.raises(IntakeError):
        Intake(lake).load(path, STANDARD)
    assert lake.datasets() == []


@pytest.mark.postgres
def test_postgresql_by_url(lake: Lake, tmp_path):
    url = os.environ.get("MINGJIAN_POSTGRES")
    if not url:
        pytest.skip("MINGJIAN_POSTGRES names no PostgreSQL")
    rows = pension_rows(50)
    with psycopg.connect(url) as base:
        base.execute("DROP TABLE IF EXISTS intake_trial")
        base.execute(f"CREATE TABLE intake_trial ({', '.join(f'{name} text' for name in HEADER)})")
        with base.cursor() as cursor:
            cursor.executemany("INSERT INTO intake_trial VALUES (%s, %s, %s, %s, %s)", rows)
    sign = "&" if "?" in url else "?"
    manifest = Intake(lake).load(f"{url}{sign}table=intake_trial", STANDARD)
    assert sorted(fetch(lake, manifest, COLUMNS[:5])) == sorted(row[:5] for row in expected(tmp_path, rows))
    assert "@" not in manifest.sources[0].name
    with pytest.raises(IntakeError, match="cannot be read"):
        Intake(lake).load(f"{url}{sign}table=no_such_table", STANDARD)
    with psycopg.connect(url) as base:
        base.execute("DROP TABLE intake_trial")
