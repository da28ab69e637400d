"""Marking citations changes no sign and breaks no tag, whatever stands around them."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.law.citing import find
from mingjian.law.citing.annotate import annotate_markup, annotate_text, plain_of

MARK = ("⟦", "⟧")
TEXTS = st.sampled_from(
    [
        "《刑法》第二百六十四条",
        "第六十七条第一款、第三款",
        "刑",
        "法",
        "第",
        "十",
        "条",
        "、",
        "甲&乙",
        "&lt;",
        "&amp;",
        " ",
    ]
)
TAGS = st.sampled_from(["b", "p", "span class='x'", "i"])


def markup():
    return st.recursive(
        TEXTS,
        lambda inner: (
            st.lists(inner, max_size=5).map("".join)
            | st.tuples(TAGS, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")
        ),
        max_leaves=20,
    )


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.broken = [], False

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.broken = self.broken or not self.open or self.open.pop() != tag


@settings(max_examples=150, deadline=None)
@given(markup())
def test_markup_keeps_every_sign_and_every_tag(text):
    plain, places = plain_of(text)
    assert len(plain) == len(places)
    citations = find(plain)
    marked = annotate_markup(text, citations, lambda held: MARK)
    assert re.sub("[⟦⟧]", "", marked) == text
    linked = annotate_markup(text, citations, lambda held: ("<a href='#'>", "</a>"))
    reader = Balance()
    reader.feed(linked)
    reader.close()
    assert not reader.broken
    assert reader.open == []
    assert bool(citations) == ("<a " in linked)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS | st.sampled_from(["<", ">", "\n"]), max_size=12).map("".join))
def test_plain_text_is_escaped_and_marked(text):
    marked = annotate_text(text, find(text), lambda held: MARK)
    back = re.sub("[⟦⟧]", "", marked).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=12).map("".join))
def test_spans_stand_where_they_say(text):
    for one in find(text):
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


def test_a_citation_cut_by_tags_is_marked_piece_by_piece():
    text = "依照《刑法》第<b>二百</b>六十四条"
    found = find(plain_of(text)[0])
    assert annotate_markup(text, found, lambda held: MARK) == "依照《刑法》⟦第⟧<b>⟦二百⟧</b>⟦六十四条⟧"


def test_links_that_are_there_stay():
    text = "<a href='#'>《刑法》第一条</a>"
    assert annotate_markup(text, find(plain_of(text)[0]), lambda held: MARK) == text
