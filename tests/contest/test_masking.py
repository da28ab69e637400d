"""A covered counterpart: what both have is legible, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingjian.contest.masking import MASK, masked

TEXTS = st.text(alphabet="比对死亡登记与待遇发放\n ab", max_size=60)


def test_only_what_both_share_is_legible():
    own = "比对死亡登记与待遇发放，找出死后仍发放的人员"
    assert masked(own, "核查死亡登记与待遇发放，由李某办理") == "■■死亡登记与待遇发放，■■■■■"
    assert masked(own, "死亡") == MASK * 2  # two signs are anybody's
    assert masked("", "全部\n遮盖") == "■■\n■■"
    assert masked(own, own) == own


@given(TEXTS, TEXTS)
def test_no_sign_is_shown_that_the_own_text_has_not(own, other):
    told = masked(own, other)
    assert len(told) == len(other)
    assert all(sign == MASK or sign.isspace() or sign in own for sign in told)
    assert [sign for sign in told if sign.isspace()] == [sign for sign in other if sign.isspace()]
