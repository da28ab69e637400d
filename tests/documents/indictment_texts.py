# ruff: noqa: E501 -- a wording reads best on one line
"""Invented indictments with what they say: no person, number or deed in them is real.

No real indictments are at hand. The texts follow the parts of the indictment in the procuratorates' published
specimen documents (heading and number, each defendant, how the case came, facts, evidence, opinion with the charge and
circumstances, proposal, address, signature, enclosures) in several layouts. `Wording` holds the turns of phrase; one
set was there while the reader was written, the other (`indictment_locked`) was written after it and scored once.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

_DIGITS = "〇一二三四五六七八九"
_NUMERALS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = [
    "建国",
    "伟",
    "小红",
    "志强",
    "丽",
    "某",
    "某某",
    "大山",
    "敏",
    "阿木",
    "春生",
    "德福",
    "晓东",
    "玉梅",
    "海",
    "文斌",
]
PLACES = [
    ("临溪县", "川州市临溪县", "临检"),
    ("西山区", "川州市西山区", "川西检"),
    ("东岭市", "东岭市", "东岭检"),
    ("海门县", "广南省海门县", "海检"),
]


@dataclass(frozen=True)
class Wording:
    """Turns of phrase; braces are filled in."""

    numbers: list[str]
    heads: list[str]
    ids: list[str]
    measures: list[str]
    procedures: list[str]
    facts: list[str]
    totals: list[str]
    items: list[str]
    evidence: list[str]
    opinion: list[str]
    charges: list[str]
    joint: list[str]
    circumstances: dict[str, list[str]]
    denied: list[str]
    proposals: list[str]
    fines: list[str]
    probations: list[str]
    closes: list[str]
    signs: list[str]
    enclosures: list[str]


OPEN = Wording(
    numbers=["{p}刑诉〔{y}〕{n}号", "{p}公诉刑诉（{y}）{n}号", "{p}一部刑诉[{y}]{n}号"],
    heads=[
        "被告人{name}，{sex}，{birth}出生，{id}，汉族，初中文化，无业，户籍所在地{home}，住{home}。{prior}{measure}",
        "被告人{name}，{sex}，{birth}生，{id}，汉族，小学文化程度，农民，住{home}。{prior}{measure}",
    ],
    ids=["公民身份号码{id}", "居民身份证号码{id}"],
    measures=[
        "因涉嫌{charge}，于{d1}被{place}公安局刑事拘留，经本院批准，于{d2}由{place}公安局执行逮捕。",
        "因涉嫌{charge}，于{d1}被{place}公安局取保候审；{d2}经本院决定，被取保候审。",
        "因涉嫌犯{charge}，{d1}被{place}公安局刑事拘留，{d2}经本院批准被依法执行逮捕。现羁押于{place}看守所。",
    ],
    procedures=[
        "本案由{place}公安局侦查终结，以被告人{names}涉嫌{charges}，于{t}向本院移送审查起诉。本院受理后，于{t1}已告知被告人有权委托辩护人和认罪认罚可能导致的法律后果，依法讯问了被告人，听取了被告人及其辩护人的意见，审查了全部案件材料。",
        "本案由{place}公安局侦查终结，以被告人{names}涉嫌{charges}，于{t}移送本院审查起诉。本院受理后，于{t1}告知被告人有权委托辩护人，依法讯问了被告人，审查了全部案件材料，核实了案件事实与证据。",
    ],
    facts=["经依法审查查明：", "经依法审查查明，"],
    totals=["被告人{name}{verb}{n}次，涉案金额共计人民币{sum}元。", "被告人{name}先后{verb}{n}起，价值共计人民币{sum}元。具体事实如下："],
    items=["{i}．{deed}", "{i}、{deed}"],
    evidence=[
        "认定上述事实的证据如下：\n1.物证；2.书证：户籍证明等；3.证人杨某的证言；4.被害人的陈述；5.被告人的供述和辩解；6.鉴定意见。\n上述证据收集程序合法，内容客观真实，足以认定指控事实。",
        "认定上述事实的证据如下：书证、证人证言、被害人陈述、被告人供述与辩解、价格认定结论书、勘验检查笔录等。",
    ],
    opinion=["本院认为，", "本院认为："],
    charges=[
        "被告人{name}{act}，其行为触犯了《中华人民共和国刑法》{article}，犯罪事实清楚，证据确实、充分，应当以{charge}追究其刑事责任。",
        "被告人{name}{act}，其行为已触犯《中华人民共和国刑法》{article}之规定，应当以{charge}追究被告人{name}的刑事责任。",
    ],
    joint=[
        "被告人{names}{act}，其行为均触犯了《中华人民共和国刑法》{article}，犯罪事实清楚，证据确实、充分，应当以{charge}追究其刑事责任。",
        "被告人{names}结伙{act}，其行为均已触犯《中华人民共和国刑法》{article}、第二十五条第一款之规定，应当以{charge}分别追究其刑事责任。",
    ],
    circumstances={
        "surrender": ["被告人{name}犯罪以后自动投案，如实供述自己的罪行，系自首，根据《中华人民共和国刑法》第六十七条第一款的规定，可以从轻或者减轻处罚。", "被告人{name}具有自首情节，可以从轻处罚。"],
        "confession": ["被告人{name}到案后如实供述自己的罪行，根据《中华人民共和国刑法》第六十七条第三款之规定，可以从轻处罚。", "被告人{name}系坦白，可以从轻处罚。"],
        "merit": ["被告人{name}有立功表现，根据《中华人民共和国刑法》第六十八条的规定，可以从轻处罚。"],
        "accessory": ["被告人{name}在共同犯罪中起次要作用，系从犯，应当从轻处罚。"],
        "recidivist": ["被告人{name}曾因故意犯罪被判处有期徒刑，刑罚执行完毕后五年内再犯应当判处有期徒刑以上刑罚之罪，系累犯，应当从重处罚。"],
        "minor": ["被告人{name}犯罪时已满十六周岁不满十八周岁，应当从轻处罚。"],
        "plea": ["被告人{name}自愿认罪认罚，依据《中华人民共和国刑事诉讼法》第十五条的规定，可以从宽处理。", "被告人{name}认罪认罚，可以从宽处罚。"],
        "returned": ["被告人{name}积极退赃，可以酌情从轻处罚。", "被告人{name}已退赔被害人的全部经济损失，可酌情从轻处罚。"],
        "forgiven": ["被告人{name}取得被害人谅解，可酌情从轻处罚。"],
        "attempt": ["被告人{name}因意志以外的原因未得逞，系犯罪未遂，可以比照既遂犯从轻处罚。"],
    },
    denied=["被告人{name}虽主动到案，但未如实供述，不构成自首。"],
    proposals=["建议判处被告人{name}{term}", "建议对被告人{name}判处{term}"],
    fines=["，并处罚金人民币{fine}元", "，并处罚金{fine}元"],
    probations=["，缓刑{p}", "，适用缓刑"],
    closes=["根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，提起公诉，请依法判处。"],
    signs=["检察官　{a}\n检察官助理　{b}\n{d}", "检察员：{a}\n{d}\n（院印）"],
    enclosures=["附件：1.被告人现羁押于{place}看守所。\n2.案卷材料和证据3册。\n3.《认罪认罚具结书》一份。", "附：\n1.被告人现在处所\n2.案卷2册\n3.量刑建议书1份"],
)  # fmt: skip

# charge, article, what it is, deed (with one sum or none), whether deeds have sums
CRIMES: dict[str, tuple[str, str, str, bool, str]] = {
    "盗窃罪": ("第二百六十四条", "以非法占有为目的，秘密窃取他人财物，数额较大", "{d}，被告人{name}在{place}某小区{lot}盗走被害人{v}的电动车一辆，价值人民币{sum}元。", True, "盗窃"),
    "诈骗罪": ("第二百六十六条", "以非法占有为目的，虚构事实，骗取他人财物，数额较大", "{d}，被告人{name}以{lot}代办证件为名，骗取被害人{v}人民币{sum}元。", True, "诈骗"),
    "抢劫罪": ("第二百六十三条", "以非法占有为目的，以暴力方法抢劫他人财物", "{d}，被告人{name}在{place}{lot}持刀威胁被害人{v}，抢走现金人民币{sum}元。", True, "抢劫"),
    "故意伤害罪": ("第二百三十四条第一款", "故意伤害他人身体，致一人轻伤", "{d}，被告人{name}在{place}{lot}与被害人{v}发生口角，持木棍将其打伤。经鉴定，被害人{v}的损伤程度为轻伤二级。", False, "殴打"),
    "危险驾驶罪": ("第一百三十三条之一第一款第（二）项", "在道路上醉酒驾驶机动车", "{d}，被告人{name}酒后驾驶小型轿车行驶至{place}{lot}时被执勤民警查获。经鉴定，其血液中乙醇含量为{alcohol}mg/100ml。", False, "驾驶"),
    "容留他人吸毒罪": ("第三百五十四条", "多次容留他人吸食毒品", "{d}，被告人{name}在其住处容留{v}吸食甲基苯丙胺。", False, "容留他人吸毒"),
    "掩饰、隐瞒犯罪所得罪": ("第三百一十二条第一款", "明知是犯罪所得而予以收购", "{d}，被告人{name}在{place}{lot}明知是盗窃所得仍收购手机一部，价值人民币{sum}元。", True, "收购赃物"),
    "帮助信息网络犯罪活动罪": ("第二百八十七条之二第一款", "明知他人利用信息网络实施犯罪，为其犯罪提供支付结算帮助，情节严重", "{d}，被告人{name}将本人名下银行卡出售给他人{lot}，获利人民币{sum}元。", True, "出售银行卡"),
    "寻衅滋事罪": ("第二百九十三条第一款第（一）项", "随意殴打他人，情节恶劣", "{d}，被告人{name}在{place}{lot}无故殴打被害人{v}。", False, "滋事"),
}  # fmt: skip


@dataclass
class Person:
    """A defendant and what the text says of him."""

    name: str
    male: bool
    birth: date
    id_number: str | None
    charge: str
    measures: list[dict[str, Any]] = field(default_factory=list)
    prior: bool = False
    circumstances: list[str] = field(default_factory=list)
    proposal: dict[str, Any] | None = None
    acts: int = 1
    told_acts: bool = False
    told_total: bool = False
    amount: int | None = None


def chinese_day(day: date) -> str:
    """二〇二一年三月二日."""
    return "".join(_DIGITS[int(c)] for c in str(day.year)) + f"年{number(day.month)}月{number(day.day)}日"


def number(n: int) -> str:
    """A number below a hundred in characters."""
    if n <= 12:
        return _NUMERALS[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def day(d: date) -> str:
    """2021年3月2日."""
    return f"{d.year}年{d.month}月{d.day}日"


def term(months: int) -> str:
    """一年六个月."""
    years, rest = divmod(months, 12)
    return (f"{number(years)}年" if years else "") + (f"{number(rest)}个月" if rest else "")


def make(seed: int, wording: Wording) -> tuple[str, dict[str, Any]]:
    """A text and what it says, in the shape of a label."""
    return _Maker(random.Random(seed), wording).make()


class _Maker:
    def __init__(self, rng: random.Random, wording: Wording) -> None:
        self.r, self.w = rng, wording

    def pick(self, options: list[str]) -> str:
        return self.r.choice(options)

    def make(self) -> tuple[str, dict[str, Any]]:
        r = self.r
        short, full, prefix = r.choice(PLACES)
        self.place = short
        accused_on = date(r.randint(2019, 2024), r.randint(1, 12), r.randint(1, 28))
        transferred = accused_on - timedelta(days=r.randint(20, 40))
        charge = r.choice(list(CRIMES))
        people = self._people(charge, transferred)
        n = r.randint(1, 900)
        indictment = self.pick(self.w.numbers).format(p=prefix, y=accused_on.year, n=n)
        office, court = f"{full}人民检察院", f"{short}人民法院"
        parts = [office, r.choice(["起诉书", "起 诉 书", "起  诉  书"]), indictment]
        parts += [self._head(p) for p in people]
        names = "、".join(p.name for p in people)
        charges = "、".join(dict.fromkeys(p.charge for p in people))
        parts.append(
            self.pick(self.w.procedures).format(
                place=short, names=names, charges=charges, t=day(transferred), t1=day(transferred + timedelta(days=1))
            )
        )
        deed_day = transferred - timedelta(days=r.randint(60, 120))
        facts, first, last = self._facts(people, deed_day)
        parts += [*facts, self.pick(self.w.evidence), self._opinion(people)]
        parts += [
            "此致",
            court,
            self.pick(self.w.signs).format(a="秦某", b="许某", d=r.choice([chinese_day, day])(accused_on)),
        ]
        parts.append(self.pick(self.w.enclosures).format(place=short))
        truth = {
            "indictment_number": _normal(indictment), "procuratorate": office, "court": court,
            "transferred_on": transferred.isoformat(), "accused_on": accused_on.isoformat(),
            "crime_from": first.isoformat(), "crime_to": last.isoformat(),
            "defendants": [_truth(p, len(people)) for p in people],
        }  # fmt: skip
        return noise("\n".join(parts), r), truth

    def _people(self, charge: str, transferred: date) -> list[Person]:
        r = self.r
        count = r.choice([1, 1, 1, 2, 2, 3]) if charge not in ("危险驾驶罪",) else 1
        surnames = r.sample(SURNAMES, count)
        people = []
        other = r.choice(["掩饰、隐瞒犯罪所得罪", charge]) if charge == "盗窃罪" and count > 1 else charge
        for i in range(count):
            birth = date(r.randint(1960, 2003), r.randint(1, 12), r.randint(1, 28))
            male = r.random() < 0.8
            p = Person(surnames[i] + r.choice(GIVEN), male, birth, None, other if i and i == count - 1 else charge)
            p.id_number = (
                f"510{r.randint(100, 999)}{birth:%Y%m%d}{r.randint(10, 99)}{2 * r.randint(0, 4) + male}{r.choice('0123456789X')}"
                if r.random() < 0.8
                else None
            )
            p.prior = r.random() < 0.3
            d1 = transferred - timedelta(days=r.randint(45, 58))
            p.measures = [{"on": d1}, {"on": d1 + timedelta(days=r.randint(7, 30))}]
            people.append(p)
        for p in people:
            p.circumstances = self._of(p, count)
            p.proposal = self._proposal()
        return people

    def _of(self, p: Person, count: int) -> list[str]:
        r = self.r
        kinds = [r.choice(["surrender", "confession", "confession", ""])]
        kinds += ["recidivist"] if p.prior and r.random() < 0.5 else []
        kinds += ["accessory"] if count > 1 and r.random() < 0.4 else []
        kinds += [k for k in ("merit", "minor", "returned", "forgiven", "attempt") if r.random() < 0.15]
        kinds += ["plea"] if r.random() < 0.6 else []
        return [k for k in kinds if k]

    def _proposal(self) -> dict[str, Any] | None:
        r = self.r
        if r.random() < 0.2:
            return None
        kind = r.choice(["fixed_term", "fixed_term", "fixed_term", "detention"])
        low = r.randint(6, 48) if kind == "fixed_term" else r.randint(1, 5)
        high = low + (r.choice([0, 0, 2, 6]) if kind == "fixed_term" else r.choice([0, 1]))
        fine = r.choice([None, 2000, 5000, 10000, 30000])
        probation = r.random() < 0.3 and high <= 36
        return {
            "kind": kind,
            "low": low,
            "high": high,
            "fine": fine,
            "probation": probation or None,
            "months": high + 6,
        }

    def _head(self, p: Person) -> str:
        r = self.r
        given = self.pick(self.w.ids).format(id=p.id_number) if p.id_number else "身份证号码不详"
        kind = r.choice(self.w.measures)
        bail = "取保候审" in kind
        d1, d2 = p.measures[0]["on"], p.measures[1]["on"]
        p.measures = [
            {"kind": "bail" if bail else "detained", "on": d1.isoformat()},
            {"kind": "bail" if bail else "arrested", "on": d2.isoformat()},
        ]
        same = r.random() < 0.4 and d1.year == d2.year
        second = f"同年{d2.month}月{d2.day}日" if same else day(d2)
        measure = kind.format(charge=p.charge, d1=day(d1), d2=second, place=self.place)
        prior = (
            f"{d1.year - 3}年{d1.month}月5日因犯盗窃罪被{self.place}人民法院判处有期徒刑六个月，{d1.year - 3}年12月4日刑满释放。"
            if p.prior
            else ""
        )
        return self.pick(self.w.heads).format(
            name=p.name,
            sex="男" if p.male else "女",
            birth=day(p.birth),
            id=given,
            home=self.place + "和平路2号",
            prior=prior,
            measure=measure,
        )

    def _facts(self, people: list[Person], start: date) -> tuple[list[str], date, date]:
        r = self.r
        totals, texts = [], []
        first = last = at = start
        for p in people:
            _, _, deed, sums, verb = CRIMES[p.charge]
            p.acts = 1 if p.charge == "危险驾驶罪" else r.choice([1, 1, 2, 3, 4])
            each = [r.randint(8, 90) * 100 for _ in range(p.acts)]
            p.amount = sum(each) if sums else None
            p.told_total = p.acts > 1 and sums and r.random() < 0.6
            for i in range(p.acts):
                last = at
                texts.append(
                    deed.format(
                        d=day(at),
                        name=p.name,
                        place=self.place,
                        lot=r.choice(["东门", "西侧路口", "商业街"]),
                        v=r.choice("杨朱尤") + "某",
                        sum=each[i],
                        alcohol=r.randint(81, 300),
                    )
                )
                at += timedelta(days=r.randint(1, 2))
            if p.told_total:
                totals.append(
                    self.pick(self.w.totals).format(
                        name=p.name, verb=verb, n=r.choice([str(p.acts), number(p.acts)]), sum=f"{p.amount}"
                    )
                )
        mark = self.pick(self.w.items)
        numbered = len(texts) > 1
        for p in people:
            p.told_acts = numbered
        items = [mark.format(i=i, c=number(i), deed=t) for i, t in enumerate(texts, 1)] if numbered else texts
        return [self.pick(self.w.facts), *totals, *items], first, last

    def _opinion(self, people: list[Person]) -> str:
        r, w = self.r, self.w
        out = [self.pick(w.opinion)]
        joint = len(people) > 1 and len({p.charge for p in people}) == 1 and r.random() < 0.7
        if joint:
            article, act, *_ = CRIMES[people[0].charge]
            names = "、".join(p.name for p in people)
            out.append(self.pick(w.joint).format(names=names, act=act, article=article, charge=people[0].charge))
        for p in [] if joint else people:
            article, act, *_ = CRIMES[p.charge]
            out.append(self.pick(w.charges).format(name=p.name, act=act, article=article, charge=p.charge))
        for p in people:
            out += [self.pick(w.circumstances[k]).format(name=p.name) for k in p.circumstances]
            if "surrender" not in p.circumstances and r.random() < 0.1:
                out.append(self.pick(w.denied).format(name=p.name))
        for p in people:
            if p.proposal:
                out.append(self._proposed(p))
        return "".join(out) + self.pick(w.closes)

    def _proposed(self, p: Person) -> str:
        told = p.proposal or {}
        word = "有期徒刑" if told["kind"] == "fixed_term" else "拘役"
        low, high = told["low"], told["high"]
        length = word + term(low) if low == high else word + term(low) + self.r.choice(["至", "以上"]) + term(high) + ""
        if low != high and "以上" in length:
            length = f"{word}{term(low)}以上{term(high)}以下"
        text = self.pick(self.w.proposals).format(name=p.name, term=length)
        if told["probation"]:
            chosen = self.pick(self.w.probations)
            text += chosen.format(p=term(told["months"]))
            told["months"] = told["months"] if "{p}" in chosen else None
        if told["fine"]:
            chosen = self.pick(self.w.fines)
            text += chosen.format(fine=told["fine"])
        return text + "。"


def _normal(text: str) -> str:
    for a, b in (("（", "〔"), ("）", "〕"), ("[", "〔"), ("]", "〕"), ("﹝", "〔"), ("﹞", "〕")):
        text = text.replace(a, b)
    return text


def _truth(p: Person, count: int) -> dict[str, Any]:
    kinds = set(p.circumstances)
    told = p.proposal
    return {
        "name": p.name, "sex": "male" if p.male else "female", "birth_date": p.birth.isoformat(), "id_number": p.id_number,
        "measures": p.measures, "priors": int(p.prior), "charges": [p.charge],
        "circumstances": sorted(kinds - ({"confession"} if "surrender" in kinds else set())),
        "proposal": told and {
            "kind": told["kind"], "low": told["low"], "high": told["high"], "fine": told["fine"],
            "probation": told["probation"], "months": told["months"] if told["probation"] else None,
        },
        "act_count": p.acts if p.told_acts else None,
        "amount": p.amount if count == 1 or p.told_total else None,
    }  # fmt: skip


def noise(text: str, rng: random.Random) -> str:
    """Full-width figures, lost and strewn line breaks, spaces of a scan: none of it changes what is said."""
    kind = rng.choice(["plain", "plain", "wide", "breaks", "spaces", "joined"])
    if kind == "wide":
        return text.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789"})
    if kind == "joined":
        return text.replace("\n", "")
    if kind in ("breaks", "spaces"):
        mark = "\n" if kind == "breaks" else " "
        return "".join(c + (mark if rng.random() < 0.04 else "") for c in text)
    return text
