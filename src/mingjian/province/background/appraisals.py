"""Appraisals of people hurt in traffic, the suits they are used in, and the certificates of lost work in these.

Lawful life: appraisers of the province find a disability in about half of those they examine, mostly a light one;
lawyers meet now this appraiser and now that one. In a few counties (``ALONE``) there is one institution only, and only
stories live there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.province import regions
from mingjian.province.background import suits
from mingjian.province.chance import Rng, between, chosen, happens
from mingjian.province.clock import AS_OF, Bools, Ints, day, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

ALONE: Ints = np.array([7, 13, 18, 23], np.int32)
"""Counties with a single institution, one in each city."""
SHARED: Ints = np.setdiff1d(np.arange(len(regions.COUNTIES)), ALONE).astype(np.int32)
EACH = 40
"""Appraisals of an appraiser of the background."""
ASKERS = ("none", "insurer", "respondent", "claimant")
NOBODY, INSURER, RESPONDENT, CLAIMANT = range(len(ASKERS))
KINDS = ("lost_work", "income", "residence")
_LIGHT: Ints = np.array([10, 9, 8, 7], np.int32)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = ("正平", "明远", "立诚", "国安", "文清", "思源", "永康", "建业", "晓岚", "志恒")
_HOUSES = ("正源", "公信", "明正", "同济", "天衡", "求实", "中立", "诚鉴")
_ISSUERS = (
    "建材经营部",
    "装饰有限公司",
    "物流有限公司",
    "家具厂",
    "制衣厂",
    "建筑劳务有限公司",
    "食品加工厂",
    "机电维修部",
)
FIRST = day("2023-01-01")


@dataclass(frozen=True)
class Appraisers:
    """Appraisers by index: their licences, names and institutions, and the counties they sit in."""

    county: Ints
    licence: list[str]
    name: list[str]
    institution: list[str]


def hire(world: World, rng: Rng, county: Ints) -> Appraisers:
    """New appraisers, one for each county given."""
    serial = world.serial("鉴定人", county, np.full(len(county), 2020, np.int32)).tolist()
    codes = [regions.REGION_CODES[i] for i in county.tolist()]
    draw = rng.integers(0, len(_SURNAMES) * len(_GIVEN), len(county)).tolist()
    names = [_SURNAMES[k % len(_SURNAMES)] + _GIVEN[k // len(_SURNAMES)] for k in draw]
    houses = [
        f"{regions.COUNTIES[i].name}{_HOUSES[s % len(_HOUSES)]}司法鉴定所"
        for i, s in zip(county.tolist(), serial, strict=True)
    ]
    return Appraisers(
        county.astype(np.int32), [f"{c}{s:05d}" for c, s in zip(codes, serial, strict=True)], names, houses
    )


def usual_grades(rng: Rng, n: int, share: float | npt.NDArray[np.float64] = 0.45) -> Ints:
    """No disability for about half, a light one for most of the rest."""
    return np.where(rng.random(n) < share, _LIGHT[chosen(rng, [70, 20, 7, 3], n)], 0).astype(np.int32)


def appraise(
    world: World, rng: Rng, staff: Appraisers, which: Ints, who: Ints, issued: Ints, grade: Ints, *,
    case: list[str] | None = None, asker: Ints | int = NOBODY, matter: str = "disability", injury: str = "traffic",
) -> Ints:  # fmt: skip
    """Appraisals of people by appraisers; ``case``: the suits they were used in. Answers record numbers."""
    n = len(who)
    county = staff.county[which]
    serial = world.serial("鉴定", county, year_of(issued.astype(np.int32))).tolist()
    years, codes = year_of(issued.astype(np.int32)).tolist(), [regions.REGION_CODES[i] for i in county.tolist()]
    numbers = [f"皖{c[2:]}司鉴〔{y}〕临鉴{s}号" for c, y, s in zip(codes, years, serial, strict=True)]
    asked = np.broadcast_to(np.asarray(asker, np.int32), (n,)).copy()
    return world.tables.add(
        "injury_appraisal", who, appraisal_number=np.array(numbers, object),
        case_number=np.full(n, None, object) if case is None else np.array(case, object),
        institution=np.array([staff.institution[i] for i in which.tolist()], object),
        appraiser=np.array([staff.name[i] for i in which.tolist()], object),
        appraiser_licence=np.array([staff.licence[i] for i in which.tolist()], object), injury=injury, matter=matter,
        asked_by="party" if case is None else "court", issued_on=issued.astype(np.int32), grade=grade.astype(np.int64),
        reappraisal_by=Coded(asked, ASKERS), reappraisal_granted=asked == RESPONDENT, region=region_codes(county),
    )  # fmt: skip


def certify(
    world: World, rng: Rng, who: Ints, case: list[str], texts: list[str], issuer: list[str] | None = None,
    *, item: int = 1,
) -> Ints:  # fmt: skip
    """Certificates of lost work, one a suit. Answers record numbers."""
    n = len(who)
    home = world.people.home[who]
    given = issuers(rng, home) if issuer is None else issuer
    return world.tables.add(
        "loss_certificate", who, case_number=np.array(case, object), item_no=np.full(n, item, np.int64),
        kind=Coded(rng.integers(0, 2, n).astype(np.int32), KINDS), issuer=np.array(given, object),
        issued_on=between(rng, FIRST, AS_OF - 200, n), content=np.array(texts, object), region=region_codes(home),
    )  # fmt: skip


def issuers(rng: Rng, home: Ints) -> list[str]:
    """Small firms, no two alike."""
    kind, serial = rng.integers(0, len(_ISSUERS), len(home)).tolist(), rng.integers(0, 10**6, len(home)).tolist()
    places = [regions.COUNTIES[i].name for i in home.tolist()]
    return [f"{p}{s:06d}{_ISSUERS[k]}" for p, s, k in zip(places, serial, kind, strict=True)]


_PHRASES = (
    "系我单位从事搬运工作的临时用工人员", "自入职以来一直在我处从事木工制作", "为我厂流水线上的正式操作工人",
    "受聘担任我公司货运车辆的跟车员", "在我店负责日常销售和仓库整理", "经人介绍到我工地从事钢筋绑扎",
    "事发之前月平均工资为四千余元", "工资按照计件方式每月月底现金结清", "双方口头约定按日计酬并包食宿",
    "其劳动报酬由班组长统一领取后发放", "因遭遇车祸受伤住院而未能到岗", "伤后行动不便需要卧床静养无法上班",
    "休养期间没有向本单位提供任何劳动", "自受伤之日起我单位停发其全部工资", "期间由同事轮流顶替其原有岗位",
    "至今身体尚未恢复不能从事重体力活", "造成的收入减少由其本人自行承担", "上述情况经核对考勤记录确认无误",
    "如与事实不符我单位愿负法律责任", "特为其向人民法院主张权利出具此证", "本证明仅用于办理交通事故赔偿事宜",
    "有关工资表因搬迁遗失无法提供", "单位未为其办理社会保险登记手续", "请贵院依法支持其合理的诉讼请求",
)  # fmt: skip
_FORM = (
    "兹有本单位职工一名因道路交通事故受伤", "在治疗和休息期间未能正常出勤", "按照单位规章制度扣发其相应工资",
    "扣发标准以事故发生前三个月平均工资计算", "情况属实特此证明", "本表一式两份由单位和本人各执一份",
)  # fmt: skip


def texts(rng: Rng, names: list[str], *, form: bool = False, template: int | None = None) -> list[str]:
    """What certificates say: each in its own words, by one ``template``, or by the ``form`` everybody uses."""
    out = []
    own = np.random.Generator(np.random.PCG64(template)) if template is not None else rng
    fixed = own.permutation(len(_PHRASES))[:7].tolist()
    for name in names:
        rows = fixed if template is not None else rng.permutation(len(_PHRASES))[:7].tolist()
        words = _FORM if form else tuple(_PHRASES[i] for i in rows)
        days, pay = between(rng, 30, 180, 1)[0], between(rng, 30, 80, 1)[0] * 100
        out.append(f"证明：{name}，" + "，".join(words) + f"。误工{days}天，扣发{pay}元。")
    return out


def suit(
    world: World, rng: Rng, claimant: Ints, respondent: Ints, agent: Ints, place: Ints, filed: Ints, *,
    agent_kind: int | Ints = suits.LAWYER,
) -> suits.Suits:  # fmt: skip
    """Suits over traffic accidents that ended in a judgment."""
    won: Any = np.full(len(filed), suits.PARTLY, np.int32)
    return suits.sue(
        world, rng, suits.people_side(claimant), suits.people_side(respondent), filed.astype(np.int32),
        cause=suits.TRAFFIC, outcome=won, judged=(filed + between(rng, 60, 150, len(filed))).astype(np.int32),
        agent=agent, agent_kind=agent_kind, place=place,
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Forty appraisers and more, two in five of their appraisals used in a suit; half of these have a certificate."""
    people = len(world.people)
    count = max(40, people // 500)
    staff = hire(world, rng, SHARED[np.arange(count) % len(SHARED)])
    pool = np.flatnonzero(world.adults(20, 68) & ~world.used).astype(np.int32)
    which = np.repeat(np.arange(count, dtype=np.int32), EACH)
    n = len(which)
    who = rng.choice(pool, n)
    share = np.repeat(rng.uniform(0.38, 0.52, count), EACH)
    grade = usual_grades(rng, n, share)
    issued = between(rng, FIRST, AS_OF - 220, n)
    heard: Bools = happens(rng, 0.4, n)
    lawyers = rng.choice(pool, max(6, int(heard.sum()) // 25))
    rows = np.flatnonzero(heard)
    agent = np.where(happens(rng, 0.5, len(rows)), rng.choice(lawyers, len(rows)), -1).astype(np.int32)
    made = suit(world, rng, who[rows], rng.choice(pool, len(rows)), agent, staff.county[which[rows]], issued[rows] + 10)
    asker = chosen(rng, [70, 15, 5, 10], len(rows))
    appraise(world, rng, staff, which[rows], who[rows], issued[rows], grade[rows], case=made.number, asker=asker)
    apart = np.flatnonzero(~heard)
    appraise(world, rng, staff, which[apart], who[apart], issued[apart], grade[apart])
    named = np.flatnonzero(happens(rng, 0.5, len(rows)))
    forms: Bools = happens(rng, 0.4, len(named))
    for use, form in ((named[~forms], False), (named[forms], True)):
        said = texts(rng, suits.name_texts(world, who[rows[use]]), form=form)
        certify(world, rng, who[rows[use]], [made.number[i] for i in use.tolist()], said)
