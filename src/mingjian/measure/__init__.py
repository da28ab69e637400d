"""Measuring what models are worth: what came of their clues, which to check next, what a new version would change, and
which data are missing.

yields(lake)                                     # by version: clues, verdicts, precision with its interval
gaps(lake, models)                               # which list to get next; what is there and unused
"""

from mingjian.measure.findings import NEUTRAL, Finding, findings_of, kind_of, read_verdicts
from mingjian.measure.gaps import LACKS, UNUSED, Gap, Gaps, Unused, gaps
from mingjian.measure.intervals import hypergeometric, wilson
from mingjian.measure.worries import SPAN, Pace, Worries, pace_of, worries
from mingjian.measure.yields import Tally, Yield, version_order, yields

__all__ = [
    "LACKS",
    "NEUTRAL",
    "SPAN",
    "UNUSED",
    "Finding",
    "Gap",
    "Gaps",
    "Pace",
    "Tally",
    "Unused",
    "Worries",
    "Yield",
    "findings_of",
    "gaps",
    "hypergeometric",
    "kind_of",
    "pace_of",
    "read_verdicts",
    "version_order",
    "wilson",
    "worries",
    "yields",
]
