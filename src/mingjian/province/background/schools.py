"""School staff, each checked before hiring."""

from __future__ import annotations

import numpy as np

from mingjian.province import regions
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, day
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

_NAMES = ("第一小学", "实验小学", "中心幼儿园", "第二中学", "育才中学", "启明培训学校", "职业高级中学")
SCHOOLS: tuple[str, ...] = tuple(county.name + name for county in regions.COUNTIES for name in _NAMES)
_CONTRACTORS = ("安达保安服务公司", "诚信劳务派遣公司", "顺心餐饮公司")
POSTS = ("教师", "班主任", "保安", "校车司机", "食堂工作人员", "宿管", "行政人员")


def hire(
    world: World, rng: Rng, who: Ints, hired: Ints, left: Ints | None = None, *, check: bool = True,
    checked: Ints | None = None, result: str = "clear", post: Ints | None = None,
) -> tuple[Ints, Ints]:  # fmt: skip
    """Staff rows and their checks (a few days before hiring); answers both record numbers."""
    n = len(who)
    home = world.people.home[who]
    school = (home * len(_NAMES) + rng.integers(0, len(_NAMES), n)).astype(np.int32)
    duty = chosen(rng, [50, 15, 10, 5, 8, 5, 7], n) if post is None else post
    contract = np.isin(duty, [2, 3, 4])
    staff = world.tables.add(
        "school_staff", who, school=Coded(school, SCHOOLS), post=Coded(duty, POSTS),
        employer=Coded(np.where(contract, school % 3, -1).astype(np.int32), _CONTRACTORS),
        hired_on=hired, left_on=np.full(n, NONE, np.int32) if left is None else left, region=region_codes(home),
    )  # fmt: skip
    records = np.full(n, -1, np.int32)
    if check:
        on = hired - between(rng, 2, 25, n) if checked is None else checked
        records = world.tables.add(
            "staff_check", who, school=Coded(school, SCHOOLS), checked_on=on, result=result, region=region_codes(home)
        )
    return staff, records


def background(world: World, rng: Rng) -> None:
    """About one adult in eighty works at a school; none of them has a story."""
    pool = np.flatnonzero(world.adults(23, 59) & ~world.used).astype(np.int32)
    who = np.sort(rng.choice(pool, len(world.people) // 130, replace=False))
    world.used[who] = True
    age = world.people.age(AS_OF)[who]
    hired = between(rng, np.maximum(day("2005-01-01"), AS_OF - (age - 22) * 365), AS_OF - 40, len(who))
    gone = rng.random(len(who)) < 0.12
    left = np.where(gone, np.minimum(hired + between(rng, 200, 2500, len(who)), AS_OF - 3), NONE).astype(np.int32)
    hire(world, rng, who, hired, left)
