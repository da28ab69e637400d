"""The files of a work, each made blind by its kind, and the numbers they get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingjian.contest.blinding.models import blind_yaml
from mingjian.contest.blinding.package import Part
from mingjian.contest.blinding.pages import blind_pdf
from mingjian.contest.blinding.pictures import blind_picture
from mingjian.contest.blinding.plain import blind_text
from mingjian.contest.blinding.sheet import FileSheet, Sheet
from mingjian.contest.blinding.words import blind_word
from mingjian.contest.completeness import part_of
from mingjian.contest.completeness.sniffing import kind_of, named_kind
from mingjian.contest.definition import Material
from mingjian.trust.digests import sha256_bytes

__all__ = ["Made", "made_blind", "numbered"]

_TEXTS = {"md", "txt", "sql", "py", "yaml"}
_MODEL = "model.yaml"
_KEPT = (_MODEL, "README.md")
"""Names within a model folder that say what a file is and not whose."""
_ALIEN = {
    "archive": ("压缩包", "an archive"),
    "program": ("程序", "a program"),
    "ole": ("旧版或加密的 Office 文件", "an old or encrypted Office file"),
    "binary": ("无法识别的文件", "a file nobody knows"),
}
_BLINDERS: dict[str, Callable[[bytes, FileSheet], bytes | None]] = {
    **dict.fromkeys(("md", "txt", "sql", "py"), blind_text),
    "yaml": blind_yaml,
    "docx": blind_word,
    "pdf": blind_pdf,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file without names."""

    kind: str
    data: bytes


def made_blind(files: Mapping[str, bytes], sheet: Sheet) -> dict[str, Made]:
    """What can be in the package, by original name; the rest is on the sheet."""
    out: dict[str, Made] = {}
    for name in sorted(files):
        made = _made(name, files[name], sheet.file(name, files[name]))
        if made is not None:
            out[name] = made
    return out


def _made(name: str, data: bytes, page: FileSheet) -> Made | None:
    if not data:
        page.leave("empty", "空文件", "an empty file")
        return None
    real, claimed = kind_of(data), named_kind(name)
    kind = claimed if real == "text" and claimed in _TEXTS else "txt" if real == "text" else real
    if kind in ("png", "jpg"):
        picture = blind_picture(data, page)
        return None if picture is None else Made(*picture)
    blinder = _BLINDERS.get(kind)
    if blinder is None:
        zh, en = _ALIEN.get(kind, (kind, kind))
        page.leave(kind, f"{zh}不能匿名", f"{en} cannot be blinded")
        return None
    done = blinder(data, page)
    return None if done is None else Made(kind, done)


def numbered(
    made: Mapping[str, Made], sheet: Sheet, materials: Mapping[str, Material]
) -> tuple[tuple[Part, ...], dict[str, bytes]]:
    """Parts and files in an order that does not depend on who made the work: by material, kind, the name without names,
    what is in them. A model folder is one number, its files lie under it."""
    folders = {name.removesuffix(_MODEL) for name in made if name.rpartition("/")[2] == _MODEL}
    units: dict[str, list[str]] = {}
    for name in made:
        units.setdefault(
            max((one for one in folders if one and name.startswith(one)), key=len, default=name), []
        ).append(name)
    if "" in folders:
        units = {"": list(made)}
    places = {name: place for place, name in enumerate(materials)}

    def key(unit: str) -> tuple[int, str, str, str]:
        material, kind = part_of(unit or _MODEL, materials) or "", "model" if unit in folders else made[unit].kind
        digests = "".join(sorted(sha256_bytes(made[name].data) for name in units[unit]))
        return places.get(material, len(places)), kind, sheet.blinded(unit), digests

    parts: list[Part] = []
    files: dict[str, bytes] = {}
    numbers: dict[str, str] = {}
    for place, unit in enumerate(sorted(units, key=key), 1):
        called = _inner(unit, units[unit], made, sheet) if unit in folders else {unit: f".{made[unit].kind}"}
        for name, tail in called.items():
            one, number = made[name], f"{place:02d}{tail}"
            numbers[name], files[number] = number, one.data
            material = part_of(unit or _MODEL, materials) or ""
            parts.append(Part(number, one.kind, len(one.data), sha256_bytes(one.data), name, material))
    sheet.name(numbers)
    return tuple(parts), files


def _inner(folder: str, names: list[str], made: Mapping[str, Made], sheet: Sheet) -> dict[str, str]:
    """What files of a model folder are called under its number."""
    out: dict[str, str] = {}
    rest = []
    for name in names:
        inner = name.removeprefix(folder)
        if inner in _KEPT:
            out[name] = f"/{inner}"
        else:
            rest.append(name)
    rest.sort(key=lambda one: (made[one].kind, sheet.blinded(one), sha256_bytes(made[one].data)))
    for place, name in enumerate(rest, 1):
        under = "examples/" if name.removeprefix(folder).startswith("examples/") else ""
        out[name] = f"/{under}{place:02d}.{made[name].kind}"
    return dict(sorted(out.items(), key=lambda one: one[1]))
