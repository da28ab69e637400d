"""Indictments, and what judgments retell of them, into the same facts."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from mingjian.documents import Indictment, indictment_rows, parse_indictment, parse_judgment, read_text
from mingjian.documents.indictment import retold_rows
from mingjian.standards import standards

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[2] / "scripts")]

import indictment_texts as texts
import score_asserted
from indictment_locked import LOCKED
from score_indictments import as_label, items


def _score(wording: texts.Wording, seeds: range) -> tuple[float, float]:
    right = wrong = missed = 0
    for seed in seeds:
        text, truth = texts.make(seed, wording)
        said, read = set(items(truth)), set(items(as_label(parse_indictment(text))))
        right, wrong, missed = right + len(said & read), wrong + len(read - said), missed + len(said - read)
    return right / (right + wrong), right / (right + missed)


def test_what_invented_indictments_say_is_read():
    precision, recall = _score(texts.OPEN, range(5000, 5080))
    assert precision > 0.995
    assert recall > 0.995


def test_other_turns_of_phrase_are_read_too():
    precision, recall = _score(LOCKED, range(5000, 5080))
    assert precision > 0.98
    assert recall > 0.96


@pytest.mark.parametrize("seed", range(20))
def test_every_value_has_the_place_it_was_read_from(seed):
    text, _ = texts.make(seed, texts.OPEN)
    document = parse_indictment(text)
    plain = str.maketrans({chr(0xFEE0 + i): chr(i) for i in range(0x30, 0x3A)})

    def at(found: Any) -> str:
        assert found.span is not None
        return "".join(text[slice(*found.span)].split()).translate(plain)

    for person in document.defendants:
        assert at(person.name) == person.name.value
        for charge in person.asserted.charges:
            assert at(charge) == charge.value
        if person.id_number:
            assert at(person.id_number) == person.id_number.value
    assert document.procuratorate is not None
    assert at(document.procuratorate) == document.procuratorate.value


def test_rows_have_the_columns_of_the_standards():
    text, _ = texts.make(3, texts.OPEN)
    made = indictment_rows(parse_indictment(text), "a.txt", full_text=True)
    assert set(made.indictment[0]) == set(standards()["indictment"].columns)
    assert set(made.indictment_count[0]) == set(standards()["indictment_count"].columns)
    assert made.indictment[0]["full_text"] == text


def test_an_indictment_is_told_and_read_by_its_kind():
    text, truth = texts.make(4, texts.OPEN)
    reading = read_text(text, doc_id="b")
    assert reading.kind.value == "indictment"
    assert isinstance(reading.facts, Indictment)
    assert len(reading.rows["indictment"]) == len(truth["defendants"])
    assert reading.unread is None


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_indictment_never_fails(seed):
    text, _ = texts.make(seed, LOCKED)
    for cut in range(0, len(text), 97):
        indictment_rows(parse_indictment(text[:cut]))
        indictment_rows(parse_indictment(text[cut:]))


def test_nothing_gives_nothing():
    assert indictment_rows(parse_indictment("")).indictment == []


def test_an_indictment_that_does_not_say_is_false_and_a_judgment_that_does_not_retell_is_unknown(one):
    text, _ = texts.make(3, texts.OPEN)
    assert indictment_rows(parse_indictment(text)).indictment[0]["elderly"] is False
    row = retold_rows(parse_judgment(one)).indictment[0]
    assert row["surrender"] is None
    assert (row["charges"], row["crime_amount"], row["proposal_low"], row["proposal_high"]) == ("盗窃罪", 3200, 8, 14)
    assert row["told_by"] == "judgment"
    assert row["indictment_number"] == "临检公诉刑诉〔2018〕9号"


_REASONED = (
    "公诉机关认为，被告人赵甲的行为触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。"
    "被告人赵甲系自首，且认罪认罚，建议判处有期徒刑八个月，缓刑一年，并处罚金五千元。"
)


def test_reasons_that_a_judgment_retells(one):
    text = one.replace("公诉机关建议判处被告人赵甲有期徒刑八个月至一年二个月，并处罚金。", _REASONED)
    person = parse_judgment(text).defendants[0].asserted
    assert {found.value for found in person.circumstances} == {"surrender", "plea"}
    assert person.proposal is not None
    told = person.proposal.value
    assert (told.kind, told.months_high, told.fine_high, told.probation_high) == ("fixed_term", 8, 5000, 12)


def test_an_amended_charge_and_a_hearing_on_it(one):
    told = "庭审中，公诉机关以变更起诉决定书变更起诉。本院就罪名听取了控辩双方的意见。"
    text = one.replace("上述事实，", told + "上述事实，")
    judgment = parse_judgment(text)
    assert judgment.amended is not None
    assert judgment.charge_heard is not None
    assert parse_judgment(one).amended is None


def test_facts_the_court_finds_are_counted_apart_from_those_prosecuted(one):
    told = (
        "经审理查明，被告人赵甲盗窃2次：1、2018年1月7日盗走现金人民币500元。"
        "2、2018年1月8日盗走电动车一辆，价值人民币2000元。"
    )
    judgment = parse_judgment(one.replace("上述事实，", told + "上述事实，"))
    person = judgment.defendants[0]
    assert person.act_count is not None
    assert person.act_count.value == 2
    assert person.amount is not None
    assert person.amount.value == 2500
    assert person.asserted.amount is not None
    assert person.asserted.amount.value == 3200


@pytest.mark.skipif("MINGJIAN_DATA" not in os.environ, reason="needs the shared data (MINGJIAN_DATA)")
def test_what_real_judgments_retell():
    labels = json.loads(score_asserted.LABELS.read_text(encoding="utf-8"))
    right = wrong = missed = 0
    for key, text, given in score_asserted.documents(Path(os.environ["MINGJIAN_DATA"]), set(labels)):
        people = [score_asserted.as_label(person) for person in parse_judgment(text, given).defendants]
        said, read = set(score_asserted.items(labels[key])), set(score_asserted.items(people))
        right, wrong, missed = right + len(said & read), wrong + len(read - said), missed + len(said - read)
    assert right / (right + wrong) > 0.97
    assert right / (right + missed) > 0.9
