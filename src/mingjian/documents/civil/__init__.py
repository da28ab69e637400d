"""Civil and enforcement documents: parties, course, end, and the loan a suit is about."""

from mingjian.documents.civil.facts import CivilRows, civil_rows
from mingjian.documents.civil.model import Agent, CivilDocument, Loan, Party
from mingjian.documents.civil.read import parse_civil

__all__ = ["Agent", "CivilDocument", "CivilRows", "Loan", "Party", "civil_rows", "parse_civil"]
