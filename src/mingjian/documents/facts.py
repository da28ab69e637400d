"""Facts of a judgment as rows of the standards ``criminal_judgment`` (defendants) and ``judgment_count`` (charges)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.documents.custody import Custody, custody, designated, punished, residence, taken_by
from mingjian.documents.dates import as_day
from mingjian.documents.found import Found
from mingjian.documents.model import Count, Defendant, Judgment, Sentence
from mingjian.documents.places import region_of_court, region_of_place

Row = dict[str, Any]
_FLAGS = [
    "recidivist",
    "drug_repeat",
    "surrender",
    "confession",
    "merit",
    "accessory",
    "coerced",
    "attempt",
    "minor",
    "elderly",
    "plea",
    "returned",
    "forgiven",
]
# Statutory grounds on which the court may go below the range: 刑法 arts. 17, 17之1, 18–24, 27, 28, 63, 67, 68.
_MITIGATING = {
    "surrender", "merit", "accessory", "coerced", "attempt", "preparation", "abandonment", "minor", "elderly",
}  # fmt: skip
_MITIGATING_ARTICLES = re.compile(r"刑法(?:17(?:之1)?|18-3|19|20-2|21-2|22|23|24|27|28|63|67-1|68)(?:-|$)")
_ORDER = ("fine_only", "surveillance", "detention", "fixed_term", "life", "suspended_death", "death")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by standard; values are dates, decimals, numbers, texts, truth values or null, keys the columns."""

    criminal_judgment: list[Row]
    judgment_count: list[Row]


def rows(judgment: Judgment, doc_id: str | None = None, full_text: bool = False) -> Rows:
    """One row a defendant and one a count; a text without a decision gives defendants without a verdict.

    ``doc_id`` names the document in the rows; ``full_text`` puts the text itself in (sensitivity level 4).
    """
    main: list[Row] = []
    counts: list[Row] = []
    shared = _shared(judgment)
    for number, person in enumerate(judgment.defendants, 1):
        common = {**shared, "defendant_no": number, **_person(judgment, person)}
        main.append(
            {
                **common,
                **_verdict(person),
                **_custody(judgment, person),
                **_circumstances(judgment, person),
                "prior_count": len(person.priors) if person.measures or person.priors or person.sex else None,
                "doc_id": doc_id,
                "full_text": judgment.text if full_text else None,
            }
        )
        counts.extend({**_count_common(common), **_count(judgment, person, count)} for count in person.charges)
    return Rows(main, counts)


def _value(found: Found[Any] | None) -> Any:
    return None if found is None else found.value


def _day(found: Found[str] | None) -> date | None:
    return None if found is None else as_day(found.value)


def _shared(judgment: Judgment) -> Row:
    court = _value(judgment.court)
    return {
        "case_number": _value(judgment.case_number),
        "court": court,
        "procuratorate": _value(judgment.procuratorate),
        "region": _place(judgment),
        "instance": judgment.instance.value,
        "procedure": _value(judgment.procedure),
        "document_type": judgment.document_type.value,
        "outcome": judgment.outcome.value,
        "accused_on": _day(judgment.accused_on),
        "judged_on": _day(judgment.judged_on),
        "effective_on": _effective(judgment),
        "crime_from": _day(judgment.crime_from),
        "crime_to": _day(judgment.crime_to),
        "articles": "、".join(found.value for found in judgment.articles) or None,
        "indictment_number": _value(judgment.indictment_number),
        "received_on": None,  # no judgment tells when the prosecuting office received it
        "amended": judgment.amended is not None if judgment.decided else None,
        "charge_heard": judgment.charge_heard is not None if judgment.decided else None,
        "blood_alcohol": None if judgment.blood_alcohol is None else float(judgment.blood_alcohol.value),
    }


def _place(judgment: Judgment) -> str | None:
    """Region of the court; of the prosecuting office where a first-instance text names no court."""
    if judgment.court is not None:
        return region_of_court(judgment.court.value)
    if judgment.procuratorate is None or judgment.instance.value != "first":
        return None
    return region_of_court(judgment.procuratorate.value)


