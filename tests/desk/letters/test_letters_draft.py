"""First drafts from shipped models, numbers, periods, and the law they rest on."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mingjian.desk.letters import BasisLine, LetterFields, draft, kind_of, number_text
from mingjian.law.numerals import to_chinese
from mingjian.library import shipped_models
from mingjian.models import Model, load_model
from mingjian.models.enumerations import DocumentKind

KINDS = list(DocumentKind)
CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def _model(name: str) -> Model:
    return load_model(shipped_models()[name])


@pytest.mark.parametrize("name", sorted(shipped_models()))
def test_a_draft_says_what_the_model_proposes(name: str) -> None:
    model = _model(name)
    for proposed in model.definition.disposition:
        fields = draft(proposed.document, office="某院", model=model, clues=["甲有某情形", "乙有某情形。"])
        assert fields.to == proposed.to.zh
        if proposed.asks is not None:
            assert fields.asks[0].startswith(proposed.asks.zh)
        assert fields.facts.splitlines()[1:] == ["1. 甲有某情形。", "2. 乙有某情形。"]
        assert len(fields.basis) >= len(model.definition.basis)
        assert "。。" not in fields.model_dump_json()


@pytest.mark.parametrize("kind", KINDS)
def test_the_draft_for_reading_along_is_english(kind: DocumentKind) -> None:
    model = _model("pension-paid-in-custody")
    fields = draft(kind, office="A", model=model, clues=["One was paid"], lang="en")
    said = [fields.heading, fields.to, fields.about, fields.opening, fields.facts, fields.analysis, fields.closing,
            *fields.asks, *fields.evidence, fields.reply]  # fmt: skip
    assert [one for one in said if CHINESE.search(one)] == []
    assert "One was paid." in fields.facts
    chinese = draft(kind, office="A", model=model, clues=["甲"])
    assert len(fields.basis) == len(chinese.basis)
    assert [one.verified for one in fields.basis] == [one.verified for one in chinese.basis]


def test_a_kind_the_model_does_not_propose_has_our_words() -> None:
    fields = draft(DocumentKind.TRANSFER, office="某院", model=_model("sentence-dates"), clues=["甲"])
    assert fields.heading == "线索移送函"
    assert fields.asks == ("依法审查处理，并将处理结果告知本院。",)


@pytest.mark.parametrize("kind", KINDS)
def test_the_period_for_a_reply_is_in_the_letter_where_the_law_sets_one(kind: DocumentKind) -> None:
    fields = draft(kind, office="某院", model=_model("sentence-dates"), clues=["甲"])
    fixed = kind_of(kind)
    assert bool(fields.reply) == (fixed.reply is not None)
    due = fixed.reply_due(date(2025, 3, 3))
    if fixed.reply is None:
        assert due is None
    else:
        assert "两个月内" in fields.reply
        assert due == date(2025, 5, 6)  # 3 May is a Saturday, 5 May a holiday


def test_a_bureau_is_written_to_by_its_place_and_nobody_else() -> None:
    kind = DocumentKind.PUBLIC_INTEREST_SUGGESTION
    hospital, pension = _model("fake-hospital-stays"), _model("benefits-paid-to-the-dead")
    assert draft(kind, office="某院", model=hospital, clues=["甲"], place="肥东县").to == "肥东县医疗保障局"
    assert draft(kind, office="某院", model=hospital, clues=["甲"]).to == "医疗保障局"
    assert not draft(kind, office="某院", model=pension, clues=["甲"], place="肥东县").to.startswith("肥东县")


def test_only_what_the_clues_rest_on_is_named() -> None:
    fields = draft(DocumentKind.PUBLIC_INTEREST_SUGGESTION, office="某院", model=_model("fake-hospital-stays"),
                   clues=["甲"], grounds={"deaths", "settlements"})  # fmt: skip
    whole = draft(
        DocumentKind.PUBLIC_INTEREST_SUGGESTION, office="某院", model=_model("fake-hospital-stays"), clues=["甲"]
    )
    assert 0 < len(fields.evidence) < len(whole.evidence)
    assert "监狱" in whole.facts
    assert "监狱" not in fields.facts


def test_the_closing_words_cite_the_articles_the_letter_rests_on() -> None:
    assert kind_of(DocumentKind.SUGGESTION).closing == (
        "根据《中华人民共和国人民检察院组织法》第二十一条的规定，特向你单位提出检察建议："
    )
    assert (
        "根据《中华人民共和国行政诉讼法》第二十五条第四款、" in kind_of(DocumentKind.PUBLIC_INTEREST_SUGGESTION).closing
    )
    assert kind_of(DocumentKind.TRANSFER).closing == "现移送你单位："
    fields = draft(DocumentKind.PUBLIC_INTEREST_SUGGESTION, office="某院", model=_model("pension-paid-in-custody"),
                   clues=["甲"])  # fmt: skip
    assert len([one for one in fields.basis if "行政诉讼法》第二十五条第四款" in one.text]) == 1


def test_numbers() -> None:
    assert number_text("皖合", DocumentKind.SUGGESTION, 2025, 12) == "皖合检建〔2025〕12号"
    assert number_text("皖合", DocumentKind.SUGGESTION, 2025, 12, word="检督建") == "皖合检督建〔2025〕12号"
    assert len({number_text("某", kind, 2025, 1) for kind in KINDS}) == len(KINDS)


def test_signs_no_letter_can_hold_are_left_out() -> None:
    fields = LetterFields(
        kind="opinion", heading="检察\x00意见书", office="某\u202e院", facts="甲\r\n乙\r丙\u2028丁\ud800"
    )
    assert (fields.heading, fields.office, fields.facts) == ("检察意见书", "某院", "甲\n乙\n丙\n丁")
    assert BasisLine(text="某\ufffe法").text == "某法"


@pytest.mark.realdata
def test_articles_called_verified_are_in_the_collection_of_statutes() -> None:
    """Each verified article is there in the version named, and speaks of what the letter is."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set")
    rows = {}
    for line in (Path(data) / "lawrefbook" / "statutes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["law"], row["date"], row["article"].replace(" ", "")] = row["text"]
    words = {
        "protest": "抗诉", "request_protest": "提出抗诉", "retrial_suggestion": "检察建议", "correction": "纠正",
        "execution_suggestion": "纠正", "filing_reasons": "不立案", "opinion": "检察意见", "suggestion": "检察建议",
        "public_interest_suggestion": "检察建议",
    }  # fmt: skip
    for kind in KINDS:
        for one in kind_of(kind).basis:
            number, *paragraph = str(one.article).split("-")
            text = rows[one.law, str(one.version) if one.version else None, f"第{to_chinese(int(number))}条"]
            said = text.splitlines()[int(paragraph[0]) - 1] if paragraph else text
            assert one.verified
            assert words[kind.value] in said, (kind, one)
    fixed = kind_of(DocumentKind.PUBLIC_INTEREST_SUGGESTION).reply
    assert fixed is not None
    assert fixed.verified
    assert "两个月内依法履行职责，并书面回复" in rows[fixed.law.removesuffix("第二十一条"), None, "第二十一条"]
