"""Operative parts put together from persons, counts, old sentences and brackets: each is read for whom it is stated."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.documents.penalty import Penalty
from mingjian.documents.verdict import Verdict, read

_NAMES = ["赵甲", "钱某乙", "孙丙山", "吴某1"]
_CHARGES = ["盗窃罪", "掩饰、隐瞒犯罪所得罪", "诈骗罪", "寻衅滋事罪", "非法拘禁罪"]
_NUMERALS = "一二三四五六七八九十"
Values = tuple[str | None, int | None, int | None, int | None, int | None]  # kind, months, fine, probation, deprivation
_MAIN: dict[str, tuple[str, int | None]] = {
    "有期徒刑六个月": ("fixed_term", 6),
    "有期徒刑一年零三个月": ("fixed_term", 15),
    "有期徒刑1年6个月": ("fixed_term", 18),
    "有期徒刑十二年": ("fixed_term", 144),
    "拘役五个月": ("detention", 5),
    "管制一年": ("surveillance", 12),
    "无期徒刑": ("life", None),
}
_FINES = {
    "": None,
    "并处罚金人民币三千元": 3000,
    "并处罚金2000元": 2000,
    "罚金人民币1.5万元": 15000,
    "并处罚金人民币二万元整": 20000,
}
_BRACKETS = [
    "",
    "（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2018年1月2日起至2018年7月1日止。罚金限判决生效后十日内缴纳。）",
    "（缓刑考验期限，从判决确定之日起计算）",
    "（罚金已缴纳）",
]


@dataclass(frozen=True)
class _Stated:
    text: str
    values: Values


@st.composite
def _penalty(draw: st.DrawFn) -> _Stated:
    way = draw(st.integers(0, 9))
    if way == 0:
        return _Stated("免予刑事处罚", ("exempted", None, None, None, None))
    if way == 1:
        return _Stated("单处罚金人民币五千元", ("fine_only", None, 5000, None, None))
    main = draw(st.sampled_from(sorted(_MAIN)))
    kind, months = _MAIN[main]
    parts, probation, deprivation = [f"判处{main}"], None, None
    if kind in ("fixed_term", "detention") and months and months <= 36 and draw(st.booleans()):
        parts.append(draw(st.sampled_from(["缓刑二年", "宣告缓刑二年", "缓刑2年"])))
        probation = 24
    elif kind == "life":
        parts.append("剥夺政治权利终身")
        deprivation = -1
    elif months == 144:
        parts.append("剥夺政治权利二年")
        deprivation = 24
    fine = draw(st.sampled_from(sorted(_FINES)))
    parts += [fine] * bool(fine)
    return _Stated("，".join(parts), (kind, months, _FINES[fine], probation, deprivation))


@dataclass(frozen=True)
class _Item:
    text: str
    who: tuple[str, ...]
    counts: tuple[tuple[str, Values], ...]
    executed: Values | None
    combined: bool
    revoked: bool


_OLD = [
    (
        "撤销临溪县人民法院（2016）川9901刑初5号刑事判决中对其宣告的缓刑二年；"
        "与前罪所判有期徒刑八个月，并处罚金人民币一千元并罚",
        True,
    ),
    ("与原判有期徒刑二年，并处罚金人民币五千元实行并罚", False),
    ("与前罪尚未执行的刑罚有期徒刑三个月十日并罚", False),
]


@st.composite
def _items(draw: st.DrawFn) -> list[_Item]:
    people = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True))
    items = []
    for name in people:
        charges = draw(st.lists(st.sampled_from(_CHARGES), min_size=1, max_size=3, unique=True))
        stated = [draw(_penalty()) for _ in charges]
        lead = draw(st.sampled_from([f"被告人{name}犯", f"{name}犯", f"被告人{name}（曾用名某某）犯"]))
        told = lead + f"{charges[0]}，{stated[0].text}"
        for charge, penalty in zip(charges[1:], stated[1:], strict=True):
            told += draw(st.sampled_from(["；犯", "，犯", "；又犯"])) + f"{charge}，{penalty.text}"
        old = draw(st.sampled_from([None, None, *_OLD]))
        executed, revoked = None, False
        if old or len(charges) > 1:
            final = draw(_penalty().filter(lambda p: p.values[0] in ("fixed_term", "detention", "life")))
            told += (
                "，" + old[0]
                if old
                else draw(st.sampled_from(["，数罪并罚", "；数罪并罚", "。数罪并罚", "，总和刑期五年"]))
            )
            told += draw(st.sampled_from(["，决定执行", "，决定合并执行"])) + final.text.removeprefix("判处")
            executed, revoked = final.values, bool(old and old[1])
        counts = tuple((c, p.values) for c, p in zip(charges, stated, strict=True))
        told += draw(st.sampled_from(_BRACKETS))
        items.append(_Item(told, (name,), counts, executed, executed is not None, revoked))
    return items


def _values(penalty: Penalty) -> Values:
    fine = None if penalty.fine is None else int(penalty.fine)
    return penalty.kind, penalty.months, fine, penalty.probation_months, penalty.deprivation_months


def _read(text: str) -> dict[str, Verdict]:
    return read(text, 0, len(text), _NAMES)


@settings(max_examples=200, deadline=None)
@given(items=_items(), numbered=st.booleans(), commas=st.booleans(), stop=st.sampled_from("。；"))
def test_every_penalty_is_read_for_whom_it_is_stated(
    items: list[_Item], numbered: bool, commas: bool, stop: str
) -> None:
    text = "".join(f"{_NUMERALS[i]}、" * numbered + item.text + stop for i, item in enumerate(items))
    text += "作案工具刀一把，予以没收。"
    text = text if commas else text.replace("，", "")
    found = _read(text)
    assert set(found) == {name for item in items for name in item.who}
    for item in items:
        verdict = found[item.who[0]]
        assert [(c.charge, _values(c)) for c in verdict.counts] == list(item.counts)
        assert (verdict.executed and _values(verdict.executed)) == item.executed
        assert (verdict.combined or len(verdict.counts) > 1) == item.combined
        assert bool(verdict.revoked) == item.revoked
