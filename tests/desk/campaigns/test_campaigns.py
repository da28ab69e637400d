"""Campaigns: made above, taken up below, run, counted; who sees and does what; two at once; deadlines."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from mingjian.desk.campaigns.making import choices, make_campaign
from mingjian.desk.campaigns.models import Campaign, CampaignRun, Part
from mingjian.desk.campaigns.schemas import CampaignAct, CampaignAnswer, CampaignQuery, CampaignStart, NewCampaign
from mingjian.desk.campaigns.services import campaign_page, list_campaigns
from mingjian.desk.campaigns.steps import act_on_campaign, answer, find_campaign, start
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.models import Outcome
from mingjian.desk.clues.models import Clue, Step
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.known import known
from mingjian.desk.now import now
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

MODEL = "benefits-paid-to-the-dead"
ZONE = ZoneInfo("Asia/Shanghai")


class Clock:
    """A day that a test moves on."""

    at = dt.datetime(2025, 7, 1, 10, tzinfo=ZONE)

    def __call__(self):
        return self.at

    def go(self, days):
        self.at += dt.timedelta(days=days)


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made


@pytest.fixture
def above(user):
    return user("above", Role.DIGITAL, office="340000")


@pytest.fixture
def city(user):
    return user("city", Role.HEAD, office="340100")


@pytest.fixture
def county(user):
    return user("county", Role.HEAD, office="340202")


def new(**more):
    given = {
        "name": "死亡后领取待遇专项", "purpose": "清理违规发放", "basis": "人民检察院公益诉讼办案规则",
        "first": "2025-07-01", "last": "2025-09-30", "models": [{"model": MODEL}],
        "parts": [{"office": "340100", "task": "全市运行并核实"}, {"office": "340202"}],
    }  # fmt: skip
    return NewCampaign.model_validate(given | more)


def act(user, campaign, action, **more):
    version = Campaign.objects.get(pk=campaign.pk).version
    act_on_campaign(user, campaign.pk, CampaignAct.model_validate({"action": action, "version": version, **more}))


def reply(user, campaign, action, **more):
    version = Part.objects.get(campaign=campaign, office=user.office).version
    answer(user, campaign.pk, CampaignAnswer.model_validate({"action": action, "version": version, **more}))


@pytest.fixture
def campaign(clues, clock, above):
    made = make_campaign(above, new())
    act(above, made, "publish")
    return made


def run(user, campaign, done=True):
    version = Part.objects.get(campaign=campaign, office=user.office).version
    job = start(user, campaign.pk, CampaignStart(model=MODEL, version=version, as_of=dt.date(2025, 6, 30)))
    if done:
        Job.objects.filter(pk=job.pk).update(state="done")
    return job


def part_of(user, campaign, office):
    return next(one for one in campaign_page(user, campaign.pk).part_rows if one.office.code == office)


def conclude(clue, by, state="filed", action="file"):
    Clue.objects.filter(pk=clue.pk).update(state=state)
    Step.objects.create(clue=clue, at=now(), by=by, action=action, source="verifying", target=state, office=clue.office)
    if state == "filed":
        filed(clue=clue, user=by, why="x")


def test_a_draft_is_numbered_and_seen_by_its_own_office_only(clues, clock, above, city, user):
    made = make_campaign(above, new())
    assert made.number == "皖检专〔2025〕1号"
    assert made.line == "public_interest"
    assert campaign_page(above, made.pk).can == ["publish", "discard"]
    assert campaign_page(user("p", Role.PROSECUTOR, office="340000"), made.pk).can == []
    with pytest.raises(NotFound):
        find_campaign(city, made.pk)
    act(above, made, "publish")
    assert find_campaign(city, made.pk) == made
    assert make_campaign(above, new()).number == "皖检专〔2025〕2号"
    model = campaign_page(city, made.pk).models[0]
    assert (model.model, model.version, model.current, model.ran) == (MODEL, known()[MODEL].version, True, False)
    assert {one.there for one in model.needs} == {True}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"last": "2025-06-30"}, "last"), ({"first": "2025-01-01", "last": "2025-02-01"}, "last"),
        ({"models": [{"model": "no such"}]}, "models"), ({"models": [{"model": MODEL}, {"model": MODEL}]}, "models"),
        ({"models": [{"model": MODEL, "parameters": {"nothing": "1"}}]}, "models"),
        ({"models": [{"model": MODEL}, {"model": "sentence-dates"}]}, "models"),
        ({"parts": [{"office": "340000"}]}, "parts"), ({"parts": [{"office": "nothing"}]}, "parts"),
        ({"parts": [{"office": "340100"}, {"office": "340100"}]}, "parts"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_campaign_is_told(clues, clock, above, more, field):
    with pytest.raises(BadRequest) as caught:
        make_campaign(above, new(**more))
    assert caught.value.field == field
    assert not Campaign.objects.exists()


def test_who_makes_one_is_chief_head_or_digital_office_of_the_office(campaign, city, county, user):
    for role in (Role.PROSECUTOR, Role.ASSISTANT, Role.MODELLER, Role.DATA_OFFICER, Role.SECURITY_ADMIN):
        other = user(f"x{role}", role, office="340000")
        with pytest.raises(NotFound):
            make_campaign(other, new())
        with pytest.raises(NotFound):
            choices(other)
    assert [one.code for one in choices(city).offices] == ["340102", "340103"]
    with pytest.raises(BadRequest):
        make_campaign(city, new())  # 340202 is not below the city
    with pytest.raises(BadRequest):
        act(city, campaign, "close")
    with pytest.raises(BadRequest):
        act(user("pros", Role.PROSECUTOR, office="340000"), campaign, "close")
    assert not list_campaigns(county, CampaignQuery()).may_make
    assert list_campaigns(city, CampaignQuery()).may_make


def test_who_sees_it(campaign, above, city, county, user):
    for seer, offices in ((above, {"340100", "340202"}), (city, {"340100"}), (county, {"340202"}),
                          (user("between", Role.CHIEF, office="340200"), {"340202"})):  # fmt: skip
        page = campaign_page(seer, campaign.pk)
        assert {one.office.code for one in page.part_rows} == offices
        assert list_campaigns(seer, CampaignQuery()).items[0].parts == len(offices)
    for blind in (
        user("not_asked", Role.CHIEF, office="340103"), user("line", Role.CHIEF, lines=(Line.CIVIL,)),
        user("security", Role.SECURITY_ADMIN, office="340000"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            campaign_page(blind, campaign.pk)
    assert list_campaigns(user("line2", Role.CHIEF, lines=(Line.CIVIL,)), CampaignQuery()).total == 0


def test_seen_taken_run_clues_verified_cases_outcomes(campaign, above, city):
    def stage():
        return part_of(above, campaign, "340100").stage.code

    assert stage() == "unseen"
    reply(city, campaign, "seen")
    assert stage() == "seen"
    with pytest.raises(BadRequest):
        run(city, campaign)  # not taken up yet
    reply(city, campaign, "take")
    assert stage() == "taken"
    job = run(city, campaign, done=False)
    assert (job.purpose, job.by) == (f"{campaign.number} {campaign.name}", city)
    assert stage() == "running"
    assert part_of(above, campaign, "340100").working == 1
    Job.objects.filter(pk=job.pk).update(state="done")
    assert stage() == "clues"
    first, second = Clue.objects.filter(office__code="340102").order_by("pk")[:2]
    conclude(second, city, "not_established", "reject")
    assert stage() == "verified"
    conclude(first, city)
    assert stage() == "cases"
    Outcome.objects.create(case=first.membership.case, rectified=True, recovered="12.50", by=city, at=now())
    assert stage() == "outcomes"
    found = part_of(above, campaign, "340100").progress
    assert found.model_dump(mode="json") == {
        "clues": 8, "open": 6, "verified": 2, "confirmed": 1, "cases": 1, "rectified": 1,
        "recovered": "12.50", "held": 0,
    }  # fmt: skip
    page = campaign_page(above, campaign.pk)
    assert (page.total_progress.clues, page.total_progress.verified) == (12, 2)
    # 340202 has clues of the city's run but does not take part yet
    other = part_of(above, campaign, "340202")
    assert (other.stage.code, other.progress.clues) == ("unseen", 4)


def test_what_was_concluded_before_it_is_not_its_doing(clues, clock, above, city):
    before = Clue.objects.filter(office__code="340102").order_by("pk")[0]
    conclude(before, city)
    clock.go(1)
    made = make_campaign(above, new())
    act(above, made, "publish")
    reply(city, made, "take")
    run(city, made)
    assert part_of(above, made, "340100").progress.clues == 7
    Clue.objects.filter(office__code="340103").update(model_version="0.0.1")  # of another version of the model
    assert part_of(above, made, "340100").progress.clues == 3


def test_a_case_of_two_clues_and_of_nested_parts_counts_once(clues, clock, above, city, user):
    made = make_campaign(above, new(parts=[{"office": "340100"}, {"office": "340102"}]))
    act(above, made, "publish")
    reply(city, made, "take")
    run(city, made)
    one, two = Clue.objects.filter(office__code="340102").order_by("pk")[:2]
    conclude(one, city)
    Clue.objects.filter(pk=two.pk).update(state="filed")
    Step.objects.create(clue=two, at=now(), by=city, action="file", source="x", target="filed", office=two.office)
    one.membership.case.members.create(clue=two)
    page = campaign_page(above, made.pk)
    assert [row.progress.cases for row in page.part_rows] == [1, 1]
    assert (page.total_progress.cases, page.total_progress.confirmed, page.total_progress.clues) == (1, 2, 8)


def test_an_office_says_why_it_does_not(campaign, above, city):
    with pytest.raises(BadRequest) as caught:
        reply(city, campaign, "decline", reason="data_missing")
    assert caught.value.field == "missing"
    for more, field in (({}, "reason"), ({"reason": "other"}, "why"),
                        ({"reason": "data_missing", "missing": ["nothing@1"]}, "missing")):  # fmt: skip
        with pytest.raises(BadRequest) as caught:
            reply(city, campaign, "decline", **more)
        assert caught.value.field == field
    reply(city, campaign, "decline", reason="data_missing", missing=["criminal_judgment@1"])
    told = part_of(above, campaign, "340100")
    assert (told.stage.code, told.reason.code) == ("declined", "data_missing")
    assert [(one.standard, one.there) for one in told.missing] == [("criminal_judgment@1", False)]
    assert list_campaigns(above, CampaignQuery()).items[0].declined == 1
    reply(city, campaign, "take")  # the data came
    assert part_of(above, campaign, "340100").missing == []


def test_reminders_extension_and_the_end_of_its_time(campaign, clock, above, city, county):
    reply(city, campaign, "take")
    act(above, campaign, "remind")
    assert list_campaigns(county, CampaignQuery(view="asked")).items[0].reminded
    assert list_campaigns(city, CampaignQuery(view="asked")).total == 0
    assert part_of(above, campaign, "340100").reminded is None
    clock.go(92)  # the first of October
    assert campaign_page(above, campaign.pk).days_left == -1
    with pytest.raises(BadRequest):
        run(city, campaign)
    for until, why in (("2025-09-30", "延"), ("2025-09-01", "延"), (None, "延"), ("2025-12-31", "")):
        with pytest.raises(BadRequest):
            act(above, campaign, "extend", until=until, why=why)
    act(above, campaign, "extend", until="2025-12-31", why="数据迟到")
    run(city, campaign)
    assert [one.action.code for one in campaign_page(above, campaign.pk).steps] == [
        "make", "publish", "take", "remind", "extend", "run"
    ]  # fmt: skip
    # the other county is told of the campaign's steps and not of the city's
    assert [one.action.code for one in campaign_page(county, campaign.pk).steps] == [
        "make", "publish", "remind", "extend"
    ]  # fmt: skip
    reply(county, campaign, "take")
    with pytest.raises(BadRequest):
        act(above, campaign, "remind")


def test_it_is_closed_with_its_figures(campaign, above, city):
    reply(city, campaign, "take")
    run(city, campaign)
    act(above, campaign, "close", why="期满")
    page = campaign_page(above, campaign.pk)
    assert (page.state.code, page.summary.clues, page.can) == ("closed", 12, [])
    Clue.objects.filter(office__code="340102").update(found="vanished")
    assert campaign_page(above, campaign.pk).summary.clues == 12
    assert campaign_page(city, campaign.pk).summary is None
    with pytest.raises(BadRequest):
        run(city, campaign)
    assert campaign_page(city, campaign.pk).answers == []
    assert list_campaigns(above, CampaignQuery(view="open")).total == 0


def test_a_model_that_was_changed_since_does_not_run(campaign, city):
    reply(city, campaign, "take")
    campaign.models.update(fingerprint="another")
    with pytest.raises(Conflict):
        run(city, campaign)
    assert not CampaignRun.objects.exists()


def test_runs_of_a_token_or_role_without_the_right(campaign, city, user):
    reply(city, campaign, "take")
    for role in (Role.ASSISTANT, Role.MODELLER):
        with pytest.raises(NotFound):
            run(user(f"r{role}", role, office="340100"), campaign)
    with pytest.raises(BadRequest):
        reply(user("a", Role.ASSISTANT, office="340100"), campaign, "decline", reason="no_staff")


def test_readers_of_models_see_stages_and_no_number_of_clues(campaign, city, user):
    reply(city, campaign, "take")
    run(city, campaign)
    page = campaign_page(user("m", Role.MODELLER, office="340000"), campaign.pk)
    assert page.total_progress is None
    assert [(one.stage.code, one.progress) for one in page.part_rows] == [("running", None), ("unseen", None)]


def test_every_step_leaves_a_trace(campaign, above, city):
    reply(city, campaign, "seen")
    reply(city, campaign, "take")
    run(city, campaign)
    act(above, campaign, "remind")
    act(above, campaign, "close")
    kept = Trace.objects.filter(object=campaign.number).order_by("id").values_list("action", flat=True)
    assert list(kept) == [f"campaign.{one}" for one in ("make", "publish", "seen", "take", "run", "remind", "close")]


def test_a_stale_page_is_told_who_was_quicker(campaign, above, city, user):
    stale = Part.objects.get(campaign=campaign, office=city.office).version
    reply(city, campaign, "take")
    other = user("other", Role.CHIEF, office="340100")
    with pytest.raises(Conflict) as caught:
        answer(other, campaign.pk, CampaignAnswer(action="decline", version=stale, reason="no_staff"))
    assert city.name in caught.value.zh
    with pytest.raises(Conflict):
        start(city, campaign.pk, CampaignStart(model=MODEL, version=stale, as_of=dt.date(2025, 6, 30)))
    old = Campaign.objects.get(pk=campaign.pk).version
    act(above, campaign, "close")
    with pytest.raises(Conflict):
        act_on_campaign(above, campaign.pk, CampaignAct(action="extend", version=old, until="2026-01-01", why="x"))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins(clues, clock, above, city, user):
    """Really at once: threads with connections of their own."""
    made = make_campaign(above, new())
    act(above, made, "publish")
    version = Part.objects.get(campaign=made, office=city.office).version
    people = [city, *(user(f"at{n}", Role.CHIEF, office="340100") for n in range(3))]
    barrier, told = threading.Barrier(len(people)), []

    def go(person):
        barrier.wait()
        try:
            answer(person, made.pk, CampaignAnswer(action="take", version=version))
            told.append("taken")
        except (Conflict, BadRequest) as error:
            told.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(one,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["Conflict"] * 3 + ["taken"]
    assert Trace.objects.filter(action="campaign.take").count() == 1


def test_the_progress_as_a_file(campaign, above, client_of):
    body = json.dumps({"form": "csv", "why": "专项通报"})
    made = client_of(above).post(f"/api/campaigns/{campaign.pk}/file", body, content_type="application/json")
    lines = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:-1]] == ["甲市院", "340202院"]
    assert Trace.objects.get(action="campaign.export").detail["campaign"] == campaign.number


def test_a_draft_is_discarded_whole(clues, clock, above, client_of):
    made = make_campaign(above, new())
    body = json.dumps({"action": "discard", "version": 1})
    answered = client_of(above).post(f"/api/campaigns/{made.pk}/act", body, content_type="application/json")
    assert answered.status_code == 204
    assert not Campaign.objects.exists()
    assert Trace.objects.filter(action="campaign.discard").exists()
