"""Papers read into a case file that is there: shown with the words each value came from, put in once a person says so.

What is read is kept nowhere until then. The file is read by a child behind walls: a hostile one costs itself alone.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from mingjian.assist.evidence import put_record
from mingjian.assist.evidence.forms import LIST_TITLES, Field, forms
from mingjian.assist.evidence.kinds import kinds
from mingjian.assist.evidence.reading import MANY, ONE
from mingjian.assist.evidence.walled import read_behind_walls
from mingjian.desk.clues.papers import clean_name
from mingjian.desk.errors import BadRequest
from mingjian.desk.evidence.file_schemas import CaseFileKept
from mingjian.desk.evidence.files import find_file, may_edit
from mingjian.desk.evidence.filling import changed
from mingjian.desk.evidence.paper_schemas import (
    CaseFileConfirmed,
    PaperLack,
    PaperRecord,
    PapersTold,
    PaperValue,
)
from mingjian.desk.evidence.taking import DOCUMENTS, laid_out
from mingjian.desk.offices.models import User
from mingjian.desk.words import Text
from mingjian.models.editing.sheet import Sheet
from mingjian.models.problems import ModelErrors

__all__ = ["confirm", "papers_told"]

_TAKEN = (*DOCUMENTS, ".zip")
_SHORT = 200
"""Characters of a value that are shown."""
_ASIDE = ("id", "document", "page", "span", "note", "text")
"""Fields that are not looked at: where a record stands, and whole texts."""


def papers_told(user: User, number: int, name: str, data: bytes) -> PapersTold:
    """What the papers of an upload tell, fitted to the records the file has. Nothing is kept."""
    one = find_file(user, number)
    if not may_edit(user, one):
        raise BadRequest("您不能修改此案件材料", "you may not change this case file")
    name = clean_name(name)
    if Path(name).suffix.lower() not in _TAKEN:
        listed = " ".join(_TAKEN)
        raise BadRequest(f"不接受此类文件，可用：{listed}", f"not a kind that is taken ({listed})", "file")
    with tempfile.TemporaryDirectory() as folder:
        try:
            answer = read_behind_walls(laid_out(Path(folder), name, data), one.text)
        except ModelErrors as errors:
            zh, en = ("；".join(one.zh for one in errors.problems), "; ".join(one.en for one in errors.problems))
            raise BadRequest(zh, en, "file") from None
    if answer.ending != "done":
        raise BadRequest(
            "读取这份文件超出了允许的时间、内存或出了错，已停止；没有保存任何内容",
            "reading this file took more time or memory than is allowed, or failed, and was stopped; nothing was kept",
            "file",
        )
    return _told(answer.value)


def confirm(user: User, number: int, given: CaseFileConfirmed) -> CaseFileKept:
    """Records of papers put in as one edit, which can be taken back as one."""

    def change(sheet: Sheet) -> Sheet:
        for record in given.records:
            sheet = put_record(sheet, record.list, record.value)
        return sheet

    last = given.records[-1]
    name = str(last.value.get("title") or last.value.get("name") or last.value.get("id") or "")[:80]
    what = {"list": last.list, "id": str(last.value.get("id", ""))[:64], "name": name}
    return changed(user, number, given.version, "papers", what, change)


def _told(value: dict[str, Any]) -> PapersTold:
    rows: list[tuple[str, dict[str, Any]]] = [(into, row) for into, row in value["records"]]
    return PapersTold(
        records=_Shown(rows).records(),
        lacks=[_lack(one) for one in value["lacks"]],
        problems=[_lack(one) for one in value["problems"]],
    )


class _Shown:
    """Rows as people read them: codes in words, records by their names."""

    def __init__(self, rows: list[tuple[str, dict[str, Any]]]) -> None:
        self._rows = rows
        self._by_id = {row["id"]: row for _, row in rows}
        self._fields = {form.list: {field.name: field for field in form.fields} for form in forms()}

    def records(self) -> list[PaperRecord]:
        """Every row."""
        return [self._record(into, row) for into, row in self._rows]

    def _record(self, into: str, row: dict[str, Any]) -> PaperRecord:
        paper = self._by_id.get(row.get("document", row["id"]), {})
        text, spans = str(paper.get("text", "")), row.get("spans", {})
        values = []
        for key, field in self._fields[into].items():
            if key in row and key not in _ASIDE:
                begin, end = spans.get(key, (0, 0))
                name = Text(zh=field.zh.partition("，")[0], en=field.en)
                values.append(PaperValue(name=name, value=self._value(field, row[key]), words=text[begin:end][:_SHORT]))
        zh, en = LIST_TITLES[into]
        return PaperRecord(
            list=into, title=Text(zh=zh, en=en), paper=str(paper.get("title", "")), id=row["id"], value=row,
            values=tuple(values), names=tuple(sorted(_named(row) & set(self._by_id))),
        )  # fmt: skip

    def _value(self, field: Field, said: Any) -> Text:
        parts = [self._one(field, one) for one in (said if isinstance(said, list) else [said])]
        return Text(zh="、".join(one.zh for one in parts)[:_SHORT], en=", ".join(one.en for one in parts)[:_SHORT])

    def _one(self, field: Field, said: Any) -> Text:
        if isinstance(said, bool):
            return Text(zh="是" if said else "否", en="yes" if said else "no")
        if field.kind == "material" and said in kinds():
            return Text(zh=kinds()[said].zh, en=kinds()[said].en)
        known = {code: (zh, en) for code, zh, en in field.choices}
        row = self._by_id.get(str(said), {}) if field.kind == "record" else {}
        name = str(row.get("name") or row.get("charge") or row.get("title") or said)
        zh, en = known.get(str(said), (name, name))
        return Text(zh=zh, en=en)


def _named(row: dict[str, Any]) -> set[str]:
    """The records a record refers to."""
    found = {str(row[key]) for key in ONE if isinstance(row.get(key), str)}
    for key in (*MANY, "of"):
        if isinstance(row.get(key), list):
            found |= {str(one) for one in row[key]}
    return found


def _lack(one: list[Any]) -> PaperLack:
    file, line, zh, en = one
    return PaperLack(file=str(file), line=int(line), says=Text(zh=str(zh), en=str(en)))
