"""What in a dataset tells who somebody is: the columns of a subject, by their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.lake import Manifest
from mingjian.standards import standards

__all__ = ["BESIDE", "Features", "features_of"]

BESIDE = ("sex", "phone", "account", "address")
"""Columns of these names tell of the subject that the standard says, else of the person of a row, or of the company of
one that is about nobody else."""


@dataclass(frozen=True)
class Features:
    """A subject column of a dataset version, the identifier behind it, and the columns beside it by their meaning.

    ``beside``: meaning (name, birth, sex, phone, account, address) → column.
    """

    subject: str
    key: str
    beside: dict[str, str]


def features_of(manifest: Manifest, kind: str) -> list[Features]:
    """The subjects of a kind in a dataset version; none where the standard is not known to this program."""
    known = standards()
    if manifest.standard not in known:
        return []
    standard = known[manifest.standard]
    there = {column.name for column in manifest.columns}
    found = [one for one in manifest.subject_columns if one.kind == kind and one.name in standard.subjects]
    made = []
    for stored in found:
        subject = standard.subjects[stored.name]
        beside = {"name": subject.weak_name, "birth": subject.weak_birth}
        others = {column for one in standard.subjects.values() if one is not subject for column in one.beside}
        if subject.beside:
            beside |= {column: column for column in subject.beside}
        elif len(found) == 1 and (kind == "person" or len(standard.subjects) == 1):
            beside |= {meaning: meaning for meaning in BESIDE if meaning not in others}
            beside |= {"birth": subject.weak_birth or "birth_date"}
        kept = {meaning: column for meaning, column in beside.items() if column in there}
        made.append(Features(stored.name, stored.column, kept))
    return made
