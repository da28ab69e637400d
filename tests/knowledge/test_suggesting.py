"""What a question may become, and that it tells of nothing the reader may not see."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_parts import article

from mingjian.knowledge import ALL, PUBLIC, Document, Index, Rights, Sight, Snapshot, suggest

DOCUMENTS = [
    article("甲法", 2, "一"), article("甲法", 20, "二"), article("甲法", 21, "三"), article("甲法实施条例", 1, "四"),
    Document("model:pay", "model", "养老金发给死者", "x", "invented"),
    Document("answer:1", "answer", "养老金怎么追回", "x", "invented", rights=Rights("340100", 0, "criminal")),
    Document("answer:2", "answer", "养老金的秘密", "x", "invented", rights=Rights("", 2, "")),
]  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    index = Index(tmp_path_factory.mktemp("index"))
    index.add(DOCUMENTS)
    return index.snapshot()


def told(seen: Snapshot, typed: str) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in suggest(seen, typed)]


def test_a_number_a_law_a_charge_a_title(held: Snapshot) -> None:
    assert told(held, "甲法2") == [("甲法20", "article"), ("甲法21", "article")]
    assert told(held, "甲法") == [("甲法实施条例", "law")]
    assert ("盗窃罪", "charge") in told(held, "盗窃")
    assert told(held, "养老金发") == [("养老金发给死者", "model")]
    assert told(held, "") == told(held, "  ") == told(held, "养老金" * 20) == []


def test_nothing_is_told_that_may_not_be_seen(held: Snapshot) -> None:
    def titles(sight: Sight) -> set[str]:
        return {text for text, _ in told(held.seen(sight), "养老金")}

    assert titles(PUBLIC) == {"养老金发给死者"}
    assert titles(Sight.of(["340100"], 0, ["criminal"])) == {"养老金发给死者", "养老金怎么追回"}
    assert titles(Sight.of(["340100"], 0, ["minors"])) == {"养老金发给死者"}
    assert titles(ALL) == {"养老金发给死者", "养老金怎么追回", "养老金的秘密"}


def test_what_was_removed_is_not_suggested(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add(DOCUMENTS)
    index.remove(["model:pay", "article:甲法21@"])
    left = index.snapshot().seen(PUBLIC)
    assert told(left, "养老金") == []
    assert told(left, "甲法2") == [("甲法20", "article")]


@given(
    typed=st.text(st.sampled_from("甲乙法实0123456789养老金的秘密 条第"), max_size=8),
    line=st.sampled_from(["", "minors"]),
)
def test_as_if_only_what_may_be_seen_were_there(
    held: Snapshot, tmp_path_factory: pytest.TempPathFactory, typed: str, line: str
) -> None:
    sight = Sight.of(["340100"], 0, [line] if line else [])
    allowed = [one for one in DOCUMENTS if sight.permits(one.rights)]
    index = Index(tmp_path_factory.getbasetemp() / f"alone{line}")
    if not index.snapshot().count():
        index.add(allowed)
    assert told(held.seen(sight), typed) == told(index.snapshot(), typed)
