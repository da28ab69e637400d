"""The first draft of a letter, from the model's disposition and the verified clues of the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import kind_of
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind
from mingjian.models.explain import article_text
from mingjian.models.problems import Lang
from mingjian.models.relations import need_standard

__all__ = ["draft"]


class HasBoth(Protocol):
    """A text of a standard or of a model."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


_MONTHS = {1: "一", 2: "两", 3: "三", 6: "六"}


def draft(
    kind: DocumentKind, *, office: str, model: Model, clues: Sequence[str], contact: str = "", lang: Lang = "zh"
) -> LetterFields:
    """A letter to read and mend. `clues` are the sentences of the verified clues in `lang`, gravest first.

    The letter is the Chinese one; `lang="en"` drafts the same for reading along.
    """
    fixed = kind_of(kind)
    said = fixed if lang == "zh" else fixed.en
    proposed = next((one for one in model.definition.disposition if one.document is kind), None)
    ask = proposed.asks.of(lang) if proposed is not None and proposed.asks is not None else said.ask
    return LetterFields(
        kind=kind.value, heading=said.heading, office=office, to=proposed.to.of(lang) if proposed is not None else "",
        about=model.definition.title.of(lang), opening=said.opening, facts=_facts(model, clues, lang),
        evidence=_sources(model, lang), analysis=_sentence(model.definition.problem.of(lang), lang),
        basis=_basis(kind, model, lang), closing=fixed.closing if lang == "zh" else fixed.en.asks,
        asks=(_sentence(ask, lang),), reply=_reply(kind, lang),
        contact=contact,
    )  # fmt: skip


def _sentence(text: str, lang: Lang) -> str:
    """With a full stop at its end, and one only."""
    text = text.strip()
    return (
        text if text.endswith(("。", ".", "！", "？", "；", "：", "!", "?")) else text + ("。" if lang == "zh" else ".")
    )


def _facts(model: Model, clues: Sequence[str], lang: Lang) -> str:
    """The clues as numbered facts; one stands alone."""
    agencies = _agencies(model, lang)
    if lang == "zh":
        head = f"经比对{'、'.join(agencies)}的有关数据并调查核实，查明："
    else:
        head = f"Lists of {', '.join(agencies)} were compared and the result was verified. We found:"
    said = [_sentence(one, lang) for one in clues]
    if len(said) == 1:
        return f"{head}\n{said[0]}"
    return "\n".join([head, *(f"{number}. {says}" for number, says in enumerate(said, 1))])


def _of(text: HasBoth, lang: Lang) -> str:
    return text.zh if lang == "zh" else text.en


def _agencies(model: Model, lang: Lang) -> list[str]:
    found = [need_standard(need) for need in model.needs.values()]
    return list(dict.fromkeys(_of(one.provider, lang) for one in found if one is not None))


def _sources(model: Model, lang: Lang) -> tuple[str, ...]:
    """The lists the facts rest on, for the list of evidence."""
    listed = []
    for need in model.needs.values():
        standard = need_standard(need)
        if standard is None:
            continue
        called = _of(need.called or standard.title, lang)
        provider = _of(standard.provider, lang)
        listed.append(
            f"{provider}“{called}”数据及原始材料"
            if lang == "zh"
            else f"{provider}: '{called}', data and original papers"
        )
    return tuple(dict.fromkeys(listed))


def _basis(kind: DocumentKind, model: Model, lang: Lang) -> tuple[BasisLine, ...]:
    """What the model says was violated, then what the letter is made under."""
    violated = [
        BasisLine(text=_cite(one.law, one.article, lang, one.says.of(lang) if one.says else ""), verified=one.verified)
        for one in model.definition.basis
    ]
    cited = {(one.law, str(one.article)) for one in model.definition.basis}
    under = [
        BasisLine(text=_cite(one.law, one.article, lang), verified=one.verified)
        for one in kind_of(kind).basis
        if (one.law, str(one.article)) not in cited
    ]
    unique = {one.text: one for one in [*violated, *under]}
    return tuple(unique.values())


def _cite(law: str, article: str | int, lang: Lang, says: str = "") -> str:
    colon = "：" if lang == "zh" else ": "
    return f"《{law}》{article_text(str(article), lang)}" + (f"{colon}{says}" if says else "")


def _reply(kind: DocumentKind, lang: Lang) -> str:
    fixed = kind_of(kind)
    if fixed.reply is None:
        return ""
    if lang == "en":
        return f"Please deal with this within {fixed.reply.months} months of receipt and reply to us in writing."
    months = _MONTHS.get(fixed.reply.months, str(fixed.reply.months))
    return f"请在收到本{fixed.heading}之日起{months}个月内处理，并书面回复本院。"
