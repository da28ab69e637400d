"""How advice on charges is told on the command line: as words on a screen, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.assist.charges import Advice, Suggestion, Tier

__all__ = ["advice_data", "show_advice", "words_at"]

_MOST_NEAR, _WORDS = 5, 24


def show_advice(screen: Screen, advice: Advice, text: str) -> None:
    zh = screen.lang == "zh"
    screen.say("仅供参考，不是结论", "advice, no conclusion")
    if not advice.learned:
        screen.say("未使用本单位训练的权重：只依要件", "no weights of an office: elements alone")
    for doubt in advice.doubts:
        screen.say(f"无法判断：{doubt.zh}", f"cannot tell: {doubt.en}", "bold")
    for one in advice.suggestions:
        screen.line(f"\n{one.name}  {one.candidate.score:.2f}", "bold")
        for role, spans in one.candidate.covered.items():
            screen.line(f"  + {role.zh if zh else role.value}：{'｜'.join(words_at(spans, text))}")
        if one.candidate.against:
            screen.line(f"  - {'不利' if zh else 'against'}：{'｜'.join(words_at(one.candidate.against, text))}")
        _show_tiers(screen, one)
        for pair in one.neighbours:
            other = pair.other if pair.one == one.candidate.name else pair.one
            screen.line(f"  ? {other}：{pair.zh if zh else pair.en}")
    if advice.articles:
        listed = "、".join(one.number for one in advice.articles)
        screen.say(f"\n刑法：{listed}", f"\nCriminal Law: {listed}")
    if advice.amount.yuan is not None:
        screen.say(f"金额合计：{advice.amount.yuan} 元", f"sum of amounts: {advice.amount.yuan} yuan")
    for drug in advice.drugs:
        screen.say(f"{drug.kind or '未写明种类'}：{drug.grams} 克", f"{drug.kind or 'kind not told'}: {drug.grams} g")
    for name, held in advice.by_person.items() if len(advice.by_person) > 1 else ():
        told = "、".join(f"{one.kind} {one.grams} g" for one in held)
        screen.say(f"  {name or '未写明何人'}：{told}", f"  {name or 'person not told'}: {told}")


def advice_data(advice: Advice, text: str) -> dict[str, Any]:
    from mingjian.assist.charges import persons, places, times

    suggestions = [
        {
            "charge": one.name,
            "score": round(one.candidate.score, 3),
            "for": {role.value: [[a, b] for a, b in spans] for role, spans in one.candidate.covered.items()},
            "adds": [[a, b] for a, b in one.candidate.adds],
            "against": [[a, b] for a, b in one.candidate.against],
            "tiers": None if one.tiers is None else [_tier(tier) for tier in one.tiers],
            "months": [one.penalty.min_months, one.penalty.max_months] if one.penalty else None,
            "neighbours": [{"charges": [p.one, p.other], "zh": p.zh, "en": p.en} for p in one.neighbours],
        }
        for one in advice.suggestions
    ]
    return {
        "can_tell": not advice.doubts,
        "sure": round(advice.sure, 3),
        "weights": advice.learned,
        "doubts": [{"zh": one.zh, "en": one.en, "between": one.between} for one in advice.doubts],
        "suggestions": suggestions,
        "near": [
            {"charge": one.name, "missing": [role.value for role in one.missing], "under": one.under}
            for one in advice.near[:_MOST_NEAR]
        ],
        "articles": [{"article": one.number, "words": words_at(one.spans, text)} for one in advice.articles],
        "yuan": None if advice.amount.yuan is None else str(advice.amount.yuan),
        "drugs": [{"kind": one.kind, "grams": str(one.grams)} for one in advice.drugs],
        "told": {
            "persons": words_at(tuple(persons(text)), text),
            "times": words_at(tuple(times(text)), text),
            "places": words_at(tuple(places(text)), text),
        },
        "drugs_by_person": {
            name: [{"kind": one.kind, "grams": str(one.grams)} for one in held]
            for name, held in advice.by_person.items()
        },
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "zh": tier.zh,
        "en": tier.en,
        "begins": list(tier.begins),
        "unit": tier.unit,
        "months": list(tier.months) if tier.months else None,
        "kind": tier.kind,
        "source": tier.source,
        "checked": tier.checked,
    }


def _show_tiers(screen: Screen, one: Suggestion) -> None:
    """The tiers of a charge, or that the sum reaches none."""
    if one.tiers == ():
        screen.say(
            "  数额、数量未达到任何一档，或者数据中没有起点", "  in no tier by amount or weight, as far as the data go"
        )
    for tier in one.tiers or ():
        low, high = tier.begins
        begins = f"{low:,}" if low == high else f"{low:,}–{high:,}"
        zh, en = f"  § {tier.kind}{tier.zh}：{begins}{tier.unit}起", f"  § {tier.kind}{tier.en}: from {begins} "
        en += "g" if tier.unit == "克" else "yuan"
        if tier.months:
            zh, en = f"{zh}，{tier.months[0]}–{tier.months[1]}个月", f"{en}, {tier.months[0]}–{tier.months[1]} months"
        unchecked = ("", "") if tier.checked else ("（未核对）", " (not checked)")
        screen.say(f"{zh}；{tier.source}{unchecked[0]}", f"{en}; {tier.source}{unchecked[1]}")


def words_at(spans: tuple[tuple[int, int], ...], text: str) -> list[str]:
    """The words at some spans, long ones cut, each once."""
    said = ["".join(text[a:b].split()) for a, b in spans]
    return list(
        dict.fromkeys(one if len(one) <= _WORDS else f"{one[: _WORDS // 2]}…{one[-_WORDS // 2 :]}" for one in said)
    )
