"""One list of all deadlines: scopes, putting off, telling those above, the calendar; and hand-overs for the giver."""

from __future__ import annotations

import datetime as dt

import pytest

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import act_on_letter, draft_letter
from mingjian.desk.cases.models import Case, Extension, Letter
from mingjian.desk.cases.schemas import LetterAct, NewTerm
from mingjian.desk.cases.terms import set_term
from mingjian.desk.clues.handovers import HandoverQuery, handovers
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.schemas import Act
from mingjian.desk.clues.steps import act
from mingjian.desk.deadlines import services
from mingjian.desk.deadlines.schemas import DeadlineQuery, Extend
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.roles import Role
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("clues")


def days(number):
    return today() + dt.timedelta(days=number)


@pytest.fixture
def holder(user):
    return user("holder", Role.PROSECUTOR)


@pytest.fixture
def three(holder, user):
    """A clue due in three days, a reply five days overdue, a statutory term and a look back."""
    first, second = Clue.objects.filter(office__code="340102")[:2]
    act(holder, first.pk, Act(action="claim", version=1, deadline=days(3)))
    filed(clue=second, user=holder, why="x")
    case = Case.objects.get()
    letter = draft_letter(holder, case, "suggestion")
    for who, said in ((holder, {"action": "submit"}), (user("c", Role.CHIEF), {"action": "sign"}),
                      (holder, {"action": "serve", "served_on": today()})):  # fmt: skip
        act_on_letter(who, letter.pk, LetterAct(version=Letter.objects.get().version, **said))
    Letter.objects.update(served_on=days(-60), reply_due=days(-5))
    set_term(holder, case, NewTerm(kind="protest_judgment", event_on=today()))
    set_term(holder, case, NewTerm(kind="look_back", due=days(60)))
    return first, letter


def listed(user, scope="mine", **more):
    return services.list_deadlines(user, DeadlineQuery.model_validate({"scope": scope, **more}))


def test_all_deadlines_in_one_order_with_their_sources(three, holder, user):
    found = listed(holder)
    assert [one.kind.code for one in found.items] == ["reply", "verification", "protest_judgment", "look_back"]
    assert [one.by_law.zh for one in found.items] == ["《人民检察院检察建议工作规定》", "", "《刑诉法》第230条", ""]
    assert [one.verified for one in found.items] == [False, False, True, False]
    assert found.scopes == {"mine": 4, "office": 4, "soon": 1, "overdue": 1, "escalated": 0}
    assert {one.code: one.count for one in found.kinds}["look_back"] == 1
    assert [one.kind.code for one in listed(holder, kind="reply,look_back").items] == ["reply", "look_back"]
    assert [one.kind.code for one in listed(holder, page=2, size=3).items] == ["look_back"]
    colleague = user("p", Role.PROSECUTOR)
    assert listed(colleague).total == 0
    assert listed(colleague, "office").total == 4


def test_what_is_not_in_sight_is_in_no_count(three, user):
    other = user("o", Role.CHIEF, office="340200")
    line = user("l", Role.CHIEF, lines=(Line.CRIMINAL,))
    for who in (other, line):
        assert set(listed(who, "office").scopes.values()) == {0}
        with pytest.raises(NotFound):
            services.extend(who, Extend(key=f"letter:{three[1].pk}", before=days(-5), until=days(9), why="延期"))


def test_what_is_overdue_is_told_to_the_head_at_once_and_to_the_chief_after_days(three, user, client_of, settings):
    head, chief, other = user("h", Role.HEAD), user("c2", Role.CHIEF), user("p", Role.PROSECUTOR)
    Letter.objects.update(reply_due=days(-2))
    assert [len(client_of(one).get("/api/home").json()["escalated"]) for one in (head, chief, other)] == [1, 0, 0]
    Letter.objects.update(reply_due=days(-5))
    assert len(client_of(chief).get("/api/home").json()["escalated"]) == 1
    settings.DESK = settings.DESK.model_copy(update={"escalate_days": 10})
    assert listed(chief, "escalated").total == 0


def test_a_deadline_is_put_off_with_a_reason_so_often_as_is_allowed(three, holder):
    clue, letter = three
    services.extend(holder, Extend(key=f"clue:{clue.pk}", before=days(3), until=days(10), why="等待调取材料"))
    services.extend(holder, Extend(key=f"clue:{clue.pk}", before=days(10), until=days(20), why="等待调取材料"))
    clue.refresh_from_db()
    assert clue.deadline == days(20)
    with pytest.raises(BadRequest, match="2 times"):
        services.extend(holder, Extend(key=f"clue:{clue.pk}", before=days(20), until=days(30), why="再延"))
    services.extend(holder, Extend(key=f"letter:{letter.pk}", before=days(-5), until=days(2), why="来函申请延期"))
    assert Case.objects.get().deadline == days(2)
    assert [(one.before, one.after) for one in Extension.objects.filter(letter=letter)] == [(days(-5), days(2))]
    assert clue.steps.last().action == "extend"


def test_what_the_law_fixes_is_not_put_off_and_nothing_twice(three, holder, user):
    term = next(one for one in listed(holder).items if one.kind.code == "protest_judgment")
    with pytest.raises(BadRequest, match="fixed by law"):
        services.extend(
            holder, Extend(key=term.key, before=term.due, until=term.due + dt.timedelta(days=9), why="延期")
        )
    key = f"letter:{three[1].pk}"
    with pytest.raises(Conflict):
        services.extend(holder, Extend(key=key, before=days(-4), until=days(9), why="延期"))
    with pytest.raises(BadRequest):
        services.extend(holder, Extend(key=key, before=days(-5), until=days(-1), why="延期"))
    with pytest.raises(BadRequest):
        services.extend(user("p", Role.PROSECUTOR), Extend(key=key, before=days(-5), until=days(9), why="延期"))
    for wrong in ("letter:x", "x", "clue:", "term:99999999999999999999999999"):
        with pytest.raises(NotFound):
            services.extend(holder, Extend(key=wrong, before=days(-5), until=days(9), why="延期"))


def test_the_calendar_file_is_one_and_names_nobody_of_the_clue(three, holder, client_of):
    text = client_of(holder).get("/api/deadlines/calendar").content.decode()
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 4
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{days(3):%Y%m%d}" in whole
    says = three[0].texts.get(clearance=3)
    assert says.subject not in whole
    assert says.zh[:2] not in whole
    assert "《刑诉法》第230条" in whole


def test_who_handed_over_sees_when_to_whom_and_why_and_not_what(holder, user, client_of):
    clue = Clue.objects.filter(office__code="340102")[0]
    head = user("h", Role.HEAD)
    act(head, clue.pk, Act(action="hand_over", version=1, to_office="340202", why="属乙市管辖"))
    answer = client_of(head).get("/api/handovers")
    (one,) = answer.json()["items"]
    assert (one["by"], one["to_office"]["code"], one["why"], one["clue"]) == ("人h", "340202", "属乙市管辖", None)
    assert clue.pk not in answer.content.decode()
    province = user("top", Role.DIGITAL, office="340000")
    assert handovers(province, HandoverQuery.model_validate({})).items[0].clue == clue.pk
    for other in (user("o", Role.CHIEF, office="340202"), user("l", Role.CHIEF, lines=(Line.CRIMINAL,)),
                  user("s", Role.SYSTEM_ADMIN)):  # fmt: skip
        assert handovers(other, HandoverQuery.model_validate({})).total == 0
