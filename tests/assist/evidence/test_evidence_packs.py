"""Packs: those that ship are whole, cite what exists, and an office's layer may add and tighten only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingjian.assist.evidence import check_pack, coverage_map, load_packs, shipped_packs, shipped_rules
from mingjian.assist.evidence.kinds import kinds
from mingjian.assist.evidence.laws import cited, laws
from mingjian.law import charge
from mingjian.models.problems import ModelErrors

LAYER = """\
pack: theft-city
version: 1.0.0
title: {zh: 本市补充, en: City}
adds_to: theft
office: 某市检察院
points:
  taking:
    element: conduct
    core: true
    sources: 3
    title: {zh: 嫌疑人实施盗窃, en: That he took it}
    needs:
      - {id: told, any_of: [interrogation], level: must, stage: arrest, ref: [刑诉法50-2-5]}
      - {id: film, any_of: [scene_video], level: should, ref: [刑诉法50-2-8]}
"""


def references() -> set[str]:
    """Everything that ships cites."""
    told = {one for rule in shipped_rules().values() for one in rule.file.ref}
    for pack in shipped_packs().values():
        told |= {one for point in pack.file.points.values() for need in point.needs for one in need.ref}
        told |= {one for speaking in pack.file.favourable for one in speaking.ref} | set(pack.file.law)
    return told


def test_there_are_packs_for_eighteen_charges_and_more_that_are_charges_of_today() -> None:
    charged = [pack.file.charge for pack in shipped_packs().values() if pack.file.charge]
    assert len(charged) >= 18
    for name in charged:
        known = charge(name)
        assert known is not None, name
        assert known.end is None, name


def test_every_pack_has_a_core_point_its_articles_and_something_that_speaks_for_the_suspect() -> None:
    for pack in shipped_packs().values():
        assert pack.file.favourable, pack.id
        if pack.file.charge:
            assert pack.file.law, pack.id
            assert any(point.core for point in pack.file.points.values()), pack.id


def test_every_kind_of_material_has_names_and_what_is_cited_has_dates() -> None:
    assert all(one.zh and one.en for one in kinds().values())
    for reference in references():
        found = cited(reference)
        assert found.law.start
        assert found.law.verified or found.law.why
        assert found.law.verified == ("未核对" not in found.text())
    assert {cited(one).law.short for one in references()} == set(laws()), "a law in the table that nothing cites"


@pytest.mark.realdata
def test_every_verified_article_is_in_the_published_text() -> None:
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    texts = published(Path(data) / "lawrefbook" / "statutes.jsonl")
    for reference in sorted(references()):
        found = cited(reference)
        if found.law.verified:
            text = texts.get((found.law.title, found.article.number, found.article.inserted))
            assert text is not None, reference
            assert found.article.paragraph <= len(text), reference


def published(file: Path) -> dict[tuple[str, int, int], list[str]]:
    """Articles of the laws of the table in their newest text, as paragraphs; items are no paragraphs."""
    import json

    from mingjian.law import short_title
    from mingjian.law.articles import parse_code

    wanted = {short_title(law.title): law.title for law in laws().values()}
    newest: dict[tuple[str, int, int], tuple[str, list[str]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        title = wanted.get(short_title(row["law"]))
        if title is None:
            continue
        try:
            key = (title, *parse_code(row["article"]))
        except ValueError:
            continue
        day = row["date"] or "9"
        if key not in newest or newest[key][0] <= day:
            lines = [one for one in row["text"].split("\n") if one.strip() and not one.strip().startswith("（")]
            newest[key] = (day, lines)
    return {key: lines for key, (_, lines) in newest.items()}


def test_a_layer_adds_and_tightens(tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text(LAYER, encoding="utf-8")
    theft = load_packs(tmp_path)["theft"]
    taking = theft.file.points["taking"]
    assert (taking.sources, [need.id for need in taking.needs]) == (3, ["scene", "link", "told", "film"])
    assert theft.named == "theft 1.0.0 + theft-city 1.0.0 (某市检察院)"
    assert shipped_packs()["theft"].file.points["taking"].sources == 2


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("sources: 3", "sources: 1", "points.taking.sources"),
        ("level: must, stage: arrest", "level: should, stage: prosecution", "points.taking.needs.0.stage"),
        ("any_of: [interrogation]", "any_of: [interrogation, codefendant]", "points.taking.needs.0.any_of"),
        ("core: true", "core: false", "points.taking"),
        ("adds_to: theft\n", "adds_to: thefts\n", "adds_to"),
    ],
)
def test_a_layer_that_loosens_is_refused_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    (tmp_path / "city.yaml").write_text(LAYER.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelErrors) as raised:
        load_packs(tmp_path)
    assert place in {one.path for one in raised.value.problems}


def test_every_mistake_of_a_pack_is_told_at_once_with_its_place_and_the_nearest_name() -> None:
    text = (
        LAYER.replace("adds_to: theft\noffice: 某市检察院\n", "charge: 盗切罪\n")
        .replace("scene_video", "scene_vido")
        .replace("刑诉法50-2-8", "刑诉发50")
        .replace("level: must", "level: may, when: minor_suspct")
    )
    found, problems = check_pack(text)
    assert found is None
    assert {one.path for one in problems} == {
        "charge", "points.taking.needs.0.when", "points.taking.needs.1.any_of.0", "points.taking.needs.1.ref.0",
    }  # fmt: skip
    assert {near for one in problems for near in one.nearest} == {"盗窃罪", "minor_suspect", "scene_video", "刑诉法"}


def test_the_map_of_packs_tells_what_is_unverified_and_how_many_charges_have_none() -> None:
    found = coverage_map(shipped_packs())
    rows = {row["pack"]: row for row in found["packs"]}
    assert "毒品程序规定12" in rows["drug-trafficking"]["unverified"]
    assert rows["theft"]["unverified"] == []
    assert 0 < found["without"] < found["charges"]


def test_a_pack_of_an_office_takes_the_place_of_none_that_ships(tmp_path: Path) -> None:
    own = LAYER.replace("pack: theft-city", "pack: theft").replace("adds_to: theft\n", "charge: 盗窃罪\n")
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    with pytest.raises(ModelErrors, match="adds_to"):
        load_packs(tmp_path)
    (tmp_path / "own.yaml").write_text(own.replace("pack: theft", "pack: arson").replace("盗窃罪", "放火罪"), "utf-8")
    assert load_packs(tmp_path)["arson"].file.charge == "放火罪"
