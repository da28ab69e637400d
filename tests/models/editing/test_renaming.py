"""Another name is written wherever the old one stands, and nowhere else: the model finds the same clues."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from editing_texts import NAMES, PLACES, texts

from mingjian.models import load_model
from mingjian.models import test_model as run_examples
from mingjian.models.editing import (
    Bench,
    EditRefused,
    RemoveStep,
    RenameCase,
    RenameColumn,
    RenameNeed,
    RenameParameter,
    RenameStep,
    RenameTrap,
    open_bench,
)

RENAMES = (("needs", RenameNeed), ("steps", RenameStep), ("parameters", RenameParameter))


def rename_all(name: str, folder: Path) -> None:
    """Every need, step, parameter and trap under another name: no problem, and the examples give what they gave."""
    shutil.copytree(PLACES[name], folder)
    bench = open_bench(folder)
    for section, rename in RENAMES:
        for old in list(bench.model.data.get(section) or {}):
            bench = bench.apply(rename(old=old, new=f"q_{old}"[:63]))
    for trap in bench.model.data["traps"]:
        bench = bench.apply(RenameTrap(old=trap["id"], new=f"t_{trap['id']}"[:63]))
    assert not bench.problems
    assert all(name.startswith("q_") for section, _ in RENAMES for name in bench.model.data.get(section) or {})
    bench.save(folder)
    report = run_examples(load_model(folder))
    assert report.ok, [(case.name, case.failures) for case in report.cases if not case.ok]


@pytest.mark.parametrize("name", ["benefits-paid-to-the-dead", "illegal-land-and-sea-use"])
def test_a_model_with_other_names_finds_the_same(name: str, tmp_path: Path) -> None:
    rename_all(name, tmp_path / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_model_with_other_names_finds_the_same(name: str, tmp_path: Path) -> None:
    rename_all(name, tmp_path / name)


MODEL = """\
model: m
needs:
  paid: {standard: pension_payment@1, columns: [person]}
  dead: {standard: death_record@1, columns: [person]}
parameters:
  grace: {value: 1 month}
  left: {value: 2}
steps:
  late:
    match: [paid, dead]
    on: {paid.person: dead.person}
    where: >-   # how late
      paid.month > month(dead.died_on) + grace and left(paid.name, left) = 'paid.name' and "dead.x" != 'grace'
  both:
    overlap: [paid, dead]
    spans:
      paid: [paid.from, to]   # a key that is an input
      dead: [from, to]
  then: {filter: late, where: late.paid.amount > 1 and paid.amount > grace and unpaid.x = 1 and paid = 2}
clue:
  from: then
  key: [paid]
  says: {zh: "{paid.name} paid {grace} {{paid.name}}", en: "{late.paid.name}"}
  risk:
    long: {when: paid.months > grace, points: 1}
traps:
  - {id: a, handled: grace}
  - {id: b, handled: [late, paid]}
