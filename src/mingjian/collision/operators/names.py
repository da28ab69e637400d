"""Names that authors give to new columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mingjian.collision.expressions.tokens import KEYWORDS
from mingjian.collision.operators.base import Binder
from mingjian.collision.relation import Relation

__all__ = ["NAME", "new_names"]

NAME = re.compile(r"[^\W\d_]\w{0,62}\Z")


def new_names(binder: Binder, names: Iterable[str], taken: Relation | Iterable[str], option: str = "take") -> None:
    """Names must be plain words, not words of the expression language, and not in the relation already."""
    known = set(taken.columns if isinstance(taken, Relation) else taken)
    for column in names:
        if not NAME.match(column) or column.lower() in KEYWORDS:
            binder.problem(
                f"“{column}”不能作列名：用字母开头的字母、数字和下划线",
                f"{column!r} cannot be a column name: letters, digits, underscores, a letter first",
                (option, column),
            )
        elif column in known:
            binder.problem(f"已有列“{column}”", f"there is a column {column!r} already", (option, column))
