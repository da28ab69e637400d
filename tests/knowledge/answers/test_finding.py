"""Answers in the index: found in other words, by nobody who may not; given on and taken in; gaps that name nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from answers_parts import TODAY, desk, law, published, question

from mingjian.knowledge import PUBLIC, Index, Query, RecordError, Sight, from_cases, search
from mingjian.knowledge.answers import (
    AnswerError,
    Book,
    State,
    document_of,
    export,
    gaps,
    imported,
    likely,
    public_of,
    usage,
    with_missed,
)
from mingjian.law.store import StatuteStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StatuteStore:
    return law(tmp_path_factory.mktemp("law"))


def test_found_in_lay_words_and_by_article(tmp_path: Path, store: StatuteStore) -> None:
    index = Index(tmp_path)
    one = published(store)
    index.add([document for document in (document_of(one, desk()),) if document])
    assert [hit.document.id for hit in likely(index.snapshot(), "偷了好几次东西算不算", PUBLIC)] == ["answer:Q00001"]
    assert likely(index.snapshot(), "  ", PUBLIC) == ()
    stale = document_of(replace(one, state=State.RECHECK), desk())
    assert stale is not None
    assert "待复核" in stale.heading
    assert document_of(question(), desk()) is None


def test_what_may_not_be_seen_is_not_even_counted(tmp_path: Path, store: StatuteStore) -> None:
    index = Index(tmp_path)
    one = published(store)
    assert one.published is not None
    own = replace(one, id="Q00002", published=replace(one.published, office="340102"))
    secret = replace(one, id="Q00003", secrecy=1)
    line = replace(one, id="Q00004", line="minors")
    index.add([document for each in (one, own, secret, line) if (document := document_of(each, desk())) is not None])
    there = index.snapshot()
    alone = Index(tmp_path / "alone")
    alone.add([document for document in (document_of(one, desk()),) if document])
    seen, only = (search(each, Query("盗窃"), PUBLIC) for each in (there, alone.snapshot()))
    assert (seen.some, seen.whole, dict(seen.kinds), dict(seen.facets)) == (
        only.some, only.whole, dict(only.kinds), dict(only.facets),
    )  # fmt: skip
    assert [hit.score for hit in seen.hits] == [hit.score for hit in only.hits]
    assert (
        len(likely(there, "盗窃", Sight.of(["340102"], 0, ["minors"]), 9)) == 1
    )  # alike: one answer, its copies behind
    assert search(there, Query("盗窃"), Sight.of(["340102"], 0, ["minors"])).some == 3


def test_given_on_and_taken_in(tmp_path: Path, store: StatuteStore) -> None:
    one = published(store)
    lines = list(export([one, question(), replace(one, id="Q00009", secrecy=1)]))
    assert len(lines) == 1
    file = tmp_path / "answers.jsonl"
    file.write_text(lines[0] + json.dumps(_line(answer="《某法》第九条"), ensure_ascii=False) + "\n", encoding="utf-8")
    came = imported(file, desk(), store, TODAY, 7)
    assert [(each.id, each.state) for each in came] == [("Q00007", State.PUBLISHED), ("Q00008", State.RECHECK)]
    assert came[0].published is not None
    assert came[0].published.answer == one.answer
    file.write_text(json.dumps({**_line(), "licence": "", "licens": "x", "stale": 1}) + "\n[]\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        imported(file, desk(), store, TODAY, 1)
    assert caught.value.en.count("answers.jsonl:") == 4
    assert "did you mean licence" in caught.value.en


def _line(**more: str) -> dict[str, str]:
    given = {"id": "x", "title": "t", "question": "q", "answer": "a", "source": "s", "licence": "l"}
    return {**given, **more}


def test_cases_come_with_source_and_licence(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    case = {"id": "g1", "title": "某案", "text": "依照《刑法》第二百六十四条。", "authority": "guiding", "source": "s"}
    file.write_text(json.dumps(case) + "\n" + json.dumps({**case, "authority": "x", "licence": "l"}), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        list(from_cases(file))
    assert "cases.jsonl:1: licence" in caught.value.en
    assert "cases.jsonl:2: authority should be one of guiding, typical" in caught.value.en
    file.write_text(json.dumps({**case, "licence": "l", "number": "检例第1号"}) + "\n", encoding="utf-8")
    (document,) = from_cases(file)
    assert document.marks["article"] == ("刑法264",)
    assert document.marks["licence"] == ("l",)


def test_the_map_of_gaps_names_nobody() -> None:
    missed = with_missed([], "王建国盗窃三次，手机13800138001", "theft", TODAY)
    missed = with_missed(missed, "王建国盗窃三次，手机13800138001", "theft", TODAY)
    found = gaps([question()], missed, desk(), TODAY)
    assert (found[0].topic, found[0].missed, found[0].open, found[0].words) == ("theft", 2, 1, ())
    found = gaps([], with_missed(missed, "王建国盗窃三次，手机13800138001", "theft", TODAY), desk(), TODAY)
    assert found[0].words == (("某甲盗窃三次，手机某电话", 3),)
    assert {one.topic for one in found} == {"theft", "water", "other"}


def test_public_texts_name_one_person_by_one_word(store: StatuteStore) -> None:
    one = replace(question(), title="王建国盗窃案", text="被告人王建国与李明共同盗窃。", answer="李明系从犯。")
    public = public_of(one, TODAY)
    assert (public.title, public.text, public.answer) == ("某甲盗窃案", "被告人某甲与某乙共同盗窃。", "某乙系从犯。")


def test_usage_counts_and_names_nobody(store: StatuteStore) -> None:
    found = usage([published(store), question(id="Q00002")])
    assert (found.asked, found.answered, found.in_time, found.published, found.median_days) == (2, 1, 1, 1, 0.0)
    assert "asker" not in json.dumps(found.as_dict())


def test_the_book_keeps_and_tells_damage(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert (book.threads(), book.next_id(), book.missed()) == ([], "Q00001", [])
    with pytest.raises(AnswerError, match="专家名单"):
        book.desk()
    book.save([question()])
    assert book.get("Q00001") == question()
    assert book.next_id() == "Q00002"
    for wrong in ("Q00002", "../x"):
        with pytest.raises(AnswerError, match="没有问题"):
            book.get(wrong)
    (tmp_path / "questions" / "Q00001.json").write_text("{}")
    with pytest.raises(AnswerError, match="文件损坏"):
        book.threads()
