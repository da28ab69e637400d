"""Files of parameters: every mistake with its place, all at once; provinces inside the nation; nothing protected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sentencing_parts import HERE, frozen, one, stated

from mingjian.assist.sentencing import (
    SentencingError,
    Shelf,
    calculate,
    load_parameters,
    read_parameters,
    shipped_parameters,
)
from mingjian.assist.sentencing.coverage import coverage, provinces
from mingjian.assist.sentencing.definition import Ratio
from mingjian.assist.sentencing.facts import Facts
from mingjian.assist.sentencing.protected import protected
from mingjian.assist.sentencing.schema import SCHEMAS, schema
from mingjian.assist.sentencing.telling import rows_of
from mingjian.law import charges
from mingjian.models.problems import ModelErrors

_WHY = "unverified: {zh: 样例, en: sample}"
_REF = "ref: {title: 样例, item: 一}"
NATION = f"""layer: nation
general:
  band: {{title: {{zh: 幅度, en: band}}, values: [{{from: 2021-07-01, value: "20%", {_REF}, {_WHY}}}]}}
circumstances:
  surrender:
    title: {{zh: 自首, en: surrender}}
    tier: 2
    direction: lenient
    duty: may
    values: [{{from: 2021-07-01, range: [0%, 40%], {_REF}, {_WHY}}}]
crimes:
  theft:
    charge: 盗窃罪
    situations:
      large:
        title: {{zh: 较大, en: large}}
        bands: [{{from: 2011-05-01, months: [6, 36]}}]
        values: [{{from: 2021-07-01, start: [1, 12], {_REF}, {_WHY}}}]
"""


def _problems(text: str, *more: str) -> list[str]:
    with pytest.raises(ModelErrors) as caught:
        read_parameters({"a.yaml": text, **{f"{n}.yaml": one for n, one in enumerate(more)}})
    return [problem.text("en") for problem in caught.value.problems]


def test_the_shipped_parameters_are_whole() -> None:
    """Thirty crimes, eighteen groups, every charge one of the law; nothing without source or state."""
    shipped = shipped_parameters()
    assert len(shipped.crimes) == 30
    assert {one.charge for one in shipped.crimes.values()} <= set(charges())
    assert {one.group for one in shipped.circumstances.values()} - {None} == set(range(1, 19))
    for row in rows_of(shipped):
        assert row.source.strip(), row.id
        assert all(row.note), row.id


def test_all_mistakes_at_once_with_their_places() -> None:
    """A missing reference, overlapping days, an unknown key, a wrong charge, a wrong tier: each told with its line."""
    text = (
        NATION.replace(f"[0%, 40%], {_REF}, ", "[0%, 40%], ")
        .replace("direction: lenient", "direction: lenient\n    weight: 3")
    )  # fmt: skip
    found = _problems(text)
    assert any("a.yaml:11:14" in one and "'ref' is missing" in one for one in found), found
    assert any("a.yaml:9:5" in one and "'weight' is not known" in one for one in found)
    text = (
        NATION.replace("盗窃罪", "盗窍罪")
        .replace("[0%, 40%]", "[50%, 40%]")
        .replace(
            f"values: [{{from: 2021-07-01, start: [1, 12], {_REF}, {_WHY}}}]",
            f"values: [{{from: 2021-07-01, start: [1, 12], {_REF}, {_WHY}}},"
            f" {{from: 2022-01-01, start: [1, 6], {_REF}, {_WHY}}}]",
        )
    )
    found = _problems(text)
    assert any("there is no charge '盗窍罪'" in one and "did you mean: 盗窃罪" in one for one in found)
    assert any("overlap" in one for one in found)
    assert any("above the high" in one for one in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[6, 36]", "[6, 60]", "no such tier"),
        ("start: [1, 12]", "start: [1, 48]", "outside the tier"),
        ("duty: may", "duty: may\n    yields_to: [plee]", "no circumstance 'plee'"),
        (f"{_REF}, {_WHY}}}]}}", f"{_REF}}}]}}", "either checked or unverified"),
        ('value: "20%"', 'value: "much"', "cannot be used"),
        ("  band:", "  bend:", "did you mean: band"),
        ("range: [0%, 40%]", "range: [0%, 140%]", "above 100%"),
        ("{zh: 自首, en: surrender}", "{zh: 外地户籍, en: surrender}", "may not enter"),
        ("  surrender:", "  gender:", "may not enter"),
        ("from: 2021-07-01, value", "from: 2021-07-01, to: 2020-01-01, value", "ends before"),
        ("from: 2021-07-01, value", "from: 2021-07-01, confirmed_to: 2025-06-30, value", "belong together"),
    ],
    ids=lambda value: str(value)[:24].replace("\n", " "),
)
def test_what_is_refused(old: str, new: str, said: str) -> None:
    assert any(said in one for one in _problems(NATION.replace(old, new, 1)))


def _layer(range_: str = "[10%, 30%]", name: str = "surrender") -> str:
    value = f"{{from: 2022-01-01, range: {range_}, {_REF}, {_WHY}}}"
    return f"layer: province:34\ncircumstances:\n  {name}:\n    values: [{value}]\n"


def test_a_charge_is_one_crime() -> None:
    crime = NATION[NATION.index("  theft:") :]
    assert any("that of 'theft' already" in one for one in _problems(NATION + crime.replace("theft", "stealing")))


def test_a_province_stays_inside_the_nation() -> None:
    made = read_parameters({"a.yaml": NATION, "b.yaml": _layer()})
    found = made.find("circumstances.surrender", dt.date(2023, 1, 1), "34")
    assert found is not None
    assert found.layer == "province:34"
    before = made.find("circumstances.surrender", dt.date(2021, 9, 1), "34")
    assert before is not None
    assert before.layer == "nation"
    assert provinces(made, dt.date(2023, 1, 1)) == {"34": 0}
    assert any("outside the national range" in one for one in _problems(NATION, _layer("[10%, 50%]")))
    assert any("did you mean: surrender" in one for one in _problems(NATION, _layer(name="surender")))
    band = f'layer: province:34\ngeneral: {{band: {{values: [{{from: 2022-01-01, value: "30%", {_REF}, {_WHY}}}]}}}}\n'
    assert any("outside the national range" in one for one in _problems(NATION, band))


def test_what_a_province_does_not_state_is_the_nations() -> None:
    """A province's range for a plea keeps the wider range beside surrender, its recidivist the least months."""
    layer = (
        "layer: province:34\ncircumstances:\n"
        f"  plea: {{values: [{{from: 2022-01-01, range: [10%, 20%], {_REF}, {_WHY}}}]}}\n"
        f"  recidivist: {{values: [{{from: 2022-01-01, range: [10%, 30%], {_REF}, {_WHY}}}]}}\n"
    )
    texts = {file.name: file.read_text(encoding="utf-8") for file in (HERE / "parameters").glob("*.yaml")}
    own = read_parameters({**texts, "own.yaml": layer})
    plea = own.find("circumstances.plea", dt.date(2024, 1, 1), "34")
    recidivist = own.find("circumstances.recidivist", dt.date(2024, 1, 1), "34")
    assert plea is not None
    assert recidivist is not None
    assert isinstance(plea.value, Ratio)
    assert isinstance(recidivist.value, Ratio)
    assert plea.value.range == ["10%", "20%"]
    assert plea.value.raised is not None
    assert recidivist.value.least_months == 3
    fewer = layer.replace("range: [10%, 30%]", "range: [10%, 30%], least_months: 1")
    with pytest.raises(ModelErrors, match="少于全国的月数"):
        read_parameters({**texts, "own.yaml": fewer})


