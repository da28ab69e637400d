"""Whom a seat could be given to: found by name and office, of one's own office and below."""

from __future__ import annotations

from contest_parts import Desk, new_person

from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role


def found(desk: Desk, who: str, asked: str) -> list[str]:
    return [one["person"]["username"] for one in desk.get(who, f"/people?q={asked}")["items"]]


def test_people_are_found_by_name_and_office(desk: Desk) -> None:
    assert found(desk, "organiser", "judge03") == ["judge03"]
    assert found(desk, "organiser", "姓judge 03") == ["judge03"]
    office = User.objects.get(username="judge01").office.zh
    assert set(found(desk, "organiser", f"judge {office}")) == {f"judge0{n}" for n in range(1, 7)}
    assert found(desk, "organiser", "") == []
    assert found(desk, "organiser", "nobody") == []
    assert desk.get("organiser", "/people?q=e")["more"] is False
    for number in range(30):
        new_person(f"many{number:02}", "340100", Role.PROSECUTOR)
    told = desk.get("organiser", "/people?q=many")
    assert (len(told["items"]), told["more"]) == (20, True)


def test_only_people_below_and_who_may_sit_are_told(desk: Desk) -> None:
    """A search tells no more than the desk does elsewhere; and nobody without a right to seats searches."""
    new_person("security", "340000", Role.SECURITY_ADMIN)
    gone = new_person("judge99", "340100", Role.PROSECUTOR)
    User.objects.filter(pk=gone.pk).update(locked=True)
    assert found(desk, "organiser", "security") == []
    assert found(desk, "organiser", "judge99") == []
    new_person("citysec", "340100", Role.HEAD)
    desk.post("organiser", "/seats", username="citysec", kind="secretary")
    assert found(desk, "citysec", "judge02") == ["judge02"]
    assert found(desk, "citysec", "entrant01") == []
    assert found(desk, "citysec", "organiser") == []
    for who in ("judge01", "entrant01", "signer1"):
        assert desk.ask(who, "get", "/people?q=e").status_code == 404
    assert desk.ask("organiser", "get", "/people?q=%00").status_code in (400, 422)


def test_whether_somebody_has_a_seat_is_not_told(opened: Desk) -> None:
    """Or a search would say who entered a work."""
    before = opened.get("organiser", "/people?q=entrant01")
    opened.enter("entrant01", "作品")
    assert opened.get("organiser", "/people?q=entrant01") == before
