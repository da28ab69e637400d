"""Figures against a fixture counted by hand: from clue to outcome, days, backlog, precision, drill-down, files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from figures_parts import MODEL, decide, make_case, make_clues

from mingjian.desk.cases.models import Letter
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.figures.schemas import FigureQuery
from mingjian.desk.figures.services import figures
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.usefixtures("offices", "frozen", "shared_lake")
NOW = dt.datetime(2025, 7, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def frozen(monkeypatch):
    """It is the first of July 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def ask(user, **query):
    return figures(user, FigureQuery.model_validate(query))


@pytest.fixture
def chief(user):
    return user("chief", Role.CHIEF, office="340000")


@pytest.fixture
def world(chief):
    """Ten clues of county 340102, three of 340103, two of city 340200 itself, one criminal one of 340102.

    340102: four filed (verdicts after 1, 2, 3, 40 days), one rejected (10 days), one set aside as known (5), one
    transferred, three open of which one is overdue. Two cases: one put right with 1000.50 yuan got back, its letter
    accepted; one whose letter is overdue. 340103: all new. 340200: one rejected after 100 days, one new.
    """
    a = make_clues("340102", 10, "a")
    for clue, code, days in zip(a, ["confirmed"] * 4 + ["lawful", "known"], [1, 2, 3, 40, 10, 5], strict=False):
        decide(clue, chief, code, days)
    states = ["filed"] * 4 + ["not_established"] * 2 + ["transferred", "verifying", "claimed", "new"]
    for clue, state in zip(a, states, strict=True):
        Clue.objects.filter(pk=clue.pk).update(state=state)
    Clue.objects.filter(pk__in=[a[7].pk, a[0].pk]).update(deadline=dt.date(2025, 6, 30))  # a closed one has none due
    Clue.objects.filter(pk=a[8].pk).update(deadline=dt.date(2025, 7, 1))
    make_clues("340103", 3, "b", first_seen=dt.date(2025, 6, 20))
    c = make_clues("340200", 2, "c", first_seen=dt.date(2024, 1, 5), model_version="0.9.0")
    decide(c[0], chief, "data_error", 100)
    Clue.objects.filter(pk=c[0].pk).update(state="not_established")
    make_clues("340102", 1, "x", line=Line.CRIMINAL.value, model="other")
    make_case(chief, "一", a[0], a[1], office="340102", rectified=True, recovered=Decimal("1000.50"),
              letter={"state": "replied", "served_on": dt.date(2025, 5, 2), "replied_on": dt.date(2025, 6, 1),
                      "accepted": True})  # fmt: skip
    unanswered = {"state": "served", "served_on": dt.date(2025, 4, 2), "reply_due": dt.date(2025, 6, 2)}
    make_case(chief, "二", a[2], office="340100", letter=unanswered)
    return a


def numbers(row):
    return {name: getattr(row, name) for name in
            ("clues", "open", "overdue", "verified", "confirmed", "cases", "rectified", "held", "served", "replied",
             "accepted", "late")}  # fmt: skip


def test_the_way_from_clue_to_outcome(world, chief):
    made = ask(chief)
    assert numbers(made.total) == {
        "clues": 16, "open": 8, "overdue": 1, "verified": 8, "confirmed": 4, "cases": 2, "rectified": 1, "held": 2,
        "served": 2, "replied": 1, "accepted": 1, "late": 1,
    }  # fmt: skip
    assert made.total.recovered == Decimal("1000.50")
    assert not made.statistical
    assert not made.total.hidden


def test_down_the_tree_every_part_adds_up(world, chief):
    made = ask(chief)
    assert [(one.code, one.own, one.clues) for one in made.offices] == [("340100", False, 14), ("340200", False, 2)]
    city = ask(chief, office="340100")
    assert [(one.code, one.own, one.clues, one.cases) for one in city.offices] == [
        ("340100", True, 0, 1), ("340102", False, 11, 1), ("340103", False, 3, 0)
    ]  # fmt: skip
    assert [one.code for one in city.way] == ["340000", "340100"]
    assert numbers(city.total) == numbers(made.offices[0])
    for whole in (made, city):
        for name in ("clues", "open", "verified", "confirmed", "cases", "rectified", "served", "overdue"):
            for parts in (whole.offices, whole.lines, whole.models):
                assert sum(getattr(one, name) for one in parts) == getattr(whole.total, name), name
    alone = ask(chief, office="340200", below=False)
    assert (alone.total.clues, alone.offices) == (2, [])


