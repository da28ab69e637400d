"""Measuring what models are worth: what came of their clues, which to check next, what a new version would change, and
which data are missing.

yields(lake)                                     # by version: clues, verdicts, precision with its interval
listed, chances, _ = waiting(lake)
choose(listed, chances, capacity=20, seed=1)     # which twenty to check, a random few among them
estimate(plan.rest, codes)                       # what those few tell of the rest
backtest(lake, model)                            # what a new version would have found in a past run
gaps(lake, models)                               # which list to get next; what is there and unused
"""

from mingjian.measure.backtest import Backtest, Example, FunnelRow, backtest, funnel_of
from mingjian.measure.capacity import SHARE, WEIGHT, Candidate, Chances, Estimate, Pick, Plan, choose, estimate
from mingjian.measure.findings import NEUTRAL, Finding, findings_of, kind_of, read_verdicts
from mingjian.measure.gaps import LACKS, UNUSED, Gap, Gaps, Unused, gaps
from mingjian.measure.intervals import hypergeometric, wilson
from mingjian.measure.trial import Trial, past_run, trial, trial_request
from mingjian.measure.waiting import codes_now, waiting
from mingjian.measure.worries import SPAN, Pace, Worries, pace_of, worries
from mingjian.measure.yields import Tally, Yield, version_order, yields

__all__ = [
    "LACKS",
    "NEUTRAL",
    "SHARE",
    "SPAN",
    "UNUSED",
    "WEIGHT",
    "Backtest",
    "Candidate",
    "Chances",
    "Estimate",
    "Example",
    "Finding",
    "FunnelRow",
    "Gap",
    "Gaps",
    "Pace",
    "Pick",
    "Plan",
    "Tally",
    "Trial",
    "Unused",
    "Worries",
    "Yield",
    "backtest",
    "choose",
    "codes_now",
    "estimate",
    "findings_of",
    "funnel_of",
    "gaps",
    "hypergeometric",
    "kind_of",
    "pace_of",
    "past_run",
    "read_verdicts",
    "trial",
    "trial_request",
    "version_order",
    "waiting",
    "wilson",
    "worries",
    "yields",
]
