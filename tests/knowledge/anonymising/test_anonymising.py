"""What identifies people is taken out in the ways it is written, and what only looks like it stays."""

from __future__ import annotations

import pytest

from mingjian.knowledge.anonymising import KINDS, anonymised, hits


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("被告人王建国与李明相撞，王建国逃离。", "被告人某甲与某乙相撞，某甲逃离。"),
        ("证人买买提·艾力说他看到过这件事", "证人某甲说他看到过这件事"),
        ("护士于良福擅自外传，于良福报警", "护士某甲擅自外传，某甲报警"),
        ("盗走诸葛道健的包裹", "盗走某甲的包裹"),
        ("绰号“刀疤”的男子", "绰号“某甲”的男子"),
        ("买买提·阿布都拉的包裹", "某甲的包裹"),
        ("徐刚、王霞三人拉横幅", "某甲、某乙三人拉横幅"),
        ("申请人欧阳雪先生", "申请人某甲先生"),
        ("身份证340102198001011234。", "身份证某证件号。"),
        ("号码３４０１０２１９８００１０１１２３４", "号码某证件号"),
        ("340102 19800101 123x", "某证件号"),
        ("电话138-0013-8001，0551-65551234", "电话某电话，某电话"),
        ("卡号6222 0213 0100 1234 567", "卡号某账号"),
        ("驾驶皖A·12345号、皖AD12345", "驾驶某车牌号、某车牌"),
        ("住安徽省合肥市包河区望江路12号3栋501室，", "住某地址，"),
        ("住博望区丹阳镇新塘村三组", "住某地址"),
        ("与合肥蓝天商贸有限公司签订合同", "与某公司签订合同"),
        ("（2021）皖0102刑初123号判决", "某案号判决"),
        ("邮箱a.b@example.com，微信号wx_123456", "邮箱某账号，微信号某账号"),
    ],
)
def test_taken_out(text: str, masked: str) -> None:
    assert anonymised(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "被告人应当如何认定自首？时间上方法不当，金额较大。",
        "依照《中华人民共和国刑法》第二百六十四条、法释〔2013〕8号、高检发释字〔2019〕4号。",
        "合肥市包河区人民法院、安徽省人民检察院。",
        "化名、别名、昵称的情况下，保姆居无定所，高铁运行中。",
        "张某某、李某甲与某公司签订合同，价款120000元，2023年5月12日。",
        "主张权利、允许外出、高度盖然性、周围群众、黄金首饰。",
    ],
)
def test_left_alone(text: str) -> None:
    assert anonymised(text).text == text


def test_known_names_go_whatever_stands_about_them_and_spans_are_exact() -> None:
    text = "安全和平都是名字吗，安全。"
    masked = anonymised(text, ["安全"])
    assert masked.text == "某甲和平都是名字吗，某甲。"
    assert all(text[one.start : one.end] == "安全" for one in masked.hits)
    assert all(one.kind in KINDS for one in hits("被告人王建国，电话13800138001"))


def test_many_people_keep_apart() -> None:
    names = [f"王{sign}明" for sign in "建国海东志文学德光永宏"]
    text = "、".join(f"被告人{one}" for one in names)
    assert anonymised(text).text.endswith("被告人某11")
