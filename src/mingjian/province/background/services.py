"""The courts' register of service: most papers are signed for, a few parties are told by public notice."""

from __future__ import annotations

import numpy as np

from mingjian.province.background import suits
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

METHODS = ("direct", "mail", "electronic", "forwarded", "left", "notice")
DIRECT, MAIL, ELECTRONIC, FORWARDED, LEFT, NOTICE = range(len(METHODS))
RESULTS = ("signed", "family", "failed", "refused", "deemed")
SIGNED, FAMILY, FAILED, REFUSED, DEEMED = range(len(RESULTS))
_PAPERS = "起诉状副本、开庭传票"


def serve(
    world: World, who: Ints, number: list[str], sent: Ints, *, method: Ints | int = MAIL, result: Ints | int = SIGNED,
    served: Ints | None = None, door: Ints | int = 0, place: Ints | None = None,
) -> Ints:  # fmt: skip
    """Attempts to serve people; ``door`` tells the addresses of a person apart. Answers record numbers."""
    n = len(who)
    home = world.people.home[who] if place is None else place
    way = np.broadcast_to(np.asarray(method, np.int32), (n,)).copy()
    end = np.broadcast_to(np.asarray(result, np.int32), (n,)).copy()
    doors = np.broadcast_to(np.asarray(door, np.int32), (n,))
    signed = np.isin(end, [SIGNED, FAMILY])
    on = np.where(signed, sent + 2 if served is None else served, NONE).astype(np.int32)
    streets = world.place_words("{full}", home)
    houses = [
        None if w == NOTICE else f"{streets.words[streets.index[i]]}安居路{p % 900 + 1 + d * 1000}号"
        for i, (w, p, d) in enumerate(zip(way.tolist(), who.tolist(), doors.tolist(), strict=True))
    ]
    return world.tables.add(
        "court_service", who, case_number=np.array(number, object), court=world.place_words("{full}人民法院", home),
        paper=_PAPERS, method=Coded(way, METHODS), address=np.array(houses, object), phone=None,
        sent_on=sent.astype(np.int32), result=Coded(end, RESULTS), served_on=on, region=region_codes(home),
    )  # fmt: skip


def announce(world: World, who: Ints, number: list[str], sent: Ints) -> Ints:
    """Public notices."""
    return serve(world, who, number, sent, method=NOTICE, result=DEEMED)


def missing(
    world: World, rng: Rng, who: Ints, sent: Ints, *, absent: bool = True, outcome: int = suits.GRANTED,
) -> tuple[suits.Suits, Ints]:  # fmt: skip
    """Suits against people who were looked for in vain, told by public notice and judged absent."""
    n = len(who)
    claimant = world.pick(rng, n, world.adults(24, 70))
    suit = suits.sue(
        world, rng, suits.people_side(claimant), suits.people_side(who), (sent - 30).astype(np.int32),
        cause=suits.LENDING, outcome=outcome, judged=(sent + between(rng, 70, 100, n)).astype(np.int32),
        absent=np.full(n, absent), notice=np.ones(n, np.bool_),
    )  # fmt: skip
    serve(world, who, suit.number, sent - 20, result=FAILED, door=3)
    return suit, announce(world, who, suit.number, sent)


def background(world: World, rng: Rng) -> None:
    """Everybody sued outside the stories was served; a few are told by notice, whom nobody else finds either."""
    parties = world.tables.whole("civil_party")
    who = np.asarray(parties["_p"])
    role, number = parties["role"], parties["case_number"]
    assert isinstance(role, Coded)
    assert isinstance(number, Coded)
    sued = role.index == role.words.index("defendant")
    rows = np.flatnonzero(sued & (who >= 0) & ~world.used[np.maximum(who, 0)])
    n = len(rows)
    method, result = chosen(rng, [40, 35, 25], n), chosen(rng, [85, 15], n)
    texts = [number.words[i] for i in number.index[rows].tolist()]
    sent = (np.asarray(parties["filed_on"])[rows] + between(rng, 3, 15, n)).astype(np.int32)
    serve(world, who[rows].astype(np.int32), texts, sent, method=method, result=result)
    never_served = world.adults(24, 70)
    never_served[who[sued & (who >= 0)]] = False
    lost = world.pick(rng, max(4, len(world.people) // 2000), never_served)
    missing(world, rng, lost, between(rng, day("2019-01-01"), AS_OF - 120, len(lost)))
