"""A process that is warm has read what the first to ask would wait for."""

from __future__ import annotations

import threading

from mingjian.desk.shipped import shipped
from mingjian.desk.warm import warm


def test_what_was_warmed_is_there() -> None:
    shipped.cache_clear()
    warm()
    for one in threading.enumerate():
        if one.name == "warm":
            assert not one.daemon
            one.join(60)
    assert shipped.cache_info().currsize == 1
