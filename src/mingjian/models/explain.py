"""A model told aloud: what it looks for, on what ground, step by step, and what becomes of a hit."""

from __future__ import annotations

import datetime as dt

from mingjian.collision.operators import Source
from mingjian.law import english_title
from mingjian.models.compile import compile_model
from mingjian.models.definition import HANDLED_OUTSIDE, Basis, Need
from mingjian.models.model import Model
from mingjian.models.problems import Lang
from mingjian.models.relations import need_standard
from mingjian.models.scans import code_scan, empty_scan
from mingjian.models.step_words import step_sentence
from mingjian.models.wording import Words

__all__ = ["explain", "step_sql"]

_HEADS: dict[str, tuple[str, str]] = {
    "problem": ("问题", "The problem"),
    "basis": ("法律依据", "Legal basis"),
    "needs": ("所需数据（只读所列各列）", "Data it needs (only the columns listed are read)"),
    "parameters": ("参数", "Parameters"),
    "steps": ("步骤", "Steps"),
    "clue": ("线索", "The clue"),
    "risk": ("风险排序", "Ranking"),
    "traps": ("已知误报及处理", "Known false positives and how they are handled"),
    "disposition": ("处置", "What becomes of it"),
}


def explain(model: Model, lang: Lang = "zh") -> str:
    """A walk through the model in Markdown, in one language."""
    words = Words(model, lang)
    definition = model.definition
    point = definition.point.of(lang)
    colon = "：" if lang == "zh" else ": "
    lines = [f"# {definition.title.of(lang)}", ""]
    lines.append(
        f"`{model.id}` {model.version} · {definition.catalogue or ''} · {definition.line.label(lang)} · {point}"
    )
    lines += _section("problem", [definition.problem.of(lang)], lang)
    lines += _section("basis", [f"- {_basis(one, lang)}" for one in definition.basis], lang)
    lines += _section("needs", [f"- {_need(alias, need, words)}" for alias, need in model.needs.items()], lang)
    if model.parameters:
        told = [
            f"- `{name}` = {one.show(one.value, lang)}{'（' if lang == 'zh' else ' ('}{one.why.of(lang)}"
            f"{'）' if lang == 'zh' else ')'}"
            for name, one in model.parameters.items()
        ]
        lines += _section("parameters", told, lang)
    steps: list[str] = []
    for number, step in enumerate(model.steps, start=1):
        note = model.notes.get(step.name)
        told_note = f"{note.of(lang)}{'。' if lang == 'zh' else '. '}" if note else ""
        steps.append(f"{number}. **{step.name}**{colon}{told_note}{step_sentence(step, words)}")
    lines += _section("steps", steps, lang)
    lines += _section("clue", _clue(model, words), lang)
    lines += _section("risk", _risk(model, words), lang) if model.clue.risk else []
    lines += _section("traps", [f"- {_trap(model, i, lang)}" for i in range(len(definition.traps))], lang)
    lines += _section("disposition", [f"- {text}" for text in _disposition(model, lang)], lang)
    return "\n".join(lines) + "\n"


def _section(head: str, body: list[str], lang: Lang) -> list[str]:
    return ["", f"## {_HEADS[head][0 if lang == 'zh' else 1]}", "", *body]


def _basis(one: Basis, lang: Lang) -> str:
    span = f"{one.from_.isoformat()}–{one.to.isoformat() if one.to else ''}"
    says = ("：" if lang == "zh" else ": ") + one.says.of(lang) if one.says else ""
    checked = "" if one.verified else ("（条文未核对）" if lang == "zh" else " (text not verified)")
    open_, close = ("（", "）") if lang == "zh" else (" (", ")")
    law = one.law if lang == "zh" else english_title(one.law)
    return f"{law}{article_text(str(one.article), lang)}{open_}{span}{close}{says}{checked}"


def article_text(article: str, lang: Lang) -> str:
    """``133之1-2`` as 第133条之一第2款 / art. 133-1(2)."""
    base, *parts = article.split("-")
    number, _, inserted = base.partition("之")
    if lang == "en":
        return f" art. {number}{'-' + inserted if inserted else ''}{''.join(f'({part})' for part in parts)}"
    text = f"第{number}条" + (f"之{'〇一二三四五六七八九十'[int(inserted)]}" if inserted else "")
    return text + "".join(f"第{part}{unit}" for part, unit in zip(parts, ("款", "项"), strict=False))


