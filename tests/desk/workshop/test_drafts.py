"""Drafts: made, edited, undone to the byte, shared; who sees and does what; two at once; every act traced."""

from __future__ import annotations

import io
import threading
import zipfile
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.drafts import act_on_draft, make_draft
from mingjian.desk.workshop.models import Draft, Edit
from mingjian.desk.workshop.schemas import DraftAct, DraftQuery, NewDraft, NewEdit, NewPaste, NewText, Versioned
from mingjian.desk.workshop.services import draft_page, list_drafts
from mingjian.library import shipped, shipped_models
from mingjian.models.enumerations import Line

P02 = "benefits-paid-to-the-dead"
OPTION = {"kind": "option", "step": "per_person", "option": "having", "value": "months > 1"}


@pytest.fixture
def builder(user: Any) -> Any:
    return user("builder", Role.MODELLER, office="340102", lines=(Line.PUBLIC_INTEREST,))


@pytest.fixture
def draft(builder: Any) -> Draft:
    return make_draft(builder, NewDraft(origin="copy", model=P02))


def edit(user: Any, draft: Draft, what: dict[str, Any]) -> Draft:
    draft.refresh_from_db()
    editing.edit(user, draft.pk, NewEdit(edit=what, version=draft.version))
    draft.refresh_from_db()
    return draft


def step(user: Any, draft: Draft, name: str) -> Draft:
    draft.refresh_from_db()
    getattr(editing, name)(user, draft.pk, Versioned(version=draft.version))
    draft.refresh_from_db()
    return draft


def files_of(model: str) -> dict[str, str]:
    folder = shipped(model)
    names = ["model.yaml", *(f"examples/{one.name}" for one in (folder / "examples").glob("*.yaml"))]
    return {name: (folder / name).read_bytes().decode() for name in names}


def test_a_copy_of_every_model_that_ships_has_its_bytes(user: Any) -> None:
    person = user("all", Role.PROSECUTOR)
    for model in shipped_models():
        made = make_draft(person, NewDraft(origin="copy", model=model))
        assert made.files == files_of(model)
        assert made.source["model"] == made.model == model


def test_a_copy_is_shown_whole_and_without_mistakes(builder: Any, draft: Draft) -> None:
    page = draft_page(builder, draft.pk)
    assert page.tree is not None
    assert [one.name for one in page.tree.steps][-1] == "per_person"
    labels = {one.name: one.label.zh for one in page.columns["certain_deaths"] if one.label is not None}
    assert labels["died_on"] == "死亡日期"
    assert {one.name for one in page.columns["payments"]} >= {"person", "amount"}
    assert (page.problems, page.may_edit, page.can_undo) == ([], True, False)
    assert "unused_column" in {one.kind for one in page.cautions}
    assert page.tree.about["basis"][0]["from"] == {"$day": "2011-07-01"}


def test_from_nothing_with_the_mistakes_it_still_has(builder: Any) -> None:
    given = NewDraft(origin="empty", model="my-model", zh="我的模型", en="Mine", line=Line.PUBLIC_INTEREST)
    page = draft_page(builder, make_draft(builder, given).pk)
    assert (page.model, page.title.zh, page.line.code) == ("my-model", "我的模型", "public_interest")
    assert page.tree is not None
    assert page.tree.steps == []
    assert page.problems
    assert all(one.line for one in page.problems)


