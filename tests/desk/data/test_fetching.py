"""Fetching from a database: what becomes a delivery, what is refused and leaves nothing, who may, killed workers."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bureau_parts import add_rows, fill_sqlite, pensions, pensions_in_postgres
from django.conf import settings as desk
from jobs_parts import desk_beside, start_worker, wait
from source_parts import Fetcher
from test_importing import HANG

from mingjian.desk.connection import Connection
from mingjian.desk.data.models import Upload
from mingjian.desk.data.origins import table_of
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.lake import Lake
from mingjian.trust.digests import sha256_file

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "pension_payment"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The bureau's SQLite file."""
    return fill_sqlite(tmp_path / "bureau.db")


@pytest.fixture
def fetcher(officer: Any, configure: Any, base: Path) -> Fetcher:
    """A data officer of the top office with one source."""
    configure(sources=[Connection(name="人社库", url=str(base), owner="340000", seconds=1,
                                  tables=["pay", "hollow", "forever"])])  # fmt: skip
    return Fetcher(officer.client)


def kept() -> list[str]:
    folder = desk.DESK.folder / "uploads"
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_what_there_is_and_what_is_in_it(fetcher: Fetcher, base: Path) -> None:
    (source,) = fetcher.told("get", "sources")["items"]
    assert (source["name"], source["kind"], source["owner"]["code"], source["before"]) == (
        "人社库", "SQLite", "340000", [],
    )  # fmt: skip
    listed = fetcher.told("get", "sources/人社库/tables")
    assert [(one["name"], one["rows"]) for one in listed["tables"]] == [
        ("forever", None), ("hollow", 0), ("pay", len(pensions())),
    ]  # fmt: skip
    assert listed["answers"]
    table = fetcher.told("get", "sources/人社库/table?table=pay")
    assert [(one["name"], one["ordered"]) for one in table["fields"]][:2] == [("id", True), ("姓名", False)]
    assert table["last"] is None
    assert fetcher.ask("get", "sources/人社库/table?table=secret").status_code == 404
    assert fetcher.ask("post", "sources/人社库/fetch", {"table": "secret"}).status_code == 404


def test_from_a_table_to_a_version(fetcher: Fetcher, own_lake: Lake) -> None:
    waiting = fetcher.fetch()
    assert (waiting["state"]["code"], waiting["size"], waiting["origin"]["rows"]) == ("fetching", 0, None)
    page = fetcher.page(waiting["id"])
    assert (page["plan"], page["can_change"], page["can_import"]) == (None, False, False)
    Worker().one()
    page = fetcher.page(waiting["id"])
    assert (page["state"]["code"], page["origin"]["rows"], page["name"]) == (
        "uploaded", len(pensions()), "人社库-pay.parquet",
    )  # fmt: skip
    assert kept() == [f"{page['id']}/{page['name']}"]
    assert page["sha256"] == sha256_file(desk.DESK.folder / "uploads" / kept()[0])
    assert page["draft"]["extracted_on"]
    assert [one["samples"] for one in page["plan"]["headers"] if one["name"] == "所属月份"]
    done = fetcher.imported(page)
    manifest = own_lake.latest(NAME)
    assert manifest is not None
    assert (done["state"]["code"], done["counts"]["accepted"]) == ("imported", len(pensions()))
    origin = manifest.sources[-1].details["origin"]
    assert (origin["connection"], origin["table"], origin["rows"]) == ("人社库", "pay", len(pensions()))
    shown = fetcher.told("get", f"datasets/{NAME}")["versions"][0]["sources"]
    assert [one["zh"] for one in shown] == ["人社库 · pay（数据库取数）"]
    assert kept() == []
    job = fetcher.job(waiting)
    assert (job["kind"]["code"], job["result"]["place"]) == ("fetch", f"/data/uploads/{page['id']}")
    traced = {one.action: one.detail for one in Trace.objects.filter(action__startswith="data.fetch")}
    assert traced["data.fetched"]["sha256"] == page["sha256"]
    assert traced["data.fetch"]["table"] == "pay"


