"""`/api/operate`: how the desk is, for the system administrator."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from mingjian.desk.config import DeskConfig, toml_value
from mingjian.desk.errors import NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.roles import Right
from mingjian.desk.operate.figures import figures
from mingjian.desk.operate.health import checks, source_checks
from mingjian.desk.words import Coded, Shown, Text

__all__ = ["router", "shown_settings"]

router = Router(tags=["operate"])
_SECRET = frozenset({"metrics_token"})


class CheckOf(Coded):
    """One thing that was looked at; `needed` when the desk cannot answer without it."""

    ok: bool
    needed: bool
    problem: Text | None


class FreeDisk(Shown):
    """Free bytes of a folder."""

    folder: str
    bytes: int


class KeeperRound(Shown):
    """The keeper of a server: its last round and its last failure."""

    server: str
    at: datetime
    seconds: float
    ok: bool
    failed: int
    error: str
    error_at: datetime | None


class Setting(Shown):
    """A setting as it is; a secret only tells whether there is one."""

    name: str
    value: str
    default: str
    about: str
    secret: bool


class Operate(Shown):
    """How the desk is."""

    at: datetime
    well: bool
    checks: list[CheckOf]
    version: str
    database: str
    database_bytes: int
    lake_bytes: int
    audit_bytes: int | None
    free: list[FreeDisk]
    datasets: int | None
    runs: int | None
    unsealed: int
    sessions: int
    rounds: list[KeeperRound]
    settings: list[Setting]


@router.get("/operate", response=Operate)
def operate(request: HttpRequest) -> Operate:
    """Health, sizes, counts, the keeper's rounds, the settings."""
    if not user_of(request).may(Right.OPERATE):
        raise NotFound
    looked, made = [*checks(), *source_checks()], figures()
    return Operate(
        at=now(), well=all(one.ok for one in looked if one.needed),
        checks=[
            CheckOf(code=one.name, zh=one.zh, en=one.en, ok=one.ok, needed=one.needed,
                    problem=None if one.ok else Text(zh=one.problem_zh, en=one.problem_en))
            for one in looked
        ],
        version=made.version, database=made.database, database_bytes=made.database_bytes, lake_bytes=made.lake_bytes,
        audit_bytes=made.audit_bytes, free=[FreeDisk(folder=name, bytes=free) for name, free in made.free.items()],
        datasets=made.datasets, runs=made.runs, unsealed=made.unsealed, sessions=made.sessions,
        rounds=[KeeperRound.model_validate(one, from_attributes=True) for one in made.rounds],
        settings=shown_settings(settings.DESK),
    )  # fmt: skip


def shown_settings(desk: DeskConfig) -> list[Setting]:
    """Every setting with its default, secrets hidden."""
    own, usual = desk.model_dump(mode="json"), DeskConfig().model_dump(mode="json")
    return [
        Setting(
            name=name, value=_shown(name, own[name]), default=toml_value(usual[name]), about=field.description or "",
            secret=name in _SECRET,
        )
        for name, field in DeskConfig.model_fields.items() if name in own
    ]  # fmt: skip


def _shown(name: str, value: object) -> str:
    if name in _SECRET:
        return "••••••" if value else '""'
    if name == "database" and value:
        return toml_value(_without_password(str(value)))
    return toml_value(value)


def _without_password(url: str) -> str:
    """A database URL with its password hidden, wherever it stands."""
    parts = urlsplit(url)
    before, at, host = parts.netloc.rpartition("@")
    user = before.partition(":")[0]
    query = "••••••" if parts.query else ""
    return urlunsplit(parts._replace(netloc=f"{user}:••••••{at}{host}" if ":" in before else parts.netloc, query=query))
