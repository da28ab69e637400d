"""A calculation as the API shows it: figures, the tree as lines, what is open, what needs review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mingjian.assist.sentencing import DISCLAIMER, Calculation
from mingjian.assist.sentencing.outcome import CrimeOutcome
from mingjian.assist.sentencing.paper import basis, shown_value
from mingjian.assist.sentencing.spans import hull
from mingjian.assist.sentencing.standing import STANDINGS, Standing
from mingjian.assist.sentencing.tree import Node
from mingjian.desk.sentencing import schemas
from mingjian.desk.sentencing.articles import Articles
from mingjian.desk.words import Bilingual, Coded, Text, text

__all__ = ["problem", "shown", "standing"]

_UNCONFIRMED = Coded(code="unconfirmed", zh="效力未确认", en="validity unconfirmed")


def shown(made: Calculation) -> schemas.Worked:
    """The result of a calculation."""
    low, high = made.months
    probation = _texts(made.probation)
    return schemas.Worked(
        low=low, high=high, band=list(made.band_months), form=text(made.form), needs_review=bool(made.reviews),
        combined=made.combined is not None, left=list(made.left or ()), crimes=[_crime(one) for one in made.crimes],
        steps=list(_steps(made.tree, 0, str(made.facts.convicted), Articles(made))), asks=_texts(made.asks),
        reviews=list(_reviews(made)), notes=[one for one in _texts(made.notes) if one not in probation],
        probation=probation, uncompared=_texts(made.uncompared), bases=_bases(made), disclaimer=text(DISCLAIMER),
    )  # fmt: skip


def standing(code: Standing) -> Coded:
    """How far a value was compared, in words."""
    said = STANDINGS[code]
    return Coded(code=code, zh=said.zh, en=said.en)


def problem(place: str, zh: str, en: str) -> schemas.FactProblem:
    """Something that is wrong with the facts. It may repeat what was written, and with it half a pair of signs."""
    place, zh, en = (one.encode("utf-8", "replace").decode() for one in (place, zh, en))
    return schemas.FactProblem(place=place, text=Text(zh=zh, en=en))


# -- within ----------------------------------------------------------------------------------------------


def _texts(said: Iterable[Bilingual]) -> list[Text]:
    return [text(one) for one in said]


def _crime(one: CrimeOutcome) -> schemas.CrimeTerm:
    low, high = one.months
    other = None
    if one.other and one.other_day is not None:
        ends = [each.months for each in one.other]
        other = schemas.OtherLaw(
            day=one.other_day, low=min(end[0] for end in ends), high=max(end[1] for end in ends),
            exact=hull(each.limited for each in one.other).text(),
        )  # fmt: skip
    return schemas.CrimeTerm(
        charge=one.charge, low=low, high=high, exact=one.exact.text(), band=list(one.band_months),
        law_day=one.law_day, situations=len(one.chosen), same_law=other is None and one.uncompared is None,
        other=other, uncompared=text(one.uncompared) if one.uncompared else None,
    )  # fmt: skip


def _steps(node: Node, depth: int, convicted: str, articles: Articles) -> Iterator[schemas.CalculationStep]:
    """Every step below the root, in order."""
    if depth:
        chosen = node.chosen or {}
        yield schemas.CalculationStep(
            depth=depth - 1, title=text(node), value=Text(zh=shown_value(node, "zh"), en=shown_value(node, "en")),
            how=node.how, basis=Text(zh=_basis(node, "zh"), en=_basis(node, "en")),
            standing=_standing(node, convicted), by=chosen.get("by", ""), why=chosen.get("why", ""),
            notes=_texts(node.notes), articles=articles.of(node),
        )  # fmt: skip
    for child in node.children:
        yield from _steps(child, depth + 1, convicted, articles)


def _basis(node: Node, lang: Any) -> str:
    """Without the mark that is told beside it."""
    told = basis(node, lang)
    for said in STANDINGS.values():
        told = told.removesuffix(f" {said.zh if lang == 'zh' else said.en}")
    return told


def _standing(node: Node, convicted: str) -> Coded | None:
    """Whether the value a step used was compared with an official text, and holds on the day."""
    if node.parameter is None:
        return None
    value = node.parameter.get("value")
    if value is None:
        return standing("checked" if node.parameter.get("checked") else "unverified")
    if value.get("confirmed_to") and convicted > str(value["confirmed_to"]):
        return _UNCONFIRMED
    return standing(node.parameter.get("standing") or ("unverified" if "unverified" in value else "checked"))


def _reviews(made: Calculation) -> Iterator[Text]:
    """What needs review: the steps whose values have one reason together, under what they are called."""
    titles = {str(node.parameter["id"]): text(node) for node in made.tree.walk() if node.parameter}
    groups: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for one in made.reviews:
        id_, _, zh = one.zh.partition("：")
        if id_ in titles:
            named = titles[id_]
            groups.setdefault((zh, one.en.partition(": ")[2]), {})[named.zh, named.en] = None
        else:
            groups[one.zh, one.en] = {}
    for (zh, en), named_so in groups.items():
        steps = [("、".join(a for a, _ in named_so)), ", ".join(b for _, b in named_so)]
        yield Text(zh=f"{steps[0]}：{zh}", en=f"{steps[1]}: {en}") if named_so else Text(zh=zh, en=en)


def _bases(made: Calculation) -> list[str]:
    """The texts a result rests on, with the day each value is in force from; of the law, the day whose text it is."""
    found: dict[str, None] = {}
    for node in made.tree.walk():
        value = (node.parameter or {}).get("value")
        if value is not None:
            found[f"{value['ref']['title']}（{value['from']}）"] = None
    laws = dict.fromkeys(f"刑法（{one.law_day}）" for one in made.crimes)
    return [*laws, *found]
