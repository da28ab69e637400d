"""The contest: who judges what, what came of it, and how anybody can count it again. Knows no user and no database.

>>> contest = load_contest("ah-2026")                                  # ModelErrors: every mistake with its place
>>> found = conflicts(judges, works, people, day, rules=contest.rules())
>>> assign(works, judges, barred(found), reviews=5)                    # shortages say which works lack how many judges
>>> result("prototype", forms, scoring, standings).ranks               # with intervals, agreement, outliers
>>> write_export(folder, export(contest.id, forms, scorings, results)); verify_export(folder)

What a work lacks is asked of `mingjian.contest.completeness`, which reads documents and runs models and takes longer to
load.
"""

from mingjian.contest.assigning import assign, extra
from mingjian.contest.conflicts import Conflict, ConflictRules, Declared, barred, conflicts
from mingjian.contest.errors import ContestError
from mingjian.contest.export import export, write_export
from mingjian.contest.file import Contest, check_contest, edited, load_contest, open_contest, parse_contest
from mingjian.contest.folder import ContestFolder, open_folder
from mingjian.contest.forms import Criterion, Form, Scoring
from mingjian.contest.people import Entry, Office, Person, Posting
from mingjian.contest.reading import read_export, verify_export
from mingjian.contest.receipts import Receipt, path_of, receive, root_of, verify_path
from mingjian.contest.results import Result, Standing, result
from mingjian.contest.seats import JudgeSeat, Proposal, WorkSeat
from mingjian.contest.template import new_contest

__all__ = [
    "Conflict",
    "ConflictRules",
    "Contest",
    "ContestError",
    "ContestFolder",
    "Criterion",
    "Declared",
    "Entry",
    "Form",
    "JudgeSeat",
    "Office",
    "Person",
    "Posting",
    "Proposal",
    "Receipt",
    "Result",
    "Scoring",
    "Standing",
    "WorkSeat",
    "assign",
    "barred",
    "check_contest",
    "conflicts",
    "edited",
    "export",
    "extra",
    "load_contest",
    "new_contest",
    "open_contest",
    "open_folder",
    "parse_contest",
    "path_of",
    "read_export",
    "receive",
    "result",
    "root_of",
    "verify_export",
    "verify_path",
    "write_export",
]
