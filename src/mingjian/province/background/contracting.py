"""Suits over building works: invented judgments, and the findings the reader of documents takes from them.

Whoever did the works sues the contractor. The judgment tells what both say, what the court found and what it holds;
rows of ``contracting_finding`` are what ``parse_civil`` reads there, so that a mere assertion stays one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.documents import civil_rows, parse_civil
from mingjian.province import regions
from mingjian.province.background import suits
from mingjian.province.background.taxes import representatives
from mingjian.province.chance import Rng, between, chosen
from mingjian.province.clock import AS_OF, NONE, Ints, day, iso, year_of
from mingjian.province.tables import Coded
from mingjian.province.world import World, region_codes

KINDS = ("affiliation", "assignment", "subcontract")
TELLERS = ("court", "lower_court", "party")
AFFILIATION, ASSIGNMENT, SUBCONTRACT = range(3)
HOLDINGS: tuple[tuple[str, ...], ...] = (
    (
        "原告{p}没有建筑施工企业资质，借用被告{f}的资质承揽{w}，双方之间系挂靠关系，所签协议无效。",
        "原告{p}挂靠被告{f}承建{w}，并向其交纳管理费，违反法律强制性规定，双方的合同无效。",
        "根据查明的事实，{p}与{f}之间名为内部承包，实为挂靠，{f}允许他人以本企业名义承揽{w}，合同应属无效。",
        "被告{f}辩称双方系劳务关系，但{p}自行组织施工、自负盈亏，应认定{p}系借用{f}的资质施工，合同无效。",
    ),
    (
        "被告{f}承包{w}后，将全部工程转包给原告{p}，违反法律的强制性规定，转包合同无效。",
        "{f}中标后不履行施工义务，将{w}整体转包给{p}施工，双方签订的协议应认定无效。",
        "{p}与{f}之间名为合作，实为转包，该行为为法律所禁止，合同无效。",
    ),
    (
        "被告{f}将其承包的{w}主体部分分包给不具备相应资质的原告{p}，构成违法分包，分包合同无效。",
        "{f}违法分包{w}，与没有资质的个人{p}签订的合同无效，但工程已经验收，工程价款可以参照约定支付。",
    ),
)
"""What a court holds, by kind: {p} who did the works, {f} the contractor, {w} the works."""
REJECTED = (
    "原告{p}主张其挂靠被告{f}施工，但未提供证据证明，本院不予采信，双方之间系劳务合同关系，合法有效。",
    "关于双方是否存在转包关系，原告{p}提供的证据不足以证明被告{f}将工程转包，该主张不能成立。",
    "{p}系{f}的职工，由{f}统一管理并提供资金、设备，双方之间系内部承包关系，并非挂靠，协议合法有效。",
    "被告{f}经发包人同意，将{w}中的劳务作业分包给具有相应资质的单位，分包合同合法有效，原告{p}关于违法分包的主张没有事实依据。",
)
"""Asserted and not found."""
PLAIN = (
    "被告{f}欠付原告{p}材料款属实，应当承担给付责任。",
    "双方签订的施工合同合法有效，被告{f}应当按约支付{w}的工程款。",
)
HARM = "{w}交付使用后主体结构出现裂缝，经鉴定工程质量不合格。"
ACTS = ("转包建设工程", "允许他人以本单位名义承揽工程", "违法分包建设工程")
_ROADS = ("长江路", "滨湖", "城南", "政务区", "经开区", "迎宾大道", "金寨路")
_USES = ("安置房工程", "标准化厂房工程", "商住小区工程", "学校综合楼工程", "污水管网工程", "道路改造工程")
_CLAIM = (
    "{p}挂靠{f}承建{w}，工程完工后{f}一直拖欠工程款。", "{f}将{w}转包给{p}施工，至今未结清工程款。",
    "{p}按约完成{w}的施工，{f}未付清工程款。",
)  # fmt: skip
_TEXT = """{court}
民事判决书
{number}
原告：{p}，{sex}，汉族，住{home}。
被告：{f}，住所地{seat}，统一社会信用代码{code}。
原告{p}与被告{f}建设工程施工合同纠纷一案，本院于{filed}立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
原告{p}向本院提出诉讼请求：判令被告{f}支付工程款{sum}元。事实和理由：{claim}
被告{f}辩称，工程款已经付清，请求驳回原告的诉讼请求。
经审理查明，{f}承建{w}，{p}组织人员施工，该工程于{ended}竣工验收。{facts}
本院认为，{holding}综上，依照《中华人民共和国民法典》第七百九十三条、《中华人民共和国民事诉讼法》第六十七条之规定，判决如下：
一、被告{f}于本判决生效之日起十日内支付原告{p}工程款{sum}元；
二、驳回原告{p}的其他诉讼请求。
如不服本判决，可在判决书送达之日起十五日内向本院递交上诉状。
审判员王某
{judged}
书记员李某
"""


@dataclass(frozen=True)
class Judged:
    """Suits over works: the suits, texts, and the rows of findings of each (-1 where nothing is read)."""

    suit: suits.Suits
    texts: list[str]
    finding: Ints


def judge(
    world: World, rng: Rng, who: Ints, company: Ints, filed: Ints, ended: Ints, holding: list[str], *,
    effective: bool = True, harm: bool = False, judged: Ints | None = None,
) -> Judged:  # fmt: skip
    """Judgments of first instance with these holdings; two sentences of a holding may speak of {p}, {f}, {w}."""
    n = len(who)
    usual = np.minimum(filed + between(rng, 60, 150, n), AS_OF - 110).astype(np.int32)
    judged = usual if judged is None else judged
    effect = (judged + between(rng, 16, 40, n)).astype(np.int32) if effective else np.full(n, NONE, np.int32)
    total = between(rng, 5, 300, n) * 10_000
    suit = suits.sue(
        world, rng, suits.people_side(who), suits.firm_side(company), filed, cause=suits.WORKS,
        outcome=suits.PARTLY, judged=judged, awarded=total, effective_on=effect,
    )  # fmt: skip
    place, people = world.companies.county[company], suits.name_texts(world, who)
    codes = world.companies.code_texts(company)
    texts = []
    for i in range(n):
        county, home = regions.FULL_NAMES[place[i]], regions.FULL_NAMES[world.people.home[who[i]]]
        k = int(company[i]) * 7 + i
        words = {
            "p": people[i], "f": world.companies.names[company[i]],
            "w": f"{regions.COUNTIES[place[i]].name}{_ROADS[k % 7]}{k % 89 + 1}号{_USES[k % 6]}",
        }  # fmt: skip
        facts = HARM.format(**words) if harm else "双方对工程量没有异议。"
        texts.append(_TEXT.format(
            court=f"{county}人民法院", number=suit.number[i], sex="男" if world.people.male[who[i]] else "女",
            home=home, seat=county, code=codes[i], filed=_words(filed[i]), sum=int(total[i]), facts=facts,
            claim=_CLAIM[k % 3].format(**words), ended=_words(ended[i]), holding=holding[i].format(**words),
            judged=_words(judged[i]), **words,
        ))  # fmt: skip
    return Judged(suit, texts, _findings(world, who, company, place, texts, effect))


def _words(value: int) -> str:
    year, month, date = iso(int(value)).split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def _findings(
    world: World, who: Ints, company: Ints, place: Ints, texts: list[str], effect: Ints,
) -> Ints:  # fmt: skip
    """What the reader takes from the texts, as rows; the first of each document."""
    first = np.full(len(texts), -1, np.int32)
    read = [(i, row) for i, text in enumerate(texts) for row in civil_rows(parse_civil(text)).contracting_finding]
    if not read:
        return first
    at = np.array([i for i, _ in read], np.int32)
    rows = [row for _, row in read]
    names = world.companies.names
    firm = [c if row["company_name"] == names[c] else -1 for c, row in zip(company[at].tolist(), rows, strict=True)]
    called = suits.name_texts(world, who[at])
    person = [p if row["name"] == name else -1 for p, name, row in zip(who[at].tolist(), called, rows, strict=True)]
    record = world.tables.add(
        "contracting_finding", np.array(person, np.int32), np.array(firm, np.int32),
        case_number=_texts(rows, "case_number"), finding_no=np.array([row["finding_no"] for row in rows], np.int64),
        court=_texts(rows, "court"), stage=_texts(rows, "stage"), cause=_texts(rows, "cause"),
        filed_on=_days(rows, "filed_on"), judged_on=_days(rows, "judged_on"), effective_on=effect[at],
        kind=_texts(rows, "kind"), told_by=_texts(rows, "told_by"),
        project=_texts(rows, "project"), ended_on=_days(rows, "ended_on"),
        harm=np.array([-1 if row["harm"] is None else int(row["harm"]) for row in rows], np.int8),
        sentence=_texts(rows, "sentence"), doubtful=np.array([row["doubtful"] for row in rows], np.bool_),
        sealed=np.zeros(len(rows), np.bool_), region=region_codes(place[at]),
    )  # fmt: skip
    back, where = np.unique(at, return_index=True)
    first[back] = record[where]
    return first


def _texts(rows: list[dict[str, object]], name: str) -> npt.NDArray[np.object_]:
    return np.array([row[name] for row in rows], object)


def _days(rows: list[dict[str, object]], name: str) -> Ints:
    return np.array([NONE if row[name] is None else day(str(row[name])) for row in rows], np.int32)


def penalise(world: World, company: Ints, kind: Ints, decided: Ints) -> Ints:
    """Penalties of the construction agency; answers their record numbers."""
    n = len(company)
    place, year = world.companies.county[company], year_of(decided)
    serial = world.serial("建罚决字", place, year)
    short = [regions.COUNTIES[p].name[:2] for p in place.tolist()]
    number = [f"{s}建罚决字〔{y}〕{k}号" for s, y, k in zip(short, year.tolist(), serial.tolist(), strict=True)]
    none = np.full(n, NONE, np.int64)
    return world.tables.add(
        "administrative_penalty", np.full(n, -1, np.int32), company, penalty_number=np.array(number, object),
        agency=world.place_words("{full}住房和城乡建设局", place), act=Coded(kind.astype(np.int32), ACTS),
        act_on=(decided - 200).astype(np.int32), decided_on=decided.astype(np.int32),
        act_place=world.place_words("{full}", place), fine=np.full(n, 5_000_000, np.int64), detention_days=none,
        amount=none, description=None, licence_revoked=np.zeros(n, np.bool_), sealed=np.zeros(n, np.bool_),
        region=region_codes(place),
    )  # fmt: skip


def background(world: World, rng: Rng) -> None:
    """Suits over works without anything unlawful, or asserted only, or found and penalised."""
    company, _ = representatives(world)
    n = max(12, len(world.people) // 1500)
    firm = rng.choice(company, min(n, len(company)), replace=False).astype(np.int32)
    pool = np.flatnonzero(world.adults(26, 62) & ~world.used).astype(np.int32)
    who = rng.choice(pool, len(firm), replace=False).astype(np.int32)
    filed = between(rng, day("2021-03-01"), AS_OF - 250, len(firm))
    ended = (filed - between(rng, 60, 600, len(firm))).astype(np.int32)
    sort, kind = chosen(rng, [50, 30, 20], len(firm)), between(rng, 0, 2, len(firm))
    holding = [
        (PLAIN[k % 2], REJECTED[k % 4], HOLDINGS[kind[k]][k % len(HOLDINGS[kind[k]])])[sort[k]]
        for k in range(len(firm))
    ]
    judge(world, rng, who, firm, filed, ended, holding)
    found = sort == 2
    penalise(
        world, firm[found], kind[found], (filed[found] + between(rng, 160, 240, int(found.sum()))).astype(np.int32)
    )
