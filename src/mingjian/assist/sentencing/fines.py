"""A fine in figures, where the law or an interpretation gives them; else it is described (`form.fine_of`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.tree import Said

__all__ = ["figured", "fined", "written"]

Figures = tuple[int | None, int | None]


def fined(sheet: Sheet, situation: str) -> bool:
    """Put the fine of a situation on the tree and among the notes; whether there was one in figures."""
    if situation not in sheet.described.get("fined", ()):
        return False
    id = f"crimes.{sheet.known}.fines.{situation}"
    try:
        value = sheet.value(id)
    except SentencingError:
        return False
    node = sheet.node(id, "罚金数额", "Fine")
    low, high = figured(value, sheet.crime.amount, sheet.crime.gains)
    if low is not None and high is not None:
        node.value, node.unit = Span.of(low, high), "yuan"
    zh, en = written(value)
    node.how = " – ".join("…" if one is None else str(one) for one in (low, high)) if low or high else ""
    ends = (
        (f"{low}–{high} 元", f"{low}–{high} yuan") if low and high
        else (f"{low} 元以上", f"{low} yuan or more") if low else ("", "")
    )  # fmt: skip
    told = f"{ends[0]}（{zh}）" if ends[0] and ends[0] != zh else zh
    english = f"{ends[1]} ({en})" if ends[1] and ends[1] != en else en
    ref = value["ref"]
    said = Said(
        f"{sheet.charge}罚金：{told}，{ref['title']} {ref['item']}",
        f"{sheet.charge}, fine: {english}; {ref['title']} {ref['item']}",
    )
    sheet.notes.append(said)
    if value.get("of") and (sheet.crime.amount if value["of"] == "amount" else sheet.crime.gains) is None:
        what = ("数额", "the amount") if value["of"] == "amount" else ("违法所得", "the gains")
        sheet.ask(f"罚金须写明{what[0]}才能算出", f"the fine needs {what[1]}")
    return True


def figured(value: Mapping[str, Any], amount: int | None, gains: int | None) -> Figures:
    """The two ends in yuan; None where an end is open or not known."""
    base = {"amount": amount, "gains": gains}.get(value.get("of") or "")
    yuan = value.get("yuan") or [None]
    low, high = yuan[0], yuan[1] if len(yuan) > 1 else None
    if base == 0 and value.get("without"):
        return value["without"][0], value["without"][1]
    if base:
        times = value.get("times") or []
        if times:
            low, high = base * times[0], base * times[1] if len(times) > 1 else None
        if value.get("most"):
            high = max(low or 0, base * int(value["most"]))
    return low, high


def written(value: Mapping[str, Any]) -> tuple[str, str]:
    """The rule in words, in both languages."""
    of = {"amount": ("数额", "the amount"), "gains": ("违法所得", "the gains")}.get(value.get("of") or "", ("", ""))
    yuan, times, most = value.get("yuan") or [], value.get("times") or [], value.get("most")
    if len(times) == 2:
        return f"{of[0]}的 {times[0]}–{times[1]} 倍", f"{times[0]} to {times[1]} times {of[1]}"
    if times:
        return f"{of[0]}的 {times[0]} 倍以上", f"at least {times[0]} times {of[1]}"
    if most and yuan:
        return f"{yuan[0]} 元以上、{of[0]}的 {most} 倍以下", f"{yuan[0]} yuan to {most} times {of[1]}"
    if len(yuan) == 2:
        return f"{yuan[0]}–{yuan[1]} 元", f"{yuan[0]}–{yuan[1]} yuan"
    return f"{yuan[0]} 元以上", f"{yuan[0]} yuan or more"