def test_days_from_found_to_verdict(world, chief):
    made = ask(chief)
    # 1 2 3 5 10 40 100: half is reached with the fourth, nine tenths with the seventh
    assert (made.total.median, made.total.p90) == (5, 100)
    county = next(one for one in ask(chief, office="340100").offices if one.code == "340102")
    assert (county.median, county.p90) == (3, 40)  # 1 2 3 5 10 40
    assert [(one.code, one.median) for one in made.lines if one.median is not None] == [("public_interest", 5)]


def test_of_two_verdicts_the_last_counts_and_later_episodes_have_no_time(world, chief):
    clue = world[3]
    decide(clue, chief, "reopened", 50)
    assert (ask(chief).total.p90, ask(chief).precision[0].confirmed) == (100, 3)
    decide(clue, chief, "lawful", 200)
    made = ask(chief)
    assert (made.total.p90, made.precision[0].confirmed, made.precision[0].rejected) == (200, 3, 2)
    decide(clue, chief, "confirmed", 400, episode=2)
    made = ask(chief)
    assert (made.total.p90, made.precision[0].confirmed, made.precision[0].rejected) == (200, 4, 2)


def test_a_day_begins_at_midnight_here_and_not_in_greenwich(world, chief):
    late = make_clues("340202", 1, "d")[0]
    verdict = decide(late, chief, "confirmed", 7)
    for hour, days in ((0, 7), (23, 7)):
        verdict.at = dt.datetime(2025, 3, 8, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
        verdict.save()
        assert ask(chief, office="340202").total.median == days


def test_precision_by_version_with_its_interval(world, chief):
    newer, older = (next(one for one in ask(chief).precision if one.version == v) for v in ("1.0.0", "0.9.0"))
    assert (newer.confirmed, newer.rejected, newer.neutral, newer.share) == (4, 1, 1, 0.8)
    assert (newer.low, newer.high) == pytest.approx((0.3755, 0.9638), abs=5e-5)
    assert (older.confirmed, older.rejected, older.share, older.low) == (0, 1, 0.0, 0.0)


def test_the_backlog_by_age_and_state(world, chief):
    made = ask(chief)
    assert [(one.first, one.last) for one in made.ages] == [
        (dt.date(2025, 6, 1), None), (dt.date(2025, 4, 2), dt.date(2025, 5, 31)),
        (dt.date(2025, 1, 2), dt.date(2025, 4, 1)), (dt.date(2024, 7, 1), dt.date(2025, 1, 1)),
        (None, dt.date(2024, 6, 30)),
    ]  # fmt: skip
    assert {one.code: one.counts for one in made.backlog} == {
        "new": [3, 0, 2, 0, 1], "claimed": [0, 0, 1, 0, 0], "verifying": [0, 0, 1, 0, 0]
    }  # fmt: skip
    assert [(one.month, one.clues, one.verified) for one in made.months] == [
        ("2024-01", 2, 1), ("2025-03", 11, 7), ("2025-06", 3, 0)
    ]  # fmt: skip


def test_line_model_and_period_narrow_it(world, chief):
    assert ask(chief, line="criminal").total.clues == 1
    assert ask(chief, model=MODEL).total.clues == 15
    early = ask(chief, last="2024-12-31")
    assert (early.total.clues, early.total.cases, early.total.median) == (2, 0, 100)
    spring = ask(chief, first="2025-03-01", last="2025-03-31", line="public_interest").total
    assert (spring.clues, spring.cases, spring.accepted) == (10, 2, 1)
    with pytest.raises(BadRequest):
        ask(chief, first="2025-02-01", last="2025-01-01")


def test_every_number_leads_to_a_list_of_as_many(world, chief, client_of):
    client = client_of(chief)
    for office in ("340000", "340100", "340102", "340200"):
        row = ask(chief, office=office, first="2024-02-01").total
        part = f"office={office}&first=2024-02-01"
        for more, wanted in (("", row.clues), ("&state=open", row.open), ("&state=closed", row.verified),
                             ("&state=filed", row.confirmed), ("&due=overdue", row.overdue)):  # fmt: skip
            assert client.get(f"/api/clues?{part}{more}").json()["total"] == wanted, more
        for more, wanted in (("", row.cases), ("&rectified=true", row.rectified), ("&letters=served", row.served),
                             ("&letters=replied", row.replied), ("&letters=accepted", row.accepted),
                             ("&letters=late", row.late)):  # fmt: skip
            assert client.get(f"/api/cases?{part}{more}").json()["total"] == wanted, more
    assert client.get("/api/clues?office=340200&below=false").json()["total"] == 2
    assert client.get("/api/clues?office=340000&below=false").json()["total"] == 0
    assert client.get("/api/clues?office=999999").json()["total"] == 0


def test_what_is_not_seen_is_in_no_number(world, user):
    city = user("city", Role.PROSECUTOR, office="340200")
    assert ask(city).total.clues == 2
    for code in ("340000", "340100", "340102", "nothing"):
        with pytest.raises(NotFound):
            ask(city, office=code)
    below = user("county", Role.PROSECUTOR, office="340102", lines=(Line.PUBLIC_INTEREST,))
    made = ask(below)
    assert made.total.clues == 10
    assert [one.code for one in made.lines] == ["public_interest"]
    assert [one.code for one in made.way] == ["340102"]
    assert made.screened is None
    assert ask(below, line="criminal").total.clues == 0
    with pytest.raises(NotFound):
        ask(user("s", Role.SECURITY_ADMIN, office="340000"))


def test_screened_rows_are_told_at_the_top_only_and_by_line(world, chief, user, shared_lake):
    from mingjian.runs import RunStore

    rows = sum(one.rows for one in RunStore(shared_lake).latest(MODEL).record.datasets)
    assert ask(chief).screened == rows > 0
    assert ask(chief, line="criminal").screened == 0
    assert ask(chief, office="340100").screened is None
    civil = user("civil", Role.CHIEF, office="340000", lines=(Line.CIVIL,))
    assert ask(civil).screened == 0


def test_a_table_as_a_file_is_marked_limited_and_traced(world, chief, client_of, user):
    client = client_of(chief)

    def take(table, **more):
        body = {"form": "csv", "why": "季度通报", "table": table, **more}
        return client.post("/api/figures/file", json.dumps(body), content_type="application/json")

    lines = list(csv.reader(io.StringIO(take("offices", filters={"office": "340100"}).content.decode("utf-8-sig"))))
    assert [line[:2] for line in lines[1:-1]] == [["甲市院（本级）", "0"], ["340102院", "11"], ["340103院", "3"],
                                                 ["甲市院", "14"]]  # fmt: skip
    kept = Trace.objects.get(action="figures.export")
    assert kept.object in lines[-1][0]
    assert all(line[-1] == kept.object for line in lines[1:-1])
    assert (kept.detail["purpose"], kept.detail["search"]) == ("季度通报", {"office": "340100"})
    for table in ("lines", "models", "months", "backlog", "precision"):
        assert take(table).status_code == 200
        assert take(table, form="xlsx", lang="en").content[:2] == b"PK"
    assert take("precision", form="pdf").content[:4] == b"%PDF"
    lowly = client_of(user("assistant", Role.ASSISTANT))
    body = json.dumps({"form": "csv", "why": "xx", "table": "lines"})
    assert lowly.post("/api/figures/file", body, content_type="application/json").status_code == 404


def test_a_case_without_clues_counts_where_no_period_is_asked(world, chief):
    from mingjian.desk.cases.models import Case

    Case.objects.create(number="类", title="类案", model=MODEL, line="public_interest", owner=chief, filed_at=NOW,
                        office=Office.objects.get(code="340100"))  # fmt: skip
    assert ask(chief).total.cases == 3
    assert ask(chief, first="2020-01-01").total.cases == 2
    assert Letter.objects.count() == 2
