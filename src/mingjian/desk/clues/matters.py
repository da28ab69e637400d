"""Which datasets are criminal matter: only users of those lines look for relations in them, whatever their level.

Evidence of a clue in sight is another thing: it shows the rows that a model of the reader's own line rests on.
"""

from __future__ import annotations

from mingjian.lake import Manifest
from mingjian.models.enumerations import Line

__all__ = ["CRIMINAL", "OTHER", "of_lines"]

CRIMINAL = frozenset(
    {
        "alias", "bank_transaction", "community_correction", "compensation_execution", "correction_leave",
        "correction_sanction", "crime_victim", "criminal_judgment", "custody_stay", "drug_measure",
        "forged_certificate", "indictment", "indictment_count", "inmate_account", "judgment_count",
        "minor_report", "non_prosecution", "police_case", "portrait_check", "property_penalty_execution",
        "sentence_reduction", "separate_handling", "state_compensation", "statement_mention",
        "vice_person",
    }
)  # fmt: skip
"""Standards whose rows say that somebody was suspected, charged, judged or held."""
OTHER = frozenset(
    {
        "administrative_penalty", "asset_inquiry", "assisted_household", "bankruptcy_case", "benefit_payment",
        "change_patch", "chronic_certification", "civil_document", "civil_enforcement", "civil_party",
        "company_officer", "company_registration", "construction_permit", "contracting_finding", "court_service",
        "death_record", "disability_certificate",
        "driver_qualification", "driving_licence", "family_relation", "food_licence", "food_staff", "hotel_stay",
        "house_registration", "injury_appraisal", "injury_incident", "injury_judgment", "insurance_enrolment",
        "judicial_aid", "labour_case", "loss_certificate", "marriage_registration", "medical_purchase",
        "medical_settlement", "medical_visit", "non_litigation_enforcement", "operation_certificate",
        "pension_adjustment", "pension_payment", "platform_goods", "platform_shop", "premises_licence",
        "product_certificate", "property_preservation", "protected_area", "repair_shop", "resident_register",
        "resource_approval", "school_enrolment", "school_gate", "school_staff", "short_let_listing",
        "short_let_registration", "site_worker", "social_insurance_payment", "staff_check", "substandard_product",
        "tax_case", "tax_declaration", "traffic_violation", "travel_ticket", "unemployment_benefit",
        "vehicle_registration", "vehicle_repair", "wage_complaint", "wage_safeguard", "wage_transfer",
        "waste_manifest", "waste_permit", "work_injury_claim",
    }
)  # fmt: skip
"""The others. A standard that is in neither is read by users of the criminal lines only."""
_LINES = frozenset({Line.CRIMINAL, Line.ENFORCEMENT})


def of_lines(manifests: tuple[Manifest, ...], lines: frozenset[Line]) -> frozenset[str]:
    """The datasets in which users of these lines may look for relations."""
    everything = bool(lines & _LINES)
    return frozenset(one.dataset for one in manifests if everything or one.standard.partition("@")[0] in OTHER)
