"""Backtests on the desk: what is kept of one, and what of it each reader is told."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from desk_parts import AS_OF, older_model, run_older
from figures_parts import decide

from mingjian.desk.approvals.models import Request
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.projection import project
from mingjian.desk.errors import NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.known import known
from mingjian.desk.measure.backtest_schemas import BacktestQuery
from mingjian.desk.measure.backtests import backtest_info, list_backtests, past_runs
from mingjian.desk.measure.models import Backtest, BacktestExample
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.shipped import shipped
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import Line
from mingjian.runs import RunStore

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "benefits-paid-to-the-dead"


def start(client, run, **more):
    body = {"model": MODEL, "run": run, "purpose": "换版前回测", **more}
    return client.post("/api/measure/backtests", json.dumps(body), content_type="application/json")


@pytest.fixture
def people(offices, user):
    return {
        "chief": user("chief", Role.CHIEF, office="340000"), "county": user("county", Role.HEAD, office="340102"),
        "other": user("other", Role.HEAD, office="340202"), "modeller": user("m", Role.MODELLER, office="340000"),
        "lowly": user("a", Role.ASSISTANT, office="340102"), "criminal": user("c", Role.CHIEF, office="340000",
                                                                              lines=(Line.CRIMINAL,)),
        "digital": user("d", Role.DIGITAL, office="340102"),
        "admin": user("s", Role.SYSTEM_ADMIN, office="340000"),
    }  # fmt: skip


def tried(lake, person, client_of):
    """A backtest by somebody: the old version found nine clues, the installed one finds twelve, the nine say more."""
    old = run_older(lake)
    answer = start(client_of(person), old.run_id)
    assert answer.status_code == 200, answer.content
    assert Worker().one()
    told = client_of(person).get(f"/api/jobs/{answer.json()['id']}").json()
    assert (told["state"]["code"], told["errors"]) == ("done", [])
    return Backtest.objects.get(job=told["id"]), told, old


def test_from_the_start_to_what_each_reader_is_told(own_lake, people, client_of):
    before = RunStore(own_lake).ids()
    kept, job, old = tried(own_lake, people["chief"], client_of)
    assert RunStore(own_lake).ids() == [*before, old.run_id]
    assert job["result"]["place"] == f"/yield/backtests/{kept.pk}"
    assert job["kind"]["code"] == "backtest"
    whole = backtest_info(people["chief"], kept.pk)
    numbers = whole.numbers
    assert (whole.before, whole.after, whole.alike) == ("0.9.0", known()[MODEL].version, False)
    assert (numbers.before, numbers.after, numbers.appeared, numbers.vanished) == (9, 12, 3, 0)
    assert (numbers.moved, numbers.same, numbers.elsewhere, numbers.hidden) == (9, 0, 0, False)
    assert whole.undetermined is not None
    assert {one.step for one in whole.steps} >= {one.name for one in old.record.steps}
    assert all("金额" in one.why.zh for one in whole.examples if one.kind.code == "moved")
    assert all(one.before and one.after for one in whole.examples if one.kind.code == "moved")
    assert not sees(people["county"], kept), "it is of the office above"
    assert Trace.objects.get(action="job.start").detail["run"] == old.run_id
    with pytest.raises(NotFound):
        backtest_info(people["criminal"], kept.pk)
    assert list_backtests(people["criminal"], BacktestQuery()).total == 0
    with pytest.raises(NotFound):
        list_backtests(people["admin"], BacktestQuery())


def sees(person, kept):
    try:
        return bool(backtest_info(person, kept.pk))
    except NotFound:
        return False


def test_a_county_is_told_of_its_own_clues_only(own_lake, people, client_of):
    kept, _, _ = tried(own_lake, people["county"], client_of)
    mine = backtest_info(people["county"], kept.pk)
    assert (mine.numbers.before, mine.numbers.after, mine.numbers.appeared) == (3, 4, 1)
    assert {one.office.code for one in mine.examples} == {"340102"}
    assert (mine.undetermined, mine.steps) == (None, [])
    assert backtest_info(people["chief"], kept.pk).numbers.after == 12
    assert not sees(people["other"], kept)
    assert client_of(people["other"]).get(f"/api/measure/backtests/{kept.pk}").status_code == 404
    assert client_of(people["other"]).get("/api/measure/backtests").json()["total"] == 0
    # a clue that went to another county is shown to this one no more
    gone = mine.examples[0].clue
    Clue.objects.filter(pk=gone).update(office=Office.objects.get(code="340202"))
    assert gone not in {one.clue for one in backtest_info(people["county"], kept.pk).examples}


def test_sentences_are_masked_and_statistics_tell_no_clue(own_lake, people, client_of, settings):
    kept, _, _ = tried(own_lake, people["county"], client_of)
    high, low = (backtest_info(people[name], kept.pk) for name in ("county", "lowly"))
    assert [one.clue for one in high.examples] == [one.clue for one in low.examples]
    whole = {one.clue: one.after["4"][0] for one in BacktestExample.objects.filter(backtest=kept)}
    assert all(one.after.zh != whole[one.clue] for one in low.examples)
    kept, _, _ = tried(own_lake, people["chief"], client_of)
    told = backtest_info(people["modeller"], kept.pk)
    assert told.statistical
    assert (told.examples, told.lost, told.kept, told.known, told.numbers.elsewhere) == ([], [], [], [], None)
    assert told.numbers.hidden
    least = settings.DESK.small_cells
    assert all(n is None or n == 0 or n >= least for n in told.numbers.model_dump(exclude={"hidden"}).values())


def test_what_is_lost_with_its_verdicts_and_why(own_lake, people, client_of, monkeypatch):
    """A longer grace is installed: the first of each county vanishes at a step, the others' sums change."""
    project(own_lake)
    run = RunStore(own_lake).ids()[0]
    short = [one["clue_id"] for one in RunStore(own_lake).get(run).clues.to_pylist() if one["subject"][-4:-1] == "001"]
    first, second = Clue.objects.filter(pk__in=short).order_by("id")[:2]
    decide(first, people["chief"], "confirmed", 1)
    decide(second, people["chief"], "lawful", 1)
    monkeypatch.setitem(shipped(), MODEL, older_model())
    client = client_of(people["chief"])
    assert start(client, run).status_code == 200
    assert Worker().one()
    told = backtest_info(people["chief"], Backtest.objects.get().pk)
    assert (told.numbers.before, told.numbers.after, told.numbers.vanished) == (12, 9, 3)
    assert {one.code: one.count for one in told.lost} == {"confirmed": 1, "rejected": 1, "open": 1}
    assert {one.code: one.count for one in told.kept} == {"open": 9}
    gone = {one.clue: one for one in told.examples if one.kind.code == "vanished"}
    assert set(gone) == set(short)
    assert gone[first.pk].verdict.code == "confirmed"
    assert all(one.why.zh.startswith("在步骤") and one.before and not one.after for one in gone.values())
    assert len({one.office.code for one in gone.values()}) == 3


