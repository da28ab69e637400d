"""Who is accused: the names as the accusation and the operative part print them, and the roles they carry."""

from __future__ import annotations

import re

from mingjian.law import charges

ROLE = (
    r"(?:(?:抗诉机关|被抗诉人)?(?:上诉人|原审上诉人|被上诉人|申诉人|再审申请人)(?:（[^（）]{2,24}）)?"
    r"|(?:一审|原审)?被告(?:人|单位)(?:（[^（）]{2,24}）)?(?!（)|罪犯|(?:一审|原审)?被告(?=[^人单之的席知诉]))"
    r"(?:(?:暨|及|、|兼)?(?:刑事)?附带民事(?:公益)?诉讼被告(?:人|单位)?)?"
)
_ROLES = re.compile(ROLE)
_LIST_BEFORE_CRIME = re.compile(
    rf"(?:{ROLE})(?P<names>[^。；：，]{{1,400}}?)(?:[，]?(?:分别|均|又|再次|自愿|的行为)?[，]?(?:涉嫌)?(?<![初从主累惯偶共再系])犯(?!罪)"
    r"|涉嫌(?=[^，。]{2,20}罪)|被指?控|无罪|构成|免予|单处|因涉嫌|撤回)"
)
_SHORT = (
    r"(?:[\u4e00-\u9fff·]{2,4}?|[\u4e00-\u9fff][某×]{1,2}[0-9A-Z甲乙丙丁]|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}?)"
)
_TOLD = re.compile(
    rf"(?:{ROLE})(?P<names>{_SHORT}(?:、{_SHORT}){{0,20}})(?=[在于与和因以为将等从到驾伙经的至被未明及酒，])"
)
_MORE_BEFORE_CRIME = re.compile(r"(?<=罪)[，；、](?P<names>[\u4e00-\u9fff·、0-9A-Za-z×]{2,60}?)犯(?!罪)")
_ACCUSED_BARE = re.compile(rf"指控(?!的|原审|一审|{ROLE})(?P<names>[\u4e00-\u9fff·、×]{{2,60}}?)犯(?!罪)")
# 被告人赵甲掩饰犯罪所得罪一案: the word 犯 is lost, but the name of an offence begins
_OFFENCE_BEGINS = "|".join(sorted({name[:2] for name in charges()} - {"公司", "国有", "国家", "单位", "战时", "暴力"}))
_LOST_CRIME = re.compile(
    rf"(?:{ROLE})(?P<names>(?:(?!犯|涉嫌|指控)[\u4e00-\u9fff·×、0-9A-Z]){{2,60}}?)因?(?:{_OFFENCE_BEGINS})"
    r"[^，。；：犯]{0,20}(?:犯罪所得)?[^，。；：犯]{0,8}(?:罪(?=一案|[，、；])|(?=一案))"
)
_SPLIT = re.compile(rf"[、，；]|和(?={ROLE})|及(?={ROLE})|以及|与(?={ROLE})|暨|{ROLE}")
_CRIME_BETWEEN = re.compile(r"犯[^，。；]{1,60}?罪(?!所得|嫌疑)")
_NOT_A_NAME = re.compile(
    r"[0-9]{3,}|[。，；：《》〈〉]|的|犯|罪|法院|检察|辩护|一案|处[以罚]|期间|行为|事实|本案|以上|上述|为.{3}|等人|系|恶性|不服|不构|不大|不予"
    r"|具有|自首|坦白|情节|^[0-9A-Za-z]{1,2}$|^[初从主累惯]$|对其$|认定|指控|依法|附带|^是|是否|^暨|^有"
)
UNIT_NAME = re.compile(r"(?:公司|厂|院|中心|合作社|商行|经营部|集团|企业|店|社|局|所|会|行)$")


_PARTS_OF_OFFENCES = "|".join(sorted({part[:2] for name in charges() for part in name.split("、")}))
_WITH_OFFENCE = re.compile(rf"(?<=..)以(?:(?:{_PARTS_OF_OFFENCES}).*)?$")  # 对赵甲以盗窃罪判处…


