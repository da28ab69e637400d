"""One-time codes against the table of RFC 6238 (appendix B, SHA-1; the last six of its eight digits)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from mingjian.desk.offices.totp import SECONDS, code_of, link, new_secret, readable, step_of, which_step

SECRET = b"12345678901234567890"
TABLE = {59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924",
         2000000000: "69279037", 20000000000: "65353130"}  # fmt: skip


@pytest.mark.parametrize(("seconds", "code"), TABLE.items())
def test_the_codes_of_the_standard(seconds, code):
    at = datetime.fromtimestamp(seconds, UTC)
    assert code_of(SECRET, step_of(at)) == code[-6:]
    assert which_step(SECRET, code[-6:], at) == seconds // SECONDS


def test_a_clock_may_be_one_step_off_and_no_more():
    at = datetime.fromtimestamp(1234567890, UTC)
    now = step_of(at)
    taken = [step for step in range(now - 4, now + 5) if which_step(SECRET, code_of(SECRET, step), at) is not None]
    assert taken == [now - 1, now, now + 1]


@pytest.mark.parametrize("typed", ["", "1", "９４２８７０", "x" * 40, "-94287", "\ud800", "94287082"])
def test_what_is_no_code_is_wrong(typed):
    assert which_step(SECRET, typed, datetime.fromtimestamp(59, UTC)) is None


def test_the_link_says_what_an_authenticator_needs():
    secret = new_secret()
    found = urlsplit(link(secret, "Mingjian 340100", "zhang@x"))
    asked = {name: value[0] for name, value in parse_qs(found.query).items()}
    assert (found.scheme, found.netloc) == ("otpauth", "totp")
    assert asked["secret"] == readable(secret).replace(" ", "")
    assert (asked["digits"], asked["period"], asked["issuer"]) == ("6", "30", "Mingjian 340100")
    assert len(secret) == 20
    assert new_secret() != secret
