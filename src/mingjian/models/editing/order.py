"""Where a new key belongs: in the order in which the definitions name them, as the shipped models are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from mingjian.collision import OPERATORS
from mingjian.models.definition import Basis, Clue, Disposition, ModelFile, Need, Risk, Sealed, Trap
from mingjian.models.examples import Case, Company, ExampleFile, Expected, Person, Unsure
from mingjian.models.parameters import Parameter
from mingjian.models.source import Path
from mingjian.models.texts import Text

__all__ = ["EXAMPLES", "MODEL", "Kind", "known_keys", "lines_in_examples", "lines_in_model", "place_for"]

Kind = dict[Path, type[BaseModel]]
"""Which class a mapping is of, by its path; ``*`` stands for any name or number."""

MODEL: Kind = {
    (): ModelFile, ("needs", "*"): Need, ("parameters", "*"): Parameter, ("basis", "*"): Basis, ("clue",): Clue,
    ("clue", "risk", "*"): Risk, ("traps", "*"): Trap, ("disposition", "*"): Disposition, ("sealed",): Sealed,
}  # fmt: skip
EXAMPLES: Kind = {
    (): ExampleFile, ("cases", "*"): Case, ("people", "*"): Person, ("companies", "*"): Company,
    ("cases", "*", "clues", "*"): Expected, ("cases", "*", "undetermined", "*"): Unsure,
}  # fmt: skip

_FEW = 4
_MODEL_LINES: frozenset[Path] = frozenset(
    [("needs",), ("parameters",), ("steps",), ("clue",), ("basis",), ("traps",), ("disposition",), ("problem",),
     ("needs", "*"), ("parameters", "*"), ("steps", "*"), ("basis", "*"), ("disposition", "*"), ("clue", "says"),
     ("clue", "rules"), ("clue", "risk")]
)  # fmt: skip
_EXAMPLE_LINES: frozenset[Path] = frozenset(
    [("people",), ("companies",), ("coverage",), ("shared",), ("cases",), ("cases", "*"), ("cases", "*", "rows"),
     ("about",)]
)  # fmt: skip


def _fits(pattern: Path, path: Path) -> bool:
    return len(pattern) == len(path) and all(one in ("*", part) for one, part in zip(pattern, path, strict=True))


def lines_in_model(path: Path, value: Any) -> bool:
    """Whether a value of a model file is written line by line even where it would fit on one."""
    if len(path) == 3 and path[0] == "steps" and isinstance(value, dict) and len(value) > _FEW:
        return True
    return any(_fits(pattern, path) for pattern in _MODEL_LINES)


def lines_in_examples(path: Path, value: Any) -> bool:
    """The same for a file of examples: rows stand one a line."""
    if len(path) == 4 and path[0] == "cases" and path[2] == "rows":
        return isinstance(value, list) and len(value) > 1
    return any(_fits(pattern, path) for pattern in _EXAMPLE_LINES)


def known_keys(kind: Kind, path: Path, value: Mapping[str, Any]) -> Sequence[str]:
    """The keys the mapping at a path may have, in order; empty where any name may stand."""
    for pattern, model in kind.items():
        if _fits(pattern, path):
            return [info.alias or name for name, info in model.model_fields.items()]
    if kind is MODEL and len(path) == 2 and path[0] == "steps":
        verb = next((key for key in value if key in OPERATORS), None)
        if verb is not None:
            fields = OPERATORS[verb].model_fields
            return ["note", verb, *(info.alias or name for name, info in fields.items())]
    return list(Text.model_fields) if "zh" in value or "en" in value else []


def place_for(key: str, present: Iterable[str], known: Sequence[str]) -> int:
    """The place of a new key among those that are there: behind the last that comes before it."""
    rank = {name: index for index, name in enumerate(known)}
    there = list(present)
    if key not in rank:
        return len(there)
    before = [index for index, name in enumerate(there) if rank.get(name, -1) < rank[key] and name in rank]
    return before[-1] + 1 if before else 0
