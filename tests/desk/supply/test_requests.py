"""Requests: sent, reminded, refused, handed up and back; who sees and writes; two at once; told as deadlines."""

from __future__ import annotations

import pytest
from supply_parts import ASKED, at, new_request, sent, step

from mingjian.desk.deadlines import services as deadlines
from mingjian.desk.deadlines.schemas import DeadlineQuery
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.roles import Role
from mingjian.desk.supply.models import DataRequest, Event
from mingjian.desk.supply.request_steps import act_on_request
from mingjian.desk.supply.requests import change_request, find_request, list_requests, request_page
from mingjian.desk.supply.schemas import RequestAct, RequestChange, RequestQuery
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("shared_lake")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    at(monkeypatch, "2025-07-01")


def views(user):
    return list_requests(user, RequestQuery.model_validate({})).views


def scopes(user):
    return deadlines.list_deadlines(user, DeadlineQuery.model_validate({})).scopes


def test_the_life_of_a_request_with_its_history(officer, monkeypatch):
    one = new_request(officer)
    assert (one.state, one.office.code, one.owner) == ("draft", "340100", officer)
    one = step(officer, one.pk, "send", number="合检数〔2025〕1号", day="2025-06-30", due="2025-07-14")
    assert (one.state, one.number, str(one.sent_on)) == ("sent", "合检数〔2025〕1号", "2025-06-30")
    at(monkeypatch, "2025-07-16")
    step(officer, one.pk, "remind", why="电话催办")
    one = step(officer, one.pk, "partial")
    assert (one.state, one.reminded) == ("partial", 1)
    one = step(officer, one.pk, "deliver")
    page = request_page(officer, one)
    assert [event.what.code for event in page.events] == ["create", "send", "remind", "partial", "deliver"]
    assert page.events[2].why == "电话催办"
    assert page.events[1].detail["number"] == "合检数〔2025〕1号"
    assert page.can == ["note"]
    acts = Trace.objects.filter(object=f"request {one.pk}").order_by("id").values_list("action", flat=True)
    assert list(acts) == [f"supply.{event.what.code}" for event in page.events]


def test_what_a_draft_has_to_say(officer):
    for changed, field in (
        ({"items": [{"standard": "nothing@1"}]}, "items"), ({"region": "999999"}, "region"),
        ({"items": [{"standard": "death_record@1", "columns": ["nothing"]}]}, "items"),
        ({"items": [{"standard": "death_record@1"}, {"standard": "death_record@1"}]}, "items"),
        ({"bases": []}, "bases"), ({"bases": ["nothing"]}, "bases"), ({"owner": "nobody"}, "owner"),
        ({"first": "2025-02-01", "last": "2025-01-01"}, "last"), ({"purpose": "   "}, "purpose"),
    ):  # fmt: skip
        with pytest.raises(BadRequest) as told:
            new_request(officer, **changed)
        assert told.value.field == field, changed
    assert not DataRequest.objects.exists()


def test_a_typed_basis_is_shown_as_not_verified(officer):
    page = request_page(officer, new_request(officer, basis="某省数据条例第九条"))
    assert [(one.verified, one.code) for one in page.bases] == [
        (True, "organic_21"), (True, "personal_34"), (False, "")
    ]  # fmt: skip
    assert page.bases[0].cited == "《中华人民共和国人民检察院组织法》第二十一条"
    assert page.bases[-1].version is None


def test_only_a_draft_is_changed(officer):
    one = new_request(officer)
    changed = RequestChange.model_validate({**ASKED, "purpose": "另一专项", "version": 1})
    assert change_request(officer, one.pk, changed).purpose == "另一专项"
    with pytest.raises(Conflict, match="officer"):
        change_request(officer, one.pk, changed)
    step(officer, one.pk, "send", number="1号", due="2025-07-10")
    with pytest.raises(BadRequest):
        change_request(officer, one.pk, changed.model_copy(update={"version": 3}))


def test_steps_that_do_not_fit_or_say_too_little(officer, monkeypatch):
    draft = new_request(officer)
    for action in ("remind", "partial", "deliver", "refuse", "escalate", "hand_back"):
        with pytest.raises(BadRequest):
            step(officer, draft.pk, action)
    for said in ({"number": ""}, {"due": None}, {"day": "2025-07-02"}, {"due": "2025-06-01"}):
        with pytest.raises(BadRequest):
            step(officer, draft.pk, "send", **{"number": "1号", "due": "2025-07-10", **said})
    one = sent(officer, "2025-07-10")
    for said in ({"action": "refuse", "code": None}, {"action": "remind", "why": " "}, {"action": "escalate"}):
        with pytest.raises(BadRequest):
            step(officer, one.pk, **{"why": "x", **said})
    assert find_request(officer, one.pk).version == 2


def test_an_overdue_one_is_told_to_the_head_at_once_and_to_the_chief_later(officer, user, monkeypatch):
    head, chief = user("h", Role.HEAD), user("c", Role.CHIEF)
    sent(officer, "2025-07-10")
    assert scopes(officer) == {"mine": 1, "office": 1, "soon": 0, "overdue": 0, "escalated": 0}
    at(monkeypatch, "2025-07-04")
    assert scopes(officer)["soon"] == 1
    at(monkeypatch, "2025-07-11")
    assert (scopes(head)["overdue"], scopes(head)["escalated"], scopes(chief)["escalated"]) == (1, 1, 0)
    at(monkeypatch, "2025-07-13")
    assert scopes(chief)["escalated"] == 1
    rows = deadlines.list_deadlines(head, DeadlineQuery(scope="escalated", kind="data_request")).items
    assert [(one.about, one.days_left, one.may_extend, one.kind.code) for one in rows] == [
        ("request", -3, False, "data_request")
    ]
    step(officer, DataRequest.objects.get().pk, "deliver")
    assert set(scopes(head).values()) == {0}


