"""The facts of a calculation as typed data: what a person states, and what is left open.

No field tells sex, ethnicity, faith, origin or household, and none can be added: unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from mingjian.models.texts import Strict

__all__ = ["Applied", "CrimeFacts", "Facts", "Former", "Increment", "Person", "Source"]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Percent = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d{1,2})?%$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Month = Annotated[int, Field(ge=0, le=180)]


class Source(Strict):
    """Where a fact was read: characters of a document, and how sure the reading is."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: Words
    sure: Annotated[str, StringConstraints(pattern=r"^(0(\.\d+)?|1(\.0+)?)$")] = "1"


class Applied(Strict):
    """A circumstance of the case. No ratio: it stays open within its range.

    `confirmed`: by a person; what was only taken from a text counts as open until then.
    """

    ratio: Percent | None = Field(default=None, description="调节比例 share chosen")
    by: Words | None = Field(default=None, description="何人选定 who chose it")
    why: Words | None = Field(default=None, description="理由 reason")
    source: Source | None = Field(default=None, description="出处 where it was read")
    confirmed: bool = Field(default=True, description="已由人确认 confirmed by a person")


class Increment(Strict):
    """Penalty added to the starting point: so many months, or a step of the parameters used on an amount."""

    what: Words = Field(description="因何增加 for what")
    months: Month | Annotated[list[Month], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="增加几个月 months, or two ends"
    )
    step: Id | None = Field(default=None, description="用哪一项参数 step of the parameters")
    over: Annotated[int, Field(ge=0)] | None = Field(default=None, description="超出多少 amount above the threshold")
    by: Words | None = Field(default=None, description="何人选定 who chose it")

    @model_validator(mode="after")
    def _one(self) -> Increment:
        if (self.months is None) == (self.step is None):
            raise ValueError("写 months，或写 step 与 over|give months, or step with over|")
        if (self.step is None) != (self.over is None):
            raise ValueError("step 与 over 须同时写明|step and over belong together|")
        if isinstance(self.months, list) and self.months[0] > self.months[1]:
            raise ValueError("下限大于上限|the low end is above the high one|months")
        return self


def _day(given: Any) -> Any:
    """JSON has no days: an ISO text is one."""
    if isinstance(given, str):
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            return given
    return given


class Person(Strict):
    """What the law asks about the person: 刑法17, 17之1, 49, 72, 74."""

    born: dt.date | None = Field(default=None, description="出生日 day of birth")
    pregnant: bool = Field(default=False, description="审判时怀孕 pregnant at trial（刑法49、72）")
    ringleader: bool = Field(default=False, description="犯罪集团首要分子 ringleader（刑法74）")

    _days = field_validator("born", mode="before")(_day)


class Former(Strict):
    """A sentence given before and not yet served out: 刑法70 where the crime was done before it, 71 where since."""

    crime: Literal["missed", "new"] = Field(
        description="missed：判决前的漏罪；new：判决后又犯的罪 done before that sentence, or since"
    )
    kind: Literal["fixed", "detention", "surveillance", "life"] = Field(
        default="fixed", description="有期徒刑、拘役、管制、无期徒刑 kind of the sentence"
    )
    months: Annotated[int, Field(ge=1, le=300)] | None = Field(
        default=None, description="原判刑期（月） months of it; none for life"
    )
    served: Annotated[int, Field(ge=0, le=300)] = Field(
        default=0, description="已执行（月，含折抵） months served, custody counted in"
    )
    sentenced: dt.date = Field(description="前罪判决日 day of that sentence")

    _days = field_validator("sentenced", mode="before")(_day)

    @model_validator(mode="after")
    def _whole(self) -> Former:
        if (self.months is None) != (self.kind == "life"):
            raise ValueError("无期徒刑不写 months，其他须写|give months, except for life|months")
        if self.months is not None and self.served >= self.months:
            raise ValueError("已执行完毕的，不适用刑法七十条、七十一条|served out: art. 70 and 71 do not apply|served")
        longest = {"detention": 12, "surveillance": 36}.get(self.kind, 300)
        if self.months is not None and self.months > longest:
            raise ValueError(
                f"这一刑种最高 {longest} 个月（刑法第六十九条）|at most {longest} months of this kind (art. 69)|months"
            )
        return self


