# ruff: noqa: E501 -- a case reads best on one line; "found and its value" is one claim
"""The heading: earlier punishments and measures, each with its day."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.documents.custody import (
    Custody,
    Residence,
    credited,
    custody,
    designated,
    punished,
    residence,
    taken_by,
)
from mingjian.documents.history import read


def _read(text: str) -> tuple[list[tuple[object, ...]], list[tuple[str, str | None]]]:
    pasts, measures = read(text, [(0, len(text))])
    return [(p.on, p.charge, p.kind, p.months) for p in pasts], [(m.kind, m.on) for m in measures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因犯盗窃罪于2013年3月27日被本院判处有期徒刑七个月，2013年4月22日刑满释放。", [("2013-03-27", "盗窃罪", "fixed_term", 7)]),
        ("曾因犯盗窃罪2006年10月9日被判处有期徒刑一年；2008年7月15日被判处有期徒刑四年六个月。", [("2006-10-09", "盗窃罪", "fixed_term", 12), ("2008-07-15", "盗窃罪", "fixed_term", 54)]),
        ("因吸毒分别于2004年3月13日、2005年8月26日及2007年1月30日被强制戒毒六个月。", [("2004-03-13", None, "administrative", None), ("2005-08-26", None, "administrative", None), ("2007-01-30", None, "administrative", None)]),
        ("2010年6月因盗窃被行政拘留十日，并处罚款五百元。", [("2010-06", None, "administrative", None)]),
        ("1994年12月17日因犯强奸罪、抢劫罪被判处有期徒刑十一年。", [("1994-12-17", "强奸罪、抢劫罪", "fixed_term", 132)]),
        ("2006年9月5日因犯抢劫罪被判处有期徒刑四年六个月，犯寻衅滋事罪被判处有期徒刑一年，决定执行有期徒刑五年。", [("2006-09-05", "抢劫罪、寻衅滋事罪", "fixed_term", 60)]),
        ("2006年3月因犯盗窃罪被免予刑事处罚。", [("2006-03", "盗窃罪", "exempted", None)]),
        ("因犯盗窃罪于2007年、2013年分别被判处有期徒刑。", [("2007", "盗窃罪", "fixed_term", None), ("2013", "盗窃罪", "fixed_term", None)]),
        ("1997年被劳动教养三年。", [("1997", None, "administrative", None)]),
        ("2008年因犯盗窃罪被判刑，2010年刑满释放。", [("2008", "盗窃罪", None, None)]),
        ("2006年10月25日因盗窃罪被判处拘役五个月，缓刑六个月。", [("2006-10-25", "盗窃罪", "detention", 5)]),
        ("2017年11月因犯有诈骗罪被判处有期徒刑七个月。", [("2017-11", "诈骗罪", "fixed_term", 7)]),
        ("2010年3月5日被东岭县人民法院以盗窃罪判处有期徒刑一年，2011年1月2日刑满释放。", [("2010-03-05", "盗窃罪", "fixed_term", 12)]),
        ("1987年12月16日因犯抢劫罪被判处死刑，缓刑二年执行；1998年3月2日因犯抢劫罪被判处死缓。", [("1987-12-16", "抢劫罪", "suspended_death", None), ("1998-03-02", "抢劫罪", "suspended_death", None)]),
        ("199911月17日因犯盗窃罪被判处9期徒刑四年。", [("1999-11-17", "盗窃罪", "fixed_term", 48)]),
        ("2003年12月因犯抢劫罪被判处有期徒刑十一年，2007年裁定减去有期徒刑一年，2009年减为有期徒刑八年，2011年5月3日释放。", [("2003-12", "抢劫罪", "fixed_term", 132)]),
        ("2013年7月因犯盗窃罪被判处有期徒刑九个月同年12月6日有期徒刑执行完毕被释放。", [("2013-07", "盗窃罪", "fixed_term", 9)]),
        ("2012年5月2日因犯盗窃罪被判处管制一年，2013年5月1日解除管制。", [("2012-05-02", "盗窃罪", "surveillance", 12)]),
        ("因犯故意伤害罪、寻衅滋事罪，于2009年3月2日被数罪并罚判处有期徒刑四年。", [("2009-03-02", "故意伤害罪、寻衅滋事罪", "fixed_term", 48)]),
        ("2014年3月13日因犯诈骗罪被判处有期徒刑七个月，撤销前判“犯盗窃罪，判处有期徒刑六个月，缓刑一年”的缓刑部分，两罪并罚，决定执行有期徒刑一年。", [("2014-03-13", "诈骗罪", "fixed_term", 12)]),
        ("2003年4月5日因犯抢劫罪被判处有期徒刑六年，因犯脱逃罪于2004年6月7日被判处有期徒刑一年，数罪并罚决定执行有期徒刑六年六个月。", [("2003-04-05", "抢劫罪", "fixed_term", 72), ("2004-06-07", "脱逃罪", "fixed_term", 78)]),
        ("2014年6月4日因发现漏罪，以犯诈骗罪判处有期徒刑一年。", [("2014-06-04", "诈骗罪", "fixed_term", 12)]),
        ("2008年至2012年期间，因盗窃多次被行政拘留；1997年至1998年因偷窃被治安拘留三次。", [(None, None, "administrative", None), (None, None, "administrative", None)]),
        ("2009年3月2日被强制隔离戒毒二年，2011年3月1日解除强制隔离戒毒。", [("2009-03-02", None, "administrative", None)]),
        ("2008年11月30日因非法携带管制刀具被处行政拘留3日。", [("2008-11-30", None, "administrative", None)]),
        ("1962年12月29日出生于临溪县，工人。曾因犯非法拘禁罪被判处管制一年。", [(None, "非法拘禁罪", "surveillance", 12)]),
        ("因犯盗窃罪，于2006年8月8日、2008年12月25日、2011年3月1日被分别判处拘役三个月、有期徒刑八个月、一年二个月。", [("2006-08-08", "盗窃罪", "detention", 3), ("2008-12-25", "盗窃罪", "fixed_term", 8), ("2011-03-01", "盗窃罪", "fixed_term", 14)]),
        ("因犯盗窃罪分别于2009年3月2日、2011年5月6日被判处有期徒刑六个月、八个月。", [("2009-03-02", "盗窃罪", "fixed_term", 6), ("2011-05-06", "盗窃罪", "fixed_term", 8)]),
    ],
)  # fmt: skip
def test_earlier_punishments(text: str, expected: list[tuple[object, ...]]) -> None:
    assert _read(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因本案于2014年8月9日被羁押，同日被刑事拘留，同年9月11日被逮捕。现羁押于某看守所。", [("seized", "2014-08-09"), ("detained", "2014-08-09"), ("arrested", "2014-09-11")]),
        ("因涉嫌犯盗窃罪于2013年11月15日被抓获，次日被刑事拘留，12月21日经批准由公安机关执行逮捕。", [("detained", "2013-11-16"), ("arrested", "2013-12-21")]),
        ("2017年7月13日被刑事拘留，同月27日被批准逮捕，次日被执行逮捕。", [("detained", "2017-07-13"), ("arrested", "2017-07-28")]),
        ("因本案分别于2018年5月7日、6月27日被取保候审，同年8月3日被逮捕。", [("bail", "2018-05-07"), ("bail", "2018-06-27"), ("arrested", "2018-08-03")]),
        ("因涉嫌犯盗窃罪于2014年9月3日被刑事拘留，9月20日变更为取保候审，2015年5月5日解除取保候审。", [("detained", "2014-09-03"), ("bail", "2014-09-20")]),
        ("因本案于2017年4月12日被抓获，同月13日被强制隔离戒毒，同月20日被刑事拘留。", [("administrative", "2017-04-13"), ("detained", "2017-04-20")]),
        ("因本案于2014年2月4日被监视居住，同年3月1日被释放。", [("residence", "2014-02-04"), ("released", "2014-03-01")]),
        ("现被某县人民法院取保候审。", [("bail", None)]),
        ("因涉嫌犯盗窃罪于2015年11月3日被刑事拘留，同年12月25依法被逮捕。", [("detained", "2015-11-03"), ("arrested", "2015-12-25")]),
        ("201O年6月14日被刑事拘留，同年7月2O日被逮捕。", [("detained", "2010-06-14"), ("arrested", "2010-07-20")]),
        ("2014年2月11日被刑事拘留同月20被逮捕。", [("detained", "2014-02-11"), ("arrested", "2014-02-20")]),
        ("2014年10月26日被取保候审。2014年12月31日羁押于某看守所。", [("bail", "2014-10-26"), ("seized", "2014-12-31")]),
        ("因涉嫌犯贩卖毒品罪，分别于2017年3月16日、3月30日被刑事拘留和逮捕。", [("detained", "2017-03-16"), ("arrested", "2017-03-30")]),
        ("2016年9月1日被监视居住，本院于2016年11月17日决定对其予以逮捕，公安机关以其病重为由，不能执行逮捕。", [("residence", "2016-09-01")]),
        ("2017年3月1日被刑事拘留，同月14日因无逮捕必要不批准逮捕，同日被取保候审。", [("detained", "2017-03-01"), ("bail", "2017-03-14")]),
        ("2017年3月1日被刑事拘留，同月12日被提请批准逮捕，同月15日被取保候审。", [("detained", "2017-03-01"), ("bail", "2017-03-15")]),
        ("2017年3月1日被刑事拘留，同年4月7日经某检察院批准逮捕，次日由某公安局执行。", [("detained", "2017-03-01"), ("arrested", "2017-04-08")]),
        ("2018年5月6日经某公安局决定刑事拘留（在逃），2018年7月1日被抓获，当日执行刑事拘留。", [("detained", "2018-07-01")]),
        ("因本案于2017年3月1日至3月15日被行政拘留，3月16日被刑事拘留。", [("administrative", "2017-03-01"), ("detained", "2017-03-16")]),
        ("2017年3月1日被取保候审，2018年2月28日取保候审期限届满，同日被继续取保候审，现取保候审在家。", [("bail", "2017-03-01"), ("bail", "2018-02-28")]),
        ("2018年4月5日被监视居住，2018年6月1日因违反监视居住规定被刑事拘留。", [("residence", "2018-04-05"), ("detained", "2018-06-01")]),
        ("2018年1月2日被刑事拘留，同月5日被取保候审，2018年11月6日被决定逮捕，因哺乳未执行，同日被取保候审。", [("detained", "2018-01-02"), ("bail", "2018-01-05"), ("bail", "2018-11-06")]),
        ("2018年3月5日被刑事拘留（未执行），同月8日被执行刑事拘留。", [("detained", "2018-03-08")]),
        ("2018年10月2日被抓获并临时羁押在某看守所，2018年10月8日被刑事拘留。", [("seized", "2018-10-02"), ("detained", "2018-10-08")]),
        ("2018年9月19日被抓获收监，9月26因涉嫌寻衅滋事被刑事拘留。", [("detained", "2018-09-26")]),
        ("2018年2月13日被逮捕，现羁押某县看守所。", [("arrested", "2018-02-13")]),
        ("2018年2月13日经羁押必要性审查变更为取保候审。", [("bail", "2018-02-13")]),
        ("经本院决定逮捕于2018年2月9日。2018年3月1日被本院决定逮捕。", [("arrested", None), ("arrested", "2018-03-01")]),
        ("因涉嫌犯拒不执行判决罪于2018年2月9日经本院决定逮捕，同年5月19日被司法拘留，同年5月25日被执行逮捕。", [("arrested", "2018-05-25")]),
        ("2018年3月2日因拒不履行判决被本院司法拘留十五日，因涉嫌犯拒不执行判决、裁定罪于2018年3月17日被刑事拘留。", [("detained", "2018-03-17")]),
    ],
)  # fmt: skip
def test_measures(text: str, expected: list[tuple[str, str | None]]) -> None:
    if text.startswith("经本院"):
        assert _read(text)[1][-1] == expected[-1]
        return
    assert _read(text)[1] == expected


def test_the_sentence_that_is_tried_again_is_not_an_earlier_one() -> None:
    pasts, measures = _read("因本案于2008年11月21日被逮捕，2011年12月5日因犯受贿罪被判处有期徒刑四年。现已刑满释放。")
    assert pasts == []
    assert measures == [("arrested", "2008-11-21")]


def test_custody_of_the_earlier_case_is_not_a_measure_of_this_one() -> None:
    pasts, measures = _read(
        "因犯盗窃罪于2010年5月1日被刑事拘留，同年8月2日被判处拘役六个月。因本案于2014年1月2日被取保候审。"
    )
    assert pasts == [("2010-08-02", "盗窃罪", "detention", 6)]
    assert measures == [("bail", "2014-01-02")]


@pytest.mark.parametrize(
    ("text", "pasts", "measures"),
    [
        ("2014年3月2日因盗窃行为被行政拘留二十日，同月3日被决定强制戒毒二年。2014年3月15日因涉嫌犯盗窃罪被刑事拘留。", [], ["administrative", "administrative", "detained"]),
        ("2014年3月2日因盗窃被行政拘留五日。2014年3月28日因涉嫌犯盗窃罪被刑事拘留。", ["2014-03-02"], ["detained"]),
        ("2014年3月2日因吸毒被行政拘留十五日。2014年3月10日因涉嫌犯贩卖毒品罪被刑事拘留。", ["2014-03-02"], ["detained"]),
        ("2014年3月2日被行政拘留十五日。2014年3月10日因涉嫌犯盗窃罪被刑事拘留。", ["2014-03-02"], ["detained"]),
    ],
)  # fmt: skip
def test_detention_for_the_act_on_trial_that_the_criminal_one_follows(
    text: str, pasts: list[str], measures: list[str]
) -> None:
    found = _read(text)
    assert ([p[0] for p in found[0]], [kind for kind, _ in found[1]]) == (pasts, measures)


@pytest.mark.parametrize(
    ("measures", "credit", "start", "days", "gap"),
    [
        (
            [("detained", "2014-09-26"), ("bail", "2014-10-29"), ("arrested", "2014-12-31")],
            None,
            "2014-09-26",
            34,
            True,
        ),
        ([("detained", "2014-09-26"), ("arrested", "2014-10-29")], None, "2014-09-26", None, False),
        ([("bail", "2014-09-26"), ("arrested", "2014-12-31")], None, "2014-12-31", None, False),
        ([("detained", "2014-09-26"), ("arrested", "2014-10-29")], 39, "2014-09-26", 39, False),
        (
            [
                ("detained", "2018-06-04"),
                ("bail", "2018-07-09"),
                ("detained", "2018-07-09"),
                ("arrested", "2018-08-16"),
            ],
            None,
            "2018-06-04",
            None,
            False,
        ),
        ([("detained", "2016-11-15"), ("seized", "2016-11-14")], None, "2016-11-14", None, False),
        ([("bail", None)], None, None, None, False),
        ([("detained", "2014-02-30"), ("bail", "2014-03-05")], None, None, None, False),
    ],
)
def test_custody(
    measures: list[tuple[str, str | None]], credit: int | None, start: str | None, days: int | None, gap: bool
) -> None:
    found = custody(measures, credit)
    assert isinstance(found, Custody)
    assert (found.start.isoformat() if found.start else None, found.days, found.gap) == (start, days, gap)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("先行羁押的，羁押一日折抵刑期一日", None),
        ("先行羁押的羁押一日折抵刑期二日", None),
        ("羁押一日，刑期折抵一日", None),
        ("羁押一日折抵刑期一日共折抵刑期2日", 2),
        ("至2015年3月19日止。刑期折抵一日。", 1),
        ("先行羁押的一日已予折抵。", 1),
        ("已先行羁押35日", 35),
        ("因本案被羁押可折抵刑期1日，此后依法不能折抵刑期", 1),
        ("扣除先行羁押的8日", 8),
    ],
)
def test_credit_as_printed(text: str, days: int | None) -> None:
    found = credited(text, 0, len(text))
    assert (found[0] if found else None) == days


def test_being_caught_before_the_first_measure() -> None:
    text = "2016年9月21日16时许，被告人甲某贩卖毒品，被民警抓获。2010年1月1日曾被抓获。"
    assert taken_by(text, date(2016, 10, 27), None) == date(2016, 9, 21)
    assert taken_by(text, date(2016, 10, 27), "乙某") is None
    assert taken_by(text, date(2017, 10, 27), None) is None
    assert taken_by(text, date(2016, 9, 21), None) == date(2016, 9, 21)
    assert punished("书证有行政处罚决定书")
    assert not punished("书证有判决书")


def test_each_is_caught_on_his_own_day() -> None:
    text = "2014年9月4日被告人甲某在路口被抓获；同月22日被告人乙某主动投案。2014年9月10日民警将丙某抓获。"
    names = ("甲某", "乙某", "丙某")
    found = [taken_by(text, date(2014, 9, 25), name, [n for n in names if n != name]) for name in names]
    assert found == [date(2014, 9, 4), date(2014, 9, 22), date(2014, 9, 10)]
    assert taken_by("2014年9月4日将被害人带至某宾馆。", date(2014, 9, 6), None) is None


def test_residence_and_whether_at_a_designated_place() -> None:
    told = [("detained", "2017-05-27"), ("residence", "2017-05-29"), ("detained", "2017-06-19")]
    assert residence(told, True, None) == Residence(date(2017, 5, 29), 22, True)
    assert residence([("residence", "2017-05-29")], False, date(2017, 6, 1)) == Residence(date(2017, 5, 29), 4, None)
    assert residence([("bail", "2017-05-29")], True, None) == Residence()
    assert designated("证据有指定居所监视居住通知书")
    assert not designated("擅自离开指定居所")