def bare(name: str) -> str:
    """A name without brackets of a former name, a role, or the offence it is punished for."""
    return _WITH_OFFENCE.sub(
        "",
        re.sub(r"（[^（）]{0,40}）?|等[二三四五六七八九十]{1,3}人$|(?<=..)因$", "", name)
        .rstrip("、，：等及和")
        .lstrip("、，："),
    )


def is_name(name: str) -> bool:
    """Whether ``name`` can be the name of a person or a unit."""
    if not 2 <= len(name) <= 40 or _NOT_A_NAME.search(name):
        return False
    return len(name) <= 5 or "·" in name or bool(UNIT_NAME.search(name)) or len(name) <= 12


def named_before_crime(text: str, start: int, end: int) -> list[str]:
    """Names of ``被告人A、B犯…罪，C犯…罪`` in order, without repeats."""
    names: list[str] = []
    found = [
        *_ACCUSED_BARE.finditer(text, start, end),
        *_LIST_BEFORE_CRIME.finditer(text, start, end),
        *_MORE_BEFORE_CRIME.finditer(text, start, end),
        *_LOST_CRIME.finditer(text, start, end),
    ]
    for match in sorted(found, key=lambda m: m.start()):
        for part in _SPLIT.split(_CRIME_BETWEEN.sub("、", match["names"])):
            name = bare(part or "")
            if is_name(name) and name not in names:
                names.append(name)
    return names


def told(text: str, start: int, end: int) -> list[str]:
    """Names that the facts put behind 被告人, for texts that accuse nobody in so many words."""
    names = (name for match in _TOLD.finditer(text, start, end) for name in match["names"].split("、"))
    return list(dict.fromkeys(name for name in names if is_name(name)))


_MARK = re.compile(r"[某甲乙丙丁戊己庚0-9A-Za-z×]+")


def without_tails(names: list[str]) -> list[str]:
    """Names without repeats, and without those that are another name with words stuck to it (赵甲曾因)."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        tails = [name[len(p) :] for p in names if p != name and name.startswith(p)]
        if all(_MARK.fullmatch(tail) for tail in tails):
            kept.append(name)
    return kept


_MASKED = re.compile(r"[某×xX*＊]")
_FORM = re.compile(
    rf"(?:{ROLE}|、)(?P<form>[\u4e00-\u9fff][某×*＊]{{1,2}}[甲乙丙丁0-9]?|[\u4e00-\u9fff]{{2,3}}(?=[、，系起在犯均归到能主自有具与和]))"
)


def other_forms(text: str, start: int, end: int, known: list[str]) -> dict[str, int]:
    """Whom the text also names masked where it is known in full, or in full where it is known masked.

    Only a surname that one alone of ``known`` bears can tell who is meant.
    """
    forms: dict[str, int] = {}
    for match in _FORM.finditer(text, start, end):
        form = match["form"]
        like = [i for i, name in enumerate(known) if name[0] == form[0]]
        if len(like) == 1 and form not in known and bool(_MASKED.search(form)) != bool(_MASKED.search(known[like[0]])):
            forms.setdefault(form, like[0])
    return forms


_JOIN = re.compile(
    r"(?:[、，和及与暨]|以及|同案|（?(?:原审被告人|原审被告单位|一审被告人|被告人|被告单位|上诉人|单位)）?|原审|罪犯|被告(?=[^人])){1,6}"
)


def name_groups(text: str, start: int, end: int, known: list[str]) -> list[tuple[int, int, list[str]]]:
    """Runs of names joined by 、 和 or a role word, in order, each name at its longest."""
    hits: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for name in sorted(known, key=len, reverse=True):
        at = text.find(name, start, end)
        while at != -1:
            if at not in taken:
                hits.append((at, at + len(name), name))
                taken.update(range(at, at + len(name)))
            at = text.find(name, at + len(name), end)
    hits.sort()
    groups: list[tuple[int, int, list[str]]] = []
    for at, stop, name in hits:
        if groups and (at == groups[-1][1] or _JOIN.fullmatch(text, groups[-1][1], at)):
            first, _, group = groups[-1]
            groups[-1] = (first, stop, group if name in group else [*group, name])
        else:
            groups.append((at, stop, [name]))
    return groups
