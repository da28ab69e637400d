"""The training ground 练兵场: exercises on a synthetic province that teach how models are made, checked by the product.

    one = exercise("01-first-match")                       # what to learn, task, hints, a model to begin with
    handed = Handed(files, answers)                        # name → text of the model folder; question → figure
    found = check(one, handed, Grounds(home))              # found.passed, found.findings: what is wrong, and why
    certificate([(one, handed, found)], name, day)         # digests of what was handed in; no score

An answer is never typed into an exercise: it is computed from the truth of a province or from a run.
"""

from mingjian.training.certificate import Certificate, certificate
from mingjian.training.checking import check
from mingjian.training.errors import TrainingError
from mingjian.training.exercise import Exercise, exercise, exercises
from mingjian.training.findings import Finding, Result
from mingjian.training.grounds import Grounds
from mingjian.training.handed import Handed
from mingjian.training.practice import Practice, practise
from mingjian.training.reading import load_exercise, parse_exercise

__all__ = [
    "Certificate",
    "Exercise",
    "Finding",
    "Grounds",
    "Handed",
    "Practice",
    "Result",
    "TrainingError",
    "certificate",
    "check",
    "exercise",
    "exercises",
    "load_exercise",
    "parse_exercise",
    "practise",
]
