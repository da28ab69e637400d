"""The first draft of a letter, from the model's disposition and the verified clues of the case."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import kind_of
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind
from mingjian.models.explain import article_text
from mingjian.models.relations import need_standard

__all__ = ["draft"]

_MONTHS = {1: "一", 2: "两", 3: "三", 6: "六"}


def draft(kind: DocumentKind, *, office: str, model: Model, clues: Sequence[str], contact: str = "") -> LetterFields:
    """A letter to read and mend. `clues` are the Chinese sentences of the verified clues, gravest first."""
    fixed = kind_of(kind)
    proposed = next((one for one in model.definition.disposition if one.document is kind), None)
    asked = f"{proposed.asks.zh}。" if proposed is not None and proposed.asks is not None else f"{fixed.ask}。"
    return LetterFields(
        kind=kind.value, heading=fixed.heading, office=office, to=proposed.to.zh if proposed is not None else "",
        about=model.definition.title.zh, opening=fixed.opening, facts=_facts(model, clues), evidence=_sources(model),
        analysis=model.definition.problem.zh, basis=_basis(kind, model), closing=fixed.asks, asks=(asked,),
        reply=_reply(kind), contact=contact,
    )  # fmt: skip


def _facts(model: Model, clues: Sequence[str]) -> str:
    """The clues as numbered facts; one stands alone."""
    head = f"经比对{'、'.join(_agencies(model))}的有关数据并调查核实，查明："
    if len(clues) == 1:
        return f"{head}\n{clues[0]}。"
    return "\n".join([head, *(f"{number}. {says}。" for number, says in enumerate(clues, 1))])


def _agencies(model: Model) -> list[str]:
    found = [need_standard(need) for need in model.needs.values()]
    return list(dict.fromkeys(one.provider.zh for one in found if one is not None))


def _sources(model: Model) -> tuple[str, ...]:
    """The lists the facts rest on, for the list of evidence."""
    listed = []
    for need in model.needs.values():
        standard = need_standard(need)
        if standard is not None:
            listed.append(f"{standard.provider.zh}“{(need.called or standard.title).zh}”数据及原始材料")
    return tuple(dict.fromkeys(listed))


def _basis(kind: DocumentKind, model: Model) -> tuple[BasisLine, ...]:
    """What the model says was violated, then what the letter is made under."""
    violated = [
        BasisLine(text=_cite(one.law, one.article, one.says.zh if one.says else ""), verified=one.verified)
        for one in model.definition.basis
    ]
    under = [BasisLine(text=_cite(one.law, one.article), verified=one.verified) for one in kind_of(kind).basis]
    unique = {one.text: one for one in [*violated, *under]}
    return tuple(unique.values())


def _cite(law: str, article: str | int, says: str = "") -> str:
    return f"《{law}》{article_text(str(article), 'zh')}" + (f"：{says}" if says else "")


def _reply(kind: DocumentKind) -> str:
    fixed = kind_of(kind)
    if fixed.reply is None:
        return ""
    months = _MONTHS.get(fixed.reply.months, str(fixed.reply.months))
    return f"请在收到本{fixed.heading}之日起{months}个月内处理，并书面回复本院。"