def test_again_goes_on_from_what_was_imported(fetcher: Fetcher, base: Path, own_lake: Lake) -> None:
    first = fetcher.imported(fetcher.fetched(newer="id", columns=["id", "姓名", "身份证号", "所属月份", "发放金额",
                                                                  "行政区划"]))  # fmt: skip
    nothing = fetcher.told("post", f"uploads/{first['id']}/again", {"version": first["version"]})
    Worker().one()
    assert fetcher.page(nothing["id"])["state"]["code"] == "unfetched"
    assert "没有新的行" in fetcher.job(nothing)["errors"][0]["zh"]
    add_rows(base, [("新人", "340102195001010018", "2025-05", "700", "340102")])
    same = fetcher.told("post", f"uploads/{nothing['id']}/again", {"version": fetcher.page(nothing["id"])["version"]})
    assert same["id"] == nothing["id"]
    Worker().one()
    page = fetcher.page(same["id"])
    draft = page["draft"]
    assert (page["origin"]["rows"], page["origin"]["since"], page["plan"]["remembered"]) == (1, "***", True)
    assert (draft["delivery"], draft["dataset"], draft["owner"]) == ("append", NAME, "340000")
    done = fetcher.imported(page)
    newest = own_lake.latest(NAME)
    assert newest is not None
    assert (done["state"]["code"], newest.delivery, newest.rows) == ("imported", "append", len(pensions()) + 1)
    (before,) = fetcher.told("get", "sources")["items"][0]["before"]
    assert (before["upload"], before["dataset"]) == (page["id"], NAME)
    third = fetcher.told("post", f"uploads/{done['id']}/again", {"version": done["version"]})
    assert third["id"] != done["id"]


