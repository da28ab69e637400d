"""The parts of a model file as typed data. The JSON Schema of a model file is generated from these."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator, model_validator

from mingjian.models.enumerations import DocumentKind, Labelled, Level, Line, Work
from mingjian.models.parameters import Parameter
from mingjian.models.texts import Strict, Text

__all__ = [
    "HANDLED_OUTSIDE",
    "Band",
    "Basis",
    "Clue",
    "Disposition",
    "ModelFile",
    "Name",
    "Need",
    "Risk",
    "Sealed",
    "Trap",
]

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Article = Annotated[str, StringConstraints(pattern=r"^\d+(之\d+)?(-\d+){0,2}$")]

#: Where a trap may be handled other than in a step, a parameter or a need of the model.
HANDLED_OUTSIDE: dict[str, tuple[str, str]] = {
    "keys": (
        "证号三态：无效证号进入待定，不产生线索",
        "tri-state keys: an unusable identifier is undetermined, never a clue",
    ),
    "coverage": ("数据覆盖：覆盖之外不作缺失认定", "coverage: nothing is called absent outside declared coverage"),
    "sealed": ("封存记录在读取时剔除", "sealed rows are dropped at read"),
    "verification": ("由检察官调阅原件核实", "verified by a prosecutor on the original documents"),
}


def _member(kind: type[Labelled]) -> Any:
    """Accept the written code of an enumeration although the base is strict."""

    def read(value: Any) -> Any:
        return next((member for member in kind if member.value == value), value) if isinstance(value, str) else value

    return read


class Basis(Strict):
    """One article the model rests on, with the days from and to which it is in force (open ``to``: still)."""

    law: Annotated[str, StringConstraints(min_length=2)] = Field(description="法律名称 full name of the law")
    article: Article | int = Field(description="条号，如 65、133之1、264-1（款）the article, with paragraph")
    from_: dt.date = Field(alias="from", description="施行日 first day in force")
    to: dt.date | None = Field(default=None, description="失效日 last day in force; none: still")
    verified: bool = Field(default=False, description="是否已核对条文 whether the text was read at the source")
    says: Text | None = Field(default=None, description="与本模型有关的要点 what it says, in a sentence")

    @model_validator(mode="after")
    def _order(self) -> Basis:
        if self.to is not None and self.to < self.from_:
            raise ValueError("失效日早于施行日|it ends before it begins|to")
        return self

    @property
    def cite(self) -> str:
        """``中华人民共和国刑法 第65条`` in short."""
        return f"{self.law}第{self.article}条"


class Need(Strict):
    """A dataset the model needs: a standard with the columns it may read, or a code list.

    ``columns`` is the data-minimisation allow-list: nothing else is read. A null value is either missing or damaged;
    ``damaged: [fine]`` adds the boolean column ``fine__damaged`` that tells them apart; ``quarantined: true`` adds the
    boolean column ``quarantined``: a record that was not accepted, which only the list of an absence has. ``show`` are
    those shown as evidence (default: all). An ``optional`` need may be missing from a run; it is then an empty list, so
    it must not stand on the absent side of a step.
    """

    standard: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*@\d+$", description="数据标准@主版本")
    codes: Name | None = Field(default=None, description="代码表 a code list as a table")
    columns: list[Name] | None = Field(default=None, min_length=1, description="允许使用的列 the columns it may read")
    damaged: list[Name] | None = Field(
        default=None, min_length=1, description="另给 <列>__damaged：该值是否损坏 adds whether the value was unreadable"
    )
    quarantined: bool = Field(
        default=False, description="另给 quarantined：是否未被接收的记录 adds whether the record was not accepted"
    )
    show: list[Name] | None = Field(default=None, description="作为佐证展示的列 columns shown as evidence")
    optional: bool = Field(default=False, description="可缺省 may be missing from a run")
    called: Text | None = Field(default=None, description="在佐证中的名称 what evidence calls it")

    @model_validator(mode="after")
    def _one(self) -> Need:
        if (self.standard is None) == (self.codes is None):
            raise ValueError("应写 standard 或 codes 之一|give either standard or codes|")
        if self.standard is not None and self.columns is None:
            raise ValueError("须列出使用的列 columns（最小必要）|list the columns it reads (data minimisation)|columns")
        return self


class Trap(Strict):
    """A known false positive, where it is handled, and (in ``examples/``) a case that shows it."""

    id: Name = Field(description="编号，示例以 trap 引用 what examples call it")
    zh: Annotated[str, StringConstraints(min_length=1)] = Field(description="说明（中文）")
    en: Annotated[str, StringConstraints(min_length=1)] = Field(description="what it is (English)")
    handled: Name | list[Name] = Field(
        description="由哪一步骤、参数、数据或机制处理 the step, parameter, need or mechanism that handles it"
    )

    @property
    def handlers(self) -> list[str]:
        """The names in ``handled`` as a list."""
        return self.handled if isinstance(self.handled, list) else [self.handled]


_BAND = re.compile(r"^\s*(-?\d+(?:\.\d+)?|-?\d+\s+(?:day|month|year)s?)\s+(low|medium|high)\s*$")


_LEVELS = {level.value: level for level in Level}


class Band(Strict):
    """From this value of the column on, the clue has this level."""

    least: str
    level: Level


class Risk(Strict):
    """One reason a clue matters: ``bands`` over a column, or a condition ``when`` with ``level`` or ``points``."""

    bands: list[Band] | None = Field(default=None, min_length=1, description="分档，如 10000 medium")
    when: str | None = Field(default=None, description="条件 a condition over the clue's columns")
    level: Level | None = Field(default=None, description="等级 level of a condition")
    points: int | None = Field(default=None, ge=-100, le=100, description="加减分 points of a condition")
    why: Text | None = Field(default=None, description="理由 the reason shown")

    @field_validator("bands", mode="before")
    @classmethod
    def _bands(cls, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        out = []
        for item in value:
            found = _BAND.match(item) if isinstance(item, str) else None
            if found is None:
                raise ValueError(f"“{item}”应写作“10000 medium”|'{item}' should read like '10000 medium'|")
            out.append({"least": found[1], "level": _LEVELS[found[2]]})
        return out

    @field_validator("level", mode="before")
    @classmethod
    def _level(cls, value: Any) -> Any:
        return _member(Level)(value)

    @model_validator(mode="after")
    def _one(self) -> Risk:
        if (self.bands is None) == (self.when is None):
            raise ValueError("应写 bands 或 when 之一|give either bands or when|")
        if self.when is not None:
            if (self.level is None) == (self.points is None):
                raise ValueError("when 之后应写 level 或 points 之一|after when give either level or points|")
            if self.why is None:
                raise ValueError("须写明理由 why|say why|why")
        return self


class Clue(Strict):
    """What a row of the last step says as a clue.

    ``key`` is stable text (identifiers, case numbers, days): the same key is the same clue, run after run.
    ``says`` are templates over the columns; ``{rule}`` is the sentence of the broken rule.
    """

    from_: Name = Field(alias="from", description="线索来自哪一步骤 the step whose rows are clues")
    about: Name = Field(description="主体列 the subject column")
    key: list[Name] = Field(min_length=1, description="线索键 stable columns that make the clue the same clue")
    place: Name = Field(description="管辖地列 the region column")
    day: Name | None = Field(default=None, description="发生日列 the day of the violation")
    amount: Name | None = Field(default=None, description="金额列 the money at stake")
    says: Text = Field(description="线索的一句话，{列名} 代入值 the sentence; {column} is its value")
    rules: dict[Name, Text] = Field(default_factory=dict, description="各规则的说明 the sentence of each rule")
    risk: dict[Name, Risk] = Field(default_factory=dict, description="风险规则 rules of ranking")

    @field_validator("risk", mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: ({"bands": item} if isinstance(item, list) else item) for name, item in value.items()}


class Disposition(Strict):
    """Which document a verified clue becomes, to whom, asking what."""

    document: DocumentKind = Field(description="监督文书 kind of document")
    to: Text = Field(description="发往何处 to whom")
    asks: Text | None = Field(default=None, description="建议内容 what it asks")

    @field_validator("document", mode="before")
    @classmethod
    def _document(cls, value: Any) -> Any:
        return _member(DocumentKind)(value)


class Sealed(Strict):
    """The lawful exception under which sealed records are read; the approval must name it too."""

    law: Annotated[str, StringConstraints(min_length=2)] = Field(description="法律名称 law")
    article: Article | int = Field(description="条号 article")
    why: Text = Field(description="理由 why")


class ModelFile(Strict):
    """A supervision model 监督模型 as a file."""

    model: Slug = Field(description="模型标识 short English name, never changed")
    version: Version = Field(description="版本 three numbers")
    catalogue: str | None = Field(default=None, pattern=r"^[A-Z]\d{2}$", description="目录编号 id in the catalogue")
    title: Text = Field(description="名称 title")
    line: Line = Field(description="业务条线 business line")
    point: Text = Field(description="监督点 supervision point")
    work: Work = Field(default=Work.APPLICATION, description="作品类型 type of work")
    problem: Text = Field(description="问题 what goes wrong in the field")
    basis: list[Basis] = Field(min_length=1, description="法律依据 legal basis with validity dates")
    sealed: Sealed | None = Field(
        default=None, description="读取封存记录的法定例外 lawful exception for sealed records"
    )
    needs: dict[Name, Need] = Field(min_length=1, description="所需数据 data by alias")
    parameters: dict[Name, Parameter] = Field(default_factory=dict, description="参数 parameters by name")
    steps: dict[Name, dict[str, Any]] = Field(min_length=1, description="步骤 steps by name")
    clue: Clue = Field(description="线索 what a row of the last step says")
    traps: list[Trap] = Field(min_length=1, description="已知误报 known false positives")
    disposition: list[Disposition] = Field(min_length=1, description="处置 what a verified clue becomes")

    @field_validator("line", mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:
        return _member(Line)(value)

    @field_validator("work", mode="before")
    @classmethod
    def _work(cls, value: Any) -> Any:
        return _member(Work)(value)
