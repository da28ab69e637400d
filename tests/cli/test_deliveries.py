"""A province made beside its own intake: its errors, whoever makes it; how far a load is."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from mingjian.cli.deliveries import ProvinceBeside, Weights
from mingjian.cli.helper import Helper, HelperLost, Told
from mingjian.cli.progress import Bar
from mingjian.intake import Step
from mingjian.province import TooFewPeople


def killed(tell: Told) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("lost", [False, True])
def test_too_few_people_is_said_as_when_made_alone(tmp_path: Path, lost: bool) -> None:
    helper = Helper()
    if lost:
        with pytest.raises(HelperLost):
            helper.call(killed)
    with (
        pytest.raises(TooFewPeople),
        ProvinceBeside(helper, tmp_path / "province", 50, 1, 0.05, 0.0) as province,
    ):
        province.orders.first(wait=True)
    helper.close()


def test_one_that_is_given_up_ends_at_once(tmp_path: Path) -> None:
    helper = Helper()
    with ProvinceBeside(helper, tmp_path / "province", 1_000_000, 1, 0.05, 0.0):
        pass
    with pytest.raises(HelperLost):
        helper.call(killed)


def test_deliveries_that_are_not_known_yet_weigh_as_the_others() -> None:
    shares: list[float | None] = []

    class Seen(Bar):
        def at(self, share: float | None, zh: str, en: str) -> None:
            shares.append(share)

    weights = Weights(total=4)
    weights.add("a.csv", 0)
    weights.told(Seen(False), 0, Step("", "", 1.0, 0.0, None))
    weights.add("b.csv", 4_000)
    weights.told(Seen(False), 1, Step("", "", 0.5, 0.0, None))
    assert shares == [pytest.approx(1 / 4), pytest.approx((2_000 + 3_000) / (8_000 * 2))]
