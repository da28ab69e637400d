"""A step of one model put into another, or into its own once more, with the inputs and parameters that it names."""

from __future__ import annotations

from itertools import count
from typing import Any

from mingjian.models.editing.edits import as_json
from mingjian.models.editing.refused import EditRefused
from mingjian.models.problems import Problem, nearest
from mingjian.models.steps import words_of

__all__ = ["pasted"]


def pasted(source: Any, target: Any, step: str) -> list[dict[str, Any]]:
    """The edits, as plain data for `read_edit`, that put a step of ``source`` at the end of ``target`` (the data of two
    model files): needs and parameters it names and the target has not, then the step, under a name that is free.

    Steps it reads do not come along: where the target has none of that name, that is a mistake to be mended. Raises
    `EditRefused` when there is no such step.
    """
    steps = _part(source, "steps")
    body = steps.get(step)
    if not isinstance(body, dict):
        near = nearest(step, [str(name) for name in steps])
        raise EditRefused(Problem("model.yaml", 1, 1, "steps", f"没有步骤“{step}”", f"there is no step '{step}'",
                                  nearest=near))  # fmt: skip
    words = words_of(body)
    edits: list[dict[str, Any]] = []
    for part in ("needs", "parameters"):
        there = _part(target, part)
        edits += [
            {"kind": "set", "path": [part, name], "value": as_json(value)}
            for name, value in _part(source, part).items()
            if name in words and name not in there
        ]
    taken = {name for part in ("needs", "steps") for name in _part(target, part)}
    edits.append({"kind": "add_step", "name": _free(step, taken), "body": as_json(body)})
    return edits


def _part(data: Any, name: str) -> dict[str, Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _free(name: str, taken: set[str]) -> str:
    """The name itself, else with the first number that makes it free."""
    if name not in taken:
        return name
    return next(f"{name}_{n}" for n in count(2) if f"{name}_{n}" not in taken)
