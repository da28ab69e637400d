"""Amounts of an act and their sum: what counts once, what never counts, what is told as uncertain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingjian.assist.charges import Part, add_up, amounts

SUMS = {
    "one": ("被告人甲某进入店内，盗走现金2700元。", "2700"),
    "money and a thing": ("甲某将钱某的手机和现金1400元盗走。经鉴定，被盗手机价值人民币1300元。", "2700"),
    "several acts": ("1、甲某盗走李某现金500元。\n2、盗走赵某现金1,200元。\n3、骗取孙某人民币1.8万元。", "19700"),
    "total behind": ("甲某盗得现金773元、手机一部（经鉴定，该手机价值135元），被盗财物价值共计908元。", "908"),
    "total in front": ("甲某盗窃两起，合计价值人民币1242元，其中：1.盗走现金50元。2.盗走价值1192元的电视。", "1242"),
    "total of one act": ("甲某盗走价值800元的电脑。甲某又窃得手机一部、现金6元，合计价值206元。", "1006"),
    "money needs no valuer": ("甲某盗走项链、戒指及现金90元。经鉴定，项链、戒指价值共计11976元。", "12066"),
    "all acts at the end": ("甲某盗走手机，价值5760元。又盗走单车，价值828元。甲某两次盗窃财物共计6588元。", "6588"),
    "sold for less": ("甲某盗走电脑一台，后以150元的价格卖给他人。经鉴定，该电脑价值980元。", "980"),
    "summed up first": ("甲某冒充干部骗走80000元。\n2020年3月1日，甲某谎称能办入学，骗取李某人民币80000元。", "80000"),
    "summed up and so on": ("甲某冒充干部骗走8万余元。\n2020年3月，甲某谎称能办入学，骗取李某人民币81500元。", "81500"),
    "two acts of one sum": ("2020年2月1日，甲某盗走李某现金500元。\n2020年3月1日，甲某盗走赵某现金500元。", "1000"),
    "masked ten thousands": ("甲某骗取李某人民币7.1万某。", "71000"),
    "in all, of some": (
        "1、甲某骗取李某8万元。2、甲某骗取赵某71万元。综上，甲某共向二人骗取人民币79万元。3、甲某骗取孙某20万元。",
        "990000",
    ),
    "compensation for land, kept": ("甲某利用职务便利，将征地补偿款12万元据为己有。", "120000"),
    "shares": ("甲某、乙某盗走现金1500元，甲某分得750元，乙某分得750元。", "1500"),
    "loot that is shared": ("甲某从后面把篮子偷走。甲某将盗窃所得款420元分给乙某266元，自己分得154元。", "420"),
    "given back": ("甲某骗得李某人民币13900元。案发后，甲某退还李某人民币5000元，并缴纳罚金2000元。", "13900"),
    "an earlier sentence": ("甲某盗走现金300元。甲某曾因盗窃被判处有期徒刑六个月，并处罚金人民币3000元。", "300"),
    "a bag with money": ("甲某趁人不备将手包盗走。包内有现金人民币8400元及钥匙。", "8400"),
    "transfers of one deceived": ("甲某谎称能办入学，李某信以为真，向甲某转账4000元。", "4000"),
    "used for": ("甲某骗取李某租房款11050元，并让其将租房款11050元打入指定账户。", "11050"),
    "each and all": ("甲某盗走大米30袋。经鉴定，每袋价值人民币60元，共计价值人民币1800元。", "1800"),
    "a list of worths": ("甲某窃得镜头三个，价值人民币分别为1300元、680元、20元。", "2000"),
    "Chinese numerals": ("甲某骗取李某人民币叁万元。", "30000"),
    "ten thousands": ("甲某骗取李某7.1万元、赵某2.6万元。", "97000"),
    "as charged": (
        "公诉机关指控，2020年3月1日被告人甲某在某商场内盗走孙某的戒指一枚，经估价鉴定价值人民币4170元。"
        "经审理查明的事实与指控的事实一致。另查明，甲某将戒指以3970元的价格卖给吴某。",
        "4170",
    ),
    "charged and found": (
        "公诉机关指控，2020年3月1日被告人甲某在某商场内先后盗走孙某、李某现金4170元和500元，请求依法惩处。"
        "经审理查明，2020年3月1日甲某盗走孙某现金4170元。",
        "4170",
    ),
    "evidence is no act": (
        "甲某盗走现金400元。上述事实，有下列证据证实：孙某陈述其被盗现金450元。本院认为，甲某盗窃他人财物400元。",
        "400",
    ),
    "a place of that name": ("甲某在某市三元区盗走现金350元。", "350"),
    "full-width digits": ("甲某盗走现金５００元。", "500"),
    "ten thousands and thousands": ("甲某骗取李某1万8千元。", "18000"),
    "coins": ("甲某盗走零钱共计128元5角。", "128.5"),
    "a price a piece": ("甲某窃得电缆30米，经鉴定，每米价值60元。", "1800"),
    "a price behind a stroke": ("甲某盗割电缆线30米，经价格认定为60元/米。", "1800"),
    "by the month": ("甲某冒充房东，骗取李某每月租金500元，共骗取12个月。", "6000"),
    "by the year": ("甲某每年春节前收受李某所送现金5000元，先后3年。", "15000"),
    "cards": ("甲某收受李某所送面值500元的购物卡4张。", "2000"),
    "promised and paid": ("李某承诺事成后给予20万元，后实际送给其现金5万元，甲某予以收受。", "50000"),
    "agreed and unpaid": ("甲某冒充中介，与李某约定支付定金3000元，李某实际向其支付1000元，其余未付。", "1000"),
    "a bribe called a fee": ("甲某两次收受李某给予的好处费，第一次4000元，第二次7000元。", "11000"),
    "the same money again": ("甲某骗取李某保证金3711元。得款后，将该3711元用于偿还个人债务。", "3711"),
    "attempted beside": ("甲某盗走现金500元。甲某又欲拿走现金900元时被当场发现，未能得逞。", "500"),
    "attempted and valued": ("甲某盗走现金500元。甲某剪电缆时被抓，盗窃未遂。经鉴定，该电缆价值6863元。", "500"),
    "an attempt of another act": ("甲某盗走李某现金500元，后又潜入赵某家盗窃未遂。甲某再盗走孙某300元。", "800"),
    "a scheme of debts": ("甲某以套路贷方式让李某签订10万元借条，李某实际到手5万元，后被迫还款共计12万元。", "70000"),
    "what notes are written for": ("甲某签发票13份，价税合计1130226元，骗取税款164220元。", "164220"),
    "a total of one act is no total of all": (
        "甲某盗走大米47袋，每袋价值100元，共计价值4700元。又盗走钢笔（价值80元）。又盗走伞（价值50元）。", "4830"),
    "found as charged": (
        "某区人民检察院指控，2018年8月3日被告人甲某趁梁某在该处长椅上熟睡之机，将其裤子口袋内的手机盗走。"
        "经鉴定，手机价值1840元。经审理查明，公诉机关指控甲某犯盗窃罪的事实清楚。另查明，销赃得500元。", "1840"),
    "what else was found is no finding": (
        "某区人民检察院指控，2018年8月3日甲某盗走摩托车一辆，价值3200元，后将车推走并藏在一处废弃的大棚内，次日被人发现。"
        "另经查明，甲某因盗窃被处罚。", "3200"),
    "a share told as what he really got": ("甲某共同贪污公款3起，共计349325元，个人实得87350元。", "349325"),
    "a counted thing": ("甲某盗走手表一块，价值50元。", "50"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "yuan"), SUMS.values(), ids=SUMS.keys())
def test_the_sum_of_an_act(text: str, yuan: str) -> None:
    assert add_up(text).yuan == Decimal(yuan)


def test_nobody_can_tell_without_an_amount() -> None:
    found = add_up("甲某推倒李某后逃离现场。")
    assert found.yuan is None
    assert not found.counted


def test_what_is_counted_for_want_of_better_is_told() -> None:
    found = add_up("甲某将捡到的电脑以300元的价格卖给他人。")
    assert found.yuan == 300
    assert [one.part for one in found.counted] == [Part.SOLD]
    assert found.doubts == ((
        "没有写明取得的金额或物品价值，按“销赃”金额计算",
        "neither what was taken nor its worth is told: counted is 'sold'",
    ),)  # fmt: skip


def test_a_total_that_is_not_the_sum_of_its_parts_is_told() -> None:
    found = add_up("甲某先后多次骗取他人钱款共计5000元，具体如下：骗取李某1000元。骗取赵某2000元。")
    assert found.yuan == 5000
    assert "3000" in found.doubts[0][1]


def test_and_more_is_counted_as_it_stands_and_told() -> None:
    found = add_up("甲某盗走现金200余元。")
    assert found.yuan == 200
    assert found.doubts


@pytest.mark.parametrize("text", [text for text, _ in SUMS.values()], ids=SUMS.keys())
def test_places_are_exact(text: str) -> None:
    for one in amounts(text):
        assert text[slice(*one.span)].endswith(("元", "万某"))
        assert text[slice(*one.span)][0] in "0123456789５一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾"


def test_what_was_attempted_is_a_sum_of_its_own() -> None:
    found = add_up("甲某盗走现金500元。甲某又欲拿走现金900元时被当场发现，未能得逞。")
    assert found.attempted == 900
    assert "900" in found.doubts[0][1]


def test_what_was_only_attempted_is_told_as_such() -> None:
    found = add_up("甲某欲拿走现金900元时被当场发现，未能得逞。")
    assert found.yuan == 900
    assert found.attempted == 0
    assert "attempted" in found.doubts[0][1]


def test_sham_debts_say_what_was_taken_off_and_that_it_is_unchecked() -> None:
    found = add_up("甲某以套路贷方式让李某签订10万元借条，李某实际到手5万元，后被迫还款共计12万元。")
    assert [one.yuan for one in found.less] == [50000]
    assert "not checked" in found.doubts[0][1]


def test_foreign_money_is_told_and_not_counted() -> None:
    found = add_up("甲某窃得现金300元、100美元及200欧元（约合人民币1600元）。")
    assert found.yuan == 1900
    assert [en for _, en in found.doubts] == ["foreign money without its worth in yuan is not counted: 100美元"]


def test_a_price_without_a_number_is_counted_once_and_told() -> None:
    found = add_up("甲某窃得电缆若干，经鉴定，每米价值60元。")
    assert found.yuan == 60
    assert "once" in found.doubts[0][1]


def test_shares_of_several_are_the_pot_where_nothing_else_is_told() -> None:
    assert add_up("甲某、乙某、丙某将捡到的车卖掉，三人各分得300元。").yuan == 900
