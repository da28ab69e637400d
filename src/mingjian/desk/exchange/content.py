"""What a file says of a clue and of what became of it: typed, so that a wrong part names the field that is wrong."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mingjian.clues import REJECTIONS
from mingjian.desk.basis import BasisInfo
from mingjian.desk.clues.evidence_schemas import Evidence
from mingjian.desk.clues.schemas import FunnelStep, HistoryEntry, RiskReason, RunInfo, Way
from mingjian.desk.exchange.container import Opened, Refused
from mingjian.desk.words import Text, storable
from mingjian.models.enumerations import Line
from mingjian.standards.wrong_value import said

__all__ = ["Back", "ClueContent", "Facts", "Paper", "read_clues", "read_outcomes"]

P = TypeVar("P", bound="_Part")
Clearance = Literal["1", "2", "3", "4"]
Id = Annotated[str, Field(pattern=r"^[0-9a-zA-Z_-]{8,40}$")]
_Words = Annotated[str, Field(max_length=4000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Says(_Part):
    """What a clue says to somebody of a clearance."""

    zh: str = Field(max_length=10_000)
    en: str = Field(max_length=10_000)
    subject: str = Field(max_length=80)


class Facts(_Part):
    """What the clue page shows beside evidence and steps."""

    reasons: list[RiskReason]
    run: RunInfo
    problem: Text
    basis: list[BasisInfo]
    traps: list[Text]
    disposition: list[Way]
    funnel: list[FunnelStep]
    history: list[HistoryEntry]


class Paper(_Part):
    """A file that was put to the clue; its bytes are the part `files/<sha256>`."""

    name: str = Field(max_length=200)
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class ClueContent(_Part):
    """A clue with everything the receiver needs to handle it. `proof` is the record of the run that found it."""

    id: Id
    model: str = Field(max_length=80, pattern=r"^[a-z0-9-]+$")
    model_version: str = Field(max_length=20)
    title_zh: str = Field(max_length=200)
    title_en: str = Field(max_length=300)
    line: Line
    place: str = Field(max_length=12)
    subject_kind: str = Field(max_length=20)
    subject: str = Field(max_length=80)
    level: int = Field(ge=1, le=3)
    points: int = Field(ge=-100_000, le=100_000)
    amount: Decimal | None = Field(None, max_digits=20, decimal_places=2)
    day: date | None
    first_seen: date
    last_seen: date
    texts: dict[Clearance, Says]
    evidence: dict[Clearance, Evidence]
    facts: Facts
    model_file: str = Field(max_length=400_000)
    proof: dict[str, Any]
    papers: list[Paper] = Field(max_length=200)


class Back(_Part):
    """What became of a clue at the office it was sent to."""

    clue: Id
    verdict: str
    note: _Words
    decided_at: datetime
    state: str = Field(max_length=20)
    case_number: str = Field(max_length=60)
    case_state: str = Field(max_length=12)
    rectified: bool
    recovered: Decimal | None = Field(None, ge=0, max_digits=20, decimal_places=2)
    held_to_account: int = Field(ge=0, le=100_000)


def read_clues(opened: Opened) -> list[ClueContent]:
    """The clues of a file. Raises `Refused` with every part and field that is wrong."""
    return _read(opened, "clues/", ClueContent)


def read_outcomes(opened: Opened) -> list[Back]:
    """The outcomes of a file; a verdict is `confirmed` or a known reason."""
    read = _read(opened, "outcomes/", Back)
    known = {"confirmed", *REJECTIONS}
    wrong = [one for one in read if one.verdict not in known]
    if wrong:
        raise Refused(
            *(
                (f"{one.clue} verdict：没有“{one.verdict[:20]}”", f"{one.clue}: no verdict '{one.verdict[:20]}'")
                for one in wrong
            )
        )
    return read


def _read(opened: Opened, folder: str, kind: type[P]) -> list[P]:
    found, wrong = [], []
    for name in sorted(one for one in opened.parts if one.startswith(folder)):
        data = opened.parts[name]
        try:
            if not storable(data.decode("utf-8")):
                raise ValueError("signs that cannot be kept")
            found.append(kind.model_validate_json(data))
        except ValidationError as error:
            for one in error.errors()[:20]:
                where = f"{name} {'.'.join(map(str, one['loc']))}"
                zh, en = said(one)
                wrong.append((f"{where}：{zh}", f"{where}: {en}"))
        except (UnicodeDecodeError, ValueError):
            wrong.append((f"{name}：无法读取", f"{name}: cannot be read"))
    if not found and not wrong:
        wrong.append(("文件中没有内容", "there is nothing in it"))
    if wrong:
        raise Refused(*wrong)
    return found
