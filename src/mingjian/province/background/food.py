"""Food businesses: their licences, those in charge of food safety, and the workers with health certificates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import ground
from mingjian.province.background.offices import appoint
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, NONE, Bools, Ints, add_months, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

_WORDS = ("小吃店", "便利店", "水果店", "茶叶店", "食品", "餐饮")
KINDS = ("catering", "sales", "production")
SCOPES = ("热食类食品制售", "预包装食品销售、散装食品销售", "糕点生产", "热食类食品制售、冷食类食品制售")
POSTS = ("head", "director", "officer", "manager", "worker")
HEAD, DIRECTOR, OFFICER, MANAGER, WORKER = range(5)
STATES = ("valid", "renewing", "expired", "cancelled", "withdrawn", "revoked")
REVOKED = STATES.index("revoked")
_ROADS = ("人民路", "长江路", "解放路", "建设大道", "滨河路", "文昌街", "胜利路")


def businesses(world: World) -> Bools:
    """Which companies make or sell food, by their names."""
    return np.array([name.endswith(_WORDS[:4]) or any(w in name for w in _WORDS[4:]) for name in world.companies.names])


def grant(
    world: World, rng: Rng, company: Ints, *, person: Ints | None = None, status: Ints | int = 0,
    issued: Ints | None = None,
) -> Ints:  # fmt: skip
    """Licences for five years, renewed so that they still run; answers their record numbers."""
    n = len(company)
    place = world.companies.county[company]
    first = between(rng, AS_OF - 1700, AS_OF - 40, n) if issued is None else issued
    lon, lat = place_of(company, place)
    individual = world.companies.individual[company]
    kind = np.where(individual, company % 2, 1 + company % 2).astype(np.int32)
    return world.tables.add(
        "food_licence", np.full(n, -1, np.int32) if person is None else person, company,
        licence_number=numbers(world, company), kind=Coded(kind, KINDS),
        scope=Coded((company % len(SCOPES)).astype(np.int32), SCOPES),
        address=np.array([premises(c, p) for c, p in zip(company.tolist(), place.tolist(), strict=True)], object),
        longitude=ground.written(lon), latitude=ground.written(lat), issued_on=first,
        valid_to=(add_months(first, 60) - 1).astype(np.int32),
        status=Coded(np.broadcast_to(np.asarray(status, np.int32), (n,)).copy(), STATES), region=region_codes(place),
    )  # fmt: skip


def numbers(world: World, company: Ints) -> npt.NDArray[np.object_]:
    """The number of each company's licence."""
    place = world.companies.county[company].tolist()
    return np.array(
        [f"JY1{regions.REGION_CODES[p]}{c:08d}" for p, c in zip(place, company.tolist(), strict=True)], object
    )


def scope(company: int) -> str:
    """What the licence of a company allows."""
    return SCOPES[company % len(SCOPES)]


