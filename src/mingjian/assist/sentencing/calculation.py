"""A whole case: every crime, then all of them combined, with a former sentence where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.assist.sentencing.book import Book, Noting
from mingjian.assist.sentencing.combining import Combined, Ends, combine, surveillance_of, ways
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Facts, Former
from mingjian.assist.sentencing.form import fine_of, form_of, probation_of, protections, surveillance_form
from mingjian.assist.sentencing.former import Resumed, remarks, resumed
from mingjian.assist.sentencing.outcome import CrimeOutcome, outcome_of, sides
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["DISCLAIMER", "Calculation", "calculate"]

DISCLAIMER = Said(
    "本结果供承办人参考，不是决定；量刑由检察官、审判人员依法综合全案判断，可以不采纳。",
    "This is advice, not a decision: prosecutors and judges weigh the whole case and may depart from it.",
)


@dataclass
class Calculation:
    """What came of a case. `used`: everything that was looked up, by which it can be replayed. `probation`: those of
    the notes that are on probation. `surveillance`: months of it for the crimes it was chosen for, served after any
    other term. `resumed`: how a former sentence was combined with the new one."""

    facts: Facts
    crimes: list[CrimeOutcome]
    combined: Combined | None
    combined_band: Combined | None
    tree: Node
    form: Said
    notes: list[Said]
    asks: list[Said]
    reviews: list[Said]
    used: dict[str, dict[str, Any]]
    probation: list[Said] = field(default_factory=list)
    surveillance: Ends | None = None
    resumed: Resumed | None = None

    @property
    def uncompared(self) -> list[Said]:
        """For which crimes the law of the act's day could not be compared with that of the conviction, and why."""
        return _once(
            [Said(f"{one.charge}：{one.uncompared.zh}", f"{one.charge}: {one.uncompared.en}")
             for one in self.crimes if one.uncompared is not None]
        )  # fmt: skip

    @property
    def months(self) -> Ends:
        """The term proposed, in whole months."""
        if self.facts.together is not None:
            return self.facts.together, self.facts.together
        if self.surveillance is not None and all(one.surveillance is not None for one in self.crimes):
            return self.surveillance
        return (self.combined.low, self.combined.high) if self.combined else self._alone().months

    @property
    def band_months(self) -> Ends:
        """The term within the wider band for the whole case."""
        if self.combined_band is not None:
            return self.combined_band.low, self.combined_band.high
        return self._alone().band_months

    @property
    def left(self) -> Ends | None:
        """What is still to be served where a former sentence was combined with this one (刑法70、71)."""
        if self.resumed is None or self.facts.former is None:
            return None
        if self.facts.together is None:
            return self.resumed.left
        rest = self.resumed.left_of(self.facts.together, self.facts.former)
        return rest, rest

    def _alone(self) -> CrimeOutcome:
        """The one crime with a term; where there is none, the one with surveillance."""
        return next((one for one in self.crimes if one.surveillance is None), self.crimes[0])

    def plain(self) -> dict[str, Any]:
        """As JSON: facts, what was used, the tree, the result; enough to replay it."""
        return {
            "kind": "mingjian-sentencing",
            "version": 1,
            "facts": self.facts.plain(),
            "result": self.result(),
            "tree": self.tree.plain(),
            "asks": [one.plain() for one in self.asks],
            "notes": [one.plain() for one in self.notes],
            "uncompared": [one.plain() for one in self.uncompared],
            "review": [one.plain() for one in self.reviews],
            "disclaimer": DISCLAIMER.plain(),
            "used": self.used,
        }

    def result(self) -> dict[str, Any]:
        """The figures."""
        told = {
            "months": list(self.months),
            "band_months": list(self.band_months),
            "form": self.form.plain(),
            "needs_review": bool(self.reviews),
            "crimes": [one.plain() for one in self.crimes],
        }
        more = {"surveillance": self.surveillance, "left": self.left}
        return told | {key: list(ends) for key, ends in more.items() if ends is not None}


def calculate(facts: Facts, book: Book) -> Calculation:
    """The calculation of a case. Raises SentencingError when it cannot be made as asked."""
    noting = Noting(book)
    outcomes = [outcome_of(facts, number, noting) for number in range(len(facts.crimes))]
    root = Node("case", "量刑计算", "Sentencing")
    for one in outcomes:
        root.children += [each.node for each in one.chosen]
        if one.other_day is not None:
            root.add(sides(one))
    made = Calculation(facts, outcomes, None, None, root, Said("", ""), [], [], [], noting.used)
    _combine(made, noting)
    _say(made, noting)
    return made


# -- within ----------------------------------------------------------------------------------------------


