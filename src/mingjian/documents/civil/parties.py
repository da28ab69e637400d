"""The parties' part cut into entries: who stands in which role, who represents and who acts for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingjian.documents.civil.agents import read_agents
from mingjian.documents.civil.model import Party
from mingjian.documents.civil.parts import CivilParts
from mingjian.documents.civil.persons import fill
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

ROLES = {
    "原告": "plaintiff", "反诉被告": "plaintiff", "本诉原告": "plaintiff", "起诉人": "plaintiff",
    "被告": "defendant", "本诉被告": "defendant", "反诉原告": "defendant", "被起诉人": "defendant",
    "第三人": "third_party", "上诉人": "appellant", "被上诉人": "appellee",
    "再审申请人": "retrial_applicant", "申请再审人": "retrial_applicant",
    "申诉人": "retrial_applicant", "被申诉人": "retrial_respondent",
    "申请执行人": "creditor", "被执行人": "debtor",
    "申请人": "applicant", "申请复议人": "applicant", "复议申请人": "applicant", "被申请人": "respondent",
    "债权人": "applicant", "债务人": "respondent",
    "异议人": "objector", "案外人": "outsider", "利害关系人": "outsider", "抗诉机关": "procuratorate",
}  # fmt: skip
CLAIMING = ("plaintiff", "appellant", "retrial_applicant", "creditor", "applicant", "objector")
ANSWERING = ("defendant", "appellee", "retrial_respondent", "debtor", "respondent")
_FORMER = r"(?:(?:原审|一审|二审|再审|原一审|本诉|反诉|执行)(?!法院|判决))?"
_ROLE = "|".join(sorted((name for name in ROLES), key=len, reverse=True))
_ENTRY = re.compile(
    rf"(?P<role>(?:{_ROLE})|{_FORMER}(?:{_ROLE}))(?P<more>(?:暨|兼|、)(?:{_FORMER}(?:{_ROLE})))?(?P<no>[一二三四五六七八九]|[0-9]{{1,2}}(?=[：，]))?"
    r"(?:（(?P<below>[^（）]{2,60})）)?(?P<mark>[：，]?)"
    r"|(?P<rep>法定代(?:表|理)人(?:暨|兼)?|(?:主要)?负责人|经营者|投资人|执行事务合伙人(?:委派代表)?|诉讼代表人|业主|字号)(?:（[^（）]{2,30}）)?[：，]?"
    r"|(?P<agent>(?P<several>[共]同|上述[^。；：]{0,14}|以上[^。；：]{0,14}|[二两三四五六七八九十]{1,2}(?:原告|被告|上诉人|被上诉人|再审申请人|被申请人)(?:的)?)?(?:共同)?(?:特别授权)?(?:委托)?(?:诉讼)?代理人)(?:（[^（）]{2,30}）)?[：，]?"
)
_FLAWED = re.compile(r"诉|与|因|为|和|的|及|均|认|提|不服|申请")  # a sentence, not an entry
_NAME = re.compile(
    r"(?P<name>(?:[^，。；：（）]|（(?!以下|下称|简称|曾用|又名|系|原名|反诉|一审|原审|二审|身份|别名|原告|被告|暨)[^（）]{1,20}）){1,60}?)"
    r"(?=[，。；：]|（(?![^（）]{1,20}）[\u4e00-\u9fff]{0,24}?(?:公司|集团|合伙|厂|银行|事务所|学院|中心))|\Z|(?:住所地|住址|住|营业地|统一社会|组织机构|身份证号|公民身份)|[男女](?=[，。；]|[\u4e00-\u9fff]族|[0-9]{4}年)|(?:被告|原告|第三人|(?:委托)?(?:诉讼)?代理人|法定代表人)[：])"
)
_ORGANISED = re.compile(
    r"公司|厂|银行|信用社|联社|支行|合作社|委员会|政府|局$|医院|学校|学院|大学|中心$|集团|事务所|商行|经营部|门市部|店$|协会|村民|小组$|合伙|"
    r"企业|工程处|项目部|管理人|基金|酒店|宾馆|研究[院所]|分行|院$|社$|站$|处$|队$|会$|办$|部$|行$|场$|矿$|园$"
)
_FOREIGN = re.compile(r"^[A-Za-z]")


@dataclass(slots=True)
class _Entry:
    kind: str  # role, rep or agent
    match: re.Match[str]
    end: int = 0
    owners: list[Party] = field(default_factory=list)


def parties(clean: Clean, parts: CivilParts) -> list[Party]:
    """Parties in printed order, with their representatives and agents."""
    found: list[Party] = []
    for entry in _entries(clean, *parts.parties):
        match = entry.match
        if entry.kind == "role":
            party = _party(clean, match, entry.end)
            if party is not None:
                found.append(party)
        elif entry.kind == "rep" and found:
            _represent(clean, found[-1], match, entry.end)
        elif entry.kind == "agent" and found:
            agents = read_agents(clean, match.end(), entry.end)
            for party in _represented(found, match):
                party.agents = [*party.agents, *agents]
    return found


def names(found: list[Party]) -> list[str]:
    """Names of the parties, the longest first."""
    return sorted({party.name.value for party in found}, key=len, reverse=True)


_SHORT = re.compile(r"（(?:以下|下)?(?:简称|称)[：“\"‘]?(?P<short>[^（）”\"’，。；]{2,16})[”\"’]?[^（）]{0,30}）")


def short_names(text: str, found: list[Party]) -> dict[str, Party]:
    """Every name a party goes by: its own, and the short one the text gives it (以下简称某某公司)."""
    called = {party.name.value: party for party in found}
    for name, party in list(called.items()):
        at = text.find(f"{name}（")
        while at >= 0:
            short = _SHORT.match(text, at + len(name))
            if short:
                called.setdefault(short["short"], party)
                break
            at = text.find(f"{name}（", at + 1)
    return called


def _entries(clean: Clean, start: int, end: int) -> list[_Entry]:
    found: list[_Entry] = []
    position = start
    while match := _ENTRY.search(clean.text, position, end):
        position = match.start() + 1
        if not _opens(clean, match, start):
            continue
        kind = "role" if match["role"] else "rep" if match["rep"] else "agent"
        found.append(_Entry(kind, match))
        position = match.end()
    ends = [*(entry.match.start() for entry in found[1:]), end]
    for entry, stop in zip(found, ends[: len(found)], strict=True):
        entry.end = stop
    return found


def _opens(clean: Clean, match: re.Match[str], start: int) -> bool:
    at = match.start()
    before = clean.text[at - 1] if at else "。"
    if match["mark"] == "：" or at == start or before in "。；）号" or clean.broken(at):
        opened = clean.text.rfind("（", start, at)
        return opened < 0 or clean.text.find("）", opened, at) >= 0
    return before in "，、" and clean.text[match.end() - 1] == "："  # 委托代理人：…，法定代表人：…


def _party(clean: Clean, match: re.Match[str], end: int) -> Party | None:
    name = _NAME.match(clean.text, match.end(), end)
    if name is None or not name["name"]:
        return None
    value, (first, last) = name["name"], name.span("name")
    role = match["role"] if match["role"] in ROLES else re.sub(f"^{_FORMER}", "", match["role"])
    sure = 1.0 if match["mark"] == "：" or not _FLAWED.search(value) else 0.6
    if match["more"] and not match["below"]:
        below: Found[str] | None = clean.found(match["more"].lstrip("暨兼、"), *match.span("more"))
    else:
        below = clean.found(match["below"], *match.span("below")) if match["below"] else None
    organised = bool(len(value) > 3 and _ORGANISED.search(value)) or bool(_FOREIGN.match(value) and len(value) > 6)
    party = Party(
        name=clean.found(value, first, last, sure),
        role=clean.found(ROLES[role], *match.span("role"), 1.0 if role == match["role"] else 0.8),
        below=below,
        organisation=organised,
    )
    fill(clean, party, last, end)
    return party


def _represent(clean: Clean, party: Party, match: re.Match[str], end: int) -> None:
    if match["rep"] == "字号" or party.representative is not None:
        return
    name = _NAME.match(clean.text, match.end(), end)
    if name and 2 <= len(name["name"]) <= 20:
        party.representative = clean.found(name["name"], *name.span("name"))
        if match["rep"].startswith(("经营者", "业主", "投资人", "执行事务", "法定代表", "负责", "主要")):
            party.organisation = True


_COUNTS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def _represented(found: list[Party], match: re.Match[str]) -> list[Party]:
    """Whom the agents act for: the last party, or all of a row of the same role where they act in common."""
    text = match["agent"]
    if not match["several"] and not text.startswith("共同") and "共同" not in text:
        return found[-1:]
    number = next((_COUNTS[c] for c in text if c in _COUNTS), 0)
    role = found[-1].role.value
    row: list[Party] = []
    for party in reversed(found):
        if party.role.value != role or (number and len(row) == number):
            break
        row.insert(0, party)
    return row