def test_a_refused_one_is_handed_up_and_back(officer, user):
    county = user("county", Role.DATA_OFFICER, office="340102")
    head, other = user("h", Role.HEAD), user("o", Role.HEAD, office="340200")
    one = sent(county, "2025-12-31")
    step(county, one.pk, "refuse", code="superior", why="须经市局同意")
    assert views(officer)["escalated"] == 0
    one = step(county, one.pk, "escalate", why="请市院协调")
    assert one.escalated.code == "340100"
    assert (views(officer)["escalated"], views(county)["escalated"], views(officer)["open"]) == (1, 0, 1)
    assert (scopes(head)["escalated"], scopes(other)["escalated"]) == (1, 0)
    assert deadlines.list_deadlines(head, DeadlineQuery(scope="escalated")).items[0].handed_up
    assert "hand_back" in request_page(officer, find_request(officer, one.pk)).can
    with pytest.raises(BadRequest):
        step(county, one.pk, "hand_back")
    one = step(county, one.pk, "escalate", why="市院也未协调成")  # on to the province
    assert (one.escalated.code, views(officer)["escalated"]) == ("340000", 0)
    top = user("top", Role.DATA_OFFICER, office="340000")
    step(top, one.pk, "hand_back", why="已与省厅会商，请重新发函")
    one = step(county, one.pk, "send", number="2号", due="2025-09-01")
    assert (one.state, one.refusal, one.escalated) == ("sent", "", None)
    assert [event.action for event in Event.objects.filter(request=one)][-3:] == ["escalate", "hand_back", "send"]


def test_the_top_has_nobody_to_hand_up_to(user):
    top = user("top", Role.DATA_OFFICER, office="340000")
    one = sent(top, "2025-07-10")
    step(top, one.pk, "refuse", code="no_basis", why="认为依据不足")
    page = request_page(top, find_request(top, one.pk))
    assert page.above is None
    assert "escalate" not in page.can


@pytest.mark.parametrize(
    ("role", "office", "sees"),
    [(Role.HEAD, "340100", True), (Role.PROSECUTOR, "340100", True), (Role.MODELLER, "340000", True),
     (Role.DATA_OFFICER, "340102", False), (Role.DATA_OFFICER, "340200", False), (Role.CHIEF, "340200", False),
     (Role.SECURITY_ADMIN, "340100", False), (Role.SYSTEM_ADMIN, "340000", False)],
)  # fmt: skip
def test_who_sees_and_who_writes(officer, user, role, office, sees):
    one = sent(officer, "2025-07-10")
    reader = user("reader", role, office=office)
    if not sees:
        with pytest.raises(NotFound):
            find_request(reader, one.pk)
        if role in (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN):
            with pytest.raises(NotFound):
                list_requests(reader, RequestQuery.model_validate({}))
        else:
            assert set(views(reader).values()) == {0}
        assert scopes(reader)["office"] == 0
        return
    assert request_page(reader, find_request(reader, one.pk)).can == []
    assert views(reader)["open"] == 1
    with pytest.raises(NotFound):
        new_request(reader)


def test_a_reader_cannot_act_through_the_api(officer, user, client_of):
    one = sent(officer, "2025-07-10")
    body = {"action": "withdraw", "version": one.version, "why": "x"}
    for person, status in ((user("h", Role.HEAD), 404), (user("b", Role.DATA_OFFICER, office="340200"), 404)):
        answer = client_of(person).post(f"/api/supply/requests/{one.pk}/act", body, content_type="application/json")
        assert answer.status_code == status
    assert DataRequest.objects.get().state == "sent"


def test_two_at_once_and_one_is_told_who_was_quicker(officer, user):
    other = user("other", Role.DATA_OFFICER, office="340000")
    one = sent(officer, "2025-07-10")
    first, second = find_request(officer, one.pk), find_request(other, one.pk)  # both read the same version
    act_on_request(officer, first, RequestAct(action="deliver", version=2))
    with pytest.raises(Conflict, match="officer"):
        act_on_request(other, second, RequestAct(action="refuse", version=2, why="x", code="other"))
    assert DataRequest.objects.get().state == "delivered"
    assert not Event.objects.filter(action="refuse").exists()


def test_words_no_database_holds_are_refused(officer, client_of):
    client = client_of(officer)
    for sign in ("\x00", "\ud800"):
        body = {**ASKED, "purpose": f"专项{sign}"}
        answer = client.post("/api/supply/requests", body, content_type="application/json")
        assert answer.status_code == 422


def test_found_by_words_and_by_dataset(officer):
    sent(officer, "2025-07-10")
    new_request(officer, agency="某区卫健委", items=[{"standard": "pension_payment@1", "columns": ["amount"]}])
    for query, total in (({"q": "民政"}, 1), ({"standard": "pension_payment@1"}, 1), ({"q": "没有"}, 0), ({}, 2)):
        assert list_requests(officer, RequestQuery.model_validate(query)).total == total, query
