"""Finding citations: the forms courts, procuratorates and agencies write, and what only looks like one."""

import time

import pytest

from mingjian.law.citing import find

X = "最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释"
FORMS = {
    "plain": ("依照《中华人民共和国刑法》第二百六十四条", "刑法264"),
    "short title": ("依照《刑法》第二百六十四条之规定", "刑法264"),
    "bare": ("其行为触犯了刑法第二百六十四条", "刑法264"),
    "bare whole": ("违反中华人民共和国刑法第二百六十四条", "刑法264"),
    "bare procedure": ("根据刑诉法第十六条", "刑诉法16"),
    "bare other": ("违反了道路交通安全法第二十二条的规定", "道路交通安全法22"),
    "bare regulation": ("依据信访条例第十四条", "信访条例14"),
    "bare of a name": ("适用治安管理处罚法第四十三条第一款", "治安管理处罚法43-1"),
    "arabic": ("《刑法》第264条", "刑法264"),
    "full width": ("《刑法》第２６４条第１款", "刑法264-1"),
    "no 第": ("刑法264条", "刑法264"),
    "paragraph": ("《刑法》第六十七条第三款", "刑法67-3"),
    "paragraph without 第": ("《刑法》第二百三十四条一款", "刑法234-1"),
    "item": ("《刑法》第六十七条第一款第（二）项", "刑法67-1-2"),
    "item alone": ("《刑法》第二百二十五条第（四）项", "刑法225--4"),
    "item without brackets": ("《刑法》第二百九十三条第一款第一项", "刑法293-1-1"),
    "item without 第": ("《刑法》第一条第一款（六）项", "刑法1-1-6"),
    "inserted": ("《刑法》第一百三十三条之一第一款第（二）项", "刑法133之1-1-2"),
    "inserted before 条": ("《刑法》第一百三十三之一条", "刑法133之1"),
    "inserted arabic": ("《刑法》第133条之1", "刑法133之1"),
    "two inserted": ("《刑法》第一百三十三条之一、之二", "刑法133之1 刑法133之2"),
    "not inserted": ("《刑法》第三十七条之规定", "刑法37"),
    "list": ("《刑法》第二十五条、第六十七条第三款、第七十二条", "刑法25 刑法67-3 刑法72"),
    "list with commas": ("《刑法》第二十五条，第六十七条和第七十二条", "刑法25 刑法67 刑法72"),
    "elliptical articles": ("《刑法》第六十七、七十二、七十三条", "刑法67 刑法72 刑法73"),
    "elliptical arabic": ("《刑法》第67、72条", "刑法67 刑法72"),
    "elliptical with 第": ("《刑法》第六十七、第七十二条", "刑法67 刑法72"),
    "second without 第": ("《刑法》第六十七条、七十二条", "刑法67 刑法72"),
    "elliptical paragraphs": ("《刑法》第七十三条第二、三款", "刑法73-2 刑法73-3"),
    "two paragraphs": ("《刑法》第七十三条第二款、第三款", "刑法73-2 刑法73-3"),
    "elliptical items": ("《刑法》第五条第三款（一）、（二）项", "刑法5-3-1 刑法5-3-2"),
    "items joined": ("《刑法》第五条第（一）、（三）项", "刑法5--1 刑法5--3"),
    "two items": ("《刑法》第五条第（一）项、第（三）项", "刑法5--1 刑法5--3"),
    "range": ("《刑法》第六十九条至第七十一条", "刑法69 刑法70 刑法71"),
    "range elliptical": ("《刑法》第六十九至七十一条", "刑法69 刑法70 刑法71"),
    "range with dash": ("《刑法》第69-71条", "刑法69 刑法70 刑法71"),
    "range of paragraphs": ("《刑法》第二十条第一款至第三款", "刑法20-1 刑法20-2 刑法20-3"),
    "range of paragraphs elliptical": ("《刑法》第二十条第一至三款", "刑法20-1 刑法20-2 刑法20-3"),
    "range of items": ("《刑法》第五条第（一）至（三）项", "刑法5--1 刑法5--2 刑法5--3"),
    "nested": (f"《{X}》第一百三十八条", "关于适用〈刑事诉讼法〉的解释138"),
    "nested double": (
        "《最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释》第5条",
        "关于适用〈刑事诉讼法〉的解释5",
    ),
    "nested angles": (
        "《最高人民法院关于适用＜中华人民共和国刑事诉讼法＞的解释》第5条",
        "关于适用〈刑事诉讼法〉的解释5",
    ),
    "issuer outside": ("最高人民法院《关于处理自首和立功的解释》第四条", "关于处理自首和立功的解释4"),
    "dropped nested title": ("《最高人民法院关于适用的解释》第三百二十七条", "关于适用的解释327"),
    "note of version": ("《中华人民共和国刑事诉讼法》（2018年修正）第十五条", "刑诉法15"),
    "note inside": ("《中华人民共和国刑事诉讼法（2018年修正）》第十五条", "刑诉法15"),
    "note half width": ("《中华人民共和国行政诉讼法(2017修正)》第六十九条", "行诉法69"),
    "number behind": ("《关于办理毒品案件的解释》（法释〔2016〕8号）第一条", "关于办理毒品案件的解释1"),
    "number alone": ("根据四政发〔2004〕10号文件第六条规定", "四政发〔2004〕10号6"),
    "number square": ("按照法发[2021]21号第三条", "法发〔2021〕21号3"),
    "inside brackets": (
        "依《人体轻伤鉴定标准（试行）第六条、第十七条》",
        "人体轻伤鉴定标准（试行）6 人体轻伤鉴定标准（试行）17",
    ),
    "inside brackets law": ("《中华人民共和国刑法第二百六十四条》", "刑法264"),
    "same law": ("《公司法》第三条，同法第五条", "公司法3 公司法5"),
    "that law": ("《公司法》第三条规定。该法第五条第二款又规定", "公司法3 公司法5-2"),
    "this law": ("《刑法》第八十六条规定，依照本法第七十一条", "刑法86 刑法71"),
    "that interpretation": ("《关于抢劫案件的解释》第一条，该解释第二条", "关于抢劫案件的解释1 关于抢劫案件的解释2"),
    "same article": ("《刑法》第六十七条第一款、同条第三款", "刑法67-1 刑法67-3"),
    "paragraph before": ("《刑法》第二百三十四条第二款、前款", "刑法234-2 刑法234-1"),
    "alias": (
        "《最高人民法院关于适用〈刑法〉的意见》（以下简称《意见》）。《意见》第二条",
        "关于适用〈刑法〉的意见 关于适用〈刑法〉的意见2",
    ),
    "alias bare": ("《中华人民共和国反洗钱法》（以下简称“反钱法”）第一条，反钱法第二条", "反洗钱法1 反洗钱法2"),
    "spaces": ("《刑 法》第 二百 六十四 条\n第一款", "刑法264-1"),
    "two laws": ("《刑法》第六十七条、《刑事诉讼法》第十五条", "刑法67 刑诉法15"),
    "two laws in a row": ("《刑法》、《刑事诉讼法》第十五条", "刑法 刑诉法15"),
    "title only": ("根据《中华人民共和国反洗钱法》的有关规定", "反洗钱法"),
    "amendment": ("《中华人民共和国刑法修正案（九）》第五条", "刑法修正案（九）5"),
    "lost title": ("根据《最高人民法院》第一条", "最高人民法院1"),
    "document told later": ("《关于下岗职工若干问题的答复》证明，该文件第14条", "关于下岗职工若干问题的答复14"),
    "title within a title": (
        "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释第五条",
        "关于适用〈刑事诉讼法〉的解释5",
    ),
    "条 forgotten": ("根据《刑法》第六十九之规定", "刑法69"),
    "said in between": ("《食品安全法》第三十四条禁止生产经营食品中第一款第一项", "食品安全法34-1-1"),
    "constitution": ("宪法第三十三条", "宪法33"),
}
NOTHING = {
    "contract": "《房屋租赁合同》第五条约定",
    "agreement": "依据双方协议第三条",
    "articles of association": "公司章程第十条规定",
    "contract after a law": "《合作协议》第二条第一款",
    "game": "在游戏《传奇》中",
    "report": "《价格认定结论书》",
    "form": "《认罪认罚具结书》、《销售清单》",
    "opinion": "《起诉意见书》第一条",
    "necklaces": "抢走金项链三条",
    "cigarettes": "查扣2040条卷烟",
    "case number": "（2016）苏0724刑初123号",
    "indictment": "以珠香检公诉刑诉〔2018〕801号起诉书指控",
    "no law": "第五条第二款",
    "evidence": "证据第三条、第四条",
    "plan": "改制方案第三条",
    "poem": "《昨日重阳风雨恶》",
    "notice": "《到案经过》《处理意见》",
    "method": "《素描方法》",
    "necklace after law": "依照刑法处罚。抢走一条项链",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_forms(text, expected):
    found = [one.article.text if one.article.number else one.law for one in find(text)]
    assert found == expected.split(" ")


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_is_no_citation(text):
    assert find(text) == []


def test_spans_are_exact_and_say_where_the_title_stands():
    text = "依照 《刑法》第二百 六十四条、第六十七条第三款，《刑诉法》第15条"
    found = find(text)
    assert [text[a:b] for a, b in (one.span for one in found)] == ["第二百 六十四条", "第六十七条第三款", "第15条"]
    assert [text[slice(*one.title_span)] for one in found if one.title_span] == ["《刑法》", "《刑法》", "《刑诉法》"]
    assert [one.how for one in found] == ["named", "listed", "named"]


def test_the_law_of_a_statute_is_the_law_meant():
    found = find("依照本法第三条、第五条第二款", law="中华人民共和国甲法")
    assert [one.article.text for one in found] == ["甲法3", "甲法5-2"]
    assert find("第三条", law="甲法")[0].how == "assumed"
    assert not find("第三条", law="甲法")[0].sure


def test_the_number_behind_a_title_is_kept():
    assert find("《关于办理诈骗案件的意见》（法发〔2016〕32号）第一条")[0].document == "法发〔2016〕32号"


def test_a_store_decides_what_is_a_law():
    assert [one.law for one in find("《企业员工安置方案》", known=lambda title: title == "企业员工安置方案")] == [
        "企业员工安置方案"
    ]


def test_long_runs_of_digits_cost_no_more_than_others():
    begin = time.process_time()
    assert find("刑法" + "1234567890" * 500 + "、一二三" * 500) == []
    assert time.process_time() - begin < 2
