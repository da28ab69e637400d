"""What is said of others in drug and card cases, whose nicknames these are, and the ledgers of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.province.background import banks, penalties
from mingjian.province.background.pensions import accounts
from mingjian.province.background.suits import name_texts
from mingjian.province.chance import Rng, between
from mingjian.province.charges import CONCEAL, FRAUD, HELP_NET, HOLD_DRUGS, SELL_DRUGS
from mingjian.province.clock import AS_OF, JUSTICE_FROM, NONE, Ints, day
from mingjian.province.tables import Block, Coded, take
from mingjian.province.world import World, region_codes

RELATED = (SELL_DRUGS, HOLD_DRUGS, HELP_NET, CONCEAL, FRAUD)
"""Charges of drugs, cards and what goes with them."""
DRUGS = (SELL_DRUGS, HOLD_DRUGS)
SHARE = 0.5
"""Of those convicted of these: named in statements too."""
ALIASES_FROM = day("2016-06-01")
_ALPHA = "黑白红大小老阿胖瘦高矮光疤麻哑三四五六七八九东西南北山河海龙虎豹牛马羊猴鸡狗猪"
_BETA = "毛头牙脸眼手脚皮骨刀枪炮车船灯火水土金木石米面油盐糖茶酒烟花草叶果豆瓜葱蒜姜"
_GAMMA = ("哥", "仔", "子", "爷", "总", "老板", "兄", "")
_PLACES = (
    "河边停车场", "网吧门口", "小区北门", "棋牌室后院", "宾馆二楼", "菜市场西口", "加油站旁边", "桥洞下面",
    "奶茶店里", "医院对面", "老汽车站", "鱼塘边上", "学校围墙外", "快递驿站", "足浴店楼上", "烧烤摊", "洗车行",
    "货场三号库", "公园凉亭", "顺风车上",
)  # fmt: skip
_HOW = (
    "是朋友介绍认识的", "前后大概碰过七八次", "过年前他主动找我", "我欠他两千块一直没还", "他开一辆白色面包车",
    "他骑电动车来的", "每次都是他自己来", "他让我先把钱转过去", "都是晚上十一点以后联系", "他说比别人便宜",
    "我家里人也见过他一面", "他左手有一条疤",
)  # fmt: skip
_WHAT = (
    "东西用烟盒装着", "每次两三克", "给的是现金", "微信上备注的是买茶叶", "他把卡和密码都收走了", "刷脸是他叫我配合的",
    "中午请我吃了碗面", "一共给了他四张卡", "后来他把我删了", "最后一次是端午节", "他电话经常换", "转账记录我都留着",
)  # fmt: skip


def words(rng: Rng, n: int) -> npt.NDArray[Any]:
    """Words of a statement each, no two alike."""
    out = []
    for _ in range(n):
        place, how, what = (rng.choice(pool, 2, replace=False).tolist() for pool in (_PLACES, _HOW, _WHAT))
        month, paid = rng.integers(1, 13).item(), rng.integers(30, 400).item() * 10
        out.append(f"{how[0]}，{month}月份在{place[0]}，{what[0]}，{paid}元；{how[1]}，又约在{place[1]}，{what[1]}。")
    return np.array(out, object)


def nicknames(world: World, n: int) -> npt.NDArray[Any]:
    """Nicknames nobody in the province has yet."""
    first = world.tables.counts.get("alias", 0)
    size = len(_ALPHA) * len(_BETA) * len(_GAMMA)
    out = []
    for number in range(first, first + n):
        lap, place = divmod(number, size)
        place = place * 7_919 % size
        rest, end = divmod(place, len(_GAMMA))
        text = _ALPHA[rest % len(_ALPHA)] + _BETA[rest // len(_ALPHA)] + _GAMMA[end]
        out.append(f"{text}{lap}" if lap else text)
    return np.array(out, object)


def phones(who: Ints, series: int = 139) -> npt.NDArray[Any]:
    """A mobile number for each person."""
    return np.array([f"{series}{(int(p) * 7_368_787 + 20_150_417) % 10**8:08d}" for p in who], object)


def known_as(
    world: World, rng: Rng, who: Ints, alias: Any = None, *, phone: Any = None, account: Any = None
) -> Ints:  # fmt: skip
    """Entries of the table of aliases; answers their record numbers."""
    n = len(who)
    first = world.tables.counts.get("alias", 0)
    return world.tables.add(
        "alias", who, alias_number=np.array([f"RM{first + i:07d}" for i in range(n)], object), alias=alias, phone=phone,
        account=np.full(n, NONE, np.int64) if account is None else account,
        source=Coded(between(rng, 0, 3, n), ("identified", "statements", "records", "police")),
        confirmed_on=between(rng, ALIASES_FROM, AS_OF - 70, n), region=region_codes(world.people.home[who]),
    )  # fmt: skip


def say(
    world: World, rng: Rng, speaker: Ints, home: Ints, called: Any, dealt: Ints, stated: Ints, *,
    role: str = "upper_seller", matter: Any = "drugs", put_first: int = 0, text: Any = None, phone: Any = None,
    account: Any = None,
) -> Ints:  # fmt: skip
    """Statements of cases of the county ``home``; answers their record numbers."""
    n = len(speaker)
    first = world.tables.counts.get("statement_mention", 0)
    return world.tables.add(
        "statement_mention", speaker, statement_number=np.array([f"BL{first + i:08d}" for i in range(n)], object),
        case_no=penalties.letters(world, home, stated.astype(np.int32), "立字"), called=called, role=role,
        matter=matter, phone=phone, account=np.full(n, NONE, np.int64) if account is None else account,
        dealt_on=dealt.astype(np.int32), stated_on=stated.astype(np.int32), put_first=np.full(n, put_first, np.int8),
        words=words(rng, n) if text is None else text, region=region_codes(home),
    )  # fmt: skip


def pay_in(
    world: World, rng: Rng, holder: Ints, account: npt.NDArray[np.int64], each: Ints, until: Ints, entries: int,
    payers: int | None = None,
) -> Ints:  # fmt: skip
    """Money into accounts, ``each`` yuan at a time within a year before ``until``; answers record numbers."""
    n, total = len(holder), len(holder) * entries
    strangers = np.stack(speakers(world, rng, holder, payers or entries), axis=1)
    payer = strangers[:, np.arange(entries) % strangers.shape[1]].ravel()
    on = (np.repeat(until, entries) - between(rng, 1, 360, total)).astype(np.int32)
    home = np.repeat(world.people.home[holder], entries)
    records = world.tables.add(
        "bank_transaction", np.repeat(holder, entries), _other_id=payer,
        serial_no=np.array(banks.serials(world, home, on), object), account=np.repeat(account, entries), traded_on=on,
        direction="in", amount=np.repeat(each.astype(np.int64), entries) * 100, kind="transfer", other_kind="person",
        other_name=np.array(name_texts(world, payer), object), region=region_codes(home),
    )  # fmt: skip
    return records.reshape(n, entries)


def speakers(world: World, rng: Rng, of: Ints, each: int) -> list[Ints]:
    """``each`` different grown people a person, who may speak of many: nothing else in the province rests on it."""
    pool = np.flatnonzero(world.adults(24, 58)).astype(np.int32)
    start = rng.integers(0, len(pool), len(of))
    steps = rng.integers(1, max(2, len(pool) // (each + 1)), len(of))
    chosen = [pool[(start + k * steps) % len(pool)] for k in range(each)]
    return [np.where(who == of, pool[(start + each * steps) % len(pool)], who).astype(np.int32) for who in chosen]


def background(world: World, rng: Rng) -> None:
    """Convicted sources whom two people named, nicknames nobody knows, and accounts through which little flowed."""
    judged = _convicted(world, rng)
    who, dealt = np.asarray(judged["_p"]).astype(np.int32), np.asarray(judged["crime_from"]).astype(np.int32)
    home, accused = world.people.home[who], np.asarray(judged["accused_on"]).astype(np.int32)
    stated = np.maximum(dealt, accused - between(rng, 20, 60, len(who)))
    called = nicknames(world, len(who))
    known_as(world, rng, who, called)
    for speaker in speakers(world, rng, who, 2):
        say(world, rng, speaker, home, called, dealt, stated, matter=_matters(judged))
    n = max(2, len(world.people) // 3000)
    pool = np.flatnonzero(world.adults(24, 58)).astype(np.int32)
    speaker = rng.choice(pool, n).astype(np.int32)
    stated = between(rng, JUSTICE_FROM + 400, AS_OF - 5, n)
    say(world, rng, speaker, world.people.home[speaker], _vague(rng, n), stated - 30, stated)
    holder = rng.choice(pool[~world.used[pool]], n, replace=False).astype(np.int32)
    until = between(rng, day("2019-01-01"), AS_OF - 5, n)
    pay_in(world, rng, holder, accounts(holder, 5), between(rng, 50, 900, n), until, 12)
    say(
        world, rng, speaker, world.people.home[speaker], _vague(rng, n), until - 10, until, role="card_seller",
        matter="bank_cards", account=accounts(holder, 5),
    )  # fmt: skip


def _vague(rng: Rng, n: int) -> Coded:
    return Coded(between(rng, 0, 3, n), ("送货的人", "群里的客服", "不认识的男子", "戴帽子的"))


def _matters(judged: Block) -> Coded:
    charge = judged["main_charge"]
    assert isinstance(charge, Coded)
    drugs: Sequence[bool] = [word in DRUGS for word in charge.words]
    return Coded(np.where(np.array(drugs)[charge.index], 0, 1).astype(np.int32), ("drugs", "bank_cards"))


def _convicted(world: World, rng: Rng) -> Block:
    """A share of those convicted of these charges whose record is open, whose crime lies in the delivered years."""
    rows = world.tables.whole("criminal_judgment")
    act, charge = np.asarray(rows["crime_from"]), rows["main_charge"]
    assert isinstance(charge, Coded)
    fits = np.array([word in RELATED for word in charge.words])[charge.index] & (charge.index >= 0)
    fits &= (np.asarray(rows["sealed"]) != 1) & (act >= JUSTICE_FROM) & (np.asarray(rows["accused_on"]) != NONE)
    fits &= (np.asarray(rows["_p"]) >= 0) & (np.asarray(rows["judged_on"]) >= act)
    kept = np.flatnonzero(fits)
    return take(rows, kept[rng.random(len(kept)) < SHARE])
