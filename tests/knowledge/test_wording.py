"""The thesaurus: groups are well formed, words with gaps meet, the longest word counts, asking is no subject."""

from __future__ import annotations

from collections import Counter

from mingjian.knowledge.wording import concepts, groups, widened, without_asking


def test_groups_are_well_formed() -> None:
    terms = Counter(group[0] for group in groups())
    assert [term for term, many in terms.items() if many > 1] == []
    assert len(groups()) > 400
    assert [word for group in groups() for word in group if word.startswith("…") or word.endswith("…")] == []
    assert [group[0] for group in groups() if len(set(group)) < len(group) or len(group) < 2] == []


def test_lay_words_meet_the_term() -> None:
    assert {"诈骗", "老年人犯罪"} <= concepts("打着理财的幌子骗老太太的钱")
    assert "危险驾驶" in concepts("喝了酒以后开车回家，被拦下")
    assert "危险驾驶" not in concepts("喝了酒。第二天他开车")
    assert "逮捕" in concepts("人要不要关")
    assert "逮捕" not in concepts("无关")


def test_the_text_is_widened_by_words_it_lacks() -> None:
    assert widened("偷渡").startswith("偷渡\n")
    assert "越境" in widened("偷渡")
    assert "…" not in widened("偷电缆")
    assert widened("无") == "无\n"


def test_asking_is_taken_off() -> None:
    assert without_asking("请教一下，追诉时效怎么办？谢谢") == "，追诉时效 ？"
    assert without_asking("请问") == "请问"
