"""The audit log finds every way of tampering with it and survives torn writes and concurrent writers."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.trust.audit import Act, AuditLog

KEY = b"k" * 32


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    log = AuditLog(tmp_path / "audit", KEY)
    for n in range(5):
        log.append("李检", "run", f"model-{n}", {"rows": n})
    return log


def _lines(tmp_path: Path) -> list[bytes]:
    return (tmp_path / "audit" / "log.jsonl").read_bytes().splitlines(keepends=True)


def _rewrite(tmp_path: Path, lines: list[bytes]) -> None:
    (tmp_path / "audit" / "log.jsonl").write_bytes(b"".join(lines))


def test_untouched_log_verifies(log: AuditLog) -> None:
    assert log.verify() == []
    assert [e.seq for e in log.entries()] == [1, 2, 3, 4, 5]


def test_changed_entry_is_named(log: AuditLog, tmp_path: Path) -> None:
    lines = _lines(tmp_path)
    lines[2] = lines[2].replace(b'"rows":2', b'"rows":9')
    _rewrite(tmp_path, lines)
    assert [p.seq for p in log.verify()] == [3]


@pytest.mark.parametrize("drop", [0, 2, 4])
def test_removed_entry_is_found(log: AuditLog, tmp_path: Path, drop: int) -> None:
    lines = _lines(tmp_path)
    del lines[drop]
    _rewrite(tmp_path, lines)
    assert log.verify()


def test_swapped_entries_are_found(log: AuditLog, tmp_path: Path) -> None:
    lines = _lines(tmp_path)
    lines[1], lines[2] = lines[2], lines[1]
    _rewrite(tmp_path, lines)
    assert log.verify()


def test_rewriting_the_whole_chain_without_the_key_is_found(log: AuditLog, tmp_path: Path) -> None:
    forged = AuditLog(tmp_path / "forged", b"x" * 32)
    for n in range(5):
        forged.append("李检", "run", f"model-{n}", {"rows": 0})
    _rewrite(tmp_path, (tmp_path / "forged" / "log.jsonl").read_bytes().splitlines(keepends=True))
    assert log.verify()


def test_torn_last_line_is_dropped_and_the_chain_goes_on(log: AuditLog, tmp_path: Path) -> None:
    path = tmp_path / "audit" / "log.jsonl"
    path.write_bytes(path.read_bytes() + b'{"seq":6,"at":"20')
    assert log.verify() == []
    assert log.append("王检", "run", "again").seq == 6
    assert log.verify() == []


def test_crash_between_entry_and_head_verifies(log: AuditLog, tmp_path: Path) -> None:
    head = tmp_path / "audit" / "head.json"
    old = head.read_bytes()
    log.append("王检", "run", "x")
    head.write_bytes(old)
    assert log.verify() == []


def test_two_writers_at_once_keep_one_chain(tmp_path: Path) -> None:
    def write(n: int) -> None:
        AuditLog(tmp_path / "audit", KEY).append(f"u{n}", "look", "clue")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    log = AuditLog(tmp_path / "audit", KEY)
    assert log.verify() == []
    assert len(list(log.entries())) == 40


def test_seal_signs_the_chain_once(log: AuditLog, tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    seal = log.seal(key)
    assert seal is not None
    assert (seal["from"], seal["to"]) == (1, 5)
    assert log.seal(key) is None
    assert log.verify(key.public_key()) == []
    seals = tmp_path / "audit" / "seals.jsonl"
    broken = json.loads(seals.read_bytes())
    broken["to"] = 4
    seals.write_text(json.dumps(broken) + "\n")
    assert {p.seq for p in log.verify(key.public_key())} == {4}


def test_several_entries_at_once_are_one_chain_with_those_before_and_after(tmp_path):
    log = AuditLog(tmp_path, b"k" * 32)
    log.append("a", "one", "x")
    many = log.append_many([Act("b", f"act {n}", "y", {"n": n}) for n in range(50)])
    log.append("c", "last", "z")
    assert log.append_many([]) == []
    assert [entry.seq for entry in log.entries()] == list(range(1, 53))
    assert [entry.prev for entry in many] == [next(iter(log.entries())).hash, *(entry.hash for entry in many[:-1])]
    assert log.verify() == []
    path = tmp_path / "log.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:20], lines[20].replace(b'"n":19', b'"n":18'), *lines[21:]]))
    assert [one.seq for one in log.verify()] == [21]
