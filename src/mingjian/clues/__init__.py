"""What runs found: clues across runs, their rank and evidence, exports, the report, and the score against a truth.

ledger = ClueLedger(lake)
ledger.states("benefits-paid-to-the-dead")       # clue id → ClueState: new, again, vanished and why
ranked = rank(clues_of(run))                     # gravest first
evidence_of(lake, run, [clue_id])                # the rows behind it, labelled, clean beside raw
export(lake, ranked, Path("clues.xlsx"), actor="…", purpose="…")
neighbours(lake, Entity("person_id", key), reader)          # who stands in one row with whom
report(lake, None, Path("report.html"))          # the newest run of each model
score(read_truth("province"), runs)              # against the truth of a synthetic province
"""

from mingjian.clues.clue import Clue, Reason, clues_of
from mingjian.clues.events import Event, Why
from mingjian.clues.evidence import EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable, evidence_of
from mingjian.clues.export import Exported, export
from mingjian.clues.grounds import grounds_of
from mingjian.clues.judgments import MarkedJudgment, MarkedSpan, judgments_of, texts_behind
from mingjian.clues.ledger import ClueLedger
from mingjian.clues.ranking import LEVELS, Ranked, rank
from mingjian.clues.relations import Entity, Hop, Link, Reader, neighbours
from mingjian.clues.report_data import report, report_data
from mingjian.clues.score import ModelScore, Truth, read_truth, score, score_json, score_table
from mingjian.clues.states import REJECTIONS, ClueState, Verdict

__all__ = [
    "LEVELS",
    "REJECTIONS",
    "Clue",
    "ClueLedger",
    "ClueState",
    "Entity",
    "Event",
    "EvidenceCell",
    "EvidenceColumn",
    "EvidenceRow",
    "EvidenceTable",
    "Exported",
    "Hop",
    "Link",
    "MarkedJudgment",
    "MarkedSpan",
    "ModelScore",
    "Ranked",
    "Reader",
    "Reason",
    "Truth",
    "Verdict",
    "Why",
    "clues_of",
    "evidence_of",
    "export",
    "grounds_of",
    "judgments_of",
    "neighbours",
    "rank",
    "read_truth",
    "report",
    "report_data",
    "score",
    "score_json",
    "score_table",
    "texts_behind",
]
