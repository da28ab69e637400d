"""Where in a judgment the columns of its rows come from: the spans a reader is shown beside the values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingjian.documents.found import Found
from mingjian.documents.model import Defendant, Judgment, Sentence

__all__ = ["Mark", "marks"]

_SHARED = {
    "court": ("court", "region"), "procuratorate": ("procuratorate",), "case_number": ("case_number",),
    "document_type": ("document_type",), "instance": ("instance",), "procedure": ("procedure",),
    "accused_on": ("accused_on",), "judged_on": ("judged_on", "effective_on"), "outcome": ("outcome",),
    "indictment_number": ("indictment_number",), "amended": ("amended",), "charge_heard": ("charge_heard",),
    "crime_from": ("crime_from",), "crime_to": ("crime_to",), "blood_alcohol": ("blood_alcohol",),
}  # fmt: skip
_PERSON = {
    "name": ("name",), "sex": ("sex",), "birth_date": ("birth_date",), "id_number": ("id_number",),
    "home": ("residence_region",), "revoked_probation": ("revoked_probation",), "sentence_from": ("sentence_from",),
    "sentence_to": ("sentence_to",), "recover": ("recover",), "forfeit": ("forfeit",),
    "illegal_gain": ("illegal_gain",), "act_count": ("act_count",), "amount": ("crime_amount",),
    "credit": ("custody_days",),
    "proposal": ("proposal_kind", "proposal_low", "proposal_high"),
}  # fmt: skip
_FINAL = {
    "kind": ("main_penalty",), "months": ("term_months",), "days": ("term_days",), "fine": ("fine",),
    "confiscation": ("confiscation", "confiscation_all"), "probation_months": ("probation_months",),
    "deprivation_months": ("deprivation_months",),
}  # fmt: skip
_COUNT = {
    "charge": ("charge",), "kind": ("kind",), "months": ("months",), "days": ("days",), "fine": ("fine",),
    "confiscation": ("confiscation", "confiscation_all"), "probation_months": ("probation_months",),
    "deprivation_months": ("deprivation_months",),
}  # fmt: skip
_HELD = ("custody_from", "custody_days", "custody_gap")
_RESIDENCE = ("residence_surveillance", "residence_from", "residence_days", "designated_residence")
"""Part of a judgment → the columns that are read from it (`facts`)."""


@dataclass(frozen=True, order=True)
class Mark:
    """The half-open span `[start, end)` of the text, the columns it yields (of the row of a defendant or a count), and
    how sure the reading is."""

    start: int
    end: int
    columns: tuple[str, ...]
    sure: float


def marks(judgment: Judgment, defendant: int, charge: str | None = None) -> list[Mark]:
    """Spans behind the row of the defendant with this number (from 1), in the order of the text.

    With `charge`: those behind the row of his count of that charge. Empty when there is no such defendant.
    """
    if not 1 <= defendant <= len(judgment.defendants):
        return []
    person = judgment.defendants[defendant - 1]
    found = [*_parts(judgment, _SHARED), *_parts(person, _PERSON), *_lists(judgment, person)]
    if charge is None:
        found += _parts(person.final or Sentence(), _FINAL)
    else:
        found += [one for count in person.charges if count.charge.value == charge for one in _parts(count, _COUNT)]
    together: dict[tuple[int, int], Mark] = {}
    for columns, one in found:
        if one.span is None:
            continue
        known = together.get(one.span)
        names = (*(known.columns if known else ()), *columns)
        sure = min(one.sure, known.sure) if known else one.sure
        together[one.span] = Mark(*one.span, tuple(dict.fromkeys(names)), sure)
    return sorted(together.values())


def _parts(part: Any, columns: dict[str, tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], Found[Any]]]:
    for name, named in columns.items():
        found = getattr(part, name)
        if found is not None:
            yield named, found


def _lists(judgment: Judgment, person: Defendant) -> Iterator[tuple[tuple[str, ...], Found[Any]]]:
    yield from ((("articles",), one) for one in judgment.articles)
    yield from ((("charges", "main_charge", "charge_count"), count.charge) for count in person.charges)
    yield from (((one.value,), one) for one in person.circumstances)
    yield from ((("prior_count",), one) for one in person.priors)
    for one in person.measures:
        kind = one.value.kind
        yield {"bail": ("bail", "custody_gap"), "residence": _RESIDENCE}.get(kind, _HELD), one
