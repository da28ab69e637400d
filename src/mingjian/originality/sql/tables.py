"""The tables and columns of a query by meaning: standards where their names, titles or known headers tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mingjian.originality.plan.meanings import column_meaning
from mingjian.originality.plan.relations import Relation, scanned
from mingjian.originality.plan.terms import Term, column
from mingjian.standards import Standard, standards

__all__ = ["Unknown", "table"]

_AROUND = re.compile(
    r"^(?:t|tb|tbl|v|dwd|ods|dim|dws)_|_(?:info|table|tab|list|detail|t|\d+)$|(?:信息|明细|登记|记录)?表$"
)


def table(name: str) -> Relation:
    """The rows of a table. One that no standard names keeps its own words."""
    standard = _standard(_plain(name)) or _standard(_plain(_AROUND.sub("", _AROUND.sub("", name.lower()))))
    if standard is None:
        return Relation(scanned(name.lower(), {}).node, Unknown(name.lower()))
    return scanned(standard.id, _columns(standard.id))


def _standard(word: str) -> Standard | None:
    """The standard called so, or the only one whose name begins so."""
    exact = _standards().get(word)
    if exact is not None or len(word) < 3:
        return exact
    begun = {one.id: one for known, one in _standards().items() if known.startswith(word)}
    return next(iter(begun.values())) if len(begun) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


@cache
def _standards() -> dict[str, Standard]:
    found: dict[str, Standard] = {}
    known = standards()
    for name in known:
        one = known[name]
        for word in (one.id, one.title.zh, one.title.en):
            found.setdefault(_plain(word), one)
    return found


@cache
def _columns(name_of_standard: str) -> Mapping[str, Term]:
    standard = standards()[name_of_standard]
    found: dict[str, Term] = {name: column_meaning(standard.id, name) for name in standard.subjects}
    for name, one in standard.columns.items():
        for word in (name, *one.headers):
            found.setdefault(word.lower(), column_meaning(standard.id, name))
    return found


class Unknown(dict[str, Term]):
    """Whatever column is asked of a table nobody knows."""

    def __init__(self, table_name: str) -> None:
        super().__init__()
        self.table_name = table_name

    def get(self, name: str, default: object = None) -> Term:
        return column(f"{self.table_name}.{name}")

    @staticmethod
    def kept(columns: Mapping[str, Term]) -> dict[str, Term]:
        """A copy of an input's columns that still answers for a table nobody knows."""
        return Unknown(columns.table_name) if isinstance(columns, Unknown) else dict(columns)
