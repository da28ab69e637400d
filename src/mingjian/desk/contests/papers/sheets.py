"""Score sheets and the summary of a type as papers. Judges stand on them by their codes; who made a work only where the
caller says it, since what is printed lies about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime

from mingjian.contest.definition import ContestFile, Question
from mingjian.contest.forms import Form
from mingjian.desk.contests.papers.paper import Grid, Paper
from mingjian.desk.contests.result_schemas import RankedWork, SignatureInfo, TypeResult
from mingjian.desk.words import Coded
from mingjian.models.problems import Lang

__all__ = ["Named", "score_sheet", "summary_sheet"]

Named = Mapping[str, Any] | None
"""Title and authors of a work; None while they are not told."""
Labelled = Sequence[tuple[str, Form]]
"""Forms, each under what its judge is called."""


def score_sheet(
    rules: ContestFile, kind: Coded, number: str, forms: Labelled, *, named: Named, lang: Lang, own: bool
) -> Paper:
    """The forms of a work side by side. `own`: a judge's, who signs it; a form without scores is to be filled in by
    hand."""
    zh, asked = lang == "zh", rules.types[kind.code].criteria
    heads = ("评分项", "权重", "分值") if zh else ("Criterion", "Weight", "Scale")
    rows = [
        (one.title.of(lang), f"{one.weight:g}", f"{one.scale[0]:g}–{one.scale[1]:g}",
         *(f"{form.scores[name]:g}" if name in form.scores else "" for _, form in forms))
        for name, one in asked.items()
    ]  # fmt: skip
    scoring = rules.types[kind.code].scoring()
    totals = (f"{scoring.total(form):.2f}" if form.scores else "—" if form.abstained else "" for _, form in forms)
    rows.append(("总分" if zh else "Total", "100", "", *totals))
    widths = (4.0, 1.0, 1.4, *(1.0 for _ in forms))
    judge, clerk = (
        (("评委签名：",), ("秘书签名：", "复核签名：")) if zh else (("Judge:",), ("Secretary:", "Checked by:"))
    )
    return Paper(
        title=f"{rules.title.zh}评分表" if zh else f"{rules.title.en}: score sheet", lang=lang,
        above=_above(rules, kind, number, named, lang),
        grids=(Grid((*heads, *(label for label, _ in forms)), widths, tuple(rows)), *_reasons(asked, forms, lang, own)),
        notes=tuple(_said(forms, zh)), signs=judge if own else clerk, foot=f"{rules.contest} · {number}",
        wide=len(forms) > 6,
    )  # fmt: skip


def summary_sheet(
    rules: ContestFile, found: TypeResult, *, digest: str, signed: Sequence[SignatureInfo], lang: Lang
) -> Paper:
    """Ranks, scores and awards of a type with the digest that was signed, by whom, and room for their hands. Titles and
    authors stand where the result has them."""
    zh = lang == "zh"
    named = any(one.title is not None for one in found.works)
    heads = ("名次", "作品", "得分", "名次区间", "有效评分", "奖项") if zh else (
        "Rank", "Work", "Score", "Rank interval", "Forms", "Award")  # fmt: skip
    rows = tuple(_ranked(one, lang) for one in found.works)
    said = (f"结果摘要（SHA-256）：{digest}" if zh else f"Digest of the result (SHA-256): {digest}") if digest else (
        "结果尚未计算完成。" if zh else "The result is not computed yet.")  # fmt: skip
    notes = [_of(found, lang), *(_of(one, lang) for one in found.notes), *_finals(found, zh), said]
    notes += [
        f"{one.name}已于 {localtime(one.at):%Y-%m-%d} 电子签名。"
        if zh
        else f"Signed on the desk by {one.name}, {localtime(one.at):%Y-%m-%d}."
        for one in signed
    ]
    signs = ("签发人：", "签发人：", "秘书：") if zh else ("Signer:", "Signer:", "Secretary:")
    return Paper(
        title=f"{rules.title.zh}{found.type.zh}成绩汇总表" if zh else f"{rules.title.en}: {found.type.en}, results",
        lang=lang, above=((f"主办：{rules.organiser.zh}" if zh else f"Held by: {rules.organiser.en}"),),
        grids=(Grid(heads, (1, 6 if named else 2, 1.6, 1.6, 1.2, 2), rows),), notes=tuple(notes), signs=signs,
        foot=f"{rules.contest} · {found.type.code}", wide=named,
    )  # fmt: skip


def _ranked(one: RankedWork, lang: Lang) -> tuple[str, ...]:
    """`5 ← 7`: a final made fifth of the seventh."""
    rank = _of(one.standing, lang) if one.rank is None else str(one.rank)
    if one.first is not None and one.first != one.rank:
        rank += f" ← {one.first}"
    title = f" {one.title}" if one.title is not None else ""
    authors = f"\n{_listed((a.name for a in one.authors), lang)}" if one.authors else ""
    interval = f"{one.low}–{one.high}" if one.low is not None and one.high is not None else "—"
    return (
        rank, f"{one.work}{title}{authors}", "—" if one.score is None else f"{one.score:.4f}", interval,
        str(one.forms), "" if one.award is None else _of(one.award, lang),
    )  # fmt: skip


def _finals(found: TypeResult, zh: bool) -> Iterable[str]:
    for one in found.finals:
        works = "、".join(w.work for w in one.works) if zh else ", ".join(w.work for w in one.works)
        yield (
            f"决赛（两两比较 {one.comparisons} 次）：{works}；“5 ← 7”表示由第 7 名改为第 5 名。" if zh else
            f"Final by {one.comparisons} comparisons of pairs: {works}; '5 ← 7' is fifth, and seventh before it."
        )  # fmt: skip


def _above(rules: ContestFile, kind: Coded, number: str, named: Named, lang: Lang) -> tuple[str, ...]:
    zh = lang == "zh"
    work = f"作品编号：{number}　类型：{kind.zh}" if zh else f"Work: {number}   Type: {kind.en}"
    if named is None:
        return (work, f"主办：{rules.organiser.zh}" if zh else f"Held by: {rules.organiser.en}")
    authors = _listed((one["name"] for one in named["authors"]), lang)
    return (work, f"作品：{named['title']}　作者：{authors}" if zh else f"Title: {named['title']}   Authors: {authors}",
            f"主办：{rules.organiser.zh}" if zh else f"Held by: {rules.organiser.en}")  # fmt: skip


def _reasons(asked: Mapping[str, Question], forms: Labelled, lang: Lang, own: bool) -> list[Grid]:
    zh = lang == "zh"
    rows = tuple(
        (label, asked[name].title.of(lang), form.reasons[name])
        for label, form in forms for name in asked if form.reasons.get(name)
    )  # fmt: skip
    blank = own and not any(form.scores or form.abstained for _, form in forms)
    if blank:
        rows = tuple(("", one.title.of(lang), "\n\n") for one in asked.values())
    if not rows:
        return []
    heads = ("评委", "评分项", "理由") if zh else ("Judge", "Criterion", "Reason")
    return [Grid(heads, (1, 2, 6), rows, "评分理由" if zh else "Reasons")]


def _said(forms: Labelled, zh: bool) -> Iterable[str]:
    for label, form in forms:
        if form.abstained:
            yield f"{label} 弃评：{form.abstained}" if zh else f"{label} abstains: {form.abstained}"
        if form.entered_by:
            yield f"{label} 的评分由秘书代录，依据：{form.paper}" if zh else (
                f"The form of {label} was typed in by the secretary from: {form.paper}")  # fmt: skip


def _of(said: Any, lang: Lang) -> str:
    return str(said.zh if lang == "zh" else said.en)


def _listed(names: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(names)