def _effective(judgment: Judgment) -> date | None:
    """A second-instance decision is final when given (刑事诉讼法 art. 244 of 2018); a first one may be appealed."""
    return _day(judgment.judged_on) if judgment.instance.value == "second" and judgment.decided else None


def _person(judgment: Judgment, person: Defendant) -> Row:
    home = _value(person.home)
    return {
        "name": person.name.value,
        "id_number": _value(person.id_number),
        "sex": _value(person.sex),
        "birth_date": _day(person.birth_date),
        "is_unit": person.unit,
        "residence_region": region_of_place(home) if home else None,
        "sealed": _sealed(judgment, person),
    }


def _verdict(person: Defendant) -> Row:
    final = person.final or Sentence()
    confiscated = _value(final.confiscation)
    proposal = _value(person.proposal)
    return {
        "charges": "、".join(dict.fromkeys(count.charge.value for count in person.charges)) or None,
        "main_charge": max(person.charges, key=_weight).charge.value if person.charges else None,
        "charge_count": len(person.charges) if person.final else None,
        "main_penalty": _value(final.kind),
        "term_months": _value(final.months),
        "term_days": _value(final.days),
        "fine": _value(final.fine),
        "fine_paid": None,  # not read: what was paid is told in many ways and places
        "confiscation": confiscated if isinstance(confiscated, Decimal) else None,
        "confiscation_all": confiscated == "all" if person.final else None,
        "probation_months": _value(final.probation_months),
        "deprivation_months": _value(final.deprivation_months),
        "combined": person.combined if person.final else None,
        "revoked_probation": person.revoked_probation is not None if person.final else None,
        "sentence_from": _day(person.sentence_from),
        "sentence_to": _day(person.sentence_to),
        "recover": person.recover is not None if person.final else None,
        "forfeit": person.forfeit is not None if person.final else None,
        "illegal_gain": _value(person.illegal_gain),
        "act_count": _value(person.act_count),
        "crime_amount": _value(person.amount),
        "proposal_kind": proposal.kind if proposal else None,
        "proposal_low": proposal.months_low if proposal else None,
        "proposal_high": proposal.months_high if proposal else None,
    }


def _weight(count: Count) -> tuple[int, int, int]:
    kind = _value(count.kind)
    return (_ORDER.index(kind) if kind in _ORDER else -1), _value(count.months) or 0, _value(count.days) or 0


def _custody(judgment: Judgment, person: Defendant) -> Row:
    told = [(found.value.kind, found.value.on) for found in person.measures]
    spent = custody(told, _value(person.credit))
    kinds = {kind for kind, _ in told}
    body = judgment.text.split("判决如下")[0]
    taken = _taken(judgment, person, body, spent.start)
    gap = None if not told or (not spent.gap and taken is None and _unexplained(judgment, body)) else spent.gap
    home = residence(told, _designated(judgment, person, body), _day(judgment.judged_on))
    return {
        "custody_from": _first_held(person, spent.start or _day(person.sentence_from), spent.start, taken),
        "custody_days": spent.days if spent.days is not None else _late_start(judgment, person, spent),
        "custody_gap": gap,
        "bail": "bail" in kinds if told else None,
        "residence_surveillance": "residence" in kinds if told else None,
        "residence_from": home.start,
        "residence_days": home.days,
        "designated_residence": home.designated,
    }


def _late_start(judgment: Judgment, person: Defendant, spent: Custody) -> int | None:
    """Days held between the first measure and a sentence that begins later, when nothing came between them: they are
    to be credited. Null when the measure's day cannot be right, before the deed."""
    begun, deed = _day(person.sentence_from), _day(judgment.crime_from)
    mixed = any(one.value.kind in ("administrative", "residence") for one in person.measures)
    if spent.gap or mixed or spent.start is None or begun is None or begun <= spent.start:
        return None
    return (begun - spent.start).days if deed is None or deed <= spent.start else None


