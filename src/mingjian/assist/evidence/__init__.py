"""Evidence guidance 证据指引: what a case file should hold, whether it is in due form, and what in it does not agree.

`load_case` reads a case file, `check` looks at it with the packs of its charges and the rules, and tells gaps, findings
with their places, what cannot be told, and what speaks for the suspect. It never says that a fact is proved, and it
stops nothing: a finding is set aside with a reason (`set_aside`), which stays in the file.
"""

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.comparing import Changes, changes
from mingjian.assist.evidence.covered import coverage_map
from mingjian.assist.evidence.editing import (
    add_need,
    open_text,
    put,
    put_record,
    remove,
    remove_record,
    set_aside,
    take_back,
)
from mingjian.assist.evidence.finding import Finding, For, Gap, Place, Severity, Unknown
from mingjian.assist.evidence.folder import read_papers_of
from mingjian.assist.evidence.forms import Form, forms
from mingjian.assist.evidence.matrix import matrix_page
from mingjian.assist.evidence.outline import outline, outline_items
from mingjian.assist.evidence.packs import Pack, check_pack, lay_packs, load_packs, parse_pack, shipped_packs
from mingjian.assist.evidence.quoting import Quote, quote
from mingjian.assist.evidence.reading import check_case, load_case, parse_case
from mingjian.assist.evidence.records import CaseFile
from mingjian.assist.evidence.report import Report, check
from mingjian.assist.evidence.rule import Rule, load_rules, shipped_rules
from mingjian.assist.evidence.schema import schema
from mingjian.assist.evidence.timeline import relations, timeline
from mingjian.assist.evidence.told import PapersRead, case_of_documents, join_papers
from mingjian.assist.evidence.writing import case_text

__all__ = [
    "Case", "CaseFile", "Changes", "Finding", "For", "Form", "Gap", "Pack", "PapersRead", "Place", "Quote",
    "Report", "Rule", "Severity", "Unknown", "add_need", "case_of_documents", "case_text", "changes", "check",
    "check_case", "check_pack", "coverage_map", "forms", "join_papers", "lay_packs", "load_case", "load_packs",
    "load_rules", "matrix_page", "open_text", "outline", "outline_items", "parse_case", "parse_pack", "put",
    "put_record", "quote", "read_papers_of", "relations", "remove", "remove_record", "schema", "set_aside",
    "shipped_packs", "shipped_rules", "take_back", "timeline",
]  # fmt: skip
