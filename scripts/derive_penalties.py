"""Derive the table of penalties by article from a text of the Criminal Law, for review and shipping as data.

Usage: python scripts/derive_penalties.py STATUTES_JSONL > penalties.csv

Reads the articles of the Criminal Law and of its amendments, finds for every article from 102 on the clauses that
set a penalty, and joins them: what any clause of the article allows, the article allows. That is the cautious
direction for supervision: a penalty outside the union is outside every tier. `from` is the day the last amendment
that touched the article came into force; before it another text was law, which this table does not hold.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

NUM = "〇零一二三四五六七八九十百"
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
IN_FORCE = {
    "刑法修正案": "1999-12-25",
    "刑法修正案（二）": "2001-08-31",
    "刑法修正案（三）": "2001-12-29",
    "刑法修正案（四）": "2002-12-28",
    "刑法修正案（五）": "2005-02-28",
    "刑法修正案（六）": "2006-06-29",
    "刑法修正案（七）": "2009-02-28",
    "刑法修正案（八）": "2011-05-01",
    "刑法修正案（九）": "2015-11-01",
    "刑法修正案（十）": "2017-11-04",
    "刑法修正案（十一）": "2021-03-01",
    "刑法修正案（十二）": "2024-03-01",
}
ARTICLE = re.compile(rf"第([{NUM}]+)条(?:之([{NUM}]+))?")
FINE = re.compile(rf"(?:([{NUM}]+)万元以上)([{NUM}]+)万元以下罚金")
TERM = re.compile(r"(?:([一二三四五六七八九十]+)年以上)?(?:([一二三四五六七八九十]+)年以下)?有期徒刑")


def number(text: str) -> int:
    """三百一十二 → 312."""
    total = unit = 0
    for char in text:
        if char == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif char == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = DIGITS[char]
    return total + unit


def article_id(text: str) -> str | None:
    """第一百三十三条之一 → 133之1."""
    found = ARTICLE.match(text.replace(" ", ""))
    if not found:
        return None
    inserted = f"之{number(found[2])}" if found[2] else ""
    return f"{number(found[1])}{inserted}"


def clauses(text: str) -> list[str]:
    """The clauses that set a penalty on a natural person."""
    parts = re.split(r"[；。]", text)
    found = []
    for part in parts:
        part = re.sub(r"对单位判处罚金.*", "", part)
        if re.search(r"(?:处|判处)(?!罚金)[^，]*(?:有期徒刑|拘役|管制|无期徒刑|死刑|罚金)", part) or "处拘役" in part:
            found.append(part)
    return found


def fine_of(clause: str) -> str:
    """How a clause treats the fine: must, may, alternative or none."""
    if re.search(r"可以并处|可以单处", clause):
        return "may"
    if re.search(r"并处(?:或者单处)?[^，；]*罚金|并处罚金|并处[^，]*没收财产", clause):
        return "must"
    if re.search(r"或者(?:单处)?罚金|、罚金", clause):
        return "alternative"
    if re.search(r"单处罚金", clause):
        return "may"
    return "none"


def penalty(article: str, text: str) -> dict[str, object] | None:
    """The union of the clauses of an article."""
    found = clauses(text)
    if not found:
        return None
    terms = [m for c in found for m in TERM.finditer(c)]
    lows = [number(m[1]) * 12 if m[1] else 6 for m in terms]
    highs = [number(m[2]) * 12 if m[2] else 180 for m in terms]
    fines = {fine_of(c) for c in found}
    joined = "；".join(found)
    if fines == {"must"}:
        fine = "must"
    elif fines == {"none"}:
        fine = "none"
    elif fines == {"alternative"} or fines == {"alternative", "none"}:
        fine = "alternative"
    else:
        fine = "may"
    # a tier of confiscation alone makes the fine of that tier no duty
    confiscation = "没收财产" in joined
    amounts = [FINE.search(c) for c in found]
    least = [number(m[1]) * 10_000 for m in amounts if m and m[1]]
    most = [number(m[2]) * 10_000 for m in amounts if m]
    bounded = all(amounts)
    fine_only = bool(re.search(r"单处罚金|或者罚金|管制、罚金|单处[^，]*罚金", joined)) or "或者单处" in joined
    return {
        "article": article,
        "allows_fixed_term": bool(terms),
        "allows_detention": "拘役" in joined,
        "allows_surveillance": "管制" in joined,
        "allows_life": "无期徒刑" in joined,
        "allows_death": "死刑" in joined,
        "min_months": min(lows) if lows else "",
        "max_months": max(highs) if highs else "",
        "fine_rule": fine,
        "fine_only_ok": fine_only,
        "confiscation": confiscation,
        "fine_min": min(least) if bounded and least else "",
        "fine_max": max(most) if bounded and most else "",
    }


def amended(folder: Path) -> dict[str, str]:
    """article → day the last amendment that names it came into force."""
    since: dict[str, str] = {}
    for file in folder.glob("刑法修正案*.md"):
        day = IN_FORCE[re.sub(r"\(.*?\)", "", file.stem)]
        text = file.read_text(encoding="utf-8").replace(" ", "")
        # "在刑法第一百三十三条之一后增加一条" places a new article and leaves the named one alone
        named = [found[1] for found in re.finditer(rf"刑法(第[{NUM}]+条(?:之[{NUM}]+)?)(?!之|后增加)", text)]
        named += [found[1] for found in re.finditer(rf"作为(第[{NUM}]+条之[{NUM}]+)", text)]
        for name in named:
            article = article_id(name)
            if article and since.get(article, "") < day:
                since[article] = day
    return since


def main(path: str) -> None:
    """Write the table to standard output."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
    law: dict[str, str] = {}
    for row in rows:
        if row["file"] == "刑法/刑法.md":
            article = article_id(row["article"])
            if article and int(re.split("之", article)[0]) >= 102:
                law[article] = law.get(article, "") + row["text"]
    since = amended(Path(path).parent / "刑法")
    out = None
    for article, text in law.items():
        row = penalty(article, text)
        if row is None:
            print(f"no penalty of its own: {article}", file=sys.stderr)
            continue
        row |= {"from": since.get(article, "1997-10-01"), "to": "", "verified": True, "source": "刑法（2023年修正）"}
        if out is None:
            out = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            out.writeheader()
        out.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()})


if __name__ == "__main__":
    main(sys.argv[1])
