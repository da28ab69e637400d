"""Criminal judgments → typed facts, each with the span it came from and how sure it is.

Read one with :func:`parse_judgment`, turn it into rows of the standards ``criminal_judgment`` and ``judgment_count``
with :func:`rows`, and read files with :func:`read_documents`. Scanned images are refused: there is no text to point to.
"""

from mingjian.documents.facts import Rows, rows
from mingjian.documents.found import Found
from mingjian.documents.judgment import parse_judgment
from mingjian.documents.model import Count, Defendant, Judgment, Measure, Prior, Proposal, Sentence
from mingjian.documents.readers import Document, DocumentError, read_documents

__all__ = [
    "Count",
    "Defendant",
    "Document",
    "DocumentError",
    "Found",
    "Judgment",
    "Measure",
    "Prior",
    "Proposal",
    "Rows",
    "Sentence",
    "parse_judgment",
    "read_documents",
    "rows",
]
