"""A typed case file → the papers that would have told it, each with what stands on it."""

from __future__ import annotations

import random

from benchmarks.evidence.making import Data
from benchmarks.evidence.papers.dirt import dirtied
from benchmarks.evidence.papers.hand import SEX, Hand, Sheet
from benchmarks.evidence.papers.wording import Wording, spoken_day, written

__all__ = ["papers_of"]

_GRADE = {"slight": "轻微伤", "light": "轻伤", "grave": "重伤", "death": "死亡"}
_PLACES = {"police": "合肥市公安局瑶海分局执法办案中心", "detention_house": "合肥市看守所"}
_PROCEDURES = {
    "search": ("搜查笔录", "搜查"), "seizure": ("扣押清单", "扣押"), "identification": ("辨认笔录", "辨认"),
    "scene": ("现场勘验笔录", "勘验"), "extraction": ("电子数据提取笔录", "提取"), "weighing": ("称量笔录", "称量"),
    "sampling": ("取样笔录", "取样"),
}  # fmt: skip
_OPINIONS = {
    "injury": "人体损伤程度鉴定书", "drug": "毒品检验报告", "alcohol": "血液酒精含量检验报告",
    "data": "电子数据检验报告",
    "price": "价格认定结论书", "dna": "DNA鉴定书",
}  # fmt: skip


def papers_of(data: Data, wording: Wording, chance: random.Random) -> list[Sheet]:
    """Every paper of the file that this bench can write."""
    return _Writer(data, wording, chance).all()


