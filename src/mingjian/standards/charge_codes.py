"""Charges and their penalties as code lists: words for intake, and tables a model can collide with."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from mingjian.law.charges import Charge, charges
from mingjian.law.penalties import Penalty, penalties
from mingjian.standards.codes import Code, CodeList, fold
from mingjian.standards.standard import Text

_CHAPTERS = ((102, 1), (114, 2), (140, 3), (232, 4), (263, 5), (277, 6), (368, 7), (382, 8), (397, 9), (420, 10))
"""First article of each chapter of the special part of the Criminal Law."""


def charge_list() -> CodeList:
    """Every charge name of the Criminal Law; the code is the full name with 罪.

    Attributes: `articles`, `chapter` (1–10 of the special part), `current` (the name the charge bears today),
    `valid_from`, `valid_to` of the name.
    """
    source = "最高人民法院、最高人民检察院关于执行《中华人民共和国刑法》确定罪名的规定及补充规定（一）至（八）"
    entries = [_charge(charge) for charge in charges().values()]
    return CodeList("charges", Text(zh="罪名", en="Charges"), source, entries, spare=_other_forms)


def penalty_list() -> CodeList:
    """The penalties the law allows for each charge and period, one row each; see `mingjian.law.penalties`."""
    entries = [_penalty(row) for row in penalties()]
    title = Text(zh="罪名与刑罚", en="Penalties by charge")
    return CodeList("charge_penalties", title, "刑法分则各条", entries)


def _charge(charge: Charge) -> Code:
    attributes: dict[str, Any] = {
        "articles": "、".join(charge.articles),
        "chapter": _chapter(charge.articles[0]),
        "current": charge.now,
        "valid_from": charge.start,
        "valid_to": charge.end,
    }
    return Code(charge.name, Text(zh=charge.name, en=charge.name), (charge.name.removesuffix("罪"),), attributes)


def _penalty(row: Penalty) -> Code:
    attributes = asdict(row)
    attributes["valid_from"] = attributes.pop("start")
    attributes["valid_to"] = attributes.pop("end")
    return Code(f"{row.charge}@{row.start}", Text(zh=row.charge, en=row.charge), (), attributes)


def _chapter(article: str) -> int:
    number = int(article.split("之")[0])
    return next(chapter for first, chapter in reversed(_CHAPTERS) if number >= first)


_AROUND = re.compile(r"^涉嫌|(?:一案|案件|案)$")


def _other_forms(text: str) -> list[str]:
    """`盗窃案`, `涉嫌盗窃罪`, half-width brackets and commas: how agencies write a charge."""
    bare = _AROUND.sub("", fold(text)).removesuffix("罪").replace(",", "、").replace("，", "、")
    listed = charges()
    for form in (bare, bare.replace("(", "（").replace(")", "）")):
        if form + "罪" in listed:
            return [form + "罪"]
    return []
