"""What is warned of: each warning where it is due, none where it is not, in both languages."""

from __future__ import annotations

import pytest
from runs_models import MODEL

from mingjian.library import shipped_models
from mingjian.models.examples import read_examples, read_texts
from mingjian.models.sketch import sketch_of
from mingjian.runs.cautions import CAUTIONS, Caution, cautions_of_text
from mingjian.runs.preview import preview_examples

EXAMPLES = """\
as_of: 2025-07-01
people:
  a: {name: 张甲, born: 1948-03-02}
  b: {name: 张乙, born: 1940-07-09}
  bad: {name: 张丙, born: 1950-01-15, id: "34990119500115"}
cases:
  one:
    zh: 两人
    en: two
    rows:
      deaths: [{of: a, died_on: 2024-01-10}, {of: b, died_on: 2024-01-10}]
      payments:
        - {of: a, month: 2024-06, amount: 3000, region: "340102"}
        - {of: a, month: 2024-07, amount: 3000, region: "340102"}
        - {of: b, month: 2024-01, amount: 3000, region: "340102"}
"""


def _cautions(text: str, examples: str = EXAMPLES) -> dict[str, Caution]:
    sketch = sketch_of(text)
    (preview,) = preview_examples(sketch, read_texts({"examples/cases.yaml": examples})).values()
    return {one.kind: one for one in preview.cautions}


def _changed(*pairs: tuple[str, str]) -> str:
    text = MODEL
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_a_right_model_is_not_warned_of() -> None:
    assert _cautions(MODEL) == {}


def test_a_name_alone_as_key() -> None:
    by_name = [("[person, month, amount, region]", "[person, name, month, amount, region]"), ("on: person", "on: name")]
    by_name += [("by: [person]", "by: [deaths.person]")]
    assert "张" not in _cautions(_changed(*by_name))["name_as_key"].zh
    assert "name" in _cautions(_changed(*by_name))["name_as_key"].zh
    both = [*by_name[:1], ("on: person", "on: [person, name]")]
    assert "name_as_key" not in _cautions(_changed(*both))


def test_a_name_alone_as_the_key_of_the_clue() -> None:
    named = _changed(
        ("name: last(deaths.name)", "name: last(deaths.name)"), ("  from: per_person", "  from: after_death")
    )
    named = named.replace("key: [id_number]", "key: [name]").replace("months", "month").replace("count()", "count()")
    found = list(cautions_of_text(sketch_of(named)))
    kinds = [one.kind for one in found if one.about == "after_death"]
    assert kinds == ["name_as_key"] or sketch_of(named).clue is None


def test_a_join_that_multiplies() -> None:
    twice = EXAMPLES.replace("deaths: [", "deaths: [{of: a, died_on: 2024-01-11}, {of: a, died_on: 2024-01-12}, ")
    said = _cautions(MODEL, twice)["multiplies"]
    assert (said.about, "6" in said.zh) == ("after_death", True)


@pytest.mark.parametrize(
    ("where", "kind"), [("amount > 0", "keeps_all"), ("amount > 99999", "keeps_none"), ("month > '2024-06'", None)]
)
def test_a_filter_that_keeps_all_or_none(where: str, kind: str | None) -> None:
    if kind is None:
        where = "amount > 0 and month(died_on) > month"
    step = f"  chosen:\n    filter: after_death\n    where: {where}\n  per_person:\n    aggregate: chosen"
    found = _cautions(_changed(("  per_person:\n    aggregate: after_death", step)))
    assert {one for one in found if one.startswith("keeps")} == ({kind} if kind else {"keeps_none"})


def test_more_than_a_twentieth_undetermined_with_the_leading_reason() -> None:
    doubtful = EXAMPLES.replace(
        "        - {of: b, month", "        - {of: bad, month: 2024-09, amount: 1}\n        - {of: b, month"
    )
    said = _cautions(MODEL, doubtful)["much_undetermined"]
    assert (said.about, "25.0%" in said.zh, "关键标识不可用" in said.zh) == ("after_death", True, True)
    many = "".join(f"        - {{of: b, month: 20{n:02}-01, amount: 1}}\n" for n in range(3, 24))
    assert "much_undetermined" not in _cautions(
        MODEL, doubtful.replace("        - {of: bad", many + "        - {of: bad")
    )


def test_a_key_of_the_clue_that_is_not_unique() -> None:
    apart = _changed(("by: [person]", "by: [person, month]"), ("region: last(region)", "region: last(region)"))
    said = _cautions(apart)["key_not_unique"]
    assert "2 rows of 'per_person' become 1 clues" in said.en


def test_a_parameter_and_a_column_nobody_uses() -> None:
    spare = "  spare: {value: 2 months, range: [0, 12], why: {zh: 备用, en: spare}}\nsteps:"
    found = _cautions(
        _changed(("steps:", spare), ("      months: count()", "      months: count()\n      idle: min(amount)"))
    )
    assert found["unused_parameter"].about == "spare"
    assert "idle" in found["unused_column"].en
    assert "months" not in found["unused_column"].en


def test_all_warnings_are_said_in_both_languages_with_what_they_name() -> None:
    seen: set[str] = set()
    for name, folder in shipped_models().items():
        if name not in ("empty-card-swiping", "sex-offenders-in-schools", "subcontracting-found-in-judgments"):
            continue
        sketch = sketch_of((folder / "model.yaml").read_text(encoding="utf-8"))
        for preview in preview_examples(sketch, read_examples(folder)).values():
            for one in preview.cautions:
                seen.add(one.kind)
                assert one.about in one.zh or one.kind in ("key_not_unique",)
                assert "{" not in one.zh + one.en
                assert one.about in sketch.names
    assert {"outside_coverage", "name_as_key", "multiplies", "keeps_none", "unused_column"} <= seen
    assert seen <= set(CAUTIONS)
