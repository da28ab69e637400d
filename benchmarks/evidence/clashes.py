"""Contradictions put into whole files by changing records.

Every function takes a whole file and a source of chance, changes the file, and says which records it made to disagree;
it returns None where the file has nothing to change. What the product calls the fault stands in `expected` alone.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from benchmarks.evidence.changing import FORM, Change, first, moved, new
from benchmarks.evidence.making import Data

__all__ = ["CLASHES"]


def elsewhere(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    place = chance.choice(("南京市玄武区珠江路5号", "芜湖市镜湖区", "合肥市长丰县水湖镇"))
    one = new(
        data,
        "presences",
        person=act["suspects"][0],
        place=place,
        by=chance.choice(("lodging", "track", "camera")),
        **{"from": moved(act["from"], hours=-1), "to": moved(act["to"], minutes=chance.choice((0, 30)))},
    )
    return {act["id"], one["id"]}


def in_custody_then(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    one = new(
        data,
        "presences",
        person=act["suspects"][0],
        place="看守所",
        by="custody",
        **{"from": act["from"][:10], "to": moved(act["to"], days=chance.randrange(1, 5))},
    )
    return {act["id"], one["id"]}


def officer_in_two_rooms(data: Data, chance: random.Random) -> set[str] | None:
    one = data["statements"][0]
    other = next((s for s in data["statements"] if s["person"] != one["person"]), None)
    if other is None:
        return None
    other["officers"] = [one["officers"][0], other["officers"][1]]
    if chance.random() < 0.5:
        other["officers"].reverse()
    minutes = chance.choice((0, 20, 49))
    other["from"], other["to"] = moved(one["from"], minutes=minutes), moved(one["to"], minutes=minutes)
    return {one["id"], other["id"]}


def person_in_two_rooms(data: Data, chance: random.Random) -> set[str]:
    one = data["statements"][0]
    other = next(s for s in data["statements"][1:] if s["person"] == one["person"])
    other["from"], other["to"] = moved(one["from"], minutes=30), moved(one["to"], minutes=30)
    return {one["id"], other["id"]}


def wrong_total(data: Data, chance: random.Random) -> set[str] | None:
    if not data["sums"]:
        return None
    one = data["sums"][0]
    one["total"] += chance.choice((1, -1, 100, 5000))
    return {one["id"]}


def other_amount(data: Data, chance: random.Random) -> set[str] | None:
    act = data["acts"][0]
    if "amount" not in act:
        return None
    paper = data["documents"][-1]["id"]
    value = act["amount"] + chance.choice((500, -500, 12000))
    unit = chance.choice(("元", "万元"))
    one = new(
        data,
        "claims",
        document=paper,
        about=act["id"],
        what="amount",
        measure=unit,
        value=value if unit == "元" else f"{value / 10000:.4f}",
    )
    return {act["id"], one["id"]}


def lost_weight(data: Data, chance: random.Random) -> set[str] | None:
    item = next((one for one in data["items"] if one["kind"] in ("drug", "goods", "money")), None)
    if item is None:
        return None
    seizure = next(p for p in data["procedures"] if p["kind"] == "seizure" and p["items"] == [item["id"]])
    seizure["quantity"] = round(seizure["quantity"] + chance.choice((1, 2, 0.5 if item["kind"] == "drug" else 3)), 2)
    return {seizure["id"]}


def examined_less(data: Data, chance: random.Random) -> set[str] | None:
    opinion = first(data, "opinions", kind="drug")
    if opinion is None:
        return None
    opinion["value"] = round(opinion["value"] * chance.choice((0.5, 0.9, 1.2)), 2)
    return {opinion["id"]}


def other_birthday(data: Data, chance: random.Random) -> set[str] | None:
    one = next((c for c in data["claims"] if c["what"] == "born"), None)
    if one is None:
        return None
    year = int(one["from"][:4]) + chance.choice((1, -1))
    one["from"] = f"{year}-{one['from'][5:7]}-{min(int(one['from'][8:10]), 28):02}"
    return {one["id"], one["about"]}


def number_of_another_day(data: Data, chance: random.Random) -> set[str]:
    one = data["persons"][0]
    digits = one["id_number"]
    one["id_number"] = digits[:6] + f"{int(digits[6:10]) - chance.choice((1, 2)):04}" + digits[10:]
    return {one["id"]}


def other_name(data: Data, chance: random.Random) -> set[str] | None:
    one = next((c for c in data["claims"] if c["what"] == "name"), None)
    if one is None:
        return None
    one["says"] = chance.choice(("欧阳某", "司马某"))
    return {one["id"], one["about"]}


def borrowed_number(data: Data, chance: random.Random) -> set[str]:
    one, other = data["persons"][0], chance.choice(data["persons"][1:])
    other["id_number"], other["born"] = one["id_number"].lower(), one["born"]
    data["claims"] = [c for c in data["claims"] if c["about"] != other["id"]]
    return {one["id"], other["id"]}


def too_early(data: Data, chance: random.Random) -> set[str] | None:
    earlier, later = chance.choice(
        (
            ("filing_decision", "arrest_papers"),
            ("filing_decision", "transfer_opinion"),
            ("case_receipt", "filing_decision"),
            ("plea_notice", "plea_statement"),
        )
    )
    cause, then = first(data, "documents", kind=earlier), first(data, "documents", kind=later)
    if cause is None or then is None:
        return None
    then["on"] = (datetime.strptime(cause["on"], "%Y-%m-%d") - timedelta(days=chance.randrange(1, 9))).strftime(
        "%Y-%m-%d"
    )
    return {cause["id"], then["id"]}


def before_what_it_rests_on(data: Data, chance: random.Random) -> set[str]:
    cause, one = data["documents"][-1], data["documents"][-2]
    one["after"] = [cause["id"]]
    one["on"] = (datetime.strptime(cause["on"], "%Y-%m-%d") - timedelta(days=chance.randrange(1, 30))).strftime(
        "%Y-%m-%d"
    )
    one["kind"] = "other_paper"
    return {one["id"], cause["id"]}


def numbered_wrongly(data: Data, chance: random.Random) -> set[str]:
    one, second = data["statements"][0], data["statements"][1]
    one["number"], second["number"] = second["number"], one["number"]
    return {one["id"], second["id"]}


def changed_his_mind(data: Data, chance: random.Random) -> set[str] | None:
    act, spoken = data["acts"][0], data["statements"][:2]
    what, values = chance.choice(
        (
            ("tool", ("菜刀", "木棍")),
            ("count", (2, 3)),
            ("place", ("合肥市瑶海区", "合肥市蜀山区")),
        )
    )
    made = []
    for statement, value in zip(spoken, values, strict=True):
        said = {"says": value} if isinstance(value, str) else {"value": value}
        made.append(
            new(
                data,
                "claims",
                document=statement["document"],
                about=act["id"] if what != "place" else data["items"][0]["id"],
                speaker=statement["person"],
                what=what,
                **said,
            )["id"]
        )
    return set(made)


def two_tellings(data: Data, chance: random.Random) -> set[str] | None:
    one, other = data["statements"][0], data["statements"][-1]
    if one["person"] == other["person"]:
        return None
    made = []
    hours = chance.choice((2, 5))
    at = data["acts"][0]["from"]
    for statement, when in ((one, at), (other, moved(at, hours=hours))):
        made.append(
            new(
                data,
                "claims",
                document=statement["document"],
                about=data["items"][0]["id"],
                speaker=statement["person"],
                what="time",
                **{"from": when},
            )["id"]
        )
    return set(made)


def copied(data: Data, chance: random.Random) -> set[str]:
    one, other = data["statements"][0], data["statements"][-1]
    text = one["text"].replace("我记得很清楚", "我记得清楚")
    other["text"] = text[:-4] + chance.choice(("好的。", "没有了。"))
    return {one["id"], other["id"]}


def graded_otherwise(data: Data, chance: random.Random) -> set[str] | None:
    opinion = next((o for o in data["opinions"] if o.get("grade")), None)
    if opinion is None:
        return None
    grades = [g for g in ("slight", "light", "grave") if g != opinion["grade"]]
    opinion["grade"] = chance.choice(grades)
    return {data["acts"][0]["id"], opinion["id"]}


def too_young(data: Data, chance: random.Random) -> set[str]:
    act, one = data["acts"][0], data["persons"][0]
    young = data["charges"][0] in ("抢劫罪", "强奸罪", "走私、贩卖、运输、制造毒品罪")
    years = 14 if young else 16
    born = datetime.strptime(act["to"], FORM).replace(year=int(act["to"][:4]) - years)
    born += timedelta(days=chance.choice((0, 1, 30)))
    one["born"] = born.strftime("%Y-%m-%d")
    one["id_number"] = one["id_number"][:6] + born.strftime("%Y%m%d") + one["id_number"][14:]
    data["claims"] = [c for c in data["claims"] if c["about"] != one["id"]]
    for statement in data["statements"]:
        statement["guardian"] = statement["by_woman"] = True
    return {act["id"], one["id"]}


def another_hour(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    begin = moved(act["from"], hours=chance.choice((3, -4)))
    one = new(
        data,
        "claims",
        document=data["documents"][0]["id"],
        about=act["id"],
        what="time",
        **{"from": begin, "to": moved(begin, hours=1)},
    )
    return {act["id"], one["id"]}


def another_road(data: Data, chance: random.Random) -> set[str]:
    act = data["acts"][0]
    says = chance.choice(("芜湖市镜湖区", "六安市金安区", "合肥市肥东县"))
    one = new(data, "claims", document=data["documents"][0]["id"], about=act["id"], what="place", says=says)
    return {act["id"], one["id"]}


def other_hash(data: Data, chance: random.Random) -> set[str] | None:
    opinion = first(data, "opinions", kind="data")
    if opinion is None:
        return None
    opinion["hash"] = f"{chance.getrandbits(128):032x}"
    return {opinion["id"]}


def other_number(data: Data, chance: random.Random) -> set[str] | None:
    opinion = next((o for o in data["opinions"] if o.get("samples")), None)
    if opinion is None:
        return None
    opinion["samples"] = [opinion["samples"][0].removesuffix("号")[:-1] + chance.choice("KQ")]
    return {opinion["id"]}


def lost_on_the_way(data: Data, chance: random.Random) -> set[str] | None:
    if len(data["transfers"]) < 2:
        return None
    place = chance.randrange(len(data["transfers"]) - 1)
    if chance.random() < 0.5:
        data["transfers"][place + 1]["giver"] = "不明"
    else:
        data["transfers"][place + 1]["number"] = "F7"
    return {data["transfers"][place]["id"], data["transfers"][place + 1]["id"]}


def price_of_another_day(data: Data, chance: random.Random) -> set[str] | None:
    opinion = first(data, "opinions", kind="price")
    if opinion is None:
        return None
    day = datetime.strptime(opinion["base_day"], "%Y-%m-%d") + timedelta(days=chance.choice((1, -1, 30)))
    opinion["base_day"] = day.strftime("%Y-%m-%d")
    return {opinion["id"]}


def sober(data: Data, chance: random.Random) -> set[str] | None:
    opinion = first(data, "opinions", kind="alcohol")
    if opinion is None:
        return None
    opinion["value"], opinion["measure"] = chance.choice(((79.99, "mg/100ml"), (0.79, "mg/ml"), (56, "mg/100ml")))
    return {opinion["id"]}


def opinion_before_sample(data: Data, chance: random.Random) -> set[str]:
    opinion = next((o for o in data["opinions"] if o.get("samples")), None) or (data["opinions"] or [None])[0]
    if opinion is None:
        opinion = new(
            data,
            "opinions",
            kind="other",
            samples=[],
            on="2023-05-05",
            commissioned="2023-05-06",
            signed=True,
            institution_fit=True,
            examiners_fit=True,
            told_suspect="2023-05-09",
        )
        return {opinion["id"]}
    day = datetime.strptime(opinion["commissioned"], "%Y-%m-%d") - timedelta(days=chance.randrange(1, 9))
    opinion["on"] = day.strftime("%Y-%m-%d")
    return {opinion["id"]}


def only_confessed(data: Data, chance: random.Random) -> set[str]:
    """Everything but papers and the suspects' own records is gone."""
    papers = {
        "case_receipt",
        "filing_decision",
        "arrest_course",
        "detention_papers",
        "arrest_papers",
        "rights_notice",
        "transfer_opinion",
        "plea_notice",
        "plea_statement",
        "household",
        "criminal_record",
        "other_paper",
        "interrogation",
        "notice_of_opinion",
        "seizure_decision",
        "property_disposal",
        "codefendant",
    }
    data["documents"] = [d for d in data["documents"] if d["kind"] in papers]
    left = {d["id"] for d in data["documents"]}
    data["statements"] = [s for s in data["statements"] if s["kind"] == "interrogation"]
    for name in ("claims", "procedures", "opinions", "sums"):
        data[name] = []
    for document in data["documents"]:
        if document.get("copy_of") not in left:
            document.pop("copy_of", None)
    return {act["id"] for act in data["acts"]}


