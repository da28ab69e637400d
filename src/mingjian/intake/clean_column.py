"""How one column of a delivery comes out: what SQL recognises, and where the rest is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingjian.intake.cleaners import Fast
from mingjian.lake.sql import name
from mingjian.standards import Column


@dataclass
class CleanColumn:
    """`place`: its number in table `fixes`; `unit`: of the source's amounts. `fast` over `raw`; `fixed` when there are
    texts the reference has read, or an identifier's, `fixes` of them, which must be joined (or, when `small`, looked
    through); `keyed` when they are all of its distinct texts (identifiers), in a table of its own."""

    column: Column
    mapped: bool
    place: int
    unit: str | None = None
    fast: Fast | None = None
    fixed: bool = False
    fixes: int = 0
    small: bool = False
    keyed: bool = False
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def checked(self) -> bool:
        """Whether SQL tells which of its cells are canonical."""
        return self.fast is not None and not self.keyed

    @property
    def good(self) -> str:
        """The flag of doubtful records: the cell is canonical, or empty."""
        return name(f"good_{self.column.name}")

    @property
    def raw(self) -> str:
        """The raw text in the source relation."""
        return name(f"r_{self.column.name}")

    @property
    def map(self) -> str:
        """The fix table as a map from raw text, for deliveries in which looking through it is cheaper than a join."""
        return f"maps.{self.table}"

    @property
    def table(self) -> str:
        """What its texts and their values are called; a table where it is keyed."""
        return name(f"fix_{self.column.name}")

    @property
    def keys(self) -> str:
        """The table of an identifier's distinct texts, until they are read."""
        return name(f"keys_{self.column.name}")

    @property
    def relation(self) -> str:
        """FROM clause of its texts: raw, value, keep, reason, state, times, entry of `_raw`."""
        return self.table if self.keyed else f"({self.read})"

    @property
    def read(self) -> str:
        """SELECT of the texts the reference has read."""
        value = f"{value_column(self.column)} AS value"
        return f"SELECT raw, {value}, keep, reason, state, times, entry FROM fixes WHERE place = {self.place}"


def value_column(column: Column) -> str:
    """The column of table `fixes` in which values of its type stand."""
    return f"as_{'text' if column.sql_type == 'VARCHAR' else column.type}"