"""


def model_after(edit: RenameNeed | RenameStep | RenameParameter, text: str = MODEL) -> str:
    return Bench.of({"model.yaml": text}).apply(edit).model.text


def test_an_input_is_renamed_before_columns_and_as_a_key_but_not_as_a_column_or_within_quotes() -> None:
    wanted = (
        MODEL.replace("  paid: {standard", "  pensions: {standard")
        .replace("[paid, dead]", "[pensions, dead]")
        .replace("{paid.person:", "{pensions.person:")
        .replace("      paid.month >", "      pensions.month >")
        .replace("left(paid.name,", "left(pensions.name,")
        .replace("paid: [paid.from, to]", "pensions: [pensions.from, to]")
        .replace("late.paid.amount > 1 and paid.amount", "late.pensions.amount > 1 and pensions.amount")
        .replace('"{paid.name} paid', '"{pensions.name} paid')
        .replace('"{late.paid.name}"', '"{late.pensions.name}"')
        .replace("when: paid.months", "when: pensions.months")
        .replace("[late, paid]", "[late, pensions]")
    )
    assert model_after(RenameNeed(old="paid", new="pensions")) == wanted


def test_a_step_is_renamed_where_it_is_read_and_where_its_columns_are_named() -> None:
    wanted = (
        MODEL.replace("  late:\n", "  tardy:\n")
        .replace("{filter: late, where: late.paid", "{filter: tardy, where: tardy.paid")
        .replace("{late.paid.name}", "{tardy.paid.name}")
        .replace("[late, paid]", "[tardy, paid]")
    )
    assert model_after(RenameStep(old="late", new="tardy")) == wanted


def test_a_parameter_is_renamed_in_expressions_and_a_function_of_its_name_is_not() -> None:
    wanted = (
        MODEL.replace("  grace: {value", "  patience: {value")
        .replace("+ grace and", "+ patience and")
        .replace("paid.amount > grace", "paid.amount > patience")
        .replace("paid.months > grace", "paid.months > patience")
        .replace("handled: grace", "handled: patience")
    )
    assert model_after(RenameParameter(old="grace", new="patience")) == wanted
    assert model_after(RenameParameter(old="left", new="first")) == MODEL.replace(
        "  left: {value", "  first: {value"
    ).replace("left(paid.name, left)", "left(paid.name, first)")


def test_where_the_word_is_also_an_alias_inputs_keep_it_as_theirs() -> None:
    text = MODEL.replace("filter: late,", "filter: {paid: late},")
    after = model_after(RenameNeed(old="paid", new="pensions"), text)
    assert after == text.replace("  paid: {standard", "  pensions: {standard").replace(
        "match: [paid, dead]", "match: [{paid: pensions}, dead]"
    ).replace("overlap: [paid, dead]", "overlap: [{paid: pensions}, dead]").replace("[late, paid]", "[late, pensions]")


def test_where_the_new_word_is_an_alias_already_it_does_not_become_a_second_one() -> None:
    text = MODEL.replace("filter: late,", "filter: {pensions: late},")
    after = model_after(RenameNeed(old="paid", new="pensions"), text)
    assert "match: [{paid: pensions}, dead]" in after
    assert after.count("paid.month >") == 1
    ships = Bench.of(texts("benefits-paid-to-the-dead"))  # reads deaths once, and calls what comes of it dead
    renamed = ships.apply(RenameNeed(old="deaths", new="dead"))
    assert "filter: dead\n" in renamed.model.text
    assert not renamed.problems


def test_a_name_that_yaml_takes_for_a_value_is_quoted() -> None:
    after = model_after(RenameNeed(old="dead", new="null"))
    assert '  "null": {standard: death_record@1' in after
    assert 'match: [paid, "null"]' in after
    assert "month(null.died_on)" in after


def test_names_that_are_taken_or_none_are_refused_with_their_place() -> None:
    bench = Bench.of({"model.yaml": MODEL})
    for new, line in (("grace", 6), ("late", 9), ("dead", 4), ("No", 3), ("a.b", 3)):
        with pytest.raises(EditRefused) as refused:
            bench.apply(RenameNeed(old="paid", new=new))
        assert refused.value.problems[0].line == line, new
    with pytest.raises(EditRefused) as refused:
        bench.apply(RenameStep(old="lat", new="x"))
    assert refused.value.problems[0].nearest == ("late",)
    with pytest.raises(EditRefused, match="no trap 'c'"):
        bench.apply(RenameTrap(old="c", new="d"))


EXAMPLES = """\
as_of: 2024-01-01
parameters: {grace: 2 months}
coverage: {paid: [{region: "340000", from: 2020-01-01, to: 2024-01-01}]}
shared: {dead: []}
cases:
  one:
    zh: 甲
    en: A
    trap: a
    rows: {paid: [{of: zhang}], dead: []}
    undetermined: [{need: paid, step: paid_readable, reason: "null:paid.month"}, {need: dead, step: late}]
