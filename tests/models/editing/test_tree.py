"""What a canvas is shown, with places that point at the right words."""

from __future__ import annotations

from editing_texts import NAMES, texts

from mingjian.models.editing import Bench, Place, Sheet, tree_of

BENCH = Bench.of(texts("benefits-paid-to-the-dead"))


def word(sheet: Sheet, place: Place) -> str:
    """The characters of a place; its line and column say the same."""
    line = sheet.text.split("\n")[place.line - 1]
    text = sheet.text[place.start : place.end]
    assert line[place.column - 1 :].startswith(text.split("\n")[0])
    return text


def test_inputs_parameters_and_steps_stand_where_their_places_say() -> None:
    tree, sheet = tree_of(BENCH), BENCH.model
    assert (tree.model, tree.version, tree.problems) == ("benefits-paid-to-the-dead", "1.0.0", ())
    assert [(one.name, one.standard, len(one.columns)) for one in tree.inputs] == [
        ("deaths", "death_record@1", 7), ("pensions", "pension_payment@1", 9), ("benefits", "benefit_payment@1", 8),
    ]  # fmt: skip
    for one in (*tree.inputs, *tree.parameters, *tree.steps):
        assert word(sheet, one.place) == one.name
    match = tree.steps[2]
    assert (match.name, match.verb) == ("pension_after_death", "match")
    assert [(one.alias, one.name) for one in match.reads] == [("paid", "regular_pensions"), ("dead", "certain_deaths")]
    assert [word(sheet, one.place) for one in match.reads] == ["regular_pensions", "certain_deaths"]
    assert {one.name: word(sheet, one.place) for one in match.options} == {
        "on": "person", "where": "paid.month > month(dead.died_on) + grace",
    }  # fmt: skip
    assert tree.steps[0].note is not None
    assert "日期前后一致" in tree.steps[0].note["zh"]


def test_texts_of_both_languages_and_cases_are_found() -> None:
    tree = tree_of(BENCH)
    says = next(one for one in tree.texts if one.path == ("clue", "says"))
    assert says.zh is not None
    assert says.zh.startswith("{name}于{died_on}死亡")
    assert {one.path for one in tree.texts} > {("title",), ("point",), ("problem",), ("steps", "same_name", "note")}
    case = next(one for one in tree.cases if one.name == "large_sum")
    assert (case.rows, case.clues, case.trap, case.file) == (
        {"deaths": 1, "pensions": 2},
        1,
        None,
        "examples/cases.yaml",
    )
    assert word(BENCH.sheets[case.file], case.place) == "large_sum"


def test_every_shipped_model_has_a_tree_without_problems() -> None:
    for name in NAMES[::20]:
        tree = tree_of(Bench.of(texts(name)))
        assert not tree.problems
        assert all(step.verb is not None and step.reads for step in tree.steps)
        assert tree.cases


def test_a_draft_has_a_tree_whatever_is_wrong_with_it() -> None:
    tree = tree_of(Bench.of({"model.yaml": "model: a\nneeds: 3\nsteps:\n  s: 1\n  t: {frobnicate: x}\nclue: []\n"}))
    assert [(one.name, one.verb, one.reads) for one in tree.steps] == [("s", None, ()), ("t", None, ())]
    assert {problem.line for problem in tree.problems} >= {1, 2, 4, 5, 6}
