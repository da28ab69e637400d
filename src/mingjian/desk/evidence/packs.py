"""Packs for the pages: the list, and a pack whole, as the reader's office uses it."""

from __future__ import annotations

from mingjian.assist.evidence import Pack, coverage_map, forms, shipped_packs
from mingjian.assist.evidence.coverage import title_of
from mingjian.assist.evidence.kinds import EVIDENCE, kinds
from mingjian.assist.evidence.laws import cited
from mingjian.assist.evidence.pack import ELEMENTS, Level, Need, PackFile, Point
from mingjian.assist.evidence.records import STAGES
from mingjian.assist.evidence.report import NOTICE
from mingjian.assist.evidence.rule import KINDS_OF_RULE
from mingjian.desk.errors import NotFound
from mingjian.desk.evidence.file_schemas import EvidenceField, EvidenceForm, EvidenceForms, EvidenceMaterial
from mingjian.desk.evidence.layered import packs_of
from mingjian.desk.evidence.pack_schemas import (
    PackFact,
    PackFavourable,
    PackList,
    PackNeed,
    PackPage,
    PackPoint,
    PackRow,
)
from mingjian.desk.evidence.telling import told_articles
from mingjian.desk.evidence.words import EACH, named
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text, coded, text
from mingjian.models.enumerations import Line

__all__ = ["evidence_forms", "fact_info", "list_packs", "may_edit_packs", "may_make", "pack_page"]


def may_edit_packs(user: User) -> bool:
    """Heads of department and chiefs: the layer is part of what they ask of those who send cases."""
    return user.may(Right.REVIEW_LETTER)


def may_make(user: User) -> bool:
    """Who handles cases makes case files."""
    return user.may(Right.HANDLE)


def list_packs(user: User) -> PackList:
    """Every pack with its version, its layers and what of it is unverified."""
    packs, problems = packs_of(user.office)
    reach = coverage_map(packs)
    rows = [
        PackRow(
            pack=one.id, title=text(one.file.title), charge=one.file.charge or "", version=one.file.version,
            layers=list(one.layers), points=row["points"], needs=row["needs"], favourable=row["favourable"],
            without=[named(name, ELEMENTS) for name in row["without"]],
            unverified=told_articles(map(cited, row["unverified"])),
        )
        for one, row in zip(packs.values(), reach["packs"], strict=True)
    ]  # fmt: skip
    return PackList(
        items=rows, charges=reach["charges"], without=reach["without"], may_edit=may_edit_packs(user),
        faults=[Text(zh=one.text("zh"), en=one.text("en")) for one in problems],
    )  # fmt: skip


def pack_page(user: User, name: str) -> PackPage:
    """A pack as a matrix: element, proof point, requirement, source."""
    packs, _ = packs_of(user.office)
    pack = packs.get(name)
    if pack is None:
        raise NotFound
    own = _needs(shipped_packs()[name].file) if name in shipped_packs() else {}
    file = pack.file
    return PackPage(
        pack=pack.id, title=text(file.title), charge=file.charge or "", version=file.version, named=pack.named,
        layers=list(pack.layers), law=told_articles(map(cited, file.law)), facts=fact_info(pack), notice=text(NOTICE),
        points=[
            PackPoint(
                name=key, element=named(point.element, ELEMENTS), title=text(point.title), core=point.core,
                sources=point.sources, needs=[_need(need, own.get(need.id)) for need in point.needs],
            )
            for key, point in _by_element(file)
        ],
        favourable=[
            PackFavourable(id=one.id, title=text(one.title), asks=text(one.asks),
                           sources=told_articles(map(cited, one.ref)))
            for one in file.favourable
        ],
        may_edit=may_edit_packs(user),
    )  # fmt: skip


def fact_info(pack: Pack) -> list[PackFact]:
    """The facts a pack's conditions ask people for."""
    return [PackFact(name=name, title=text(one.title), kind=one.kind) for name, one in pack.file.facts.items()]


def evidence_forms(user: User) -> EvidenceForms:
    """The forms of records, made from the library's definitions, and the lists that are chosen from."""
    packs, _ = packs_of(user.office)
    charges = [one.file.charge for one in packs.values() if one.file.charge]
    return EvidenceForms(
        forms=[
            EvidenceForm(
                name=form.list, label=Text(zh=form.zh, en=form.en),
                fields=[
                    EvidenceField(
                        name=one.name, label=Text(zh=one.zh, en=one.en), kind=one.kind, many=one.many,
                        required=one.required, choices=[Coded(code=c, zh=zh, en=en) for c, zh, en in one.choices],
                        target=one.target, start=one.start,
                    )
                    for one in form.fields
                ],
            )
            for form in forms()
        ],
        materials=[
            EvidenceMaterial(code=one.code, zh=one.zh, en=one.en, evidence=named(one.evidence, EVIDENCE))
            for one in kinds().values()
        ],
        charges=charges, stages=[named(one, STAGES) for one in STAGES], levels=[coded(one.value, one) for one in Level],
        elements=[named(one, ELEMENTS) for one in ELEMENTS], each=[named(one, EACH) for one in EACH],
        kinds=[named(one, KINDS_OF_RULE) for one in KINDS_OF_RULE],
        lines=[coded(one.value, one) for one in _lines(user)], may_make=may_make(user),
    )  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _lines(user: User) -> list[Line]:
    """The user's lines, the one most case files are of first."""
    return sorted((one for one in Line if one in user.line_set), key=lambda one: one is not Line.CRIMINAL)


def _by_element(file: PackFile) -> list[tuple[str, Point]]:
    order = list(ELEMENTS)
    return sorted(file.points.items(), key=lambda one: order.index(one[1].element))


def _needs(file: PackFile) -> dict[str, Need]:
    return {need.id: need for point in file.points.values() for need in point.needs}


def _need(need: Need, ours: Need | None) -> PackNeed:
    return PackNeed(
        id=need.id, title=text(title_of(need)), any_of=need.any_of, level=coded(need.level.value, need.level),
        stage=named(need.stage, STAGES), each=named(need.each, EACH) if need.each else None, when=need.when or "",
        sources=told_articles(map(cited, need.ref)), layer=need != ours,
    )  # fmt: skip
