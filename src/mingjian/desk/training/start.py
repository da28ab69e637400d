"""The files an exercise begins with, as a draft of the learner's own: in a business line he works in."""

from __future__ import annotations

import re

from mingjian.desk.offices.models import User
from mingjian.models.enumerations import Line
from mingjian.training import Exercise
from mingjian.training.exercise import MODEL

__all__ = ["start_files"]

_LINE = re.compile(r"^line: (\w+)$", re.MULTILINE)


def start_files(user: User, one: Exercise) -> dict[str, str]:
    """Name → text. The business line of the model is one of the learner's, since a draft is seen in its line; no check
    asks for it."""
    files = dict(one.start)
    own = sorted(line.value for line in user.line_set)
    found = _LINE.search(files[MODEL])
    if own and found is not None and Line.of(found[1]) not in user.line_set:
        files[MODEL] = _LINE.sub(f"line: {own[0]}", files[MODEL], count=1)
    return files
