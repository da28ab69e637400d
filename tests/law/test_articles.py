"""Citations of articles in the forms judgments print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.articles import Article, parse_code, short_title
from mingjian.law.citing import parse_articles


def read(text, law=None):
    return [article.text for article in parse_articles(text, law)]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定", ["刑法264", "刑法67-3"]),
        ("《中华人民共和国刑法》第一百三十三条之一第一款第（二）项", ["刑法133之1-1-2"]),
        ("《刑法》第 一百三十三条 之一第一款第(二)项", ["刑法133之1-1-2"]),
        ("刑法第二百二十五条第（四）项", ["刑法225--4"]),
        ("《刑法》第七十二条第一款、第三款，第七十三条第二、三款", ["刑法72-1", "刑法72-3", "刑法73-2", "刑法73-3"]),
        ("《刑法》第二百七十六条之一第一款，《刑事诉讼法》第十五条", ["刑法276之1-1", "刑诉法15"]),
        ("《刑法》第六十九条至第七十一条", ["刑法69", "刑法70", "刑法71"]),
        ("《刑法》第133条之一、第67条第3款", ["刑法133之1", "刑法67-3"]),
        ("《刑法》第一百三十三条之一第一款第（一）、（二）项", ["刑法133之1-1-1", "刑法133之1-1-2"]),
        (
            "《最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释》第一条第一款",
            ["关于办理盗窃刑事案件适用法律若干问题的解释1-1"],
        ),
        (
            "《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第二百零二条、同法第三条",
            ["关于适用〈刑事诉讼法〉的解释202", "关于适用〈刑事诉讼法〉的解释3"],
        ),
        ("根据《中华人民共和国刑法修正案（八）》第二十二条", ["刑法修正案（八）22"]),
        ("第二百六十四条", []),
        ("《刑法》第五十二条、第五十三条第一款和第六十四条之规定", ["刑法52", "刑法53-1", "刑法64"]),
    ],
)
def test_citations(text, articles):
    assert read(text) == articles


def test_articles_before_any_title_need_a_law():
    assert read("第二百六十四条", law="中华人民共和国刑法") == ["刑法264"]


def test_spans_point_into_the_text():
    text = "依照《刑法》第 二百六十四条、第六十七条 第三款"
    assert [text[a.span[0] : a.span[1]] for a in parse_articles(text)] == ["第 二百六十四条", "第六十七条 第三款"]


def test_a_paragraph_far_from_its_article_is_not_taken():
    assert read("《刑法》第二百六十四条规定盗窃罪。该款第二款") == ["刑法264"]


laws = st.sampled_from(["刑法", "刑诉法", "社区矫正法"])
articles = st.builds(Article, laws, st.integers(1, 452), st.integers(0, 6), st.integers(0, 5), st.integers(0, 9))


@given(st.lists(articles, min_size=1, max_size=6))
def test_printed_citations_are_read_back(cited):
    text = "，".join(f"《{article.law}》{article.zh}" for article in cited)
    assert parse_articles(text) == cited


def test_codes_and_titles():
    assert parse_code("133之1") == parse_code("第一百三十三条之一") == (133, 1)
    with pytest.raises(ValueError, match="条号"):
        parse_code("总则")
    assert short_title("《中华人民共和国刑法（2020修正）》") == "刑法"
    assert short_title("中华人民共和国社区矫正法") == "社区矫正法"
