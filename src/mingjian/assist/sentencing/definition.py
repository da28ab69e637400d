"""What a file of sentencing parameters says. The JSON Schema comes of these; checks across are in `checks`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from mingjian.models.texts import Strict, Text

__all__ = [
    "Band",
    "Checked",
    "Circumstance",
    "Compared",
    "Crime",
    "Fine",
    "LayerCrime",
    "LayerFile",
    "LayerSituation",
    "NationFile",
    "Raised",
    "Ratio",
    "Ratios",
    "Ref",
    "Rule",
    "RuleValue",
    "Situation",
    "Start",
    "Step",
    "StepValue",
    "Threshold",
    "Value",
]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Percent = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d{1,2})?%$")]
Range = Annotated[list[Percent], Field(min_length=2, max_length=2)]
Months = Annotated[list[Annotated[int, Field(ge=1, le=180)]], Field(min_length=2, max_length=2)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Ref(Strict):
    """Where a value stands: the title of the text and its item."""

    title: Word = Field(description="文件名称或文号 title or number of the text")
    item: Word = Field(description="条、项 article or item")


class Checked(Strict):
    """On which day the value was compared with which text."""

    day: dt.date = Field(description="核对日 day of the comparison")
    against: Word = Field(description="核对所据文本 the text it was compared with")


class Compared(Strict):
    """A text that values were compared with and that is no official one: a reprint of the text itself, a former text it
    replaced, or rules of a province whose ranges lie within it."""

    title: Word = Field(description="文本 which text")
    place: Word = Field(description="在何处读到 where it was read")
    kind: Literal["reprint", "former", "province"] = Field(description="转载、旧文本、省级细则 kind of text")
    day: dt.date = Field(description="核对日 day of the comparison")


class Value(Strict):
    """A value with its validity and source. Validity counts by the day of conviction; both ends are closed."""

    from_: dt.date = Field(alias="from", description="生效日 first day in force")
    to: dt.date | None = Field(default=None, description="失效日 last day in force; none: still")
    ref: Ref = Field(description="依据 source")
    checked: Checked | None = Field(default=None, description="已核对 compared with an official text")
    unverified: Text | None = Field(default=None, description="未核对的原因 why it was not compared")
    compared: list[Id] = Field(default_factory=list, description="与哪些文本相符 texts it agrees with（texts）")
    confirmed_to: dt.date | None = Field(
        default=None, description="此日之后效力未经确认 in force beyond is unconfirmed"
    )
    doubt: Text | None = Field(default=None, description="为何未确认 why it is unconfirmed")

    @model_validator(mode="after")
    def _whole(self) -> Value:
        if self.to is not None and self.to < self.from_:
            raise ValueError("失效日早于生效日|it ends before it begins|to")
        if (self.checked is None) == (self.unverified is None):
            raise ValueError("须写 checked 或 unverified 之一|give either checked or unverified|")
        if (self.confirmed_to is None) != (self.doubt is None):
            raise ValueError("confirmed_to 与 doubt 须同时写明|confirmed_to and doubt belong together|confirmed_to")
        return self


class Raised(Strict):
    """A wider range where certain others are present too, which are then not counted again (不作重复评价)."""

    by: list[Id] = Field(min_length=1, description="哪些情节 which circumstances")
    range: Range = Field(description="此时的比例 the range then")
    lighter: Range | None = Field(default=None, description="犯罪较轻时 for a lighter crime")


class Ratio(Value):
    """By how much a circumstance changes the base: shares of it, `lighter` where the crime is a lighter one.

    No range: the guideline names the circumstance and gives no ratio; a severe one must then be chosen, a lenient one
    is open between nothing and all.
    """

    range: Range | None = Field(default=None, description="调节比例 share of the base")
    lighter: Range | None = Field(default=None, description="犯罪较轻时的比例 for a lighter crime")
    raised: Raised | None = Field(default=None, description="与其他情节并存时 together with others")
    least_months: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="一般不少于几个月 months at least"
    )


class Ratios(Strict):
    """The values of a circumstance."""

    values: list[Ratio] = Field(min_length=1, description="各时段的值 values by time")


class Circumstance(Ratios):
    """A circumstance of sentencing: how it counts, with what it is not counted again, what the statute allows."""

    title: Text = Field(description="名称 name")
    group: Annotated[int, Field(ge=1, le=18)] | None = Field(
        default=None, description="指导意见三之第几项 item of part 3"
    )
    tier: Literal[1, 2] = Field(description="1 先适用（连乘），2 同向相加、逆向相减 1 multiplied first, 2 added")
    direction: Literal["lenient", "severe"] = Field(description="从宽或从严 lenient or severe")
    duty: Literal["must", "may"] = Field(description="应当或可以 must or may")
    statute: list[Word] = Field(default_factory=list, description="法律依据 articles")
    allows: list[Literal["reduce", "exempt"]] = Field(
        default_factory=list, description="法律允许减轻、免除 the statute allows to go below or exempt"
    )
    must_reduce: bool = Field(default=False, description="应当减轻 the statute demands to go below")
    yields_to: list[Id] = Field(default_factory=list, description="遇此不另计 not counted beside these")
    one_of: Id | None = Field(default=None, description="同组只能取一 only one of this set")
    overlaps: list[Id] = Field(default_factory=list, description="可能重复评价，提示 may be the same fact: warns")
    refuses: list[Id] = Field(default_factory=list, description="不能并存 cannot stand together")
    exception: Text | None = Field(default=None, description="例外 when it does not apply")
    intent_only: bool = Field(default=False, description="限于故意犯罪 only for intentional crimes")
    negligent_only: bool = Field(default=False, description="限于过失犯罪 only for negligent crimes")


class Start(Value):
    """Range of the starting point in months; 拘役 counts from one month (刑法42)."""

    start: Months = Field(description="量刑起点（月） starting point in months")


class Threshold(Value):
    """From which amount a situation begins: the range a province chooses from, or its own one amount twice."""

    amount: list[Annotated[int, Field(ge=1)]] = Field(
        min_length=2, max_length=2, description="数额起点（元） amount in yuan, two ends"
    )


class Fine(Value):
    """What a fine comes to: yuan between two ends (one: at least), a multiple of the amount or of the gains.

    `times`: multiples, two ends or the least; `most`: the multiple is the upper end alone, `yuan` the lower;
    `without`: the ends where there is no amount.
    """

    yuan: list[Annotated[int, Field(ge=1)]] = Field(default_factory=list, max_length=2, description="罚金（元） yuan")
    of: Literal["amount", "gains"] | None = Field(default=None, description="数额或违法所得 of what")
    times: list[Annotated[int, Field(ge=1)]] = Field(default_factory=list, max_length=2, description="倍数 multiples")
    most: Annotated[int, Field(ge=1)] | None = Field(default=None, description="不超过几倍 at most so many times")
    without: list[Annotated[int, Field(ge=1)]] = Field(
        default_factory=list, max_length=2, description="没有数额的（元） yuan where there is no amount"
    )


class LayerSituation(Strict):
    """What a province sets for a situation."""

    values: list[Start] = Field(default_factory=list, description="量刑起点 starting points")
    thresholds: list[Threshold] = Field(default_factory=list, description="数额起点 amounts")


class Band(Strict):
    """The statutory tier of a situation while a text of the law was in force."""

    from_: dt.date = Field(alias="from", description="法律施行日 first day of this text")
    to: dt.date | None = Field(default=None, description="末日 last day")
    months: Months = Field(description="法定刑幅度（月） the tier in months")


class Situation(Strict):
    """One tier of a crime: what makes it, its statutory bands over time, its starting points, its amounts."""

    title: Text = Field(description="情形 what makes it")
    bands: list[Band] = Field(min_length=1, description="法定刑 statutory tiers by time")
    values: list[Start] = Field(min_length=1, description="各时段的值 values by time")
    thresholds: list[Threshold] = Field(default_factory=list, description="数额起点 amounts")
    quantity: Literal["below", "larger", "large"] | None = Field(
        default=None, description="毒品数量 of how much of a drug（刑法347、348）"
    )
    fines: list[Fine] = Field(default_factory=list, description="罚金数额 fines in figures")


class StepValue(Value):
    """So many months for so much more; usually a province's."""

    per: Annotated[int, Field(ge=1)] = Field(description="每多少 for how much more")
    months: list[Annotated[int, Field(ge=0, le=120)]] = Field(
        min_length=2, max_length=2, description="增加几个月 months"
    )


