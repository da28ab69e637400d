"""How far values were compared: what the shipped ones say, how it is shown, that a comparison is no change of value."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sentencing_parts import one as crime
from sentencing_parts import stated

from mingjian.assist.sentencing import Shelf, calculate, read_parameters, read_record, replay, shipped_parameters
from mingjian.assist.sentencing.coverage import coverage
from mingjian.assist.sentencing.standing import STANDINGS, standing_of
from mingjian.models.problems import ModelErrors

TEXTS = "texts:\n" + "".join(
    f"  {name}: {{title: 甲, place: {place}, kind: {kind}, day: 2026-12-01}}\n"
    for name, place, kind in [
        ("one", "a.cn", "reprint"), ("same", "a.cn", "reprint"), ("two", "b.cn", "reprint"),
        ("old", "c.cn", "former"), ("anhui", "d.cn", "province"),
    ]
)  # fmt: skip


def _with(compared: str, more: str = "unverified: {zh: 未见, en: not seen}") -> str:
    value = f"{{from: 2021-07-01, value: '20%', ref: {{title: 甲, item: 一}}, {more}, compared: {compared}}}"
    return f"layer: nation\n{TEXTS}general:\n  band:\n    title: {{zh: 幅, en: band}}\n    values: [{value}]\n"


@pytest.mark.parametrize(
    ("names", "standing"),
    [
        ("[]", "unverified"), ("[old]", "others"), ("[anhui, old]", "others"), ("[one, old]", "reprint"),
        ("[one, same]", "reprint"), ("[one, two]", "reprints"),
    ],
)  # fmt: skip
def test_standing_follows_the_texts(names: str, standing: str) -> None:
    """Two places make two reprints; one place twice is one."""
    known = read_parameters({"a.yaml": _with(names)})
    value = known.general["band"].values[0]
    assert standing_of(value, known.compared(value)) == standing


def test_an_official_text_needs_no_reprints_and_names_are_known() -> None:
    """Both told at once, the unknown with the nearest."""
    checked = "checked: {day: 2026-12-01, against: 官方文本}"
    with pytest.raises(ModelErrors) as error:
        read_parameters({"a.yaml": _with("[onee]", checked)})
    told = [(one.zh, one.nearest) for one in error.value.problems]
    assert ("没有文本“onee”", ("one",)) in [(zh, tuple(near)[:1]) for zh, near in told]
    assert any("不再写 compared" in zh for zh, _ in told)


def test_what_is_unverified_says_the_same_as_its_texts() -> None:
    """The words beside a shipped value and the texts listed with it agree; none is called official."""
    known = shipped_parameters()
    words = {"reprints": "两份以上公开转载", "reprint": "一份公开转载", "others": "旧文本或者省级细则"}
    for id in known.ids():
        for value in known.values(id):
            standing = standing_of(value, known.compared(value))
            assert value.unverified is not None or standing == "checked", id
            if standing in words and id != "general.rounding":
                assert words[standing] in value.unverified.zh, id
    assert all(one.state != "complete" for one in coverage(known, dt.date(2024, 1, 2)) if one.reprinted)


def test_steps_tell_the_standing_and_the_texts() -> None:
    """The trace of a theft names what its starting point agrees with."""
    made = calculate(stated([crime("盗窃罪", "huge")]), Shelf(shipped_parameters()))
    step = next(one for one in made.tree.walk() if one.id == "crimes.theft.situations.huge")
    assert step.parameter is not None
    assert step.parameter["standing"] == "reprints"
    assert {one["kind"] for one in step.parameter["compared"]} == {"reprint", "former"}
    assert step.parameter["standing"] in STANDINGS


def test_a_value_compared_since_is_no_changed_parameter() -> None:
    """A record from before the comparison tells only what is another value."""
    made = calculate(stated([crime("盗窃罪", "huge")]), Shelf(shipped_parameters()))
    record = json.loads(json.dumps(made.plain()))
    for answer in record["used"].values():
        if "standing" in answer:
            del answer["standing"]
            answer.pop("compared", None)
            answer["value"]["unverified"] = {"zh": "甲", "en": "a"}
    found = replay(read_record(json.dumps(record)), Shelf(shipped_parameters()))
    assert found.changed == ()
