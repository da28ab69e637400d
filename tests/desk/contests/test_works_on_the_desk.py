"""Works: versions with signed receipts until the second of the deadline, the root at the close, what is missing, what
is taken back; nobody reads an author off the database."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from contest_parts import Desk, whole, work_off, zipped
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.apps import apps
from django.db import connection

from mingjian.contest import Receipt, verify_path
from mingjian.desk.contests.models import Contest, Version, Work
from mingjian.desk.contests.works import submit
from mingjian.desk.offices.models import User


def receipt_of(told: Any) -> Receipt:
    return Receipt(**{name: told[name] for name in Receipt.__dataclass_fields__})


def test_a_receipt_is_signed_and_says_when(opened: Desk) -> None:
    work = opened.enter("entrant01", "题目一")
    first = opened.submit("entrant01", work, whole("甲"))["versions"][-1]
    receipt = receipt_of(first["receipt"])
    assert (receipt.version, receipt.late, receipt.at) == (1, False, "2027-03-02T01:00:00.000+00:00")
    public: Any = load_pem_public_key(first["receipt"]["public"].encode())
    public.verify(bytes.fromhex(first["receipt"]["signature"]), receipt.bytes)
    opened.clock.on(hours=1)
    again = opened.submit("entrant01", work, whole("乙"))["versions"]
    assert [one["receipt"]["version"] for one in again] == [1, 2]
    assert again[0]["receipt"]["sha256"] != again[1]["receipt"]["sha256"]


def test_the_deadline_is_the_second_of_the_servers_clock(opened: Desk) -> None:
    work = opened.enter("entrant01", "题目一")
    opened.clock.to("03-10 18:00")
    opened.clock.on(seconds=-1)
    assert not opened.submit("entrant01", work, whole("甲"))["versions"][-1]["receipt"]["late"]
    opened.clock.on(seconds=1)
    told = opened.submit("entrant01", work, whole("乙"))["versions"][-1]
    assert (told["receipt"]["late"], told["number"], told["path"]) == (True, 0, [])
    opened.refused("entrant01", "/works", type="creative", title="迟", authors=[{"name": "甲"}])
    opened.step("closed")
    assert opened.submit("entrant01", work, whole("丙"))["versions"][-1]["receipt"]["late"]
    assert Version.objects.filter(number__gt=0).count() == 1


def test_every_receipt_leads_to_the_published_root(opened: Desk) -> None:
    for number in range(1, 6):
        work = opened.enter(f"entrant{number:02}", f"题目{number}")
        for part in range(number % 3 + 1):
            opened.clock.on(minutes=1)
            opened.submit(f"entrant{number:02}", work, whole(f"{number}-{part}"))
    opened.clock.to("03-10 18:00")
    page = opened.step("closed")
    assert page["receipts"] == Version.objects.count() == 11
    numbers = set()
    for number in range(1, 6):
        mine = opened.get(f"entrant{number:02}", "/works")
        assert mine["root"] == page["root"]
        for one in mine["items"][0]["versions"]:
            receipt, path = receipt_of(one["receipt"]), [(step["side"], step["hash"]) for step in one["path"]]
            assert verify_path(receipt, path, page["root"])
            assert not verify_path(replace(receipt, size=receipt.size + 1), path, page["root"])
        numbers.add(mine["items"][0]["number"])
    assert numbers == {f"C00{number}" for number in range(1, 6)}


def test_what_is_missing_is_told_to_its_entrant_alone(opened: Desk) -> None:
    work, other = opened.enter("entrant01", "题目一"), opened.enter("entrant02", "题目二")
    opened.submit("entrant01", work, zipped(overview="太短"))
    opened.submit("entrant02", other, whole())
    assert opened.get("entrant01", "/works")["items"][0]["versions"][0]["findings"] is None
    assert work_off() == 1  # one job for both, which names neither
    found = opened.get("entrant01", "/works")["items"][0]["versions"][0]
    assert found["whole"] is False
    assert {one["check"] for one in found["findings"]} >= {"part_short", "part_missing"}
    assert opened.get("entrant02", "/works")["items"][0]["versions"][0]["whole"] is True
    for path in (f"/works/{work}/versions", f"/works/{work}/withdraw"):
        assert opened.ask("entrant02", "post", path, {"why": "x"}).status_code in (404, 422)
    assert opened.ask("entrant02", "post", f"/works/{work}/withdraw", {"why": "x"}).status_code == 404
    assert opened.ask("organiser", "get", "/entries").status_code == 404
    assert opened.ask("entrant01", "get", "/entries").status_code == 404
    row = opened.entry("题目一")
    assert (row["whole"], row["state"]["code"]) == (False, "submitted")


def test_who_has_a_seat_enters_nothing_and_what_is_wrong_is_not_entered(opened: Desk) -> None:
    opened.refused("secretary", "/works", type="creative", title="题", authors=[{"name": "甲"}])
    for wrong in ({"type": "application"}, {"authors": [{"name": "甲", "username": "nobody"}]},
                  {"authors": [{"name": "甲", "office": "999999"}]}):  # fmt: skip
        body = {"type": "creative", "title": "题", "authors": [{"name": "甲"}], **wrong}
        opened.refused("entrant02", "/works", **body)


def test_the_secretary_decides_and_the_close_waits_for_all(opened: Desk) -> None:
    for number in (1, 2, 3, 4):
        work = opened.enter(f"entrant{number:02}", f"题目{number}")
        opened.submit(f"entrant{number:02}", work, whole(str(number)) if number != 2 else zipped(overview="短"))
    opened.enter("entrant05", "没有提交")
    work_off()
    opened.refused("secretary", f"/entries/{opened.entry('题目1')['id']}/act", action="admit", version=2)
    opened.clock.to("03-10 18:00")
    opened.step("closed")
    version = opened.get("organiser")["version"]
    assert "4" in opened.refused("organiser", "/step", to="checked", version=version)["zh"]
    opened.decide(opened.entry("题目1"), "admit")
    two = opened.entry("题目2")
    opened.refused("secretary", f"/entries/{two['id']}/act", action="admit", version=two["version"])
    opened.refused("secretary", f"/entries/{two['id']}/act", action="refuse", version=two["version"])
    assert opened.decide(two, "refuse", "材料不全")["state"]["code"] == "refused"
    opened.refused("secretary", f"/entries/{two['id']}/act", 409, action="admit", version=two["version"])
    opened.decide(opened.entry("题目3"), "admit")
    assert opened.decide(opened.entry("题目3"), "anchor")["anchor"] is True
    mine = opened.get("entrant04", "/works")["items"][0]
    told = opened.post("entrant04", f"/works/{mine['id']}/withdraw", why="姓entrant04 不参加了")
    assert told["state"]["code"] == "withdrawn"
    opened.step("checked")
    states = {one["title"]: (one["state"]["code"], one["number"] != "") for one in opened.entries()}
    assert states == {
        "题目1": ("admitted", True), "题目2": ("refused", True), "题目3": ("admitted", True),
        "题目4": ("withdrawn", True), "没有提交": ("draft", False),
    }  # fmt: skip


def test_no_author_is_read_off_the_database(opened: Desk) -> None:
    """What stands beside a work, in any table: no name, no user, no title, no instant; and no trace names one."""
    for number in range(1, 5):
        work = opened.enter(f"entrant{number:02}", f"暗题{number}", f"entrant{number:02}", contacts=["13800001111"])
        opened.submit(f"entrant{number:02}", work, whole(str(number)))
    work_off()
    opened.clock.to("03-10 18:00")
    opened.step("closed")
    for name in ("Work", "Version", "Package", "Residual", "Declaration", "ToldApart", "RunRow", "LikenessCase"):
        for row in apps.get_model("contests", name).objects.values():
            text = json.dumps(row, default=str, ensure_ascii=False)
            assert "entrant" not in text, name
            assert "暗题" not in text
            assert "13800001111" not in text
    works = [one.pk.hex for one in Work.objects.all()] + [str(one.pk) for one in Work.objects.all()]
    numbers = [one.number for one in Work.objects.all()]
    from mingjian.desk.jobs.models import Job
    from mingjian.desk.traces.models import Trace

    for table in (Trace, Job):
        text = json.dumps(list(table.objects.values()), default=str, ensure_ascii=False)  # type: ignore[attr-defined]
        assert not [one for one in [*works, *numbers] if one in text]
        assert "暗题" not in text


@pytest.mark.django_db(transaction=True)
def test_two_versions_at_once_are_two(opened: Desk) -> None:
    work = opened.enter("entrant01", "题目一")
    barrier = threading.Barrier(2)

    def hand_in(words: str) -> None:
        barrier.wait()
        submit(User.objects.get(username="entrant01"), "trial", work, "a.zip", whole(words))
        connection.close()

    threads = [threading.Thread(target=hand_in, args=(words,)) for words in "甲乙"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2]


def test_a_killed_check_goes_on_where_it_stopped(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from mingjian.desk.contests import checking
    from mingjian.desk.jobs.models import Job

    for number in (1, 2, 3):
        work = opened.enter(f"entrant{number:02}", f"题目{number}")
        opened.submit(f"entrant{number:02}", work, whole(str(number)))
    real, seen = checking.complete_walled, []

    def dies(*given: Any) -> Any:
        seen.append(1)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(checking, "complete_walled", dies)
    with pytest.raises(KeyboardInterrupt):
        work_off()
    assert Version.objects.exclude(findings="").count() == 1
    opened.clock.on(minutes=5)
    assert Job.objects.get().state == "running"
    assert work_off() == 1
    assert len(seen) == 4
    assert not Version.objects.filter(findings="").exists()


def test_a_bomb_is_told_and_the_next_work_is_looked_at(opened: Desk) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("overview.md", b"0" * 300_000_000)
    for number, data in ((1, out.getvalue()), (2, whole("2"))):
        opened.submit(f"entrant{number:02}", opened.enter(f"entrant{number:02}", f"题目{number}"), data)
    work_off()
    told = {one["title"]: one["findings"] for one in opened.entries()}
    assert told["题目1"][0]["severity"] == "error"
    assert told["题目2"] == []


def test_the_organiser_sees_who_but_not_whose(opened: Desk) -> None:
    for number in (1, 2):
        work = opened.enter(f"entrant{number:02}", f"题目{number}")
        opened.submit(f"entrant{number:02}", work, whole(str(number)))
    assert opened.ask("organiser", "get", "/authors").status_code == 404
    opened.clock.to("03-10 18:00")
    opened.step("closed")
    told = opened.get("organiser", "/authors")
    assert [one["username"] for one in told["items"]] == ["entrant01", "entrant02"]
    assert "题目" not in json.dumps(told, ensure_ascii=False)
    assert Contest.objects.get().root
    data = opened.get("secretary", f"/entries/{opened.entry('题目1')['id']}/file")
    assert data == whole("1")
