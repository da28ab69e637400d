"""Headings put together from what is told of a past and of a custody: every entry is read, in order, with its day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.documents.history import read

Prior = tuple[str | None, str | None, str, int | None]
_BY = ["", "临溪县人民法院", "本院"]
_CHARGES = ["盗窃罪", "故意伤害罪", "贩卖毒品罪", "掩饰、隐瞒犯罪所得罪", "交通肇事罪"]
_PENALTIES = {
    "判处有期徒刑一年六个月": ("fixed_term", 18),
    "判处有期徒刑三年，缓刑四年，并处罚金人民币三千元": ("fixed_term", 36),
    "判处有期徒刑十一年，剥夺政治权利二年，并处罚金2000元": ("fixed_term", 132),
    "判处拘役四个月，罚金一千元": ("detention", 4),
    "判处管制一年": ("surveillance", 12),
    "判处死刑，缓期二年执行，剥夺政治权利终身": ("suspended_death", None),
    "判处无期徒刑": ("life", None),
    "单处罚金人民币五千元": ("fine_only", None),
    "免予刑事处罚": ("exempted", None),
}
_AFTERWARDS = ["", "，2014年5月6日刑满释放", "（2014年5月6日刑满释放）", "，2013年2月减刑六个月，2014年5月6日释放"]
_ADMIN = ["行政拘留十日", "行政拘留15日，并处罚款五百元", "强制隔离戒毒二年", "劳动教养一年六个月", "行政罚款五百元"]
_WHY_ADMIN = ["因吸食毒品", "因赌博", "因殴打他人", ""]


@st.composite
def _prior(draw: st.DrawFn) -> tuple[str, Prior]:
    year, month, day = draw(st.integers(2001, 2012)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    iso, told = draw(
        st.sampled_from(
            [(f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日"), (f"{year}-{month:02}", f"{year}年{month}月")]
        )
    )
    if draw(st.booleans()):
        why, what = draw(st.sampled_from(_WHY_ADMIN)), draw(st.sampled_from(_ADMIN))
        text = draw(st.sampled_from([f"{why}于{told}被临溪县公安局{what}", f"{told}{why}被{what}"]))
        return text, (iso, None, "administrative", None)
    charge, by = draw(st.sampled_from(_CHARGES)), draw(st.sampled_from(_BY))
    what = draw(st.sampled_from(sorted(_PENALTIES)))
    text = draw(
        st.sampled_from(
            [
                f"因犯{charge}于{told}被{by}{what}",
                f"{told}因犯{charge}被{by}{what}",
                f"因{charge}，于{told}被{by}{what}",
                f"{told}被{by or '法院'}以{charge}{what}",
                f"又因犯{charge}，{told}被{by}依法{what}",
            ]
        )
    )
    return text + draw(st.sampled_from(_AFTERWARDS)), (iso, charge, *_PENALTIES[what])


_STEPS = {
    "被抓获归案": "",
    "主动投案": "",
    "被上网追逃": "",
    "被司法拘留十五日": "",
    "被临溪县监察委员会采取留置措施": "",
    "被羁押": "seized",
    "被临溪县公安局刑事拘留": "detained",
    "被刑拘": "detained",
    "经临溪县人民检察院批准逮捕，同日被临溪县公安局执行逮捕": "arrested",
    "被依法逮捕": "arrested",
    "经本院决定逮捕，当日由临溪县公安局执行逮捕": "arrested",
    "变更强制措施为取保候审": "bail",
    "被东岭县人民检察院取保候审": "bail",
    "经本院决定继续取保候审": "bail",
    "被监视居住": "residence",
    "被释放": "released",
}


@st.composite
def _chain(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    at = date(2017, 3, 2)
    lead = draw(st.sampled_from(["因本案", "因涉嫌犯诈骗罪，", "因涉嫌诈骗犯罪", "现因涉嫌犯诈骗罪"]))
    told = [f"{lead}于{at.year}年{at.month}月{at.day}日"]
    expected: list[tuple[str, str]] = []
    steps = draw(st.lists(st.sampled_from(sorted(_STEPS)), min_size=1, max_size=5))
    for n, step in enumerate(steps):
        if n:
            past, at = at, at + timedelta(days=draw(st.integers(1, 60)))
            ways = [f"{at.year}年{at.month}月{at.day}日"]
            ways += [f"同年{at.month}月{at.day}日"] * (at.year == past.year)
            ways += [f"同月{at.day}日"] * (at.year == past.year and at.month == past.month)
            ways += ["次日"] * (at - past == timedelta(days=1))
            told.append(draw(st.sampled_from(["，", "，后", "，于"])) + draw(st.sampled_from(ways)))
        told.append(step)
        if _STEPS[step] and not (_STEPS[step] == "released" and not expected):
            expected.append((_STEPS[step], at.isoformat()))
    return "".join(told) + "。现羁押于临溪县看守所。", expected


@settings(max_examples=200, deadline=None)
@given(pasts=st.lists(_prior(), max_size=4), chain=_chain(), stop=st.sampled_from("。；"), commas=st.booleans())
def test_past_and_custody_are_read_in_order(
    pasts: list[tuple[str, Prior]], chain: tuple[str, list[tuple[str, str]]], stop: str, commas: bool
) -> None:
    text = stop.join(told for told, _ in pasts) + ("。" if pasts else "") + chain[0]
    text = text if commas else text.replace("，", "")
    found, measures = read(text, [(0, len(text))])
    assert [(p.on, p.charge, p.kind, p.months) for p in found] == [prior for _, prior in pasts]
    assert [(m.kind, m.on) for m in measures] == chain[1]
