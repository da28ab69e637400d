"""The closed lists of supply: states, agencies, purposes, refusals, how often data come, how a delivery stands."""

from __future__ import annotations

from typing import Literal

from mingjian.models.enumerations import Labelled

__all__ = [
    "AGENCIES", "PURPOSES", "REFUSALS", "WAITING", "AgencyKind", "AgreementState", "DueState", "Frequency", "Purpose",
    "Refusal", "RequestState",
]  # fmt: skip


class RequestState(Labelled):
    """Where a request stands."""

    DRAFT = "draft", "草拟中", "draft"
    SENT = "sent", "已发出", "sent"
    PARTIAL = "partial", "部分提供", "partly delivered"
    DELIVERED = "delivered", "已提供", "delivered"
    REFUSED = "refused", "被拒绝", "refused"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


WAITING = (RequestState.SENT, RequestState.PARTIAL)
"""The agency still owes something."""


class AgreementState(Labelled):
    """Where an agreement stands; that it has run out is told by its last day, not by its row."""

    ACTIVE = "active", "有效", "in force"
    ENDED = "ended", "已终止", "ended"
    EXPIRED = "expired", "已到期", "expired"


AgencyKind = Literal["court", "police", "justice", "welfare", "civil_affairs", "health", "market", "tax", "land",
                     "transport", "data_bureau", "company", "other"]  # fmt: skip
AGENCIES: dict[str, tuple[str, str]] = {
    "court": ("人民法院", "court"), "police": ("公安机关", "police"),
    "justice": ("司法行政机关", "justice administration"), "welfare": ("人力资源和社会保障部门", "social security"),
    "civil_affairs": ("民政部门", "civil affairs"), "health": ("卫生健康、医疗保障部门", "health and insurance"),
    "market": ("市场监督管理部门", "market regulation"), "tax": ("税务机关", "tax"),
    "land": ("自然资源、住房建设部门", "land and housing"), "transport": ("交通运输部门", "transport"),
    "data_bureau": ("数据管理部门", "data bureau"), "company": ("企业、平台", "company or platform"),
    "other": ("其他单位", "other"),
}  # fmt: skip
"""Kinds of agencies."""

Purpose = Literal["case", "campaign", "other"]
PURPOSES: dict[str, tuple[str, str]] = {
    "case": ("办理案件", "a case"), "campaign": ("专项监督", "a campaign"), "other": ("其他", "other"),
}  # fmt: skip
"""What data are asked for."""

Refusal = Literal["no_basis", "confidential", "superior", "technical", "not_held", "cost", "no_answer", "other"]
REFUSALS: dict[str, tuple[str, str]] = {
    "no_basis": ("认为依据不足", "says there is no basis"), "confidential": ("涉密或涉个人信息", "secret or personal"),
    "superior": ("须上级主管部门同意", "needs its superior's consent"), "technical": ("技术上不能提供", "technical"),
    "not_held": ("不掌握该数据", "does not hold the data"), "cost": ("经费或人手不足", "cost or staff"),
    "no_answer": ("逾期未答复，视为拒绝", "no answer"), "other": ("其他", "other"),
}  # fmt: skip
"""Why an agency refuses."""


class Frequency(Labelled):
    """How often an agency delivers."""

    ONCE = "once", "一次", "once"
    DAILY = "daily", "每个工作日", "every working day"
    WEEKLY = "weekly", "每周", "weekly"
    MONTHLY = "monthly", "每月", "monthly"
    QUARTERLY = "quarterly", "每季度", "quarterly"
    HALF_YEARLY = "half_yearly", "每半年", "half-yearly"
    YEARLY = "yearly", "每年", "yearly"


class DueState(Labelled):
    """How a delivery stands. `late` while its period goes on, `missing` when that is over."""

    DUE = "due", "待交付", "due"
    DELIVERED = "delivered", "已交付", "delivered"
    DELIVERED_LATE = "delivered_late", "迟交", "delivered late"
    LATE = "late", "已逾期", "late"
    MISSING = "missing", "未交付", "missing"
