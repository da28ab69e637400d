"""Facts of an indictment as rows of the standards ``indictment`` (a defendant) and ``indictment_count`` (a charge)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.documents.custody import custody
from mingjian.documents.dates import as_day
from mingjian.documents.found import Found
from mingjian.documents.indictment.model import Accused, Indictment
from mingjian.documents.model import Asserted, Defendant, FullProposal, Judgment
from mingjian.documents.places import region_of_court, region_of_place

Row = dict[str, Any]
FLAGS = (
    "recidivist", "drug_repeat", "surrender", "confession", "merit", "accessory", "coerced", "attempt", "minor",
    "elderly", "plea", "returned", "forgiven",
)  # fmt: skip
"""Circumstances that are columns, of what the prosecution asserts as of what the court finds."""
_COUNT = (
    "indictment_number", "told_by", "case_number", "accused_on", "defendant_no", "name", "id_number", "birth_date",
    "crime_to", "region", "sealed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndictmentRows:
    """Rows by standard, keys the columns."""

    indictment: list[Row] = field(default_factory=list)
    indictment_count: list[Row] = field(default_factory=list)


def indictment_rows(document: Indictment, doc_id: str | None = None, full_text: bool = False) -> IndictmentRows:
    """One row a defendant and one a charge. ``told_by`` is ``indictment``."""
    office = _value(document.procuratorate)
    common = {
        "indictment_number": _value(document.indictment_number),
        "told_by": "indictment",
        "case_number": None,
        "procuratorate": office,
        "court": _value(document.court),
        "region": region_of_court(office) if office else None,
        "transferred_on": _day(document.transferred_on),
        "accused_on": _day(document.accused_on),
        "crime_from": _day(document.crime_from),
        "crime_to": _day(document.crime_to),
        "articles": "、".join(found.value for found in document.articles) or None,
        "blood_alcohol": None if document.blood_alcohol is None else float(document.blood_alcohol.value),
    }
    last = {"doc_id": doc_id, "full_text": document.text if full_text else None}
    return _rows(document.defendants, common, last)


def retold_rows(document: Judgment, doc_id: str | None = None) -> IndictmentRows:
    """What a judgment retells of its prosecution, in the same rows; ``told_by`` is ``judgment``.

    None where it retells no charge. The day and circumstances of the deed are the court's, and so left out.
    """
    if not any(person.asserted.charges for person in document.defendants):
        return IndictmentRows()
    office = _value(document.procuratorate)
    court = _value(document.court)
    common = {
        "indictment_number": _value(document.indictment_number),
        "told_by": "judgment",
        "case_number": _value(document.case_number),
        "procuratorate": office,
        "court": court,
        "region": region_of_court(court or office) if court or office else None,
        "transferred_on": None,
        "accused_on": _day(document.accused_on),
        "crime_from": None,
        "crime_to": None,
        "articles": None,
        "blood_alcohol": None,
    }
    return _rows(document.defendants, common, {"doc_id": doc_id, "full_text": None})


def _rows(people: Sequence[Accused | Defendant], common: Row, last: Row) -> IndictmentRows:
    made = IndictmentRows()
    for number, person in enumerate(people, 1):
        row = {
            **common,
            "defendant_no": number,
            **_person(person),
            **_asserted(person.asserted, common["told_by"] == "indictment"),
            **_measures(person),
        }
        row["sealed"] = bool(row["minor"]) or _under_18(row["birth_date"], common["crime_to"])
        made.indictment.append({**row, **last})
        shared = {name: row[name] for name in _COUNT}
        made.indictment_count.extend({**shared, "charge": found.value} for found in person.asserted.charges)
    return made


def _value(found: Found[Any] | None) -> Any:
    return None if found is None else found.value


def _day(found: Found[str] | None) -> date | None:
    return None if found is None else as_day(found.value)


def _person(person: Accused | Defendant) -> Row:
    home = _value(person.home)
    return {
        "name": person.name.value,
        "id_number": _value(person.id_number),
        "sex": _value(person.sex),
        "birth_date": _day(person.birth_date),
        "is_unit": person.unit,
        "residence_region": region_of_place(home) if home else None,
        "prior_count": len(person.priors) if person.measures or person.priors or person.sex else None,
    }


def _asserted(told: Asserted, whole: bool) -> Row:
    """``whole``: the text is the prosecution's own, so that what its reasons do not say it does not assert."""
    silence = False if whole and told.reasoned else None
    charges = [found.value for found in told.charges]
    kinds = {found.value for found in told.circumstances}
    proposal = _value(told.proposal)
    proposal = proposal if isinstance(proposal, FullProposal) else None
    return {
        "charges": "、".join(charges) or None,
        "main_charge": charges[0] if charges else None,
        "charge_count": len(charges) or None,
        "act_count": _value(told.act_count),
        "crime_amount": _value(told.amount),
        **{flag: True if flag in kinds else silence for flag in FLAGS},
        "proposal_kind": proposal.kind if proposal else None,
        "proposal_low": proposal.months_low if proposal else None,
        "proposal_high": proposal.months_high if proposal else None,
        "proposal_fine_low": proposal.fine_low if proposal else None,
        "proposal_fine_high": proposal.fine_high if proposal else None,
        "proposal_probation": proposal.probation if proposal else None,
        "proposal_probation_low": proposal.probation_low if proposal else None,
        "proposal_probation_high": proposal.probation_high if proposal else None,
    }


def _measures(person: Accused | Defendant) -> Row:
    told = [(found.value.kind, found.value.on) for found in person.measures]
    kinds = {kind for kind, _ in told}
    return {
        "custody_from": custody(told).start,
        "bail": "bail" in kinds if told else None,
        "residence_surveillance": "residence" in kinds if told else None,
    }


def _under_18(born: date | None, deed: date | None) -> bool:
    return bool(born and deed and (deed.year - born.year, deed.month, deed.day) <= (18, born.month, born.day))