class Step(Strict):
    """A fact by which penalty is added to the starting point."""

    title: Text = Field(description="名称 name")
    unit: Text = Field(description="单位 unit")
    values: list[StepValue] = Field(min_length=1, description="各时段的值 values by time")


class Crime(Strict):
    """A crime: its charge, its situations and what only it knows."""

    charge: Word = Field(description="罪名全称 full charge name")
    negligent: bool = Field(default=False, description="过失犯罪 negligent")
    answerable_from: Literal[12, 14, 16] = Field(
        default=16, description="刑事责任年龄 age from which one answers（刑法17）"
    )
    strict: Text | None = Field(default=None, description="从宽应从严掌握的原因 why lenience is to be applied strictly")
    fine: Text | None = Field(default=None, description="罚金考虑 what the fine looks at")
    situations: dict[Id, Situation] = Field(min_length=1, description="各档 situations")
    circumstances: dict[Id, Circumstance] = Field(
        default_factory=dict, description="本罪特有情节 its own circumstances"
    )
    steps: dict[Id, Step] = Field(default_factory=dict, description="增加刑罚量 increments")


class RuleValue(Value):
    """A rule of the calculation: a share, a number or a word."""

    value: Word = Field(description="值 value")


class Rule(Strict):
    """A rule of the general part."""

    title: Text = Field(description="名称 name")
    values: list[RuleValue] = Field(min_length=1, description="各时段的值 values by time")


