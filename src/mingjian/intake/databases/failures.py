"""What a database refuses, in words that say who can mend it."""

from __future__ import annotations

import sqlite3

import psycopg

from mingjian.intake.errors import IntakeError, refuse

__all__ = ["failure"]

_STATES = {
    "28000": ("数据库不接受这个账号", "it does not let the account in"),
    "28P01": ("数据库的账号或口令不对", "the account or its password is wrong"),
    "3D000": ("没有这个数据库", "there is no such database"),
    "3F000": ("表或视图已不存在", "the table or view is not there"),
    "40001": ("取数时与数据库自身的同步冲突，请重试", "it was in the way of the database's own copying: try again"),
    "42501": ("数据库账号无权读取", "the account has no right to read it"),
    "42703": ("列已不存在", "a column is not there"),
    "42P01": ("表或视图已不存在", "the table or view is not there"),
    "53300": ("数据库的连接数已满，请稍后再试", "it has no connection left: try again later"),
    "57P01": ("数据库正在停机，取数中断", "it was shut down meanwhile"),
    "57P02": ("数据库已崩溃，取数中断", "it crashed meanwhile"),
    "57P03": ("数据库正在启动，请稍后再试", "it is starting up: try again later"),
}
_PASSWORD = ("password", "密码", "口令", "authentication", "认证", "pg_hba")


def failure(error: Exception, name: str, seconds: int, *, connected: bool) -> IntakeError:
    """The error to tell. `name` is the database's; `seconds` how long it might let us wait."""
    detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    zh, en = _words(error, seconds, connected=connected)
    return refuse(f"数据库无法读取：{zh}（{detail}）", f"the database cannot be read: {en} ({detail})", name)


def _words(error: Exception, seconds: int, *, connected: bool) -> tuple[str, str]:
    if isinstance(error, UnicodeError):
        return "内容不是有效的UTF-8文字", "its content is no valid UTF-8 text"
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, seconds)
    state = getattr(error, "sqlstate", None) or ""
    if state == "57014":
        return _late(seconds)
    if state in _STATES:
        return _STATES[state]
    if not isinstance(error, psycopg.OperationalError) or (connected and state[:2] not in ("", "08")):
        return "数据库报错", "it reports an error"
    if connected:
        return "连接中断", "the connection was lost"
    if any(word in str(error).lower() for word in _PASSWORD):
        return _STATES["28P01"]
    if "does not exist" in str(error):
        return _STATES["3D000"]
    return "连接不上数据库服务器", "its server cannot be reached"


def _of_sqlite(error: sqlite3.Error, seconds: int) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_INTERRUPT"):
        return _late(seconds)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "文件正被别的程序占用", "another program holds the file"
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return "文件不是数据库或已损坏", "the file is no database, or damaged"
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_READONLY")):
        return "没有读取该文件的权限", "the file may not be read"
    if code.startswith("SQLITE_TOOBIG"):
        return "单个值过大", "a value is too large"
    return "数据库报错", "it reports an error"


def _late(seconds: int) -> tuple[str, str]:
    if not seconds:
        return "查询被中止", "the query was stopped"
    return f"超过{seconds}秒没有答复，已中止", f"no answer within {seconds} s; stopped"