REFUSED = {
    "a table that is empty": ({"table": "hollow"}, "没有行"),
    "a view that never ends": ({"table": "forever"}, "超过1秒没有答复"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_fails_leaves_nothing_and_can_be_given_up(case: str, fetcher: Fetcher) -> None:
    given, words = REFUSED[case]
    page = fetcher.fetched(**given)
    assert (page["state"]["code"], page["can_change"]) == ("unfetched", False)
    assert words in fetcher.job(page)["errors"][0]["zh"]
    assert kept() == []
    assert fetcher.told("post", f"uploads/{page['id']}/discard", {"version": 1})["state"]["code"] == "discarded"


WRONG = {
    "a table that is not there": {"table": "no", "columns": []}, "a column that is not there": {"columns": ["姓"]},
    "newer by a text": {"newer": "姓名"}, "SQL for a table": {"table": 'pay" UNION SELECT 1 --'},
    "SQL for a column": {"columns": ['id" FROM secret --']},
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_before_anything_waits(case: str, fetcher: Fetcher, configure: Any) -> None:
    configure(sources=[desk.DESK.sources[0].model_copy(update={"tables": []})])
    answer = fetcher.ask("post", "sources/人社库/fetch", {"table": "pay", **WRONG[case]})
    assert (answer.status_code, bool(answer.json()["en"])) == (400, True)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_signs_that_cannot_be_kept_are_refused(text: str, fetcher: Fetcher) -> None:
    for given in ({"table": text}, {"table": "pay", "columns": [text]}, {"table": "pay", "newer": text}):
        assert fetcher.ask("post", "sources/人社库/fetch", given).status_code == 422


def test_odd_names_and_very_many_columns(fetcher: Fetcher, base: Path, configure: Any) -> None:
    configure(sources=[desk.DESK.sources[0].model_copy(update={"tables": []})])
    table, columns = '../a"b 表%s;--', [f"列 {n}" for n in range(1498)] + ['"', "%s"]
    with closing(sqlite3.connect(base)) as opened, opened:
        names = ", ".join('"' + one.replace('"', '""') + '"' for one in columns)
        quoted = table.replace('"', '""')
        opened.execute(f'CREATE TABLE "{quoted}" ({names})')
        opened.execute(f'INSERT INTO "{quoted}" ("列 0") VALUES (\'=1+1\')')
    page = fetcher.fetched(table=table)
    assert page["state"]["code"] == "uploaded", fetcher.job(page)["errors"]
    page = fetcher.page(page["id"], "?standard=pension_payment@1")
    assert (page["origin"]["table"], len(page["plan"]["headers"])) == (table, len(columns))
    assert "/" not in page["name"]
    few = fetcher.page(fetcher.fetched(table=table, columns=["%s", '"', "列 0"])["id"], "?standard=pension_payment@1")
    assert (few["name"], [one["name"] for one in few["plan"]["headers"]]) == (page["name"], ["%s", '"', "列 0"])


def test_limits_of_size_and_disk(fetcher: Fetcher, configure: Any, base: Path) -> None:
    add_rows(base, [(os.urandom(3000).hex(), "x", "x", "x", "x") for _ in range(700)])
    configure(data_megabytes=1)
    page = fetcher.fetched()
    assert "超过1 MB" in fetcher.job(page)["errors"][0]["zh"]
    waiting = fetcher.fetch()
    configure(disk_megabytes=1 << 40)
    Worker().one()
    assert "磁盘" in fetcher.job(waiting)["errors"][0]["zh"]
    assert fetcher.ask("post", "sources/人社库/fetch", {"table": "pay"}).status_code == 400
    assert kept() == []


def test_a_source_that_is_taken_out_of_the_settings_meanwhile(fetcher: Fetcher, configure: Any) -> None:
    waiting = fetcher.fetch()
    configure(sources=[])
    Worker().one()
    assert fetcher.job(waiting)["errors"][0]["kind"] == "source"
    page = fetcher.page(waiting["id"])
    assert fetcher.ask("post", f"uploads/{page['id']}/again", {"version": page["version"]}).status_code == 404


def test_who_may_use_a_source(fetcher: Fetcher, base: Path, configure: Any, user: Any, client_of: Any) -> None:
    configure(sources=[
        Connection(name="top", url=str(base), owner="340000"), Connection(name="city", url=str(base), owner="340100"),
        Connection(name="other", url=str(base), owner="340200"), Connection(name="none", url=str(base), owner="999999"),
    ])  # fmt: skip
    city = Fetcher(client_of(user("city", Role.DATA_OFFICER, office="340100")))
    county = Fetcher(client_of(user("county", Role.DATA_OFFICER, office="340102")))
    assert [one["name"] for one in fetcher.told("get", "sources")["items"]] == ["top", "city", "other", "none"]
    assert [one["name"] for one in city.told("get", "sources")["items"]] == ["city"]
    assert county.told("get", "sources")["items"] == []
    mine = city.fetch("city")
    for who in (county, city):
        for name in ("top", "other", "none", "nothing"):
            for method, path, body in (("get", "tables", None), ("get", "table?table=pay", None),
                                       ("post", "fetch", {"table": "pay"})):  # fmt: skip
                assert who.ask(method, f"sources/{name}/{path}", body).status_code == 404
    for role in Role:
        if role is not Role.DATA_OFFICER:
            who = Fetcher(client_of(user(f"r{role.value}", role, office="340000")))
            assert who.ask("get", "sources").status_code == 404
            assert who.ask("get", "sources/top/tables").status_code == 404
            assert who.ask("post", "sources/top/fetch", {"table": "pay"}).status_code == 404
            assert who.ask("post", f"uploads/{mine['id']}/again", {"version": 1}).status_code == 404
    assert fetcher.told("get", "sources")["items"][1]["before"][0]["upload"] == mine["id"]
    uploaded = fetcher.upload("a.csv", b"a,b\n1,2\n")
    assert fetcher.ask("post", f"uploads/{uploaded['id']}/again", {"version": 1}).status_code == 400


def test_a_server_that_does_not_answer(fetcher: Fetcher, configure: Any, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("hush-hush\n")
    configure(sources=[
        Connection(name="down", url="postgresql://u@127.0.0.1:1/x", password_file=str(tmp_path / "pw"), owner="340000"),
        Connection(name="unset", url="postgresql://u@127.0.0.1:1/x", password_file="gone", owner="340000"),
    ])  # fmt: skip
    for name, words in (("down", "连接不上"), ("unset", "系统管理员")):
        listed = fetcher.told("get", f"sources/{name}/tables")
        assert (listed["answers"], listed["tables"]) == (False, [])
        assert words in listed["said"][0]["zh"]
        assert "hush" not in json.dumps(listed)
        answer = fetcher.ask("post", f"sources/{name}/fetch", {"table": "t"})
        assert (answer.status_code, words in answer.json()["zh"]) == (400, True)


def test_the_administrator_sees_whether_sources_answer_and_no_secret(
    fetcher: Fetcher, configure: Any, user: Any, client_of: Any, tmp_path: Path
) -> None:
    (tmp_path / "pw").write_text("hush-hush\n")
    down = Connection(
        name="down", url="postgresql://u@127.0.0.1:1/x", password_file=str(tmp_path / "pw"), owner="340000"
    )
    configure(sources=[*desk.DESK.sources, down])
    text = client_of(user("sys", Role.SYSTEM_ADMIN, office="340000")).get("/api/operate").content.decode()
    checks = {one["code"]: one for one in json.loads(text)["checks"]}
    assert checks["source:人社库"]["ok"]
    assert (checks["source:down"]["ok"], checks["source:down"]["needed"]) == (False, False)
    assert "hush" not in text
    assert fetcher.client.get("/healthz").status_code == 200


def test_two_jobs_of_one_delivery_settle_once(fetcher: Fetcher) -> None:
    """A worker that was thought dead finishes after the delivery was asked for again."""
    from mingjian.desk.data import fetching
    from mingjian.desk.jobs import queue

    waiting = fetcher.fetch()
    job = queue.claim()
    assert job is not None
    queue.end(job, fetching_state("failed"))
    again = fetcher.told("post", f"uploads/{waiting['id']}/again", {"version": waiting["version"]})
    assert again["job"] != waiting["job"]
    assert fetching._work(job, None) == {"rows": None}  # type: ignore[arg-type]
    Worker().one()
    assert fetcher.page(waiting["id"])["state"]["code"] == "uploaded"


def fetching_state(code: str) -> Any:
    from mingjian.desk.jobs.models import Status

    return Status.of(code)


POINTS = {
    "while it takes rows": ("mingjian.desk.data.fetching", "take", "pass"),
    "taken, not yet hashed": ("mingjian.desk.data.fetching", "sha256_file", "pass"),
    "put in its place, before it is written down": ("mingjian.desk.data.fetching", "forget",
     "import pathlib; [one.rename(one.parents[1] / '1') for one in"
     " pathlib.Path({folder!r}).glob('.receiving-*/whole')]"),
}  # fmt: skip


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        if one.poll() is None:
            one.kill()
        one.wait()


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_leaves_one_delivery(
    point: str, fetcher: Fetcher, own_lake: Lake, base: Path, tmp_path: Path, processes: list[Any]
) -> None:
    module, name, first = POINTS[point]
    beside, mark = desk_beside(tmp_path / "beside", own_lake), tmp_path / "reached"
    with (beside / "desk.toml").open("a") as file:
        file.write(f'\n[[sources]]\nname = "人社库"\nurl = "{base}"\nowner = "340000"\n')
    uploads = tmp_path / "desk" / "uploads"
    uploads.mkdir(parents=True, exist_ok=True)
    (beside / "uploads").symlink_to(uploads)
    upload = fetcher.fetch()
    first = first.format(folder=str(uploads)).replace("'1'", f"'{upload['id']}'")
    worker = start_worker(beside, HANG.format(module=module, name=name, first=first, mark=str(mark), desk=str(beside)))
    processes.append(worker)
    wait(mark.exists)
    worker.kill()
    assert worker.wait() == -signal.SIGKILL
    assert fetcher.page(upload["id"])["state"]["code"] == "fetching"
    second = Worker(stale=0.5)
    second.start()
    ended = wait(lambda: (one := Job.objects.get(pk=upload["job"])).state in ("done", "failed") and one)
    second.stop()
    assert (ended.state, ended.attempt, ended.errors) == ("done", 2, [])
    page = fetcher.page(upload["id"])
    assert (page["state"]["code"], page["origin"]["rows"]) == ("uploaded", len(pensions()))
    assert [one for one in kept() if not one.startswith(".")] == [f"{page['id']}/{page['name']}"]
    assert Trace.objects.filter(action="data.fetched").count() == 1


def test_cancelling_ends_the_query_and_leaves_nothing(fetcher: Fetcher, configure: Any) -> None:
    configure(sources=[desk.DESK.sources[0].model_copy(update={"seconds": 600})])
    upload = fetcher.fetch(table="forever")
    worker = Worker(beat=0.05)
    worker.start()
    wait(lambda: Job.objects.get(pk=upload["job"]).state == "running")
    assert fetcher.client.post(f"/api/jobs/{upload['job']}/cancel").status_code == 200
    wait(lambda: Job.objects.get(pk=upload["job"]).state == "cancelled", 20)
    worker.stop()
    assert fetcher.page(upload["id"])["state"]["code"] == "unfetched"
    assert kept() == []


# -- PostgreSQL


@pytest.fixture
def bureau(officer: Any, configure: Any) -> Iterator[tuple[Fetcher, str, str]]:
    """A data officer with a source on a real server; without one the tests are passed over."""
    if not os.environ.get("MINGJIAN_POSTGRES"):
        pytest.skip("MINGJIAN_POSTGRES names no PostgreSQL")
    with pensions_in_postgres() as (source, schema, url):
        configure(sources=[Connection(**source)])
        yield Fetcher(officer.client), schema, url


@pytest.mark.postgres
def test_from_a_table_of_postgresql_to_a_version(bureau: tuple[Fetcher, str, str], own_lake: Lake) -> None:
    fetcher, schema, url = bureau
    listed = fetcher.told("get", "sources/社保库/tables")
    assert [(one["space"], one["name"]) for one in listed["tables"]] == [(schema, "pay")]
    page = fetcher.fetched("社保库", "pay", schema, newer="id")
    assert page["origin"]["rows"] == len(pensions())
    assert table_of(Upload.objects.get(pk=page["id"]).origin) == f"{schema}.pay"
    done = fetcher.imported(page)
    with psycopg.connect(url, autocommit=True) as base:
        base.execute(f"INSERT INTO {schema}.pay SELECT id + 1000, 姓名, 身份证号, '2027-01', 发放金额, 行政区划"
                     f" FROM {schema}.pay LIMIT 5".encode())  # fmt: skip
    again = fetcher.told("post", f"uploads/{done['id']}/again", {"version": done["version"]})
    Worker().one()
    page = fetcher.page(again["id"])
    assert (page["origin"]["rows"], page["draft"]["delivery"]) == (5, "append")
    fetcher.imported(page)
    newest = own_lake.latest(NAME)
    assert newest is not None
    assert newest.rows == len(pensions()) + 5


@pytest.mark.postgres
def test_a_server_that_goes_away_midway_leaves_nothing(bureau: tuple[Fetcher, str, str], monkeypatch: Any) -> None:
    fetcher, schema, url = bureau
    from mingjian.desk.data import fetching

    whole = fetching.take

    def cut(access: Any, pick: Any, path: Path, told: Any, stoppable: Any) -> Any:
        def tells(rows: int, known: int | None) -> None:
            told(rows, known)
            if not rows:
                with psycopg.connect(url, autocommit=True) as base:
                    base.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (schema,))

        return whole(access, pick, path, tells, stoppable)

    monkeypatch.setattr(fetching, "take", cut)
    page = fetcher.fetched("社保库", "pay", schema)
    assert page["state"]["code"] == "unfetched"
    assert "中断" in fetcher.job(page)["errors"][0]["zh"]
    assert kept() == []
