"""An answer turns to be re-checked when an import changes an article it cites, and only then."""

from __future__ import annotations

from pathlib import Path

from answers_parts import REVIEWER, TODAY, law, published

from mingjian.knowledge.answers import Deed, State, changed, recheck, take
from mingjian.law.store import StatuteStore, import_statutes


def test_one_import_is_enough(tmp_path: Path) -> None:
    one = published(law(tmp_path))
    assert recheck([one], law(tmp_path), TODAY) == []
    later = law(tmp_path, "盗窃的，从重处罚。")
    (stale,) = recheck([one], later, TODAY)
    assert stale.state is State.RECHECK
    assert "某法1" in stale.steps[-1].why
    assert recheck([stale], later, TODAY) == []
    (found,) = changed(stale.rests, later, TODAY)
    assert found.how == "words"
    assert {part.kind for part in found.parts} >= {"added"}
    again = take(stale, "confirm", REVIEWER, TODAY, Deed(store=later))
    assert again.state is State.PUBLISHED
    assert recheck([again], later, TODAY) == []


def test_signs_alone_change_nothing(tmp_path: Path) -> None:
    one = published(law(tmp_path))
    assert recheck([one], law(tmp_path, "盗窃的, 处罚．"), TODAY) == []


def test_a_new_version_counts_from_its_first_day_and_an_answer_on_a_past_day_keeps_its_own(tmp_path: Path) -> None:
    store = law(tmp_path)
    present, past = published(store), published(store, law_on=TODAY.replace(year=2021))
    new = tmp_path / "texts" / "某法(2026-05-01).md"
    new.write_text("# 某法\n\n第一条 盗窃的，不罚。\n\n第二条 本法自2026年5月1日起施行。\n", encoding="utf-8")
    import_statutes(tmp_path / "law", tmp_path / "texts")
    later = StatuteStore.open(tmp_path / "law")
    assert recheck([present, past], later, TODAY) == []
    assert [one.law_on for one in recheck([present, past], later, TODAY.replace(month=6))] == [None]


def test_a_law_that_is_gone_is_told(tmp_path: Path) -> None:
    one = published(law(tmp_path / "one"))
    other = tmp_path / "two" / "texts" / "另法(2020-01-01).md"
    other.parent.mkdir(parents=True)
    other.write_text("# 另法\n\n第一条 甲。\n", encoding="utf-8")
    import_statutes(tmp_path / "two" / "law", other.parent)
    store = StatuteStore.open(tmp_path / "two" / "law")
    (found,) = changed(one.rests, store, TODAY)
    assert (found.how, found.en) == ("gone", "the law was not imported")
