"""What the API says of the relationship graph of a clue."""

from __future__ import annotations

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = ["Expand", "Graph", "GraphEdge", "GraphNode", "GraphRow", "GraphTotal", "RowCell"]


class Expand(Asked):
    """Which node to expand."""

    node: str = Field(min_length=1, max_length=400)


class RowCell(Shown):
    """A label and a value of a row."""

    label: Text
    value: Text
    masked: bool


class GraphRow(Shown):
    """A row that says so: its id, the version of the dataset, and where it was delivered."""

    row_id: str
    version: str
    file: str | None
    sheet: str | None
    line: int | None
    cells: list[RowCell]


class GraphNode(Shown):
    """Somebody or something. `id` holds only within this graph of this user, and tells nothing of the value."""

    id: str
    kind: Coded
    label: Text
    name: str | None = None
    masked: bool = False
    expandable: bool = False
    centre: bool = False
    clue: str | None = Field(None, description="the clue's id, of a node that is one")


class GraphEdge(Shown):
    """Both stand in rows of a dataset; `rows` counts them, `witnesses` are some of them."""

    id: str
    source: str
    target: str
    relation: Text
    dataset: Text | None = None
    agency: Text | None = None
    rows: int = 0
    witnesses: list[GraphRow] = Field(default_factory=list)


class GraphTotal(Shown):
    """How many neighbours of a kind there are, and how many of them are in the answer."""

    kind: Coded
    total: int
    shown: int


class Graph(Shown):
    """A graph, or what an expansion adds to one."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]
    expanded: str | None = None
    totals: list[GraphTotal] = Field(default_factory=list)
