"""Who may not judge what, and why: conflicts of interest, declared by either side or computed.

Computed before anybody is invited, over offices, postings, supervision, common works, contacts and names. Nobody can
lift a conflict; one of equal names ends when the two are told apart. Whoever is not sure to be who he says is barred
from everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mingjian.contest.errors import ContestError
from mingjian.contest.people import Entry, Office, Person, folded_contact, folded_name

__all__ = ["Conflict", "ConflictRules", "Declared", "Kind", "barred", "conflicts"]

Kind = Literal[
    "unconfirmed", "declared", "author", "office", "above_below", "former_office", "city", "supervisor", "co_author",
    "competitor", "contact", "name",
]  # fmt: skip


@dataclass(frozen=True)
class ConflictRules:
    """What counts. `years`: how long a former office and a common city count; `not_above`: paths of offices whose being
    above the others is no conflict, as the organiser's may be; `competitor`: who entered a work judges none of its
    type."""

    years: int = 3
    above_below: bool = True
    city: bool = True
    competitor: bool = True
    not_above: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Declared:
    """A conflict that somebody told: `about` is a work or a person."""

    judge: str
    about: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A judge who may not judge a work, with one reason of it; `person`: the author it is about, if one."""

    judge: str
    work: str
    kind: Kind
    zh: str
    en: str
    person: str = ""


@dataclass
class _World:
    """Everything looked up while pairs are compared."""

    people: Mapping[str, Person]
    rules: ConflictRules
    day: date
    since: date
    apart: set[frozenset[str]]
    joint: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    entered: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))


def conflicts(
    judges: Sequence[str],
    works: Sequence[Entry],
    people: Iterable[Person],
    day: date,
    *,
    rules: ConflictRules | None = None,
    declared: Iterable[Declared] = (),
    earlier: Iterable[Entry] = (),
    told_apart: Iterable[Collection[str]] = (),
    only: Collection[str] | None = None,
) -> list[Conflict]:
    """All conflicts of judges with works, each with its reason; several of one pair where there are several.

    `earlier`: entries of former contests; `told_apart`: pairs of people of one name who are known to be two; `only`:
    works that are asked about, since all of a contest must be known to tell who made what.
    """
    known = {one.id: one for one in people}
    given = rules or ConflictRules()
    for one in [*judges, *(author for work in works for author in work.authors)]:
        if one not in known:
            raise ContestError(f"没有人员“{one}”的资料", f"nothing is known of a person '{one}'")
    world = _World(known, given, day, _years_before(day, given.years), {frozenset(pair) for pair in told_apart})
    for entry in [*works, *earlier]:
        for author in entry.authors:
            for other in entry.authors:
                if other != author:
                    world.joint[author].setdefault(other, entry.work)
    for entry in works:
        for author in entry.authors:
            world.entered[author].add((entry.kind, entry.work))
    said, asked = list(declared), [work for work in works if only is None or work.work in only]
    return [
        one for judge in judges for work in asked for one in dict.fromkeys(_of_pair(known[judge], work, world, said))
    ]


def barred(found: Iterable[Conflict]) -> set[tuple[str, str]]:
    """Pairs of work and judge that may not be, as assignment takes them."""
    return {(one.work, one.judge) for one in found}


def _of_pair(judge: Person, work: Entry, world: _World, declared: Sequence[Declared]) -> Iterator[Conflict]:
    def found(kind: Kind, zh: str, en: str, person: str = "") -> Conflict:
        return Conflict(judge.id, work.work, kind, zh, en, person)

    if not judge.confirmed:
        yield found("unconfirmed", f"{judge.name}的身份尚未确认", f"it is not confirmed who {judge.name} is")
    for one in declared:
        if one.judge == judge.id and one.about in (work.work, *work.authors):
            yield found("declared", f"{one.by}申报回避：{one.why}", f"declared by {one.by}: {one.why}")
    own = sorted(name for kind, name in world.entered[judge.id] if kind == work.kind)
    if world.rules.competitor and own and judge.id not in work.authors:
        zh, en = f"{judge.name}有同类型参赛作品{own[0]}", f"{judge.name} entered {own[0]}, of the same type"
        yield found("competitor", zh, en)
    shared = {folded_contact(one) for one in judge.contacts} & {folded_contact(one) for one in work.contacts}
    if shared - {""}:
        yield found("contact", f"{judge.name}的联系方式与作品所留的相同", f"{judge.name} is reached as the work is")
    for author in work.authors:
        for kind, zh, en in _with_author(judge, world.people[author], world):
            yield found(kind, zh, en, author)


def _with_author(judge: Person, author: Person, world: _World) -> Iterator[tuple[Kind, str, str]]:
    names = f"{judge.name}与作者{author.name}"
    both = f"{judge.name} and the author {author.name}"
    if judge.id == author.id:
        yield "author", f"{judge.name}是作者", f"{judge.name} is an author"
        return
    yield from _by_office(judge, author, world, names, both)
    if judge.id in author.supervisors or author.id in judge.supervisors:
        yield "supervisor", f"{names}有直接上下级关系", f"one of {both} supervises the other"
    if work := world.joint[judge.id].get(author.id):
        yield "co_author", f"{names}共同完成过作品{work}", f"{both} made {work} together"
    contacts = {folded_contact(one) for one in judge.contacts} & {folded_contact(one) for one in author.contacts}
    if contacts - {""}:
        yield "contact", f"{names}使用同一联系方式", f"{both} are reached in the same way"
    same = folded_name(judge.name) == folded_name(author.name)
    if same and frozenset((judge.id, author.id)) not in world.apart:
        yield (
            "name", f"{judge.name}与作者同名，尚未确认是不是同一人",
            f"{judge.name} has the name of an author, and it is not told whether they are one",
        )  # fmt: skip


def _by_office(judge: Person, author: Person, world: _World, names: str, both: str) -> Iterator[tuple[Kind, str, str]]:
    """Of the offices both serve in, the nearest relation; then of those they served in within the years that count."""
    here, there = judge.serving(world.day), author.serving(world.day)
    rules = world.rules
    for one in here:
        for other in there:
            if one.path == other.path:
                yield "office", f"{names}同在{one.zh}", f"{both} serve in one office, {one.en or one.zh}"
            elif rules.above_below and _above(one, other, rules):
                yield (
                    "above_below", f"{one.zh}与{other.zh}有上下级关系（{names}）",
                    f"of the offices of {both} one is above the other: {one.en or one.zh}, {other.en or other.zh}",
                )  # fmt: skip
    mine = {one.office for one in judge.postings if one.within(world.since, world.day)}
    theirs = {one.office for one in author.postings if one.within(world.since, world.day)}
    former = {one.path for one in mine} & {one.path for one in theirs}
    for path in sorted(former - {one.path for one in here if one.path in {two.path for two in there}}):
        office = next(one for one in mine if one.path == path)
        yield (
            "former_office", f"{names}近 {rules.years} 年内都在{office.zh}任职",
            f"{both} both served in {office.en or office.zh} within {rules.years} years",
        )  # fmt: skip
    cities = {one.city for one in mine} & {one.city for one in theirs}
    if rules.city and cities - {""}:
        yield (
            "city", f"{names}近 {rules.years} 年内在同一市任职",
            f"{both} served in one city within {rules.years} years",
        )  # fmt: skip


def _above(one: Office, other: Office, rules: ConflictRules) -> bool:
    return any(high.above(low) and high.path not in rules.not_above for high, low in ((one, other), (other, one)))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
