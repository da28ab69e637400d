"""Faults of form, procedure and term put into whole files by changing one record."""

from __future__ import annotations

from typing import Any

from benchmarks.evidence.making import Data

__all__ = ["FORMS", "spoiled"]

FORMS: tuple[tuple[str, str, dict[str, Any], dict[str, Any]], ...] = (
    # name of the product's rule, list, which record, what it says instead
    ("two_interrogators", "statements", {"kind": "interrogation"}, {"officers": ["某甲"]}),
    ("officers_signed", "statements", {}, {"officers_signed": False}),
    ("interrogation_checked", "statements", {"kind": "interrogation"}, {"checked": False}),
    ("inquiry_checked", "statements", {"kind": "inquiry"}, {"checked": False}),
    ("interrogation_times", "statements", {"kind": "interrogation"}, {"to": None}),
    ("inquiry_times", "statements", {"kind": "inquiry"}, {"from": None}),
    ("statement_place", "statements", {"kind": "inquiry"}, {"place": None, "place_kind": None}),
    ("rights_told", "statements", {"number": 1}, {"rights_told": False}),
    ("duties_told", "statements", {"kind": "inquiry"}, {"rights_told": False}),
    ("asked_alone", "statements", {"kind": "inquiry"}, {"alone": False}),
    ("custody_place", "statements", {"number": 3}, {"place_kind": "police"}),
    ("recording_whole", "statements", {"kind": "interrogation"}, {"whole": False}),
    ("search_officers", "procedures", {"kind": "search"}, {"officers": ["某甲"]}),
    ("seizure_officers", "procedures", {"kind": "seizure"}, {"officers": ["某甲"]}),
    ("scene_officers", "procedures", {"kind": "scene"}, {"officers": ["某甲"]}),
    ("record_signed", "procedures", {"kind": "seizure"}, {"officers_signed": False}),
    ("witness_present", "procedures", {"kind": "search"}, {"witnesses": 0, "recorded": False}),
    ("witness_fit", "procedures", {"kind": "seizure"}, {"witness_fit": False}),
    ("seizure_list", "procedures", {"kind": "seizure"}, {"listed": False}),
    ("holder_signed", "procedures", {"kind": "seizure"}, {"holder_signed": False}),
    ("search_warrant", "procedures", {"kind": "search"}, {"warrant": False}),
    ("woman_searched", "procedures", {"kind": "body_search"}, {"by_woman": False}),
    ("woman_examined", "procedures", {"kind": "body_exam"}, {"by_woman": False}),
    ("lineup_officers", "procedures", {"kind": "identification"}, {"officers": ["某甲"]}),
    ("lineup_photos", "procedures", {"kind": "identification"}, {"shown": 9}),
    ("lineup_persons", "procedures", {"kind": "identification"}, {"shows": "person", "shown": 6}),
    ("lineup_alone", "procedures", {"kind": "identification"}, {"alone": False}),
    ("lineup_unseen", "procedures", {"kind": "identification"}, {"seen_before": True}),
    ("extraction_hash", "procedures", {"kind": "extraction"}, {"hash": None, "sealed": False}),
    ("weighing_officers", "procedures", {"kind": "weighing"}, {"officers": ["某甲"]}),
    ("weighing_suspect", "procedures", {"kind": "weighing"}, {"suspect_present": False}),
    ("drug_sealed", "procedures", {"kind": "sampling"}, {"sealed": False}),
    ("institution_fit", "opinions", {}, {"institution_fit": False}),
    ("examiners_fit", "opinions", {}, {"examiners_fit": False}),
    ("opinion_signed", "opinions", {}, {"signed": False}),
    ("opinion_told_suspect", "opinions", {}, {"told_suspect": None}),
    ("opinion_samples", "opinions", {"kind": "drug"}, {"samples": []}),
    ("blood_wiped", "samples", {"kind": "blood"}, {"alcohol_wiped": True}),
    ("blood_sealed", "samples", {"kind": "blood"}, {"sealed": False}),
    ("sample_sealed", "samples", {"kind": "drug"}, {"sealed": False}),
    ("copies_checked", "documents", {"kind": "bank_flow", "checked": True}, {"checked": False}),
    ("arrest_course_signed", "documents", {"kind": "arrest_course"}, {"sealed": False}),
    ("transfer_dated", "transfers", {}, {"at": None}),
)


def spoiled(data: Data, which: int) -> str | None:
    """Change one record of a file; the id of the record, or None where the file has none of the kind."""
    rule, into, said, instead = FORMS[which]
    for one in data[into]:
        if all(one.get(key) == value for key, value in said.items()):
            one.update(instead)
            if rule in ("woman_searched", "woman_examined"):
                next(p for p in data["persons"] if p["id"] == one["person"])["sex"] = "female"
            return str(one["id"])
    return None
