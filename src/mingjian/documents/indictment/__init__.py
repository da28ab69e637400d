"""Indictments (起诉书), and what a judgment retells of them, into the same facts as judgments."""

from mingjian.documents.indictment.facts import IndictmentRows, indictment_rows, retold_rows
from mingjian.documents.indictment.model import Accused, Asserted, Indictment
from mingjian.documents.indictment.read import parse_indictment

__all__ = [
    "Accused",
    "Asserted",
    "Indictment",
    "IndictmentRows",
    "indictment_rows",
    "parse_indictment",
    "retold_rows",
]
