"""Order of clues, and what leaves the house: typed, watermarked, masked, never a formula."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from runs_parts import hand_run

from mingjian.clues.clue import clues_of
from mingjian.clues.export import export, safe_text
from mingjian.clues.ranking import rank
from mingjian.lake import Lake
from mingjian.runs.errors import RunError
from mingjian.runs.record import ResultColumn
from mingjian.trust.audit import AuditLog
from mingjian.trust.digests import sha256_file

PERSON = "110101199003070038"
HOSTILE = [
    '=HYPERLINK("http://x","点")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    " =cmd|' /C calc'!A0",
    "</script><img src=x onerror=alert(1)>",
    "a\u202eb\u0000\u0007c",
    "行一\n行二",
    "x" * 40_000,
]


def _clue(person: str, **more: Any) -> dict[str, Any]:
    return {"key": {"person": person}, "subject": person, **more}


def test_order_is_level_then_points_then_amount_and_stable(lake: Lake) -> None:
    given = [
        _clue("a", level="medium", points=60, amount=Decimal("1.00")),
        _clue("b", level="high", points=75, amount=Decimal("5.00")),
        _clue("c", level="high", points=75, amount=Decimal("9.00")),
        _clue("d", level="high", points=75, amount=None),
        _clue("e", level="high", points=90, amount=None),
        _clue("f", level="low", points=20, amount=Decimal("99.00")),
    ]
    clues = clues_of(hand_run(lake, given))
    assert [one.clue.subject for one in rank(clues)] == ["e", "c", "b", "d", "a", "f"]
    twins = clues_of(hand_run(lake, [_clue(str(n)) for n in range(50)], model="twins"))
    shuffled = random.Random(1).sample(twins, len(twins))
    assert rank(shuffled) == rank(twins)
    assert [one.rank for one in rank(twins)] == list(range(1, 51))


def test_xlsx_has_real_types_and_no_formula(lake: Lake, tmp_path: Path) -> None:
    more = {"amount": Decimal("1234.50"), "day": "2024-02-29"}
    given = [_clue(f"p{n}", says_zh=text, **more) for n, text in enumerate(HOSTILE)]
    ranked = rank(clues_of(hand_run(lake, given)))
    path = tmp_path / "out" / "线索.xlsx"
    done = export(lake, ranked, path, actor="李检", purpose="专项一号")
    sheet = openpyxl.load_workbook(path)["线索 Clues"]
    header = [cell.value.split("\n")[0] for cell in sheet[2]]
    amount, day, says = (header.index(name) for name in ("金额（元）", "发生日", "线索内容"))
    rows = list(sheet.iter_rows(min_row=3))
    assert len(rows) == len(HOSTILE)
    assert all(row[amount].value == 1234.5 and row[amount].data_type == "n" for row in rows)
    assert all(row[day].is_date and row[day].value.date() == date(2024, 2, 29) for row in rows)
    assert all(row[says].data_type == "s" for row in rows)
    assert max(len(row[says].value) for row in rows) == 32_767
    assert done.number in sheet["A1"].value
    assert "李检" in sheet["A1"].value


def test_csv_has_a_bom_a_watermark_and_no_formula(lake: Lake, tmp_path: Path) -> None:
    given = [_clue(f"p{n}", says_zh=text, says_en=text) for n, text in enumerate(HOSTILE)]
    ranked = rank(clues_of(hand_run(lake, given)))
    path = tmp_path / "a.csv"
    done = export(lake, ranked, path, actor="=1+1", purpose="专项")
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf" + "序号".encode())
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == len(HOSTILE) + 2
    for row in rows[1:-1]:
        assert not any(cell.strip().startswith(("=", "+", "-", "@", "＝", "＋")) for cell in row)
    assert done.watermark in rows[-1][0]


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_formula_like_text_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text) == "'" + text


def test_plain_text_stays_as_it_is() -> None:
    for text in ("", "张三于2024年1月1日死亡", "12-3", "a=b"):
        assert safe_text(text) == text


def test_json_holds_everything_and_the_audit_log_knows(lake: Lake, tmp_path: Path) -> None:
    run = hand_run(lake, [_clue("a", values='{"months": 3, "amount": "12.00"}', amount=Decimal("12.00"))])
    path = tmp_path / "a.json"
    done = export(lake, rank(clues_of(run)), path, actor="李检", purpose="专项一号")
    data = json.loads(path.read_text("utf-8"))
    assert data["watermark"] == done.watermark
    assert data["clues"][0]["values"] == {"months": 3, "amount": "12.00"}
    log = AuditLog(lake.path / "audit", lake.keyring.key("audit"))
    entry = list(log.entries())[-1]
    assert (entry.actor, entry.action, entry.object) == ("李检", "clue.export", done.number)
    assert entry.detail["sha256"] == sha256_file(path)
    assert entry.detail["runs"] == [run.run_id]
    assert log.verify() == []


def test_refused_exports_write_nothing(lake: Lake, tmp_path: Path) -> None:
    ranked = rank(clues_of(hand_run(lake, [])))
    with pytest.raises(RunError, match="purpose"):
        export(lake, ranked, tmp_path / "a.csv", actor="x", purpose=" ")
    with pytest.raises(RunError, match="xlsx, csv or json"):
        export(lake, ranked, tmp_path / "a.pdf", actor="x", purpose="p")
    assert not list(tmp_path.glob("a.*"))


def test_without_clearance_nothing_tells_who_it_is(lake: Lake) -> None:
    columns = (
        ResultColumn(name="person", kind="subject", zh="人员", en="person"),
        ResultColumn(name="id_number", kind="identifier", zh="证号", en="id", level=4, mask="person_id"),
        ResultColumn(name="name", kind="text", zh="姓名", en="name", level=3, mask="person_name"),
        ResultColumn(name="born", kind="date", zh="出生", en="born", level=3, mask="date"),
        ResultColumn(name="secret", kind="text", zh="病名", en="illness", level=4),
    )
    values = {"id_number": PERSON, "name": "欧阳小明", "born": "1990-03-07", "secret": "病甲", "person": 7}
    says = f"欧阳小明（{PERSON}，1990年3月7日生）患病甲"
    clue = _clue(PERSON, values=json.dumps(values, ensure_ascii=False), says_zh=says, says_en="born 1990-03-07")
    run = hand_run(lake, [clue], columns=columns)
    full = clues_of(run)[0]
    assert full.says_zh == says
    seen = clues_of(run, clearance=2)[0]
    assert seen.says_zh == "欧阳**（1101************38，1990-**-**生）患＊＊＊"
    assert seen.says_en == "born 1990-**-**"
    for text in (PERSON, "小明", "病甲", "03-07"):
        assert text not in repr(seen)
    assert seen.key == {"person": "1101************38"}