@pytest.mark.parametrize(
    "given",
    [
        {"origin": "empty", "model": "x"},
        {"origin": "empty", "model": "x", "zh": "一", "en": "x", "line": "criminal"},
        {"origin": "copy", "model": "no-such-model"},
        {"origin": "copy", "model": "missed-recidivism"},
    ],
)
def test_what_cannot_be_made_is_told(builder: Any, given: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        make_draft(builder, NewDraft.model_validate(given))
    assert not Draft.objects.exists()


def test_edits_are_made_and_undone_to_the_byte(builder: Any, draft: Draft) -> None:
    before = dict(draft.files)
    edit(builder, draft, OPTION)
    assert draft.files["model.yaml"].count("having: months > 1") == 1
    edit(builder, draft, {"kind": "rename_need", "old": "deaths", "new": "dead_people"})
    after = dict(draft.files)
    assert all("dead_people" in text for text in after.values())
    step(builder, step(builder, draft, "undo"), "undo")
    assert draft.files == before
    with pytest.raises(BadRequest):
        step(builder, draft, "undo")
    step(builder, step(builder, draft, "redo"), "redo")
    assert draft.files == after
    with pytest.raises(BadRequest):
        step(builder, draft, "redo")
    assert draft.version == 7


def test_a_new_edit_takes_away_what_was_undone(builder: Any, draft: Draft) -> None:
    edit(builder, draft, OPTION)
    step(builder, draft, "undo")
    edit(builder, draft, OPTION | {"value": "months > 2"})
    assert [one.number for one in draft.edits.all()] == [1]
    page = draft_page(builder, draft.pk)
    assert (page.can_undo, page.can_redo, page.history[0].zh) == (True, False, "改步骤“per_person”的 having")


def test_a_refused_edit_changes_nothing_and_says_where(builder: Any, draft: Draft) -> None:
    for wrong in (
        OPTION | {"step": "no_such"},
        {"kind": "nonsense"},
        {"kind": "add_step", "name": "X!", "body": {"a": 1}},
    ):
        with pytest.raises(BadRequest) as told:
            edit(builder, draft, wrong)
        assert told.value.zh
    draft.refresh_from_db()
    assert (draft.version, draft.files, Edit.objects.count()) == (1, files_of(P02), 0)


def test_an_edit_that_says_what_stands_there_is_none(builder: Any, draft: Draft) -> None:
    edit(builder, draft, {"kind": "option", "step": "per_person", "option": "order", "value": "month"})
    assert (draft.version, Edit.objects.count()) == (1, 0)


def test_a_file_given_as_text_may_have_mistakes_and_even_be_unreadable(builder: Any, draft: Draft) -> None:
    whole = draft.files["model.yaml"]
    for text in (whole.replace("order: month", "ordr: month"), "a: [", ""):
        draft.refresh_from_db()
        given = NewText(name="model.yaml", text=text, version=draft.version)
        editing.edit_text(builder, draft.pk, given)
        page = draft_page(builder, draft.pk)
        assert page.problems
        assert (page.tree is None) == (text != whole.replace("order: month", "ordr: month"))
    with pytest.raises(BadRequest):
        edit(builder, draft, OPTION)
    for _ in range(3):
        step(builder, draft, "undo")
    assert draft.files["model.yaml"] == whole


def test_a_file_that_is_none_of_a_model_is_refused(builder: Any, draft: Draft) -> None:
    for name in ("../model.yaml", "README.md", "examples/.x.yaml", "examples/a/b.yaml"):
        with pytest.raises(BadRequest):
            editing.edit_text(builder, draft.pk, NewText(name=name, text="x", version=1))


def test_the_line_of_a_draft_follows_its_text_within_the_lines_of_whoever_edits(user: Any) -> None:
    person = user("two", Role.PROSECUTOR, lines=(Line.PUBLIC_INTEREST, Line.CIVIL))
    draft = make_draft(person, NewDraft(origin="copy", model=P02))
    edit(person, draft, {"kind": "set", "path": ["line"], "value": "civil"})
    assert draft.line == "civil"
    with pytest.raises(BadRequest, match="刑事"):
        edit(person, draft, {"kind": "set", "path": ["line"], "value": "criminal"})
    edit(person, draft, {"kind": "set", "path": ["line"], "value": "no such line"})
    assert draft.line == "civil"


def test_who_was_slower_is_told_and_overwrites_nothing(builder: Any, draft: Draft, user: Any) -> None:
    friend = user("friend", Role.PROSECUTOR, office="340102")
    act_on_draft(builder, draft.pk, DraftAct(action="invite", who="friend", version=1))
    editing.edit(friend, draft.pk, NewEdit(edit=OPTION, version=2))
    for late in (
        lambda: editing.edit(builder, draft.pk, NewEdit(edit=OPTION | {"value": "months > 9"}, version=2)),
        lambda: editing.edit_text(builder, draft.pk, NewText(name="model.yaml", text="x", version=2)),
        lambda: editing.undo(builder, draft.pk, Versioned(version=2)),
        lambda: act_on_draft(builder, draft.pk, DraftAct(action="close", version=2)),
    ):
        with pytest.raises(Conflict, match="人friend"):
            late()
    draft.refresh_from_db()
    assert "months > 1" in draft.files["model.yaml"]
    assert draft.version == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_at_one_instant_one_edit_is_made(user: Any) -> None:
    person = user("twice", Role.PROSECUTOR)
    draft = make_draft(person, NewDraft(origin="copy", model=P02))
    told: list[str] = []

    def act(value: str) -> None:
        try:
            editing.edit(person, draft.pk, NewEdit(edit=OPTION | {"value": value}, version=1))
            told.append("made")
        except Conflict:
            told.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(f"months > {n}",)) for n in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    draft.refresh_from_db()
    assert sorted(told) == ["late", "late", "made"]
    assert (draft.version, draft.edits.count(), draft.files["model.yaml"].count("having: months >")) == (2, 1, 1)


