"""Conflicts of interest: thirty that were planted, each found by its reason; thirty near misses, none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingjian.contest.conflicts import ConflictRules, Declared, barred, conflicts
from mingjian.contest.errors import ContestError
from mingjian.contest.people import Entry, Office, Person, Posting, folded_contact, folded_name

DAY = date(2026, 6, 1)
LONG_AGO = date(2010, 1, 1)
PROVINCE = Office("340000/", "340000", "安徽省院", "Anhui")
CITY = Office("340000/340100/", "340100", "合肥市院", "Hefei")
COUNTY = Office("340000/340100/340102/", "340102", "瑶海区院", "Yaohai")
SIBLING = Office("340000/340100/340103/", "340103", "庐阳区院", "Luyang")
OTHER = Office("340000/340200/", "340200", "芜湖市院", "Wuhu")
OTHER_COUNTY = Office("340000/340200/340202/", "340202", "镜湖区院", "Jinghu")
ABROAD = Office("320000/320100/", "320100", "南京市院", "Nanjing")
ABROAD_PROVINCE = Office("320000/", "320000", "江苏省院", "Jiangsu")

JUDGE = Person("judge", "王建国", (Posting(ABROAD, LONG_AGO),), ("wang@a.cn", "13800001111"))
AUTHOR = Person("author", "李晓梅", (Posting(COUNTY, LONG_AGO),), ("li@b.cn", "13900002222"))
FELLOW = Person("fellow", "赵刚", (Posting(COUNTY, LONG_AGO),))
WORK = Entry("W1", "prototype", ("author", "fellow"))


def at(*postings) -> dict[str, tuple[Posting, ...]]:
    return {"postings": tuple(one if isinstance(one, Posting) else Posting(one, LONG_AGO) for one in postings)}


def found(judge=None, author=None, fellow=None, work=None, extra=(), **more) -> list[tuple[str, str]]:
    """(kind, reason in Chinese) of the one judge with the one work."""
    people = [replace(JUDGE, **judge or {}), replace(AUTHOR, **author or {}), replace(FELLOW, **fellow or {}), *extra]
    works = [replace(WORK, **work or {}), *more.pop("works", ())]
    listed = conflicts(["judge"], works, people, DAY, **more)
    assert all(one.zh and one.en for one in listed)
    return [(one.kind, one.zh) for one in listed if one.work == "W1"]


PLANTED = {
    "same office": ("office", {"judge": at(COUNTY)}),
    "same office as the second author": ("office", {"judge": at(OTHER_COUNTY), "fellow": at(OTHER_COUNTY)}),
    "same office in one of two posts": ("office", {"judge": at(ABROAD, COUNTY)}),
    "office above": ("above_below", {"judge": at(CITY)}),
    "office two levels above": ("above_below", {"judge": at(PROVINCE)}),
    "office below": ("above_below", {"judge": at(COUNTY), "author": at(CITY), "fellow": at(CITY)}),
    "office two levels below": (
        "above_below", {"judge": at(COUNTY), "author": at(PROVINCE), "fellow": at(ABROAD_PROVINCE)}),
    "came from the author's office two years ago": (
        "former_office", {"judge": at(Posting(COUNTY, LONG_AGO, date(2024, 5, 1)), ABROAD)}),
    "the author came from the judge's office": (
        "former_office", {"author": at(Posting(ABROAD, LONG_AGO, date(2025, 1, 1)), COUNTY)}),
    "left on the last day that counts": (
        "former_office", {"judge": at(Posting(COUNTY, LONG_AGO, date(2023, 6, 1)), ABROAD)}),
    "both left an office that neither serves in": (
        "former_office", {"judge": at(Posting(OTHER, LONG_AGO, date(2024, 1, 1)), ABROAD),
                          "author": at(Posting(OTHER, LONG_AGO, date(2024, 2, 1)), COUNTY)}),
    "same city, another county": ("city", {"judge": at(SIBLING)}),
    "served in the city until last year": ("city", {"judge": at(Posting(SIBLING, LONG_AGO, date(2025, 6, 1)), ABROAD)}),
    "the author served in the judge's city": (
        "city", {"judge": at(ABROAD), "author": at(Posting(Office("320000/320100/320102/", "320102", "玄武区院"),
                                                           LONG_AGO, date(2024, 1, 1)), COUNTY)}),
    "the judge supervises an author": ("supervisor", {"author": {"supervisors": frozenset({"judge"})}}),
    "an author supervises the judge": ("supervisor", {"judge": {"supervisors": frozenset({"fellow"})}}),
    "made a work together in a former contest": (
        "co_author", {"earlier": [Entry("OLD1", "creative", ("judge", "author"))]}),
    "made one of many together": (
        "co_author", {"earlier": [Entry("OLD1", "creative", ("x", "author")),
                                  Entry("OLD2", "prototype", ("judge", "x", "fellow"))]}),
    "made another work of this contest together": (
        "co_author", {"works": [Entry("W2", "creative", ("judge", "author"))]}),
    "is an author": ("author", {"work": {"authors": ("author", "judge")}}),
    "has a work of the type in this contest": ("competitor", {"works": [Entry("W2", "prototype", ("judge",))]}),
    "same e-mail": ("contact", {"judge": {"contacts": ("li@b.cn",)}}),
    "same e-mail but for case and tag": ("contact", {"judge": {"contacts": ("LI+jury@B.cn",)}}),
    "same telephone written otherwise": ("contact", {"judge": {"contacts": ("+86 139-0000-2222",)}}),
    "the work is reached where the judge is": ("contact", {"work": {"contacts": ("138 0000 1111",)}}),
    "same name, not told apart": ("name", {"judge": {"name": "李晓梅"}}),
    "same name in full width with a blank": ("name", {"judge": {"name": "李 晓梅"}}),
    "same name with a dot": ("name", {"judge": {"name": "买买提·艾力"}, "author": {"name": "买买提•艾力"}}),
    "declared by the judge": ("declared", {"declared": [Declared("judge", "W1", "评委", "曾参与评审")]}),
    "declared against an author": ("declared", {"declared": [Declared("judge", "fellow", "作者", "亲属")]}),
}  # fmt: skip

NEAR = {
    "nothing in common": {},
    "an office of another province": {"judge": at(ABROAD_PROVINCE)},
    "another city of the province": {"judge": at(OTHER)},
    "a county of another city": {"judge": at(OTHER_COUNTY)},
    "an office whose code only begins alike": {"judge": at(Office("340000/3401/", "340900", "试点院"))},
    "above by a path that is not the author's": {"judge": at(Office("340000/340300/", "340300", "蚌埠市院"))},
    "the organiser's office, by rule": {
        "judge": at(PROVINCE), "rules": ConflictRules(not_above=frozenset({"340000/"}))},
    "above, where that is no rule": {"judge": at(PROVINCE), "rules": ConflictRules(above_below=False)},
    "two provincial offices, which have no city": {
        "judge": at(ABROAD_PROVINCE), "author": at(PROVINCE), "fellow": at(PROVINCE)},
    "left the office a day too early to count": {"judge": at(Posting(COUNTY, LONG_AGO, date(2023, 5, 31)), ABROAD)},
    "left the city ten years ago": {"judge": at(Posting(SIBLING, LONG_AGO, date(2016, 1, 1)), ABROAD)},
    "same city, where that is no rule": {"judge": at(SIBLING), "rules": ConflictRules(city=False)},
    "left the city within three years, two count": {
        "judge": at(Posting(SIBLING, LONG_AGO, date(2023, 12, 1)), ABROAD), "rules": ConflictRules(years=2)},
    "will serve there next year": {"judge": at(Posting(COUNTY, date(2027, 1, 1)), Posting(ABROAD, LONG_AGO))},
    "the author will come next year": {"author": at(Posting(ABROAD, date(2027, 1, 1)), COUNTY)},
    "supervises somebody else": {"judge": {"supervisors": frozenset({"somebody"})}},
    "both have one supervisor": {
        "judge": {"supervisors": frozenset({"x"})}, "author": {"supervisors": frozenset({"x"})}},
    "an author of an author's co-author, two steps away": {
        "earlier": [Entry("OLD1", "creative", ("judge", "x")), Entry("OLD2", "creative", ("x", "author"))],
        "extra": [Person("x", "钱伟")]},
    "authors of two works of one contest": {
        "earlier": [Entry("OLD1", "creative", ("judge",)), Entry("OLD2", "creative", ("author",))]},
    "has a work of another type in this contest": {"works": [Entry("W2", "creative", ("judge",))]},
    "had a work of the type in a former contest": {"earlier": [Entry("OLD", "prototype", ("judge",))]},
    "entered one of the type, where that is no rule": {
        "works": [Entry("W2", "prototype", ("judge",))], "rules": ConflictRules(competitor=False)},
    "same domain": {"judge": {"contacts": ("wang@b.cn",)}},
    "same name before the at": {"judge": {"contacts": ("li@c.cn",)}},
    "telephones that differ in a digit": {"judge": {"contacts": ("13900002223",)}},
    "empty contacts": {"judge": {"contacts": ("", " ")}, "author": {"contacts": ("",)}, "work": {"contacts": ("",)}},
    "same name, told apart": {"judge": {"name": "李晓梅"}, "told_apart": [("judge", "author")]},
    "a name that contains the other": {"judge": {"name": "李晓梅花"}},
    "same surname": {"judge": {"name": "李建国"}},
    "declared by another judge, or for another work": {
        "declared": [Declared("other", "W1", "x", "y"), Declared("judge", "W9", "x", "y")]},
}  # fmt: skip


def test_there_are_thirty_of_each():
    assert len(PLANTED) == len(NEAR) == 30


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_conflict_is_found_by_its_reason(name):
    kind, world = PLANTED[name]
    assert kind in {one for one, _ in found(**world)}


@pytest.mark.parametrize("name", NEAR)
def test_no_near_miss_is_a_conflict(name):
    assert found(**NEAR[name]) == []


def test_reasons_can_be_read():
    (told,) = found(judge=at(SIBLING))[:1]
    assert told == ("city", "王建国与作者李晓梅近 3 年内在同一市任职")
    assert found(judge={"name": "李晓梅"})[0][1] == "李晓梅与作者同名，尚未确认是不是同一人"


def test_the_unconfirmed_judge_nothing():
    people = [replace(JUDGE, confirmed=False), AUTHOR, FELLOW]
    listed = conflicts(["judge"], [WORK, Entry("W2", "creative", ("fellow",))], people, DAY)
    assert {(one.work, one.kind) for one in listed} == {("W1", "unconfirmed"), ("W2", "unconfirmed")}
    assert barred(listed) == {("W1", "judge"), ("W2", "judge")}


def test_an_unknown_person_is_an_error():
    with pytest.raises(ContestError, match="nothing is known of a person 'fellow'"):
        conflicts(["judge"], [WORK], [JUDGE, AUTHOR], DAY)


def test_years_back_from_the_29th_of_february():
    judge = replace(JUDGE, **at(Posting(COUNTY, LONG_AGO, date(2025, 2, 28)), ABROAD))
    listed = conflicts(["judge"], [WORK], [judge, AUTHOR, FELLOW], date(2028, 2, 29))
    assert "former_office" in {one.kind for one in listed}


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.B+x@C.cn", "A.b@c.CN"), ("＋86 138 0000 1111", "13800001111"), ("0086-13800001111", "138-0000-1111")],
)
def test_contacts_are_folded(one, other):
    assert folded_contact(one) == folded_contact(other)
    assert folded_name("Ａli · Khan") == folded_name("alikhan")


def test_works_nobody_asks_about_still_tell_who_made_what():
    other = Entry("W2", "creative", ("judge", "author"))
    listed = conflicts(["judge"], [WORK, other], [JUDGE, AUTHOR, FELLOW], DAY, only={"W1"})
    assert [(one.work, one.kind) for one in listed] == [("W1", "co_author")]
