"""Packs read with the place of every mistake, all at once; layers of an office laid over them; those that ship."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from mingjian.assist.evidence.computed import COMPUTED
from mingjian.assist.evidence.kinds import kinds
from mingjian.assist.evidence.laws import cited, laws
from mingjian.assist.evidence.pack import FactName, Favourable, Need, PackFile, Point
from mingjian.assist.evidence.terms import Condition, compile_condition, problems_in
from mingjian.assist.evidence.tightening import loosened
from mingjian.engines import Kind
from mingjian.law import charge, charges
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Path as Place
from mingjian.models.source import Source, read_source

__all__ = ["BASE", "Pack", "check_pack", "facts_of", "lay_packs", "load_packs", "parse_pack", "shipped_packs"]

BASE = "base"


@dataclass(frozen=True)
class Pack:
    """A pack with its conditions compiled. ``layers``: what was laid over it, as `name version (office)`."""

    file: PackFile
    conditions: Mapping[str, Condition]
    layers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its short name."""
        return self.file.pack

    @property
    def named(self) -> str:
        """Name and version, with its layers."""
        return " + ".join([f"{self.id} {self.file.version}", *self.layers])

    def condition(self, need: Need) -> Condition | None:
        """The compiled condition of a requirement."""
        return self.conditions[need.when] if need.when is not None else None


def facts_of(file: PackFile, *others: PackFile) -> dict[str, Kind]:
    """The names a condition of the pack may use: what the records themselves tell, and the facts it declares."""
    named = {name: one.kind for name, one in COMPUTED.items()}
    for pack in (file, *others):
        named |= {name: Kind.BOOLEAN if one.kind == "boolean" else Kind.INTEGER for name, one in pack.facts.items()}
    return named


def check_pack(
    text: str, name: str = "pack.yaml", under: PackFile | None = None
) -> tuple[PackFile | None, list[Problem]]:
    """The pack of a YAML text, or None with every problem, sorted by place. ``under``: what a layer is laid over."""
    source = read_source(text, name)
    problems, whole = list(source.problems), None
    if not isinstance(source.data, dict):
        expected = ("pack: …", "pack: …")
        return None, problems or [
            source.problem((), "证据指引包应为键值映射", "a pack is a mapping", expected=expected)
        ]
    try:
        whole = PackFile.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, PackFile)
    if whole is not None:
        problems += _across(source, whole, under)
    if problems:
        return None, sorted({(p.line, p.column, p.en): p for p in problems}.values(), key=lambda p: (p.line, p.column))
    return whole, []


def parse_pack(text: str, name: str = "pack.yaml") -> Pack:
    """The pack of a YAML text. Raises ModelErrors with every problem."""
    found, problems = check_pack(text, name)
    if found is None:
        raise ModelErrors(problems)
    return _compiled(found)


@cache
def shipped_packs() -> dict[str, Pack]:
    """The packs that ship, by name: the base pack first, then by charge."""
    folder = files("mingjian.assist.evidence").joinpath("data/packs")
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".yaml")}
    found = [parse_pack(text, name) for name, text in sorted(texts.items())]
    return {one.id: one for one in sorted(found, key=lambda one: (one.id != BASE, one.id))}


def load_packs(folder: Path | None = None) -> dict[str, Pack]:
    """The packs that ship with an office's own folder over them: packs of further charges, and layers (`adds_to`).

    Raises ModelErrors with every problem of every file.
    """
    if folder is None:
        return dict(shipped_packs())
    texts, problems = _texts(folder)
    packs, wrong = lay_packs(texts)
    if problems or wrong:
        raise ModelErrors([*problems, *wrong])
    return packs


def lay_packs(texts: Mapping[str, str]) -> tuple[dict[str, Pack], list[Problem]]:
    """The packs that ship with own texts over them (name → text), and every problem; what is wrong is left out.

    Packs come before layers; of two layers over one pack the later is held to what the earlier asks for.
    """
    packs, problems = dict(shipped_packs()), list[Problem]()
    for name, text in sorted(texts.items(), key=lambda one: _adds_to(one[1]) is not None):
        under = packs.get(_adds_to(text) or "")
        found, wrong = check_pack(text, name, under.file if under else None)
        problems += wrong
        if found is None:
            continue
        if under is not None:
            packs[under.id] = _laid(under, found)
        elif found.pack in packs:
            zh, en = f"已有证据指引包“{found.pack}”，请用 adds_to 叠加", f"there is a pack '{found.pack}': add to it"
            problems.append(Problem(name, 1, 1, "pack", zh, en, f"adds_to: {found.pack}", f"adds_to: {found.pack}"))
        else:
            packs[found.pack] = _compiled(found)
    return packs, problems


