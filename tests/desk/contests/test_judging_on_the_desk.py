"""Judging: packages first, conflicts, proposals that hold, forms sent once, anchors first, papers named, far forms
settled by people, likeness by two."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from contest_parts import Clock, Desk, new_contest, people, whole, work_off
from django.db import connection
from test_sweep import phases

from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.forms import send_form
from mingjian.desk.contests.judging_schemas import NewForm
from mingjian.desk.contests.models import Assigned, Contest, FormRow, LikenessCase, Package, Work
from mingjian.desk.contests.sealing import sealed_data
from mingjian.desk.offices.models import User


def until(clock: Clock, wanted: str) -> Desk:
    for desk, name in phases(clock):
        if name == wanted:
            return desk
    raise AssertionError(wanted)


def form(work: str, key: str = "form-0001", **more: Any) -> dict[str, Any]:
    return {"key": key, "work": work, "scores": {"novelty": 5, "rules": 6}, **more}


@pytest.fixture
def begun(offices: None, clock: Clock, shared_lake: Any) -> Desk:
    """Judging has begun, and nobody scored anything."""
    people(6, 4)
    desk = new_contest(clock, "trial", reviews=2, least=1)
    for n in range(1, 6):
        desk.post("organiser", "/seats", username=f"judge{n:02}", kind="judge", types=["creative"], confirmed=True)
    desk.step("announced")
    clock.to("03-02 09:00")
    desk.step("open")
    for n in range(1, 5):
        desk.submit(f"entrant{n:02}", desk.enter(f"entrant{n:02}", f"题目{n}"), whole(f"第{n}件"))
    work_off()
    clock.to("03-10 18:00")
    desk.step("closed")
    for one in desk.entries():
        desk.decide(one, "admit")
    desk.decide(desk.entry("题目4"), "anchor")
    desk.step("checked")
    desk.post("secretary", "/blind")
    work_off()
    for one in desk.get("secretary", "/blind")["items"]:
        for place in desk.get("secretary", f"/blind/{one['work']}")["items"]:
            desk.post("secretary", f"/blind/{one['work']}/{place['id']}", decision="hide")
    work_off()
    desk.post("secretary", "/assignment", type="creative")
    work_off()
    row = desk.get("secretary", "/assignment")["items"][0]
    desk.post("secretary", f"/assignment/{row['id']}", action="apply")
    desk.refused("secretary", f"/assignment/{row['id']}", 409, action="apply")
    clock.to("03-12 09:00")
    desk.step("judging")
    return desk


def test_a_form_is_sent_once_and_the_anchor_first(begun: Desk) -> None:
    mine = begun.get("judge01", "/assigned")["items"]
    assert mine[0]["anchor"]
    assert not any(one["anchor"] for one in mine[1:])
    other = begun.refused("judge01", "/forms", **form(mine[1]["number"]))
    assert mine[0]["number"] in other["zh"]
    first = begun.post("judge01", "/forms", **form(mine[0]["number"]))
    assert begun.post("judge01", "/forms", **form(mine[0]["number"])) == first
    begun.refused("judge01", "/forms", 409, **form(mine[1]["number"]))
    changed = form(mine[0]["number"]) | {"scores": {"novelty": 1, "rules": 6}}
    begun.refused("judge01", "/forms", 409, **changed)
    begun.refused("judge01", "/forms", 409, **form(mine[0]["number"], "form-0002"))
    assert FormRow.objects.count() == 1
    foreign = Work.objects.exclude(assigned__judge__code="J01").first()
    if foreign is not None:
        begun.refused("judge01", "/forms", 404, **form(foreign.number, "form-0003"))
    begun.post("judge01", f"/forms/{first['number']}/withdraw", why="看错了")
    again = begun.post("judge01", "/forms", **changed | {"key": "form-0004"})
    assert (again["number"], FormRow.objects.filter(withdrawn="").count()) == (2, 1)
    assert broken_links(Contest.objects.get()) == []


def test_what_a_form_must_have(begun: Desk) -> None:
    work = begun.get("judge01", "/assigned")["items"][0]["number"]
    told = begun.refused("judge01", "/forms", key="form-0001", work=work, scores={"novelty": 10, "other": 3})
    assert "other" in told["en"]
    assert "novelty" in told["en"]
    assert "rules" in told["en"]
    begun.refused("judge01", "/forms", **form(work, scores={"novelty": 5.5, "rules": 6}))
    begun.refused("judge01", "/forms", **form(work, reasons={"nothing": "x"}))
    assert begun.ask("judge01", "post", "/forms", form(work, "x")).status_code == 422
    assert begun.post("judge01", "/forms", key="form-0009", work=work, abstained="参与过该项工作")["total"] is None


def test_a_form_from_paper_says_who_entered_it(begun: Desk) -> None:
    work = begun.get("judge01", "/assigned")["items"][0]["number"]
    assert begun.ask("secretary", "post", "/forms", form(work)).status_code == 404
    assert begun.ask("secretary", "post", "/forms/entered", form(work, judge="J01", paper="")).status_code == 422
    told = begun.post("secretary", "/forms/entered", **form(work, judge="J01", paper="3 号表"))
    assert (told["entered_by"], told["paper"]) == ("姓secretary", "3 号表")
    assert begun.get("judge01", "/assigned")["items"][0]["form"]["paper"] == "3 号表"
    counts = begun.get("secretary", "/progress")
    assert (counts["forms"], "scores" in str(counts)) == (1, False)


def test_no_package_no_assignment(begun: Desk) -> None:
    one = Package.objects.exclude(work__anchor=True).first()
    assert one is not None
    Assigned.objects.filter(work=one.work).delete()
    Package.objects.filter(pk=one.pk).update(state="residual")
    begun.post("secretary", "/assignment", type="creative")
    work_off()
    row = begun.get("secretary", "/assignment")["items"][0]
    assert one.work.number not in {pair["work"] for pair in row["pairs"]}
    assert any(one.work.number in told["zh"] for told in row["notices"])
    Package.objects.filter(pk=one.pk).update(state="ready")  # what the proposal was made on is otherwise now
    begun.refused("secretary", f"/assignment/{row['id']}", 409, action="apply")
    begun.refused("secretary", f"/assignment/{row['id']}", action="drop")
    begun.post("secretary", f"/assignment/{row['id']}", action="drop", why="有变动")


def test_a_doubtful_judge_gets_nothing_and_a_declared_conflict_counts(begun: Desk) -> None:
    seats = begun.get("secretary", "/seats")["items"]
    mine = begun.get("judge01", "/assigned")["items"][-1]["number"]
    begun.post("judge01", "/declarations", about=mine, why="认出了作者")
    assert mine not in {one["number"] for one in begun.get("judge01", "/assigned")["items"]}
    found = begun.get("secretary", "/conflicts?judge=J01")
    assert {(one["work"], one["kind"]) for one in found["items"]} == {(mine, "declared")}
    begun.post("entrant01", "/declarations", judge="姓judge02", about="entrant01", why="亲属")
    begun.post("entrant01", "/declarations", judge="并无此人", about="entrant01", why="亲属")
    own = begun.entry("题目1")["number"]
    kinds = {(one["work"], one["kind"]) for one in begun.get("secretary", "/conflicts?judge=J02")["items"]}
    assert (own, "declared") in kinds
    five = next(one for one in seats if one["code"] == "J05")
    begun.post("secretary", f"/seats/{five['id']}/act", action="doubt")
    assert {one["kind"] for one in begun.get("secretary", "/conflicts?judge=J05")["items"]} >= {"unconfirmed"}
    Assigned.objects.all().delete()
    begun.post("secretary", "/assignment", type="creative")
    work_off()
    row = begun.get("secretary", "/assignment")["items"][0]
    assert "J05" not in {pair["judge"] for pair in row["pairs"]}
    assert (mine, "J01") not in {(pair["work"], pair["judge"]) for pair in row["pairs"]}
    assert any("J05" in one["zh"] for one in row["notices"])
    before = begun.get("secretary", "/conflicts/of?username=entrant01")
    assert {one["kind"] for one in before["items"]} >= {"author"}


def test_a_far_form_is_a_task_and_no_score_changes(begun: Desk) -> None:
    for n in range(1, 6):
        for place, one in enumerate(begun.get(f"judge{n:02}", "/assigned")["items"]):
            score = 9 if (n, place) == (3, 0) else 3 + (n % 2)
            body = {"scores": {"novelty": score, "rules": score}}
            begun.post(f"judge{n:02}", "/forms", **form(one["number"], f"form-{n}-{place:04}", **body))
    assert begun.get("organiser", "/agreement")["items"] == []
    begun.post("secretary", "/agreement")
    work_off()
    told = begun.get("organiser", "/agreement")
    assert told["items"][0]["current"]
    assert "C00" not in str(told)
    assert begun.get("secretary", "/agreement")["judges"] == []
    mine = begun.get("judge03", "/assigned")["items"][0]["form"]["number"]
    far = [one for one in begun.get("secretary", "/far")["items"] if one["form"] == mine]
    assert [one["judge"] for one in far] == ["J03"]
    assert "away" not in str(far)
    asked = begun.post("secretary", f"/far/{far[0]['id']}", action="ask", version=far[0]["version"])
    begun.refused("secretary", f"/far/{far[0]['id']}", 409, action="ask", version=far[0]["version"])
    assert begun.ask("judge01", "post", f"/questions/{far[0]['id']}", {"answer": "x"}).status_code == 404
    before = FormRow.objects.get(number=far[0]["form"]).scores
    begun.post("judge03", f"/questions/{far[0]['id']}", answer="录入有误", withdraw=True)
    row = FormRow.objects.get(number=far[0]["form"])
    assert (row.withdrawn, row.scores) == ("录入有误", before)
    work = begun.get("judge03", "/assigned")["items"][0]["number"]
    begun.post("judge03", "/forms", **form(work, "form-again"))
    begun.post("secretary", f"/far/{far[0]['id']}", action="close", why="已更正", version=asked["version"] + 1)


def test_judges_who_do_not_agree_are_joined_by_others_before_anything_ranks(begun: Desk) -> None:
    for n in range(1, 6):
        for one in begun.get(f"judge{n:02}", "/assigned")["items"]:
            score = 1 + (7 * n + 4 * int(one["number"][1:])) % 8
            body = {"scores": {"novelty": score, "rules": 9 - score}}
            begun.post(f"judge{n:02}", "/forms", **form(one["number"], f"form-{n}-{one['number']}", **body))
    begun.step("settling")
    frozen = {"to": "frozen", "version": begun.get("organiser")["version"], "why": "不等了"}
    assert "还在计算" in begun.refused("organiser", "/step", **frozen)["zh"]
    work_off()
    assert begun.get("organiser", "/agreement")["items"][0]["more"]
    (row,) = [one for one in begun.get("secretary", "/assignment")["items"] if one["state"] == "open"]
    assert row["increment"]
    new = [(pair["judge"], pair["work"]) for pair in row["pairs"] if pair["new"]]
    assert {work for _, work in new} == {one.number for one in Work.objects.filter(anchor=False)}
    assert "分配方案" in begun.refused("organiser", "/step", **frozen)["zh"]
    begun.post("secretary", f"/assignment/{row['id']}", action="apply")
    judge, work = new[0]
    paper = {"judge": judge, "paper": "纸质评分表 9 号", "scores": {"novelty": 5, "rules": 5}}
    entered = begun.post("secretary", "/forms/entered", **form(work, "form-by-hand", **paper))
    assert (entered["entered_by"], entered["paper"]) == ("姓secretary", "纸质评分表 9 号")
    assert "重新检查" in begun.refused("organiser", "/step", **frozen)["zh"]
    begun.post("secretary", "/agreement")
    work_off()
    assert not [one for one in begun.get("secretary", "/assignment")["items"] if one["state"] == "open"]  # once


def test_likeness_takes_two_people(begun: Desk) -> None:
    one, other = Work.objects.filter(anchor=False).order_by("number")[:2]
    row = LikenessCase.objects.create(contest=one.contest, one=one, other=other.number, origin="contest", match="")
    LikenessCase.objects.filter(pk=row.pk).update(match=sealed_data(f"case {row.pk}", {"relation": "other"}))
    path = f"/likeness/{row.pk}"
    begun.refused("secretary", path, word="copied", reason="段落相同")
    begun.post("secretary", path, word="copied", work=other.number, reason="段落相同")
    begun.post("secretary", path, word="copied", work=other.number, reason="再看一遍")
    assert Work.objects.get(pk=other.pk).state == "admitted"
    seen = begun.get("organiser", "/likeness")["items"][0]
    assert (seen["state"]["code"], seen["said"], seen["verdicts"]) == ("proposed", 1, [])
    begun.post("organiser", path, word="common", reason="通用表述")
    assert Work.objects.get(pk=other.pk).state == "admitted"
    told = begun.post("organiser", path, word="copied", work=other.number, reason="确系抄录")
    assert told["state"]["code"] == "decided"
    assert Work.objects.get(pk=other.pk).state == "failed"
    begun.refused("secretary", path, 409, word="common", reason="x")


def test_copies_are_found_and_told_blind(begun: Desk) -> None:
    begun.post("secretary", "/likeness")
    work_off()
    told = begun.get("organiser", "/likeness")
    assert "entrant" not in str(told)


def test_a_set_on_older_forms_is_refused(offices: None, clock: Clock) -> None:
    desk = until(clock, "frozen")
    forms = desk.get("organiser", "/results/forms")["items"]
    for number in (forms[0]["number"], forms[1]["number"]):
        desk.post("secretary", "/rejudging", reason="复核", withdraw={str(number): "回避"})
        work_off()
    second, first = desk.get("secretary", "/rejudging")["items"]
    assert first["moves"] is not None
    desk.post("secretary", f"/rejudging/{first['id']}", action="apply")
    desk.refused("secretary", f"/rejudging/{second['id']}", 409, action="apply")
    desk.post("secretary", f"/rejudging/{second['id']}", action="drop", why="已无必要")
    work_off()
    assert len(desk.get("organiser", "/results")["digest"]) == 64
    assert desk.ask("entrant01", "post", "/works/0/appeal", {"reason": "x"}).status_code == 404


def test_an_appeal_after_its_time_is_refused(offices: None, clock: Clock) -> None:
    desk = until(clock, "published")
    work = desk.get("entrant01", "/works")["items"][0]["id"]
    assert desk.get("entrant01", f"/works/{work}/result")["may_appeal"]
    assert desk.ask("entrant03", "post", f"/works/{work}/appeal", {"reason": "x"}).status_code == 404
    clock.to("04-10 09:00")
    desk.refused("entrant01", f"/works/{work}/appeal", reason="过期")


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_is_one(begun: Desk) -> None:
    work = begun.get("judge01", "/assigned")["items"][0]["number"]
    barrier, told = threading.Barrier(2), list[int]()

    def send() -> None:
        barrier.wait()
        given = NewForm(key="form-0001", work=work, scores={"novelty": 5, "rules": 6})
        told.append(send_form(User.objects.get(username="judge01"), "trial", given).number)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert told == [1, 1]
    assert FormRow.objects.count() == 1
