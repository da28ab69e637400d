import hashlib
from pathlib import Path

import pytest

from mingjian.trust.digests import keyed_hash, sha256_bytes, sha256_file
from mingjian.trust.keyring import Keyring, KeyringError


def test_digests_are_the_standard_ones(tmp_path: Path):
    path = tmp_path / "f"
    path.write_bytes(b"x" * 3_000_000)
    seen: list[int] = []
    assert sha256_file(path, seen.append) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert seen[-1] == 3_000_000
    assert sha256_bytes(b"") == hashlib.sha256(b"").hexdigest()
    # RFC 4231, test case 2
    assert keyed_hash(b"Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_a_keyring_is_never_overwritten_and_its_keys_differ(tmp_path: Path):
    ring = Keyring.create(tmp_path / "keys" / "secret")
    again = Keyring.open(tmp_path / "keys" / "secret")
    assert again.hash("clues", "x") == ring.hash("clues", "x") != ring.hash("exports", "x")
    with pytest.raises(KeyringError, match="exists already"):
        Keyring.create(tmp_path / "keys" / "secret")
    with pytest.raises(KeyringError, match="missing"):
        Keyring.open(tmp_path / "none")
    (tmp_path / "bad").write_text("no hex")
    with pytest.raises(KeyringError, match="cannot be read"):
        Keyring.open(tmp_path / "bad")
    with pytest.raises(KeyringError, match="shorter"):
        Keyring(b"short")
