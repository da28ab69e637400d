"""Options that say one thing for all inputs, or one for each by its alias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.collision.expressions import Column, Typed
from mingjian.collision.operators.base import Binder
from mingjian.engines import TEXTUAL

__all__ = ["of_side", "side_path", "text_of_side"]


def of_side(binder: Binder, given: Any, option: str, place: int) -> Any:
    """What an option says for the input at ``place``; raises what was collected where it does not name the inputs."""
    if not isinstance(given, Mapping):
        return given
    aliases = [side.alias for side in binder.sides]
    if set(given) != set(aliases) or binder.sides[0].relation is binder.sides[1].relation:
        names = "、".join(aliases)
        binder.problem(
            f"{option} 应写一个，或者为{names}各写一个", f"write one {option!r}, or one for each of {names}", (option,)
        )
        binder.finish()
    return given[aliases[place]]


def side_path(binder: Binder, given: Any, option: str, place: int) -> tuple[str, ...]:
    """Where in the step that is written."""
    return (option, binder.sides[place].alias) if isinstance(given, Mapping) else (option,)


def text_of_side(binder: Binder, column: str, place: int, path: tuple[str, ...]) -> Typed | None:
    """A column of text of the input at ``place``, read as side 0; None when there is none (noted)."""
    found = binder.column(column, place, path)
    if found is None:
        return None
    if found.kind not in TEXTUAL:
        binder.problem(f"“{column}”不是文本", f"{column!r} is no text", path)
    return Column(found.kind, found.nullable, 0, found.name, found.name)
