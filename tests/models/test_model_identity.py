# ruff: noqa: E501 (texts of model files)
"""Fingerprint, sensitivity, schema, explanation and compilation of a model."""

from __future__ import annotations

import datetime as dt

import pytest
from model_texts import GOOD, GROUPED_ABSENCE, NAME, NUMBER, changed

from mingjian.collision import Covered, Scan
from mingjian.models import NotReady, ParameterError, compile_model, explain, parse_model, schema, step_sql
from mingjian.models.relations import need_relation
from mingjian.models.scans import empty_scan

DAY = dt.date(2024, 6, 30)


def test_the_fingerprint_is_of_the_content():
    model = parse_model(GOOD)
    moved = GOOD.replace("line: public_interest\n", "").replace(
        "problem:", "# a comment\nline:   'public_interest'\nproblem:"
    )
    assert parse_model(moved).fingerprint == model.fingerprint
    for change in (
        ("2 months", "3 months"),
        ("count()", "count(month)"),
        ("1.0.0", "1.0.1"),
        ("在途发放", "在途的发放"),
    ):
        assert parse_model(changed(change)).fingerprint != model.fingerprint
    assert model.fingerprint.startswith("sha256:")


def test_the_sensitivity_is_the_highest_of_its_columns():
    assert parse_model(GOOD).sensitivity == 3
    bank = changed(("month, amount, region]}", "month, amount, account, region], show: [account]}"))
    assert parse_model(bank).sensitivity == 4


def test_the_schema_is_made_of_the_same_definitions():
    made = schema()
    steps = made["properties"]["steps"]["additionalProperties"]["oneOf"]
    assert {"$ref": "#/$defs/step_absent"} in steps
    absent = made["$defs"]["step_absent"]
    assert {"absent", "on", "covered"} <= set(absent["properties"])
    assert "covered" in absent["required"]
    const, mapping = absent["properties"]["weak"]["anyOf"][:2]
    assert const["const"] == "none"
    assert (mapping["type"], mapping["minProperties"]) == ("object", 1)
    assert "death_record@1" in made["$defs"]["Need"]["properties"]["standard"]["enum"]
    assert {one["const"] for one in made["$defs"]["Line"]["oneOf"]} >= {"criminal", "public_interest"}
    assert "intact" not in str(steps)  # put in by compile, not written by authors


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_explanation_tells_every_part(lang):
    model = parse_model(GOOD)
    told = explain(model, lang)
    for part in ("after_death", "per_person", "grace", "pension_payment@1"):
        assert part in told
    assert ("按人员匹配" if lang == "zh" else "on person") in told
    assert ("2个月" if lang == "zh" else "2 months") in told
    assert ("社会保险法第88条" if lang == "zh" else "art. 88") in told


def test_the_explanation_warns_of_an_absence_that_tells_nobody():
    on = "on: person\n    where: deaths."
    shown = ("[person, month, amount, region]", "[person, name, month, amount, region]")
    taken = ("take: {month:", "take: {called: last(name), month:")
    told = changed(shown, GROUPED_ABSENCE, NUMBER, NAME, taken)
    for weak, warned in (("none", True), ("{called: name}", False)):
        model = parse_model(told.replace(on, f"weak: {weak}\n    {on}"))
        assert ("注意：" in explain(model, "zh")) is warned
        assert ("Caution: rows of" in explain(model, "en")) is warned


def test_the_sql_of_the_steps():
    told = dict(step_sql(parse_model(GOOD)))
    assert 'JOIN "deaths"' in told["after_death"]
    assert "clue" in told


def scans(model, covered=()):
    return {name: empty_scan(name, need, covered=covered) for name, need in model.needs.items()}


def test_compile_wants_its_data_and_its_parameters():
    model = parse_model(GOOD)
    with pytest.raises(NotReady, match="deaths"):
        compile_model(model, {"payments": scans(model)["payments"]}, as_of=DAY)
    with pytest.raises(ParameterError, match="grace"):
        compile_model(model, scans(model), as_of=DAY, parameters={"grace": "13 months"})
    compiled = compile_model(model, scans(model), as_of=DAY, parameters={"grace": "3 months"})
    assert compiled.final == "clue"
    assert {"id_number", "region", "amount", "name", "risk_amount"} <= set(compiled.columns)


def test_absence_without_coverage_does_not_compile():
    text = changed(
        (
            "  after_death:\n    match: [payments, deaths]\n    on: person\n    where: payments.month > month(died_on) + grace",
            "  alive:\n    absent: [payments, deaths]\n    on: person\n    where: died_on < first_day(month) - grace\n"
            "    covered: {region: region, from: first_day(month), to: last_day(month)}\n"
            "  after_death:\n    match: [{payments: alive}, deaths]\n    on: person",
        )
    )
    model = parse_model(text)
    assert model.absent_needs == ("deaths",)
    with pytest.raises(NotReady, match="deaths"):
        compile_model(model, scans(model, covered=None), as_of=DAY)
    span = (Covered("34", dt.date(2020, 1, 1), DAY),)
    assert compile_model(model, scans(model, covered=span), as_of=DAY).plan.steps


def test_only_the_allowed_columns_are_there():
    relation = need_relation("deaths", parse_model(GOOD).needs["deaths"])
    assert [one.name for one in relation.visible] == ["person", "id_number", "name", "died_on"]
    assert {one.name for one in relation.fields if one.hidden} == {"id_number__state", "_raw"}
    assert isinstance(Scan(relation), Scan)


def test_a_clue_of_a_row():
    model = parse_model(GOOD)
    compiled = compile_model(model, scans(model), as_of=DAY)
    row = {
        "name": "张某",
        "died_on": dt.date(2023, 1, 10),
        "months": 3,
        "amount": 12000,
        "id_number": "x",
        "risk_amount": 2,
    }
    assert compiled.says(row, "zh") == "张某于2023年1月10日死亡后仍领取3个月，共12,000元"
    score = compiled.score(row)
    assert (score.points, score.level.value) == (45, "medium")
    assert score.reasons[0].zh == "金额达到10,000元"
    assert compiled.key(row) == {"id_number": "x"}
