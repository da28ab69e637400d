"""A list of clues as a table that can be handed out, and the mark it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjian.desk.clues.schemas import ClueRow

__all__ = ["COLUMNS", "Cell", "Column", "Mark", "table"]

Cell = str | int | date | Decimal | None


@dataclass(frozen=True)
class Column:
    """A column: its heads, how wide it is in signs, and its share of a printed page. `digits`: what somebody types
    there stays a text, since a spreadsheet would round a long number."""

    zh: str
    en: str
    width: int
    share: float
    digits: bool = False


COLUMNS = (
    Column("序号", "No.", 6, 0.5), Column("线索编号", "Clue", 27, 2.2), Column("监督模型", "Model", 26, 1.7),
    Column("级别", "Level", 9, 0.6), Column("线索内容", "Clue in words", 70, 5.5), Column("管辖地", "Place", 16, 1.2),
    Column("承办院", "Office", 26, 1.7), Column("条线", "Line", 14, 0.9),
    Column("金额（元）", "Amount (yuan)", 16, 1.2), Column("发生日", "Day", 12, 1.0),
    Column("状态", "State", 12, 0.8), Column("承办人", "Owner", 12, 0.8), Column("期限", "Deadline", 12, 1.0),
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """What an export carries everywhere: its number, who took it, of which office, when, what for."""

    number: str
    username: str
    name: str
    office: str
    at: datetime
    why: str

    def __str__(self) -> str:
        when = f"{self.at:%Y-%m-%d %H:%M:%S}"
        return (
            f"内部线索 不得外传 · Internal, do not pass on · {self.number} · {self.name} {self.username} · "
            f"{self.office} · {when} · {self.why}"
        )


def table(rows: Iterable[ClueRow], lang: str) -> list[list[Cell]]:
    """Rows as cells, in one language."""

    def say(one: object) -> str:
        return str(getattr(one, lang))

    return [
        [number, row.id, say(row.title), say(row.level), say(row.says), say(row.place), say(row.office), say(row.line),
         row.amount, row.day, say(row.state), row.owner.name if row.owner else None, row.deadline]
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
