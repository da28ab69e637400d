"""Measuring what models are worth: what came of their clues, which to check next, what a new version would change, and
which data are missing.

yields(lake)                                     # by version: clues, verdicts, precision with its interval
"""

from mingjian.measure.findings import NEUTRAL, Finding, findings_of, kind_of, read_verdicts
from mingjian.measure.intervals import hypergeometric, wilson
from mingjian.measure.yields import Tally, Yield, version_order, yields

__all__ = [
    "NEUTRAL",
    "Finding",
    "Tally",
    "Yield",
    "findings_of",
    "hypergeometric",
    "kind_of",
    "read_verdicts",
    "version_order",
    "wilson",
    "yields",
]
