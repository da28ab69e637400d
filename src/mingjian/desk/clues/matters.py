"""Which datasets are criminal matter: only users of those lines look for relations in them, whatever their level.

Evidence of a clue in sight is another thing: it shows the rows that a model of the reader's own line rests on.
"""

from __future__ import annotations

from mingjian.lake import Manifest
from mingjian.models.enumerations import Line

__all__ = ["CRIMINAL", "OTHER", "of_lines"]

CRIMINAL = frozenset(
    {
        "community_correction", "compensation_execution", "crime_victim", "criminal_judgment", "custody_stay",
        "drug_measure", "judgment_count", "non_prosecution", "police_case",
        "minor_report",
    }
)  # fmt: skip
"""Standards whose rows say that somebody was suspected, charged, judged or held."""
OTHER = frozenset(
    {
        "administrative_penalty", "assisted_household", "benefit_payment", "chronic_certification", "company_officer",
        "death_record", "disability_certificate", "driver_qualification", "driving_licence", "emergency_visit",
        "family_relation", "food_licence", "food_staff", "hotel_stay",
        "premises_licence", "school_gate", "house_registration", "injury_incident",
        "injury_judgment", "insurance_enrolment", "judicial_aid", "medical_settlement", "pension_adjustment",
        "pension_payment", "school_enrolment", "school_staff", "social_insurance_payment", "staff_check",
        "traffic_violation", "unemployment_benefit", "vehicle_registration", "work_injury_claim",
    }
)  # fmt: skip
"""The others. A standard that is in neither is read by users of the criminal lines only."""
_LINES = frozenset({Line.CRIMINAL, Line.ENFORCEMENT})


def of_lines(manifests: tuple[Manifest, ...], lines: frozenset[Line]) -> frozenset[str]:
    """The datasets in which users of these lines may look for relations."""
    everything = bool(lines & _LINES)
    return frozenset(one.dataset for one in manifests if everything or one.standard.partition("@")[0] in OTHER)