def _unexplained(judgment: Judgment, body: str) -> bool:
    """Whether the evidence holds an administrative penalty that the heading does not tell: its detention may be
    credited where it was for the same act."""
    kinds = {past.value.kind for person in judgment.defendants for past in person.priors}
    kinds |= {measure.value.kind for person in judgment.defendants for measure in person.measures}
    return "administrative" not in kinds and punished(_evidence(body))


def _designated(judgment: Judgment, person: Defendant, body: str) -> bool:
    """Whether his residential surveillance was at a designated place: his measure says it, or the text of him alone."""
    own = [m for m in person.measures if m.value.kind == "residence"]
    if any(m.span and designated(judgment.text[slice(*m.span)]) for m in own):
        return True
    held = [p for p in judgment.defendants if any(m.value.kind == "residence" for m in p.measures)]
    return held == [person] and designated(body)


def _evidence(body: str) -> str:
    """The text behind the heading, where earlier punishments of the defendant are told."""
    at = body.find("提起公诉")
    return body[at:] if at >= 0 else body


def _taken(judgment: Judgment, person: Defendant, body: str, start: date | None) -> date | None:
    """The day the text says he was caught, came in or was summoned, up to the first measure (else the sentence)."""
    known = start or _day(person.sentence_from)
    others = [one.name.value for one in judgment.defendants if one is not person]
    return taken_by(body, known, person.name.value if others else None, others) if known else None


def _first_held(person: Defendant, known: date | None, start: date | None, taken: date | None) -> date | None:
    """First day in the hands of the authorities: being caught or an administrative detention before the first
    measure counts; where no measure is told, only what lies before the first day of the sentence."""
    if known is None:
        return None
    before = [as_day(one.value.on) for one in person.measures if one.value.kind == "administrative" and one.value.on]
    days = [day for day in (*before, taken) if day and 0 <= (known - day).days <= 60]
    return min(days, default=start)


def _circumstances(judgment: Judgment, person: Defendant) -> Row:
    if not judgment.decided:
        return dict.fromkeys(_FLAGS)
    found = {item.value for item in person.circumstances}
    return {flag: flag in found for flag in _FLAGS}


def _sealed(judgment: Judgment, person: Defendant) -> bool:
    """Whether the record of a minor is sealed by law: up to five years' imprisonment (刑事诉讼法 art. 286 of 2018)."""
    if "minor" not in {item.value for item in person.circumstances} and not _under_18(judgment, person):
        return False
    final = person.final
    if final is None or final.kind is None:
        return True
    return final.kind.value not in ("life", "death", "suspended_death") and (_value(final.months) or 0) <= 60


def _under_18(judgment: Judgment, person: Defendant) -> bool:
    born, deed = _day(person.birth_date), _day(judgment.crime_to)
    return bool(born and deed and (deed.year - born.year, deed.month, deed.day) <= (18, born.month, born.day))


def _count_common(common: Row) -> Row:
    keys = (
        "case_number",
        "judged_on",
        "defendant_no",
        "name",
        "id_number",
        "birth_date",
        "crime_to",
        "region",
        "sealed",
    )
    return {key: common[key] for key in keys}


def _count(judgment: Judgment, person: Defendant, count: Count) -> Row:
    confiscated = _value(count.confiscation)
    found = {item.value for item in person.circumstances}
    alone = len(judgment.defendants) == 1
    by_article = alone and any(_MITIGATING_ARTICLES.match(item.value) for item in judgment.articles)
    return {
        "charge": count.charge.value,
        "kind": _value(count.kind),
        "months": _value(count.months),
        "days": _value(count.days),
        "fine": _value(count.fine),
        "confiscation": confiscated if isinstance(confiscated, Decimal) else None,
        "confiscation_all": confiscated == "all",
        "probation_months": _value(count.probation_months),
        "deprivation_months": _value(count.deprivation_months),
        "minor": "minor" in found,
        "mitigated": bool(found & _MITIGATING) or by_article,
    }