class _Writer(Hand):
    def all(self) -> list[Sheet]:
        sheets = [*self._filings(), *self._households()]
        sheets += [self._statement(one) for one in self.data["statements"]]
        sheets += [sheet for one in self.data["measures"] for sheet in self._measure(one)]
        sheets += [self._procedure(one) for one in self.data["procedures"] if one["kind"] in _PROCEDURES]
        sheets += [sheet for one in self.data["opinions"] if one["kind"] in _OPINIONS for sheet in self._opinion(one)]
        sheets += [self._blood(one) for one in self.data["samples"] if one["kind"] == "blood"]
        sheets.append(self._accusation())
        for sheet in sheets:
            sheet.text = dirtied(sheet.text, self.chance.choice(self.wording.dirt), self.chance)
        return sheets

    # -- papers ------------------------------------------------------------------------------------------

    def _filings(self) -> list[Sheet]:
        first = self.data["persons"][0]["name"]
        case = self.charge.removesuffix("罪")
        sheets = []
        for one in self.of("case_receipt"):
            text = f"受案登记表\n{self.say('received', at=self.at(one['on']))}\n案由：{self.charge}\n"
            sheets.append(Sheet("register", text, {one["id"]}, "documents", {"on": one["on"]}))
        for one in self.of("filing_decision"):
            said = self.say("filed", name=first, case=case, charge=self.charge)
            text = f"立案决定书\n{said}\n合肥市公安局瑶海分局\n{self.at(one['on'])}\n"
            sheets.append(Sheet("filing", text, {one["id"]}, "documents", {"on": one["on"]}))
        return sheets

    def _households(self) -> list[Sheet]:
        """The register as its claims have it."""
        sheets = []
        for person in self.data["persons"]:
            own = [c for c in self.data["claims"] if c["about"] == person["id"] and c["what"] in ("born", "name")]
            born = next((c["from"] for c in own if c["what"] == "born"), person["born"])
            called = next((c["says"] for c in own if c["what"] == "name"), person["name"])
            alias = f" 曾用名：{person['aliases'][0]}" if person.get("aliases") else ""
            called = person["name"] if called in person.get("aliases", ()) else called.replace(" ", "")
            text = (
                f"户籍证明\n姓名：{called}{alias} 性别：{SEX[person['sex']]} 出生日期：{written(born, 'plain')}\n"
                f"公民身份号码：{person['id_number']}\n"
            )
            sheets.append(Sheet("household", text, {person["id"], *(c["id"] for c in own)}, "persons", {}))
        return sheets

    def _statement(self, one: Data) -> Sheet:
        asked = one["kind"] == "interrogation"
        what = "讯问" if asked else "询问"
        person = self.people[one["person"]]
        role = "犯罪嫌疑人" if asked else ("被害人" if "victim" in person["roles"] else "证人")
        names = "、".join(one.get("officers") or [])
        place = _PLACES.get(one.get("place_kind", ""), "某处")
        lines = [f"{what}笔录"]
        if asked and one.get("number"):
            lines.append(self.say("number", n=one["number"]))
        lines.append(self.say("period", what=what, from_=self.at(one["from"]), to=self.at(one["to"])))
        lines.append(self.say("place", what=what, place=place))
        lines.append(self.say("officers", what=what, names=names))
        head = self.chance.choice((f"被{what}人", role if asked else f"{role}姓名"))
        lines.append(self.particulars("person", one["person"], role=head, act=what))
        if one.get("guardian"):
            lines.append(self.say("guardian", name="周国强"))
        if one.get("rights_told"):
            lines.append(self.say("rights", who=role))
        if one.get("recorded"):
            lines.append(self.say("filmed", what=what))
        lines += self._spoken(one)
        lines.append(self.say("talk", talk=one.get("text") or "没有了。"))
        signer = f"被{what}人"
        lines.append(self.say("read", signer=signer, name=person["name"] if one.get("checked") else "____"))
        lines.append(self.say("signed", what=what, names=names if one.get("officers_signed") else "____"))
        says = {
            key: one.get(key)
            for key in ("from", "to", "officers", "number", "place_kind", "checked", "officers_signed")
        }
        says |= {key: True for key in ("rights_told", "recorded", "guardian") if one.get(key)}
        says |= {
            "kind": one["kind"],
            "place": place,
            "person": person["name"],
            "number": one.get("number") if asked else None,
        }
        told = {c["id"] for c in self.data["claims"] if c.get("document") == one["document"]}
        return Sheet(one["kind"], "\n".join(lines) + "\n", {one["id"], one["person"], *told}, "statements", says)

    def _spoken(self, one: Data) -> list[str]:
        lines = [self.say("guilt")] if one.get("confesses") else []
        acts = {act["id"]: act for act in self.data["acts"]}
        mine = [c for c in self.data["claims"] if c.get("document") == one["document"] and c.get("speaker")]
        for act in acts:
            said = {c["what"]: c for c in mine if c["about"] == act}
            lines += self._act_told(said)
        for claim in (c for c in mine if c["about"] not in acts):
            lines += self._act_told({claim["what"]: claim})
        return lines

    def _act_told(self, said: dict[str, Data]) -> list[str]:
        """The claims of one act as answers; those that stand together are told together."""
        lines = []
        at = (
            spoken_day(said["time"]["from"]) + ("左右" if said["time"].get("rounded") else "") if "time" in said else ""
        )
        value = self._money(said["amount"]) if "amount" in said else ""
        if at and value and "place" in said:
            lines.append(self.say("several", at=at, place=said["place"]["says"], value=value))
        else:
            if at and "place" in said:
                lines.append(self.say("both", at=at, place=said["place"]["says"]))
            elif at:
                lines.append(self.say("time", at=at))
            elif "place" in said:
                lines.append(self.say("where", place=said["place"]["says"]))
            if value:
                lines.append(self.say("amount", value=value))
        if "tool" in said:
            lines.append(self.say("tool", tool=said["tool"]["says"]))
        if "count" in said:
            lines.append(self.say("count", n=said["count"]["value"]))
        return lines

    @staticmethod
    def _money(claim: Data) -> str:
        about = "大约" if claim.get("rounded") else ""
        return f"{about}{claim['value']}{claim.get('measure', '元')}"

    def _measure(self, one: Data) -> list[Sheet]:
        words = {"detention": ("拘留证", "拘留通知书", "detained"), "arrest": ("逮捕证", "逮捕通知书", "arrested")}
        if one["kind"] not in words:
            return []
        warrant, notice, key = words[one["kind"]]
        values = {"name": self.name(one["person"]), "charge": self.charge, "at": self.at(one["from"])}
        custody = self.say("delivered", at=self.at(one["custody_at"])) if one.get("custody_at") else ""
        custody_at = self.at(one["custody_at"]) if one.get("custody_at") else ""
        told = self.at(one["family_told_at"])
        day = self.at(one["from"][:10])
        papers = [d for d in self.of(f"{one['kind']}_papers") if d.get("of") == [one["person"]]]
        records = {one["id"], *(d["id"] for d in papers)}
        if papers:
            day = self.at(papers[0]["on"])
        first = self.say(key, **values, custody=custody, custody_at=custody_at)
        second = self.say(f"{key}_notice", **values, told=told)
        says = {key: one.get(key) for key in ("from", "custody_at", "family_told_at")} | {"person": values["name"]}
        return [
            Sheet(one["kind"], f"{warrant}\n{first}\n{day}\n", records, "measures", says),
            Sheet(f"{one['kind']} notice", f"{notice}\n{second}\n{day}\n", {one["id"]}, "", {}),
        ]

    def _procedure(self, one: Data) -> Sheet:
        title, what = _PROCEDURES[one["kind"]]
        suspect = self.data["persons"][0]["name"]
        things = [self.items[item] for item in one["items"]]
        lines = [title]
        if one["kind"] == "seizure":
            lines.append(self.say("list_head"))
            for number, item in enumerate(things, 1):
                values = {"n": number, "name": item["name"], "quantity": one["quantity"], "unit": one["measure"]}
                lines.append(self.say("row", **values))
        lines.append(self.say("when", what=what, at=self.at(one["at"])))
        lines.append(self.say("place", what=what, place="合肥市瑶海区长江路12号"))
        lines += self._body(one, what, suspect, things)
        if one.get("recorded"):
            lines.append(self.say("filmed_work", what=what))
        if one["kind"] in ("search", "seizure"):
            lines.append(self.say("holder", name=suspect if one.get("holder_signed") else "____"))
        lines.append(self.say("witness", name="孙国庆" if one.get("witnesses") else "____"))
        lines.append(self.say("police", names="、".join(one["officers"] if one.get("officers_signed") else ["____"])))
        says = {key: one.get(key) for key in ("kind", "at", "witnesses", "recorded", "officers", "officers_signed")}
        if not one.get("officers_signed"):
            says["officers"] = None
        if one["kind"] in ("search", "seizure"):
            says["holder_signed"] = one.get("holder_signed")
        if things and one["kind"] != "search":
            says["items"] = [item["name"] for item in things]
        if one["kind"] in ("seizure", "weighing"):
            says |= {"quantity": one["quantity"], "measure": one["measure"]}
        if one["kind"] == "identification":
            says |= {"shown": one["shown"], "person": self.name(one["person"])}
        if one["kind"] == "extraction":
            says["hash"] = one["hash"]
        samples = {s["id"] for s in self.data["samples"] if one["kind"] == "sampling" and s["of"] in one["items"]}
        return Sheet(one["kind"], "\n".join(lines) + "\n", {one["id"], *one["items"], *samples}, "procedures", says)

    def _body(self, one: Data, what: str, suspect: str, things: list[Data]) -> list[str]:
        kind, lines = one["kind"], []
        if kind == "search":
            lines.append(self.say("warrant"))
        if kind == "identification":
            lines.append(self.say("lineup", name=self.name(one["person"]), shown=one["shown"]))
        if kind == "weighing":
            lines.append(self.say("weighed", name=things[0]["name"], quantity=one["quantity"], unit=one["measure"]))
        if kind == "sampling":
            sample = next(s for s in self.data["samples"] if s["of"] == things[0]["id"])
            lines.append(self.say("sample", name=things[0]["name"], number=sample["number"]))
            lines.append(f"送检时间：{self.at(sample['sent_at'])}")
        if kind == "extraction":
            lines.append(self.say("hash", name=things[0]["name"], hash=one["hash"]))
        if kind in ("weighing", "sampling") and one.get("suspect_present"):
            lines.append(self.say("suspect_there", name=suspect))
        if kind in ("seizure", "sampling") and one.get("sealed"):
            lines.append(self.say("sealed"))
        return lines

    def _opinion(self, one: Data) -> list[Sheet]:
        kind = one["kind"]
        lines = [_OPINIONS[kind], self.say("commissioned", at=self.at(one["commissioned"]))]
        of = one.get("of")
        if of in self.people:
            lines.append(f"被鉴定人：{self.name(of)}")
        for number in one.get("samples") or ():
            lines.append(self.say("material", number=number.strip().removesuffix("号")))
        thing = self.items.get(of or "", {}).get("name", "")
        if kind == "drug":
            lines.append(self.say("weight", name=thing, value=one["value"], unit=one["measure"]))
        if kind == "alcohol":
            lines.append(self.say("alcohol", value=one["value"], unit=one["measure"]))
        if kind == "injury":
            lines.append(self.say("grade", name=self.name(of), grade=_GRADE[one["grade"]]))
        if kind == "data":
            lines.append(self.say("data", name=thing, hash=one["hash"]))
        if kind == "price":
            lines.append(self.say("base", at=self.at(one["base_day"])))
        experts = ["吴国平", "郑海明"]
        lines.append(self.say("experts", names="、".join(experts) if one.get("signed") else "____", n="340100123"))
        lines.append(self.say("issued", at=self.at(one["on"])))
        says = {
            key: one.get(key)
            for key in ("kind", "on", "commissioned", "grade", "hash", "base_day", "value", "measure", "signed")
        }
        says["examiners"] = experts if one.get("signed") else None
        says["samples"] = [number.strip().removesuffix("号") for number in one.get("samples") or ()] or None
        title = _OPINIONS[kind].removesuffix("书").removesuffix("报告")
        notice = (
            f"鉴定意见通知书\n犯罪嫌疑人{self.data['persons'][0]['name']}：\n我局对你案有关事项进行了{title}。\n"
            f"{self.say('told', at=self.at(one['told_suspect']))}\n"
        )
        return [
            Sheet(kind, "\n".join(lines) + "\n", {one["id"], *self._samples(one)}, "opinions", says),
            Sheet("notice", notice, {one["id"]}, "", {}),
        ]

    def _samples(self, one: Data) -> set[str]:
        return {s["id"] for s in self.data["samples"] if s["of"] == one.get("of")}

    def _blood(self, one: Data) -> Sheet:
        taken = self.say("when", what="提取", at=self.at(one["taken_at"]))
        lines = ["当事人血样提取登记表", f"当事人：{self.name(one['of'])}", taken, f"血样编号：{one['number']}"]
        text = "\n".join([*lines, f"送检时间：{self.at(one['sent_at'])}"]) + "\n"
        says = {key: one[key] for key in ("number", "taken_at", "sent_at")}
        return Sheet("blood", text, {one["id"]}, "samples", says)

    def _accusation(self) -> Sheet:
        paper = next(iter(self.of("transfer_opinion")), {"id": "none", "on": self.data["on"]})
        suspects = self.data["acts"][0]["suspects"]
        lines = ["起诉意见书", *(self.particulars("suspect", one) for one in suspects), self.say("charged")]
        names = "、".join(self.name(one) for one in suspects)
        for number, act in enumerate(self.data["acts"], 1):
            begin = self.at(act["from"])
            at = f"{begin}至{self.at(act['to'])}"
            key = "act" if "amount" in act else "act_bare"
            said = self.say(key, at=at, names=names, place=act["place"], value=act.get("amount"))
            if act.get("injury") and act.get("victims"):
                said += self.say("harm", name=self.name(act["victims"][0]), grade=_GRADE[act["injury"]])
            lines.append((f"{number}、" if len(self.data["acts"]) > 1 else "") + said)
        lines += [f"综上所述，犯罪嫌疑人{names}的行为涉嫌{self.charge}。", "合肥市公安局瑶海分局", self.at(paper["on"])]
        records = {paper["id"], *(a["id"] for a in self.data["acts"]), *suspects}
        act = self.data["acts"][0]
        says = {"from": act["from"], "place": act["place"], "amount": act.get("amount"), "injury": act.get("injury")}
        return Sheet("accusation", "\n".join(lines) + "\n", records, "acts", says)