# -- within ----------------------------------------------------------------------------------------------


def _texts(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = {}, []
    for file in sorted(folder.glob("*.yaml")):
        try:
            texts[str(file)] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8"))
    return texts, problems


def _adds_to(text: str) -> str | None:
    data = read_source(text, "").data
    said = data.get("adds_to") if isinstance(data, dict) else None
    return said if isinstance(said, str) else None


def _compiled(file: PackFile) -> Pack:
    names = facts_of(file)
    wanted = {need.when for point in file.points.values() for need in point.needs if need.when is not None}
    made = {text: compile_condition(text, names) for text in wanted}
    return Pack(file, made)


def _laid(under: Pack, layer: PackFile) -> Pack:
    """A pack with a layer over it: new points and requirements added, those of the same id taken from the layer."""
    points = dict(under.file.points)
    for name, point in layer.points.items():
        points[name] = _over(points[name], point) if name in points else point
    facts: dict[str, FactName] = {**under.file.facts, **layer.facts}
    known = {one.id for one in under.file.favourable}
    speaks: list[Favourable] = [*under.file.favourable, *(one for one in layer.favourable if one.id not in known)]
    merged = under.file.model_copy(update={"points": points, "facts": facts, "favourable": speaks})
    said = f"{layer.pack} {layer.version}" + (f" ({layer.office})" if layer.office else "")
    return replace(_compiled(merged), layers=(*under.layers, said))


def _over(under: Point, layer: Point) -> Point:
    own = {need.id: need for need in layer.needs}
    needs = [own.pop(need.id, need) for need in under.needs]
    return layer.model_copy(update={"needs": [*needs, *own.values()]})


def _across(source: Source, file: PackFile, under: PackFile | None) -> Iterator[Problem]:
    if file.charge is not None and charge(file.charge) is None:
        yield source.problem(
            ("charge",), f"没有罪名“{file.charge}”", f"there is no charge '{file.charge}'",
            nearest=nearest(file.charge, charges()),
        )  # fmt: skip
    for number, reference in enumerate(file.law):
        yield from _reference(source, ("law", number), reference)
    names = facts_of(file, *([under] if under else []))
    seen: dict[str, str] = {}
    for name, point in file.points.items():
        for number, need in enumerate(point.needs):
            at: Place = ("points", name, "needs", number)
            if need.id in seen:
                yield source.problem((*at, "id"), f"编号“{need.id}”重复", f"the id '{need.id}' is used twice")
            seen[need.id] = name
            yield from _need(source, at, need, names)
    for number, one in enumerate(file.favourable):
        for place, reference in enumerate(one.ref):
            yield from _reference(source, ("favourable", number, "ref", place), reference)
    if file.adds_to is not None:
        yield from _layer(source, file, under)


def _need(source: Source, at: Place, need: Need, names: Mapping[str, Kind]) -> Iterator[Problem]:
    for number, alternative in enumerate(need.any_of):
        for code in alternative.split("+"):
            if code not in kinds():
                yield source.problem(
                    (*at, "any_of", number), f"没有材料种类“{code}”", f"there is no kind of material '{code}'",
                    nearest=nearest(code, kinds()),
                )  # fmt: skip
    for number, reference in enumerate(need.ref):
        yield from _reference(source, (*at, "ref", number), reference)
    if need.when is not None:
        yield from problems_in(source, (*at, "when"), need.when, names)
    elif need.level == "may":
        yield source.problem(at, "“视情”的要求要写明条件 when", "a requirement of level may needs a condition: when")


def _reference(source: Source, at: Place, reference: str) -> Iterator[Problem]:
    try:
        cited(reference)
    except LookupError as error:
        known = laws()
        expected = ("、".join(known), ", ".join(known))
        yield source.problem(
            at, f"没有登记的法律“{error.args[0]}”", f"the law '{error.args[0]}' is not in the table", expected=expected,
            nearest=nearest(str(error.args[0]), known),
        )  # fmt: skip
    except ValueError:
        yield source.problem(
            at, f"“{reference}”不是条文", f"'{reference}' is no article", expected=("如 刑诉法118-1",) * 2
        )


def _layer(source: Source, file: PackFile, under: PackFile | None) -> Iterable[Problem]:
    if under is None:
        near = nearest(str(file.adds_to), shipped_packs()) if file.adds_to not in (None, file.pack) else ()
        return [
            source.problem(
                ("adds_to",), f"没有证据指引包“{file.adds_to}”", f"there is no pack '{file.adds_to}'", nearest=near
            )
        ]
    return loosened(source, file, under)