def test_doing_a_job_twice_keeps_one_result(own_lake, people, client_of):
    kept, job, _ = tried(own_lake, people["chief"], client_of)
    Job.objects.filter(pk=job["id"]).update(state="queued")
    assert Worker().one()
    assert list(Backtest.objects.values_list("pk", flat=True)) == [kept.pk]


def test_a_cancelled_one_leaves_nothing(own_lake, people, client_of):
    old, client = run_older(own_lake), client_of(people["chief"])
    job = start(client, old.run_id).json()
    Job.objects.filter(pk=job["id"]).update(cancel=True)
    assert Worker(beat=0.01).one()
    assert client.get(f"/api/jobs/{job['id']}").json()["state"]["code"] == "cancelled"
    assert not Backtest.objects.exists()
    waiting = start(client, old.run_id).json()
    assert client.post(f"/api/jobs/{waiting['id']}/cancel").json()["state"]["code"] == "cancelled"


def test_who_may_not_begin_one_and_what_is_told_at_once(own_lake, people, client_of):
    run = RunStore(own_lake).ids()[0]
    for name in ("modeller", "lowly", "admin"):
        assert start(client_of(people[name]), run).status_code == 404, name
    other = start(client_of(people["criminal"]), run)
    assert (other.status_code, "公益诉讼" in other.json()["zh"]) == (400, True)
    chief = client_of(people["chief"])
    for changed, field in (({"run": "none"}, "run"), ({"purpose": " "}, "purpose"),
                           ({"model": "ended-rounds-with-assets"}, "run")):  # fmt: skip
        answer = start(chief, **{"run": run, **changed})
        assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert start(chief, run, model="nothing").status_code == 404
    assert not Job.objects.exists()


def test_what_one_can_be_of(own_lake, people, client_of):
    listed = list_backtests(people["chief"], BacktestQuery())
    assert (listed.total, listed.can, [(one.code, one.other) for one in listed.models]) == (0, True, [(MODEL, False)])
    old = run_older(own_lake)
    (offered,) = list_backtests(people["modeller"], BacktestQuery()).models
    assert (offered.other, offered.runs) == (True, 2)
    runs = past_runs(people["chief"], MODEL)
    assert [(one.version, one.alike) for one in runs] == [("0.9.0", False), (known()[MODEL].version, True)]
    assert runs[0].id == old.run_id
    assert not list_backtests(people["lowly"], BacktestQuery()).can
    assert list_backtests(people["criminal"], BacktestQuery()).models == []
    with pytest.raises(NotFound):
        past_runs(people["admin"], MODEL)
    with pytest.raises(NotFound):
        past_runs(people["chief"], "nothing")


ASSESSMENT = dict.fromkeys(("necessity", "legal_basis", "people", "risks", "measures", "retention"), "试试")