def test_others_of_the_office_read_and_do_not_edit_until_they_are_named(builder: Any, draft: Draft, user: Any) -> None:
    friend = user("friend", Role.PROSECUTOR, office="340102")
    assert draft_page(friend, draft.pk).may_edit is False
    for act in (
        lambda: edit(friend, draft, OPTION),
        lambda: step(friend, draft, "undo"),
        lambda: act_on_draft(friend, draft.pk, DraftAct(action="close", version=1)),
    ):
        with pytest.raises(BadRequest):
            act()
    act_on_draft(builder, draft.pk, DraftAct(action="invite", who="friend", version=1))
    edit(friend, draft, OPTION)
    assert draft_page(friend, draft.pk).may_manage is False
    assert list_drafts(friend, DraftQuery(view="mine")).total == 1
    draft.refresh_from_db()
    act_on_draft(builder, draft.pk, DraftAct(action="uninvite", who="friend", version=draft.version))
    with pytest.raises(BadRequest):
        edit(friend, draft, OPTION | {"value": "months > 3"})
    assert list_drafts(friend, DraftQuery(view="mine")).total == 0


def test_nobody_is_named_who_would_not_see_it(builder: Any, draft: Draft, user: Any) -> None:
    user("elsewhere", Role.PROSECUTOR, office="340202")
    user("otherline", Role.PROSECUTOR, office="340102", lines=(Line.CRIMINAL,))
    user("reader", Role.REVIEWER, office="340102")
    for who in ("elsewhere", "otherline", "reader", "nobody", ""):
        with pytest.raises(BadRequest):
            act_on_draft(builder, draft.pk, DraftAct(action="invite", who=who, version=1))
    assert not draft.editors.exists()


@pytest.mark.parametrize(
    ("role", "office", "lines"),
    [
        (Role.PROSECUTOR, "340202", tuple(Line)),
        (Role.PROSECUTOR, "340103", tuple(Line)),
        (Role.PROSECUTOR, "340102", (Line.CRIMINAL,)),
        (Role.SYSTEM_ADMIN, "340102", ()),
        (Role.AUDIT_ADMIN, "340000", ()),
    ],
)
def test_who_does_not_see_a_draft(draft: Draft, user: Any, client_of: Any, role: Role, office: str, lines: Any) -> None:
    person = user("other", role, office=office, lines=lines)
    with pytest.raises(NotFound):
        draft_page(person, draft.pk)
    with pytest.raises(NotFound):
        edit(person, draft, OPTION)
    client = client_of(person)
    for path in ("", "/file", "/text"):
        assert client.get(f"/api/workshop/drafts/{draft.pk}{path}").status_code == 404
    for path in ("preview", "test", "explain"):
        answer = client.post(f"/api/workshop/drafts/{draft.pk}/{path}", {}, content_type="application/json")
        assert answer.status_code == 404


def test_an_office_above_reads_and_a_reviewer_builds_nothing(draft: Draft, user: Any) -> None:
    above = user("above", Role.REVIEWER, office="340000")
    assert draft_page(above, draft.pk).may_edit is False
    with pytest.raises(NotFound):
        make_draft(above, NewDraft(origin="copy", model=P02))
    with pytest.raises(NotFound):
        edit(above, draft, OPTION)


def test_a_closed_draft_is_not_edited_and_not_listed(builder: Any, draft: Draft) -> None:
    act_on_draft(builder, draft.pk, DraftAct(action="close", version=1))
    with pytest.raises(BadRequest):
        edit(builder, draft, OPTION)
    assert list_drafts(builder, DraftQuery()).total == 0
    assert list_drafts(builder, DraftQuery(closed=True)).total == 1
    act_on_draft(builder, draft.pk, DraftAct(action="reopen", version=2))
    edit(builder, draft, OPTION)


