"""Search over words: exactly what a plain search of the folded texts finds, on both databases, for each clearance."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mingjian.desk.clues import searching
from mingjian.desk.clues.listing import list_clues
from mingjian.desk.clues.models import Clue, ClueText, ClueWords
from mingjian.desk.clues.schemas import ClueQuery
from mingjian.desk.clues.searching import SEARCHED, fold, grams_query, remember_words
from mingjian.desk.offices.roles import Role

pytestmark = pytest.mark.usefixtures("clues")

SAID = [
    "张三于2024年3月死亡，仍领养老金12,000.50元", "张三丰自2023-01-02起服刑（（2024）皖0102刑初33号）",
    "王伟 100%持股ABC有限公司",
    "a_b\\c 'quoted' \"double\"", "😀表情与🇨🇳旗", "ＡＢＣ１２３全角", "Straße STRASSE ǅ İ Σς",
    "一", "养", "x", "ab", "a\nb", "年年年年", "'''", "\\\\", ":*&|!()<->", "养老 金", "0\u20640", "é e\u0301",
]  # fmt: skip
SIGNS = st.sampled_from(sorted({sign for one in SAID for sign in one if not sign.isspace()}))
PIECES = st.builds(
    lambda text, start, size: text[start % len(text) :][:size],
    st.sampled_from(SAID), st.integers(0, 60), st.integers(1, 12),
)  # fmt: skip
WORDS = st.lists(st.one_of(PIECES, st.text(SIGNS, min_size=1, max_size=4)), min_size=1, max_size=3).map(" ".join)


@pytest.fixture
def said(user):
    """Twelve clues that say something else to each clearance."""
    texts = list(ClueText.objects.order_by("clue_id", "clearance"))
    for number, one in enumerate(texts):
        one.zh, one.en = SAID[number % len(SAID)], SAID[(number * 7 + 3) % len(SAID)]
        one.subject = f"3401{number:02d}" if one.clearance > 2 else "3401**"
    ClueText.objects.bulk_update(texts, ["zh", "en", "subject"])
    remember_words(texts)
    return {
        3: user("chief", Role.CHIEF, office="340000"),
        2: user("digital", Role.DIGITAL, office="340000"),
    }


def plainly(clearance: int, asked: str) -> set[str]:
    """The same without an index: every word somewhere in one of the texts, or at the beginning of the id."""
    found = set()
    for one in ClueText.objects.filter(clearance=clearance):
        read = [fold(text) for text in (one.zh, one.en, one.subject)]
        words = [fold(word) for word in asked.split()]
        if all(
            any(word in text for text in read) or (len(word) > 3 and one.clue_id.startswith(word)) for word in words
        ):
            found.add(one.clue_id)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(WORDS, st.booleans())
@example("年", True)
@example("养", True)
@example("a", True)
@example("%", True)
@example("_", True)
@example("'", True)
@example("\\", True)
@example("😀", True)
@example("ａｂｃ１２３", True)
@example("strasse", True)
@example("0102刑初33号", True)
@example("3401", True)
@example("刑初33号 皖", True)
def test_a_search_finds_what_a_plain_one_finds(said, monkeypatch, asked, many):
    monkeypatch.setattr(searching, "FEW", 1 if many else 1000)
    for clearance, one in said.items():
        found = {row.id for row in list_clues(one, ClueQuery(q=asked[:100], size=200)).items}
        assert found == plainly(clearance, asked[:100])


def test_what_is_masked_for_a_clearance_is_not_found_by_it(said):
    whole = ClueText.objects.filter(clearance=3, subject__startswith="3401").first()
    whole.zh = "甲乙丙丁戊死亡"
    whole.save()
    remember_words([whole])
    assert [one.id for one in list_clues(said[3], ClueQuery(q="乙丙丁")).items] == [whole.clue_id]
    assert list_clues(said[2], ClueQuery(q="乙丙丁")).total == 0


def test_an_id_is_found_by_its_beginning_from_its_first_group_on(said):
    one = Clue.objects.order_by("id").first()
    for written in (one.pk, one.pk[:9], one.pk[:4].upper()):
        assert one.pk in [row.id for row in list_clues(said[2], ClueQuery(q=written)).items]
    assert list_clues(said[2], ClueQuery(q=one.pk[5:])).total == 0


def test_only_clearances_that_see_clues_are_searched(said):
    assert SEARCHED == [2, 3]
    assert set(ClueWords.objects.values_list("clearance", flat=True)) == {2, 3}
    assert ClueWords.objects.count() == 2 * Clue.objects.count()


def test_a_word_is_looked_up_by_its_trigrams_or_as_the_beginning_of_one():
    assert grams_query(["养老金发"], 3) == "'3养老金' & '3老金发'"
    assert grams_query(["养老", "年年年年"], 3) == "'3养老':* & '3年年年'"
    assert grams_query(["'\\"], 2) == "'2''\\\\':*"


def test_the_index_of_trigrams_is_what_postgresql_asks(said):
    if connection.vendor != "postgresql":
        pytest.skip("an index of PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT clue_id FROM clues_cluewords"
            " WHERE mingjian_grams(clearance, folded) @@ '''3养老'':*'::tsquery"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "clues_cluewords_grams" in plan


def test_the_migration_fills_what_was_there(said):
    from importlib import import_module

    from django.apps import apps

    before = sorted(ClueWords.objects.values_list("clue", "clearance", "folded"))
    ClueWords.objects.all().delete()
    import_module("mingjian.desk.clues.migrations.0002_words").fill(apps, None)
    assert sorted(ClueWords.objects.values_list("clue", "clearance", "folded")) == before
