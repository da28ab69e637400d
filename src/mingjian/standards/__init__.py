"""What data means: identifiers, code lists, value cleaners and the canonical datasets shared by all models."""

from mingjian.standards import identifiers, values
from mingjian.standards.codes import Code, CodeList, code_list_ids, codes
from mingjian.standards.errors import StandardError, UnknownName
from mingjian.standards.headers import fold_header
from mingjian.standards.names import organisation_name, person_name, person_name_sql
from mingjian.standards.reasons import REASONS, word
from mingjian.standards.registry import Registry, read_standard, standards
from mingjian.standards.results import Checked, Cleaned, Tri
from mingjian.standards.standard import Column, Standard, Subject, Text

__all__ = [
    "REASONS",
    "Checked",
    "Cleaned",
    "Code",
    "CodeList",
    "Column",
    "Registry",
    "Standard",
    "StandardError",
    "Subject",
    "Text",
    "Tri",
    "UnknownName",
    "code_list_ids",
    "codes",
    "fold_header",
    "identifiers",
    "organisation_name",
    "person_name",
    "person_name_sql",
    "read_standard",
    "standards",
    "values",
    "word",
]
