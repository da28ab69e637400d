"""One signed file: what goes in comes out, and whatever is wrong with it is refused with words."""

from __future__ import annotations

import dataclasses
import io
import random
import zipfile
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from shelf_parts import AT, KEY, KEYS, MODEL, REAL, folder_of, packed, remade, untried

from mingjian.models import parse_model
from mingjian.shelf import Figures, Fork, Record, Review, open_bundle, pack_model, pack_withdrawal
from mingjian.trust.container import Refused


def refused(data: bytes, keys: Any = None) -> str:
    with pytest.raises(Refused) as caught:
        open_bundle(data, KEYS if keys is None else keys, trial=untried)
    assert caught.value.zh != caught.value.en
    return caught.value.en


def test_what_goes_in_comes_out() -> None:
    """Examples are run for this one, in the child."""
    files = folder_of()
    model = parse_model(files["model.yaml"], "model.yaml")
    fork = Fork(model="another", version="1.0.0", fingerprint="sha256:" + "0" * 64)
    record = Record(
        forked_from=fork, reviews=(Review(action="assess", at=AT, office="市院", why="数据可得"),),
        figures=Figures(at=AT.date(), runs=2, offices=1, clues=12, confirmed=8, rejected=2, precision=0.8, low=0.49,
                        high=0.94, undetermined=3),
    )  # fmt: skip
    data = pack_model(files, KEY, sender="340000", sender_name="省院", made_at=AT, record=record)
    bundle = open_bundle(data, KEYS)
    assert (bundle.files, bundle.record) == (files, record)
    manifest = bundle.manifest
    assert (manifest.kind, manifest.model, manifest.version) == ("model", MODEL, model.version)
    assert manifest.fingerprint == model.fingerprint


def test_a_withdrawal_has_a_reason_and_nothing_else() -> None:
    given = {"sender": "340000", "sender_name": "省院", "made_at": AT, "model": MODEL, "version": "1.0.0",
             "fingerprint": "sha256:" + "0" * 64}  # fmt: skip
    bundle = open_bundle(pack_withdrawal(KEY, reason="宽限期算错", **given), KEYS)  # type: ignore[arg-type]
    assert (bundle.manifest.kind, bundle.manifest.reason, bundle.files) == ("withdrawal", "宽限期算错", {})
    for reason in (" ", f"某人 {REAL}"):
        with pytest.raises(Refused):
            pack_withdrawal(KEY, reason=reason, **given)  # type: ignore[arg-type]
    data = remade(pack_withdrawal(KEY, reason="x", **given), lambda parts, _: parts.update({"model/a": b"x"}))  # type: ignore[arg-type]
    assert "not in the form" in refused(data)


def test_whose_key_is_not_known_is_refused() -> None:
    assert "is not known here" in refused(packed(), {})
    assert "another key" in refused(packed(), {"340000": Ed25519PrivateKey.generate().public_key()})
    assert "is not known here" in refused(packed(sender="350000"))


def test_no_identity_leaves_or_enters() -> None:
    """Not in the model, an example or the record, and not behind breaks, other digits or an escape."""
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in REAL)
    spaced = f"{REAL[:6]} {REAL[6:14]} {REAL[14:]}"
    for number in (REAL, REAL.lower(), wide, spaced, REAL[:9] + "\u200b" + REAL[9:]):
        files = folder_of()
        name = next(one for one in files if one.startswith("examples/"))
        files[name] += f"\n# {number}\n"
        with pytest.raises(Refused) as caught:
            packed(files)
        assert f"{REAL[:3]}…2X" in caught.value.en
        assert REAL not in caught.value.en
        said = files[name].encode()
        data = remade(packed(), lambda parts, _, name=name, said=said: parts.update({name: said}))
        assert "real identity number" in refused(data)
    with pytest.raises(Refused):
        packed(record=Record(reviews=(Review(action="assess", at=AT, office="市院", why=f"见 {REAL}"),)))


