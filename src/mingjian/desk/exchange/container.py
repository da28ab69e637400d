"""The file itself: a zip of JSON parts with a manifest that names each part's SHA-256, signed with Ed25519.

    manifest.json    format, kind, from, to, sequence, made_at, expires_at, parts: name, size, sha256
    signature.json   algorithm, key (SHA-256 of the public key), signature over the bytes of manifest.json
    …                the parts, as the manifest names them, and nothing else

Opening checks everything that can be checked and tells all that is wrong; nothing of a refused file is used.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

__all__ = ["Manifest", "Opened", "Part", "Refused", "fingerprint", "pack", "public_key", "unpack"]

FORMAT = "mingjian-exchange-1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
_DOMAIN = b"mingjian-exchange-1\n"
_MOST_PARTS = 2000
_MOST_BYTES = 200_000_000
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Part(_Frozen):
    """A part of the file."""

    name: str = Field(pattern=r"^[a-z]+/[0-9a-z._-]{1,120}$")
    size: int = Field(ge=0)
    sha256: Hash


class Manifest(_Frozen):
    """What the file is, from whom, for whom, until when, and all its parts."""

    format: Literal["mingjian-exchange-1"]
    kind: Literal["clues", "outcomes"]
    sender: str = Field(alias="from", min_length=2, max_length=12)
    sender_name: str = Field(max_length=80)
    to: str = Field(min_length=2, max_length=12)
    sequence: int = Field(ge=1, le=2_000_000_000)
    made_at: AwareDatetime
    expires_at: AwareDatetime
    parts: tuple[Part, ...] = Field(max_length=_MOST_PARTS)


class Signature(_Frozen):
    """Who signed the manifest, with which key."""

    algorithm: Literal["Ed25519"]
    key: Hash
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class Refused(ValueError):
    """A file that is not taken: all the reasons, in both languages."""

    def __init__(self, *reasons: tuple[str, str]) -> None:
        super().__init__("; ".join(en for _, en in reasons))
        self.zh, self.en = "；".join(zh for zh, _ in reasons), "; ".join(en for _, en in reasons)


@dataclass(frozen=True)
class Opened:
    """A file that was checked whole."""

    manifest: Manifest
    parts: Mapping[str, bytes]
    sha256: str

    def json(self, name: str) -> Any:
        """A part as JSON."""
        return json.loads(self.parts[name])


def public_key(pem: str) -> Ed25519PublicKey:
    """The Ed25519 key of a PEM. Raises `Refused` for anything else."""
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(("不是 Ed25519 公钥（PEM）", "this is no Ed25519 public key (PEM)"))
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the raw key: what two offices compare over the telephone."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def pack(given: dict[str, Any], parts: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The bytes of a file; `given` is the manifest without format and parts."""
    listed = [{"name": name, "size": len(data), "sha256": _sha(data)} for name, data in sorted(parts.items())]
    manifest = Manifest.model_validate({**given, "format": FORMAT, "parts": listed})
    said = manifest.model_dump_json(by_alias=True).encode()
    signed = {"algorithm": "Ed25519", "key": fingerprint(key.public_key()), "signature": key.sign(_DOMAIN + said).hex()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, said)
        packed.writestr(SIGNATURE, json.dumps(signed))
        for name, data in sorted(parts.items()):
            packed.writestr(name, data)
    return buffer.getvalue()


def unpack(data: bytes, keys: Mapping[str, Ed25519PublicKey], addressees: frozenset[str], at: datetime) -> Opened:
    """Open a file: its form, who signed it, for whom, until when, and every part. Raises `Refused` with all reasons.

    `keys` are those of known offices by code. Whether the sequence is new is for whoever keeps count.
    """
    manifest, said, signature, parts = _read(data)
    wrong: list[tuple[str, str]] = []
    key = keys.get(manifest.sender)
    if key is None:
        wrong.append(
            (f"发送院“{manifest.sender}”没有登记公钥", f"no key is registered for the sender '{manifest.sender}'")
        )
    elif fingerprint(key) != signature.key:
        wrong.append(("签名所用密钥不是发送院登记的密钥", "it was signed with another key than the sender's"))
    else:
        try:
            key.verify(bytes.fromhex(signature.signature), _DOMAIN + said)
        except InvalidSignature:
            wrong.append(("签名无效：文件清单被改动", "the signature is not valid: the manifest was changed"))
    if manifest.to not in addressees:
        wrong.append((f"收件院是“{manifest.to}”，不是本院", f"it is addressed to '{manifest.to}', not to this office"))
    if manifest.expires_at <= at:
        wrong.append(
            (f"文件已于{manifest.expires_at:%Y-%m-%d %H:%M}失效", f"it expired at {manifest.expires_at.isoformat()}")
        )
    wrong += _parts_wrong(manifest, parts)
    if wrong:
        raise Refused(*wrong)
    return Opened(manifest, parts, _sha(data))


# -- within ----------------------------------------------------------------------------------------------


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(data: bytes) -> tuple[Manifest, bytes, Signature, dict[str, bytes]]:
    broken = ("不是交换文件，或文件不完整", "this is no exchange file, or it is not whole")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            names = [one.filename for one in infos]
            too_much = len(infos) > _MOST_PARTS + 2 or sum(one.file_size for one in infos) > _MOST_BYTES
            if too_much or len(set(names)) < len(names):
                raise Refused(("文件内容过多、过大或重复", "it holds too much, or one part twice"))
            read = {one.filename: _whole(packed, one) for one in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Refused(broken) from None
    if MANIFEST not in read or SIGNATURE not in read:
        raise Refused(broken)
    said = read.pop(MANIFEST)
    try:
        manifest = Manifest.model_validate_json(said)
        signature = Signature.model_validate_json(read.pop(SIGNATURE))
    except (ValidationError, ValueError):
        raise Refused(
            ("文件清单或签名的格式不符", "manifest or signature are not in the form of this format")
        ) from None
    return manifest, said, signature, read


def _whole(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part, never more of it than the directory says."""
    with packed.open(info) as part:
        return part.read(info.file_size + 1)


def _parts_wrong(manifest: Manifest, parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    listed = {one.name: one for one in manifest.parts}
    wrong = []
    for name in sorted(listed.keys() - parts.keys()):
        wrong.append((f"缺少部分“{name}”", f"the part '{name}' is missing"))
    for name in sorted(parts.keys() - listed.keys())[:20]:
        wrong.append((f"多出部分“{name[:80]}”", f"the part '{name[:80]}' is not in the manifest"))
    for name in sorted(listed.keys() & parts.keys()):
        if len(parts[name]) != listed[name].size or _sha(parts[name]) != listed[name].sha256:
            wrong.append((f"部分“{name}”被改动", f"the part '{name}' was changed"))
    return wrong