def place_of(company: Ints, county: Ints) -> ground.Place:
    """Where the premises of each company are, on the platforms' maps (GCJ-02), 130 metres or more apart."""
    lon, lat = ground.corner(county)
    return lon + 0.0014 * (company % 60), lat + 0.0012 * (company // 60 % 400)


def premises(company: int, place: int) -> str:
    """The address of a business, always the same."""
    return f"{regions.FULL_NAMES[place]}{_ROADS[company % len(_ROADS)]}{company % 389 + 1}号"


def employ(world: World, who: Ints, company: Ints, post: Ints | int, since: Ints, until: Ints | None = None) -> Ints:
    """Posts in food businesses; answers their record numbers."""
    n = len(who)
    return world.tables.add(
        "food_staff", who, company, post=Coded(np.broadcast_to(np.asarray(post, np.int32), (n,)).copy(), POSTS),
        since=since.astype(np.int32), until=np.full(n, NONE, np.int32) if until is None else until.astype(np.int32),
        region=region_codes(world.companies.county[company]),
    )  # fmt: skip


def revoke(world: World, rng: Rng, company: Ints, decided: Ints) -> Ints:
    """Decisions that revoke the licences of food businesses; answers their record numbers."""
    n = len(company)
    place = world.companies.county[company]
    year = year_of(decided)
    serial = world.serial("市监罚", place, year)
    short = world.place_words("{name}", place)
    rows = zip(place.tolist(), year.tolist(), serial.tolist(), strict=True)
    numbers = [f"{short.words[c][:2]}市监罚〔{y}〕{s}号" for c, y, s in rows]
    return world.tables.add(
        "administrative_penalty", np.full(n, -1, np.int32), company, penalty_number=np.array(numbers, object),
        agency=world.place_words("{full}市场监督管理局", place), act="生产经营不符合食品安全标准的食品",
        act_on=decided - between(rng, 30, 80, n), decided_on=decided, act_place=world.place_words("{full}", place),
        fine=between(rng, 50, 150, n).astype(np.int64) * 100_000, detention_days=np.full(n, NONE, np.int64),
        amount=np.full(n, NONE, np.int64), description="使用超过保质期的食品原料生产食品，情节严重，吊销食品经营许可证",
        licence_revoked=np.ones(n, np.bool_), sealed=np.zeros(n, np.bool_), region=region_codes(place),
    )  # fmt: skip


def closed(world: World, rng: Rng, who: Ints, decided: Ints) -> tuple[Ints, Ints]:
    """Businesses whose licence was revoked while these people were their heads; answers penalty and officer rows."""
    n = len(who)
    company = world.pick_company(rng, n, businesses(world) & ~world.company_muted)
    world.company_muted[company] = True
    head = appoint(
        world, who, company, np.zeros(n, np.int32), (decided - between(rng, 400, 2500, n)).astype(np.int32),
        state=np.ones(n, np.int32),
    )  # fmt: skip
    issued = (decided - between(rng, 100, 900, n)).astype(np.int32)
    grant(world, rng, company, person=who, status=REVOKED, issued=issued)
    return revoke(world, rng, company, decided), head


def former(world: World, rng: Rng) -> None:
    """A few heads of food businesses whose licence was revoked, and who left the trade."""
    who = world.pick(rng, max(2, len(world.people) // 10_000), world.adults(30, 60))
    closed(world, rng, who, between(rng, day("2018-01-01"), AS_OF - 60, len(who)))


def background(world: World, rng: Rng) -> None:
    """A licence and staff for every food business still on the register."""
    pool = np.flatnonzero(world.adults(20, 62) & ~world.used).astype(np.int32)
    officers = world.tables.whole("company_officer")
    status, role = officers["company_status"], officers["role"]
    assert isinstance(status, Coded)
    assert isinstance(role, Coded)
    running = np.zeros(len(world.companies), np.bool_)
    head = np.full(len(world.companies), -1, np.int32)
    rows = np.flatnonzero((role.index == role.words.index("legal_rep")) & (status.index == 0))
    running[np.asarray(officers["_c"])[rows]] = True
    head[np.asarray(officers["_c"])[rows]] = np.asarray(officers["_p"])[rows]
    known = np.zeros(len(world.companies), np.bool_)
    known[np.asarray(world.tables.whole("food_licence")["_c"])] = True
    company = np.flatnonzero(businesses(world) & running & ~known).astype(np.int32)
    grant(world, rng, company, person=head[company], status=chosen(rng, [97, 3], len(company)))
    for post, share in ((OFFICER, 0.8), (MANAGER, 0.2), (WORKER, 1.0), (WORKER, 0.8), (WORKER, 0.6)):
        here = company[happens(rng, share, len(company))]
        who = rng.choice(pool, len(here)).astype(np.int32)
        since = between(rng, day("2019-01-01"), AS_OF - 20, len(here))
        gone = happens(rng, 0.2, len(here))
        until = np.where(gone, np.minimum(since + between(rng, 60, 900, len(here)), AS_OF - 1), NONE)
        employ(world, who, here, post, since, until.astype(np.int32))
