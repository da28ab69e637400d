"""Receipts: the hash tree of RFC 6962, paths that lead to its root, and a second before and after the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.contest.receipts import Receipt, _root, path_of, receive, root_of, verify_path

DEADLINE = datetime(2026, 3, 31, 18, 0, tzinfo=timezone(timedelta(hours=8)))
LEAVES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Roots of the first 1 to 8 leaves: the test vectors of Certificate Transparency."""


def receipts(number: int) -> list[Receipt]:
    at = DEADLINE - timedelta(days=1)
    return [receive("c", f"w{n:03}", str(n).encode(), at + timedelta(seconds=n), DEADLINE) for n in range(number)]


@pytest.mark.parametrize("number", range(1, 9))
def test_roots_are_those_of_the_rfc(number):
    assert _root(LEAVES[:number]).hex() == ROOTS[number - 1]


def test_the_root_of_nothing():
    assert root_of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_every_receipt_has_its_path_and_one_changed_thing_fails(number, rnd):
    all_ = receipts(number)
    root = root_of(all_)
    rnd.shuffle(all_)
    assert root_of(all_) == root  # the order of coming in is in the receipts, not in the tree
    one = all_[0]
    path = path_of(all_, one)
    assert verify_path(one, path, root)
    for changed in (replace(one, sha256="0" * 64), replace(one, at="2026"), replace(one, version=2)):
        assert not verify_path(changed, path, root)
    assert not verify_path(one, path, "0" * 64)
    if path:
        side, hashed = path[0]
        assert not verify_path(one, [(side, hashed[:-1] + ("0" if hashed[-1] != "0" else "1")), *path[1:]], root)
        assert not verify_path(one, [("left" if side == "right" else "right", hashed), *path[1:]], root)
        assert not verify_path(one, [(side, "no hash"), *path[1:]], root)


def test_versions_count_until_the_deadline_by_the_servers_clock():
    second = timedelta(seconds=1)
    one = receive("c", "w", b"one", DEADLINE - second, DEADLINE)
    two = receive("c", "w", b"two", (DEADLINE - second / 2).astimezone(UTC), DEADLINE, [one])
    late = receive("c", "w", b"three", DEADLINE, DEADLINE, [one, two])
    later = receive("c", "w", b"four", DEADLINE + second, DEADLINE, [one, two, late])
    assert [(x.version, x.late) for x in (one, two, late, later)] == [(1, False), (2, False), (0, True), (0, True)]
    assert one.at == "2026-03-31T09:59:59.000+00:00"
    assert late.sha256 != two.sha256
    assert root_of([one, two, late, later]) == root_of([one, two])
    with pytest.raises(ValueError, match="in time"):
        path_of([one, two, late], late)


def test_a_time_without_a_zone_is_no_time():
    with pytest.raises(ValueError, match="zone"):
        receive("c", "w", b"", datetime(2026, 1, 1), DEADLINE)
