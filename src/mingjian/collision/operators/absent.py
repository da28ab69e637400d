"""absent: what should have left a row in another list and did not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Option

from mingjian.collision.expressions import Side, conjuncts
from mingjian.collision.operators.absence import Absence, Demand
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator
from mingjian.collision.operators.coverage import effective
from mingjian.collision.operators.keys import bind_keys
from mingjian.collision.operators.options import Expr, On
from mingjian.collision.operators.pairing import Pairing
from mingjian.collision.operators.weak import Weak, bind_weak
from mingjian.collision.relation import Covered
from mingjian.engines import TEXTUAL, Kind

__all__ = ["Absent", "CoveredBy"]


class CoveredBy(BaseModel):
    """The region and the first and last day, of the probe, for which the list must be complete."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    region: Expr
    from_: Expr = Option(alias="from")
    to: Expr


class Absent(Operator):
    """Keeps the rows of the first input (the probe) for which the second (the list) has no row with the same key that
    meets ``where`` — and only inside declared coverage.

    Coverage: the list must be declared complete for the probe's ``covered.region`` on every day from
    ``covered.from`` to ``covered.to``, both included; adjoining declarations join. Outside it, or when one of the
    three is missing, the row is undetermined (``outside_coverage``, ``null:<column>``). Without any declaration the
    step refuses to be bound.

    Keys: a probe with a missing or unusable key is undetermined. A list row with an unusable key could be anyone's: a
    probe it could belong to is undetermined (``possible_match``), that is when the names agree after normalising, the
    birth dates agree as far as both are known, the visible characters of the damaged id do not contradict, and
    ``where`` is not false for the pair. ``weak: {left: right}`` names other columns to tell by; the default are
    those the standard gives the subject, as far as the steps before have kept them: through ``union``, ``match``,
    ``derive``, and ``aggregate`` when the name is in ``by`` or taken by ``first``, ``last``, ``min`` or ``max``. Where
    they are lost the step refuses to be bound. ``weak: none`` gives up telling: rows with damaged keys then stop
    nothing, and ``explain`` warns of it. A list row without a usable key or any weak value is counted
    (``unidentifiable``) but stops nothing. Nulls: a probe with a pair for which ``where`` is unknown is undetermined.
    Witness: the probe; the absence itself is witnessed by the probe and the coverage relied on.

    中文：保留第一个输入中、在第二个输入（名单）里找不到同键且满足 where 之行的各行，且只在已声明的数据覆盖之内。覆盖
    须包含该行covered 所写地区自起日至止日的每一天；覆盖之外记为“不确定”。名单中键不可用的行可能是任何人：姓名（规范化
    后）一致、已知的出生日期一致、残缺证号的可见字符不矛盾的，记为“不确定”（possible_match）。辨认用的列默认为标准给
    该主体所定的列，也可写 weak: {左: 右}；这些列在前面的步骤中丢失的，本步拒绝运行。weak: none 表示不作比对，键不可用
    的行不再影响结果，模型说明中会提示。没有任何覆盖声明则拒绝运行。佐证为该行及所依据的覆盖。

    example: {absent: [sentences, enrolments], on: person, covered: {region: region, from: effective_on, to: deadline}}
    """

    verb: ClassVar[str] = "absent"
    title: ClassVar[tuple[str, str]] = ("应有而无", "Absent")
    change: ClassVar[Change] = "keyed"
    inputs: ClassVar[tuple[int, int]] = (2, 2)

    on: On = Option(description="连接键 columns that must be equal")
    where: Expr | None = Option(
        default=None, description="名单中的行须满足的条件 condition a row of the list must meet to count"
    )
    covered: CoveredBy = Option(
        description="须有覆盖的地区与起止日（探查行的表达式） region, first and last day to be covered, over the probe"
    )
    weak: Weak = Option(
        default=None,
        description="键不可用时用以辨认的列 {左: 右}，或 none 不作比对 columns to tell persons by where the key cannot;"
        " none: not at all",
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        keys = bind_keys(binder, self.on)
        where = None
        if self.where is not None:
            where = binder.expression(self.where, binder.scope(equal=keys.equal), ("where",), Kind.BOOLEAN)
        demand = self._demand(binder, sides[0])
        spans = _spans(binder, sides[1], context)
        weak = bind_weak(binder, keys, self.weak)
        binder.finish()
        assert demand is not None
        pairing = Pairing(sides, keys, conjuncts(where), name)
        return Absence(name, pairing, demand, spans, weak)

    def _demand(self, binder: Binder, probe: Side) -> Demand | None:
        scope = binder.scope(sides=(probe,))
        region = binder.expression(self.covered.region, scope, ("covered", "region"), *sorted(TEXTUAL))
        start = binder.expression(self.covered.from_, scope, ("covered", "from"), Kind.DATE)
        end = binder.expression(self.covered.to, scope, ("covered", "to"), Kind.DATE)
        if region is None or start is None or end is None:
            return None
        return Demand(region, start, end)


def _spans(binder: Binder, listed: Side, context: Context) -> dict[str, tuple[Covered, ...]]:
    """The declared coverage of every need the list is made of; a missing declaration is a problem."""
    if context.covered is None:
        return dict.fromkeys(sorted(listed.relation.sources), ())
    found: dict[str, tuple[Covered, ...]] = {}
    for need in sorted(listed.relation.sources):
        declared = context.covered.get(need)
        if declared is None:
            binder.problem(
                f"数据需求“{need}”没有声明覆盖（地区、起止日期），不能断言其中“没有”",
                f"need {need!r} has no declared coverage (region, from, to): absence from it cannot be asserted",
                ("covered",),
                expected_zh="先为该数据集声明覆盖：地区、起日、止日",
                expected_en="declare the coverage of that dataset first: region, from, to",
            )
        else:
            found[need] = effective(declared)
    return found