class Rules(Strict):
    """Values of a rule in a layer."""

    values: list[RuleValue] = Field(min_length=1, description="各时段的值 values by time")


class NationFile(Strict):
    """A file of the national layer."""

    layer: Literal["nation"] = Field(description="层级 layer")
    texts: dict[Id, Compared] = Field(default_factory=dict, description="核对所据的文本 texts compared with")
    general: dict[Id, Rule] = Field(default_factory=dict, description="总则 general part")
    circumstances: dict[Id, Circumstance] = Field(default_factory=dict, description="常见量刑情节 circumstances")
    crimes: dict[Id, Crime] = Field(default_factory=dict, description="罪名 crimes")


class LayerCrime(Strict):
    """What a province sets for a crime."""

    situations: dict[Id, LayerSituation] = Field(default_factory=dict, description="各档 situations")
    circumstances: dict[Id, Ratios] = Field(default_factory=dict, description="本罪特有情节 its own circumstances")
    steps: dict[Id, Step] = Field(default_factory=dict, description="增加刑罚量 increments")


class LayerFile(Strict):
    """A file of a province's layer: only values, each inside the national range."""

    layer: Annotated[str, StringConstraints(pattern=r"^province:\d{2}$")] = Field(
        description="层级，如 province:34 layer, by the region's two digits"
    )
    general: dict[Id, Rules] = Field(default_factory=dict, description="总则 general part")
    circumstances: dict[Id, Ratios] = Field(default_factory=dict, description="常见量刑情节 circumstances")
    crimes: dict[Id, LayerCrime] = Field(default_factory=dict, description="罪名 crimes")
