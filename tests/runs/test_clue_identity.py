"""Clue ids: the same for the same key, never telling the key."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mingjian.engines import Kind
from mingjian.runs.identity import canonical_key, clue_id, normal_clue_id, plain

KEY = b"s" * 32
VALUES = st.one_of(st.none(), st.text(max_size=20), st.integers(), st.dates(), st.booleans())


@given(st.dictionaries(st.text(min_size=1, max_size=8), VALUES, min_size=1, max_size=4))
def test_the_order_of_key_columns_does_not_matter(key: dict[str, object]) -> None:
    turned = dict(reversed(list(key.items())))
    assert canonical_key(key) == canonical_key(turned)


@given(st.text(max_size=30), st.text(max_size=30))
def test_ids_are_equal_only_for_equal_keys_and_read_back_however_typed(one: str, other: str) -> None:
    a, b = (clue_id(KEY, "m", canonical_key({"k": text})) for text in (one, other))
    assert (a == b) == (one == other)
    assert normal_clue_id(a) == a
    assert normal_clue_id(a.upper().replace("-", " ").replace("0", "O").replace("1", "l")) == a


def test_id_depends_on_secret_and_model() -> None:
    key = canonical_key({"person": "110101199003070038"})
    assert len({clue_id(KEY, "m", key), clue_id(b"t" * 32, "m", key), clue_id(KEY, "n", key)}) == 3


def test_what_is_not_an_id() -> None:
    for text in ("", "abcd", "u" * 20, "0" * 21, "线索"):
        assert normal_clue_id(text) is None


def test_values_are_plain() -> None:
    assert plain(2022 * 12, Kind.MONTH) == "2022-01"
    assert plain(Decimal("12.50")) == "12.50"
    assert plain(dt.date(2022, 1, 5)) == "2022-01-05"
    assert plain([dt.date(2022, 1, 5), None]) == ["2022-01-05", None]
    assert plain(0.1 + 0.2) == plain(0.3)
