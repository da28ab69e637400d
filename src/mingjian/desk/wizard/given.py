"""What the wizard is given, and what it answers: both cross between processes as JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["ADMINISTRATORS", "Administrator", "Answer", "Given", "Wrong"]

ADMINISTRATORS = {
    "security": ("security_admin", "安全管理员", "security administrator", "管理用户与权限", "keeps users and rights"),
    "system": ("system_admin", "系统管理员", "system administrator", "管理设置与运行", "keeps the system running"),
    "audit": ("audit_admin", "审计管理员", "audit administrator", "查阅审计日志", "reads the audit log"),
}
"""The three who are kept apart: field → role, names, what each does."""


class Administrator(BaseModel):
    """One of the three."""

    model_config = ConfigDict(extra="forbid")

    username: str = ""
    name: str = ""
    password: str = Field(default="", repr=False)
    again: str = Field(default="", repr=False)


class Office(BaseModel):
    """An office to be made."""

    model_config = ConfigDict(extra="forbid")

    line: int = 0
    code: str = ""
    zh: str = ""
    level: str = ""
    en: str = ""
    above: str = ""
    region: str = ""
    short: str = ""
    contact: str = ""


class Given(BaseModel):
    """All that was typed. `only`: look whether the database can be used, and make nothing."""

    model_config = ConfigDict(extra="forbid")

    only: Literal["", "database"] = ""
    language: Literal["zh", "en"] = "zh"
    hosts: list[str] = []
    lake: str = ""
    database: str = Field(default="", repr=False)
    offices: list[Office] = []
    people: dict[str, Administrator] = {}


class Wrong(BaseModel):
    """What is wrong, and with which field."""

    field: str
    zh: str
    en: str


class Answer(BaseModel):
    """Nothing wrong: it was made (or the database can be used)."""

    wrong: list[Wrong] = []
