"""Why a record is taken for somebody, in words: every comparison with how it agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.identity.digits import LEVELS
from mingjian.identity.kin import Kin

__all__ = ["reasons", "told"]

_NUMBERS = {"person": ("证件号码", "number", "digits"), "company": ("信用代码", "credit code", "characters")}
"""What the number of each kind of subject is called, and what it is made of."""
_DIGITS = {
    "fits": ("{zh}可读的{n}位全部相符", "the {n} {signs} that can be read all fit"),
    "one_wrong": ("{zh}至多一位不同", "the {en} differs in one place at most"),
    "two_wrong": ("{zh}两位不同", "the {en} differs in two places"),
    "contradicts": ("{zh}可读部分不符", "what can be read of the {en} does not fit"),
    "former": (
        "原组织机构代码即信用代码第9至17位（GB 32100-2015）",
        "the former code is characters 9 to 17 of the credit code",
    ),
}


def reasons(row: Mapping[str, Any], written: str | None, kin: Kin) -> list[dict[str, Any]]:
    """What spoke for or against a candidate, as stored with a link: ``about`` (`raw`, the number, or the meaning),
    ``zh``, ``en`` and ``bits``, below nothing where it spoke against."""
    found: list[dict[str, Any]] = []
    level = row.get("digits__level")
    if level is not None:
        seen = len(written or "") - (written or "").count("_")
        zh, en, signs = _NUMBERS[kin.kind]
        said = [text.format(n=seen, zh=zh, en=en, signs=signs) for text in _DIGITS[LEVELS[level]]]
        found.append({"about": "raw", "zh": said[0], "en": said[1], "bits": round(float(row["digits__bits"]), 1)})
    for one in kin.plan.comparisons:
        level = row.get(f"{one.column}__level")
        if level is not None:
            how = one.levels[level]
            bits = round(float(row[f"{one.column}__bits"]), 1)
            found.append({"about": one.column, "zh": f"{one.zh}{how.zh}", "en": f"{one.en} {how.en}", "bits": bits})
    return found


def told(found: list[dict[str, Any]], lang: str) -> str:
    """The reasons as one line."""
    return ("；" if lang == "zh" else "; ").join(str(one[lang]) for one in found)
