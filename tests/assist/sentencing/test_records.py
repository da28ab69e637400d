"""A record gives the same numbers again, tells what changed, and a change of the facts is told as a difference."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sentencing_parts import HERE, computed, frozen, one, stated

from mingjian.assist.sentencing import SentencingError, Shelf, read_parameters, read_record, replay, what_if
from mingjian.assist.sentencing.paper import draft
from mingjian.assist.sentencing.printing import FORMS
from mingjian.models.problems import ModelErrors

CRIMES = [
    one("盗窃罪", "huge", 36, circumstances={"attempt": "30%", "recidivist": None, "plea": "20%", "surrender": "10%"}),
    one("故意伤害罪", "minor_injury", None, increments=[{"what": "伤残", "months": [1, 3]}]),
]


def _record() -> dict[str, Any]:
    return read_record(json.dumps(computed(stated(CRIMES)).plain(), ensure_ascii=False))


def test_replay_gives_the_same_numbers() -> None:
    found = replay(_record(), Shelf(frozen()))
    assert found.same
    assert found.changed == ()
    assert found.calculation.months == computed(stated(CRIMES)).months


def test_replay_tells_what_changed() -> None:
    """With other parameters the record's numbers stay; the change is told, and what it would be today."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted((HERE / "parameters").glob("*.yaml"))}
    texts["general.yaml"] = texts["general.yaml"].replace('"20%"', '"10%"')
    found = replay(_record(), Shelf(read_parameters(texts)))
    assert found.same
    assert [one.key.split("@")[0] for one in found.changed] == ["parameter:general.band"]
    assert found.today is not None
    assert found.today.band_months != found.calculation.band_months


def test_a_changed_record_is_found_out() -> None:
    record = _record()
    record["result"]["months"] = [1, 1]
    assert replay(record, Shelf(frozen())).differs == ("result.months.0", "result.months.1")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"kind": "x"}', '{"kind": "mingjian-sentencing", "used": {}, "version": 9}']
)
def test_what_is_no_record(text: str) -> None:
    with pytest.raises(SentencingError):
        read_record(text)


@pytest.mark.parametrize("part", ["facts", "used"])
def test_a_record_with_a_part_missing(part: str) -> None:
    with pytest.raises(SentencingError):
        replay({**_record(), part: {}}, Shelf(frozen()))


def test_every_choice_and_version_is_in_the_tree() -> None:
    """Each step that used a parameter names its id, layer, days and value; each choice who made it."""
    made = computed(stated(CRIMES))
    used = [node for node in made.tree.walk() if node.parameter and "value" in node.parameter]
    assert len(used) > 8
    for node in used:
        assert node.parameter is not None
        assert {"from", "ref"} <= set(node.parameter["value"])
        assert node.parameter["layer"] == "nation"
    chosen = [node for node in made.tree.walk() if node.chosen]
    assert {node.chosen["by"] for node in chosen if node.chosen} == {"承办人"}
    for node in made.tree.walk():
        assert all("." not in end for end in node.plain().get("value", ())), "numbers are exact"


def test_what_if() -> None:
    facts = stated([one("盗窃罪", "huge", 40, circumstances={"surrender": "20%"})])
    without = what_if(facts, frozen(), removed=["surrender"])
    assert (without.low, without.high) == (8, 8)
    more = what_if(facts, frozen(), added=["recidivist=10%"])
    assert (more.low, more.high) == (4, 4)
    for bad in (
        {"removed": ["surender"]},
        {"added": ["surrender=much"]},
        {"added": ["surender"]},
        {"added": ["confession"]},
        {"crime": 2},
    ):
        with pytest.raises((SentencingError, ModelErrors)):
            what_if(facts, frozen(), **bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_draft_in_every_form(form: str) -> None:
    """The same draft gives the same bytes; what people typed is never markup."""
    made = computed(stated(CRIMES, case="<b>#案</b>", chosen_by="*某*\x01"))
    paper = draft(made)
    data = FORMS[form](paper)
    assert data == FORMS[form](paper)
    assert len(data) > 2_000
    if form == "html":
        text = data.decode()
        assert "&lt;b&gt;#案&lt;/b&gt;" in text
        assert "供承办人参考，不是决定" in text
        assert "法发〔2021〕21号" in text
        assert "<script" not in text


def test_a_draft_in_english() -> None:
    paper = draft(computed(stated(CRIMES)), "en")
    assert paper.title == "Sentencing proposal (draft)"
    assert "not a decision" in paper.foot
    assert any(part.title == "Basis to be reviewed" for part in paper.parts)
