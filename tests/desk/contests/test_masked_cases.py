"""A decided case of likeness in an appeal: the author sees his own passages, the other side covered."""

from __future__ import annotations

from typing import Any

from contest_parts import Clock, Desk, new_person
from test_sweep import phases

from mingjian.contest.masking import MASK
from mingjian.desk.contests.models import Contest, LikenessCase, Work
from mingjian.desk.contests.sealing import opened_data, sealed_data
from mingjian.desk.offices.roles import Role

COMMON = "比对死亡登记与待遇发放"
SECRET = "由秘密乙院办理的独有做法"


def work_of(title: str) -> Work:
    return next(one for one in Work.objects.all() if opened_data(f"work {one.pk}", one.about)["title"] == title)


def case(one: Work, other: str, word: str, origin: str = "contest", state: str = "decided") -> LikenessCase:
    piece = [{"text": "前文甲", "sort": "around"}, {"text": COMMON, "sort": "same"}]
    there = [{"text": SECRET[:5], "sort": "around"}, {"text": f"{SECRET}，{COMMON}", "sort": "same"}]
    match: dict[str, Any] = {
        "one": other, "other": one.number, "relation": "other",  # the evidence may have it the other way round
        "witnesses": {"text": {"value": 0.5, "passes": True, "of_one": 0.2, "of_other": 0.7},
                      "program": {"value": 0.1, "passes": False, "of_one": 0.1, "of_other": 0.1}},
        "passages": [{"files": ["02.md", "01.md"], "here": there, "there": piece, "signs": 11, "weight": 3.0}],
        "structure": {"steps": [{"one": "secret_step", "other": "my_step", "share": 1.0, "common": ["join"]}],
                      "only_one": ["another_secret"], "only_other": []},
    }  # fmt: skip
    contest = Contest.objects.get(slug="trial")
    row = LikenessCase.objects.create(
        contest=contest, one=one, other=other, origin=origin, match="", state=state, word=word
    )
    LikenessCase.objects.filter(pk=row.pk).update(match=sealed_data(f"case {row.pk}", match))
    return row


def until_published(clock: Clock) -> Desk:
    desk: Desk | None = None
    for desk, _ in phases(clock):  # noqa: B007 - the last is published
        pass
    assert desk is not None
    return desk


def test_an_author_sees_his_own_passages_and_nothing_of_the_other(offices: None, clock: Clock) -> None:
    desk = until_published(clock)
    mine, other = work_of("暗题1"), work_of("暗题2")
    path = f"/works/{mine.pk.hex}/likeness"
    assert desk.get("entrant01", path)["items"] == []
    case(mine, other.number, f"copied {mine.number}")
    (told,) = desk.get("entrant01", path)["items"]
    assert (told["origin"]["code"], told["other"], told["word"]["code"]) == ("contest", "", "copied")
    assert told["witnesses"] == {"text": 0.7}
    (passage,) = told["passages"]
    assert passage["file"] == "01.md"
    assert [one["text"] for one in passage["own"]] == ["前文甲", COMMON]
    around, same = (one["text"] for one in passage["other"])
    assert set(around) == {MASK}
    assert same == MASK * (len(SECRET) + 1) + COMMON
    assert told["steps"] == {"my_step": ["join"]}
    for word in (other.number, "secret", "秘密", "02.md", "entrant02", "暗题2"):
        assert word not in str(told)

    # nobody else has it, nor has the other work's author: the case did not go against his work
    for who in ("entrant02", "organiser", "judge01", "stranger"):
        assert desk.ask(who, "get", path).status_code == 404
    assert desk.get("entrant02", f"/works/{other.pk.hex}/likeness")["items"] == []
    heard(desk, mine, other)


def heard(desk: Desk, mine: Work, other: Work) -> None:
    """The judges of the appeal see both sides, of blind packages."""
    told = desk.post("entrant01", f"/works/{mine.pk.hex}/appeal", reason="段落出自公开材料")
    for n in (2, 3):
        new_person(f"appeal{n}", "340100", Role.PROSECUTOR)
        desk.post("organiser", "/seats", username=f"appeal{n}", kind="appeal", confirmed=True)
    (seat,) = [one for one in desk.get("organiser", "/seats")["items"] if one["code"] == "R01"]
    desk.post("organiser", f"/seats/{seat['id']}/act", action="confirm")
    body = {"judges": ["R01", "R02", "R03"], "version": told["version"]}
    desk.post("secretary", f"/appeals/{told['id']}/judges", **body)
    (seen,) = desk.get("appeal2", "/hearings")["items"]
    (one,) = seen["likeness"]
    assert (one["work"], one["other"], one["own"]) == (mine.number, other.number, 1)
    assert SECRET in str(one["passages"])
    assert "entrant" not in str(seen)


def test_what_is_not_decided_or_went_against_the_other_is_not_told(offices: None, clock: Clock) -> None:
    desk = until_published(clock)
    mine, other, third = (work_of(f"暗题{n}") for n in (1, 2, 3))
    case(mine, other.number, "", state="proposed")
    case(third, mine.number, f"copied {third.number}")
    assert desk.get("entrant01", f"/works/{mine.pk.hex}/likeness")["items"] == []
    case(mine, "benefits-paid-to-the-dead", "common", origin="shelf")
    (told,) = desk.get("entrant01", f"/works/{mine.pk.hex}/likeness")["items"]
    assert (told["other"], told["word"]["code"]) == ("benefits-paid-to-the-dead", "common")
