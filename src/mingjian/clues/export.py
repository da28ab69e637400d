"""Handing clues out as a file: xlsx, csv or json, watermarked, masked by clearance and logged.

No value of a clue is ever a formula: in xlsx it is written as text or as a number, in csv a text that a spreadsheet
could take for a formula gets an apostrophe before it (also with full-width signs, which a Chinese spreadsheet takes).
"""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from mingjian.clues.ranking import Ranked
from mingjian.lake import Lake
from mingjian.runs.errors import RunError
from mingjian.trust.audit import AuditLog
from mingjian.trust.digests import sha256_bytes

__all__ = ["Exported", "Format", "export", "safe_text"]

Format = Literal["xlsx", "csv", "json"]
Cell = str | int | date | Decimal | None

_COLUMNS: list[tuple[str, str, str, int]] = [
    ("rank", "序号", "No.", 6),
    ("clue_id", "线索编号", "Clue", 27),
    ("title", "监督模型", "Model", 26),
    ("level", "风险等级", "Level", 9),
    ("points", "风险分值", "Points", 9),
    ("says_zh", "线索内容", "Clue (Chinese)", 70),
    ("says_en", "线索内容（英文）", "Clue (English)", 50),
    ("subject", "主体", "Subject", 21),
    ("place", "管辖地", "Place", 9),
    ("day", "发生日", "Day", 12),
    ("amount", "金额（元）", "Amount (yuan)", 16),
    ("reasons", "风险理由", "Reasons", 40),
    ("as_of", "截止日", "As of", 12),
    ("run", "运行编号", "Run", 22),
]
_LEVELS = {"high": "高", "medium": "中", "low": "低"}
_LONGEST = 32_767  # characters a spreadsheet cell can hold
_MOST = 1_048_570  # rows a sheet can hold, with header and watermark
_FORMULA = tuple("=+-@\t\r\n＝＋－＠|")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was handed out. `number` is its id in the audit log and in its watermark."""

    path: Path
    number: str
    clues: int
    sha256: str
    watermark: str


def export(
    lake: Lake, clues: Sequence[Ranked], path: Path, *, actor: str, purpose: str, form: Format | None = None
) -> Exported:
    """Write ranked clues to `path` and log it; the form is that of the name's ending unless given.

    The clues carry the masking they were read with. The file appears whole or not at all. Raises `RunError` for
    an unknown form, no purpose, or more clues than a sheet holds.
    """
    made = form or path.suffix.removeprefix(".").lower()
    if made not in _WRITERS:
        raise RunError(f"不支持导出为“{made}”，可用：xlsx、csv、json", f"cannot export as '{made}': xlsx, csv or json")
    if not purpose.strip():
        raise RunError("导出须写明用途", "an export needs a purpose")
    if made == "xlsx" and len(clues) > _MOST:
        raise RunError(f"线索多于工作表容量{_MOST}，请改用csv", f"more than {_MOST} clues: export as csv")
    now = lake.clock()
    number = f"X{now:%Y%m%d}-{secrets.token_hex(4)}"
    watermark = _watermark(lake, actor, purpose, number, now)
    data = _WRITERS[made](clues, watermark)
    _write(path, data)
    done = Exported(path, number, len(clues), sha256_bytes(data), watermark)
    detail = {"file": path.name, "sha256": done.sha256, "clues": len(clues), "purpose": purpose}
    detail["runs"] = sorted({one.clue.run_id for one in clues})
    AuditLog(lake.path / "audit", lake.keyring.key("audit")).append(actor, "clue.export", number, detail)
    return done


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula, whatever it begins with."""
    return "'" + text if text.lstrip(" \u3000\u00a0\ufeff").startswith(_FORMULA) or text[:1] in _FORMULA else text


def _watermark(lake: Lake, actor: str, purpose: str, number: str, now: datetime) -> str:
    when = now.strftime("%Y-%m-%d %H:%M:%S %Z").strip()
    return f"内部线索 不得外传 · Internal, do not pass on · {number} · {actor} · {when} · {purpose} · {lake.path.name}"


def _cells(ranked: Ranked) -> list[Cell]:
    clue = ranked.clue
    reasons = "；".join(f"{one.zh}（{one.points:+d}）" for one in clue.reasons)
    return [
        ranked.rank,
        clue.clue_id,
        clue.title.get("zh", clue.model),
        _LEVELS.get(clue.level, clue.level),
        clue.points,
        clue.says_zh,
        clue.says_en,
        clue.subject,
        clue.place,
        clue.day,
        clue.amount,
        reasons,
        clue.as_of,
        clue.run_id,
    ]


def _xlsx(clues: Sequence[Ranked], watermark: str) -> bytes:
    import xlsxwriter  # here: it takes a tenth of a second to begin

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("线索 Clues")
        formats = {
            "mark": book.add_format({"italic": True, "font_color": "#7a7a7a"}),
            "head": book.add_format({"bold": True, "bg_color": "#1f3a5f", "font_color": "white", "text_wrap": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        sheet.write_string(0, 0, watermark[:_LONGEST], formats["mark"])
        for number, (_, zh, en, width) in enumerate(_COLUMNS):
            sheet.write_string(1, number, f"{zh}\n{en}", formats["head"])
            sheet.set_column(number, number, width)
        for row, ranked in enumerate(clues, 2):
            for number, value in enumerate(_cells(ranked)):
                _xlsx_cell(sheet, row, number, value, formats)
        sheet.freeze_panes(2, 2)
        sheet.autofilter(1, 0, max(1, len(clues) + 1), len(_COLUMNS) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(1)
        sheet.set_footer("&C" + watermark.replace("&", "&&")[:200])
    return buffer.getvalue()


def _xlsx_cell(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["text"])
    elif value is not None:
        text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        sheet.write_string(row, column, _printable(text), formats["text"])


def _csv(clues: Sequence[Ranked], watermark: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([zh for _, zh, _, _ in _COLUMNS])
    for ranked in clues:
        writer.writerow([_csv_cell(value) for value in _cells(ranked)])
    writer.writerow([safe_text(f"# {watermark}")])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    return safe_text(_printable(value)) if isinstance(value, str) else str(value)


def _json(clues: Sequence[Ranked], watermark: str) -> bytes:
    listed = []
    for ranked in clues:
        clue = ranked.clue
        listed.append(
            {
                "rank": ranked.rank,
                "clue_id": clue.clue_id,
                "model": clue.model,
                "title": clue.title,
                "run_id": clue.run_id,
                "level": clue.level,
                "points": clue.points,
                "reasons": [{"zh": one.zh, "en": one.en, "points": one.points} for one in clue.reasons],
                "says": {"zh": clue.says_zh, "en": clue.says_en},
                "subject": {"kind": clue.subject_kind, "id": clue.subject},
                "place": clue.place,
                "day": clue.day.isoformat() if clue.day else None,
                "amount": str(clue.amount) if clue.amount is not None else None,
                "as_of": clue.as_of.isoformat(),
                "key": clue.key,
                "values": clue.values,
            }
        )
    return json.dumps({"watermark": watermark, "clues": listed}, ensure_ascii=False, indent=1).encode("utf-8")


_WRITERS = {"xlsx": _xlsx, "csv": _csv, "json": _json}


def _printable(text: str) -> str:
    """Without control characters, which a spreadsheet cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RunError(f"无法写入{path}：{error}", f"cannot write {path}: {error}") from error