def elsewhere_by_its_name(data: Data, chance: random.Random) -> set[str]:
    """Elsewhere, told by the name of a place and no address: hard, for nothing says how far it is."""
    act = data["acts"][0]
    place = chance.choice(("南京南站候车室", "某某网吧包间", "六安人民医院住院部"))
    times = {"from": moved(act["from"], hours=-2), "to": moved(act["to"], hours=1)}
    one = new(data, "presences", person=act["suspects"][0], place=place, by="camera", **times)
    return {act["id"], one["id"]}


def copied_and_changed(data: Data, chance: random.Random) -> set[str]:
    """A copy in which every so many characters one is another."""
    one, other = data["statements"][0], data["statements"][-1]
    every = chance.choice((14, 25, 60))
    other["text"] = "".join("某" if place % every == 0 else sign for place, sign in enumerate(one["text"]))
    return {one["id"], other["id"]}


def told_before_it_was_given(data: Data, chance: random.Random) -> set[str] | None:
    opinion = next(iter(data["opinions"]), None)
    if opinion is None:
        return None
    day = datetime.strptime(opinion["on"], "%Y-%m-%d") - timedelta(days=chance.randrange(1, 9))
    opinion["told_suspect"] = day.strftime("%Y-%m-%d")
    return {opinion["id"]}


