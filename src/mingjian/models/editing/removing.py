"""Taking a step out of the middle: what read it reads its input instead, under the word it knew it by."""

from __future__ import annotations

from typing import Any

from mingjian.models.editing.hand import MODEL_FILE, Hand
from mingjian.models.editing.plain import at
from mingjian.models.editing.primitives import Primitive, Replace
from mingjian.models.editing.renaming import input_places, rename_relation
from mingjian.models.source import Path

__all__ = ["remove_step"]


def remove_step(hand: Hand, name: str, reconnect: bool) -> None:
    """Take the step away, after its readers were given its first input if that is asked for."""
    body = hand.find(MODEL_FILE, ("steps", name))
    if reconnect:
        inputs = list(input_places(body)) if isinstance(body, dict) else []
        if not inputs:
            raise hand.refuse(
                MODEL_FILE,
                ("steps", name),
                "该步骤没有可以接上的输入",
                "this step has no input to go on with",
                key=True,
            )
        hand.do(MODEL_FILE, *_reconnected(hand, name, inputs[0][2]))
    hand.take(MODEL_FILE, ("steps", name))


def _reconnected(hand: Hand, name: str, given: str) -> list[Primitive]:
    data = hand.model
    if isinstance(data.get("clue"), dict) and data["clue"].get("from") == name and given not in data["steps"]:
        raise hand.refuse(
            MODEL_FILE, ("clue", "from"), "线索须来自一个步骤", "a clue comes from a step, and none would be left"
        )
    renaming = rename_relation(data, "steps", name, f"{name}__")  # a word nobody has: only where it stands is asked
    dotted = bool(renaming.aliased) or any(_is_dotted(data, path) for path in renaming.texts)
    dotted |= any(path != ("steps", name) for path in renaming.keys)
    found: list[Primitive] = []
    for step, body in data["steps"].items():
        for place, alias, read in input_places(body) if isinstance(body, dict) else ():
            if read == name:
                path: Path = ("steps", step, *place)
                found.append(Replace(path, {name: given} if dotted and alias is None else given))
    for path in renaming.texts:
        if path[0] != "steps" and not _is_dotted(data, path):
            found.append(Replace(path, given))
    return found


def _is_dotted(data: Any, path: Path) -> bool:
    """Whether the text names columns of the step, not the step itself."""
    return "." in str(at(data, path))
