"""Differences of texts: what sources write differently is no amendment; what was amended is one."""

import pytest

from mingjian.law.store.difference import difference, same_words

TEXT = "盗窃公私财物，数额较大的，处三年以下有期徒刑：\n（一）帐户1000元；\n（二）其他。"
NOISE = {
    "half width brackets": ("（一）甲；（二）乙", "(一)甲；(二)乙"),
    "half width comma": ("甲，乙。", "甲,乙."),
    "full width digits": ("２０００元以上", "2000元以上"),
    "full width letters": ("ＡＢ股", "AB股"),
    "spaces": ("第一章 总 则", "第一章总则"),
    "ideographic space": ("甲　乙", "甲乙"),
    "zero width": ("甲\u200b乙", "甲乙"),
    "line breaks": ("甲，\n乙", "甲，乙"),
    "quotes": ("“黄金”", '"黄金"'),
    "corner quotes": ("「黄金」", "“黄金”"),
    "dash": ("甲—乙", "甲－乙"),
    "two dashes": ("甲——乙", "甲—乙"),
    "dots": ("甲……乙", "甲…乙"),
    "middle dot": ("甲·乙", "甲．乙"),
    "semicolon": ("甲；乙", "甲;乙"),
    "colon": ("如下：甲", "如下:甲"),
    "last stop": ("甲。", "甲"),
    "angles": ("《甲〈乙〉》", "《甲<乙>》"),
    "variant 帐": ("帐户", "账户"),
    "variant 藉": ("藉口", "借口"),
    "variant 佈": ("公佈", "公布"),
    "circle zero": ("二○○八", "二〇〇八"),
    "ideographic zero": ("二〇〇八", "二零零八"),
    "compatibility sign": ("①甲", "1甲"),
    "square brackets": ("［甲］", "[甲]"),
    "percent": ("５％", "5%"),
    "no-break space": ("甲\u00a0乙", "甲乙"),
    "byte order mark": ("\ufeff甲", "甲"),
}
CHANGES = {
    "a number": ("三年以下", "五年以下"),
    "a word": ("应当", "可以"),
    "a paragraph": ("甲。", "甲。\n乙。"),
    "an item": ("（一）甲；", "（一）甲；（二）乙；"),
    "a deletion": ("处罚金或者没收财产", "处罚金"),
    "order": ("甲乙", "乙甲"),
}


@pytest.mark.parametrize(("one", "other"), NOISE.values(), ids=NOISE)
def test_noise_is_no_amendment(one, other):
    assert same_words(one, other)
    assert {part.kind for part in difference(one, other)} <= {"same"}


@pytest.mark.parametrize(("one", "other"), CHANGES.values(), ids=CHANGES)
def test_an_amendment_is_one(one, other):
    assert not same_words(one, other)
    assert {part.kind for part in difference(one, other)} & {"added", "removed"}


def test_what_stayed_is_shown_as_the_new_text_writes_it():
    parts = difference(TEXT, TEXT.replace("帐户", "账户").replace("三年", "五年").replace("，", ","))
    assert [(part.kind, part.text) for part in parts if part.kind != "same"] == [("removed", "三"), ("added", "五")]
    assert "".join(part.text for part in parts if part.kind != "removed").startswith("盗窃公私财物,数额较大的,处五年")