class CrimeFacts(Strict):
    """One crime: the tier it is in, the starting point chosen, increments, circumstances."""

    charge: Words = Field(description="罪名 charge")
    situation: Id | None = Field(default=None, description="哪一档 situation; none: every one is told")
    amount: Annotated[int, Field(ge=0)] | None = Field(default=None, description="数额（元） amount in yuan")
    drugs: dict[Words, Annotated[float, Field(gt=0, allow_inf_nan=False)]] = Field(
        default_factory=dict, description="毒品种类与克数 grams by kind of drug"
    )
    gains: Annotated[int, Field(ge=0)] | None = Field(default=None, description="违法所得（元） gains in yuan")
    surveillance: Annotated[int, Field(ge=3, le=24)] | None = Field(
        default=None, description="选定管制几个月 months of surveillance chosen instead of a term（刑法38）"
    )
    start: Month | None = Field(default=None, description="选定的量刑起点（月） starting point chosen")
    start_by: Words | None = Field(default=None, description="何人选定 who chose it")
    increments: list[Increment] = Field(default_factory=list, description="增加刑罚量 increments")
    circumstances: dict[Id, Applied] = Field(default_factory=dict, description="量刑情节 circumstances")
    minor_offence: bool = Field(default=False, description="犯罪较轻 a lighter crime")

    @field_validator("circumstances", mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        """`surrender:` and `surrender: 30%` are short for a whole entry."""
        if not isinstance(given, dict):
            return given
        return {
            name: {} if one is None else {"ratio": one} if isinstance(one, str) else one for name, one in given.items()
        }


class Facts(Strict):
    """A case: when it was done and is judged, where, by whom, which crimes."""

    case: Words | None = Field(default=None, description="案号或名称 number or name of the case")
    act: dt.date = Field(description="行为日（连续的取终了日） day of the act, the last one where it went on")
    convicted: dt.date = Field(description="判决或拟判决日 day of conviction, expected or real")
    province: Annotated[str, StringConstraints(pattern=r"^\d{2}$")] | None = Field(
        default=None, description="省份，区划代码前两位 province, two digits"
    )
    chosen_by: Words | None = Field(default=None, description="选值的人 who chose where nobody else is named")
    person: Person = Field(default_factory=Person, description="被告人 the accused")
    crimes: list[CrimeFacts] = Field(min_length=1, description="所犯各罪 the crimes")
    former: Former | None = Field(default=None, description="尚未执行完毕的前罪判决 a sentence not yet served out")
    together: Annotated[int, Field(ge=1, le=300)] | None = Field(
        default=None, description="数罪并罚决定执行的刑期（月） combined term chosen"
    )

    _days = field_validator("act", "convicted", mode="before")(_day)

    @model_validator(mode="after")
    def _order(self) -> Facts:
        if self.convicted < self.act:
            raise ValueError("判决日早于行为日|the conviction is before the act|convicted")
        if self.together is not None and len(self.crimes) < 2 and self.former is None:
            raise ValueError("只有一罪，没有数罪并罚|one crime only: nothing to combine|together")
        if self.former is not None:
            self._after(self.former)
        return self

    def _after(self, former: Former) -> None:
        if self.convicted <= former.sentenced:
            raise ValueError(
                "本次判决须在前罪判决之后|the conviction must be after the former sentence|former.sentenced"
            )
        if former.crime == "missed" and self.act > former.sentenced:
            raise ValueError(
                "行为在前罪判决之后，是新罪不是漏罪|done after that sentence: new, not missed|former.crime"
            )
        if former.crime == "new" and self.act <= former.sentenced:
            raise ValueError(
                "行为在前罪判决之前，是漏罪不是新罪|done before that sentence: missed, not new|former.crime"
            )

    def plain(self) -> dict[str, Any]:
        """As JSON, without what is not stated."""
        return self.model_dump(mode="json", exclude_defaults=True)
