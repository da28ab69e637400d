"""What was found, as data and as one page: matches beside borders, each with its parts; no score, no verdict."""

from mingjian.originality.report.findings import Match, Report, Witness, found
from mingjian.originality.report.page import page

__all__ = ["Match", "Report", "Witness", "found", "page"]
