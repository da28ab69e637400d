"""The first draft of a governance suggestion: what the figures of a class report say, in sentences."""

from __future__ import annotations

from typing import Any

from mingjian.desk.cases.letters import model_of_case
from mingjian.desk.cases.models import Case
from mingjian.desk.letters import draft
from mingjian.desk.offices.models import User
from mingjian.desk.reports.models import Report
from mingjian.desk.reports.schemas import Figures
from mingjian.models.enumerations import DocumentKind

__all__ = ["sentences", "suggestion_fields"]

_SHOWN = 5


def suggestion_fields(report: Report, made: Figures, case: Case, user: User) -> dict[str, Any]:
    """Fields of the letter: law, sources and asks of the model; facts and causes of the report."""
    contact = f"{user.name} {user.phone or case.office.contact}".strip()
    kind = DocumentKind.GOVERNANCE_SUGGESTION
    first = draft(kind, office=case.office.zh, model=model_of_case(case), clues=[], contact=contact)
    said = sentences(report, made)
    causes = "\n".join([first.analysis, *_causes(made)])
    changed = {"facts": "\n".join(said), "analysis": causes, "about": report.title_zh}
    return {**first.model_dump(mode="json"), **changed}


def sentences(report: Report, made: Figures) -> list[str]:
    """The figures as sentences; names of persons are in none of them."""
    when = f"{report.first or '数据起始'}至{report.last or report.at.date()}"
    told = [f"本院对{report.below.zh}辖区{when}的“{report.title_zh}”类监督线索进行了梳理，查明："]
    told.append(
        f"1. 共发现线索{made.clues}条，涉及金额{made.amount:,.2f}元；已核实成立{made.confirmed}条，立案{made.cases}件。"
    )
    if made.regions:
        top = "、".join(f"{one.zh}{one.clues}条" for one in made.regions[:_SHOWN])
        told.append(f"2. 按地区，线索较多的是{top}，共涉及{len(made.regions)}个地区。")
    if made.letters:
        told.append(
            f"3. 已发出监督文书{made.letters}份，收到回复{made.replied}份，采纳{made.accepted}份；"
            f"已追回{made.recovered:,.2f}元，整改{made.rectified}件，追责{made.held_to_account}人。"
        )
    return told


def _causes(made: Figures) -> list[str]:
    told = []
    if made.checks:
        told.append(
            "核查中的突出问题：" + "；".join(f"{one.zh}（否{one.count}条）" for one in made.checks[:_SHOWN]) + "。"
        )
    if made.reasons:
        told.append("不成立的线索原因为：" + "、".join(f"{one.zh}{one.count}条" for one in made.reasons) + "。")
    refused = made.replied - made.accepted
    if refused:
        told.append(f"另有{refused}份文书未被采纳，反映有关单位认识尚不一致。")
    return told
