"""Facts taken from documents, and the terms of like judgments."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from sentencing_parts import frozen, one, stated

from mingjian.assist.sentencing import read_facts
from mingjian.assist.sentencing.similar import Judged, deviation, judged_in, like, quantile
from mingjian.assist.sentencing.taking import drafts_of, drafts_yaml

JUDGMENT = (
    "某省某市某区人民法院 刑事判决书 （2024）某0102刑初12号 公诉机关某市某区人民检察院。 "
    "被告人赵某甲，男，1990年1月2日出生，汉族，初中文化，农民。2024年3月5日被刑事拘留。 "
    "某市某区人民检察院以某检刑诉〔2024〕8号起诉书指控被告人赵某甲犯盗窃罪，于2024年6月1日向本院提起公诉。 "
    "经审理查明，2024年3月1日，被告人赵某甲在某商场盗窃手机一部，价值人民币4000元。 "
    "本院认为，被告人赵某甲以非法占有为目的，盗窃他人财物，数额较大，其行为已构成盗窃罪。被告人赵某甲系累犯，依法应当从重处罚；"
    "归案后如实供述自己的罪行，可以从轻处罚；积极退赃，酌情从轻处罚。依照《中华人民共和国刑法》第二百六十四条、第六十五条第一款、"
    "第六十七条第三款之规定，判决如下： 被告人赵某甲犯盗窃罪，判处有期徒刑八个月，并处罚金人民币二千元。 "
    "（刑期从判决执行之日起计算。即自2024年3月5日起至2024年11月4日止。） 审判员 钱某 二〇二四年六月二十日 书记员 孙某"
)


def test_a_draft_of_facts_with_places() -> None:
    (found,) = drafts_of(JUDGMENT, "a.txt")
    assert found.charges == ("盗窃罪",)
    assert (found.act, found.convicted, found.born) == ("2024-03-01", "2024-06-20", "1990-01-02")
    assert set(found.circumstances) == {"recidivist", "confession", "restitution"}
    for source in found.circumstances.values():
        assert JUDGMENT[source.start : source.end] == source.text
    assert "赵某甲" not in str(found.plain())


def test_the_draft_is_read_again_and_counts_nothing() -> None:
    text = drafts_yaml(list(drafts_of(JUDGMENT, "a.txt")))
    facts = read_facts(text, "draft.yaml", frozen())
    assert not any(one.confirmed for one in facts.crimes[0].circumstances.values())


def test_what_is_neither_judgment_nor_indictment_gives_nothing() -> None:
    assert list(drafts_of("今天天气很好。", "b.txt")) == []


def test_judged_in() -> None:
    (found,) = judged_in(JUDGMENT)
    taken = frozenset({"recidivist", "confession", "restitution"})
    assert found == Judged("盗窃罪", Fraction(8), taken, Decimal(4000))


def _cases(count: int, *names: str) -> list[Judged]:
    return [Judged("盗窃罪", Fraction(month), frozenset(names)) for month in range(1, count + 1)]


def test_fewer_than_ten_are_hidden() -> None:
    facts = stated([one("盗窃罪", "large", 6)])
    among = like(_cases(9), facts, frozen())
    assert among is not None
    assert among.hidden
    assert among.plain() == {"hidden": True, "filters": ["盗窃罪"]}


def test_quartiles_of_like_cases() -> None:
    """Eleven terms of 1 to 11 months: the median is 6, P10 2, P90 10."""
    facts = stated([one("盗窃罪", "large", 6, circumstances={"recidivist": "10%"})])
    among = like([*_cases(11, "recidivist"), *_cases(30)], facts, frozen())
    assert among is not None
    assert among.count == 11
    assert {name: int(value) for name, value in among.quantiles.items()} == {
        "p10": 2, "p25": 3, "p50": 6, "p75": 8, "p90": 10,
    }  # fmt: skip
    assert like(_cases(30), stated([one("盗窃罪", "large", 6)] * 2), frozen()) is None


def test_like_cases_are_of_the_same_tier_by_amount() -> None:
    """Twelve thefts of 200,000 yuan are nearer to a huge one than forty of 4,000."""
    huge = [Judged("盗窃罪", Fraction(40 + n), frozenset(), Decimal(200_000)) for n in range(12)]
    large = [Judged("盗窃罪", Fraction(6), frozenset(), Decimal(4_000)) for _ in range(40)]
    among = like([*large, *huge], stated([one("盗窃罪", "huge", 36)]), frozen())
    assert among is not None
    assert (among.count, among.filters[1]) == (12, "同一数额档 same tier by amount")


@pytest.mark.parametrize(
    ("months", "alarm"), [(5, False), (8, False), (10, False), (12, True)], ids=["rule", "both", "cases", "neither"]
)
def test_an_alarm_needs_both(months: int, alarm: bool) -> None:
    """Outside the rule's 5–8 and outside P10–P90 of 2–10."""
    among = like(_cases(11), stated([one("盗窃罪", "large", 6)]), frozen())
    assert deviation(months, (5, 8), among).alarm is alarm
    assert not deviation(months, (5, 8), None).alarm


def test_quantile_between_numbers() -> None:
    assert quantile([Fraction(1), Fraction(2)], Fraction(1, 2)) == Fraction(3, 2)
