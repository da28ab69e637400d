"""Texts compared: what evasion hides, what is everybody's, what is rare, and where the passages stand."""

from __future__ import annotations

import json
import os
import random
import socket
from pathlib import Path

import pytest

from mingjian.originality.prose import Excluded, Prose, common, fold, prose
from mingjian.originality.prose.excluded import quotations
from mingjian.originality.prose.seeds import FEWEST, most_works

WORDS = (
    "监督线索数据核查养老金死亡发放人员社保部门比对模型规则身份证"
    "号码单位医院住院结算票据虚假诉讼执行财产房屋车辆登记注销许可企业法人"
)
SOURCE = (
    "本模型把民政部门的死亡登记与社保部门的养老金发放明细按身份证号碰撞，找出死亡次月以后仍在领取的人员。"
    "经调取银行流水发现，多数账户由亲属保管，个别账户由村干部集中支取。承办人据此制发检察建议，追回资金一百二十三万元。"
)


def filler(seed: int, length: int = 900) -> str:
    """A text of its own."""
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) + ("，" if chance.random() < 0.1 else "") for _ in range(length))


def value(one: str, other: str, *rest: str, excluded: Excluded | None = None) -> float:
    """How much two texts have in common among others."""
    texts: list[Prose] = [prose(text, excluded) for text in (one, other, *rest)]
    return next((pair.value for pair in common(texts) if (pair.first, pair.second) == (0, 1)), 0.0)


EVASIONS = {
    "zero width": lambda text: "\u200b".join(text),
    "joiners and marks": lambda text: "\u200d\ufeff\u2060".join(text),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "spaces": lambda text: " ".join(text),
    "ideographic spaces and breaks": lambda text: "\u3000\n".join(text),
    "traditional": lambda text: text.translate(str.maketrans("据门记发养账户个别领检议", "據門記發養賬戶個別領檢議")),
    "Cyrillic": lambda text: text.translate(str.maketrans("aceopx", "асеорх")),
    "look-alike signs": lambda text: text.translate(str.maketrans("人日干未", "入曰千末")),
    "radicals": lambda text: text.translate(str.maketrans("人金行", "\u2f08\u2fa6\u2f8f")),
    "digits": lambda text: text.replace("一百二十三万", "四百五十六万").replace("18", "99"),
    "punctuation": lambda text: text.replace("，", "；").replace("。", "！"),
    "variation": lambda text: "\ufe00".join(text),
    "accents": lambda text: text.replace("e", "e\u0301").replace("a", "\u00e4"),
    "capitals": str.upper,
}  # fmt: skip


@pytest.mark.parametrize("kind", EVASIONS)
def test_evasions_are_folded_away(kind: str) -> None:
    text = f"{SOURCE}exhibit 18 case paper。"
    assert EVASIONS[kind](text) != text
    assert fold(EVASIONS[kind](text)).text == fold(text).text


def test_a_passage_is_told_by_its_place_in_both_texts() -> None:
    one, other = filler(1) + SOURCE + filler(2), filler(3)[:400] + SOURCE + filler(4)
    texts = [prose(one), prose(other), *(prose(filler(n)) for n in range(5, 12))]
    (pair,) = [one for one in common(texts) if one.passages]
    assert (pair.first, pair.second) == (0, 1)
    (passage,) = pair.passages
    start, end = texts[0].folded.span(passage.here, passage.here_end)
    assert SOURCE.strip("。") in one[start - 8 : end + 8]
    start, end = texts[1].folded.span(passage.there, passage.there_end)
    assert len(SOURCE) * 0.85 < end - start < len(SOURCE) + 10
    assert 0.03 < pair.of_first < pair.of_second < 0.2


def test_words_exchanged_and_sentences_moved_leave_passages() -> None:
    text = "".join(filler(n, 60) + "。" for n in range(30))
    parts = text.split("。")
    random.Random(1).shuffle(parts)
    chance = random.Random(2)
    swapped = "".join(chance.choice(WORDS) if chance.random() < 0.12 else sign for sign in text)
    assert value(text, "。".join(parts)) > 0.1 * value(text, text)  # as many signs, in shorter passages
    assert value(text, swapped) > 0.1 * value(text, text)
    assert value(text, filler(99)) == 0


def test_templates_count_for_nobody_and_are_grey() -> None:
    template = filler(50, 600)
    one, other = template + filler(51, 900), template + filler(52, 900)
    excluded = Excluded([template])
    assert value(one, other) > 100
    assert value(one, other, excluded=excluded) == 0
    grey = prose(one, excluded).grey
    assert 0.35 < grey.mean() < 0.45
    assert grey[:500].all()
    assert not grey[-500:].any()


def test_titles_and_quotations_with_a_source_are_grey_and_others_are_not() -> None:
    text = (
        "依据《中华人民共和国刑法》第六十四条第一款规定：“犯罪分子违法所得的一切财物，应当予以追缴”。"
        "他说：“这笔钱是我妈的，我一直替她领着”。"
    )
    grey = [text[start:end] for start, end in quotations(text)]
    assert grey[0] == "《中华人民共和国刑法》第六十四条第一款"
    assert grey[1].startswith("“犯罪分子")
    assert len(grey) == 2


def test_what_many_works_have_weighs_nothing_and_what_few_have_most() -> None:
    usage = filler(60, 200)
    works = [filler(100 + n) + usage for n in range(FEWEST + 3)]
    assert value(*works) == 0
    assert most_works(700) == 14
    few = value(filler(1) + usage, filler(2) + usage, filler(3) + usage, *(filler(n) for n in range(200, 220)))
    two = value(filler(1) + usage, filler(2) + usage, *(filler(n) for n in range(200, 221)))
    assert two > few > 0


def test_the_order_of_the_texts_makes_no_difference() -> None:
    texts = [filler(n, 300) + SOURCE[: 20 * n] for n in range(6)]
    forward = {(pair.first, pair.second): round(pair.value, 6) for pair in common([prose(text) for text in texts])}
    back = common([prose(text) for text in reversed(texts)])
    assert forward == {(5 - pair.second, 5 - pair.first): round(pair.value, 6) for pair in back}
    assert forward


def test_short_empty_and_odd_texts_are_taken() -> None:
    texts = [prose(text) for text in ("", "短", "、、、", "abcd", "😀😀😀😀😀😀", "#" * 5000)]
    assert list(common(texts)) == []


def test_nothing_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    assert value(filler(1) + SOURCE, filler(2) + SOURCE) > 0


@pytest.mark.realdata
def test_real_judgments_are_told_apart_and_copies_found() -> None:
    folder = os.environ.get("MINGJIAN_DATA")
    if not folder:
        pytest.skip("MINGJIAN_DATA is not set")
    lines = (Path(folder) / "judge/judge_dev.jsonl").read_text("utf-8").splitlines()[:60]
    texts = [str(json.loads(line)["fd"]) for line in lines]
    copy = texts[1][:300] + texts[0][len(texts[0]) // 3 : len(texts[0]) // 2] + texts[1][300:]
    found = {(pair.first, pair.second): pair.value for pair in common([prose(text) for text in (*texts, copy)])}
    apart = sorted(v for place, v in found.items() if len(texts) not in place)
    assert found[0, len(texts)] > apart[-len(apart) // 50]
