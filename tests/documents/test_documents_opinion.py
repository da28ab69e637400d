# ruff: noqa: E501 -- a case reads best on one line; "found and its value" is one claim
"""Circumstances: whose voice, negation, elements, and whom they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingjian.documents import parse_judgment
from mingjian.documents.opinion import circumstances

Build = Callable[..., str]


def _kinds(text: str, *, names: list[str] | None = None, plea: bool = False, who: int = 0) -> set[str]:
    names = names or ["赵甲"]
    return {m.kind for m in circumstances(text, 0, len(text), names, plea) if who in m.who}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被告人赵甲系累犯，应当从重处罚。", {"recidivist"}),
        ("被告人赵甲主动投案，并如实供述自己的罪行，系自首。", {"surrender", "confession"}),
        ("被告人赵甲虽主动投案，但未如实供述主要犯罪事实，不构成自首。", set()),
        ("被告人赵甲自首后又潜逃，不能认定为自首。", set()),
        ("被告人赵甲自动投案后如实供述，取保候审期间又逃跑，依法不能认定为自首。", {"confession"}),
        ("被告人赵甲自首后又潜逃，后再次主动投案并如实供述，仍应认定为自首。", {"surrender", "confession"}),
        ("被告人赵甲系自首，但案发后潜逃多年，从轻幅度应从严。", {"surrender"}),
        ("被告人赵甲系自首，公诉机关认为其不构成自首的意见不予采纳。", {"surrender"}),
        ("被告人赵甲没有取得被害人家属的谅解。", set()),
        ("被告人赵甲的犯罪对象为未成年人，酌情从重处罚。", set()),
        ("被告人赵甲犯罪时不满十八周岁，应当从轻处罚。", {"minor"}),
        ("被告人赵甲认罪态度好，可酌情从轻处罚。", set()),
        ("被告人赵甲自愿认罪认罚，可从宽处理。", {"plea"}),
        ("被告人赵甲愿意接受处罚。", set()),
        ("赃物已被公安机关追回并发还被害人。", set()),
        ("被告人赵甲的亲属代为退赔全部损失，取得被害人谅解。", {"returned", "forgiven"}),
        ("同案人员已赔偿被害人经济损失。", set()),
        ("责令被告人赵甲退赔被害人损失。", set()),
        ("被告人赵甲未能就给他人造成的经济损失，做出赔偿。", set()),
        ("因意志以外的原因未得逞，系犯罪未遂。", {"attempt"}),
        ("被告人赵甲刑满释放后五年内再犯，无前科系自首。", {"surrender"}),
        ("归案后如实供述司法机关尚未掌握的罪行系自首。", {"surrender", "confession"}),
        ("根据《关于处理自首和立功若干具体问题的意见》第一条之规定，酌情从轻。", set()),
        ("经查，本案同案冯某系自首，已退赔全部损失，系从犯。", set()),
        ("被告人赵甲曾因贩卖毒品罪被判过刑，又犯贩卖毒品罪，从重处罚。", {"drug_repeat"}),
        ("被告人赵甲曾因贩卖毒品被判过刑又犯本罪，系再犯，依法从重处罚。", {"drug_repeat"}),
        ("关于公诉机关对赵甲系毒品再犯的指控，本院认为，其曾因容留他人吸毒罪被判过刑，不属于毒品再犯，不予支持。", set()),
        ("被告人赵甲与他人临时起意，不存在主从犯。", set()),
        ("被告人赵甲没有自首、立功情节，但有坦白情节。", {"confession"}),
        ("被告人赵甲检举他人犯罪的立功情节，因未查证属实，不予认定。", set()),
        ("公诉机关指控赵甲系累犯不当，因前罪系未成年时所犯，依法不构成累犯。", set()),
        ("被告人赵甲系在校学生，未满十八周岁。", {"minor"}),
        ("被害人不予谅解。", set()),
        ("被告人赵甲虽签署认罪认罚具结书，但当庭反悔。", set()),
        ("被告人赵甲在共同犯罪中起主要作用，应当按照其所参与的全部犯罪处罚。", {"principal"}),
        ("被告人赵甲起组织、指挥作用应按其参与的全部罪行处罚", {"principal"}),
        ("被告人赵甲将非法所得税款上缴。", {"returned"}),
        ("其家属已代偿第三方垫付的工资。", {"returned"}),
        ("被告人赵甲以发帖要挟使被害人害怕迫不得已而交出财物。", set()),
        ("被告人赵甲虽未主动投案但归案后如实供述自己的罪行。", {"confession"}),
        ("被告人赵甲未主动投案。", set()),
        ("被告人赵甲盗窃电视机系犯罪未遂盗窃自行车后主动退赃且归案后如实供述自己的罪行可以从轻处罚。", {"attempt", "returned", "confession"}),
        ("被告人赵甲如实供述自己的罪行并退回部分赃物。", {"confession", "returned"}),
        ("本案经两次退回补充侦查。", set()),
        ("被告人赵甲以车辆撞到其腿部为由向被害人索要赔偿，遭到拒绝。", set()),
        ("被告人赵甲与被害人自愿达成和解，取得被害人的谅解。", {"forgiven"}),
        ("被害人已获得保险公司赔偿，可酌情从轻处罚。", set()),
        ("因案犯在逃无法查证属实，不能认定被告人阿里·买买提江构成立功。", set()),
        ("附带民事诉讼原告人要求被告人赵甲赔偿律师费的请求，不予支持。", set()),
        ("公诉机关指控被告人赵甲有自首情节，经查，赵甲投案后又翻供，不予认定自首。", set()),
        ("鉴于赃物均已追回退还被害人可予酌情从轻处罚。", set()),
        ("被告人赵甲到案后如实自己的罪行。", {"confession"}),
        ("对于赵甲称其有自首情节的上诉理由经查自首的成立须具备自动投案和如实供述罪行两个要件其行为不符合本院不予采纳。", set()),
        ("被告人赵甲因形迹可疑被询问后主动供述犯罪事实，应视为自动投案。", {"surrender", "confession"}),
        ("被告人赵甲不能视为自动投案。", set()),
        ("被告人赵甲到案后如实供述，但在庭审中翻供。", set()),
        ("被告人赵甲曾翻供，但又能如实供述。", {"confession"}),
        ("被告人赵甲违法所得已全部退出。", {"returned"}),
        ("被告人赵甲主动将被盗车辆归还失主。", {"returned"}),
        ("公安机关将车辆归还失主。", set()),
        ("被告人赵甲已偿还全部透支本息。", {"returned"}),
        ("本案不区分主、从犯。", set()),
        ("关于赵甲构成立功的意见。经查，赵甲提供的线索未能查证属实，依法不构成立功。", set()),
        ("检察机关指控赵甲系累犯，因其前罪系过失犯罪，本院不予认定。", set()),
        ("被告人赵甲贩卖毒品未遂的辩解，不予采纳。", set()),
        ("被告人赵甲犯罪时已满十四周岁未满十六周岁，应当从轻处罚。", {"minor"}),
        ("被告人赵甲愿意接受处罚，并退缴违法所得。", {"returned"}),
        ("被告人赵甲愿意退缴违法所得。", set()),
        ("主动交代已经掌握的事实不构成自首，起诉书指控有自首情节不当，应予纠正。", set()),
        ("被告人赵甲归案后能交代主要犯罪事实并当庭认罪。", {"confession"}),
        ("被告人赵甲能够主动供述自己的罪行。", {"confession"}),
        ("被告人赵甲到案后对犯罪事实供认不讳。", {"confession"}),
        ("被告人赵甲未能交代全部犯罪事实。", set()),
        ("被告人赵甲交代态度好。", set()),
        ("被告人赵甲主动缴纳罚金赃款已返还给被害人。", set()),
        ("被告人赵甲主动缴纳罚金，取保候审。", set()),
        ("被告人赵甲积极支付拖欠的劳动报酬。", {"returned"}),
        ("被告人赵甲经责令支付劳动报酬仍不支付。", set()),
        ("被告人赵甲支付了被害人的医疗费用。", {"returned"}),
        ("被告人赵甲不认罪认罚。", set()),
        ("被告人赵甲系从犯的辩护意见，本院不予采纳；如实供述的意见，本院予以采纳。", {"confession"}),
        ("对被告人赵甲的违法所得依法予以追缴上缴国库。", set()),
        ("辩护人提出赵甲系初犯并退赃请求从轻处罚的意见予以采纳。", {"returned"}),
        ("被告人赵甲刑满释放后五年内再次犯应当判处有期徒刑以上刑罚之罪，依法应从重处罚。", {"recidivist"}),
        ("被告人赵甲五年内再犯应当判处有期徒刑以上刑罚之罪，但前罪系过失犯罪，不构成累犯，不从重处罚。", set()),
        ("被告人赵甲曾因贩卖毒品被判处刑罚，现又贩卖毒品，应从重处罚。", {"drug_repeat"}),
        ("被告人赵甲虽与被害人达成赔偿协议，但未履行。", set()),
        ("被告人赵甲与被害人达成和解，已赔付全部损失。", {"returned"}),
    ],
)  # fmt: skip
def test_what_the_court_finds(text: str, expected: set[str]) -> None:
    assert _kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("辩护人提出被告人赵甲系从犯的辩护意见，本院不予采纳。", set()),
        ("辩护人提出被告人赵甲系从犯的辩护意见，与事实相符，本院予以采纳。", {"accessory"}),
        ("辩护人提出被告人赵甲系坦白，请求从轻处罚。上述辩护意见与事实相符，予以采纳。", {"confession"}),
        ("辩护人提出被告人赵甲有立功表现。", set()),
        ("公诉机关关于被告人赵甲系累犯的意见，合法有据，本院予以支持。", {"recidivist"}),
        ("辩护人以被告人赵甲具有坦白情节为由，请求从宽处罚，本院予以采纳。", {"confession"}),
        ("辩护人辩称赵甲具有坦白情节，经查属实，予以采信；其他辩护意见缺乏依据，不予采信。", {"confession"}),
        ("被告人赵甲到案后能如实供述，但无正当理由不到案，对其要求从轻处罚的意见不予采纳。", {"confession"}),
        ("原审考虑到上诉人赵甲系累犯及能积极退赃等情节量刑并无不当故上诉人赵甲诉称量刑过重的理由不予采纳。", {"recidivist", "returned"}),
    ],
)  # fmt: skip
def test_an_argument_counts_only_when_adopted(text: str, expected: set[str]) -> None:
    assert _kinds(text) == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("公安机关已将扣押的赃款200元返还给被害人孙某。", set()),
        ("案发后赃物已被追回并发还被害人。", set()),
        ("同案犯李丁已清退全部赃款。", set()),
        ("案发后，被告人赵甲的家属将赃款交到公安机关。", {"returned"}),
        ("公安机关出具了返还物品清单。", {"returned"}),
    ],
)
def test_who_gave_the_gains_back_is_told_by_the_facts(one: str, fact: str, expected: set[str]) -> None:
    text = one.replace("价值人民币3200元。", f"价值人民币3200元。{fact}")
    (person,) = parse_judgment(text.replace("归案后如实", "案发后赃款已退还被害人，归案后如实")).defendants
    assert {c.value for c in person.circumstances} - {"confession"} == expected


def test_a_plea_spelt_out_in_a_trial_that_speaks_of_it(one: str) -> None:
    spelt = "自愿如实供述自己的罪行，承认指控的犯罪事实，愿意接受处罚"
    text = one.replace("归案后如实供述自己的罪行", spelt)
    assert "plea" not in {c.value for c in parse_judgment(text).defendants[0].circumstances}
    text = text.replace("公诉机关建议判处", "被告人赵甲认罪认罚，公诉机关建议判处")
    assert "plea" in {c.value for c in parse_judgment(text).defendants[0].circumstances}


def test_accepting_punishment_is_a_plea_only_on_its_articles() -> None:
    text = "被告人赵甲如实供述自己的罪行，愿意接受处罚。"
    assert _kinds(text) == {"confession"}
    assert _kinds(text, plea=True) == {"confession", "plea"}


def test_a_signed_undertaking_is_a_plea_on_its_articles() -> None:
    text = "被告人赵甲同意量刑建议并签署具结书。"
    assert _kinds(text, plea=True) == {"plea"}
    assert _kinds(text) == set()


def test_each_finding_goes_to_whom_it_is_about() -> None:
    text = "被告人赵甲起主要作用，系主犯；被告人孙乙起次要作用，系从犯。二被告人均如实供述。被告单位亦因此构成自首。"
    names = ["赵甲", "孙乙", "某某公司"]
    found = circumstances(text, 0, len(text), names, False, (2,))
    by = [{m.kind for m in found if i in m.who} for i in range(3)]
    assert by[0] == {"principal", "confession"}
    assert by[1] == {"accessory", "confession"}
    assert "surrender" in by[2]
    assert "surrender" not in by[0]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("被告人钱乙受被告人赵甲指使参与犯罪，系从犯。", "accessory", {"钱乙"}),
        ("被告人赵甲投案后协助公安机关抓获被告人钱乙，有立功表现。", "merit", {"赵甲"}),
        ("除被告人赵甲外，其余被告人均系从犯。", "accessory", {"钱乙", "孙丙"}),
        ("被告人赵甲伙同钱乙盗窃，系累犯。", "recidivist", {"赵甲"}),
        ("钱乙系赵甲纠集，作用较小，系从犯。", "accessory", {"钱乙"}),
    ],
)
def test_whom_an_act_was_done_with_is_not_its_subject(text: str, kind: str, expected: set[str]) -> None:
    names = ["赵甲", "钱乙", "孙丙"]
    assert {names[i] for i in range(3) if kind in _kinds(text, names=names, who=i)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被告人赵甲到案后，规劝同案犯钱乙投案自首，构成立功。", [{"merit"}, set(), set()]),
        ("赵甲提供场所，钱乙邀约赌客，二人均起主要作用，均系主犯；孙丙起辅助作用，系从犯。", [{"principal"}, {"principal"}, {"accessory"}]),
        ("赵甲筹资购毒，系主犯；钱乙为赵甲保管毒品，起主要作用，亦系主犯。", [{"principal"}, {"principal"}, set()]),
        ("赵甲、钱乙均起主要作用，系主犯，且不可或缺，对赵甲应当按照其参与的全部犯罪处罚；孙丙系从犯。", [{"principal"}, {"principal"}, {"accessory"}]),
        ("出现新的证据，可能影响对赵甲是否构成立功的认定。", [set(), set(), set()]),
        ("赵甲的作用小于钱乙，但仍系主犯。", [{"principal"}, set(), set()]),
        ("赵甲与同案犯李丁共同盗窃，李丁起主要作用，系主犯，赵甲起次要作用，系从犯。", [{"accessory"}, set(), set()]),
        ("被告人赵甲钱乙均系从犯。", [{"accessory"}, {"accessory"}, set()]),
        ("三人到案后均如实供述自己的罪行。", [{"confession"}, {"confession"}, {"confession"}]),
        ("被告人赵甲、孙丙当庭认罪，且二被告人家属代为赔偿，取得谅解。", [{"returned", "forgiven"}, set(), {"returned", "forgiven"}]),
        ("被告人赵甲、钱乙结伙盗窃。二被告人归案后如实供述。", [{"confession"}, {"confession"}, set()]),
        ("被告人赵甲、钱乙受孙丙纠集参与犯罪。二人均系从犯。", [{"accessory"}, {"accessory"}, set()]),
        ("三被告人均系从犯。", [{"accessory"}, {"accessory"}, {"accessory"}]),
        ("被告人赵甲系自首，被告人钱乙不构成自首，孙丙作用较小。", [{"surrender"}, set(), set()]),
        ("辩护人提出赵甲系从犯、钱乙系自首，经查，赵甲作用相当，不宜区分主从；钱乙系自首，予以采纳。", [set(), {"surrender"}, set()]),
    ],
)  # fmt: skip
def test_whom_a_sentence_is_about(text: str, expected: list[set[str]]) -> None:
    assert [_kinds(text, names=["赵甲", "钱乙", "孙丙"], who=i) for i in range(3)] == expected


def test_a_name_masked_in_one_place_only_is_the_same_person() -> None:
    text = "被告人赵某起主要作用系主犯。被告人钱乙丙、孙某起次要作用系从犯。"
    kinds = [_kinds(text, names=["赵某", "钱某", "孙某"], who=i) for i in range(3)]
    assert kinds == [{"principal"}, {"accessory"}, {"accessory"}]


def test_surrender_wins_over_confession(operative: Build) -> None:
    text = operative("被告人赵甲犯盗窃罪，判处拘役五个月。", "被告人赵甲自动投案并如实供述自己的罪行，系自首。")
    assert [c.value for c in parse_judgment(text).defendants[0].circumstances] == ["surrender"]