def test_data_of_real_people_need_an_approval_of_these_data(real_lake, people, client_of, user):
    lake, chief, head = real_lake, client_of(people["chief"]), client_of(user("h", Role.HEAD, office="340000"))
    run = published(lake).run_id
    need = head.get(f"/api/models/{MODEL}/approval?run={run}").json()
    assert (need["needed"], need["usable"], need["problems"]) == (True, [], [])
    refused = start(head, run)
    assert (refused.status_code, refused.json()["field"]) == (400, "approval")
    body = {"model": MODEL, "purpose": "换版前回测", "until": str(today().replace(year=today().year + 1)),
            "assessment": ASSESSMENT, "run": run}  # fmt: skip
    one = head.post("/api/approvals", json.dumps(body), content_type="application/json").json()
    assert one["datasets"] == need["datasets"]
    assert start(head, run, approval=one["id"]).status_code == 400, "not before it is decided"
    act = json.dumps({"action": "approve", "version": one["version"]})
    assert chief.post(f"/api/approvals/{one['id']}/act", act, content_type="application/json").status_code == 200
    assert [row["id"] for row in head.get(f"/api/models/{MODEL}/approval?run={run}").json()["usable"]] == [one["id"]]
    assert start(head, run, approval=one["id"], purpose="别的用途").status_code == 400
    job = start(head, run, approval=one["id"]).json()
    assert Worker().one()
    told = head.get(f"/api/jobs/{job['id']}").json()
    assert (told["state"]["code"], told["errors"], told["approval"]) == ("done", [], one["id"])
    # withdrawn after it was asked for: nothing is kept
    job = start(head, run, approval=one["id"]).json()
    Request.objects.filter(pk=one["id"]).update(state="withdrawn")
    assert Worker().one()
    assert head.get(f"/api/jobs/{job['id']}").json()["state"]["code"] == "failed"
    assert Backtest.objects.count() == 1
    assert head.get(f"/api/models/{MODEL}/approval?run=none").status_code == 400


def published(lake):
    """A run of the old version over real data, as if it had had its approval."""
    from mingjian.runs.execute import carry_out
    from mingjian.runs.recording import record_of
    from mingjian.runs.request import RunRequest, examine

    resolved = examine(lake, RunRequest(older_model(), AS_OF, "旧版本"))
    with lake.staging() as staged:
        ran = carry_out(lake, resolved, staged.scratch)
        record = record_of(lake, resolved, ran, lake.clock(), 1.0)
        return RunStore(lake).publish(staged, record, ran.found.tables)


def take(client, **given):
    body = {"form": "csv", "why": "通报", **given}
    return client.post("/api/measure/file", json.dumps(body), content_type="application/json")


def test_tables_as_files_say_what_their_pages_say(own_lake, people, client_of):
    kept, _, _ = tried(own_lake, people["county"], client_of)
    project(own_lake)
    county = client_of(people["digital"])
    for table in ("yield", "gaps", "unused"):
        answer = take(county, table=table)
        assert answer.status_code == 200, answer.content
        assert answer.content.startswith(b"\xef\xbb\xbf")
    text = take(county, table="backtest", number=kept.pk).content.decode("utf-8-sig")
    shown = backtest_info(people["digital"], kept.pk)
    assert all(one.clue in text and one.after.zh[:10] in text for one in shown.examples)
    whole = {one.clue: one.after["4"][0] for one in BacktestExample.objects.filter(backtest=kept)}
    hidden = [one for one in BacktestExample.objects.filter(backtest=kept) if one.office.code != "340102"]
    assert hidden
    assert not any(one.clue in text for one in hidden)
    assert not any(said in text for said in whole.values())
    plan = county.post("/api/measure/plans", json.dumps({"capacity": 2}), content_type="application/json").json()
    book = openpyxl.load_workbook(io.BytesIO(take(county, table="plan", number=plan["id"], form="xlsx").content))
    assert [row[2].value for row in book.active.iter_rows(min_row=3)] == [one["clue"]["id"] for one in plan["picks"]]
    assert take(county, table="backtest", number=kept.pk, form="pdf", lang="en").content.startswith(b"%PDF")
    traces = Trace.objects.filter(action="measure.export")
    assert [one.detail["table"] for one in traces] == ["yield", "gaps", "unused", "backtest", "plan", "backtest"]
    assert traces[3].detail["number"] == kept.pk


def test_who_takes_no_table_out(own_lake, people, client_of):
    kept, _, _ = tried(own_lake, people["county"], client_of)
    for name in ("lowly", "modeller", "admin"):
        assert take(client_of(people[name]), table="yield").status_code == 404, name
    other = client_of(people["other"])
    assert take(other, table="backtest", number=kept.pk).status_code == 404
    assert take(other, table="steps", number=kept.pk).status_code == 404
    assert take(other, table="plan", number=1).status_code == 404
    assert take(other, table="plan").status_code == 400
    assert take(other, table="yield", filters={"office": "340102"}).status_code == 404
    assert not Trace.objects.filter(action="measure.export").exists()
