"""What a contest file says: every key with its type and its text; checks across keys are in `file`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from mingjian.contest.forms import Criterion, Scoring
from mingjian.models.texts import Strict, Text

__all__ = ["KINDS", "PHASES", "Award", "Conflicts", "ContestFile", "ContestType", "Material", "Question", "Seats"]

PHASES = ("announced", "open", "closed", "checked", "judging", "settling", "defence", "frozen", "published", "final")
"""In the order in which they begin; `open` and `closed` must be there."""
KINDS = ("docx", "pdf", "md", "txt", "model", "yaml", "sql", "py", "png", "jpg")
"""What a material may be; `model` is a model folder."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Person = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Positive = Annotated[int, Field(ge=1)]


class Material(Strict):
    """A part that a work consists of."""

    title: Text = Field(description="名称 title")
    asks: Text | None = Field(default=None, description="写什么 what is to be in it")
    kinds: list[str] = Field(min_length=1, description="文件种类 kinds of file, of which one")
    least: int = Field(default=0, ge=0, description="最少字数 characters at least")
    most: int | None = Field(default=None, ge=1, description="最多字数 characters at most")
    names: list[Words] = Field(default_factory=list, description="必须写到的词 words that must be there")
    optional: bool = Field(default=False, description="可不交 may be left out")


class Question(Strict):
    """A criterion: what a judge scores, on which scale, for how many points of 100."""

    title: Text = Field(description="名称 title")
    asks: Text | None = Field(default=None, description="看什么 what to look at")
    weight: Annotated[float, Field(gt=0, le=100)] = Field(description="权重 points of 100")
    scale: list[float] = Field(
        default=[0, 10], min_length=2, max_length=2, description="评分范围 lowest and highest score"
    )
    step: Annotated[float, Field(gt=0)] = Field(default=1, description="每档 step of the scale")

    @field_validator("weight", "step", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("scale", mode="before")
    @classmethod
    def _scale(cls, value: object) -> object:
        return [float(one) if isinstance(one, int) else one for one in value] if isinstance(value, list) else value


class Award(Strict):
    """An award and how many works get it."""

    title: Text = Field(description="奖项 title")
    number: Positive = Field(description="名额 works that get it")


class ContestType(Strict):
    """How works of one type are made up, judged and awarded."""

    materials: dict[Name, Material] = Field(min_length=1, description="材料 parts by name")
    criteria: dict[Name, Question] = Field(min_length=1, description="评分项 criteria by name")
    ties: list[str] = Field(
        default_factory=list, description="同分时依次比较的评分项 criteria that tell equal works apart"
    )
    reviews: Positive = Field(default=5, description="每件作品的评委数 reviews wanted of each work")
    least: Positive = Field(default=3, description="最少评委数 reviews a result needs")
    anchors: int = Field(default=0, ge=0, le=5, description="锚定作品数 works that every judge scores first")
    panels: bool = Field(default=False, description="评委固定分组 judges fixed to panels")
    reason: int = Field(
        default=20, ge=0, description="极端分的理由最少字数 characters of a reason for an end of a scale"
    )
    awards: list[Award] = Field(default_factory=list, description="奖项 awards, the highest first")

    def scoring(self) -> Scoring:
        """As forms and results take it."""
        made = tuple(
            Criterion(name, one.title.zh, one.title.en, one.weight, one.scale[0], one.scale[1], one.step)
            for name, one in self.criteria.items()
        )
        return Scoring(made, self.reason, tuple(self.ties))


class Conflicts(Strict):
    """Which conflicts of interest are computed."""

    years: int = Field(default=3, ge=0, le=20, description="曾任职与同市计算年数 years that former posts count")
    above_below: bool = Field(default=True, description="上下级院 offices above or below")
    city: bool = Field(default=True, description="同市 one city")
    competitor: bool = Field(default=True, description="有同类型参赛作品 entered a work of the type")
    not_above: list[Words] = Field(default_factory=list, description="不计上下级的院 offices whose being above is none")


class Originality(Strict):
    """What works are compared with."""

    earlier: list[Slug] = Field(default_factory=list, description="往届竞赛 earlier contests")
    shelf: bool = Field(default=True, description="已上架模型 published models")
    own: bool = Field(default=True, description="作者以往作品 earlier works of the entrants, shown as re-use")


class Provinces(Strict):
    """The made-up data that works run on: open to all, and sealed until publication."""

    people: Annotated[int, Field(ge=100)] = Field(description="人数 people")
    open_seed: int = Field(description="公开数据的种子 seed of the open province")
    sealed_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="密封种子加盐后的摘要 SHA-256 of the sealed seed with its salt"
    )


class Seats(Strict):
    """Who does what; one person has one seat. Judges are invited later."""

    organiser: list[Person] = Field(default_factory=list, description="主办 organiser")
    secretary: list[Person] = Field(default_factory=list, description="秘书 secretary")
    signers: list[Person] = Field(default_factory=list, max_length=2, description="签发人 two signers")


class ContestFile(Strict):
    """A contest 竞赛 as a file."""

    contest: Slug = Field(description="竞赛标识 short English name, never changed")
    title: Text = Field(description="名称 title")
    organiser: Text = Field(description="主办单位 who holds it")
    zone: Words = Field(default="Asia/Shanghai", description="时区 zone of the times: a name, or an offset like +08:00")
    phases: dict[str, str] = Field(description="阶段 when each phase begins, as 2026-03-01 09:00")
    public: bool = Field(default=False, description="结果公开 results may be seen without log-in")
    types: dict[str, ContestType] = Field(min_length=1, description="作品类型 types of works")
    conflicts: Conflicts = Field(default_factory=Conflicts, description="回避 conflicts of interest")
    originality: Originality = Field(default_factory=Originality, description="原创性比对 originality")
    provinces: Provinces | None = Field(default=None, description="运行数据 data that works run on")
    seats: Seats = Field(default_factory=Seats, description="席位 seats")

    @field_validator("phases", mode="before")
    @classmethod
    def _days(cls, value: object) -> object:
        """A day alone is its beginning."""
        if not isinstance(value, dict):
            return value
        return {
            name: f"{when.isoformat()} 00:00" if hasattr(when, "isoformat") else when for name, when in value.items()
        }
