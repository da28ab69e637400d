"""Charges and what the law allows for them, as code lists (facts: `mingjian.law`).

The code of a charge is its name as a judgment prints it (`盗窃罪`). Agencies write `盗窃`, `盗窃案`, `涉嫌盗窃罪`.
"""

from __future__ import annotations

import re
from dataclasses import fields

from mingjian.law.charges import charges
from mingjian.law.penalties import Penalty, penalties
from mingjian.standards.codes import Code, CodeList, fold
from mingjian.standards.standard import Text

_SOURCE = "最高人民法院、最高人民检察院关于执行刑法确定罪名的规定及补充规定（一）至（八）"
_AROUND = re.compile(r"^涉嫌|(?:一案|案件|案)$")


def charge_list() -> CodeList:
    """`charges`: code and label are the name; table columns articles, valid_from, valid_to, present_name."""
    entries = [
        Code(
            one.name,
            Text(zh=one.name, en=one.name),
            (one.name.removesuffix("罪"),),
            {
                "articles": "、".join(one.articles),
                "valid_from": one.start,
                "valid_to": one.end,
                "present_name": one.now or one.name,
            },
        )
        for one in charges().values()
    ]
    return CodeList("charges", Text(zh="罪名", en="Charges"), _SOURCE, entries, spare=_other_forms)


def charge_penalty_list() -> CodeList:
    """`charge_penalties`: one entry a charge and period; table columns those of `law.penalties.Penalty`.

    `start` and `end` are called valid_from and valid_to, both closed, null means open.
    """
    names = {"start": "valid_from", "end": "valid_to"}
    entries = [
        Code(
            f"{row.charge}@{row.start}",
            Text(zh=f"{row.charge}（{row.start}起）", en=f"{row.charge} from {row.start}"),
            (),
            {names.get(one.name, one.name): getattr(row, one.name) for one in fields(Penalty)},
        )
        for row in penalties()
    ]
    title = Text(zh="罪名与法定刑", en="Charges and their penalties")
    return CodeList("charge_penalties", title, "刑法及历次修正案", entries)


def _other_forms(text: str) -> list[str]:
    bare = _AROUND.sub("", fold(text)).removesuffix("罪").replace(",", "、").replace("，", "、")
    listed = charges()
    for form in (bare, bare.replace("(", "（").replace(")", "）")):
        if form + "罪" in listed:
            return [form + "罪"]
    return []
