"""The page of a published result without a log-in: the frame is everybody's, what is in it the API decides."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/published/trial", "/published/no-such-contest"])
def test_the_frame_is_shown_without_a_log_in(db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code in (200, 503)  # 503: the screens are not built here
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/published", "/published/", "/published/a/b", "/contests/trial", "/"])
def test_every_other_address_takes_one(db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login")
