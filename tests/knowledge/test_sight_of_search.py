"""What may not be seen leaves no trace: results and counts are those of an index of the permitted documents alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from knowledge_parts import LINES, OFFICES, WORDS, made

from mingjian.knowledge import ALL, Document, Index, Query, Rights, Sight, search

DOCUMENTS = made(7, 120)
SIGHTS = [
    Sight(),
    Sight.of(["340100"], 0, []),
    Sight.of(["340100"], 1, ["criminal"]),
    Sight.of([], 1, ["criminal", "public_interest"]),
    Sight(None, 1, None),
    Sight.of(OFFICES[1:], 2, LINES[1:]),
]


def test_rights_ask_for_all_three() -> None:
    rights = Rights("340100", 1, "criminal")
    assert Sight.of(["340100"], 1, ["criminal"]).permits(rights)
    assert not Sight.of(["340200"], 1, ["criminal"]).permits(rights)
    assert not Sight.of(["340100"], 0, ["criminal"]).permits(rights)
    assert not Sight.of(["340100"], 1, []).permits(rights)
    assert Sight().permits(Rights())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Documents of all rights, some given twice and some taken out again, in several segments."""
    index = Index(tmp_path_factory.mktemp("whole"))
    index.add(DOCUMENTS[:80])
    index.add(DOCUMENTS[60:])
    index.remove([one.id for one in DOCUMENTS[::17]])
    return index


@pytest.mark.parametrize("number", range(len(SIGHTS)))
def test_the_hidden_leaves_no_trace(tmp_path: Path, whole: Index, number: int) -> None:
    sight, chance, part = SIGHTS[number], random.Random(440 + number), Index(tmp_path)
    part.add([one for at, one in enumerate(DOCUMENTS) if at % 17 and sight.permits(one.rights)])
    for _ in range(10):
        text = "".join(chance.choices(WORDS, k=chance.randint(1, 4)))
        marks = {"charge": ("盗窃罪",)} if chance.random() < 0.3 else {}
        query = Query(text, marks=marks, every=chance.random() < 0.2, limit=20)
        assert search(whole.snapshot(), query, sight) == search(part.snapshot(), query, ALL)


def test_what_is_not_seen_is_not_even_opened(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([*made(1, 10), Document("x", "case", "绝密", "绝密线索", "invented", rights=Rights("340100", 2, ""))])
    seen = index.snapshot().seen(Sight.of(["340200"], 2, LINES))
    assert all(one.rights.office != "340100" for one in seen.segments)
    assert search(index.snapshot(), Query("绝密线索"), Sight.of(["340200"], 2, LINES)).some == 0
