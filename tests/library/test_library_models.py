"""The models we ship: each is right, its examples pass, its page is what the generator writes, its law was read."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest

from mingjian.collision.operators.absence import Absence
from mingjian.collision.operators.absent import Absent
from mingjian.engines import Kind
from mingjian.library import shipped, shipped_models
from mingjian.models import check_model, load_model, model_page
from mingjian.models import test_model as run_all
from mingjian.models.compile import compile_model
from mingjian.models.scans import code_scan, empty_scan
from mingjian.models.tolerant import tolerant_columns
from mingjian.province.plants import MODELS

NAMES = list(shipped_models())


def test_each_is_one_of_the_catalogue_and_planted_in_the_province():
    entries = [load_model(folder).definition.catalogue for folder in shipped_models().values()]
    assert len(entries) >= 14
    assert sorted(entries) == sorted(MODELS)
    with pytest.raises(KeyError):
        shipped("no-such-model")


@pytest.mark.parametrize("name", NAMES)
def test_examples(name):
    model = load_model(shipped(name))
    assert model.id == name
    found = run_all(model)
    assert found.ok, found.text("en")
    assert found.seconds < 30  # well under a second on a free machine; test machines are shared
    assert any(case.clues for case in found.cases)
    silent = {case.trap for case in found.cases if not case.clues and case.trap}
    named = {trap.id for trap in model.definition.traps if trap.handlers != ["verification"]}
    assert named <= silent, f"no silent example for {named - silent}"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_up_to_date(name):
    folder = shipped(name)
    written = (folder / "README.md").read_text(encoding="utf-8")
    assert written == model_page(load_model(folder)), "run: uv run python scripts/reference_pages.py"


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_stable_text_and_everything_is_said_twice(name):
    model = load_model(shipped(name))
    numbers = {
        "award_number",
        "case_number",
        "decision_number",
        "licence_number",
        "patch_number",
        "penalty_number",
        "shop_number",
    }
    assert {"id_number", "uscc", *numbers} & set(model.clue.key)
    for text in [model.title, model.definition.problem, *(model.rule_texts.values() or [model.clue.says])]:
        assert re.search(r"[\u4e00-\u9fff]", text.zh), text.zh
        assert re.search(r"[A-Za-z]", text.en), text.en
    assert all(basis.from_.year >= 1979 for basis in model.definition.basis)


def test_names_reach_the_absences_of_every_model():
    """No model gives up telling persons of damaged numbers by name; R05 need not even say how, behind its union."""
    for name in NAMES:
        absences = [step.operator for step in load_model(shipped(name)).steps if isinstance(step.operator, Absent)]
        assert all(operator.weak != "none" for operator in absences)
    text = (shipped("theft-penalties-not-filed") / "model.yaml").read_text(encoding="utf-8")
    assert "weak: {name: name}" in text
    assert check_model(text.replace("    weak: {name: name}\n", ""))[1] == []


@pytest.mark.parametrize("name", NAMES)
def test_numbers_reach_the_absences(name):
    """Where steps lose the number beside a subject, whoever has the same name and a damaged number would be its own."""
    model = load_model(shipped(name))
    scans = {
        alias: code_scan(alias, need) if need.codes is not None else empty_scan(alias, need, covered=())
        for alias, need in model.needs.items()
    }
    compiled = compile_model(model, scans, as_of=dt.date(2025, 6, 30), ready=False)
    asked = [(one.name, one.bound.possible) for one in compiled.plan.steps if isinstance(one.bound, Absence)]
    lost = [
        step
        for step, possible in asked
        if possible.asked and {right.kind for right in possible.keys.right} & {Kind.SUBJECT, Kind.IDENTIFIER}
        if None in possible.identifiers
    ]
    assert lost == []


def test_open_ends_are_guarded_against_damage():
    """A damaged day of leaving is not "still inside"."""
    model = load_model(shipped("pension-paid-in-custody"))
    assert "left_on" in tolerant_columns(model.needs, model.steps)["custody"]


@pytest.mark.realdata
def test_cited_articles_exist():
    """Articles said to be verified stand in the statute texts."""
    root = os.environ.get("MINGJIAN_DATA")
    file = Path(root or "") / "lawrefbook" / "statutes.jsonl"
    if not root or not file.is_file():
        pytest.skip("MINGJIAN_DATA is not set: the shared statutes are absent")
    known: set[tuple[str, str]] = set()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            known.add((re.sub(r"[\s　]", "", row["law"]), row["article"].replace(" ", "")))
    missing = []
    for folder in shipped_models().values():
        for basis in load_model(folder).definition.basis:
            if not basis.verified:
                continue
            article = str(basis.article).split("-")[0]
            number, _, inserted = article.partition("之")
            text = f"第{_chinese(int(number))}条" + (f"之{_chinese(int(inserted))}" if inserted else "")
            law = re.sub(r"[\s　]", "", basis.law)
            laws = {law, law.replace("关于适用财产刑", "于适用财产刑")}  # the title of the shared file lacks 关
            if not any((one, text) in known for one in laws):
                missing.append((folder.name, basis.law, text))
    assert not missing


def _chinese(number: int) -> str:
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    figures = str(number)
    text = "".join(
        digits[int(one)] + (units[len(figures) - 1 - place] if one != "0" else "") for place, one in enumerate(figures)
    )
    text = re.sub("零+", "零", text).rstrip("零")
    return text[1:] if 10 <= number < 20 else text
