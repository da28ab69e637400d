"""Sentencing as dated parameters: a calculation that shows every step, keeps intervals open and never decides.

Parameters are read with :func:`load_parameters`, facts with :func:`load_facts`; :func:`calculate` makes the tree,
:func:`replay` makes it again from its own JSON, :func:`what_if` tells what a change does.
"""

from mingjian.assist.sentencing.beside import Beside, beside
from mingjian.assist.sentencing.book import Book, Shelf
from mingjian.assist.sentencing.calculation import DISCLAIMER, Calculation, calculate
from mingjian.assist.sentencing.choices import Choices, Option, choices
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import CrimeFacts, Facts
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.reading import load_parameters, read_parameters, shipped_parameters
from mingjian.assist.sentencing.replay import Replayed, read_record, replay
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.stating import load_facts, read_facts
from mingjian.assist.sentencing.what_if import Compared, what_if

__all__ = [
    "DISCLAIMER",
    "Beside",
    "Book",
    "Calculation",
    "Choices",
    "Compared",
    "CrimeFacts",
    "Facts",
    "Option",
    "Parameters",
    "Replayed",
    "SentencingError",
    "Shelf",
    "Span",
    "beside",
    "calculate",
    "choices",
    "load_facts",
    "load_parameters",
    "read_facts",
    "read_parameters",
    "read_record",
    "replay",
    "shipped_parameters",
    "what_if",
]
