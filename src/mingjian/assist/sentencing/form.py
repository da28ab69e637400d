"""The form of the penalty, the fine, probation and what age and pregnancy change: what is said beside the months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.crime import Calculated
from mingjian.assist.sentencing.facts import Facts, Person
from mingjian.assist.sentencing.stating import age_on
from mingjian.assist.sentencing.tree import Said
from mingjian.law import to_chinese

__all__ = ["fine_of", "form_of", "probation_of", "protections", "spoken", "surveillance_form"]

Ends = tuple[int, int]
_FIXED_FROM = 6
_CONDITIONS = (
    "情节较轻、有悔罪表现、没有再犯危险、对社区没有重大不良影响，四项同时符合的",
    "where the crime is lighter, there is remorse, no danger of a new crime and no great harm to the community",
)


def form_of(months: Ends, one: Calculated | None = None) -> Said:
    """拘役 under six months, 有期徒刑 from six; at six both (刑法42、45)."""
    low, high = months
    detention = one is None or one.tier.detention or one.lowest < _FIXED_FROM
    if high < _FIXED_FROM:
        return Said(f"拘役{_ends(low, high)}", f"detention of {_english(low, high)} months")
    if low > _FIXED_FROM or (low == _FIXED_FROM and not detention):
        return Said(f"有期徒刑{_ends(low, high)}", f"fixed term of {_english(low, high)} months")
    if low == high:
        return Said("有期徒刑六个月或者拘役六个月", "fixed term or detention of 6 months")
    return Said(
        f"{_ends(low, high)}：不满六个月为拘役，六个月以上为有期徒刑",
        f"{low} to {high} months: detention under six, a fixed term from six",
    )


def surveillance_form(months: Ends) -> Said:
    """管制, where a person chose it (刑法38)."""
    return Said(f"管制{_ends(*months)}", f"surveillance of {_english(*months)} months")


def fine_of(one: Calculated, facts: Facts, book: Book) -> Iterator[Said]:
    """What the law says about a fine for the tier, and what the guideline looks at."""
    tier = one.tier
    if tier.fine == "none" and not tier.fine_only and not tier.confiscation:
        return
    words = {"must": ("并处", "together with"), "may": ("可以并处", "may be together with"), "none": ("", "")}[
        tier.fine
    ]
    kinds = "罚金或者没收财产" if tier.fine_named and tier.confiscation else "没收财产" if tier.confiscation else "罚金"
    english = {"罚金": "a fine", "没收财产": "confiscation"}.get(kinds, "a fine or confiscation")
    if words[0]:
        yield Said(f"{one.charge}：{words[0]}{kinds}", f"{one.charge}: {words[1]} {english}")
    if tier.fine_only:
        yield Said(f"{one.charge}：可以单处罚金", f"{one.charge}: a fine alone is possible")
    if one.fined:
        return
    if tier.fine_min is not None:
        yield Said(f"罚金 {tier.fine_min}–{tier.fine_max} 元", f"a fine of {tier.fine_min}–{tier.fine_max} yuan")
    elif tier.relative:
        yield Said("罚金按数额的倍数或者比例", "the fine is a multiple or share of an amount")
    elif tier.fine_named or tier.fine_only:
        minor = any(name.startswith("minor_") for c in facts.crimes for name in c.circumstances)
        least = book.look(f"limit:{'fine_min_minor' if minor else 'fine_min'}@{facts.convicted}")["value"]
        yield Said(f"罚金不少于 {least} 元，考虑缴纳能力", f"a fine of at least {least} yuan; ability to pay counts")


def probation_of(months: Ends, results: Sequence[Calculated], facts: Facts, book: Book) -> Iterator[Said]:
    """刑法72–74: for whom probation is possible, must be, cannot be; its length. People judge its four conditions."""
    on = facts.convicted

    def limit(name: str) -> int:
        return int(book.look(f"limit:{name}@{on}")["value"])

    longest = limit("probation_term_max")
    if any(one.recidivist for one in results) or facts.person.ringleader:
        yield Said(
            "累犯、犯罪集团首要分子不适用缓刑（刑法第七十四条）",
            "no probation for recidivists and ringleaders (art. 74)",
        )
        return
    if months[0] > longest:
        yield Said("超过三年有期徒刑，不能宣告缓刑", "over three years: no probation")
        return
    must = list(_favoured(facts.person, facts))
    verb = ("应当", "must") if must else ("可以", "may")
    who = f"（{'、'.join(must)}）" if must else ""
    yield Said(
        f"{_CONDITIONS[0]}，{verb[0]}宣告缓刑{who}（刑法第七十二条）",
        f"{_CONDITIONS[1]}, probation {verb[1]} be granted (art. 72)",
    )
    low, high = months[0], min(months[1], longest)
    kinds = {"detention": ("拘役的", " for detention"), "fixed": ("有期徒刑的", " for a fixed term")}
    possible = [name for name, there in (("detention", low < _FIXED_FROM), ("fixed", high >= _FIXED_FROM)) if there]
    for name in possible:
        least = max(low if name == "detention" else max(low, _FIXED_FROM), limit(f"probation_{name}_min"))
        most, (zh, en) = limit(f"probation_{name}_max"), kinds[name] if len(possible) > 1 else ("", "")
        yield Said(
            f"{zh}考验期不少于原判刑期，{least}–{most} 个月（刑法第七十三条）",
            f"probation{en} no shorter than the term, {least}–{most} months (art. 73)",
        )


def protections(facts: Facts, results: Sequence[Calculated]) -> Iterator[Said]:
    """刑法49: no death penalty for minors, pregnant women and, as a rule, those of 75 and more."""
    if any(one.tier.death for one in results) and list(_favoured(facts.person, facts)):
        yield Said(
            "不适用死刑（刑法第四十九条；满七十五周岁的有法定例外）",
            "no death penalty (art. 49; an exception for 75 and more)",
        )


def _favoured(person: Person, facts: Facts) -> Iterator[str]:
    """Who must get probation where the conditions hold (刑法72第一款)."""
    minor = any(
        name.startswith("minor_") for c in facts.crimes for name, one in c.circumstances.items() if one.confirmed
    )
    if minor or (person.born is not None and age_on(person.born, facts.act) < 18):
        yield "不满十八周岁"
    if person.pregnant:
        yield "怀孕的妇女"
    if person.born is not None and age_on(person.born, facts.convicted) >= 75:
        yield "已满七十五周岁"


def spoken(months: int) -> str:
    """`一年十一个月`, as a judgment writes a term."""
    years, rest = divmod(months, 12)
    return (f"{to_chinese(years)}年" if years else "") + (f"{to_chinese(rest)}个月" if rest or not years else "")


def _ends(low: int, high: int) -> str:
    return spoken(low) if low == high else f"{spoken(low)}至{spoken(high)}"


def _english(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}–{high}"
