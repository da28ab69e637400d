"""What a pack says: charge → element → proof point → requirement, with level, stage, condition and source."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator

from mingjian.assist.evidence.records import Stage
from mingjian.models.definition import Name, Slug, Version
from mingjian.models.enumerations import Labelled
from mingjian.models.texts import Strict, Text

__all__ = ["ELEMENTS", "KINDS_OF_FACT", "Element", "FactName", "Favourable", "Level", "Need", "PackFile", "Point"]

Reference = Annotated[str, StringConstraints(min_length=3, max_length=40)]
Element = Literal["subject", "mental", "object", "conduct", "sentencing", "procedure"]
ELEMENTS: dict[str, tuple[str, str]] = {
    "subject": ("主体", "subject"),
    "mental": ("主观方面", "mental element"),
    "object": ("客体", "protected interest"),
    "conduct": ("客观方面", "conduct"),
    "sentencing": ("量刑", "sentencing"),
    "procedure": ("程序", "procedure"),
}
KINDS_OF_FACT = ("boolean", "integer")


class Level(Labelled):
    """How much a requirement asks for."""

    MUST = "must", "必备", "must be there"
    SHOULD = "should", "应有", "should be there"
    MAY = "may", "视情", "as the case needs"


class FactName(Strict):
    """A fact of the case that conditions ask for."""

    title: Text = Field(description="名称 what it says")
    kind: Literal["boolean", "integer"] = Field(default="boolean", description="类型 kind of value")


class Need(Strict):
    """A requirement: materials of which one alternative is to be there (`a+b` is both of them)."""

    id: Name
    title: Text | None = Field(
        default=None, description="名称；默认用材料名称 title; by default the names of the materials"
    )
    any_of: list[str] = Field(min_length=1, description="材料，任一即可；a+b 表示都要 materials, any one; a+b both")
    level: Level = Field(default=Level.MUST, description="必备 must / 应有 should / 视情 may")
    stage: Stage = Field(default="transfer", description="从哪个阶段起要有 from which stage on")
    each: Literal["suspect", "natural_suspect", "unit_suspect", "victim", "act", "minor_suspect"] | None = Field(
        default=None, description="逐人、逐笔 for each of them"
    )
    when: str | None = Field(default=None, description="条件 condition over the facts of the case")
    ref: list[Reference] = Field(min_length=1, description="依据 legal source")

    @field_validator("level", mode="before")
    @classmethod
    def _level(cls, value: Any) -> Any:
        return next((one for one in Level if one.value == value), value) if isinstance(value, str) else value


class Point(Strict):
    """A fact that has to be proved."""

    element: Element
    title: Text
    core: bool = Field(default=False, description="犯罪行为本身 that the suspect did it")
    sources: int = Field(default=1, ge=1, le=5, description="至少几个独立来源 independent sources at least")
    needs: list[Need] = Field(min_length=1)


class Favourable(Strict):
    """What would speak for the suspect, to be looked into with the same care."""

    id: Name
    title: Text
    asks: Text = Field(description="如何核查 what to look into")
    ref: list[Reference] = Field(min_length=1)


class PackFile(Strict):
    """A pack 证据指引包 as a file. ``adds_to``: an office's layer over a pack, which may add and tighten."""

    pack: Slug = Field(description="短名 short name")
    version: Version
    title: Text
    charge: str | None = Field(default=None, description="罪名；基础包没有 charge; none for the base pack")
    adds_to: Slug | None = Field(default=None, description="叠加于 pack this layer adds to")
    office: str | None = Field(default=None, description="制定单位 whose layer it is")
    law: list[Reference] = Field(default_factory=list, description="罪名条文 articles of the charge")
    facts: dict[Name, FactName] = Field(default_factory=dict, description="条件用到的案件事实 facts conditions ask for")
    points: dict[Name, Point] = Field(default_factory=dict, description="待证事实 facts to be proved")
    favourable: list[Favourable] = Field(default_factory=list, description="有利于嫌疑人 for the suspect")
