"""A model as one signed file that goes from network to network, and the word that takes one back.

    manifest.json              what it is: kind, sender, model, version, fingerprint
    signature.json             Ed25519, as of every signed file of the house (`trust.container`)
    model/model.yaml           the model, its bytes
    examples/….yaml            its examples
    records/record.json        what happened to it, and its figures: offices and numbers, nobody's name

It has no addressee and no end. Opened in this order: size and number of parts, form, signature, a known key, every
digest, file names, no number that could be somebody's, the model and its examples in a child process, the fingerprint.
Whatever fails, nothing of the file is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, ValidationError

from mingjian.models import ModelErrors, parse_model
from mingjian.models.enumerations import Line
from mingjian.models.source import MAX_BYTES
from mingjian.shelf.identifiers import identities
from mingjian.shelf.trying import Tried, tried
from mingjian.standards.wrong_value import listed
from mingjian.trust.container import Format, Frozen, Listed, Reason, Refused, pack, unpack

__all__ = ["Bundle", "Figures", "Fork", "Manifest", "Record", "Review", "open_bundle", "pack_model", "pack_withdrawal"]

Kind = Literal["model", "withdrawal"]
Short = Annotated[str, Field(max_length=300)]
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,40}$")]
ModelId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Version = Annotated[str, Field(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,4}$")]
Print = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
MAX_FILE = 3 * MAX_BYTES
MODEL, RECORD = "model/model.yaml", "records/record.json"
_EXAMPLE = re.compile(r"examples/[0-9a-z_-]{1,60}\.yaml")
_FITS = re.compile(r"[0-9a-z_-]{1,60}\.yaml")


class Fork(Frozen):
    """What a model was made from."""

    model: ModelId
    version: Version
    fingerprint: Print


class Review(Frozen):
    """A step of its life: what, when, by which office, with which words."""

    action: Code
    at: datetime
    office: Short
    why: Annotated[str, Field(max_length=4000)] = ""


class Figures(Frozen):
    """What was counted where it ran, by version. None: it could not be told."""

    at: date
    runs: int = Field(0, ge=0)
    offices: int = Field(0, ge=0, description="that ran it")
    clues: int = Field(0, ge=0)
    confirmed: int = Field(0, ge=0)
    rejected: int = Field(0, ge=0)
    precision: float | None = Field(None, ge=0, le=1)
    low: float | None = Field(None, ge=0, le=1)
    high: float | None = Field(None, ge=0, le=1)
    undetermined: int | None = Field(None, ge=0)


class Record(Frozen):
    """What goes with a model."""

    forked_from: Fork | None = None
    reviews: tuple[Review, ...] = ()
    figures: Figures | None = None


class Manifest(Listed):
    """The manifest of a bundle. A withdrawal has a reason and no parts."""

    format: Literal["mingjian-shelf@1"] = "mingjian-shelf@1"
    kind: Kind
    sender: Code
    sender_name: Short
    made_at: datetime
    model: ModelId
    version: Version
    fingerprint: Print
    title_zh: Short = ""
    title_en: Short = ""
    line: Line | None = None
    reason: Annotated[str, Field(max_length=4000)] = ""


FORMAT = Format("mingjian-shelf@1", Manifest, ("模型包", "model bundle"), most_parts=40, most_bytes=4 * MAX_BYTES)


@dataclass(frozen=True)
class Bundle:
    """A bundle that was checked whole. ``files`` are those of the model folder; empty for a withdrawal."""

    manifest: Manifest
    files: Mapping[str, str]
    record: Record
    sha256: str
    key: str


Keys = Mapping[str, Ed25519PublicKey]
"""Office code → the key it signs with, as it was compared by telephone."""


def pack_model(
    files: Mapping[str, str], key: Ed25519PrivateKey, *, sender: str, sender_name: str, made_at: datetime,
    record: Record | None = None, trial: Callable[[str, Mapping[str, str]], Tried] = tried,
) -> bytes:  # fmt: skip
    """A model folder (`model.yaml`, `examples/….yaml`) as a bundle. Raises `Refused` where it may not leave: it is no
    whole model, an example fails, or a number in it could be somebody's."""
    told = record or Record()
    wrong = _leaks({**files, RECORD: told.model_dump_json()})
    try:
        model = parse_model(files["model.yaml"], "model.yaml")
    except ModelErrors as errors:
        raise Refused(*wrong, *((one.text("zh"), one.text("en")) for one in errors.problems)) from None
    examples = _example_parts(files)
    wrong += list(trial(files["model.yaml"], examples).wrong)
    if wrong:
        raise Refused(*wrong)
    parts = {MODEL: files["model.yaml"].encode(), RECORD: told.model_dump_json().encode()}
    parts |= {name: text.encode() for name, text in examples.items()}
    given = {
        "kind": "model", "sender": sender, "sender_name": sender_name, "made_at": made_at, "model": model.id,
        "version": model.version, "fingerprint": model.fingerprint, "title_zh": model.title.zh,
        "title_en": model.title.en, "line": model.definition.line,
    }  # fmt: skip
    return _packed(given, parts, key)


