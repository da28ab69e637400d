"""Bundles for the tests, right and wrong."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.library import shipped
from mingjian.models import parse_model
from mingjian.shelf import Tried, pack_model
from mingjian.trust.container import fingerprint

KEY = Ed25519PrivateKey.generate()
KEYS = {"340000": KEY.public_key()}
AT = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
MODEL = "benefits-paid-to-the-dead"
REAL = "11010519491231002X"
"""The example of GB 11643-1999: right by its check digit and region, no made-up one."""


def folder_of(name: str = MODEL) -> dict[str, str]:
    """The files of a model that ships."""
    folder = shipped(name)
    files = {"model.yaml": (folder / "model.yaml").read_text(encoding="utf-8")}
    return files | {f"examples/{one.name}": one.read_text(encoding="utf-8") for one in folder.glob("examples/*.yaml")}


def untried(model: str, examples: Mapping[str, str]) -> Tried:
    """The model read here, its examples not run: for tests of what is checked before."""
    return Tried(parse_model(model, "model.yaml").fingerprint, len(examples), ())


def packed(files: Mapping[str, str] | None = None, **more: object) -> bytes:
    given: dict[str, object] = {"sender": "340000", "sender_name": "省院", "made_at": AT, "trial": untried, **more}
    return pack_model(files or folder_of(), KEY, **given)  # type: ignore[arg-type]


def remade(data: bytes, change: Callable[[dict[str, bytes], dict[str, object]], None], sign: bool = True) -> bytes:
    """A bundle changed by whoever holds the key: its parts and manifest, digests made anew and signed."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    signature = parts.pop("signature.json")
    change(parts, manifest)
    if sign:
        manifest["parts"] = [
            {"name": name, "size": len(part), "sha256": hashlib.sha256(part).hexdigest()}
            for name, part in sorted(parts.items())
        ]
    said = json.dumps(manifest).encode()
    if sign:
        made = KEY.sign(b"mingjian-shelf@1\n" + said).hex()
        signature = json.dumps(
            {"algorithm": "Ed25519", "key": fingerprint(KEY.public_key()), "signature": made}
        ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made_:
        for name, part in {"manifest.json": said, "signature.json": signature, **parts}.items():
            made_.writestr(name, part)
    return out.getvalue()