def test_an_office_gives_its_own_steps_and_rounding(tmp_path: Path) -> None:
    """A province's step adds months by amount; its way of rounding is used."""
    (tmp_path / "own.yaml").write_text(
        f"""layer: province:34
general:
  rounding: {{values: [{{from: 2022-01-01, value: down, {_REF}, {_WHY}}}]}}
crimes:
  theft:
    steps:
      amount:
        title: {{zh: 数额, en: amount}}
        unit: {{zh: 元, en: yuan}}
        values: [{{from: 2022-01-01, per: 2000, months: [1, 1], {_REF}, {_WHY}}}]
""",
        encoding="utf-8",
    )
    own = load_parameters([tmp_path])
    crime = one("盗窃罪", "large", 6, increments=[{"what": "数额", "step": "amount", "over": 7000}],
                circumstances={"confession": "10%"})  # fmt: skip
    facts = Facts.model_validate({**stated([one("盗窃罪", "large", 6)], province="34").model_dump(), "crimes": [crime]})
    made = calculate(facts, Shelf(own))
    assert made.crimes[0].exact.text() == "8.1"  # (6 + 3) × 0.9
    assert made.months == (8, 8)
    assert next(one for one in coverage(own, dt.date(2024, 1, 1), "34") if one.crime == "theft").provincial == 0


def test_coverage_says_what_is_not_confirmed() -> None:
    states = {one.charge: one for one in coverage(frozen(), dt.date(2026, 1, 1))}
    assert states["非法经营罪"].unconfirmed == 2
    assert states["盗窃罪"].unconfirmed == 0
    assert {one.state for one in coverage(frozen(), dt.date(2020, 1, 1))} == {"missing"}
    assert coverage(frozen(), dt.date(2024, 1, 1))[0].state in ("missing", "partial")


def test_the_trial_that_ended_is_marked() -> None:
    crime = [one("非法经营罪", "serious", 12)]
    within = calculate(stated(crime, act="2024-08-01", convicted="2025-01-01"), Shelf(frozen()))
    after = calculate(stated(crime, act="2024-08-01", convicted="2026-01-01"), Shelf(frozen()))
    assert not any("试行一年" in one.zh for one in within.reviews)
    assert any("试行一年" in one.zh for one in after.reviews)
    assert after.result()["needs_review"]


def test_no_value_on_the_day_is_an_error() -> None:
    facts = Facts.model_validate(
        {**stated([one("盗窃罪", "large", 6)]).model_dump(), "act": "2020-01-01", "convicted": "2020-05-01"}
    )
    with pytest.raises(SentencingError, match="2021-07-01"):
        calculate(facts, Shelf(frozen()))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_no_protected_field_in_any_schema(kind: str) -> None:
    """Bias guard: no name in a schema tells sex, ethnicity, faith, origin or household, and none can be added."""

    def walk(data: object) -> None:
        if isinstance(data, dict):
            for name, inner in data.get("properties", {}).items():
                assert protected(name) is None, name
                walk(inner)
            if data.get("type") == "object" and "properties" in data:
                assert data.get("additionalProperties") is False
            for inner in data.values():
                walk(inner)
        elif isinstance(data, list):
            for inner in data:
                walk(inner)

    walk(schema(kind))


@pytest.mark.parametrize("word", ["性别", "gender", "民族", "ethnicity", "户籍", "household", "hukou", "宗教", "学历"])
def test_protected_words(word: str) -> None:
    assert protected(word)


@pytest.mark.parametrize("word", ["强奸妇女一人", "sexual crime against a minor", "怀孕的妇女", "nation", "embrace"])
def test_words_that_are_not_protected(word: str) -> None:
    assert protected(word) is None
