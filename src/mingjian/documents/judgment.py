"""Text of a criminal judgment → :class:`Judgment`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mingjian.documents import (
    charges,
    citations,
    deeds,
    entries,
    heading,
    history,
    names,
    opinion,
    orders,
    payments,
    proposal,
    verdict,
)
from mingjian.documents.custody import credited
from mingjian.documents.findings import found_scale
from mingjian.documents.found import Found
from mingjian.documents.indictment import retold
from mingjian.documents.model import Count, Defendant, Judgment, Measure, Prior, Proposal, Sentence
from mingjian.documents.penalty import Charge, Penalty, weight
from mingjian.documents.sections import Sections, split
from mingjian.documents.text import Clean

_PLEA_ARTICLES = re.compile(r"刑诉法(?:15|173|174|201)(?:-|$)")  # 2018 numbering: plea leniency
_PARTS = ("kind", "months", "days", "fine", "confiscation", "probation_months", "deprivation_months")


def parse_judgment(text: str, given: Mapping[str, str] | None = None) -> Judgment:
    """Read a criminal judgment or ruling of first or second instance.

    ``given`` are values known beside the text (keys ``case_number``, ``judged_on``, ``court``, ``document_type``); they
    fill what the text does not say. Never fails on bad text: what cannot be read is null or missing.
    """
    given = given or {}
    clean = Clean(text)
    parts = split(clean, "终" in given.get("case_number", ""))
    number = heading.case_number(clean, parts) or _given(given, "case_number")
    judgment = Judgment(
        court=heading.court(clean, parts),
        procuratorate=heading.office(clean, parts),
        case_number=number,
        document_type=heading.document_type(clean, parts),
        instance=heading.instance(clean, parts, number),
        procedure=heading.procedure(clean, parts),
        accused_on=heading.accused_on(clean, parts),
        indictment_number=heading.indictment_number(clean, parts),
        judged_on=heading.judged_on(clean, parts) or _given(given, "judged_on"),
        articles=citations.articles(clean, parts.opinion[0], *parts.basis),
        outcome=Found[str](value="none", sure=0.5),
        text=text,
    )
    _Assembly(clean, parts, judgment).run()
    return judgment


def _given(given: Mapping[str, str], key: str) -> Found[str] | None:
    return Found[str](value=given[key], sure=1.0) if given.get(key) else None


class _Assembly:
    """Puts the parts of one document together."""

    def __init__(self, clean: Clean, parts: Sections, judgment: Judgment) -> None:
        self.clean, self.parts, self.judgment = clean, parts, judgment
        self.text = clean.text

    def run(self) -> None:
        """Fill defendants and outcome."""
        text, parts = self.text, self.parts
        accused = names.named_before_crime(text, parts.body[0], min(parts.body[0] + 1500, parts.body[1]))
        judged = names.named_before_crime(text, *parts.orders) + names.named_before_crime(text, *parts.lower_orders)
        known = list(dict.fromkeys([*judged, *accused]))
        found = entries.entries(self.clean, parts, known)
        self._rename(found, judged or accused)
        people = self._people(found, judged, accused)
        found_guilty_of = None if parts.second else charges.in_reasons(text, parts.opinion, parts.orders)
        below = charges.below(text, parts.body[0], parts.lower_orders) if parts.second else None
        lower = verdict.read(text, *parts.lower_orders, people, below) if parts.second else {}
        own = verdict.read(text, *parts.orders, people, found_guilty_of, revoking=not parts.second, below=lower)
        for read in (own, lower):
            unnamed = read.pop("", None)
            if unnamed and unnamed.counts and len(people) == 1 and people[0] not in read:
                read[people[0]] = unnamed  # 被告人犯…罪 without a name
        kinds = orders.outcome(text, *parts.orders)
        outcome = self._outcome(own, kinds)
        self.judgment.outcome = outcome
        chosen, where = self._choose(own, lower, outcome.value)
        if (
            parts.second
            and outcome.value in ("changed", "mixed")
            and any(v.counts and not (n in own and (own[n].counts or own[n].acquitted)) for n, v in lower.items())
        ):
            self.judgment.outcome = outcome.model_copy(update={"value": "mixed"})
        order = self._order(people, chosen)
        by_name = {e.name: e for e in found}
        reclaimed = orders.recover(text, *where, people)
        forfeited = orders.forfeit(text, *where)
        if parts.second and outcome.value in ("changed", "mixed") and "维持" in text[parts.orders[0] : parts.orders[1]]:
            reclaimed = {**orders.recover(text, *parts.lower_orders, people), **reclaimed}
            forfeited = forfeited or orders.forfeit(text, *parts.lower_orders)
        plea_basis = any(_PLEA_ARTICLES.match(a.value) for a in self.judgment.articles)
        plea_basis = (
            plea_basis or text.find("认罪认罚", *parts.body) >= 0
        )  # told of the trial, spelt out in the reasons
        units = tuple(people.index(e.name) for e in found if e.unit)
        gains = orders.illegal_gain(text, *where, people)
        recovered = payments.recovered(text, *parts.body)
        mentions = opinion.circumstances(text, *parts.opinion, people, plea_basis, units, recovered)
        proposed = proposal.proposals(text, parts.body[0], parts.basis[0], people)
        for name in order:
            i = people.index(name)
            person = self._person(name, by_name.get(name), chosen.get(name))
            if outcome.value not in ("none", "sent_back"):
                if i in reclaimed:
                    person.recover = self.clean.found(True, *reclaimed[i])
                if i in gains:
                    person.illegal_gain = self.clean.found(gains[i][0], *gains[i][1:])
                if forfeited:
                    person.forfeit = self.clean.found(True, *forfeited)
            if person.credit is None and person.sentence_to and len(order) == 1:
                reasoned = credited(text, *parts.opinion)  # 可折抵刑期1日, told with the reasons
                person.credit = self.clean.found(*reasoned) if reasoned else None
            person.circumstances = self._circumstances(mentions, i)
            for p in proposed:
                if i in p.who and not (person.unit and len(p.who) > 1):
                    value = Proposal(kind=p.kind, months_low=p.low, months_high=p.high)
                    person.proposal = self.clean.found(value, p.start, p.end, p.sure)
            self.judgment.defendants.append(person)
        self._prosecuted(units, people, proposed)
        self._deed()

    def _prosecuted(self, units: tuple[int, ...], people: list[str], proposed: list[proposal.Proposed]) -> None:
        """What the prosecution asserted, and how much of its facts the court finds."""
        told = dict(zip(people, retold.retold(self.clean, self.parts, people, units, proposed), strict=True))
        for person in self.judgment.defendants:
            person.asserted = told[person.name.value]
        self.judgment.amended = retold.amended(self.clean, self.parts)
        self.judgment.charge_heard = retold.charge_heard(self.clean, self.parts)
        found_scale(self.clean, self.parts, self.judgment.defendants)

    def _deed(self) -> None:
        start, end = self.parts.body
        measured = [m.value.on for p in self.judgment.defendants for m in p.measures if m.value.on]
        # Where every deed lies behind the measures, a day of theirs is misprinted: the deeds are believed.
        days = deeds.deed_days(self.clean, start, end, min(measured, default=None)) or (
            deeds.deed_days(self.clean, start, end, None) if measured else None
        )
        if days:
            self.judgment.crime_from, self.judgment.crime_to = days
        if any(
            "驾驶" in c.charge.value or "交通" in c.charge.value for p in self.judgment.defendants for c in p.charges
        ):
            self.judgment.blood_alcohol = deeds.blood_alcohol(self.clean, start, end)

    def _rename(self, found: list[entries.Entry], used: list[str]) -> None:
        """Masked names change inside one document: let an entry nobody is judged under take the unmatched name."""
        present = {e.name for e in found}
        spare = [n for n in dict.fromkeys(used) if n not in present]
        idle = [e for e in found if e.name not in used]
        for entry in idle:
            like = [n for n in spare if n[0] == entry.name[0]] or (spare if len(spare) == len(idle) == 1 else [])
            if like:
                entry.name = like[0]
                spare.remove(like[0])

    def _people(self, found: list[entries.Entry], judged: list[str], accused: list[str]) -> list[str]:
        """Names in the order of the heading; without one, of the operative part or else of the accusation."""
        if found:
            return list(dict.fromkeys(e.name for e in found))
        decided = self.parts.orders[0] < self.parts.orders[1]
        named = names.without_tails([*judged, *accused] if decided else accused or judged)
        return named or names.without_tails(names.told(self.text, *self.parts.body))

    def _order(self, people: list[str], chosen: dict[str, verdict.Verdict]) -> list[str]:
        """Order of the verdict; where the second court changes part of it, whom it names comes first."""
        judged = [n for n in people if n in chosen and chosen[n].first_at >= 0]
        changed = self.parts.second and self.judgment.outcome.value in ("changed", "mixed")
        start, end = self.parts.orders if changed else (0, 0)
        named = {n: self.text.find(n, start, end) for n in judged}
        first = sorted(judged, key=lambda n: (named[n] < 0, named[n] if named[n] >= 0 else chosen[n].first_at))
        return first + [n for n in people if n not in first]

    def _outcome(self, own: dict[str, verdict.Verdict], kinds: list[tuple[str, int, int]]) -> Found[str]:
        start, end = self.parts.orders
        if start >= end:
            return Found[str](value="none", span=None, sure=0.8)
        review = orders.reviewed(self.text, start, end) if self.judgment.instance.value == "review" else None
        if review:
            return self.clean.found(*review)
        convicted = [v for v in own.values() if v.counts]
        acquitted = [v for v in own.values() if v.acquitted and not v.counts]
        names_found = [k for k, _, _ in kinds]
        if self.parts.second or "upheld" in names_found or "sent_back" in names_found:
            if "sent_back" in names_found:
                value = "sent_back"
            elif convicted or acquitted or re.search("撤销", self.text[start:end]):
                value = "changed"
            elif "upheld" in names_found:
                value = "mixed" if "withdrawn" in names_found else "upheld"
            elif names_found:
                value = names_found[0]
            else:
                value = "changed"
        elif convicted:
            value = "mixed" if acquitted else "convicted"
        elif acquitted:
            value = "acquitted"
        elif names_found:
            value = names_found[0]
        else:
            value = "convicted"
        return self.clean.found(value, start, end, 1.0 if convicted or kinds else 0.5)

    def _choose(
        self, own: dict[str, verdict.Verdict], lower: dict[str, verdict.Verdict], outcome: str
    ) -> tuple[dict[str, verdict.Verdict], tuple[int, int]]:
        if outcome in ("none", "sent_back", "prosecution_withdrawn", "dismissed"):
            return {}, self.parts.orders
        if outcome in ("upheld", "withdrawn"):
            return lower, self.parts.lower_orders
        if not self.parts.second:
            return own, self.parts.orders
        merged = dict(lower)
        merged.update({n: v for n, v in own.items() if v.counts or v.acquitted})
        return merged, self.parts.orders

    def _person(self, name: str, entry: entries.Entry | None, judged: verdict.Verdict | None) -> Defendant:
        clean = self.clean
        at = entry.name_at if entry and self.text.startswith(name, entry.name_at[0]) else self._name_at(name)
        person = Defendant(
            name=clean.found(name, *at),
            unit=entry.unit if entry else bool(names.UNIT_NAME.search(name) and len(name) > 5),
        )
        if entry:
            person.sex = entries.sex(clean, entry)
            person.birth_date = entries.birth(clean, entry)
            person.id_number = entries.id_number(clean, entry)
            person.home = entries.home(clean, entry)
            spans = [(max(a, entry.name_at[1]) if i == 0 else a, b) for i, (a, b) in enumerate(entry.texts)]
            pasts, measures = history.read(self.text, spans)
            if self.judgment.instance.value == "retrial" and measures:
                # A sentence told after the measures of the case is the one that is tried again.
                pasts = [p for p in pasts if p.start < measures[0].start]
            person.priors = [
                clean.found(Prior(on=p.on, charge=p.charge, kind=p.kind, months=p.months), p.start, p.end, p.sure)
                for p in pasts
            ]
            person.measures = [clean.found(Measure(kind=m.kind, on=m.on), m.start, m.end, m.sure) for m in measures]
        if judged:
            self._judge(person, judged)
        return person

    def _name_at(self, name: str) -> tuple[int, int]:
        at = max(self.text.find(name), 0)
        return at, at + len(name)

    def _judge(self, person: Defendant, judged: verdict.Verdict) -> None:
        clean = self.clean
        person.charges = [self._count(c) for c in judged.counts]
        person.combined = judged.combined or len(judged.counts) > 1
        if judged.executed is not None and judged.executed.at:
            person.final = self._sentence(judged.executed)
        elif person.charges:
            person.final = self._sentence(max(judged.counts, key=weight))
        elif judged.acquitted:
            person.final = Sentence(kind=clean.found("acquitted", *judged.acquitted))
        if judged.revoked:
            person.revoked_probation = clean.found(True, *judged.revoked)
        if judged.sentence:
            first, last = judged.sentence
            person.sentence_from = clean.found(first.value, first.start, first.end)
            person.sentence_to = clean.found(last.value, last.start, last.end)
        if judged.credit:
            person.credit = clean.found(judged.credit[0], *judged.credit[1:])

    def _values(self, penalty: Penalty) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for part in _PARTS:
            value = getattr(penalty, part)
            out[part] = None if value is None else self.clean.found(value, *penalty.at[part])
        return out

    def _sentence(self, penalty: Penalty) -> Sentence:
        return Sentence.model_construct(**self._values(penalty))

    def _count(self, charge: Charge) -> Count:
        return Count.model_construct(
            charge=self.clean.found(charge.charge, *charge.at["charge"]), **self._values(charge)
        )

    def _circumstances(self, mentions: list[opinion.Mention], person: int) -> list[Found[str]]:
        found: dict[str, Found[str]] = {}
        for m in mentions:
            if person in m.who:
                found.setdefault(m.kind, self.clean.found(m.kind, m.start, m.end, m.sure))
        if "surrender" in found:
            found.pop("confession", None)
        return [found[k] for k in sorted(found)]
