"""Finals by pairs through the API: drawn at a border of awards, answered by who has no conflict, part of the result."""

from __future__ import annotations

import csv
import io
import zipfile
from itertools import pairwise
from math import log2
from pathlib import Path

import pytest
from contest_parts import Clock, Desk, new_person, work_off
from road_parts import Road, counted_again, exported, walked

from mingjian.contest import verify_export
from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.finals import at_borders
from mingjian.desk.contests.models import Contest, Link, PairChoice
from mingjian.desk.offices.roles import Role


@pytest.fixture
def road(offices: None, clock: Clock) -> Road:
    """Settled, with works that may lie on either side of an award; three defence judges, one more not confirmed."""
    made = walked(clock, works=12, judges=6, late=1, incomplete=2, conflicts=3)
    for n in (1, 2, 3, 4):
        new_person(f"defence{n}", "340300", Role.PROSECUTOR)
    for n in (1, 2, 3):
        made.desk.post("organiser", "/seats", username=f"defence{n}", kind="defence", confirmed=True)
    made.desk.post("organiser", "/seats", username="defence4", kind="defence")
    return made


def finals_of(desk: Desk) -> list[tuple[str, ...]]:
    return at_borders(Contest.objects.get(slug=desk.slug))["creative"]


def answered(desk: Desk, who: str) -> int:
    done = 0
    while open_ := [one for one in desk.get(who, "/pairs")["items"] if one["may_answer"]]:
        for one in open_:
            better = max(one["first"]["number"], one["second"]["number"])
            desk.post(who, f"/pairs/{one['number']}", better=better, reason="规则更清楚")
            done += 1
    return done


def test_a_final_from_the_draw_to_the_script(road: Road, tmp_path: Path) -> None:
    desk = road.desk
    wanted = finals_of(desk)
    assert wanted, "judges of the made-up contest do not agree to the last rank"
    told = desk.refused("organiser", "/step", to="frozen", version=desk.get("organiser")["version"])
    assert "答辩" in told["zh"]
    desk.step("defence")
    work_off()
    waits = desk.refused("organiser", "/step", to="frozen", version=desk.get("organiser")["version"])
    assert "没有答复" in waits["zh"]
    page = desk.get("secretary", "/finals")
    assert page["drawn"]
    assert [one["works"] for one in page["items"]] == [sorted(works) for works in wanted]
    for one, works in zip(page["items"], wanted, strict=True):
        assert len(works) - 1 <= one["pairs"] <= len(works) * log2(len(works))
    who = next(f"defence{one['judge'][-1]}" for one in page["judges"])
    assert {one["judge"] for one in page["judges"]} <= {"D01", "D02", "D03"}

    first = desk.get(who, "/pairs")["items"][0]
    both = {first["first"]["number"], first["second"]["number"]}
    had = {one.judge.code for one in PairChoice.objects.select_related("judge") if {one.first, one.second} == both}
    assert set(first["first"]) == {"number", "files", "archive"}
    assert desk.ask(who, "get", f"/packages/{first['first']['number']}").status_code == 200
    outside = next(n for n in road.titles if n not in {w for works in wanted for w in works})
    assert desk.ask(who, "get", f"/packages/{outside}").status_code == 404
    assert desk.ask("judge01", "get", "/pairs").json()["items"] == []
    desk.refused(who, f"/pairs/{first['number']}", better=outside, reason="x")
    desk.refused(who, f"/pairs/{first['number']}", better=first["first"]["number"], reason=" ")
    assert desk.ask("defence4", "post", f"/pairs/{first['number']}", {"better": "", "reason": "x"}).status_code == 404

    # an answer stays; a pair somebody does not answer goes to the other judge
    desk.post(who, f"/pairs/{first['number']}", reason="与作者熟识")
    desk.refused(who, f"/pairs/{first['number']}", 409, better=first["first"]["number"], reason="x")
    moved = PairChoice.objects.select_related("judge").order_by("-number").first()
    assert moved is not None
    assert {moved.first, moved.second} == both
    assert moved.judge.code not in had
    assert moved.judge.code != "D04"
    desk.refused("secretary", "/finals", 409)
    total = sum(answered(desk, f"defence{n}") for n in (1, 2, 3))
    assert total == sum(one["pairs"] for one in page["items"])
    assert "规则更清楚" not in str(desk.get("secretary", "/finals"))

    # forms stay as they are from the draw on
    form = desk.get("judge01", "/assigned")["items"][0]["form"]
    desk.refused("judge01", f"/forms/{form['number']}/withdraw", why="改分")
    desk.refused("secretary", "/assignment", type="creative", more={outside: 1})

    road.freeze()
    result = desk.get("organiser", "/results")
    assert result["shadow"]["ok"], result["shadow"]
    (kind,) = result["types"]
    assert [{w["work"] for w in one["works"]} for one in kind["finals"]] == [set(works) for works in wanted]
    after = {one["work"]: one for one in kind["works"] if one["rank"] is not None}
    for works in wanted:
        assert sorted(after[w]["rank"] for w in works) == sorted(after[w]["first"] for w in works)
        # who was always the better one is before who never was
        assert after[max(works)]["rank"] == min(after[w]["first"] for w in works)
    assert all(one["first"] is None for n, one in after.items() if n not in {w for works in wanted for w in works})
    folder = exported(road, tmp_path / "export")
    assert counted_again(folder) == 0
    assert verify_export(folder) == []
    changed(folder)
    assert counted_again(folder) == 1
    assert verify_export(folder) != []
    assert Link.objects.filter(what="pair").count() == total + 1
    assert broken_links(Contest.objects.get(slug="road")) == []


