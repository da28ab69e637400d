# ruff: noqa: E501 -- a case reads best on one line; "found and its value" is one claim
"""Invented judgments for the tests: no person, number or deed in them is real."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # civil_texts stands beside

ONE = """临溪县人民法院
刑 事 判 决 书
（2018）川9901刑初12号
公诉机关临溪县人民检察院。
被告人赵甲，男，1985年3月4日出生，汉族，初中文化，无业，住临溪县。曾因犯盗窃罪于2012年5月6日被临溪县人民法院判处有期徒刑八个月，并处罚金人民币二千元，2013年1月5日刑满释放。因涉嫌犯盗窃罪于2018年1月10日被临溪县公安局刑事拘留，同年1月23日被逮捕。现羁押于临溪县看守所。
辩护人钱乙，四川某律师事务所律师。
临溪县人民检察院以临检公诉刑诉（2018）9号起诉书指控被告人赵甲犯盗窃罪，于2018年3月1日向本院提起公诉。本院依法适用简易程序，实行独任审判，公开开庭审理了本案。现已审理终结。
公诉机关指控，2018年1月8日22时许，被告人赵甲在临溪县某小区盗走被害人孙某的电动车一辆，价值人民币3200元。公诉机关建议判处被告人赵甲有期徒刑八个月至一年二个月，并处罚金。
上述事实，被告人赵甲在开庭审理过程中亦无异议，足以认定。
本院认为，被告人赵甲以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。公诉机关指控的罪名成立。被告人赵甲归案后如实供述自己的罪行，依法可以从轻处罚。辩护人提出被告人系从犯的辩护意见，与查明的事实不符，本院不予采纳。依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款、第五十二条、第五十三条、第六十四条之规定，判决如下：
一、被告人赵甲犯盗窃罪，判处有期徒刑十个月，并处罚金人民币三千元。
（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2018年1月10日起至2018年11月9日止。）
二、责令被告人赵甲退赔被害人孙某经济损失人民币3200元。
三、作案工具螺丝刀一把，予以没收。
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向川州市中级人民法院提出上诉。
审 判 员 李丙
二〇一八年三月二十日
书 记 员 周丁
附：相关法律条文
《中华人民共和国刑法》第二百六十四条 盗窃公私财物，数额较大的，处三年以下有期徒刑、拘役或者管制；数额特别巨大的，处十年以上有期徒刑或者无期徒刑。
"""

TWO = """东岭市中级人民法院
刑事判决书
（2019）某99刑终8号
原公诉机关西山县人民检察院。
上诉人（原审被告人）吴甲，女，1990年7月1日出生，汉族，农民，住西山县。因本案于2018年6月1日被刑事拘留，同年7月5日被逮捕。
原审被告人郑乙，男，1991年2月2日出生，汉族，农民，住西山县。因本案于2018年6月3日被取保候审。
西山县人民法院审理西山县人民检察院指控原审被告人吴甲、郑乙犯诈骗罪一案，于2019年1月8日作出（2018）某9901刑初77号刑事判决。原审被告人吴甲不服，提出上诉。本院依法组成合议庭审理了本案。
原审法院认为，被告人吴甲、郑乙的行为已构成诈骗罪。依照《中华人民共和国刑法》第二百六十六条之规定，判决如下：一、被告人吴甲犯诈骗罪，判处有期徒刑三年，并处罚金人民币二万元；二、被告人郑乙犯诈骗罪，判处有期徒刑一年，缓刑一年六个月，并处罚金人民币五千元；三、违法所得予以追缴。
宣判后，吴甲上诉称原判量刑过重。
本院认为，上诉人吴甲、原审被告人郑乙的行为均已构成诈骗罪。吴甲在二审期间退赔被害人损失并取得谅解，可以从轻处罚。依照《中华人民共和国刑法》第二百六十六条、《中华人民共和国刑事诉讼法》第二百三十六条第一款第（二）项之规定，判决如下：
一、维持西山县人民法院（2018）某9901刑初77号刑事判决第二项、第三项，即二、被告人郑乙犯诈骗罪，判处有期徒刑一年，缓刑一年六个月，并处罚金人民币五千元；三、违法所得予以追缴。
二、撤销西山县人民法院（2018）某9901刑初77号刑事判决第一项，即被告人吴甲犯诈骗罪，判处有期徒刑三年，并处罚金人民币二万元。
三、上诉人吴甲犯诈骗罪，判处有期徒刑二年，并处罚金人民币二万元（刑期自2018年6月1日起至2020年5月31日止）。
本判决为终审判决。
审判长王丙
二〇一九年三月十五日
书记员冯丁
"""


@pytest.fixture
def one() -> str:
    """A first-instance judgment of one defendant."""
    return ONE


@pytest.fixture
def two() -> str:
    """A second-instance judgment that changes the sentence of one of two."""
    return TWO


@pytest.fixture
def operative():
    """Puts an operative part into the first judgment: text with ``orders`` in the place of its own."""

    def build(orders: str, opinion: str = "", name: str = "赵甲") -> str:
        head, rest = ONE.split("判决如下：\n")
        _, tail = rest.split("如不服本判决")
        if opinion:
            before, after = head.split("归案后如实供述自己的罪行，依法可以从轻处罚。")
            head = before.rsplit("被告人赵甲", 1)[0] + opinion + after
        return f"{head}判决如下：\n{orders}\n如不服本判决{tail}".replace("赵甲", name)

    return build


@pytest.fixture(scope="session")
def real_texts() -> list[tuple[str, str]]:
    """Ids and texts of the shared set that are not of the hidden half; skips where the set is absent."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    sample = json.loads((Path(__file__).parent / "labels" / "sample.json").read_text(encoding="utf-8"))
    locked = set(sample.get("locked-5", []))
    texts = []
    for line in (Path(data) / "judge/judge_dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if f"judge-{record['text_id']}" not in locked:
            texts.append((f"judge-{record['text_id']}", record["fd"]))
    for line in (Path(data) / "lawsdata995/criminal_minus_sections.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if f"lawsdata995-{record['id']}" not in locked:
            texts.append((f"lawsdata995-{record['id']}", record["text"]))
    return texts