def test_every_act_is_written_down(builder: Any, client_of: Any) -> None:
    client = client_of(builder)
    made = client.post("/api/workshop/drafts", {"origin": "copy", "model": P02}, content_type="application/json").json()
    base = f"/api/workshop/drafts/{made['id']}"
    post = {"content_type": "application/json"}
    assert client.post(f"{base}/edits", {"edit": OPTION, "version": 1}, **post).status_code == 200
    assert client.post(f"{base}/undo", {"version": 2}, **post).status_code == 200
    assert client.post(f"{base}/redo", {"version": 3}, **post).status_code == 200
    text = client.get(f"{base}/text").json()
    put = {"name": "model.yaml", "text": text["text"] + "# x\n", "version": text["version"]}
    assert client.put(f"{base}/file", put, **post).status_code == 200
    taken = client.get(f"{base}/file")
    assert client.post(f"{base}/act", {"action": "close", "version": 5}, **post).status_code == 200
    sent = {"file": SimpleUploadedFile("m.zip", taken.content)}
    again = client.post("/api/workshop/drafts/upload", sent)
    assert again.status_code == 200
    acts = list(Trace.objects.filter(actor="builder").order_by("id").values_list("action", flat=True))
    assert acts == [f"workshop.{one}" for one in ("copy", "edit", "undo", "redo", "edit", "take", "close", "upload")]
    with zipfile.ZipFile(io.BytesIO(taken.content)) as given:
        assert given.read("model.yaml").decode().endswith("# x\n")
    assert Draft.objects.get(pk=again.json()["id"]).files["model.yaml"].endswith("# x\n")


def test_an_upload_is_checked(builder: Any, client_of: Any) -> None:
    client = client_of(builder)
    for name, data, status in (
        ("a.txt", b"x", 400),
        ("a.yaml", b"line: criminal\n", 400),
        ("a.yaml", b"model: a-b\n", 200),
    ):
        answer = client.post("/api/workshop/drafts/upload", {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == status, answer.content
    assert Draft.objects.get().line == "public_interest"


def test_the_palette_is_made_of_the_definitions(builder: Any, client_of: Any) -> None:
    found = client_of(builder).get("/api/workshop/palette").json()
    assert {"match", "absent", "aggregate"} <= {one["verb"] for one in found["operators"]}
    deaths = next(one for one in found["standards"] if one["id"] == "death_record@1")
    assert ("person" in deaths["subjects"], "died_on" in {one["name"] for one in deaths["columns"]}) == (True, True)
    assert [one["code"] for one in found["lines"]] == ["public_interest"]
    assert P02 in {one["code"] for one in found["models"]}
    assert "missed-recidivism" not in {one["code"] for one in found["models"]}


def test_a_step_is_copied_within_and_between_drafts_with_what_it_names(builder: Any, draft: Draft, user: Any) -> None:
    step_of = "pension_after_death"
    editing.paste(builder, draft.pk, NewPaste(source=draft.pk, step=step_of, version=1))
    draft.refresh_from_db()
    data = yaml.safe_load(draft.files["model.yaml"])
    assert data["steps"][f"{step_of}_2"] == data["steps"][step_of]
    given = NewDraft(origin="empty", model="other", zh="另一个", en="Another", line=Line.PUBLIC_INTEREST)
    other = make_draft(builder, given)
    editing.paste(builder, other.pk, NewPaste(source=draft.pk, step="regular_pensions", version=1))
    other.refresh_from_db()
    editing.paste(builder, other.pk, NewPaste(source=draft.pk, step=step_of, version=other.version))
    other.refresh_from_db()
    made = yaml.safe_load(other.files["model.yaml"])
    assert made["needs"] == {"pensions": data["needs"]["pensions"]}
    assert made["parameters"] == {"grace": data["parameters"]["grace"]}
    assert list(made["steps"]) == ["regular_pensions", step_of]
    stranger = user("stranger", Role.PROSECUTOR, office="340202")
    foreign = make_draft(stranger, NewDraft(origin="copy", model=P02))
    for source, name in ((foreign.pk, step_of), (draft.pk, "nothing"), (999_999, step_of)):
        with pytest.raises((NotFound, BadRequest)):
            editing.paste(builder, other.pk, NewPaste(source=source, step=name, version=other.version))
