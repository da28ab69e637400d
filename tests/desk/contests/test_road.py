"""The road: a generated contest from announcement to award through the API, and counted again by the independent
program from its export. A small one always, one of 200 works and 30 judges when slow tests are asked for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from contest_parts import Clock, work_off
from road_parts import Road, counted_again, exported, walked

from mingjian.contest import verify_export
from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.models import Contest
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.who import can
from mingjian.desk.traces.models import Trace
from mingjian.originality.thresholds import RATES


def lowered(folder: Path, work: str) -> None:
    """An export in which somebody took every point from a work. One changed form alone may be taken for an outlier of
    no weight, so that the ranks stay."""
    with (folder / "forms.csv").open(encoding="utf-8-sig", newline="") as file:
        numbers = {row["number"] for row in csv.DictReader(file) if row["work"] == work}
    with (folder / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["number"] in numbers and row["score"]:
            row["score"] = "1.0"
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)


def ended(road: Road, tmp_path: Path) -> None:
    """From frozen to award, with everything that must hold on the way."""
    desk = road.desk
    digest = road.freeze()
    assert len(digest) == 64
    result = desk.get("organiser", "/results")
    assert result["shadow"]["ok"], result["shadow"]
    works = result["types"][0]["works"]
    assert all(one["authors"] is None and one["title"] is None for one in works)
    ranked = [one for one in works if one["rank"] is not None]
    assert len(ranked) == road.works - road.late - road.incomplete - 1  # one is the anchor
    assert sum(one["standing"]["code"] == "refused" for one in works) == road.incomplete
    assert desk.ask("entrant001", "get", "/results").status_code == 404
    assert desk.ask("judge01", "get", "/results").status_code == 404

    desk.refused("signer1", "/sign", 409, digest="0" * 64)
    road.sign()
    assert desk.get("organiser")["phase"]["code"] == "signed"
    assert desk.get("organiser", "/results")["types"][0]["works"][0]["authors"] is None
    assert desk.get("signer1", "/results")["types"][0]["works"][0]["authors"] is not None
    road.publish()
    told = desk.get("entrant001", "/published")["types"][0]["works"]
    assert told[0]["title"] == road.titles[told[0]["work"]]
    assert told[0]["award"]["zh"] == "一等奖"

    folder = exported(road, tmp_path / "export")
    assert counted_again(folder) == 0
    assert verify_export(folder) == []
    lowered(folder, next(one["work"] for one in ranked if one["rank"] == 1))
    assert counted_again(folder) == 1
    assert broken_links(Contest.objects.get(slug="road")) == []


def test_a_small_contest_from_announcement_to_award(offices: None, clock: Clock, tmp_path: Path) -> None:
    road = walked(clock, works=12, judges=6, late=1, incomplete=2, conflicts=3)
    desk = road.desk
    counts = desk.get("secretary", "/progress")
    assert counts["forms"] == counts["wanted"]
    assert sum(one["done"] for one in counts["works"]) == counts["forms"]
    assert all(one["waiting"] == [] for one in counts["works"])
    assert {one["waiting"] for one in desk.get("organiser", "/progress")["works"]} == {None}
    assert [one["paper"] for one in desk.get("secretary", "/forms/entered")["items"]] == ["纸质评分表 7 号"]
    assert desk.ask("organiser", "get", "/forms/entered").status_code == 404
    assert {one["type"] for one in desk.get("secretary", "/assignment")["assigned"]} == {"creative"}
    assert desk.ask("secretary", "get", "/results").status_code == 404
    ended(road, tmp_path)

    forms = desk.get("organiser", "/results/forms")["items"]
    entered = [one for one in forms if one["entered_by"]]
    assert [one["paper"] for one in entered] == ["纸质评分表 7 号"]
    best = desk.get("organiser", "/results")["types"][0]["works"]
    winner = next(one["work"] for one in best if one["rank"] == 1)
    taken = desk.post("organiser", f"/handovers/{winner}")
    assert taken["record"]["award"]["zh"] == "一等奖"
    shelved(road, winner, taken)
    desk.refused("organiser", f"/handovers/{winner}", 409)
    desk.refused("organiser", f"/handovers/{best[-1]['work']}")

    who = next(f"entrant{n:03}" for n, t in enumerate(road.quality, 1) if t == road.titles[winner])
    mine = desk.get(who, f"/works/{road.ids[road.titles[winner]]}/result")
    assert mine["rank"] == 1
    assert set(mine["criteria"][0]["given"]) <= {"A", "B", "C", "D", "E", "F"}
    assert "J0" not in str(mine)
    heard(road, winner, who)


def shelved(road: Road, winner: str, taken: Any) -> None:
    """A creative work is an idea of its author's, who goes on with it; whoever passes it is asked as ever."""
    entry, title = Entry.objects.get(), road.titles[winner]
    assert (taken["entry"], taken["state"]["code"]) == (entry.pk, "idea")  # the organiser's office is above
    assert entry.author.username == next(f"entrant{n:03}" for n, t in enumerate(road.quality, 1) if t == title)
    assert (entry.title_zh, entry.published, entry.held) == (title, None, None)
    assert entry.draft is not None
    assert entry.draft.owner == entry.author
    step = entry.steps.get()
    assert step.action == "won"
    assert entry.author.name in step.why
    assert "一等奖" in step.why
    assert can(entry.author, entry) == ["renew", "propose"]
    assert can(User.objects.get(username="organiser"), entry) == []


