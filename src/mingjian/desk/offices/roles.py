"""Roles 角色 and what each may do. A right is a name that services ask for; a user has the rights of all his roles.

The three administrators are kept apart (三员分立): none of them sees a clue, and none can do another's work.
Source: GB/T 22239-2019 8.1.5 (system, audit and security administration apart).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mingjian.models.enumerations import Labelled

__all__ = ["ADMINISTRATORS", "GRANTS", "RIGHTS", "Grant", "Right", "Role", "clearance_of", "rights_of", "unmasks_to"]


class Role(Labelled):
    """Roles, those who lead first."""

    CHIEF = "chief", "检察长（分管领导）", "chief prosecutor"
    HEAD = "head", "部门主任", "head of department"
    PROSECUTOR = "prosecutor", "检察官", "prosecutor"
    ASSISTANT = "assistant", "检察官助理", "assistant"
    DIGITAL = "digital", "数字检察办公室", "digital office"
    DATA_OFFICER = "data_officer", "数据管理员", "data officer"
    MODELLER = "modeller", "建模员", "modeller"
    REVIEWER = "reviewer", "模型审核员", "model reviewer"
    SYSTEM_ADMIN = "system_admin", "系统管理员", "system administrator"
    SECURITY_ADMIN = "security_admin", "安全管理员", "security administrator"
    AUDIT_ADMIN = "audit_admin", "审计管理员", "audit administrator"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three who are kept apart: whoever has one of these roles has no other."""


class Right(StrEnum):
    """What somebody may do; where, is a matter of sight (`desk.sight`)."""

    SEE_CLUES = "see_clues"
    TRIAGE = "triage"
    ASSIGN = "assign"
    HANDLE = "handle"
    DECIDE = "decide"
    UNMASK = "unmask"
    EXPORT = "export"
    REVIEW_LETTER = "review_letter"
    SIGN_LETTER = "sign_letter"
    SEE_MODELS = "see_models"
    BUILD = "build"
    REVIEW_MODEL = "review_model"
    RUN = "run"
    LOAD_DATA = "load_data"
    APPROVE = "approve"
    MANAGE_USERS = "manage_users"
    READ_AUDIT = "read_audit"
    OPERATE = "operate"


RIGHTS: dict[Right, tuple[str, str]] = {
    Right.SEE_CLUES: ("查看线索", "see clues"),
    Right.TRIAGE: ("分流", "triage"),
    Right.ASSIGN: ("分配", "assign"),
    Right.HANDLE: ("办理", "handle"),
    Right.DECIDE: ("作出结论", "decide"),
    Right.UNMASK: ("查看全部内容", "unmask"),
    Right.EXPORT: ("导出", "export"),
    Right.REVIEW_LETTER: ("审核文书", "review letters"),
    Right.SIGN_LETTER: ("签发文书", "sign letters"),
    Right.SEE_MODELS: ("查看模型", "see models"),
    Right.BUILD: ("搭建模型", "build models"),
    Right.REVIEW_MODEL: ("审核模型", "review models"),
    Right.RUN: ("运行模型", "run models"),
    Right.LOAD_DATA: ("导入数据", "load data"),
    Right.APPROVE: ("审批", "approve"),
    Right.MANAGE_USERS: ("管理用户", "manage users"),
    Right.READ_AUDIT: ("查阅审计日志", "read the audit log"),
    Right.OPERATE: ("系统运行", "operate"),
}
"""What rights are called."""


@dataclass(frozen=True)
class Grant:
    """What a role brings: rights, the clearance (1–4) screens are masked by, and the one unmasking goes up to."""

    rights: frozenset[Right]
    clearance: int = 1
    unmasks_to: int = 1


def _grant(rights: str, clearance: int = 1, unmasks_to: int = 1) -> Grant:
    return Grant(frozenset(map(Right, rights.split())), clearance, unmasks_to)


GRANTS: dict[Role, Grant] = {
    Role.CHIEF: _grant(
        "see_clues triage assign decide unmask export review_letter sign_letter see_models run approve", 3, 4
    ),
    Role.HEAD: _grant("see_clues triage assign handle decide unmask export review_letter see_models build run", 3, 4),
    Role.PROSECUTOR: _grant("see_clues handle decide unmask export see_models build run", 3, 4),
    Role.ASSISTANT: _grant("see_clues handle see_models build", 2, 2),
    Role.DIGITAL: _grant("see_clues triage assign export see_models build run", 2, 2),
    Role.DATA_OFFICER: _grant("load_data see_models unmask", 2, 3),
    Role.MODELLER: _grant("see_models build", 1, 1),
    Role.REVIEWER: _grant("see_models review_model", 1, 1),
    Role.SYSTEM_ADMIN: _grant("operate"),
    Role.SECURITY_ADMIN: _grant("manage_users"),
    Role.AUDIT_ADMIN: _grant("read_audit"),
}


def rights_of(roles: frozenset[Role]) -> frozenset[Right]:
    """All rights of several roles."""
    return frozenset(right for role in roles for right in GRANTS[role].rights)


def clearance_of(roles: frozenset[Role]) -> int:
    """The clearance screens are masked by: the highest of the roles."""
    return max((GRANTS[role].clearance for role in roles), default=1)


def unmasks_to(roles: frozenset[Role]) -> int:
    """The clearance a logged unmasking reaches."""
    return max((GRANTS[role].unmasks_to for role in roles), default=1)