def pack_withdrawal(
    key: Ed25519PrivateKey, *, sender: str, sender_name: str, made_at: datetime, model: str, version: str,
    fingerprint: str, reason: str,
) -> bytes:  # fmt: skip
    """The word that a version has a fault, for those who took it from a bundle."""
    given = {
        "kind": "withdrawal", "sender": sender, "sender_name": sender_name, "made_at": made_at, "model": model,
        "version": version, "fingerprint": fingerprint, "reason": reason,
    }  # fmt: skip
    if not reason.strip():
        raise Refused(("撤回须写明理由", "a withdrawal needs its reason"))
    if wrong := _leaks({"reason": reason}):
        raise Refused(*wrong)
    return _packed(given, {}, key)


def open_bundle(data: bytes, keys: Keys, *, trial: Callable[[str, Mapping[str, str]], Tried] = tried) -> Bundle:
    """Open a bundle. Raises `Refused` with all that was found wrong at the first check that fails."""
    if len(data) > MAX_FILE:
        raise Refused((f"文件超过 {MAX_FILE // MAX_BYTES} MB", f"the file is larger than {MAX_FILE // MAX_BYTES} MB"))
    opened = unpack(FORMAT, data, lambda manifest: _key(manifest, keys))
    manifest = opened.manifest
    if manifest.kind == "withdrawal":
        return Bundle(manifest, {}, Record(), opened.sha256, opened.key) if _is_word(manifest) else _never()
    _names(opened.parts)
    files = _texts(opened.parts)
    if wrong := _leaks(files):
        raise Refused(*wrong)
    try:
        record = Record.model_validate_json(files.pop(RECORD))
    except (ValidationError, ValueError):
        raise Refused(("流转记录的格式不符", "its record is not in the form of this format")) from None
    folder = {"model.yaml": files.pop(MODEL), **files}
    found = trial(folder["model.yaml"], {name: text for name, text in folder.items() if name != "model.yaml"})
    if found.wrong:
        raise Refused(*found.wrong)
    _same(manifest, folder["model.yaml"], found)
    return Bundle(manifest, folder, record, opened.sha256, opened.key)


# -- within ----------------------------------------------------------------------------------------------


def _packed(given: Mapping[str, Any], parts: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    try:
        data = pack(FORMAT, given, parts, key)
    except ValidationError as error:
        zh, en = listed(error.errors())
        raise Refused((f"内容不合要求：{zh}", f"it is not as it must be: {en}")) from None
    if len(data) > MAX_FILE or sum(map(len, parts.values())) > FORMAT.most_bytes or len(parts) > FORMAT.most_parts:
        raise Refused(("模型文件过大或过多", "its files are too large or too many"))
    return data


def _key(manifest: Manifest, keys: Keys) -> Ed25519PublicKey | Reason:
    known = keys.get(manifest.sender)
    if known is not None:
        return known
    zh = f"发送院“{manifest.sender_name}”（{manifest.sender}）的公钥没有登记"
    return zh, f"the key of its sender, {manifest.sender_name} ({manifest.sender}), is not known here"


def _is_word(manifest: Manifest) -> bool:
    return not manifest.parts and bool(manifest.reason.strip()) and not _leaks({"reason": manifest.reason})


def _never() -> Bundle:
    raise Refused(("撤回通知的格式不符", "this withdrawal is not in the form of this format"))


def _names(parts: Mapping[str, bytes]) -> None:
    wrong = [
        (f"不应有文件“{name}”", f"there should be no file '{name}'") for name in sorted(parts)
        if name not in (MODEL, RECORD) and not _EXAMPLE.fullmatch(name)
    ]  # fmt: skip
    wrong += [(f"缺少“{name}”", f"'{name}' is missing") for name in (MODEL, RECORD) if name not in parts]
    large = [name for name, data in parts.items() if len(data) > MAX_BYTES]
    wrong += [(f"“{name}”超过 1 MB", f"'{name}' is larger than 1 MB") for name in large]
    if wrong:
        raise Refused(*wrong)


def _texts(parts: Mapping[str, bytes]) -> dict[str, str]:
    texts, wrong = {}, []
    for name, data in parts.items():
        try:
            texts[name] = data.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append((f"“{name}”不是 UTF-8 文本", f"'{name}' is no UTF-8 text"))
            continue
        if "\x00" in texts[name]:
            wrong.append((f"“{name}”含有零字符", f"'{name}' holds a zero sign"))
    if wrong:
        raise Refused(*wrong)
    return texts


def _leaks(files: Mapping[str, str]) -> list[Reason]:
    return [one.said for one in identities(files)]


def _example_parts(files: Mapping[str, str]) -> dict[str, str]:
    """Examples under names that a bundle may hold."""
    found: dict[str, str] = {}
    for number, (name, text) in enumerate(sorted(files.items()), 1):
        if name.startswith("examples/"):
            plain = name.removeprefix("examples/")
            found[f"examples/{plain}" if _FITS.fullmatch(plain) else f"examples/{number:03d}.yaml"] = text
    return found


def _same(manifest: Manifest, text: str, found: Tried) -> None:
    model = parse_model(text, "model.yaml")
    told = (manifest.model, manifest.version, manifest.fingerprint, manifest.line)
    if told != (model.id, model.version, model.fingerprint, model.definition.line) or (
        found.fingerprint != model.fingerprint
    ):
        raise Refused(("模型与清单所写的标识、版本或指纹不符", "the model is not the one the manifest names: its id, "
                       "version, line or fingerprint differ"))  # fmt: skip