def _combine(made: Calculation, book: Book) -> None:
    """刑法69 over the crimes of the case; then 70 or 71 with a former sentence."""
    facts, on = made.facts, made.facts.convicted
    terms = [one for one in made.crimes if one.surveillance is None]
    made.surveillance = surveillance_of([one.surveillance for one in made.crimes if one.surveillance], book, on)
    for one in made.crimes:
        if one.surveillance is not None:
            step = made.tree.add(Node("surveillance", f"{one.charge}：选定管制", f"{one.charge}: surveillance chosen"))
            step.value = Span.of(one.surveillance)
            step.chosen = {"by": facts.chosen_by or "?", "value": str(one.surveillance)}
    if len(terms) > 1:
        made.combined = combine([ways(one.months) for one in terms], book, on)
        made.combined_band = combine([ways(one.band_months) for one in terms], book, on)
        _node(made, "combined", "数罪并罚（刑法第六十九条）", "Several crimes combined (art. 69)")
    if facts.former is not None and terms:
        _resume(made, facts.former, terms[0], book)
    if facts.together is not None:
        _together(made, facts.together)


def _resume(made: Calculation, former: Former, only: CrimeOutcome, book: Book) -> None:
    """The new term, of one crime or of all, with what a former sentence leaves."""
    one, wider = made.combined, made.combined_band
    on = made.facts.convicted
    made.resumed = resumed(former, (one.low, one.high) if one else only.months, book, on)
    band = resumed(former, (wider.low, wider.high) if wider else only.band_months, book, on)
    if made.resumed is None or band is None:
        return
    made.combined, made.combined_band = made.resumed.combined, band.combined
    article = ("七十", "70") if former.crime == "missed" else ("七十一", "71")
    zh, en = f"与前罪并罚（刑法第{article[0]}条）", f"Combined with the former sentence (art. {article[1]})"
    _node(made, "former", zh, en).how = made.resumed.how


def _node(made: Calculation, id: str, zh: str, en: str) -> Node:
    """The step of the combined term as it is now."""
    node = made.tree.add(Node(id, zh, en))
    if made.combined is not None:
        node.value, node.notes = Span.of(made.combined.low, made.combined.high), list(made.combined.notes)
    return node


def _together(made: Calculation, together: int) -> None:
    """The combined term a person chose stands on the last step and lies within its range."""
    combined = made.combined
    if combined is None:
        raise SentencingError("没有可以并罚的刑期", "there are no terms to combine")
    if not combined.low <= together <= combined.high:
        raise SentencingError(
            f"决定执行的 {together} 个月不在 {combined.low}–{combined.high} 个月内",
            f"the combined term of {together} is outside {combined.low}–{combined.high} months",
        )
    made.tree.children[-1].chosen = {"by": made.facts.chosen_by or "?", "value": str(together)}


def _say(made: Calculation, book: Book) -> None:
    """Form, notes, what is to be asked and what needs review, each once."""
    results = [each for one in made.crimes for each in one.chosen]
    single = results[0] if len(results) == 1 else None
    terms = [one for one in made.crimes if one.surveillance is None]
    made.form = form_of(made.months, single) if terms else surveillance_form(made.surveillance or made.months)
    notes: list[Said] = []
    province = made.facts.province
    if province is not None and not book.look(f"layer:{province}")["known"]:
        notes.append(Said(f"没有 {province} 的参数，用全国的", f"no parameters of {province}: the nation's are used"))
    for one, stated in zip(made.crimes, made.facts.crimes, strict=True):
        if len(one.chosen) > 1:
            made.asks.append(Said(f"{one.charge}：属于哪一档", f"{one.charge}: which situation it is"))
        made.reviews += [one.uncompared] if one.uncompared else []
        for each in one.chosen:
            made.asks += each.asks
            made.reviews += each.reviews
            notes += [*each.notes, *fine_of(each, made.facts, book)]
            if each.exempting and stated.minor_offence:
                notes.append(
                    Said(f"{one.charge}：可以依法免除处罚", f"{one.charge}: exemption from punishment is possible")
                )
    if made.combined is not None and made.facts.together is None:
        made.asks.append(Said("选定数罪并罚决定执行的刑期", "choose the combined term"))
    if terms and made.surveillance is not None:
        low, high = made.surveillance
        zh, en = f"另有管制 {low}–{high} 个月，在其后执行", f"and surveillance of {low}–{high} months, served after it"
        notes.append(Said(f"{zh}（刑法第六十九条第二款）", f"{en} (art. 69-2)"))
    if made.facts.former is not None:
        recidivist = any(one.recidivist for one in results)
        notes += remarks(made.facts.former, made.resumed, recidivist=recidivist)
    made.probation = list(probation_of(made.months, results, made.facts, book)) if terms else []
    notes += [*made.probation, *protections(made.facts, results)]
    made.notes, made.asks, made.reviews = _once(notes), _once(made.asks), _once(made.reviews)


def _once(said: Sequence[Said]) -> list[Said]:
    return list(dict.fromkeys(said))
