"""Which kind of document a text is, and what is said of those that are not read."""

from __future__ import annotations

import pytest
from civil_texts import APPEAL, ENFORCEMENT, LENDING, MEDIATION, WITHDRAWAL

from mingjian.documents import kind_of, read_text
from mingjian.documents.kinds import KINDS

PENALTY = "临溪县市场监督管理局\n行政处罚决定书\n临市监处罚〔2022〕15号\n当事人：赵甲\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LENDING, "civil"), (MEDIATION, "civil"), (ENFORCEMENT, "civil"), (WITHDRAWAL, "civil"), (APPEAL, "civil"),
        (PENALTY, "administrative_penalty"),
        ("临溪县人民法院\n行政判决书\n（2022）川9901行初3号\n原告赵甲\n被告临溪县公安局", "administrative_case"),
        ("临溪县人民检察院\n起 诉 书\n临检刑诉〔2022〕3号\n被告人赵甲，男", "indictment"),
        ("临溪县人民检察院\n不起诉决定书\n被不起诉人赵甲", "prosecution_paper"),
        ("临溪县劳动人事争议仲裁委员会\n仲裁裁决书\n申请人：赵甲", "arbitration"),
        ("临溪县人民法院\n刑事附带民事判决书\n（2022）川9901刑初3号", "criminal"),
        ("川州市中级人民法院\n刑事裁定书\n（2022）川99刑更3号\n罪犯赵甲", "sentence_change"),
        (
            "川州市中级人民法院\n刑事裁定书\n（2012）川刑执字第3号\n罪犯赵甲，男，现在临溪监狱服刑。\n执行机关临溪监狱提出减刑建议。",
            "sentence_change",
        ),
        ("川州市中级人民法院\n减刑裁定书\n罪犯赵甲。执行机关临溪监狱提请减刑。", "sentence_change"),
        ("临溪县人民法院\n（2022）川9901民初3号\n原告赵甲", "civil"),
        ("原告：赵甲，男。被告：钱乙，男。\n原告诉称：被告借款不还。", "civil"),
        ("被告人赵甲，男，因涉嫌盗窃罪被逮捕。", "criminal"),
        ("会议纪要\n今天下午开会。", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_title_number_or_roles(text: str, kind: str) -> None:
    assert kind_of(text).value == kind


def test_a_number_known_beside_the_text_tells_the_kind() -> None:
    assert kind_of("赵甲不服，提出上诉。", "（2020）川99民终8号").value == "civil"


def test_a_criminal_judgment_is_read_as_before(one: str, two: str) -> None:
    for text in (one, two):
        made = read_text(text, doc_id="one")
        assert made.kind.value == "criminal"
        assert made.unread is None
        assert len(made.rows["criminal_judgment"]) == (1 if text is one else 2)


def test_what_is_not_read_says_why() -> None:
    for text in (PENALTY, "会议纪要"):
        made = read_text(text)
        assert made.facts is None
        assert made.rows == {}
        assert made.unread
        assert all(made.unread)
    assert set(KINDS) >= {"criminal", "civil", "indictment", "unknown"}
