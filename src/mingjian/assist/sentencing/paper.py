"""What a printed calculation says: a draft of the sentencing proposal (量刑建议书) with every step, basis and caution.

刑事诉讼法176第二款 asks for a proposal where the accused accepts punishment; the draft is for a person to finish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.assist.sentencing.calculation import DISCLAIMER, Calculation
from mingjian.assist.sentencing.spans import percent
from mingjian.assist.sentencing.standing import STANDINGS
from mingjian.assist.sentencing.tree import Node, Said
from mingjian.models.problems import Lang

__all__ = ["Paper", "Part", "draft"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Part:
    """A heading with lines or with a table under it."""

    title: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A draft: what stands above, parts, and what stands on every page."""

    title: str
    lang: Lang
    above: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: str


def draft(made: Calculation, lang: Lang = "zh") -> Paper:
    """The draft of a calculation."""
    zh = lang == "zh"
    low, high = made.band_months
    above = (
        f"案件：{made.facts.case or '——'}" if zh else f"Case: {made.facts.case or '—'}",
        ("罪名：" if zh else "Charges: ")
        + "；".join(f"{one.charge}（{_articles(one.chosen)}）" for one in made.crimes),
        f"行为日 {made.facts.act}，判决（拟判决）日 {made.facts.convicted}"
        if zh
        else f"Act on {made.facts.act}, conviction (expected) on {made.facts.convicted}",
        f"建议：{made.form.zh}" if zh else f"Proposed: {made.form.en}",
        f"综合全案可调整至 {low}–{high} 个月" if zh else f"For the whole case within {low}–{high} months",
    )
    return Paper(
        _clean("量刑建议书（草稿）" if zh else "Sentencing proposal (draft)"), lang, tuple(map(_clean, above)),
        tuple(_parts(made, lang)), _clean(DISCLAIMER.zh if zh else DISCLAIMER.en),
    )  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _parts(made: Calculation, lang: Lang) -> Iterator[Part]:
    zh = lang == "zh"
    heads = ("步骤", "值", "计算", "依据", "选定") if zh else ("Step", "Value", "Arithmetic", "Basis", "Chosen by")
    rows = tuple(_row(node, depth, lang) for node, depth in _flat(made.tree, 0) if depth)
    yield Part("计算过程" if zh else "Calculation", heads=heads, widths=(5, 3, 5, 5, 3), rows=rows)
    yield from _listed("依据需复核" if zh else "Basis to be reviewed", _grouped(made.reviews, lang))
    yield from _listed("尚待确定" if zh else "Still open", [_of(one, lang) for one in made.asks])
    yield from _listed(
        "说明" if zh else "Notes", [*_on_steps(made.tree, lang), *(_of(one, lang) for one in made.notes)]
    )


def _listed(title: str, lines: Sequence[str]) -> Iterator[Part]:
    if lines:
        yield Part(title, tuple(map(_clean, dict.fromkeys(lines))))


def _on_steps(tree: Node, lang: Lang) -> list[str]:
    return [f"{node.zh if lang == 'zh' else node.en}：{_of(one, lang)}" for node in tree.walk() for one in node.notes]


def _flat(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    yield node, depth
    for one in node.children:
        yield from _flat(one, depth + 1)


def _row(node: Node, depth: int, lang: Lang) -> tuple[str, ...]:
    title = "　" * (depth - 1) + (node.zh if lang == "zh" else node.en)
    chosen = node.chosen or {}
    by = "；".join(part for part in (chosen.get("by"), chosen.get("why")) if part)
    return tuple(_clean(cell) for cell in (title, shown_value(node, lang), node.how, basis(node, lang), by))


def shown_value(node: Node, lang: Lang) -> str:
    """`25.2 个月`, `10%–40%`."""
    if node.value is None:
        return ""
    if node.id.startswith("absorbed."):
        return "不另计" if lang == "zh" else "not counted"
    if node.unit == "share":
        ends = dict.fromkeys((percent(node.value.low), percent(node.value.high)))
        return "–".join(ends)
    if node.unit == "yuan":
        return f"{node.value.text()} 元" if lang == "zh" else f"{node.value.text()} yuan"
    return f"{node.value.text()} 个月" if lang == "zh" else f"{node.value.text()} months"


def basis(node: Node, lang: Lang) -> str:
    """Where a step's value stands, since when, in which layer, and whether it was compared."""
    given: dict[str, Any] = node.parameter or {}
    value = given.get("value")
    if value is None:
        return f"{given['id']}（{given['from']}）" if given else ""
    layer = given["layer"].replace("nation", "全国").replace("province:", "省 ") if lang == "zh" else given["layer"]
    text = f"{value['ref']['title']} {value['ref']['item']}（{value['from']}，{layer}）"
    if "unverified" in value:
        said = STANDINGS[given.get("standing", "unverified")]
        text += f" {said.zh if lang == 'zh' else said.en}"
    return text


def _grouped(said: Sequence[Said], lang: Lang) -> list[str]:
    """Reviews with one reason stand on one line."""
    groups: dict[str, list[str]] = {}
    for one in said:
        name, colon, why = _of(one, lang).partition("：" if lang == "zh" else ": ")
        groups.setdefault(why if colon else name, []).append(name if colon else "")
    mark = "：" if lang == "zh" else ": "
    return [f"{'、'.join(filter(None, names))}{mark}{why}" if any(names) else why for why, names in groups.items()]


def _articles(results: Sequence[Any]) -> str:
    return "、".join(dict.fromkeys(f"刑法{one.article}" for one in results))


def _of(said: Said, lang: Lang) -> str:
    return said.zh if lang == "zh" else said.en


def _clean(text: str) -> str:
    """Without what a document cannot hold: names and reasons are what people typed."""
    return _CONTROL.sub("", text)