def changed(folder: Path) -> None:
    """Every answer the other way round."""
    rows = list(csv.DictReader((folder / "pairs.csv").open(encoding="utf-8-sig", newline="")))
    for row in rows:
        if row["better"]:
            row["better"] = row["first"] if row["better"] == row["second"] else row["second"]
    with (folder / "pairs.csv").open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_without_defence_judges_the_judges_of_the_type_compare_and_conflicts_are_kept(
    offices: None, clock: Clock
) -> None:
    road = walked(clock, works=12, judges=6, late=1, incomplete=2, conflicts=3)
    desk = road.desk
    desk.step("defence")
    work_off()
    numbers = {title: number for number, title in road.titles.items()}
    barred = {(judge, numbers[title]) for title, judge in road.seeded()}
    rows = list(PairChoice.objects.select_related("judge"))
    assert rows
    assert not {(one.judge.code, number) for one in rows for number in (one.first, one.second)} & barred
    assert {one.judge.kind for one in rows} == {"judge"}
    for one, other in pairwise(sorted((row.first, row.second, row.judge_id) for row in rows)):
        assert one != other  # nobody the same two twice
    drawn = [(one.first, one.second, one.judge_id) for one in rows]
    desk.post("secretary", "/finals")
    work_off()
    assert [(one.first, one.second, one.judge_id) for one in PairChoice.objects.all()] == drawn

    # a work taken back leaves its final with what is asked of it
    number = finals_of(desk)[0][0]
    title = road.titles[number]
    who = next(f"entrant{n:03}" for n, one in enumerate(road.quality, 1) if one == title)
    desk.post(who, f"/works/{road.ids[title]}/withdraw", why="不参加答辩")
    assert desk.final() == sum(number not in (one.first, one.second) for one in rows)
    road.freeze()
    result = desk.get("organiser", "/results")
    assert result["shadow"]["ok"], result["shadow"]
    mine = next(one for one in result["types"][0]["works"] if one["work"] == number)
    assert (mine["rank"], mine["standing"]["code"]) == (None, "withdrawn")
    with zipfile.ZipFile(io.BytesIO(desk.get("organiser", "/results/export"))) as archive:
        assert "pairs.csv" in archive.namelist()
