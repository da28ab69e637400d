"""Court documents → typed facts, each with the span it came from and how sure it is.

Read a criminal judgment with :func:`parse_judgment` (rows of ``criminal_judgment`` and ``judgment_count``:
:func:`rows`), an indictment with :func:`parse_indictment` (``indictment``, ``indictment_count``:
:func:`indictment_rows`), a civil or enforcement document with :func:`parse_civil` (``civil_document``, ``civil_party``:
:func:`civil_rows`), and any text by its kind with :func:`read_text`; files with :func:`read_documents`. Scanned images
are refused: there is no text to point to.
"""

from mingjian.documents.civil import CivilDocument, CivilRows, Loan, Party, civil_rows, parse_civil
from mingjian.documents.facts import Rows, rows
from mingjian.documents.found import Found
from mingjian.documents.indictment import Accused, Indictment, IndictmentRows, indictment_rows, parse_indictment
from mingjian.documents.judgment import parse_judgment
from mingjian.documents.kinds import kind_of
from mingjian.documents.model import (
    Asserted,
    Count,
    Defendant,
    FullProposal,
    Judgment,
    Measure,
    Prior,
    Proposal,
    Sentence,
)
from mingjian.documents.readers import Document, DocumentError, read_documents
from mingjian.documents.reading import Reading, read_text

__all__ = [
    "Accused",
    "Asserted",
    "CivilDocument",
    "CivilRows",
    "Count",
    "Defendant",
    "Document",
    "DocumentError",
    "Found",
    "FullProposal",
    "Indictment",
    "IndictmentRows",
    "Judgment",
    "Loan",
    "Measure",
    "Party",
    "Prior",
    "Proposal",
    "Reading",
    "Rows",
    "Sentence",
    "civil_rows",
    "indictment_rows",
    "kind_of",
    "parse_civil",
    "parse_indictment",
    "parse_judgment",
    "read_documents",
    "read_text",
    "rows",
]
