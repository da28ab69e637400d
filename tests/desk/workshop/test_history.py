"""What an edit made of the text is taken back and made again to the byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.desk.workshop.history import again, back, difference, kept

TEXTS = st.text(alphabet="ab\r\n甲: ", max_size=40)


@given(TEXTS, TEXTS)
def test_a_text_given_whole_is_one_change_of_what_differs(before: str, after: str) -> None:
    made = json.loads(json.dumps(kept(difference("model.yaml", before, after))))
    assert len(made) == (before != after)
    assert again({"model.yaml": before}, made) == {"model.yaml": after}
    assert back({"model.yaml": after}, made) == {"model.yaml": before}


def test_a_new_file_comes_and_goes() -> None:
    made = kept(difference("examples/a.yaml", None, "x"))
    assert again({}, made) == {"examples/a.yaml": "x"}
    assert back({"examples/a.yaml": "x"}, made) == {}


def test_only_what_differs_is_kept() -> None:
    (made,) = kept(difference("model.yaml", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 25\nc: 3\n"))
    assert made["changes"] == [[9, "", "5"]]


def test_it_is_refused_on_another_text() -> None:
    made = kept(difference("model.yaml", "abc", "adc"))
    with pytest.raises(ValueError, match="does not fit"):
        back({"model.yaml": "xyz"}, made)
