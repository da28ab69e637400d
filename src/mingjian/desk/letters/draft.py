"""The first draft of a letter, from the model's disposition and the verified clues of the case."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import in_words, kind_of
from mingjian.law import english_title
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind
from mingjian.models.explain import article_text
from mingjian.models.problems import Lang
from mingjian.models.relations import need_standard
from mingjian.standards import Standard

__all__ = ["draft"]


class HasBoth(Protocol):
    """A text of a standard or of a model."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


@dataclass(frozen=True)
class _Source:
    """A list: what the model calls it, and its standard."""

    called: HasBoth
    standard: Standard


_MONTHS = {1: "一", 2: "两", 3: "三", 6: "六"}


def draft(
    kind: DocumentKind, *, office: str, model: Model, clues: Sequence[str], contact: str = "", place: str = "",
    grounds: Container[str] | None = None, lang: Lang = "zh",
) -> LetterFields:  # fmt: skip
    """A letter to read and mend. `clues` are the sentences of the verified clues in `lang`, gravest first.

    Only the `grounds` (inputs of the model) are named as compared and as evidence; None: all of them. `place` is the
    region whose bureau is written to. The letter is the Chinese one; `lang="en"` drafts the same for reading along.
    """
    fixed = kind_of(kind)
    said = fixed if lang == "zh" else fixed.en
    sources = _sources(model, grounds)
    proposed = next((one for one in model.definition.disposition if one.document is kind), None)
    ask = proposed.asks.of(lang) if proposed is not None and proposed.asks is not None else said.ask
    return LetterFields(
        kind=kind.value, heading=said.heading, office=office,
        to=_addressee(proposed.to.of(lang), place) if proposed is not None else "",
        about=model.definition.title.of(lang), opening=said.opening, facts=_facts(sources, clues, lang),
        evidence=_evidence(sources, lang), analysis=_sentence(model.definition.problem.of(lang), lang),
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


def _addressee(to: str, place: str) -> str:
    """A bureau is one of a place; courts, prisons and the police are called otherwise."""
    return place + to if to.endswith("局") else to


def _facts(sources: Sequence[_Source], clues: Sequence[str], lang: Lang) -> str:
    """The clues as numbered facts; one stands alone."""
    agencies = list(dict.fromkeys(_of(one.standard.provider, lang) for one in sources))
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


def _sources(model: Model, grounds: Container[str] | None) -> list[_Source]:
    """The lists the facts rest on."""
    found = [
        (need.called, need_standard(need)) for name, need in model.needs.items() if grounds is None or name in grounds
    ]
    return [_Source(called or standard.title, standard) for called, standard in found if standard is not None]


def _evidence(sources: Sequence[_Source], lang: Lang) -> tuple[str, ...]:
    """The same for the list of evidence."""
    listed = []
    for one in sources:
        called, provider = _of(one.called, lang), _of(one.standard.provider, lang)
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
    if lang == "en":
        return f"{english_title(law)}{article_text(str(article), lang)}" + (f": {says}" if says else "")
    return f"《{law}》{in_words(str(article))}" + (f"：{says}" if says else "")


def _reply(kind: DocumentKind, lang: Lang) -> str:
    fixed = kind_of(kind)
    if fixed.reply is None:
        return ""
    if lang == "en":
        return f"Please deal with this within {fixed.reply.months} months of receipt and reply to us in writing."
    months = _MONTHS.get(fixed.reply.months, str(fixed.reply.months))
    return f"请在收到本{fixed.heading}之日起{months}个月内处理，并书面回复本院。"
