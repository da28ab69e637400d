"""Names for weak keys: one person's spellings fall together, in Python and in SQL."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.standards import fold_header, organisation_name, person_name, person_name_sql
from mingjian.standards.names import organisation_name_sql


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("张 三", "张三"), ("张　三", "张三"), (" 张三\u200b", "张三"), ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"), ("买买提‧艾力", "买买提·艾力"), ("买买提. 艾力", "买买提·艾力"),
        ("ｊｏｈｎ smith", "JOHNSMITH"),
        ("张三（曾用名张四）", "张三"), ("张三(女)", "张三"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_spellings_fall_together(raw, name):
    assert person_name(raw) == name


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("张三李四·•・．‧. 　（）()[]【】Ａbc１\u200b\u00a0女'", max_size=8), min_size=20, max_size=60))
def test_sql_is_the_same_function(texts):
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT t, {person_name_sql('t')} FROM unnest(?) AS _(t)", [texts]).fetchall()
    for text, name in rows:
        assert name == person_name(text), text


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.text("华达建材·•・．.,，。、-—_ 　（）()[]【】〔〕<>《》“”\"'＇&＆Ａbc１\u200b\u00a0", max_size=9),
        min_size=20,
        max_size=60,
    )
)
def test_names_of_organisations_are_the_same_in_sql(texts):
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT t, {organisation_name_sql('t')} FROM unnest(?) AS _(t)", [texts]).fetchall()
    for text, name in rows:
        assert name == organisation_name(text), text


def test_organisations_and_headers():
    assert organisation_name("合肥某某（集团）有限公司") == organisation_name("合肥某某(集团) 有限公司 ")
    assert fold_header(" ＊身份证号：") == fold_header("身份证号")
    assert fold_header("金额（元）") == fold_header("金额(元)") != fold_header("金额(万元)")
