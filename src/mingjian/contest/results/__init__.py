"""From forms to ranks: estimates that correct strictness, agreement, intervals, outliers, rejudging, a simulator.

>>> found = result("prototype", forms, scoring, standings)
>>> found.ranks[0].work, found.intervals[0], found.diagnosis.zh, found.outliers
>>> moves = preview(forms, rejudge(forms, "secretary", "…", {7: "judge had a conflict"}), ranks)
>>> estimate(simulate(Design(), 71_000).reviews).by_work()
"""

from mingjian.contest.results.agreement import Agreement, Measured, agreement, alpha, kendall_w
from mingjian.contest.results.borders import finalists, places_of_awards
from mingjian.contest.results.estimate import Estimate, estimate
from mingjian.contest.results.finals import Comparison, Pairing, final_order, pairings, strengths
from mingjian.contest.results.intervals import RankInterval, bands, rank_intervals
from mingjian.contest.results.outliers import Outlier, outliers
from mingjian.contest.results.placing import Final, FinalResult, PairForm, finals_said, placed
from mingjian.contest.results.ranks import Rank, Standing, ranked
from mingjian.contest.results.rejudging import Move, Rejudging, applied, dropped, preview, rejudge
from mingjian.contest.results.result import Note, Result, result
from mingjian.contest.results.reviews import Review, ReviewTable
from mingjian.contest.results.simulator import SCORING, TUNING, Design, Simulated, simulate
from mingjian.contest.results.words import Diagnosis, diagnose

__all__ = [
    "SCORING",
    "TUNING",
    "Agreement",
    "Comparison",
    "Design",
    "Diagnosis",
    "Estimate",
    "Final",
    "FinalResult",
    "Measured",
    "Move",
    "Note",
    "Outlier",
    "PairForm",
    "Pairing",
    "Rank",
    "RankInterval",
    "Rejudging",
    "Result",
    "Review",
    "ReviewTable",
    "Simulated",
    "Standing",
    "agreement",
    "alpha",
    "applied",
    "bands",
    "diagnose",
    "dropped",
    "estimate",
    "final_order",
    "finalists",
    "finals_said",
    "kendall_w",
    "outliers",
    "pairings",
    "placed",
    "places_of_awards",
    "preview",
    "rank_intervals",
    "ranked",
    "rejudge",
    "result",
    "simulate",
    "strengths",
]
