"""Whole, coherent case files made up of a charge and a seed: every record fits every other.

Nothing of the product is used but the names of the fields; what a file must hold stands in `dossiers`.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from benchmarks.evidence.dossiers import BASE, DOSSIERS, Dossier

__all__ = ["Data", "whole_file"]

Data = dict[str, Any]
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂"
_ROADS = ("长江路", "徽州大道", "淮河路", "屯溪路", "芜湖路", "金寨路", "宿州路", "望江路")
_DISTRICTS = ("瑶海区", "庐阳区", "蜀山区", "包河区")
_SAYINGS = (
    "我当时从{road}往东走，手里拿着一个{colour}的袋子。",
    "那天{weather}，我记得很清楚，路边停着一辆{colour}的车。",
    "我和他以前在{road}的工地上认识，有{n}年没有见面。",
    "我吃过晚饭，大约走了{n}分钟，在门口抽了一支烟。",
    "他穿一件{colour}的上衣，个子比我高，说话带外地口音。",
    "我妻子那几天回娘家了，家里只有我和{n}岁的孩子。",
    "事后我去{road}的超市买了水，付了{n}元，店员应该记得我。",
    "我听见有人喊了一声，回头看见{road}那边围了{n}个人。",
    "手机是前年买的，{colour}外壳，屏幕右下角有一道裂纹。",
    "我一共去过那里{n}次，每次都是坐{n}路公交车。",
)
_COLOURS, _WEATHERS = ("红色", "蓝色", "灰色", "白色", "黑色", "绿色"), ("下着小雨", "天很冷", "刮着风", "天气闷热")
_SPOKEN = {
    "victim_statement",
    "witness_statement",
    "buyer_statement",
    "gambler_statement",
    "officer_statement",
    "guardian_statement",
}


def whole_file(name: str, seed: int) -> Data:
    """A file of a charge (a key of `dossiers.DOSSIERS`) at the stage of prosecution."""
    return _Maker(DOSSIERS[name], f"{name}-{seed}", random.Random(f"{name}/{seed}")).make()


class _Maker:
    def __init__(self, dossier: Dossier, name: str, chance: random.Random) -> None:
        self.dossier, self.chance = dossier, chance
        self.day = date(2022, 1, 10) + timedelta(days=chance.randrange(900))
        facts = {**dossier.facts, **dict.fromkeys(dossier.false, False)}
        facts |= {"recidivist": False, "plea": True, "compensated": False, "separate": False, "life_or_death": False}
        self.data: Data = {
            "case": name,
            "title": f"{name}案",
            "charges": [dossier.charge],
            "stage": "prosecution",
            "on": (self.day + timedelta(days=100)).isoformat(),
            "facts": {**facts, "arrest_sought": False},
        }
        for key in (
            "documents",
            "persons",
            "acts",
            "presences",
            "items",
            "samples",
            "statements",
            "procedures",
            "opinions",
            "transfers",
            "measures",
            "claims",
            "sums",
        ):
            self.data[key] = []

    def make(self) -> Data:
        self._persons()
        self._acts()
        self._measures()
        self._documents()
        self._statements()
        self._claims()
        self._things()
        return self.data

    # -- parts ---------------------------------------------------------------------------------------------

    def _person(self) -> str:
        return self.chance.choice(_SURNAMES) + "".join(self.chance.sample(_GIVEN, 2))

    def _add(self, into: str, **said: Any) -> Data:
        one = {"id": f"{into}-{len(self.data[into]) + 1}", **said}
        self.data[into].append(one)
        return one

    def _at(self, days: int, hour: int, minute: int = 0) -> str:
        return (
            datetime.combine(self.day + timedelta(days=days), datetime.min.time())
            .replace(hour=hour, minute=minute)
            .strftime("%Y-%m-%d %H:%M")
        )

    def _on(self, days: int) -> str:
        return (self.day + timedelta(days=days)).isoformat()

    def _persons(self) -> None:
        self.suspects: list[str] = []
        self.victims: list[str] = []
        self.witnesses: list[str] = []
        child = self.dossier.charge == "猥亵儿童罪"
        for role, number, into in (
            ("suspect", self.chance.choice((1, 1, 2)), self.suspects),
            ("victim", self.chance.choice((1, 1, 2)) if self.dossier.victims else 0, self.victims),
            ("witness", 1, self.witnesses),
        ):
            for _ in range(number):
                years = 10 if child and role == "victim" else self.chance.randrange(20, 60)
                born = self.day - timedelta(days=years * 366 + self.chance.randrange(300))
                digits = f"3401{self.chance.randrange(10, 99)}{born:%Y%m%d}{self.chance.randrange(100, 999)}"
                one = self._add(
                    "persons",
                    name=self._person(),
                    roles=[role],
                    born=born.isoformat(),
                    id_number=digits + "X",
                    sex=self.chance.choice(("male", "female")),
                    interpreter=False,
                    deaf_mute=False,
                )
                into.append(one["id"])
        self.data["persons"][0]["aliases"] = ["小" + self.data["persons"][0]["name"][0]]
        self.names = {one["id"]: one["name"] for one in self.data["persons"]}
        self.officers = [f"{self._person()}（警号{self.chance.randrange(30000, 39999)}）" for _ in range(6)]

    def _acts(self) -> None:
        number = self.chance.choice((1, 1, 2)) if self.dossier.amount else 1
        for place in range(number):
            hour = self.chance.randrange(1, 22)
            road = (
                f"合肥市{self.chance.choice(_DISTRICTS)}{self.chance.choice(_ROADS)}{self.chance.randrange(1, 300)}号"
            )
            act = self._add(
                "acts",
                charge=self.dossier.charge,
                place=road,
                suspects=self.suspects,
                victims=self.victims,
                injury=self.dossier.injury,
            )
            act["from"], act["to"] = self._at(-3 * place, hour), self._at(-3 * place, hour + 1)
            if self.dossier.amount:
                act["amount"] = self.chance.randrange(3000, 90000)
        amounts = [one["amount"] for one in self.data["acts"] if "amount" in one]
        if amounts:
            table = self._document("other_writing", 20)
            self._add("sums", document=table["id"], total=sum(amounts), parts=amounts, measure="元")
        suspect, act = self.suspects[0], self.data["acts"][0]
        self._add("presences", person=suspect, **{"from": act["from"], "to": act["to"]}, place="合肥市", by="phone")
        self._add(
            "presences",
            person=suspect,
            **{"from": self._at(1, 0), "to": self._at(1, 9)},
            place="芜湖市镜湖区",
            by="lodging",
        )

    def _measures(self) -> None:
        for suspect in self.suspects:
            detained = {"from": self._at(4, 9), "custody_at": self._at(4, 20), "family_told_at": self._at(4, 15)}
            self._add(
                "measures",
                kind="detention",
                person=suspect,
                **detained,
                questioned_at=self._at(4, 11),
                requested=self._on(9),
                decided=self._on(15),
                roving=False,
            )
            self._add(
                "measures",
                kind="arrest",
                person=suspect,
                **{"from": self._at(16, 9)},
                family_told_at=self._at(16, 12),
                questioned_at=self._at(16, 10),
                to=self._on(70),
            )
            self._add(
                "measures", kind="summons", person=suspect, **{"from": self._at(3, 20)}, to=self._at(4, 7), grave=False
            )

    def _document(self, kind: str, days: int, **said: Any) -> Data:
        return self._add("documents", kind=kind, on=self._on(days), **said)

    def _documents(self) -> None:
        days = {
            "case_receipt": 1,
            "filing_decision": 2,
            "detention_papers": 4,
            "arrest_papers": 16,
            "transfer_opinion": 75,
            "plea_notice": 80,
            "plea_statement": 81,
            "arrest_course": 4,
        }
        each = {"household", "criminal_record", "rights_notice", "detention_papers", "arrest_papers", "post_proof"}
        held = [*(group[0] for group in BASE), *(group[0] for group in self.dossier.groups), *self.dossier.spare]
        self.kinds = list(dict.fromkeys(held))
        for kind in self.kinds:
            if kind == "interrogation" or kind in _SPOKEN:
                continue
            for person in self.suspects if kind in each else [None]:
                said: Data = {"of": [person]} if person else {}
                if kind in ("arrest_course",):
                    said |= {"signed": True, "sealed": True}
                if kind == "birth_record":
                    said["of"] = self.victims
                self._document(kind, days.get(kind, 20), **said)
        if any(kind.endswith("_opinion") and kind != "transfer_opinion" for kind in self.kinds) or self.dossier.things:
            self._document("notice_of_opinion", 40, of=self.suspects)
        copy = self._document("bank_flow", 12, checked=True)
        copy["copy_of"] = self._document("bank_flow", 11)["id"]

    def _statements(self) -> None:
        for slot, suspect in enumerate(self.suspects):
            for number, (days, place) in enumerate(((4, "police"), (6, "detention_house"), (30, "detention_house")), 1):
                hour = 11 + slot if days == 4 else 9 + 2 * slot
                self._statement("interrogation", suspect, number, days, hour, place, "interrogation", slot)
        spoken = [kind for kind in self.kinds if kind in _SPOKEN]
        for later, kind in enumerate(spoken):
            people = self.victims if kind == "victim_statement" and self.victims else self.witnesses
            for person in people:
                self._statement("inquiry", person, None, 5 + later, 14 + people.index(person), "police", kind, 2)

    def _statement(
        self, kind: str, person: str, number: int | None, days: int, hour: int, place: str, paper: str, pair: int
    ) -> None:
        document = self._document(paper, days, of=[person], speaker=person)
        minor = self.dossier.charge == "猥亵儿童罪" and person in self.victims
        one = self._add(
            "statements",
            document=document["id"],
            page=1,
            kind=kind,
            person=person,
            number=number,
            **{"from": self._at(days, hour), "to": self._at(days, hour, 50)},
            place="讯问室",
            place_kind=place,
            officers=self.officers[2 * pair % 6 : 2 * pair % 6 + 2],
            officers_signed=True,
            checked=True,
            rights_told=True,
            alone=True,
            recorded=True,
            whole=True,
            guardian=True if minor else None,
            text=self._talk(person),
        )
        if kind == "interrogation":
            one["confesses"] = True

    def _talk(self, person: str) -> str:
        fill = {"road": _ROADS, "colour": _COLOURS, "weather": _WEATHERS}
        said = [f"我叫{self.names[person]}。"]
        for _ in range(12):
            words = {name: self.chance.choice(values) for name, values in fill.items()}
            said.append(self.chance.choice(_SAYINGS).format(n=self.chance.randrange(2, 60), **words))
        return "".join(said)

    def _claims(self) -> None:
        speakers = [(one["person"], one["document"]) for one in self.data["statements"]]
        for act in self.data["acts"]:
            for speaker, document in speakers:
                base = {"document": document, "about": act["id"], "speaker": speaker}
                if "amount" in act:
                    rounded = self.chance.random() < 0.3
                    value = round(act["amount"], -3) if rounded and act["amount"] > 20000 else act["amount"]
                    unit = self.chance.choice(("元", "万元"))
                    self._add(
                        "claims",
                        **base,
                        what="amount",
                        value=value if unit == "元" else f"{value / 10000:.4f}",
                        measure=unit,
                        rounded=rounded,
                    )
                self._add("claims", **base, what="time", **{"from": act["from"][:10]})
                self._add("claims", **base, what="place", says=act["place"].partition("区")[0] + "区")
        for person in self.data["persons"]:
            paper = next((d["id"] for d in self.data["documents"] if d["kind"] == "household"), None)
            if paper:
                self._add("claims", document=paper, about=person["id"], what="born", **{"from": person["born"]})
                self._add(
                    "claims",
                    document=paper,
                    about=person["id"],
                    what="name",
                    says=(person.get("aliases") or [person["name"]])[0],
                )

    # -- things ----------------------------------------------------------------------------------------------

    def _procedure(self, kind: str, days: int, hour: int, **said: Any) -> Data:
        paper = self._document("other_paper", days)
        return self._add(
            "procedures",
            document=paper["id"],
            kind=kind,
            at=self._at(days, hour),
            officers=self.officers[:2],
            officers_signed=True,
            holder_signed=True,
            witnesses=1,
            witness_fit=True,
            recorded=True,
            listed=True,
            sealed=True,
            warrant=True,
            urgent=False,
            alone=True,
            seen_before=False,
            hinted=False,
            suspect_present=True,
            **said,
        )

    def _opinion(self, kind: str, days: int, **said: Any) -> Data:
        paper = self._document("other_paper", days)
        return self._add(
            "opinions",
            document=paper["id"],
            kind=kind,
            on=self._on(days),
            commissioned=self._on(days - 3),
            institution_fit=True,
            examiners=["甲", "乙"],
            examiners_fit=True,
            signed=True,
            told_suspect=self._on(days + 2),
            told_victim=self._on(days + 2),
            **said,
        )

    def _things(self) -> None:
        act = self.data["acts"][0]
        self._procedure("scene", 1, 8, items=[])
        self._procedure("search", 4, 10, items=[])
        self._procedure("body_search", 4, 10, items=[], person=self.suspects[0], by_woman=True)
        self._procedure("body_exam", 5, 9, items=[], person=self.suspects[0], by_woman=True)
        self._procedure("identification", 6, 16, items=[], shows="person_photo", shown=12, person=self.witnesses[0])
        money = self._add("items", name="现金", kind="money", quantity=2500, measure="元")
        self._procedure("seizure", 4, 12, items=[money["id"]], quantity=2500, measure="元")
        makers = {
            "goods": self._goods,
            "drug": self._drug,
            "blood": self._blood,
            "device": self._device,
            "biological": self._biological,
        }
        for thing in self.dossier.things:
            makers[thing](act)
        if self.dossier.injury:
            kind = "death" if self.dossier.injury == "death" else "injury"
            self._opinion(
                kind, 25, act=act["id"], of=self.victims[0] if self.victims else None, grade=self.dossier.injury
            )

    def _goods(self, act: Data) -> None:
        item = self._add("items", name="手机", kind="goods", quantity=1, measure="部", act=act["id"])
        self._procedure("seizure", 4, 13, items=[item["id"]], quantity=1, measure="部")
        self._opinion("price", 18, act=act["id"], base_day=act["from"][:10])
        self._chain(item["id"], 1, "部")

    def _drug(self, act: Data) -> None:
        weight = round(self.chance.uniform(1, 60), 2)
        item = self._add("items", name="甲基苯丙胺", kind="drug", quantity=weight, measure="克", act=act["id"])
        self._procedure("seizure", 4, 13, items=[item["id"]], quantity=weight, measure="克")
        self._procedure("weighing", 4, 14, items=[item["id"]], quantity=round(weight * 1000), measure="毫克")
        self._procedure("sampling", 4, 15, items=[item["id"]])
        number = f"2024-{self.chance.randrange(100, 999)}-1"
        self._sample("drug", item["id"], number)
        self._opinion("drug", 14, of=item["id"], samples=[number + "号"], value=weight, measure="克")
        self._chain(item["id"], weight, "克")

    def _blood(self, act: Data) -> None:
        number = f"XY{self.chance.randrange(1000, 9999)}"
        self._sample("blood", self.suspects[0], number, {"taken_at": self._at(0, 23), "sent_at": self._at(2, 10)})
        value, unit = self.chance.choice(((80, "mg/100ml"), (153.2, "mg/100ml"), (1.21, "mg/ml")))
        self._opinion("alcohol", 6, of=self.suspects[0], samples=[number], value=value, measure=unit)

    def _device(self, act: Data) -> None:
        digest = f"{self.chance.getrandbits(128):032x}"
        item = self._add("items", name="涉案手机", kind="device", quantity=1, measure="部", act=act["id"], hash=digest)
        self._procedure("extraction", 6, 9, items=[item["id"]], hash=digest.upper())
        self._document("extraction_record", 6)
        self._opinion("data", 20, of=item["id"], hash=digest, samples=[])
        self._chain(item["id"], 1, "部")

    def _biological(self, act: Data) -> None:
        number = f"B{self.chance.randrange(100, 999)}"
        self._sample("biological", self.victims[0], number)
        self._opinion("dna", 15, of=self.victims[0], samples=[number])

    def _sample(self, kind: str, of: str, number: str, times: Data | None = None) -> None:
        times = times or {"taken_at": self._at(4, 15), "sent_at": self._at(6, 9)}
        self._add(
            "samples",
            kind=kind,
            of=of,
            number=number,
            takers=self.officers[:2],
            sealed=True,
            doubled=True,
            alcohol_wiped=False,
            recorded=True,
            signed=True,
            **times,
        )

    def _chain(self, thing: str, quantity: float, unit: str) -> None:
        hands = ["办案民警", "保管室", "鉴定机构", "保管室"]
        for place, (giver, taker) in enumerate(pairwise(hands)):
            self._add(
                "transfers",
                of=thing,
                giver=giver,
                taker=taker,
                at=self._at(5 + place, 9),
                quantity=quantity,
                measure=unit,
                number="F1",
            )
