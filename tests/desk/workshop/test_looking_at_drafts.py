"""A draft looked at over its own examples, tested and read aloud, whatever is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.roles import Role
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.drafts import make_draft
from mingjian.desk.workshop.looking import explain_draft, preview_draft, run_cases
from mingjian.desk.workshop.models import Draft
from mingjian.desk.workshop.schemas import NewDraft, NewEdit, NewText, PreviewQuery, ReadAloud
from mingjian.models.enumerations import Line

P02 = "benefits-paid-to-the-dead"


@pytest.fixture
def person(user: Any) -> Any:
    return user("builder", Role.PROSECUTOR)


@pytest.fixture
def draft(person: Any) -> Draft:
    return make_draft(person, NewDraft(origin="copy", model=P02))


def put(person: Any, draft: Draft, name: str, old: str, new: str) -> None:
    draft.refresh_from_db()
    assert old in draft.files[name]
    text = draft.files[name].replace(old, new, 1)
    editing.edit_text(person, draft.pk, NewText(name=name, text=text, version=draft.version))


def test_rows_and_counts_of_every_step(person: Any, draft: Draft) -> None:
    (file,) = preview_draft(person, draft.pk, PreviewQuery()).files
    looks = {one.name: one for one in file.looks}
    assert {name: looks[name].count for name in ("deaths", "certain_deaths", "per_person")} == {
        "deaths": 10, "certain_deaths": 7, "per_person": 3,
    }  # fmt: skip
    last = looks["per_person"]
    assert "person" not in last.columns  # a number within a run, which tells nobody anything
    row = dict(zip(last.columns, last.rows[0], strict=True))
    assert row["first"] is not None
    assert row["first"].startswith("20")
    assert looks["certain_deaths"].undetermined[0].zh.startswith("缺少或无法读取")
    assert [one.name for one in file.looks] == [*draft_names(file.looks)]
    assert "much_undetermined" in {one.kind for one in file.cautions}


def draft_names(looks: Any) -> list[str]:
    return [one.name for one in looks if not one.name.endswith("_readable")]


def test_fewer_rows_and_fewer_steps(person: Any, draft: Draft) -> None:
    (file,) = preview_draft(person, draft.pk, PreviewQuery(upto="certain_deaths", rows=2)).files
    assert [(one.name, len(one.rows)) for one in file.looks] == [("deaths", 2), ("certain_deaths", 2)]
    with pytest.raises(BadRequest):
        preview_draft(person, draft.pk, PreviewQuery(upto="no_such"))


def test_a_draft_with_mistakes_is_looked_at_as_far_as_it_is_right(person: Any, draft: Draft) -> None:
    put(person, draft, "model.yaml", "order: month", "ordr: month")
    (file,) = preview_draft(person, draft.pk, PreviewQuery()).files
    names = {one.name for one in file.looks}
    assert "same_name" in names
    assert "per_person" not in names
    tested = run_cases(person, draft.pk)
    assert (tested.ok, tested.cases, tested.problems[0].nearest) == (False, [], ["order"])
    told = explain_draft(person, draft.pk, ReadAloud())
    assert (told.text, told.problems[0].line > 90) == ("", True)


def test_examples_that_do_not_fit_are_told_with_their_place(person: Any, draft: Draft) -> None:
    put(person, draft, "examples/cases.yaml", "died_on:", "dyed_on:")
    found = preview_draft(person, draft.pk, PreviewQuery())
    assert (found.files, found.problems[0].file) == ([], "examples/cases.yaml")
    assert not run_cases(person, draft.pk).ok


def test_the_examples_run(person: Any, draft: Draft) -> None:
    found = run_cases(person, draft.pk)
    assert (found.ok, found.problems, found.lacking) == (True, [], [])
    assert any(one.clues for one in found.cases)
    assert any(one.trap for one in found.cases)
    edit = {"kind": "set", "path": ["parameters", "grace", "value"], "value": "12 months"}
    editing.edit(person, draft.pk, NewEdit(edit=edit, version=1))
    worse = run_cases(person, draft.pk)
    assert not worse.ok
    assert any(one.failures for one in worse.cases)


def test_read_aloud_in_both_languages(person: Any, draft: Draft) -> None:
    assert "死亡人员冒领" in explain_draft(person, draft.pk, ReadAloud()).text
    assert "Pension and benefits" in explain_draft(person, draft.pk, ReadAloud(lang="en")).text


def test_a_draft_from_nothing_has_nothing_to_look_at(person: Any) -> None:
    given = NewDraft(origin="empty", model="mine", zh="我的", en="Mine", line=Line.CIVIL)
    made = make_draft(person, given)
    found = preview_draft(person, made.pk, PreviewQuery())
    assert (found.files, found.problems) == ([], [])
    assert run_cases(person, made.pk).problems
