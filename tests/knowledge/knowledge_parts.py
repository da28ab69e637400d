"""Invented documents for tests of the search: articles of made-up laws, cases of made-up offices."""

from __future__ import annotations

import random
from datetime import date

from mingjian.knowledge import Document, Rights

WORDS = (
    *(
        "盗窃",
        "入户",
        "扒窃",
        "数额较大",
        "拖欠",
        "工资",
        "借款",
        "利息",
        "担保",
        "合同",
        "离婚",
        "抚养",
        "污染",
        "河道",
    ),
    *("排放", "养老金", "死亡", "冒领", "处罚", "缓刑"),
)
OFFICES = ("", "340100", "340200")
LINES = ("", "criminal", "public_interest")


def article(law: str, number: int, text: str, since: date | None = None, to: date | None = None) -> Document:
    """An article as statutes give it."""
    code = f"{law}{number}"
    marks = {"law": (law,), "article": (code,), "authority": ("law",)}
    title, id_ = f"{law} 第{number}条", f"article:{code}@{since or ''}"
    return Document(id_, "article", title, text, "invented", from_=since, to=to, marks=marks, groups=(code,))


def made(seed: int, many: int) -> list[Document]:
    """Cases and answers of all rights, from a seed."""
    chance = random.Random(seed)
    found = []
    for number in range(many):
        text = "，".join(chance.choice(WORDS) for _ in range(chance.randint(3, 30)))
        rights = Rights(chance.choice(OFFICES), chance.randint(0, 1), chance.choice(LINES))
        marks = {"charge": (chance.choice(("盗窃罪", "诈骗罪")),), "level": (chance.choice(("basic", "high")),)}
        kind, title = "case" if chance.random() < 0.8 else "answer", chance.choice(WORDS)
        day = date(2020, 1, 1 + chance.randint(0, 27))
        found.append(Document(f"d{number:04d}", kind, title, text, "invented", rights=rights, day=day, marks=marks))
    return found
