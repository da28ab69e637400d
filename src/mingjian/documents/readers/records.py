"""JSON lines: one record a document, whole text in one field or true sections in several."""

from __future__ import annotations

import json
from typing import Any

_TEXT = (
    "text",
    "fd",
    "full_text",
    "content",
    "qw",
    "document",
    "query",
    "body",
    "全文",
    "正文",
    "文书全文",
    "文书内容",
    "裁判文书全文",
)
_ID = ("id", "doc_id", "text_id", "docId", "uuid", "文书ID", "文书编号")
_GIVEN = {
    "case_number": ("case_number", "case_no", "caseNo", "案号"),
    "judged_on": ("judged_on", "date", "judgementDateStart", "judgmentDate", "裁判日期", "判决日期"),
}
# Sections in the order a judgment prints them; records of some exports hold these instead of one text.
_SECTIONS = (
    "标题", "当事人", "审理经过", "公诉机关称", "原告诉称", "自诉人诉称", "被告辩称", "上诉人诉称",
    "一审法院查明", "一审法院认为",
    "被上诉人辩称", "本院查明", "本院认为", "裁判结果", "审判人员", "裁判日期行", "书记员", "裁判附件", "附录",
)  # fmt: skip


class NotARecord(ValueError):
    """A line that is no record with a text; says why."""


def read_record(line: str) -> tuple[str | None, str, dict[str, str]]:
    """(id, text, given) of one line."""
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotARecord(f"不是合法的 JSON / not valid JSON ({error.__class__.__name__})") from error
    if not isinstance(record, dict):
        raise NotARecord("每行应为一个对象 / each line should be an object")
    text = _text(record)
    if not text:
        raise NotARecord(f"没有正文字段，应有其一 / no text field, expected one of: {', '.join(_TEXT)}")
    given = {}
    for key, names in _GIVEN.items():
        value = next((record[name] for name in names if isinstance(record.get(name), str) and record[name]), None)
        if value:
            given[key] = value[:10] if key == "judged_on" else value
    identity = next((record[name] for name in _ID if record.get(name) not in (None, "")), None)
    return (None if identity is None else str(identity)), text, given


def _text(record: dict[str, Any]) -> str:
    texts = [record[name] for name in _TEXT if isinstance(record.get(name), str) and record[name].strip()]
    if texts:
        return str(max(texts, key=len))
    sections = [record[name] for name in _SECTIONS if isinstance(record.get(name), str) and record[name].strip()]
    return "\n".join(sections) if len(sections) >= 2 else ""
