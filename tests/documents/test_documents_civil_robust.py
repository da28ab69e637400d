"""Damaged civil documents: never an exception, never a span outside the text, never a long wait."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest
from civil_texts import APPEAL, ENFORCEMENT, LENDING, MEDIATION, WITHDRAWAL
from pydantic import BaseModel

from mingjian.documents import Found, civil_rows, parse_civil, read_text

TEXTS = (LENDING, MEDIATION, ENFORCEMENT, WITHDRAWAL, APPEAL)


def found_in(part: Any) -> Iterator[Found[Any]]:
    if isinstance(part, Found):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from found_in(getattr(part, name))
    elif isinstance(part, list):
        for one in part:
            yield from found_in(one)


def damaged(text: str, chance: random.Random) -> str:
    """Pieces cut out, doubled, moved; brackets, full stops or line breaks lost."""
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(text)), chance.randint(1, 60)
        piece = text[at : at + size]
        what = chance.randrange(5)
        if what == 0:
            text = text[:at] + text[at + size :]
        elif what == 1:
            text = text[:at] + piece + text[at:]
        elif what == 2:
            text = text.replace(chance.choice("。，：（）\n、"), chance.choice(["", " ", "\n"]))
        elif what == 3:
            text = (
                text[:at]
                + chance.choice(["１２３", "元", "原告", "（", "判决如下：", "\u3000", "\x00", "𠀀"])
                + text[at:]
            )
        else:
            text = text[at:] + text[:at]
        text = text or "空"
    return text


@pytest.mark.parametrize("seed", range(12))
def test_damaged_documents_give_sound_spans(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        text = damaged(chance.choice(TEXTS), chance)
        read = parse_civil(text)
        for one in found_in(read):
            assert 0 < one.sure <= 1
            if one.span is not None:
                assert 0 <= one.span[0] <= one.span[1] <= len(text)
        civil_rows(read)
        read_text(text)


def test_a_batch_of_two_thousand_plaintiffs_is_read_in_time() -> None:
    head, rest = MEDIATION.split("原告：冯甲", 1)
    people = "".join(f"原告：工某{number}，男，1990年1月2日出生，汉族，住临溪县。\n" for number in range(2000))
    begin = time.process_time()
    read = parse_civil(head + people + "原告：冯甲" + rest)
    assert time.process_time() - begin < 6
    assert len(read.parties) == 2003
    assert len({party.name.value for party in read.parties}) == 2003
