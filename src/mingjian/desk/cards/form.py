"""What a file of case cards says: the classes the JSON Schema, the workbook's columns and the documentation come from.

A field's title is its Chinese name and the head of its column; its description is the English one.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Coded

__all__ = [
    "FORMAT", "RETURNED", "VERSION", "Card", "CardFile", "ClueCard", "Decision", "Document", "Export", "Result",
    "json_schema",
]  # fmt: skip

FORMAT = "mingjian-case-cards"
VERSION = "1.0"
"""The first number changes when a file of the old form can no longer be read."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decision(_Part):
    """A verdict on a clue."""

    code: Coded = Field(title="结论", description="what was decided: confirmed, reopened, or a reason of rejection")
    at: datetime = Field(title="结论时间", description="when")
    by: Person = Field(title="作出人", description="by whom")
    note: str = Field(title="结论说明", description="why")


class ClueCard(_Part):
    """A clue of a case, as the clearance of whoever took the file out allows."""

    id: str = Field(title="线索编号", description="the clue's number")
    model: Coded = Field(title="监督模型", description="the supervision model that found it")
    model_version: str = Field(title="模型版本", description="version of the model")
    says: str = Field(title="线索内容", description="the clue in a sentence, masked by clearance")
    subject_kind: str = Field(title="主体类型", description="person, company, vehicle … as the model names it")
    subject: str = Field(title="主体", description="whom or what it is about, masked by clearance")
    place: Coded = Field(title="管辖地", description="region (GB/T 2260)")
    office: Coded = Field(title="线索所属院", description="the office that has the clue")
    level: Coded = Field(title="风险级别", description="high, medium or low")
    amount: Decimal | None = Field(title="线索金额", description="yuan")
    day: date | None = Field(title="发生日", description="the day it happened")
    state: Coded = Field(title="线索状态", description="where the clue stands")
    decisions: list[Decision] = Field(title="研判结论", description="verdicts, oldest first")


class Document(_Part):
    """A document of a case that was issued; drafts are left out."""

    kind: Coded = Field(title="文书种类", description="kind of document")
    number: str = Field(title="文号", description="the document's number")
    state: Coded = Field(title="文书状态", description="signed, served or replied to")
    recipient: str = Field(title="发往单位", description="to whom")
    signed_on: date | None = Field(title="签发日期", description="when it was signed")
    served_on: date | None = Field(title="送达日期", description="when it was served")
    reply_due: date | None = Field(title="回复期限", description="when the reply is due")
    replied_on: date | None = Field(title="回复日期", description="when the reply came")
    accepted: bool | None = Field(title="是否采纳", description="whether the reply accepts it")
    reply: str = Field(title="回复内容", description="what was replied")


class Result(_Part):
    """What a case achieved. `accepted` and the look back are recorded by hand and only compared when they come back."""

    accepted: bool | None = Field(title="采纳情况", description="accepted by all who replied; empty: no reply yet")
    rectified: bool = Field(title="已整改", description="what was wrong is put right")
    recovered: Decimal | None = Field(title="追回金额", description="yuan got back", ge=0, lt=10**18)
    held_to_account: int = Field(title="追责人数", description="people held to account", ge=0, le=100_000)
    governance: str = Field(title="社会治理成效", description="what changed beyond the case")
    note: str = Field(title="成效说明", description="remarks")
    looked_back_on: date | None = Field(title="回头看日期", description="when it was looked back at")


class Card(_Part):
    """A case."""

    number: str = Field(title="案件编号", description="this desk's number of the case: what a card is known by")
    unified_number: str | None = Field(
        title="统一受案号", description="the case's number in the unified case system", max_length=60
    )
    department_number: str | None = Field(
        title="部门受案号", description="the department's number there", max_length=60
    )
    accepted_on: date | None = Field(title="受理日期", description="the day it was taken in there")
    office: Coded = Field(title="承办院", description="the office that handles the case")
    line: Coded = Field(title="业务条线", description="business line")
    model: Coded = Field(title="所用模型", description="the supervision model of its clues")
    title: str = Field(title="案件名称", description="title")
    holder: Person = Field(title="承办人", description="who holds the case")
    state: Coded = Field(title="办理状态", description="how far the case is")
    filed_on: date = Field(title="立案日期", description="when it was filed")
    filed_why: str = Field(title="立案理由", description="why it was filed")
    amount: Decimal | None = Field(title="涉及金额", description="yuan: sum of its clues in sight")
    deadline: date | None = Field(title="最近期限", description="the nearest deadline")
    closed_on: date | None = Field(title="办结日期", description="when it was closed")
    outcome: Result | None = Field(title="成效", description="what it achieved; none: nothing recorded yet")
    documents: list[Document] = Field(title="文书", description="documents issued")
    clues: list[ClueCard] = Field(title="线索", description="its clues in sight")
    export: str = Field(title="导出编号", description="the export this card was taken out with")


class Export(_Part):
    """Who took the file out, when and what for: a copy can be traced back."""

    number: str = Field(title="导出编号", description="number of the export")
    by: Person = Field(title="导出人", description="who took it out")
    office: str = Field(title="导出院", description="of which office")
    at: datetime = Field(title="导出时间", description="when")
    purpose: str = Field(title="用途", description="what for")
    mark: str = Field(title="水印", description="the same in one line")


class CardFile(_Part):
    """A file of case cards."""

    format: Literal["mingjian-case-cards"] = Field(title="格式", description="always `mingjian-case-cards`")
    version: str = Field(title="格式版本", description="version of the format", pattern=r"^1\.\d+$")
    export: Export = Field(title="导出", description="who took it out")
    cards: list[Card] = Field(title="案卡", description="one card a case")


RETURNED = {
    "unified_number": True, "department_number": True, "accepted_on": True, "outcome.recovered": True,
    "outcome.held_to_account": True, "outcome.rectified": False, "outcome.accepted": False,
    "outcome.looked_back_on": False,
}  # fmt: skip
"""What is read of a card that comes back; no: it is compared, and whoever holds the case records it by hand."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a file."""
    made = CardFile.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
