"""A database that data officers may take rows from, as the system administrator writes it into the settings.

    [[sources]]
    name = "人社库"
    url = "postgresql://reader@10.1.2.3/pensions"
    password_file = "pensions.password"
    owner = "340100"

Whoever uses it picks it by its name: no address, no password and no SQL comes from a user.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

__all__ = ["Connection", "DropFolder", "where"]

_SCHEMES = ("postgresql", "postgres")
_HIDDEN = ("password", "sslpassword")


class Connection(BaseModel):
    """The description of a field is its documentation (`docs/settings.md`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(
        pattern=r"^[^\W_][\w.-]{0,59}$", description="名称，用户据此选择 name that users choose it by; unique"
    )
    url: str = Field(
        min_length=1,
        max_length=500,
        description="postgresql://账号@主机:端口/库（不含口令），或 SQLite 文件"
        " postgresql://account@host:port/base without its password, or a SQLite file",
    )
    password_file: str = Field(default="", description="存放口令的文件，空为不用 file with the password; empty: none")
    owner: str = Field(
        min_length=1,
        max_length=12,
        description="所属检察院代码，该院及上级院的数据管理员可用"
        " code of the office it belongs to: data officers there and above use it",
    )
    tables: list[str] = Field(
        default=[],
        description='可取的表，如 "public.*"，空为账号能读的全部'
        ' tables that may be taken, as "public.*"; empty: all that the account may read',
    )
    seconds: int = Field(
        default=600, ge=1, le=86_400, description="等数据库一次答复的秒数上限 seconds to wait for one answer at most"
    )

    @field_validator("url")
    @classmethod
    def _no_password(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
            inside = parts.password is not None or any(name in _HIDDEN for name, _ in parse_qsl(parts.query))
            _ = parts.port
        except ValueError:
            raise ValueError("不是数据库地址 / it is no address of a database") from None
        if inside:
            raise ValueError("地址中不得写口令，请用password_file / no password in it: use password_file")
        if "://" in url and parts.scheme not in _SCHEMES:
            raise ValueError("只支持PostgreSQL与SQLite / only PostgreSQL and SQLite")
        return url

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.password_file and not self.postgres:
            raise ValueError("SQLite文件不用口令 / a SQLite file takes no password")
        return self

    @property
    def postgres(self) -> bool:
        """Whether it is PostgreSQL; else a SQLite file."""
        return self.url.startswith(_SCHEMES)

    def allows(self, table: str) -> bool:
        """Whether a table, named with its schema where it has one, may be taken."""
        return not self.tables or any(fnmatchcase(table, one) for one in self.tables)


class DropFolder(BaseModel):
    """A folder that agencies put files into, as the system administrator writes it into the settings (`[[folders]]`).
    The description of a field is its documentation (`docs/settings.md`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(
        pattern=r"^[^\W_][\w.-]{0,59}$", description="名称，用户据此选择 name that users choose it by; unique"
    )
    path: str = Field(
        min_length=1,
        max_length=500,
        description="文件夹，相对于本文件所在处；只读即可 the folder, relative to this file; it may be read-only",
    )
    owner: str = Field(
        min_length=1,
        max_length=12,
        description="所属检察院代码，该院及上级院的数据管理员可用"
        " code of the office it belongs to: data officers there and above use it",
    )


def where(url: str, folder: Path) -> str:
    """Which database an address means: host, port and name, or the file it is."""
    if not url.startswith(_SCHEMES):
        return str((folder / url).resolve())
    parts = urlsplit(url)
    return f"{parts.hostname or 'localhost'}:{parts.port or 5432}{parts.path}"
