# ruff: noqa: E501 -- a case reads best on one line; "found and its value" is one claim
"""Rows of the two standards: the columns, their types, and what is derived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from mingjian.documents import parse_judgment, rows
from mingjian.documents.places import region_of_court, region_of_place
from mingjian.standards import codes, standards

Build = Callable[..., str]


def test_rows_have_exactly_the_columns_of_the_standards(one: str, two: str) -> None:
    for text in (one, two, ""):
        found = rows(parse_judgment(text))
        for row in found.criminal_judgment:
            assert set(row) == set(standards()["criminal_judgment@1"].columns)
        for row in found.judgment_count:
            assert set(row) == set(standards()["judgment_count@1"].columns)


def test_coded_values_are_codes_of_their_lists(one: str, two: str) -> None:
    columns = standards()["criminal_judgment@1"].columns
    coded = {name: c.codes for name, c in columns.items() if c.type == "code" and c.codes}
    for text in (one, two):
        for row in rows(parse_judgment(text)).criminal_judgment:
            for column, list_id in coded.items():
                assert row[column] is None or row[column] in codes(list_id), column


def test_one_row_a_defendant(one: str) -> None:
    (row,) = rows(parse_judgment(one), "doc-1").criminal_judgment
    assert row["judged_on"] == date(2018, 3, 20)
    assert row["main_penalty"] == "fixed_term"
    assert (row["term_months"], row["term_days"], row["fine"]) == (10, 0, Decimal(3000))
    assert row["custody_from"] == date(2018, 1, 10)
    assert (row["custody_gap"], row["bail"], row["custody_days"]) == (False, False, None)
    assert (row["confession"], row["recidivist"]) == (True, False)
    assert (row["proposal_kind"], row["proposal_low"], row["proposal_high"]) == ("fixed_term", 8, 14)
    assert row["articles"] == "刑法264、刑法52、刑法53、刑法64、刑法67-3"
    assert row["crime_to"] == date(2018, 1, 8)
    assert (row["prior_count"], row["charge_count"], row["doc_id"]) == (1, 1, "doc-1")
    assert row["effective_on"] is None
    assert row["full_text"] is None


def test_second_instance_is_final_and_counts_are_rows(two: str) -> None:
    found = rows(parse_judgment(two), full_text=True)
    assert {row["effective_on"] for row in found.criminal_judgment} == {date(2019, 3, 15)}
    assert [(row["charge"], row["months"]) for row in found.judgment_count] == [("诈骗罪", 24), ("诈骗罪", 12)] or [
        (row["charge"], row["months"]) for row in found.judgment_count
    ] == [("诈骗罪", 12), ("诈骗罪", 24)]
    assert found.criminal_judgment[0]["full_text"] == two


def test_counts_and_executed_sentence(operative: Build) -> None:
    text = operative("被告人赵甲犯盗窃罪，判处拘役五个月；犯诈骗罪，判处有期徒刑一年；决定执行有期徒刑一年。")
    found = rows(parse_judgment(text))
    (row,) = found.criminal_judgment
    assert (row["charges"], row["main_charge"], row["charge_count"]) == ("盗窃罪、诈骗罪", "诈骗罪", 2)
    assert (row["combined"], row["term_months"]) == (True, 12)
    assert [count["kind"] for count in found.judgment_count] == ["detention", "fixed_term"]


def test_illegal_gain_of_one_person(operative: Build) -> None:
    text = operative("被告人赵甲犯贩卖毒品罪，判处有期徒刑六个月。追缴被告人赵甲违法所得人民币300元，予以没收。")
    (row,) = rows(parse_judgment(text)).criminal_judgment
    assert (row["illegal_gain"], row["recover"], row["forfeit"]) == (Decimal(300), True, True)


def test_the_record_of_a_minor_is_sealed_up_to_five_years(operative: Build) -> None:
    opinion = "被告人赵甲犯罪时不满十八周岁，应当从轻或者减轻处罚。"
    short = rows(parse_judgment(operative("被告人赵甲犯盗窃罪，判处有期徒刑五年。", opinion)))
    assert short.criminal_judgment[0]["sealed"]
    assert short.judgment_count[0]["mitigated"]
    assert short.judgment_count[0]["minor"]
    long = rows(parse_judgment(operative("被告人赵甲犯抢劫罪，判处有期徒刑六年。", opinion)))
    assert not long.criminal_judgment[0]["sealed"]


def test_blood_alcohol_is_brought_to_one_unit(operative: Build) -> None:
    text = operative("被告人赵甲犯危险驾驶罪，判处拘役二个月，并处罚金人民币二千元。")
    for told, value in (("138.9mg/100ml", 138.9), ("2.47毫克／毫升", 247.0), ("156毫克/100毫升", 156.0)):
        facts = f"经检验，被告人赵甲血液中的乙醇含量为{told}，达到醉酒程度。上述事实，"
        (row,) = rows(parse_judgment(text.replace("上述事实，", facts))).criminal_judgment
        assert row["blood_alcohol"] == value


def test_a_unit_and_its_manager(operative: Build) -> None:
    text = operative(
        "被告单位某某机动车检测有限公司犯非法占用农用地罪，判处罚金人民币十万元；被告人赵甲犯非法占用农用地罪，判处有期徒刑一年，缓刑二年，并处罚金人民币五万元。"
    )
    text = text.replace("被告人赵甲，男", "被告单位某某机动车检测有限公司，法定代表人赵甲。被告人赵甲，男").replace("指控被告人赵甲犯", "指控被告单位某某机动车检测有限公司、被告人赵甲犯")  # fmt: skip
    unit, person = rows(parse_judgment(text)).criminal_judgment
    assert (unit["is_unit"], unit["main_penalty"], unit["fine"]) == (True, "fine_only", Decimal(100000))
    assert (person["is_unit"], person["probation_months"]) == (False, 24)


def test_places() -> None:
    assert region_of_court("上海市长宁区人民法院") == "310105"
    assert region_of_court("安徽省灵璧县人民检察院") == "341323"
    assert region_of_court("某某铁路运输法院") is None
    assert region_of_place("广东省广州市荔湾区某街道1号") == "440103"


def test_an_administrative_penalty_in_evidence_that_nothing_explains_leaves_the_gap_unknown(one: str) -> None:
    proof = "上述事实，有行政处罚决定书等证据证实，"
    text = one.replace("上述事实，", proof)
    assert rows(parse_judgment(text)).criminal_judgment[0]["custody_gap"] is None
    told = text.replace("曾因犯盗窃罪于2012年", "曾因盗窃于2011年3月2日被行政拘留五日，曾因犯盗窃罪于2012年")
    assert rows(parse_judgment(told)).criminal_judgment[0]["custody_gap"] is False
    caught = text.replace(proof, f"2018年1月10日，赵甲被抓获。{proof}")
    assert rows(parse_judgment(caught)).criminal_judgment[0]["custody_gap"] is False


def test_residence_at_a_designated_place(one: str) -> None:
    text = one.replace("于2018年1月10日被临溪县公安局刑事拘留", "于2018年1月1日被指定居所监视居住，同月10日被刑事拘留")
    row = rows(parse_judgment(text)).criminal_judgment[0]
    assert (row["residence_from"], row["residence_days"], row["designated_residence"]) == (date(2018, 1, 1), 10, True)
    home = rows(parse_judgment(text.replace("指定居所监视", "监视"))).criminal_judgment[0]
    assert (home["residence_days"], home["designated_residence"]) == (10, None)


def test_a_sentence_that_begins_after_the_first_measure_has_days_to_credit(one: str) -> None:
    late = one.replace("即自2018年1月10日起", "即自2018年1月12日起")
    assert rows(parse_judgment(late)).criminal_judgment[0]["custody_days"] == 2
    misprinted = one.replace("于2018年1月10日被临溪县公安局刑事拘留", "于2017年1月10日被刑事拘留")
    row = rows(parse_judgment(misprinted)).criminal_judgment[0]
    assert (row["custody_days"], row["crime_from"]) == (None, date(2018, 1, 8))
