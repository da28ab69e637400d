"""An edit that is not made: why, in both languages, and where in the file."""

from __future__ import annotations

from mingjian.models.problems import Problem

__all__ = ["EditRefused"]


class EditRefused(Exception):
    """The file stays as it was. ``problems`` tell what stood in the way, each with its place."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{one.text('zh')}\n{one.text('en')}" for one in problems))
