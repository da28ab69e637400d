"""Questions on the desk: the road, four eyes, who sees what, what an import of statutes turns to be re-checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingjian.desk.answers import keeping, roster
from mingjian.desk.answers.demonstration import demonstrate
from mingjian.desk.answers.models import MissedSearch, Question
from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.roles import Role
from mingjian.knowledge import Index
from mingjian.law.store import import_statutes
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db
EXPERTS = """\
topics: {theft: {zh: 侵犯财产, en: property, words: [盗窃]}}
days: {county: 5, city: 7, province: 10, supreme: 20}
experts: [{id: wang, office: "340102", topics: [theft]}, {id: sun, office: "340000", topics: ["*"]}]
reviewers: [{id: li, office: "340100"}]
"""


def law(folder: Path, words: str) -> None:
    file = folder / "某法(2020-01-01).md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"# 某法\n\n第一条 {words}\n\n第二条 本法自2020年1月1日起施行。\n", encoding="utf-8")
    import_statutes(the_lake().path / "law", folder)


@pytest.fixture
def people(clues: Any, user: Any, client_of: Any, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The list of experts, a law, and everybody logged in."""
    place = the_lake().path / "answers" / "experts.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(EXPERTS, encoding="utf-8")
    law(tmp_path / "texts", "盗窃的，处罚。")
    all_ = (Line.CRIMINAL, Line.PUBLIC_INTEREST)
    made = {
        "me": user("me", Role.PROSECUTOR, office="340102", lines=all_),
        "wang": user("wang", Role.PROSECUTOR, office="340102", lines=all_),
        "sun": user("sun", Role.HEAD, office="340000", lines=all_),
        "li": user("li", Role.HEAD, office="340100", lines=all_),
        "away": user("away", Role.HEAD, office="340202", lines=all_),
        "system": user("system", Role.SYSTEM_ADMIN, office="340000", lines=()),
    }
    yield {name: client_of(one) for name, one in made.items()}
    place.unlink()
    (the_lake().path / "law" / "statutes.db").unlink()
    Index(the_lake().path / "search").replace([])


