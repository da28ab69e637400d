"""What a search finds, in what order, and what it says of why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_parts import article

from mingjian.knowledge import PUBLIC, Document, Index, Query, Results, Rights, Sight, citing, search
from mingjian.knowledge.grams import fold, grams, signs
from mingjian.knowledge.number import matching_laws, number_of
from mingjian.knowledge.showing import phrases, spans
from mingjian.knowledge.sight import OPEN

LAWS = [
    article(
        "刑法",
        264,
        "盗窃公私财物，数额较大的，或者多次盗窃、入户盗窃、携带凶器盗窃、扒窃的，处刑罚。",
        date(2011, 5, 1),
    ),
    article("刑法", 264, "盗窃公私财物，数额较大或者多次盗窃的，处刑罚。", date(1997, 10, 1), date(2011, 4, 30)),
    article("刑法", 266, "诈骗公私财物，数额较大的，处刑罚。"),
    article("劳动合同法", 30, "用人单位应当按照约定及时足额支付劳动报酬。"),
    article("关于适用〈劳动合同法〉的解释", 30, "用人单位拖欠劳动报酬的，劳动者可以申请支付令。"),
    article("民法典", 1079, "夫妻一方要求离婚的，可以由有关组织进行调解。", date(2021, 1, 1)),
]
CASES = [
    Document(
        "case:1", "case", "张某入户盗窃案", "张某入户盗窃现金，判处缓刑。", "invented", day=date(2020, 3, 1),
        marks={"charge": ("盗窃罪",), "level": ("basic",), "article": ("刑法264",)}, groups=("case:(2020)皖01刑初1号",),
    ),
    Document(
        "case:2", "case", "张某入户盗窃上诉案", "张某不服一审判决，入户盗窃的事实清楚，驳回上诉。", "invented",
        day=date(2020, 9, 1),
        marks={"charge": ("盗窃罪",), "level": ("intermediate",), "authority": ("guiding",)},
        groups=("case:(2020)皖终9号", "case:(2020)皖01刑初1号"),
    ),
    Document(
        "case:3", "case", "扒窃案", "在公共汽车上扒窃手机，盗窃数额不大。", "invented", marks={"charge": ("盗窃罪",)}
    ),
    Document("case:4", "case", "转载的扒窃案", "在公共汽车上扒窃手机，盗窃数额不大！", "invented"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index(tmp_path_factory.mktemp("index"))
    made.add([*LAWS, *CASES])
    return made


def ask(index: Index, text: str, **more: object) -> Results:
    return search(index.snapshot(), Query(text, **more), PUBLIC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "刑法264",
            "刑法 264",
            "刑法第264条",
            "刑法第二百六十四条",
            "第264条 刑法",
            "第二百六十四条刑法",
            "刑法２６４",
        ),
        *("《中华人民共和国刑法》第二百六十四条", "中华人民共和国刑法第264条第一款", "根据刑法第 264 条怎么处罚"),
    ],
)
def test_a_number_finds_its_article_first(index: Index, text: str) -> None:
    first = ask(index, text).hits[0]
    assert first.document.title == "刑法 第264条"
    assert first.parts == {"number": 1.0}
    assert first.document.from_ == date(2011, 5, 1)
    assert first.also == ("article:刑法264@1997-10-01",)


def test_a_number_of_a_day_is_the_version_of_that_day(index: Index) -> None:
    first = ask(index, "刑法264", on=date(2005, 1, 1)).hits[0]
    assert first.document.to == date(2011, 4, 30)
    assert first.standing == "in force"
    assert ask(index, "刑法264").hits[0].standing == "in force"
    assert ask(index, "刑法266", on=date(2005, 1, 1)).hits[0].standing == "unknown"
    assert not [one for one in ask(index, "民法典1079", on=date(2020, 1, 1)).hits if one.document.title[:3] == "民法典"]


def test_documents_that_cite_the_number_follow_it(index: Index) -> None:
    assert [one.document.id for one in ask(index, "刑法264").hits] == ["article:刑法264@2011-05-01", "case:1"]


def test_the_law_meant_is_the_shortest_of_that_name(index: Index) -> None:
    assert ask(index, "劳动合同法30").hits[0].document.marks["law"] == ("劳动合同法",)
    assert matching_laws("劳动合同", ["关于适用〈劳动合同法〉的解释", "劳动合同法"])[0] == "劳动合同法"
    assert {one.document.marks["law"][0] for one in ask(index, "第30条").hits} == {
        "劳动合同法", "关于适用〈劳动合同法〉的解释",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["盗窃1000", "2020年", "偷了3000元", "第三款", "", "  ", "第条", "共10条"])
def test_what_is_no_number_of_an_article(text: str) -> None:
    found = number_of(text)
    assert found is None or found.law == ""


def test_instances_of_a_case_and_copies_are_one_answer(index: Index) -> None:
    found = ask(index, "入户盗窃", kinds=("case",))
    assert sorted([found.hits[0].document.id, *found.hits[0].also]) == ["case:1", "case:2"]
    again = ask(index, "扒窃手机", kinds=("case",)).hits[0]
    assert sorted([again.document.id, *again.also]) == ["case:3", "case:4"]


def test_filters_cut_results_and_counts(index: Index) -> None:
    found = ask(index, "盗窃", marks={"level": ("basic",)})
    assert (found.some, [one.document.id for one in found.hits]) == (1, ["case:1"])
    assert ask(index, "盗窃", kinds=("case",), since=date(2020, 6, 1)).some == 1
    assert ask(index, "盗窃", kinds=("case",), until=date(2020, 6, 1)).some == 1
    assert ask(index, "盗窃", marks={"charge": ("没有",)}).some == 0


def test_counts_are_by_kind_and_by_mark(index: Index) -> None:
    found = ask(index, "盗窃")
    assert found.kinds == {"article": 2, "case": 4}
    assert found.facets["charge"] == (("盗窃罪", 3),)
    assert found.whole == found.some == 6
    assert ask(index, "入户盗窃缓刑", every=True).some == 0
    assert ask(index, "入户盗窃现金", every=True).some == 1


def test_it_says_why(index: Index) -> None:
    hit = ask(index, "入户盗窃现金判多久", kinds=("case",), marks={"level": ("basic",)}).hits[0]
    assert hit.phrases == ("入户盗窃现金",)
    assert set(hit.parts) == {"title", "text"}
    assert abs(sum(hit.parts.values()) - hit.score) < 1e-5
    assert [hit.shown.text[start:end] for start, end in hit.shown.spans] == ["入户盗窃现金"]
    assert [hit.document.title[start:end] for start, end in hit.title_spans] == ["入户盗窃"]


def test_the_weightier_first_when_asked_for(index: Index) -> None:
    assert ask(index, "入户盗窃", kinds=("case",), by_authority=True).hits[0].document.id == "case:2"


def test_pages_follow_each_other(index: Index) -> None:
    whole = [one.document.id for one in ask(index, "盗窃数额").hits]
    assert [ask(index, "盗窃数额", first=at, limit=1).hits[0].document.id for at in range(len(whole))] == whole


def test_full_width_case_and_circles_are_folded_sign_for_sign() -> None:
    assert fold("ＡＢ１２，二〇O") == "ab12 二零o"
    assert len(fold("İ ß 𠮷〇")) == len("İ ß 𠮷〇")


@given(st.text(max_size=60), st.text(max_size=12))
def test_spans_are_exact_and_every_text_will_do(text: str, question: str) -> None:
    wanted = grams(signs(question))[0]
    for start, end in spans(text, wanted):
        assert 0 <= start < end <= len(text)
    for one in phrases(question, text):
        assert one in fold(text)
        assert one in fold(question)


@given(st.text(max_size=30))
def test_any_question_is_answered(text: str) -> None:
    number_of(text)


def test_documents_that_cite_an_article_are_counted_within_sight(tmp_path: Path) -> None:
    index = Index(tmp_path)
    papers = [
        Document(f"judgment:{at}", "judgment", f"判决{at}", "文", "invented", day=date(2020, 1, at), rights=rights,
                 marks={"article": (code,)})
        for at, (code, rights) in enumerate(
            [("刑法264", OPEN), ("刑法264-2", Rights("340100")), ("刑法26", OPEN)], start=1
        )
    ]  # fmt: skip
    index.add([*papers, article("刑法", 264, "盗窃。")])
    assert citing(index.snapshot(), "刑法264", PUBLIC).counts == {"judgment": 1}
    found = citing(index.snapshot(), "刑法264", Sight.of(["340100"], 0, []))
    assert (found.counts, [one.id for one in found.newest]) == ({"judgment": 2}, ["judgment:2", "judgment:1"])


def test_a_kind_is_refreshed_whole_and_others_stay(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add(
        [article("甲法", 1, "一。"), article("甲法", 2, "二。"), Document("case:1", "case", "案", "文", "invented")]
    )
    change = index.refresh([article("甲法", 2, "新二。"), article("甲法", 3, "三。")], "article")
    assert (change.added, change.replaced, change.removed) == (1, 1, 1)
    assert sorted(one.id for one in index.snapshot().documents()) == ["article:甲法2@", "article:甲法3@", "case:1"]


def test_lay_words_find_the_term_of_the_law(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([article("甲法", 1, "盗窃公私财物的，依法处罚。"), article("乙法", 2, "通过手机联系当事人。")])
    found = search(index.snapshot(), Query("偷了手机"), PUBLIC)
    assert {hit.document.marks["law"][0] for hit in found.hits} == {"甲法", "乙法"}
    theft = next(hit for hit in found.hits if hit.document.marks["law"] == ("甲法",))
    assert "盗窃" in theft.phrases
    assert theft.document.text[slice(*theft.shown.spans[0])].startswith("盗窃")
    assert (found.some, found.whole) == (2, 0), "what is only meant alike holds none of the words asked for"
    assert not search(index.snapshot(), Query("偷了手机", every=True), PUBLIC).hits
