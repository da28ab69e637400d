"""Police papers read into records: every value with its characters, and nothing that is not written."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.assist.evidence import case_text, check, parse_case
from mingjian.assist.evidence.papers import read_papers
from mingjian.assist.evidence.papers.moments import moments
from mingjian.assist.evidence.told import read_case
from mingjian.documents.text import Clean

INTERROGATION = """合肥市公安局瑶海分局
讯 问 笔 录
（第一次）
时间 2024年5月4日 10时30分 至 2024年5月4日 11时20分
地点：合肥市公安局瑶海分局执法办案中心讯问室
讯问人（签名）：王建（警号30001）、赵强（警号30002） 记录人（签名）：赵强
被讯问人：张小明 曾用名：小张 性别：男 出生日期：1990年3月5日 身份证件号码：34012219900305123X
问：现依法对你进行讯问，将《犯罪嫌疑人诉讼权利义务告知书》送达给你，你是否清楚？
答：清楚了。
问：本次讯问全程同步录音录像。你因何事到公安机关？
答：我偷东西了，涉嫌盗窃罪。
问：你什么时候在什么地方偷的？
答：2024年5月1日晚上8点许，我在合肥市瑶海区长江路12号偷了一部手机。
问：手机价值多少钱？
答：大概3000元。
问：用什么工具？
答：用一把螺丝刀撬的门。
以上笔录我看过，和我说的相符。
被讯问人（签名捺指印）：张小明
讯问人：王建 赵强
"""
SEIZURE = """扣押清单
编号 名称 数量 特征 备注
1 苹果手机 1部 黑色
2 现金 2500元
扣押时间：2024-05-04 13:20
持有人（签名）：张小明
见证人（签名）：李四
办案民警（签名）：王建 赵强
"""


def _said(text: str, into: str) -> dict[str, Any]:
    (draft,) = (one for paper in read_papers(text) for one in paper.drafts if one.into == into)
    return {key: one.value for key, one in draft.said.items()}


def test_a_record_of_interrogation_is_read_with_the_characters_of_every_value() -> None:
    case = read_case("x", [("a.txt", INTERROGATION)]).case
    (one,) = case.file.statements
    text = case.documents[one.document or ""].text or ""
    words = {key: text[begin:end] for key, (begin, end) in one.spans.items()}
    assert words["from"] == "2024年5月4日 10时30分"
    assert words["place"] == "合肥市公安局瑶海分局执法办案中心讯问室"
    assert (one.number, one.place_kind, one.officers_signed, one.checked) == (1, "police", True, True)
    assert (one.rights_told, one.recorded, one.confesses) == (True, True, True)
    assert one.officers == ["王建（警号30001）", "赵强（警号30002）"]
    (person,) = case.file.persons
    assert (person.name, person.aliases, str(person.born), person.sex) == ("张小明", ["小张"], "1990-03-05", "male")


def test_what_a_suspect_says_becomes_claims_with_their_words_and_nothing_more() -> None:
    case = read_case("x", [("a.txt", INTERROGATION)]).case
    claims = {one.what: one for one in case.file.claims}
    assert set(claims) == {"time", "place", "amount", "tool"}
    assert (str(claims["time"].from_), claims["time"].rounded) == ("2024-05-01 20:00:00", True)
    assert (claims["amount"].value, claims["amount"].rounded) == (3000, True)
    assert claims["place"].says == "合肥市瑶海区长江路12号"
    assert claims["tool"].says == "螺丝刀"


@pytest.mark.parametrize(
    "answer",
    [
        "听说他2024年5月1日偷了3000元。",
        "我记不清是不是5月1日偷的了。",
        "我没有偷，那3000元是工资。",
        "我2024年4月买的手机。",
    ],
)
def test_hearsay_doubt_and_denial_make_no_claim_of_the_act(answer: str) -> None:
    text = INTERROGATION.replace(
        INTERROGATION[INTERROGATION.index("答：我偷") : INTERROGATION.index("以上笔录")], f"答：{answer}\n"
    )
    drafts = [one for paper in read_papers(text) for one in paper.drafts if one.into == "claims"]
    assert not [one for one in drafts if one.said["what"].value in ("time", "place", "amount")]


def test_full_width_digits_lost_colons_blanks_and_broken_lines_are_read_all_the_same() -> None:
    dirty = (
        INTERROGATION.replace("2024年5月4日 10时30分", "２０２４年５月\n４日 １０时３０分").replace("地点：", "地 点 ")
        .replace("性别：男", "性别 男").replace("出生日期：1990年3月5日", "出生日期 一九九〇年三月五日")
    )  # fmt: skip
    clean, other = _said(INTERROGATION, "statements"), _said(dirty, "statements")
    for key in ("from", "to", "place", "officers", "number", "checked"):
        assert other[key] == clean[key]
    (paper,) = read_papers(dirty)
    assert paper.people[0].said["born"].value == "1990-03-05"


def test_one_file_of_several_papers_is_parted_and_a_list_of_things_is_read() -> None:
    papers = read_papers(INTERROGATION + "\n" + SEIZURE)
    assert [one.kind for one in papers] == ["interrogation", "seizure_record"]
    items = [{k: v.value for k, v in d.said.items()} for d in papers[1].drafts if d.into == "items"]
    assert [(i["name"], i["quantity"], i["measure"]) for i in items] == [
        ("苹果手机", "1", "部"),
        ("现金", "2500", "元"),
    ]
    said = _said(SEIZURE, "procedures")
    assert (said["at"], said["witnesses"], said["holder_signed"]) == ("2024-05-04 13:20", 1, True)


def test_blank_places_are_no_signatures_and_what_is_not_written_stays_open() -> None:
    said = _said(
        SEIZURE.replace("持有人（签名）：张小明", "持有人（签名）：____").replace(
            "见证人（签名）：李四", "见证人（签名）："
        ),
        "procedures",
    )
    assert (said["holder_signed"], said["witnesses"]) == (False, 0)
    assert "recorded" not in said
    assert "warrant" not in said


def test_what_cannot_be_read_is_told_with_file_and_line() -> None:
    found = read_case("x", [("a.txt", INTERROGATION.replace("时间 2024年5月4日 10时30分", "时间：某日上午"))])
    assert ("a.txt", 4) in [(file, lack.line) for file, lack in found.lacks]
    assert found.case.file.statements[0].from_ is None


def test_a_later_paper_that_tells_another_birthday_is_a_claim_and_found() -> None:
    register = "户籍证明\n姓名：张小明 性别：男 出生日期：1991年3月5日\n合肥市公安局\n2024年5月6日\n"
    case = read_case("x", [("a.txt", INTERROGATION), ("b.txt", register)]).case
    again = parse_case(case_text(case.file))
    assert again.file == case.file
    assert "identity" in [one.rule for one in check(again).findings]


def test_two_persons_of_one_name_with_other_days_and_numbers_are_two() -> None:
    register = "户籍证明\n姓名：张小明 性别：男 出生日期：1971年1月2日 公民身份号码：340122197101021234\n"
    case = read_case("x", [("a.txt", INTERROGATION), ("b.txt", register)]).case
    assert len(case.file.persons) == 2


def test_text_that_is_no_paper_is_kept_and_told_and_hostile_text_ends_in_words() -> None:
    found = read_case("x", [("a.txt", INTERROGATION), ("b.txt", "今天天气不错")])
    assert len(found.case.file.documents) == 2
    assert [lack.zh for file, lack in found.lacks if file == "b.txt"] == ["看不出是何种文书，原样保留"]
    for hostile in (
        "讯问笔录\n" + "问：" * 20_000,
        "扣押清单\n编号 名称 数量 备注\n" + "1" * 50_000,
        "讯问笔录\n时间：" + "二" * 20_000,
    ):
        read_papers(hostile)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("晚上12点", "2024-05-04"), ("凌晨12点半", "2024-05-04"), ("晚上八点半", "2024-05-04 20:30"),
        ("中午12点", "2024-05-04 12:00"), ("凌晨一点", "2024-05-04 01:00"),
    ],
)  # fmt: skip
def test_twelve_at_night_tells_no_hour(said: str, value: str) -> None:
    clean = Clean(f"2024年5月4日{said}，他拿走了手机")
    assert [one.value for one in moments(clean, 0, len(clean.text))] == [value]
