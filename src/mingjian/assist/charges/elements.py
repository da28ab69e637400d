"""What each charge needs told: the words of its elements, from `data/elements.yaml`.

The roles are those of the doctrine of elements as an office writes them down: conduct, who does it, on what, by what
means, with what result and intent. An element's legal source is the article of its charge (`law/data/charges.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from mingjian.law.charges import Charge, charge

__all__ = ["BARRED", "Makeup", "Role", "makeups", "read_makeups"]


class Role(StrEnum):
    """What an element is of a charge."""

    CONDUCT = "conduct"
    SUBJECT = "subject"
    OBJECT = "object"
    MEANS = "means"
    RESULT = "result"
    INTENT = "intent"

    @property
    def zh(self) -> str:
        """Chinese."""
        return _ZH[self]


_ZH = {
    Role.CONDUCT: "行为", Role.SUBJECT: "主体身份", Role.OBJECT: "对象", Role.MEANS: "方式或条件",
    Role.RESULT: "结果", Role.INTENT: "主观方面",
}  # fmt: skip
_GAP = "[^。；\n]{0,"
"""What `.{0,` is read as: no gap runs over the end of a sentence."""
_OTHERS = ("adds", "against", "over")

BARRED = (
    "被告人男", "被告人女", "性别", "汉族", "回族", "维吾尔族", "藏族", "壮族", "满族", "蒙古族", "苗族",
    "彝族", "少数民族",
    "户籍", "文盲", "小学文化", "初中文化", "大学文化", "无业", "务农", "外来人员", "流动人口",
)  # fmt: skip
"""Words of a person's sex, people, household, schooling and work: no element may hit any. (`candidates` also takes the
particulars of persons out of a text before it reads it; 民族仇恨 and 户籍信息 are what a charge is about.)"""


@dataclass(frozen=True, slots=True)
class Makeup:
    """A charge with the patterns of its elements. `over`: charges whose conduct it covers where both are told."""

    charge: Charge
    elements: Mapping[Role, re.Pattern[str]]
    adds: re.Pattern[str] | None
    against: re.Pattern[str] | None
    over: frozenset[str]

    @property
    def name(self) -> str:
        """The charge, with 罪."""
        return self.charge.name


@cache
def makeups() -> dict[str, Makeup]:
    """Every charge that has elements, by its full name, in the order of the law."""
    text = files("mingjian.assist.charges").joinpath("data/elements.yaml").read_text("utf-8")
    return read_makeups(text)


def read_makeups(text: str) -> dict[str, Makeup]:
    """Elements from YAML. ValueError with every fault of the text, each with its line."""
    rows = YAML().load(text)
    faults: list[str] = []
    found = {}
    for name in rows:
        line = rows.lc.key(name)[0] + 1
        made = _makeup(name, rows[name], line, faults, {*rows})
        if made:
            found[made.name] = made
    if faults:
        raise ValueError("\n".join(faults))
    return found


def _makeup(name: str, row: Mapping[str, object], line: int, faults: list[str], known: set[str]) -> Makeup | None:
    known_charge = charge(name)
    if known_charge is None:
        faults.append(f"{line}: 没有这个罪名 / no such charge: {name}")
        return None
    unknown = [key for key in row if key not in [*Role, *_OTHERS]]
    faults += [f"{line}: {name}: 不认识的项 / unknown key: {key}" for key in unknown]
    if Role.CONDUCT not in row:
        faults.append(f"{line}: {name}: 缺少 / missing: conduct")
    over = row.get("over", [])
    names = [str(one) for one in over] if isinstance(over, list) else []
    faults += [f"{line}: {name}: over: 没有要件 / has no elements: {one}" for one in names if one not in known]
    patterns = {key: _pattern(f"{line}: {name}: {key}", row[key], faults) for key in row if key != "over"}
    return Makeup(
        known_charge,
        {role: pattern for role in Role if (pattern := patterns.get(role))},
        patterns.get("adds"),
        patterns.get("against"),
        frozenset(one + "罪" for one in names),
    )


def _pattern(where: str, text: object, faults: list[str]) -> re.Pattern[str] | None:
    try:
        pattern = re.compile(str(text).replace(".{0,", _GAP))
    except re.error as error:
        faults.append(f"{where}: 正则表达式有误 / not a regular expression: {error}")
        return None
    faults += [f"{where}: 不得以此为据 / no cue may be: {word}" for word in BARRED if pattern.search(word)]
    return pattern
