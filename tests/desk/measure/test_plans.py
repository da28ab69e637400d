"""Plans on the desk: what is chosen, kept and told, and to whom."""

from __future__ import annotations

import pytest
from figures_parts import MODEL, decide, make_clues

from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.measure.models import CheckPlan
from mingjian.desk.measure.plan_schemas import CheckPlanQuery, NewPlan
from mingjian.desk.measure.plans import list_plans, make_plan, plan_info
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("offices", "shared_lake")


def make(user, **given):
    return plan_info(user, make_plan(user, NewPlan.model_validate(given)))


def plans(user, **query):
    return list_plans(user, CheckPlanQuery.model_validate(query))


@pytest.fixture
def chief(user):
    return user("chief", Role.CHIEF, office="340000")


@pytest.fixture
def world(chief):
    """340102: four of a good model and four of a bad one decided, six of each wait; three are begun, gone, transferred.
    340202: five of the good one wait, of the criminal line one."""
    for model, code in ((MODEL, "confirmed"), ("bad", "lawful")):
        for clue in make_clues("340102", 4, f"d{model}", model=model, state="filed"):
            decide(clue, chief, code, 1)
        make_clues("340102", 6, f"w{model}", model=model)
    make_clues("340102", 1, "begun", state="verifying")
    make_clues("340102", 1, "gone", found="vanished")
    make_clues("340102", 1, "moved", state="transferred")
    make_clues("340202", 5, "o")
    make_clues("340102", 1, "x", line=Line.CRIMINAL.value)


def test_the_likeliest_come_first_and_a_random_few_of_the_rest(world, chief):
    made = make(chief, capacity=8, share=0.25)
    assert (made.waiting, made.picked, made.drawn, made.rest) == (18, 8, 2, 12)
    best = [one for one in made.picks if not one.random]
    assert {one.clue.model for one in best} == {MODEL}
    assert all(one.inclusion == 2 / 12 for one in made.picks if one.random)
    assert all("预计成立率" in one.why.zh and "chance" in one.why.en for one in made.picks)
    assert made.expected == pytest.approx(sum(one.chance for one in made.picks))
    assert not {one.clue.id for one in made.picks} & {"begun-0", "gone-0", "moved-0"}
    assert (made.decided, made.estimate.total) == (0, None)
    assert Trace.objects.filter(action="measure.plan").count() == 1


def test_what_became_of_the_plan_and_what_the_drawn_tell(world, chief):
    made = make(chief, capacity=8, share=0.25)
    first, second = (Clue.objects.get(pk=one.clue.id) for one in made.picks if one.random)
    decide(first, chief, "confirmed", 1)
    told = plan_info(chief, made.id)
    assert (told.decided, told.confirmed) == (1, 1)
    assert (told.estimate.total, told.estimate.low, told.estimate.high) == (12, 1, 12)
    decide(second, chief, "known", 1)
    told = plan_info(chief, made.id)
    assert (told.decided, told.estimate.decided, told.estimate.total) == (2, 2, 6)
    assert {one.verdict.code for one in told.picks if one.random} == {"confirmed", "known"}
    decide(first, chief, "reopened", 2)
    assert plan_info(chief, made.id).estimate.total == 0
    again = make(chief, capacity=30)
    assert second.pk not in {one.clue.id for one in again.picks}


def test_a_plan_of_a_part_a_line_a_model(world, chief):
    assert make(chief, office="340200").waiting == 5
    assert make(chief, model="bad").waiting == 6
    assert make(chief, line="criminal").waiting == 1
    with pytest.raises(BadRequest):
        make(chief, model="nothing")
    with pytest.raises(BadRequest):
        make(chief, office="999999")


def test_a_county_chooses_from_its_own_by_its_own_verdicts(world, chief, user, client_of):
    county = user("county", Role.PROSECUTOR, office="340202")
    mine = make(county, capacity=3)
    assert (mine.waiting, {one.clue.office.code for one in mine.picks}) == (5, {"340202"})
    assert all(one.chance == 0.5 for one in mine.picks)  # no verdict of its own, and none of another county's counts
    assert all("全部 0 条结论" in one.why.zh for one in mine.picks)
    with pytest.raises(BadRequest):
        make(county, office="340102")
    for whole in (make(chief, line="public_interest"), make(chief, office="340202", line="public_interest")):
        with pytest.raises(NotFound):  # also the one of its own clues: its reasons tell what the province saw
            plan_info(county, whole.id)
        assert client_of(county).get(f"/api/measure/plans/{whole.id}").status_code == 404
    assert [one.id for one in plans(county).items] == [mine.id]
    assert plans(county).ready == 5
    assert mine.id not in {one.id for one in plans(chief).items}  # of several lines: seen by whoever made it
    with pytest.raises(NotFound):
        plans(user("m", Role.MODELLER, office="340000"))


def test_lines_are_kept_apart(world, chief, user):
    make(chief, line="public_interest")
    every = make(chief)
    other = user("other", Role.CHIEF, office="340000", lines=(Line.CRIMINAL,))
    assert plans(other).total == 0
    with pytest.raises(NotFound):
        plan_info(other, every.id)
    own = make(other)
    assert (own.waiting, own.picked) == (1, 1)
    assert "全部 0 条结论" in own.picks[0].why.zh
    colleague = user("colleague", Role.CHIEF, office="340000")
    of_line = CheckPlan.objects.filter(line="public_interest")
    assert {one.id for one in plans(colleague).items} == {one.pk for one in of_line}


def test_a_clue_that_left_ones_sight_is_not_shown_nor_counted(world, chief, user):
    city = user("city", Role.CHIEF, office="340200")
    made = make(city, capacity=5)
    gone = made.picks[0].clue.id
    decide(Clue.objects.get(pk=gone), chief, "confirmed", 1)
    Clue.objects.filter(pk=gone).update(office=Office.objects.get(code="340102"))
    told = plan_info(city, made.id)
    assert (told.unseen, told.decided, len(told.picks)) == (1, 0, 4)


def test_pages_of_plans(world, chief):
    ids = [make(chief, capacity=1).id for _ in range(3)]
    assert [one.id for one in plans(chief, size=2).items] == ids[:0:-1]
    assert [one.id for one in plans(chief, size=2, page=2).items] == ids[:1]