def test_a_number_that_only_a_reader_of_yaml_meets() -> None:
    files = folder_of()
    hidden = "".join(f"\\x{ord(sign):02x}" for sign in REAL)
    files["model.yaml"] = files["model.yaml"].replace("problem:", f'x: "{hidden}"\nproblem:', 1)
    with pytest.raises(Refused) as caught:
        packed(files)
    assert "real identity number" in caught.value.en


def test_what_the_key_holder_may_not_put_in() -> None:
    """Whoever can sign still cannot bring other files, another model, or one that is none."""
    good = packed()

    def put(name: str, data: bytes) -> bytes:
        return remade(good, lambda parts, _: parts.update({name: data}))

    assert "there should be no file" in refused(put("model/x.sh", b"x"))
    assert "there should be no file" in refused(put("examples/a.py", b"x"))
    assert "is missing" in refused(remade(good, lambda parts, _: parts.pop("records/record.json")))
    assert "no UTF-8" in refused(put("model/model.yaml", b"\xff\xfe"))
    assert "zero sign" in refused(put("examples/a.yaml", b"a\x00"))
    assert "larger than 1 MB" in refused(put("examples/a.yaml", b"# " + b"x" * 1_000_001))
    assert "not in the form" in refused(put("records/record.json", b'{"who": "x"}'))
    assert "not the one the manifest names" in refused(remade(good, lambda _, told: told.update(version="9.9.9")))
    assert "not the one the manifest names" in refused(remade(good, lambda _, told: told.update(line="civil")))
    other = folder_of("pension-paid-in-custody")["model.yaml"].encode()
    assert "not the one the manifest names" in refused(put("model/model.yaml", other))
    for name in ("../up.yaml", "/etc/passwd", "examples/../../x.yaml", "examples/a b.yaml"):
        assert refused(put(name, b"x"))


def test_a_model_that_is_none_and_one_whose_example_fails() -> None:
    files = folder_of()
    files["model.yaml"] = files["model.yaml"].replace("steps:", "stepz:", 1)
    with pytest.raises(Refused) as caught:
        packed(files)
    assert "stepz" in caught.value.en
    good = folder_of()
    name = next(one for one in good if one.startswith("examples/"))
    bare = {"model.yaml": good["model.yaml"], name: good[name].replace("clues:", "clues: [] #", 1)}
    with pytest.raises(Refused):
        pack_model(bare, KEY, sender="340000", sender_name="省院", made_at=AT)


def test_names_a_bundle_cannot_hold_are_given_others() -> None:
    files = folder_of()
    name = next(one for one in files if one.startswith("examples/"))
    files["examples/有毒 的名字.yaml"] = files.pop(name)
    (kept,) = [one for one in open_bundle(packed(files), KEYS, trial=untried).files if one != "model.yaml"]
    assert kept.startswith("examples/00")


def test_too_much_is_told_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", b"0" * 30_000_000)
    assert "too much" in refused(out.getvalue())
    assert "larger than" in refused(b"x" * 3_000_001)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(60):
            made.writestr(f"examples/{number}.yaml", b"x")
    assert "too much" in refused(out.getvalue())


def test_damage_anywhere_is_refused() -> None:
    """One byte, two hundred places: either refused, or nothing was changed."""
    data, draw = packed(), random.Random(7)
    whole = open_bundle(data, KEYS, trial=untried)
    for _ in range(200):
        place = draw.randrange(len(data))
        changed = data[:place] + bytes([data[place] ^ (1 << draw.randrange(8))]) + data[place + 1 :]
        try:
            opened = open_bundle(changed, KEYS, trial=untried)
        except Refused:
            continue
        assert dataclasses.replace(opened, sha256=whole.sha256) == whole
    for length in (0, 1, 100, len(data) // 2, len(data) - 1):
        refused(data[:length])


def test_a_manifest_changed_without_the_key_is_refused() -> None:
    assert "signature" in refused(remade(packed(), lambda _, told: told.update(sender_name="别院"), sign=False))
