# ruff: noqa: E501 (texts of model files)
"""Every mistake of a file is told at once, at its place, with what was expected and the nearest name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_texts import GOOD, GROUPED_ABSENCE, NAME, NUMBER, changed

from mingjian.models import ModelErrors, check_model, parse_model


def at(text: str, word: str, nth: int = 1) -> tuple[int, int]:
    """1-based line and column of the n-th occurrence of a word."""
    spot = -1
    for _ in range(nth):
        spot = text.index(word, spot + 1)
    return text.count("\n", 0, spot) + 1, spot - text.rfind("\n", 0, spot)


def problems(text: str):
    model, found = check_model(text)
    assert (model is None) == bool(found)
    return found


def only(text: str):
    found = problems(text)
    assert len(found) == 1, [one.text() for one in found]
    return found[0]


def test_the_good_model_has_no_problems():
    assert problems(GOOD) == []


# (replacement, word the problem points at, nearest name or "")
ONE_MISTAKE = [
    (("line: public_interest", "line: public_intrest"), "public_intrest", "public_interest"),
    (("version: 1.0.0", "version: 1.0"), "1.0", ""),
    (("document: suggestion", "document: sugestion"), "sugestion", "suggestion"),
    (("standard: death_record@1", "standard: death_recrd@1"), "death_recrd", "death_record@1"),
    (("name, died_on]}", "name, died_no]}"), "died_no", "died_on"),
    (("handled: grace", "handled: graec"), "graec", "grace"),
    (("> month(died_on)", "> mnth(died_on)"), "mnth(", "month"),
    (("on: person\n", "onn: person\n"), "onn", "on"),
    (("  per_person:\n    aggregate:", "  per_person:\n    agregate:"), "agregate", "aggregate"),
    (("aggregate: after_death", "aggregate: after_deth"), "after_deth", "after_death"),
    (("sum(amount)", "sum(amout)"), "amout", "amount"),
    (("from: per_person", "from: per_persn"), "per_persn", "per_person"),
    (("key: [id_number]", "key: [id_numbr]"), "id_numbr", "id_number"),
    (("{name}于", "{nam}于"), "nam}于", "name"),
    (("grace: {value: 2 months", "grace: {vlaue: 2 months"), "vlaue", "value"),
]


@pytest.mark.parametrize(("change", "word", "nearest"), ONE_MISTAKE, ids=[word for _, word, _ in ONE_MISTAKE])
def test_a_mistake_is_placed_and_the_nearest_name_offered(change, word, nearest):
    text = changed(change)
    found = [one for one in problems(text) if (one.line, one.column) == at(text, word)]
    assert found, [one.text() for one in problems(text)]
    assert nearest == "" or found[0].nearest == (nearest,)
    assert found[0].zh
    assert found[0].en
    assert "model.yaml:" in found[0].text("zh")


def test_all_mistakes_of_a_file_are_told_together():
    text = changed(
        ("line: public_interest", "line: public_intrest"),
        ("name, died_on]}", "name, died_no]}"),
        ("handled: grace", "handled: graec"),
        ("{name}于", "{nam}于"),
        ("from: 2011-07-01", "from: 2011-07-01, till: 2012-01-01"),
    )
    words = {one.text("en") for one in problems(text)}
    for word in ("public_intrest", "died_no", "graec", "till"):
        assert any(word in told for told in words), word


def test_the_column_points_inside_a_folded_expression():
    text = changed(
        (
            "where: payments.month > month(died_on) + grace",
            "where: >-\n      payments.month >\n      month(died_onn) + grace",
        )
    )
    found = problems(text)
    assert (found[0].line, found[0].column) == at(text, "died_onn")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("range: [0, 12]", "range: [0, 1]"), "outside the range"),
        (("value: 2 months, range: [0, 12]", "value: 2, unit: times"), "range"),
        (("value: 2 months, range: [0, 12]", "value: 2, range: [0, 12]"), "unit"),
        (("value: 2 months, range: [0, 12]", "value: 2 months, range: [12, 0]"), "above the upper"),
        (("months, range: [0, 12], why: {zh: 申报死亡的合理期限, en: time to report a death}", "months, range: [0, 12]"), "'why'"),
        (("en: Pension paid after death}", "}"), "'en' is missing"),
        (("from: 2011-07-01}", "from: 2011-07-01, to: 2010-01-01}"), "ends before"),
        (("1000 low, 10000", "1000 lo, 10000"), "10000 medium"),
        (("amount: [1000 low, 10000 medium, 50000 high]", "amout: [1000 low]"), "no column 'amout'"),
        (("about: person", "about: name"), "subject"),
        (("place: region", "place: died_on"), "region"),
        (("key: [id_number]", "key: [person]"), "stable"),
        (("  per_person:", "  extra: {filter: payments, where: amount > 0}\n  per_person:"), "'extra' is not used"),
        (("parameters:\n", "parameters:\n  spare: {value: 1, unit: times, range: [0, 2], why: {zh: 无, en: none}}\n"), "'spare'"),
        (("needs:\n", "needs:\n  stays: {standard: hotel_stay@1, columns: [person]}\n"), "'stays' is not used"),
        (("[person, month, amount, region]}", "[person, month, amount, region, account], show: [month]}"), "'account' is neither"),
        (("match: [payments, deaths]", "match: [per_person, deaths]"), "circle"),
        (("point: {zh", "point: &a {zh"), ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(change, words):
    found = problems(changed(change))
    if words:
        assert any(words in one.text("en") for one in found), [one.text("en") for one in found]


def test_an_absence_needs_the_list_itself_and_one_that_is_there():
    steps = (
        "  after_death:\n    match: [payments, deaths]",
        "  few: {filter: deaths, where: died_on > 2020-01-01}\n"
        "  gone:\n    absent: [payments, few]\n    on: person\n    where: died_on > 2020-01-01\n"
        "    covered: {region: region, from: first_day(month), to: last_day(month)}\n"
        "  after_death:\n    match: [{payments: gone}, deaths]",
    )
    assert any("'few' is a step" in one.en for one in problems(changed(steps)))
    optional = changed(
        (
            "columns: [person, id_number, name, died_on]}",
            "columns: [person, id_number, name, died_on], optional: true}",
        ),
        (
            "  after_death:\n    match: [payments, deaths]",
            "  gone:\n    absent: [payments, deaths]\n    on: person\n"
            "    covered: {region: region, from: first_day(month), to: last_day(month)}\n"
            "  after_death:\n    match: [{payments: gone}, deaths]",
        ),
    )
    assert any("optional" in one.en for one in problems(optional))


def test_an_absence_that_has_lost_the_name_is_refused_at_its_place():
    text = changed(GROUPED_ABSENCE)
    found = only(text)
    line, column = at(text, "on: person\n    where: deaths.")
    assert (found.line, found.column) == (line, column + len("on: "))
    assert f"model.yaml:{line}:" in found.text("zh")
    for word in ("paid", "person", "name", "take", "weak: none"):
        assert word in found.text("zh")
        assert word in found.text("en")
    assert "已没有可供辨认的列" in found.text("zh")
    assert "has lost the column" in found.text("en")


def test_an_absence_keeps_or_writes_or_gives_up_the_name():
    shown = ("[person, month, amount, region]", "[person, name, month, amount, region]")
    assert problems(changed(shown, GROUPED_ABSENCE, NUMBER, ("take: {month:", "take: {name: last(name), month:"))) == []
    on = "on: person\n    where: deaths."
    for weak in ("{called: name}", "none"):
        text = changed(shown, GROUPED_ABSENCE, NUMBER, NAME, ("take: {month:", "take: {called: last(name), month:"))
        assert problems(text.replace(on, f"weak: {weak}\n    {on}")) == []
    text = changed(GROUPED_ABSENCE)
    for weak in ("{}", "nil", "[name]"):
        found = problems(text.replace(on, f"weak: {weak}\n    {on}"))
        assert "none" in found[0].text("en")


@pytest.mark.parametrize(
    "text",
    ["", "- a\n- b", "model: [", "a: &x 1\nb: *x", "a: {<<: {b: 1}}", "? [a]\n: b", "model: x\nmodel: y", "!!python/object:os.system {}",
     "\t- x", "a: 2022-02-30", "model: " + "[" * 200, "\ufeffmodel: x", "model: \x00"],
)  # fmt: skip
def test_text_that_is_no_model_ends_in_problems(text):
    with pytest.raises(ModelErrors) as caught:
        parse_model(text)
    assert caught.value.problems
    assert all(one.line >= 1 and one.column >= 1 for one in caught.value.problems)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_mangled_file_ends_in_a_traceback(data):
    text = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(st.text(max_size=12)) + text[stop:]
    model, found = check_model(text)
    assert model is not None or found
    lines = text.count("\n") + 2
    assert all(1 <= one.line <= max(lines, text.count("\r") + lines) for one in found)
