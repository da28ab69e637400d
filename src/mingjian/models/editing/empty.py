"""Where a new model begins: all sections, nothing in them."""

from __future__ import annotations

import datetime as dt
import re

from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.writing import inline
from mingjian.models.enumerations import Line, Work
from mingjian.models.problems import Problem

__all__ = ["empty_examples", "empty_model"]

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


def empty_model(model: str, zh: str, en: str, line: Line, work: Work = Work.PROTOTYPE) -> str:
    """The text of a model that has a name and nothing else: what is missing, the check tells. Raises `EditRefused`."""
    if not _SLUG.match(model):
        raise EditRefused(
            Problem("model.yaml", 1, 1, "model", f"模型标识“{model}”不合规", f"'{model}' is not a valid id",
                    "英文短名，如 benefits-paid-to-the-dead", "a short English name like benefits-paid-to-the-dead")
        )  # fmt: skip
    return f"""\
model: {model}
version: 0.1.0
title: {inline({"zh": zh, "en": en})}
line: {line.value}
point: {inline({"zh": "", "en": ""})}
work: {work.value}
problem:
  zh: ""
  en: ""
basis: []
needs: {{}}
parameters: {{}}
steps: {{}}
clue: {{}}
traps: []
disposition: []
"""


def empty_examples(as_of: dt.date) -> str:
    """The text of a file of examples without a case."""
    return f"as_of: {as_of.isoformat()}\npeople: {{}}\ncases: {{}}\n"
