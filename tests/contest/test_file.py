"""The contest file: every mistake with its place, all at once; edits that touch nothing else; export is the file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.contest.file import check_contest, edited, load_contest, open_contest, parse_contest
from mingjian.contest.template import new_contest
from mingjian.models.editing.primitives import Add, Replace, Take
from mingjian.models.enumerations import Work
from mingjian.models.problems import ModelErrors

TEXT = new_contest("ah-2026", "安徽省大数据法律监督模型竞赛", date(2026, 1, 1))


def problems(*changes: tuple[str, str]) -> list[str]:
    """Problems, as told in Chinese, of the template with pieces of text exchanged."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [one.text("zh") for one in check_contest(text)[1]]


def line_of(words: str) -> int:
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_the_template_is_a_contest():
    found = parse_contest(TEXT)
    assert set(found.definition.types) == {one.value for one in Work}
    for one in found.definition.types.values():
        assert sum(question.weight for question in one.criteria.values()) == 100
        assert one.scoring().ties == ("novelty", "rules")
    assert not found.definition.public  # private unless the file says otherwise
    assert "model" in found.definition.types["prototype"].materials
    assert "idea" in found.definition.types["creative"].materials


@pytest.mark.parametrize("title", ["a: b", "甲 #乙", "{丙}", "“丁”'s", "- 戊"])
def test_any_title_can_be_written(title):
    assert parse_contest(new_contest("x", title, date(2026, 1, 1))).definition.title.zh == title


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weight: 20}", "weight: 25}", "权重之和为 105，应为 100"),
        ("prototype: #", "protoype: #", "没有作品类型“protoype”"),
        ("ties: [novelty, rules]", "ties: [novlty]", "没有评分项“novlty”；是否想写：novelty"),
        ("kinds: [docx, pdf, md]", "kinds: [doc]", "没有文件种类“doc”"),
        ("least: 300}", "least: 300, most: 10}", "最多字数少于最少字数"),
        ("reviews: 5", "reviews: 2", "少于最少评委数"),
        ("zone: Asia/Shanghai", "zone: Asia/Hefei", "没有这个时区"),
        ("  judging:", "  juging:", "没有阶段“juging”"),
        ("2026-03-31 18:00", "2026-02-30 18:00", "不是时间"),
        ("2026-03-31 18:00", "2026-01-02 18:00", "“closed”应晚于“open”"),
        ("conflicts: {years: 3}", "conflicts: {year: 3}", "不认识“year”"),
        ("conflicts: {years: 3}", "seats: {secretary: [a], signers: [a, b]}", "a有两个席位"),
        ("conflicts: {years: 3}", "seats: {signers: [a]}", "签发人应为两人"),
        ("weight: 20}", "weight: 20, scale: [10, 0]}", "评分范围应由低到高"),
        ("weight: 20}", "weight: 20, scale: [0, 10], step: 3}", "评分范围应由低到高"),
        ("public: false", "public: perhaps", "“perhaps”的类型或写法不对"),
    ],
)
def test_each_mistake_is_told_with_its_place(old, new, told):
    (found,) = problems((old, new))
    assert told in found
    line = int(re.match(r"contest\.yaml:(\d+):\d+ ", found)[1])
    assert abs(line - line_of(old)) <= 1 or "权重" in told


def test_all_mistakes_are_told_at_once():
    told = problems(
        ("weight: 20}", "weight: 25}"), ("zone: Asia/Shanghai", "zone: nowhere"), ("public: false", "pubic: false")
    )
    assert len(told) == 3
    assert told == sorted(told, key=lambda one: int(one.split(":")[1]))


@pytest.mark.parametrize("text", ["", "[]", "a: [", "contest: &a x", "42"])
def test_what_is_no_contest_is_told(text):
    found, told = check_contest(text)
    assert found is None
    assert told


def test_deadline_by_the_clock_and_its_zone():
    found = parse_contest(TEXT)
    deadline = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai
    assert found.begins("closed") == deadline
    assert not found.late(deadline - timedelta(seconds=1))
    assert found.late(deadline)
    assert found.begins("defence") is None
    offset = parse_contest(TEXT.replace("zone: Asia/Shanghai", "zone: '+07:00'"))
    assert offset.begins("closed") == deadline + timedelta(hours=1)


def test_no_file_and_no_text(tmp_path):
    with pytest.raises(ModelErrors, match="no such contest file"):
        load_contest(tmp_path)
    (tmp_path / "contest.yaml").write_bytes("竞赛".encode("gb18030"))
    with pytest.raises(ModelErrors, match="not UTF-8"):
        load_contest(tmp_path)
    (tmp_path / "contest.yaml").write_text(TEXT, encoding="utf-8")
    assert load_contest(tmp_path).text == TEXT  # export is the file


def test_an_edit_touches_what_it_means_and_nothing_else():
    text = TEXT.replace("reviews: 5", "reviews:   5   # 五名评委")
    sheet = edited(open_contest(text), Replace(("types", "application", "reviews"), 7))
    assert sheet.text == text.replace("reviews:   5   #", "reviews:   7   #", 1)
    more = edited(sheet, Add(("phases",), 4, "defence", "2026-05-01 09:00"))
    assert parse_contest(more.text).definition.phases["defence"] == "2026-05-01 09:00"
    gone = edited(more, Take(("phases", "defence")))
    assert gone.text == sheet.text


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["application", "prototype", "creative"]), st.integers(3, 9), st.integers(0, 5), st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_edits_say_what_is_meant_and_export_import_export_is_the_same_bytes(kind, reviews, anchors, public, newline):
    sheet = open_contest(TEXT.replace("\n", newline))
    for change in (
        Replace(("types", kind, "reviews"), reviews),
        Replace(("types", kind, "anchors"), anchors),
        Replace(("public",), public),
    ):
        sheet = edited(sheet, change)
    found = parse_contest(sheet.text)
    one = found.definition.types[kind]
    assert (one.reviews, one.anchors, found.definition.public) == (reviews, anchors, public)
    assert parse_contest(found.text).text == found.text == open_contest(found.text).text