def heard(road: Road, winner: str, who: str) -> None:
    """An appeal, its judges, its end; then judging again, and everything is signed once more."""
    desk, work = road.desk, road.ids[road.titles[winner]]
    told = desk.post(who, f"/works/{work}/appeal", reason="第二项评分偏低")
    assert told["judges"] is None
    desk.refused(who, f"/works/{work}/appeal", 409, reason="再来")
    body = {"judges": ["R01", "R02", "R03"], "version": told["version"]}
    for n in (1, 2, 3):
        desk.post("organiser", "/seats", username=f"appeal{n}", kind="appeal", confirmed=True)
    desk.refused("secretary", f"/appeals/{told['id']}/judges", judges=["R01", "R02", "J01"], version=told["version"])
    desk.post("secretary", f"/appeals/{told['id']}/judges", **body)
    for n, word in ((1, "upheld"), (2, "rejected"), (3, "upheld")):
        seen = desk.get(f"appeal{n}", "/hearings")["items"][0]
        assert "姓entrant" not in str(seen)
        desk.post(f"appeal{n}", f"/hearings/{told['id']}", word=word, why="理由")
        desk.refused(f"appeal{n}", f"/hearings/{told['id']}", 409, word=word, why="理由")
    assert desk.get("secretary", "/appeals")["items"][0]["state"]["code"] == "upheld"
    assert Trace.objects.filter(action="contest.appeal.ended").exists()

    before = desk.get("organiser", "/results")["digest"]
    form = next(one for one in desk.get("organiser", "/results/forms")["items"] if one["work"] == winner)
    again = {
        "key": "rejudged-1", "work": winner, "judge": form["judge"], "paper": "复核表",
        "scores": {"novelty": 2, "rules": 2},
    }  # fmt: skip
    desk.refused("secretary", "/rejudging", reason="复核", withdraw={}, add=[again])
    desk.post("secretary", "/rejudging", reason="申诉成立", withdraw={str(form["number"]): "申诉成立"}, add=[again])
    row = desk.get("secretary", "/rejudging")["items"][0]
    desk.refused("secretary", f"/rejudging/{row['id']}", action="apply")
    work_off()
    row = desk.get("secretary", "/rejudging")["items"][0]
    assert winner in {one["work"] for one in row["moves"]}
    desk.post("secretary", f"/rejudging/{row['id']}", action="apply")
    assert desk.get("organiser")["phase"]["code"] == "frozen"
    desk.refused("signer1", "/sign", digest=before)
    work_off()
    assert desk.get("organiser", "/results")["digest"] not in ("", before)
    desk.refused("signer1", "/sign", 409, digest=before)
    road.sign()
    desk.step("published")
    desk.clock.to("04-10 09:00")
    assert desk.step("final")["phase"]["code"] == "final"
    assert broken_links(Contest.objects.get(slug="road")) == []


@pytest.mark.slow
def test_a_contest_of_two_hundred_works_and_thirty_judges(offices: None, clock: Clock, tmp_path: Path) -> None:
    """30 disguised copies, 20 late, 40 incomplete, 30 seeded conflicts. `pytest -s` shows what was found."""
    road = walked(clock, works=200, judges=30, late=20, incomplete=40, conflicts=30, copies=30)
    road.desk.post("secretary", "/likeness")
    work_off()
    numbers = {title: number for number, title in road.titles.items()}
    found = {
        frozenset((one["one"], one["other"]))
        for one in road.desk.get("secretary", "/likeness")["items"] if one["origin"] == "contest"
    }  # fmt: skip
    seeded = {frozenset((numbers[title], numbers[source])) for title, source in road.copied.items()}
    told = len(found & seeded)
    compared = len(road.desk.get("secretary", "/blind")["items"])
    chance = (RATES["text"] + RATES["structure"]) * compared * (compared - 1) / 2
    print(f"copies found {told} of {len(seeded)}, other pairs told {len(found - seeded)}, by the rates {chance:.0f}")
    missed = [
        title for title, source in road.copied.items() if frozenset((numbers[title], numbers[source])) not in found
    ]
    print("not told:", [dict(road.disguises[title]) for title in missed])
    assert told >= 0.9 * len(seeded)
    assert len(found - seeded) <= chance + 3 * chance**0.5
    ended(road, tmp_path)
