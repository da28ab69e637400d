# ruff: noqa: PT018 -- a case reads best on one line; "found and its value" is one claim
"""Whatever the text: no exception, no runaway pattern, and spans that stay inside it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.documents import Judgment, parse_judgment, rows


def spans(value: object) -> list[tuple[int, int]]:
    """Every span inside a judgment."""
    if hasattr(value, "span") and hasattr(value, "sure"):
        span = value.span
        return [span] if span else []
    if isinstance(value, list):
        return [s for item in value for s in spans(item)]
    fields = getattr(type(value), "model_fields", {})
    return [s for name in fields for s in spans(getattr(value, name))]


def _sound(text: str) -> Judgment:
    judgment = parse_judgment(text)
    rows(judgment)
    assert all(0 <= start <= end <= len(text) for start, end in spans(judgment))
    return judgment


@pytest.mark.parametrize("which", ["one", "two"])
def test_truncated_anywhere(request: pytest.FixtureRequest, which: str) -> None:
    text = request.getfixturevalue(which)
    for end in range(0, len(text), 7):
        _sound(text[:end])
        _sound(text[end:])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_random_deletions(data: st.DataObject) -> None:
    text = _text()
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + text[start + data.draw(st.integers(0, 60)) :]
    _sound(text)


@settings(max_examples=40, deadline=None)
@given(places=st.lists(st.integers(0, 1500), min_size=1, max_size=200))
def test_strewn_spaces_change_nothing_but_places(places: list[int]) -> None:
    text = _text()
    for place in sorted(places, reverse=True):
        text = text[:place] + " " + text[place:]
    judgment = _sound(text)
    (person,) = judgment.defendants
    assert person.final and person.final.months and person.final.months.value == 10
    assert person.sentence_to and person.sentence_to.value == "2018-11-09"
    assert [m.value.on for m in person.measures] == ["2018-01-10", "2018-01-23"]


def _told(text: str) -> list[tuple[object, ...]]:
    return [
        (d.name.value, d.final and d.final.months and d.final.months.value, [c.value for c in d.circumstances])
        for d in parse_judgment(text).defendants
    ]


@pytest.mark.parametrize("name", ["和某某", "赵某1", "欧阳建国", "于海", "买买提·艾力", "程序"])
def test_any_name_reads_the_same(one: str, two: str, name: str) -> None:
    for text, known in ((one, "赵甲"), (two, "吴甲"), (two, "郑乙")):
        assert _told(text.replace(known, name)) == [
            (name if who == known else who, *rest) for who, *rest in _told(text)
        ]


def test_lost_commas_change_nothing(one: str) -> None:
    judgment = _sound(one.replace("，", ""))
    (person,) = judgment.defendants
    assert person.name.value == "赵甲"
    assert person.birth_date and person.birth_date.value == "1985-03-04"
    assert person.final and person.final.fine and int(person.final.fine.value) == 3000
    assert len(judgment.articles) == 5


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet="被告人犯罪判处有期徒刑一二三年月日，。；：（）《》第条款项本院认为依照如下撤销维持0123456789检察院以起诉书号甲乙",
        max_size=400,
    )
)
def test_word_salad(text: str) -> None:
    _sound(text)


_HARD = {
    "one character": "犯" * 10**6,
    "brackets": "（" * 10**6,
    "titles": "《" * 10**6,
    "digits": "1" * 10**6,
    "numerals": "一" * 10**6,
    "roles": "被告人某犯" * 200_000,
    "articles": "第一条、" * 250_000,
    "days": "2014年1月1日被" * 100_000,
    "orders": "判决如下：" * 200_000,
    "opinions": "本院认为，自首，辩护人提出" * 76_000,
    "cancelled": "判决如下：" + "撤销法院" * 250_000,
    "counts": "（2018）川9901刑初12号被告人赵甲。某检察院以起诉书指控被告人赵甲犯盗窃罪。判决如下："
    + "被告人赵甲犯盗窃罪，判处有期徒刑一年，" * 50_000,
    "tags": "<div " * 200_000,
    "white": " " * 10**6,
}


@pytest.mark.parametrize("name", sorted(_HARD))
def test_a_million_characters_end_in_time(name: str) -> None:
    begin = time.process_time()
    parse_judgment(_HARD[name])
    assert time.process_time() - begin < 20  # linear: well under ten on any machine; a runaway pattern takes hours


def _text() -> str:
    from pathlib import Path

    source = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")
    return source.split('ONE = """')[1].split('"""')[0]
