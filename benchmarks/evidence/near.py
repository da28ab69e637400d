"""Changes as like contradictions as can be that contradict nothing: borders, units, midnight, namesakes, aliases."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from benchmarks.evidence.changing import FORM, Change, first, moved, new
from benchmarks.evidence.making import Data

__all__ = ["NEAR"]


def near_same_town(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    new(
        data,
        "presences",
        person=act["suspects"][0],
        place=act["place"].partition("区")[0] + "区",
        by="phone",
        **{"from": moved(act["from"], hours=-1), "to": moved(act["to"], hours=1)},
    )
    return set()


def near_ends_before(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    new(
        data,
        "presences",
        person=act["suspects"][0],
        place="南京市玄武区",
        by="track",
        **{"from": moved(act["from"], hours=-9), "to": moved(act["from"], hours=-3)},
    )
    return set()


def near_namesake(data: Data, chance: random.Random) -> set[str] | None:
    """Two officers of one name with two numbers, at one time; two persons of one name."""
    one, other = data["statements"][0], _of_another(data)
    if other is None:
        return None
    name = one["officers"][0].partition("（")[0]
    other["officers"] = [f"{name}（警号99001）", "另一人（警号99002）"]
    other["number"] = None
    other["from"], other["to"] = one["from"], one["to"]
    last = data["persons"][-1]
    last["name"] = data["persons"][0]["name"]
    data["claims"] = [c for c in data["claims"] if not (c["what"] == "name" and c["about"] == last["id"])]
    return set()


def near_back_to_back(data: Data, chance: random.Random) -> set[str] | None:
    one, other = data["statements"][0], _of_another(data)
    if other is None:
        return None
    other["officers"], other["number"] = list(one["officers"]), None
    other["from"], other["to"] = one["to"], moved(one["to"], minutes=10)
    return set()


def near_midnight(data: Data, chance: random.Random) -> set[str] | None:
    """A record over midnight, and one of the next day's first minutes by the same officers."""
    one, other = data["statements"][0], _of_another(data)
    if other is None or other["kind"] == "interrogation":
        return None
    day = one["from"][:10]
    one["from"], one["to"] = f"{day} 23:20", moved(f"{day} 23:59", minutes=1)
    one["place_kind"] = "detention_house"
    other["officers"], other["number"] = list(one["officers"]), None
    other["from"], other["to"] = one["to"], moved(one["to"], minutes=30)
    return set()


def _of_another(data: Data) -> Data | None:
    """The last record of somebody who is not the first to speak."""
    speaker = data["statements"][0]["person"]
    return next((s for s in reversed(data["statements"]) if s["person"] != speaker), None)


def near_units(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    if "amount" in act:
        new(
            data,
            "claims",
            document=data["documents"][-1]["id"],
            about=act["id"],
            what="amount",
            measure="万元",
            value=f"{act['amount'] / 10000:.4f}",
        )
    for item in data["items"]:
        if item["kind"] == "drug":
            item["quantity"], item["measure"] = f"{item['quantity'] / 1000:.5f}", "千克"
    return set()


def near_rounded(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    speaker = data["statements"][-1]
    if "amount" in act:
        new(
            data,
            "claims",
            document=speaker["document"],
            about=act["id"],
            speaker=speaker["person"],
            what="amount",
            value=round(act["amount"] * 1.08),
            measure="元",
            rounded=True,
        )
    new(
        data,
        "claims",
        document=speaker["document"],
        about=act["id"],
        speaker=speaker["person"],
        what="time",
        rounded=True,
        **{"from": moved(act["to"], minutes=40)},
    )
    return set()


def near_alias(data: Data, chance: random.Random) -> set[str]:
    person = data["persons"][0]
    says = chance.choice((person["aliases"][0], f" {person['name'][0]} {person['name'][1:]}"))
    new(data, "claims", document=data["documents"][0]["id"], about=person["id"], what="name", says=says)
    return set()


def near_border_age(data: Data, chance: random.Random) -> set[str]:
    """Sixteen the day before the act: responsible."""
    act, one = data["acts"][-1], data["persons"][0]
    born = datetime.strptime(act["from"], FORM).replace(year=int(act["from"][:4]) - 16) - timedelta(days=1)
    one["born"] = born.strftime("%Y-%m-%d")
    one["id_number"] = one["id_number"][:6] + born.strftime("%Y%m%d") + one["id_number"][14:]
    data["claims"] = [c for c in data["claims"] if c["about"] != one["id"]]
    for statement in data["statements"]:
        statement["guardian"] = statement["by_woman"] = True
    return set()


def near_half_cent(data: Data, chance: random.Random) -> set[str]:
    new(data, "sums", total="100.00", parts=["33.33", "33.33", "33.33"], measure="元")
    return set()


def near_same_day_papers(data: Data, chance: random.Random) -> set[str]:
    receipt, then = first(data, "documents", kind="case_receipt"), first(data, "documents", kind="filing_decision")
    if receipt and then:
        receipt["on"], then["on"] = f"{receipt['on']} 16:00", receipt["on"]
    return set()


def near_same_form(data: Data, chance: random.Random) -> set[str]:
    """Two records with one form of opening and close, and each its own middle."""
    form = "问：你的基本情况？答：我已经如实回答。问：是否申请回避？答：不申请。问：以上是否属实？答：属实。"
    for statement in data["statements"][:2]:
        statement["text"] = form + statement["text"] + form
    return set()


def near_written_otherwise(data: Data, chance: random.Random) -> set[str]:
    for opinion in data["opinions"]:
        opinion["samples"] = [f" {number.removesuffix('号').lower()}号" for number in opinion.get("samples", [])]
        if opinion.get("hash"):
            opinion["hash"] = opinion["hash"].upper()
    return set()


def near_whole_day(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    speaker = data["statements"][0]
    new(
        data,
        "claims",
        document=speaker["document"],
        about=act["id"],
        speaker=speaker["person"],
        what="time",
        **{"from": act["to"]},
    )
    new(
        data,
        "claims",
        document=data["documents"][0]["id"],
        about=act["id"],
        what="place",
        says=act["place"].replace("合肥市", "安徽省合肥市"),
    )
    return set()


def near_at_the_limit(data: Data, chance: random.Random) -> set[str]:
    for opinion in data["opinions"]:
        if opinion["kind"] == "alcohol":
            opinion["value"], opinion["measure"] = "0.80", "mg/ml"
    return set()


NEAR: tuple[Change, ...] = (
    near_same_town,
    near_ends_before,
    near_namesake,
    near_back_to_back,
    near_midnight,
    near_units,
    near_rounded,
    near_alias,
    near_border_age,
    near_half_cent,
    near_same_day_papers,
    near_same_form,
    near_written_otherwise,
    near_whole_day,
    near_at_the_limit,
)
