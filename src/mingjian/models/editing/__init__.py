"""A model file edited as text: what an edit does not touch keeps every byte, comment and quote.

>>> bench = open_bench(Path("library/benefits-paid-to-the-dead"))     # EditRefused: all reasons, with place
>>> tree_of(bench).steps[0].reads, tree_of(bench).problems             # what a canvas shows, each with its place
>>> bench = bench.apply(RenameNeed(old="deaths", new="dead"))          # in steps, expressions, sentences, examples
>>> bench = bench.apply(read_edit({"kind": "option", "step": "per_person", "option": "having", "value": "months > 1"}))
>>> bench.undo().texts == bench.undo().opened or bench.save(folder)    # undo gives the same bytes back

Each change is said over plain data and made in the text; the text is read again and must say what was meant, else the
edit is refused. No writer of YAML ever goes over a file.
"""

from mingjian.models.editing.bench import Bench, Done, open_bench
from mingjian.models.editing.changes import Change
from mingjian.models.editing.edits import Edit, as_json, read_edit
from mingjian.models.editing.empty import empty_examples, empty_model
from mingjian.models.editing.entry_edits import Insert, MoveEntry, Remove, SetText, SetValue
from mingjian.models.editing.example_edits import AddCase, AddExamples, AddRow, RemoveRow
from mingjian.models.editing.pasting import pasted
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.rename_edits import (
    RenameCase,
    RenameColumn,
    RenameNeed,
    RenameParameter,
    RenameStep,
    RenameTrap,
)
from mingjian.models.editing.sheet import Place, Sheet
from mingjian.models.editing.step_edits import AddNeed, AddStep, RemoveStep, SetOption
from mingjian.models.editing.tree import Tree, tree_of

__all__ = [
    "AddCase",
    "AddExamples",
    "AddNeed",
    "AddRow",
    "AddStep",
    "Bench",
    "Change",
    "Done",
    "Edit",
    "EditRefused",
    "Insert",
    "MoveEntry",
    "Place",
    "Remove",
    "RemoveRow",
    "RemoveStep",
    "RenameCase",
    "RenameColumn",
    "RenameNeed",
    "RenameParameter",
    "RenameStep",
    "RenameTrap",
    "SetOption",
    "SetText",
    "SetValue",
    "Sheet",
    "Tree",
    "as_json",
    "empty_examples",
    "empty_model",
    "open_bench",
    "pasted",
    "read_edit",
    "tree_of",
]
