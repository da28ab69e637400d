"""Errors written into the texts of correct judgments, to measure how many the models find.

Each error changes one printed value at the span it was read from, so that the whole way (parsing, intake, models) is
tested and not only the rules. Which document, person and error is drawn from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.documents import Count, Defendant, Found, Judgment, rows
from mingjian.documents.dates import as_day
from mingjian.law.penalties import Penalty, penalty
from mingjian.law.selective import full_charge
from mingjian.law.sentences import add_months


@dataclass(frozen=True)
class Seeded:
    """One error: the document it stands in, its kind, the changed text, and what was changed into what."""

    doc: str
    kind: str
    text: str
    before: str
    after: str


KINDS: dict[str, tuple[str, ...]] = {
    "fixed term below six months": ("fixed_term_length",),
    "detention outside its limits": ("detention_length",),
    "probation outside its limits": ("probation_fixed", "probation_detention", "probation_forbidden"),
    "kind not allowed": ("kind_not_allowed",),
    "compulsory fine missing": ("fine_missing",),
    "fine out of range": ("fine_too_low", "fine_too_high"),
    "fine the charge does not know": ("fine_not_allowed",),
    "end date": ("end_date",),
}
"""Kind of error → the rules that are right to find it."""

Change = tuple[int, int, str]  # span of the text to replace, and what by


def seed_errors(judgments: Mapping[str, Judgment], number: int, rng: random.Random) -> list[Seeded]:
    """`number` errors, the kinds in turn; the same document may serve several times, each with one error."""
    places = [
        (doc, judgment, person)
        for doc, judgment in sorted(judgments.items())
        if judgment.document_type.value == "judgment" and judgment.outcome.value in ("convicted", "changed", "mixed")
        for person, row in zip(judgment.defendants, rows(judgment).criminal_judgment, strict=True)
        if not person.unit and person.final and person.charges
        if judgment.judged_on and not row["sealed"]  # what intake accepts, and what a model may read by law
    ]
    made: list[Seeded] = []
    waiting = list(KINDS)
    while len(made) < number:
        kind = waiting[len(made) % len(waiting)]
        rng.shuffle(places)
        for doc, judgment, person in places:
            change = _CHANGES[kind](judgment, person, rng)
            if change is None or any(one.doc == doc and one.kind == kind and one.after == change[2] for one in made):
                continue
            start, end, new = change
            text = judgment.text[:start] + new + judgment.text[end:]
            made.append(Seeded(doc, kind, text, judgment.text[start:end], new))
            break
        else:
            waiting.remove(kind)
    return made


def _single(person: Defendant) -> Count | None:
    """The count of a person judged for one charge, not combined with anything."""
    return person.charges[0] if len(person.charges) == 1 and not person.combined else None


def _at(found: Found[int] | None, new: str) -> Change | None:
    return None if found is None or found.span is None else (*found.span, new)


def _kind(count: Count | None) -> str | None:
    return count.kind.value if count and count.kind else None


def _short(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    if count is None or _kind(count) != "fixed_term":
        return None
    return _at(count.months, rng.choice(["五个月", "四个月", "三个月", "二个月", "五个月零十五日", "4个月"]))


def _detention(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    if count is None or _kind(count) != "detention":
        return None
    return _at(count.months, rng.choice(["七个月", "八个月", "九个月", "六个月零十日", "十五日", "10个月", "一年"]))


def _probation(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    if count is None or count.probation_months is None or count.months is None:
        return None
    if _kind(count) == "detention":
        return _at(count.probation_months, rng.choice(["缓刑一个月", "缓刑一年六个月", "缓刑二年", "缓刑十三个月"]))
    if _kind(count) != "fixed_term":
        return None
    if rng.random() < 0.25:
        return _at(count.months, rng.choice(["三年六个月", "四年", "五年"]))
    wrong = ["缓刑六年", "缓刑十个月", "缓刑六个月", "缓刑五年六个月"]
    return _at(count.probation_months, rng.choice(wrong + (["缓刑一年"] if count.months.value > 12 else [])))


def _law(judgment: Judgment, count: Count | None) -> Penalty | None:
    """The penalties of the charge, when the law did not change between the crime and the judgment."""
    charge = full_charge(count.charge.value) if count else None
    judged = as_day(judgment.judged_on.value) if judgment.judged_on else None
    done = (as_day(judgment.crime_to.value) if judgment.crime_to else None) or judged
    if charge is None or judged is None or done is None:
        return None
    now = penalty(charge.name, judged)
    return now if now is not None and now.start <= done else None


def _mitigated(judgment: Judgment, person: Defendant) -> bool:
    """Whether the judgment tells a statutory ground for going below the range."""
    number = judgment.defendants.index(person) + 1
    return any(row["mitigated"] for row in rows(judgment).judgment_count if row["defendant_no"] == number)


def _not_allowed(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    law = _law(judgment, count)
    if count is None or law is None or count.kind is None or count.kind.span is None or count.months is None:
        return None
    if _kind(count) not in ("fixed_term", "detention") or count.months.span is None:
        return None
    easy = _mitigated(judgment, person)  # a milder kind is then lawful (刑法63)
    allowed = {
        "有期徒刑一年": law.allows_fixed_term,
        "无期徒刑": law.allows_life,
        "死刑，缓期二年执行": law.allows_death,
        "拘役五个月": law.allows_detention or easy,
        "管制一年": law.allows_surveillance or easy,
    }
    wrong = [text for text, fine in allowed.items() if not fine]
    if not wrong:
        return None
    end = max(one.span[1] for one in (count.kind, count.months, count.probation_months) if one and one.span)
    return count.kind.span[0], end, rng.choice(wrong)


def _no_fine(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    law = _law(judgment, count)
    if count is None or law is None or law.fine_rule != "must" or count.fine is None or count.fine.span is None:
        return None
    if _kind(count) not in ("fixed_term", "detention", "surveillance") or count.confiscation is not None:
        return None
    return *count.fine.span, ""


def _wrong_fine(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    law = _law(judgment, count)
    if count is None or count.fine is None or count.fine.span is None or law is None:
        return None
    if {found.value for found in person.circumstances} & {"minor"}:
        return None
    wrong = ["八百", "五百", "300", "900"]
    if law.fine_max is not None:
        wrong = [f"{law.fine_max * 2}"]
    return *count.fine.span, f"并处罚金人民币{rng.choice(wrong)}元"


def _needless_fine(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    count = _single(person)
    law = _law(judgment, count)
    if count is None or law is None or law.fine_rule != "none" or count.fine is not None:
        return None
    ends = [one.span[1] for one in (count.kind, count.months, count.probation_months) if one and one.span]
    if not ends or _kind(count) not in ("fixed_term", "detention"):
        return None
    at = max(ends)
    return at, at, f"，并处罚金人民币{rng.choice(['三千', '5000', '一万'])}元"


def _end_date(judgment: Judgment, person: Defendant, rng: random.Random) -> Change | None:
    end, final = person.sentence_to, person.final
    day = as_day(end.value) if end else None
    if end is None or end.span is None or day is None or final is None or final.months is None:
        return None
    if final.kind is None or final.kind.value not in ("fixed_term", "detention"):
        return None
    sign = rng.choice([-1, 1])
    wrong: date = rng.choice([
        day + timedelta(days=sign * rng.choice([1, 1, 2, 3, 5, 10, 20])),
        add_months(day, sign * rng.choice([1, 2, 3])),
        add_months(day, 12 * sign),
    ])  # fmt: skip
    return *end.span, f"{wrong.year}年{wrong.month}月{wrong.day}日"


_CHANGES: dict[str, Callable[[Judgment, Defendant, random.Random], Change | None]] = {
    "fixed term below six months": _short,
    "detention outside its limits": _detention,
    "probation outside its limits": _probation,
    "kind not allowed": _not_allowed,
    "compulsory fine missing": _no_fine,
    "fine out of range": _wrong_fine,
    "fine the charge does not know": _needless_fine,
    "end date": _end_date,
}