def _need(alias: str, need: Need, words: Words) -> str:
    standard = need_standard(need)
    where = need.standard or need.codes
    columns = words.names(need.columns or [])
    if standard is not None:
        labels = [standard.columns[c].label if c in standard.columns else None for c in need.columns or []]
        told = [
            words.name(name) if label is None else label.zh if words.lang == "zh" else label.en.lower()
            for name, label in zip(need.columns or [], labels, strict=True)
        ]
        columns = ("、" if words.lang == "zh" else ", ").join(told)
    optional = "" if not need.optional else ("（可缺省）" if words.lang == "zh" else " (optional)")
    kind = "" if standard is not None else ("代码表 " if words.lang == "zh" else "code list ")
    separator = "：" if words.lang == "zh" else ": "
    return f"{words.relation(alias)}{optional}{separator}{kind}`{where}`{separator}{columns}"


def _clue(model: Model, words: Words) -> list[str]:
    lang, clue = words.lang, model.clue
    lines = [f"> {clue.says.of(lang)}", ""]
    lines += [f"- `{rule}`{'：' if lang == 'zh' else ': '}{text.of(lang)}" for rule, text in model.rule_texts.items()]
    key = words.names(list(clue.key))
    place, about = words.name(clue.place), words.name(clue.about)
    if lang == "zh":
        lines.append(f"- 取自步骤“{clue.from_}”；主体：{about}；管辖地：{place}；同一 {key} 是同一条线索。")
    else:
        lines.append(
            f"- From the step '{clue.from_}'; about: {about}; place: {place}; the same {key} is the same clue."
        )
    return lines


def _risk(model: Model, words: Words) -> list[str]:
    lines = []
    for name, risk in model.clue.risk.items():
        if risk.bands is not None:
            told = ("，" if words.lang == "zh" else ", ").join(
                f"≥ {band.least} {band.level.label(words.lang)}" for band in risk.bands
            )
            lines.append(f"- {words.name(name)}：{told}" if words.lang == "zh" else f"- {words.name(name)}: {told}")
            continue
        weight = risk.level.label(words.lang) if risk.level is not None else f"{risk.points:+d}"
        why = risk.why.of(words.lang) if risk.why else ""
        lines.append(f"- {why}（{words.expression(risk.when or '')}）：{weight}" if words.lang == "zh" else
                     f"- {why} ({words.expression(risk.when or '')}): {weight}")  # fmt: skip
    return lines


def _trap(model: Model, index: int, lang: Lang) -> str:
    trap = model.definition.traps[index]
    handled = []
    for name in trap.handlers:
        outside = HANDLED_OUTSIDE.get(name) if name not in model.needs else None
        handled.append(outside[0 if lang == "zh" else 1] if outside else f"`{name}`")
    arrow = "、".join(handled) if lang == "zh" else ", ".join(handled)
    return f"{trap.zh} → {arrow}" if lang == "zh" else f"{trap.en} → {arrow}"


def _disposition(model: Model, lang: Lang) -> list[str]:
    told = []
    for one in model.definition.disposition:
        asks = ("：" if lang == "zh" else ": ") + one.asks.of(lang) if one.asks else ""
        told.append(f"{one.document.label(lang)} → {one.to.of(lang)}{asks}")
    return told


def step_sql(model: Model, as_of: dt.date | None = None) -> list[tuple[str, str]]:
    """The SQL of every step with default parameters, witnesses carried, as (step, SQL)."""
    scans = {
        alias: code_scan(alias, need) if need.codes is not None else empty_scan(alias, need, covered=())
        for alias, need in model.needs.items()
    }
    compiled = compile_model(model, scans, as_of=as_of or dt.date(2000, 1, 1), ready=False)
    needed = compiled.plan.needs(compiled.final, compiled.columns, lineage=True)
    told: list[tuple[str, str]] = []
    for step in compiled.plan.upstream(compiled.final):
        sources = [Source(name, needed[name]) for name in step.inputs]
        made = step.bound.plan(needed[step.name], sources, step.name)
        told.append((step.name, ";\n".join(made.told)))
    return told