"""


def test_examples_follow() -> None:
    bench = Bench.of({"model.yaml": MODEL, "examples/a.yaml": EXAMPLES})

    def text(edit: object) -> str:
        return bench.apply(edit).sheets["examples/a.yaml"].text  # type: ignore[arg-type]

    assert text(RenameNeed(old="paid", new="p")) == EXAMPLES.replace("{paid: [{region", "{p: [{region").replace(
        "rows: {paid:", "rows: {p:"
    ).replace('need: paid, step: paid_readable, reason: "null:paid.month"',
              'need: p, step: p_readable, reason: "null:p.month"')  # fmt: skip
    assert text(RenameStep(old="late", new="l")) == EXAMPLES.replace("step: late", "step: l")
    assert text(RenameParameter(old="grace", new="g")) == EXAMPLES.replace("{grace:", "{g:")
    assert text(RenameTrap(old="a", new="z")) == EXAMPLES.replace("trap: a", "trap: z")
    assert text(RenameCase(file="examples/a.yaml", old="one", new="two")) == EXAMPLES.replace("  one:", "  two:")


def test_a_step_out_of_the_middle_hands_its_input_on() -> None:
    bench = Bench.of({"model.yaml": MODEL})
    gone = bench.apply(RemoveStep(name="late", reconnect=True))
    assert "filter: {late: paid}" in gone.model.text  # its columns are named by it further on
    with pytest.raises(EditRefused, match="none would be left"):
        Bench.of({"model.yaml": "steps:\n  a: {filter: x, where: y}\nclue: {from: a}\n"}).apply(
            RemoveStep(name="a", reconnect=True)
        )
    plain = (
        "steps:\n  a: {filter: x, where: y}\n  b: {filter: a, where: z}\n  c: {filter: b, where: z}\nclue: {from: c}\n"
    )
    after = Bench.of({"model.yaml": plain}).apply(RemoveStep(name="b", reconnect=True)).model.text
    assert after == "steps:\n  a: {filter: x, where: y}\n  c: {filter: a, where: z}\nclue: {from: c}\n"
    cut = Bench.of({"model.yaml": plain}).apply(RemoveStep(name="b")).model.text
    assert cut == "steps:\n  a: {filter: x, where: y}\n  c: {filter: b, where: z}\nclue: {from: c}\n"


def test_steps_taken_out_of_shipped_models_leave_no_name_behind_that_nobody_has() -> None:
    for name in NAMES[::15]:
        bench = Bench.of({"model.yaml": texts(name)["model.yaml"]})
        for step, body in bench.model.data["steps"].items():
            if "filter" not in body or step == bench.model.data["clue"]["from"]:
                continue
            problems = bench.apply(RemoveStep(name=step, reconnect=True)).problems
            left = [one for one in problems if "not used" not in one.en and "neither used" not in one.en]
            assert all("handled" in one.path for one in left), (name, step, left)


def rename_columns(name: str, folder: Path, most: int) -> int:
    """Columns that steps make under other names: no problem, and the examples give what they gave."""
    shutil.copytree(PLACES[name], folder)
    bench = open_bench(folder)
    steps = bench.model.data["steps"]
    made = [(step, one) for step in steps for option in ("take", "find") for one in steps[step].get(option) or ()]
    renamed = 0
    for step, column in random.Random(name).sample(made, min(most, len(made))):
        try:
            bench = bench.apply(RenameColumn(step=step, old=column, new=f"c_{column}"))
            renamed += 1
        except EditRefused as refused:
            if not re.search("is a fixed name|cannot be told here", str(refused)):
                raise
    assert not bench.problems
    bench.save(folder)
    report = run_examples(load_model(folder))
    assert report.ok, [(case.name, case.failures) for case in report.cases if not case.ok]
    return renamed


@pytest.mark.parametrize("name", ["benefits-paid-to-the-dead", "minors-in-hotels", "delivery-shops-without-licence"])
def test_columns_with_other_names_give_the_same(name: str, tmp_path: Path) -> None:
    assert rename_columns(name, tmp_path / name, 8) > 4


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_columns_of_every_shipped_model_with_other_names_give_the_same(name: str, tmp_path: Path) -> None:
    rename_columns(name, tmp_path / name, 8)


def test_a_column_is_renamed_in_every_step_sentence_and_risk_it_reaches() -> None:
    bench = Bench.of(texts("benefits-paid-to-the-dead"))
    before = bench.model.text
    after = bench.apply(RenameColumn(step="per_person", old="months", new="n_months")).model.text
    wanted = before.replace("months: distinct(month)", "n_months: distinct(month)")
    wanted = wanted.replace("{months}", "{n_months}").replace("when: months >= 12", "when: n_months >= 12")
    assert after == wanted
    # of two inputs of one key: only where the one that has it is meant
    died = bench.apply(RenameColumn(step="payments", old="died_on", new="day_of_death")).model.text
    assert "day_of_death: [p.died_on, b.died_on]" in died
    assert "died_on: min(day_of_death)" in died


def test_a_column_that_cannot_be_followed_is_refused() -> None:
    bench = Bench.of(texts("benefits-paid-to-the-dead"))
    for step, old, said in (("payments", "rule", "fixed name"), ("payments", "nobody", "cannot be told"),
                            ("same_name", "name", "cannot be told")):  # fmt: skip
        with pytest.raises(EditRefused, match=said) as refused:
            bench.apply(RenameColumn(step=step, old=old, new="other"))
        assert refused.value.problems[0].line > 50
    with pytest.raises(EditRefused, match="account"):  # there is such a column already
        bench.apply(RenameColumn(step="payments", old="amount", new="account"))
    with pytest.raises(EditRefused, match="mend them first"):
        Bench.of({"model.yaml": MODEL}).apply(RenameColumn(step="late", old="a", new="b"))