def post(client: Any, path: str, status: int = 200, **body: Any) -> Any:
    answer = client.post(f"/api/answers{path}", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def get(client: Any, path: str = "", status: int = 200, **query: Any) -> Any:
    answer = client.get(f"/api/answers{path}", query)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def act(client: Any, page: Any, move: str, status: int = 200, **more: Any) -> Any:
    return post(client, f"/{page['number']}/act", status, move=move, version=page["version"], **more)


def asked(client: Any, **more: Any) -> Any:
    return post(client, "", title="被告人王建国多次盗窃怎么认定", text="王建国二年内三次盗窃。", **more)


def published(people: Any, **more: Any) -> Any:
    page = act(people["wang"], asked(people["me"], **more), "answer", answer="依照《某法》第一条处理。")
    page = act(people["li"], {**page, "version": page["version"]}, "review")
    said = page["suggested"]
    return act(people["li"], page, "publish", title=said["title"], text=said["text"], answer=said["answer"])


def test_the_road(people: Any) -> None:
    page = asked(people["me"])
    assert (page["expert"]["username"], page["topic"]["code"], page["state"]["code"]) == ("wang", "theft", "routed")
    assert [one["code"] for one in page["moves"]] == ["withdraw"]
    (row,) = get(people["wang"], tab="inbox")["items"]
    assert row["days_left"] > 0
    page = act(people["wang"], get(people["wang"], f"/{page['number']}"), "save", answer="依照《某法》第九条")
    assert (page["citations"][0]["blocks"], page["citations"][0]["severity"]) == (True, "wrong")
    page = act(people["wang"], page, "answer", answer="依照《某法》第九条")
    assert get(people["li"], tab="review")["total"] == 1
    page = act(people["li"], page, "review")
    refused = act(people["li"], page, "publish", 400, title="t", text="t", answer="a")
    assert "均已核实" in refused["zh"]
    page = act(people["li"], page, "return", why="没有第九条")
    page = act(people["wang"], page, "answer", answer="依照《某法》第一条处理。")
    page = act(people["li"], page, "review")
    assert page["suggested"]["title"] == "被告人某甲多次盗窃怎么认定"
    assert {one["code"]: one["count"] for one in page["suggested"]["taken_out"]} == {"person": 2}
    said = {name: page["suggested"][name] for name in ("title", "text", "answer")}
    page = act(people["li"], page, "publish", **said)
    assert page["state"]["code"] == "published"
    found = post(people["away"], "/similar", text="多次偷东西算不算")
    assert [one["number"] for one in found["items"]] == [page["number"]]
    seen = get(people["away"], f"/{page['number']}")
    assert (seen["whole"], seen["text"], seen["asker"], seen["expert"], seen["steps"]) == (False, "", None, None, [])
    assert "王建国" not in json.dumps(seen, ensure_ascii=False)
    assert people["away"].get("/api/search", {"q": "盗窃", "kind": "answer"}).json()["total"] == 1


def test_an_import_turns_it_to_be_rechecked_and_a_reviewer_confirms(people: Any, tmp_path: Path) -> None:
    page = published(people)
    keeping.round_now()
    assert get(people["li"], f"/{page['number']}")["state"]["code"] == "published"
    law(tmp_path / "texts", "盗窃的，从重处罚。")
    keeping.round_now()
    page = get(people["li"], f"/{page['number']}")
    assert (page["state"]["code"], page["changes"][0]["cites"]) == ("recheck", "某法1")
    assert {"added", "same"} <= {one["kind"] for one in page["changes"][0]["parts"]}
    assert get(people["away"], tab="recheck")["total"] == 1
    assert "待复核" in post(people["me"], "/similar", text="盗窃")["items"][0]["heading"]
    assert act(people["li"], page, "confirm")["state"]["code"] == "published"
    keeping.round_now()
    assert get(people["away"], tab="recheck")["total"] == 0


def test_four_eyes_and_who_was_quicker(people: Any) -> None:
    page = act(people["wang"], asked(people["me"]), "answer", answer="《某法》第一条")
    for name, status in (("wang", 400), ("me", 400), ("away", 404), ("sun", 404), ("system", 404)):
        act(people[name], page, "review", status)
    old = {**page}
    act(people["li"], page, "review")
    assert "li" in act(people["li"], old, "return", 409, why="x")["zh"]


def test_nobody_else_knows_of_a_question(people: Any) -> None:
    page = asked(people["me"])
    for name in ("away", "sun", "system"):
        get(people[name], f"/{page['number']}", 404)
    assert get(people["away"])["counts"] == {"mine": 0, "inbox": 0, "review": 0, "published": 0, "recheck": 0}


def test_what_may_not_be_found_is_in_no_count(people: Any) -> None:
    secret = published(people, secrecy=1)
    get(people["away"], f"/{secret['number']}", 404)
    assert get(people["away"])["counts"]["published"] == 0
    assert post(people["away"], "/similar", text="盗窃")["items"] == []
    answer = people["away"].get("/api/search", {"q": "盗窃"}).json()
    assert (answer["total"], [one["code"] for one in answer["kinds"]]) == (0, [])


def test_overdue_goes_up(people: Any) -> None:
    page = asked(people["me"])
    row = Question.objects.get(pk=page["number"])
    record = {**row.record, "due": (today() - timedelta(days=1)).isoformat()}
    Question.objects.filter(pk=row.pk).update(record=record)
    keeping.round_now()
    assert get(people["sun"], f"/{page['number']}")["steps"][-1]["move"]["code"] == "escalate"
    get(people["wang"], f"/{page['number']}", 404)
    (due,) = people["sun"].get("/api/deadlines", {"kind": "answer"}).json()["items"]
    assert (due["about"], due["id"]) == ("question", str(page["number"]))


def test_passing_on_and_withdrawing(people: Any) -> None:
    page = get(people["wang"], f"/{asked(people['me'])['number']}")
    assert [one["username"] for one in page["experts"]] == ["sun"]
    act(people["wang"], page, "pass_on", 400, to="sun")
    act(people["wang"], page, "pass_on", 404, to="sun", why="主办另案")
    page = get(people["me"], f"/{page['number']}")
    assert page["expert"]["username"] == "sun"
    assert act(people["me"], page, "withdraw")["state"]["code"] == "withdrawn"


def test_gaps_name_nobody(people: Any) -> None:
    asked(people["me"])
    for _ in range(3):
        post(people["me"], "/similar", text="王建国多次盗窃，电话13800138001", missed=True)
    found = get(people["li"], "/gaps")
    (theft,) = [one for one in found["items"] if one["topic"]["code"] == "theft"]
    assert (theft["missed"], theft["open"], theft["words"]) == (3, 1, ["某甲多次盗窃，电话某电话"])
    assert not {field.name for field in MissedSearch._meta.get_fields()} & {"user", "by", "office"}
    get(people["me"], "/gaps", 404)


def test_bad_input_is_told(people: Any) -> None:
    for body in ({"title": "x"}, {"title": "怎么认定自首", "topic": "moon"}, {"title": "怎么认定", "line": "minors"}):
        answer = people["me"].post("/api/answers", data=json.dumps(body), content_type="application/json")
        assert answer.status_code in (400, 422)
    (the_lake().path / "answers" / "experts.yaml").write_text(EXPERTS.replace("days:", "dayz:"), encoding="utf-8")
    answer = people["me"].get("/api/answers")
    assert (answer.status_code, "experts.yaml:2" in answer.json()["zh"]) == (400, True)


def test_without_a_file_roles_answer_and_review(clues: Any, user: Any) -> None:
    user("one", Role.PROSECUTOR, office="340102", lines=(Line.CRIMINAL,))
    user("two", Role.CHIEF, office="340100")
    desk = roster.desk_of()
    assert [(one.id, one.topics) for one in desk.file.experts] == [("one", ["criminal", "other"])]
    assert [one.id for one in desk.file.reviewers] == ["two"]
    assert [(one.code, one.level) for one in roster.chain("340102")] == [
        ("340102", "county"), ("340100", "city"), ("340000", "province"),
    ]  # fmt: skip
    place = the_lake().path / "answers" / "experts.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text("topics: 1", encoding="utf-8")
    try:
        with pytest.raises(BadRequest, match="名单"):
            roster.desk_of()
    finally:
        place.unlink()


def test_the_list_of_experts_is_edited_and_its_mistakes_are_told_in_words(
    people: Any, user: Any, client_of: Any
) -> None:
    top = client_of(user("top", Role.HEAD, office="340000", lines=(Line.CRIMINAL,)))
    page = get(top, "/experts")
    assert (page["by_roles"], page["may_save"], page["mistakes"]) == (False, True, [])
    assert "wang" in {one["username"] for one in page["people"]}
    get(people["me"], "/experts", 404)
    wrong = page["text"].replace("wang", "wand").replace("county: 5", "county: 0")
    assert post(top, "/experts/check", text=wrong)["mistakes"][0]["line"] == 2
    strange = post(top, "/experts/check", text=page["text"].replace("wang", "wand"))["mistakes"]
    assert [(one["line"], one["en"]) for one in strange] == [(3, "there is no user wand; did you mean wang")]
    assert put(top, "/experts", 400, text=wrong)["en"].startswith("line 2")
    assert "最上级院" in put(people["li"], "/experts", 400, text=page["text"])["zh"]
    assert put(top, "/experts", text="")["by_roles"]
    assert not put(top, "/experts", text=page["text"])["by_roles"]


def test_answers_are_handed_on_and_taken_in_once(people: Any, user: Any, client_of: Any) -> None:
    published(people)
    lines = people["li"].get("/api/answers/export")
    assert (lines.status_code, lines.content.count(b"\n")) == (200, 1)
    data = client_of(user("data", Role.DATA_OFFICER, office="340100", lines=(Line.CRIMINAL,)))
    assert taken(data, lines.content) == {"taken": 0, "there": 1}
    other = json.loads(lines.content) | {"title": "入户盗窃怎么认定", "answer": "依照《某法》第一条、第九条。"}
    good = json.loads(lines.content) | {"id": "answer:D00002", "title": "翻窗入户算不算"}
    both = "\n".join(json.dumps(one) for one in (other, good)).encode()
    assert taken(data, both) == {"taken": 2, "there": 0}
    assert taken(data, both) == {"taken": 0, "there": 2}
    assert "licence" in taken(data, json.dumps(other | {"licence": ""}).encode(), 400)["en"]
    assert taken(data, b"\xff", 400)["zh"]
    rows = {one["title"]: one["number"] for one in get(people["away"], tab="recheck")["items"]}
    assert len(rows) == 2, "nobody publishes alone, not by a file either"
    act(people["li"], get(people["li"], f"/{rows['入户盗窃怎么认定']}"), "confirm", 400)
    act(people["li"], get(people["li"], f"/{rows['翻窗入户算不算']}"), "confirm")
    cited = get(people["away"], "/citing", articles="《某法》第一条,刑法1,x")
    assert [(one["cites"], one["state"]["code"]) for one in cited["items"]] == [
        (["某法1"], "published"), (["某法1"], "recheck"), (["某法1"], "published"),
    ]  # fmt: skip


def test_a_demo_has_answers_and_questions(people: Any, user: Any) -> None:
    (the_lake().path / "answers" / "experts.yaml").unlink()
    user("prosecutor", Role.PROSECUTOR, office="340100", lines=(Line.CRIMINAL,))
    user("minors", Role.PROSECUTOR, office="340102", lines=(Line.MINORS,))
    assert demonstrate() == (12, 2)
    assert get(people["away"], tab="recheck")["total"] == 12
    (the_lake().path / "answers" / "experts.yaml").write_text(EXPERTS, encoding="utf-8")


def put(client: Any, path: str, status: int = 200, **body: Any) -> Any:
    answer = client.put(f"/api/answers{path}", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def taken(client: Any, data: bytes, status: int = 200) -> Any:
    answer = client.post("/api/answers/import", {"file": SimpleUploadedFile("answers.jsonl", data)})
    assert answer.status_code == status, answer.content.decode()
    return answer.json()