def sent_before_it_was_taken(data: Data, chance: random.Random) -> set[str] | None:
    sample = next(iter(data["samples"]), None)
    if sample is None:
        return None
    sample["sent_at"] = moved(sample["taken_at"], minutes=-chance.choice((1, 60, 3000)))
    return {sample["id"]}


def officer_written_apart(data: Data, chance: random.Random) -> set[str] | None:
    """The same officer in two rooms, his name written with a blank."""
    made = officer_in_two_rooms(data, chance)
    if made is not None:
        name = data["statements"][0]["officers"][0]
        data["statements"][0]["officers"][0] = f"{name[0]} {name[1:]}"
    return made


CLASHES: tuple[Change, ...] = (
    elsewhere,
    in_custody_then,
    officer_in_two_rooms,
    person_in_two_rooms,
    wrong_total,
    other_amount,
    lost_weight,
    examined_less,
    other_birthday,
    number_of_another_day,
    other_name,
    borrowed_number,
    too_early,
    before_what_it_rests_on,
    numbered_wrongly,
    changed_his_mind,
    two_tellings,
    copied,
    graded_otherwise,
    too_young,
    another_hour,
    another_road,
    other_hash,
    other_number,
    lost_on_the_way,
    price_of_another_day,
    sober,
    opinion_before_sample,
    only_confessed,
    elsewhere_by_its_name,
    copied_and_changed,
    told_before_it_was_given,
    sent_before_it_was_taken,
    officer_written_apart,
)
