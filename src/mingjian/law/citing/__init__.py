"""Citations of law in texts: found, resolved to the version of a day, checked, marked."""

from mingjian.law.citing.annotate import annotate_markup, annotate_text, plain_of
from mingjian.law.citing.check import Cited, Finding, check, cited_in, day_of_text
from mingjian.law.citing.find import Citation, find, parse_articles
from mingjian.law.citing.resolve import REASONS, Resolved, resolve

__all__ = [
    "REASONS",
    "Citation",
    "Cited",
    "Finding",
    "Resolved",
    "annotate_markup",
    "annotate_text",
    "check",
    "cited_in",
    "day_of_text",
    "find",
    "parse_articles",
    "plain_of",
    "resolve",
]
