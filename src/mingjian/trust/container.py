"""A signed file of parts: a zip with a manifest that names each part's SHA-256, signed with Ed25519 (RFC 8032).

    manifest.json    what the file is, as its format says, and its parts: name, size, sha256
    signature.json   algorithm, key (SHA-256 of the public key), signature over the bytes of manifest.json
    …                the parts, as the manifest names them, and nothing else

Opening checks everything that can be checked and tells all that is wrong; nothing of a refused file is used. What a
format is for (who may send it, until when it holds) is checked by who asks (`unpack`).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = [
    "Format", "Hash", "Listed", "Opened", "Part", "Reason", "Refused", "fingerprint", "pack", "public_key", "unpack",
]  # fmt: skip

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Reason = tuple[str, str]
_TOO_MUCH: Reason = ("文件内容过多、过大或重复", "it holds too much, or one part twice")


class Frozen(BaseModel):
    """A record as it is written into such a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Part(Frozen):
    """A part of the file."""

    name: str = Field(pattern=r"^[a-z]+/[0-9a-z._-]{1,120}$")
    size: int = Field(ge=0)
    sha256: Hash


class Listed(Frozen):
    """What every manifest has: its parts, named last by whoever packs."""

    parts: tuple[Part, ...]


class Signature(Frozen):
    """Who signed the manifest, with which key."""

    algorithm: Literal["Ed25519"]
    key: Hash
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class Refused(ValueError):
    """A file that is not taken: all the reasons, in both languages."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("; ".join(en for _, en in reasons))
        self.zh, self.en = "；".join(zh for zh, _ in reasons), "; ".join(en for _, en in reasons)


M = TypeVar("M", bound=Listed)


@dataclass(frozen=True)
class Format(Generic[M]):
    """A kind of file. ``name`` stands before what is signed, so that no signature is good for two formats; ``said`` is
    what people call it."""

    name: str
    manifest: type[M]
    said: Reason
    most_parts: int = 2000
    most_bytes: int = 200_000_000

    @property
    def domain(self) -> bytes:
        """What is signed begins with it."""
        return f"{self.name}\n".encode()


@dataclass(frozen=True)
class Opened(Generic[M]):
    """A file that was checked whole. ``key`` is the fingerprint of who signed it."""

    manifest: M
    parts: Mapping[str, bytes]
    sha256: str
    key: str

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


def pack(form: Format[M], given: Mapping[str, Any], parts: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The bytes of a file; ``given`` is the manifest without its parts."""
    listed = [{"name": name, "size": len(data), "sha256": _sha(data)} for name, data in sorted(parts.items())]
    said = form.manifest.model_validate({**given, "parts": listed}).model_dump_json(by_alias=True).encode()
    made = key.sign(form.domain + said).hex()
    signed = {"algorithm": "Ed25519", "key": fingerprint(key.public_key()), "signature": made}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, said)
        packed.writestr(SIGNATURE, json.dumps(signed))
        for name, data in sorted(parts.items()):
            packed.writestr(name, data)
    return buffer.getvalue()


def unpack(
    form: Format[M],
    data: bytes,
    key_of: Callable[[M], Ed25519PublicKey | Reason],
    wrong_with: Callable[[M], Iterable[Reason]] = lambda _: (),
) -> Opened[M]:
    """Open a file: its form, who signed it, what ``wrong_with`` finds, and every part. Raises `Refused` with all
    reasons. ``key_of`` gives the key that must have signed, or why there is none."""
    manifest, said, signature, parts = _read(form, data)
    wrong = [*_signed_wrong(form, said, signature, key_of(manifest)), *wrong_with(manifest)]
    wrong += _parts_wrong(manifest, parts)
    if wrong:
        raise Refused(*wrong)
    return Opened(manifest, parts, _sha(data), signature.key)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _signed_wrong(form: Format[M], said: bytes, signature: Signature, key: Ed25519PublicKey | Reason) -> list[Reason]:
    if isinstance(key, tuple):
        return [key]
    if fingerprint(key) != signature.key:
        return [("签名所用密钥不是发送院登记的密钥", "it was signed with another key than the sender's")]
    try:
        key.verify(bytes.fromhex(signature.signature), form.domain + said)
    except InvalidSignature:
        return [("签名无效：文件清单被改动", "the signature is not valid: the manifest was changed")]
    return []


def _read(form: Format[M], data: bytes) -> tuple[M, bytes, Signature, dict[str, bytes]]:
    broken = f"不是{form.said[0]}，或文件不完整", f"this is no {form.said[1]}, or it is not whole"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            names = [one.filename for one in infos]
            too_much = len(infos) > form.most_parts + 2 or sum(one.file_size for one in infos) > form.most_bytes
            if too_much or len(set(names)) < len(names):
                raise Refused(_TOO_MUCH)
            read = {one.filename: _whole(packed, one) for one in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Refused(broken) from None
    if MANIFEST not in read or SIGNATURE not in read:
        raise Refused(broken)
    said = read.pop(MANIFEST)
    try:
        manifest = form.manifest.model_validate_json(said)
        signature = Signature.model_validate_json(read.pop(SIGNATURE))
    except (ValidationError, ValueError):
        raise Refused(
            ("文件清单或签名的格式不符", "manifest or signature are not in the form of this format")
        ) from None
    if len(manifest.parts) > form.most_parts:
        raise Refused(_TOO_MUCH)
    return manifest, said, signature, read


def _whole(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part, never more of it than the directory says."""
    with packed.open(info) as part:
        return part.read(info.file_size + 1)


def _parts_wrong(manifest: Listed, parts: Mapping[str, bytes]) -> list[Reason]:
    listed = {one.name: one for one in manifest.parts}
    wrong = [(f"缺少部分“{name}”", f"the part '{name}' is missing") for name in sorted(listed.keys() - parts.keys())]
    for name in sorted(parts.keys() - listed.keys())[:20]:
        wrong.append((f"多出部分“{name[:80]}”", f"the part '{name[:80]}' is not in the manifest"))
    for name in sorted(listed.keys() & parts.keys()):
        if len(parts[name]) != listed[name].size or _sha(parts[name]) != listed[name].sha256:
            wrong.append((f"部分“{name}”被改动", f"the part '{name}' was changed"))
    return wrong
