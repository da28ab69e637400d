"""Entrants made up, and the ways in which their names get into a document."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

from mingjian.contest.blinding import Roster
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.province.names import SURNAMES

__all__ = ["Entrants", "Plant", "Planter", "entrants"]

_PLACES = (
    "安徽省|合肥市|蜀山区", "安徽省|芜湖市|镜湖区", "安徽省|六安市|霍山县", "安徽省|淮北市|濉溪县",
    "河北省|石家庄市|长安区", "河北省|保定市|涿州市", "内蒙古自治区|呼和浩特市|新城区",
    "贵州省|黔东南苗族侗族自治州|凯里市", "江苏省|苏州市|吴中区", "四川省|凉山彝族自治州|西昌市",
    "广东省|深圳市|南山区", "云南省|大理白族自治州|大理市", "湖南省|长沙市|岳麓区", "辽宁省|大连市|甘井子区",
    "山东省|青岛市|市南区", "陕西省|西安市|碑林区", "上海市|浦东新区", "重庆市|渝中区", "浙江省|杭州市", "福建省",
    "湖北省|荆州市|沙市区", "山东省|济南市|市中区",
)  # fmt: skip
_GIVEN = "明华建国志强丽芳伟静超敏洋艳勇军杰娟涛磊婷雪峰宇浩然晨曦思远雨桐子涵欣怡文博佳琪高阳海波春梅秋月云飞立新永康"


@dataclass(frozen=True)
class Entrants:
    """Who made a document."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    office: str
    email: str
    phone: str
    number: str

    @property
    def roster(self) -> Roster:
        """As the secretary has it."""
        return Roster(self.people, (self.office,), (), (self.email, self.phone), (self.number,))


@dataclass(frozen=True)
class Plant:
    """What was written, of which kind, and where."""

    shown: str
    kind: str
    place: str


def entrants(drawn: random.Random) -> Entrants:
    """One to three people of an office."""
    people = tuple(dict.fromkeys(_name(drawn) for _ in range(drawn.randint(1, 3))))
    places = tuple(drawn.choice(_PLACES).split("|"))
    local = "".join(lazy_pinyin(people[0])) + drawn.choice(["", str(drawn.randrange(60, 99)), "_jc"])
    office = "".join(places) + ("人民检察院" if drawn.random() < 0.95 else "人民检察分院")
    phone = f"0{drawn.randrange(310, 999)}-{drawn.randrange(2_000_000, 8_999_999)}"
    mobile = f"1{drawn.choice('3578')}{drawn.randrange(10**8, 10**9)}"
    return Entrants(
        people, places, office, f"{local}@{drawn.choice(['ah', 'jc', 'ex'])}.example.cn", drawn.choice([phone, mobile]),
        f"{drawn.randrange(10**5, 10**6)}{drawn.randrange(100, 999)}",
    )  # fmt: skip


def _name(drawn: random.Random) -> str:
    return drawn.choice(SURNAMES) + "".join(drawn.choice(_GIVEN) for _ in range(drawn.choice([1, 2, 2])))


@cache
def filler() -> tuple[str, ...]:
    """Sentences in which nobody is named: problems, traps and reasons of the models that ship."""
    out = []
    for folder in shipped_models().values():
        definition = load_model(folder).definition
        texts = [definition.problem.zh, *(one.zh for one in definition.traps)]
        out += [one.strip() + "。" for text in texts for one in text.split("。") if len(one.strip()) > 8]
    return tuple(out)


@dataclass
class Planter:
    """Writes plants, and keeps them."""

    drawn: random.Random
    who: Entrants
    plants: list[Plant] = field(default_factory=list)

    def plain(self) -> str:
        """A sentence with nobody in it; some name the place, as laws and agencies do."""
        if self.drawn.random() < 0.15:
            frame = self.drawn.choice(("依据《{}社会救助条例》第十条。", "数据来自{}民政部门。", "{}共有十二个乡镇。"))
            return frame.format(self.drawn.choice(self.who.places))
        return self.drawn.choice(filler())

    def plant(self, place: str, kind: str = "", *, broken: str = "") -> str:
        """Words that name somebody, written in one of many ways. `broken`: what may stand within a name here."""
        kind = kind or self.drawn.choice(["person"] * 5 + ["office"] * 3 + ["email", "phone", "number", "latin"])
        shown: str = next(getattr(self, f"_{kind}")(broken))
        self.plants.append(Plant(shown, kind, place))
        return shown

    def sentence(self, place: str, *, broken: str = "") -> str:
        """A sentence that names somebody."""
        kind = self.drawn.choice(["person"] * 4 + ["office"] * 3 + ["email", "phone", "number", "latin"])
        word = self.plant(place, kind, broken=broken)
        frames = {
            "person": ("本模型由{}牵头研发，已在辖区试用。", "{}负责数据清洗。", "经{}同志核对，结果一致。", "撰稿：{}",
                       "感谢{}检察官的支持，规则得以完善。", "后由{}组织复核"),
            "office": ("{}开展专项监督。", "该做法由{}首创，已推广。", "数据由{}提供，依法使用。", "（{}）"),
            "email": ("联系邮箱{}。", "请发至 {} 。"), "phone": ("电话：{}", "联系电话{}，工作日接听。"),
            "number": ("承办人编号{}。", "工号：{}"), "latin": ("contact {} for details.", "author = {}"),
        }[kind]  # fmt: skip
        return self.drawn.choice(frames).format(word)

    def _person(self, broken: str) -> Iterator[str]:
        name = self.drawn.choice(self.who.people)
        how = self.drawn.randrange(10)
        if how < 5:
            yield name
        elif how == 5:
            yield "\u3000".join(name)
        elif how == 6:
            yield " ".join(name)
        elif how == 7:
            yield str(OpenCC("s2t").convert(name))
        elif broken:
            yield name[0] + self.drawn.choice(broken.split("¦")) + name[1:]
        else:
            yield name[0] + self.drawn.choice(["\u200b", "·", "  "]) + name[1:]

    def _office(self, broken: str) -> Iterator[str]:
        places, tail = self.who.places, self.who.office.removeprefix("".join(self.who.places))
        front = "".join(places[self.drawn.randrange(len(places)) :])
        made = front + self.drawn.choice([tail, tail.replace("人民", "")])
        cut = self.drawn.randrange(1, len(made) - 1)
        yield (
            made[:cut] + self.drawn.choice(broken.split("¦")) + made[cut:]
            if broken and self.drawn.random() < 0.3
            else made
        )

    def _email(self, broken: str) -> Iterator[str]:
        yield self.drawn.choice([self.who.email, self.who.email.upper(), self.who.email.replace("@", "＠")])

    def _phone(self, broken: str) -> Iterator[str]:
        wide = self.who.phone.translate({0x30 + i: 0xFF10 + i for i in range(10)})
        yield self.drawn.choice(
            [self.who.phone, self.who.phone.replace("-", ""), self.who.phone.replace("-", " "), wide]
        )

    def _number(self, broken: str) -> Iterator[str]:
        yield self.who.number

    def _latin(self, broken: str) -> Iterator[str]:
        name = self.drawn.choice(self.who.people)
        cut = 2 if name[:2] in ("欧阳", "司马", "上官", "诸葛") and len(name) > 2 else 1
        last, first = "".join(lazy_pinyin(name[:cut])), "".join(lazy_pinyin(name[cut:]))
        yield self.drawn.choice(
            [
                f"{last}{first}",
                f"{last.title()} {first.title()}",
                f"{first.title()} {last.title()}",
                f"{last}_{first}",
                f"{last.upper()}-{first}",
            ]
        )
