"""The relationship graph of a clue: what its evidence holds, then a hop at a time over the datasets the reader sees.

An expansion reads rows that no model asked for. So it begins at a node of a clue in sight, goes over the rows of the
reader's own region only, leaves criminal matter and minors to their lines, and is counted and logged each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from mingjian.clues.evidence_links import links_in_evidence
from mingjian.clues.relations import SUBJECT_KINDS, Entity, Link, Reader, Record, neighbours
from mingjian.clues.rows_shown import ShownRow
from mingjian.desk.clues.copies import copied, copy_of
from mingjian.desk.clues.graph_nodes import KINDS, Nodes, short_id
from mingjian.desk.clues.graph_schemas import Graph, GraphEdge, GraphNode, GraphRow, GraphTotal, RowCell
from mingjian.desk.clues.matters import of_lines
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import run_of, the_lake
from mingjian.desk.limits.services import spend
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.lake import LakeError, Manifest, region_prefix
from mingjian.lake.mentions import Mentions
from mingjian.models.enumerations import Line

__all__ = ["expand", "reader_of", "start"]

CLUES = 20
"""Clues on one subject that are shown."""
_ABOUT = Text(zh="线索对象", en="is about")
_WITHIN = Text(zh="出现于", en="appears in")
_ADULT = 18


def start(user: User, clue: Clue) -> Graph:
    """The clue, its subject, what stands in the rows of its evidence, and other clues on the subject."""
    made = _Made(user, clue)
    copy = copy_of(clue)
    trace(user.username, "clue.graph", clue.pk)
    this = made.clue(clue, centre=True)
    if copy is not None:  # its rows are in the lake it came from
        label = copied(copy, user.clearance, "texts")["subject"]
        kind = KINDS.get(SUBJECT_KINDS.get(clue.subject_kind, ""), KINDS["records"])
        node = GraphNode(
            id=short_id(this, "subject"), kind=kind, label=Text(zh=label, en=label), masked=True, clue=None
        )  # fmt: skip
        made.nodes[node.id] = node
        made.edge(this, node.id, _ABOUT)
        made.clues(clue.subject, node.id)
        return made.graph()
    try:
        found = links_in_evidence(the_lake(), run_of(clue.run), clue.pk, user.clearance)
    except LakeError as error:
        raise BadRequest(f"关系图无法读取：{error.zh}", f"the graph cannot be read: {error.en}") from error
    root = this
    if found.subject is not None:
        root = made.entity(found.subject, found.called)
        made.edge(this, root, _ABOUT)
        made.clues(clue.subject, root)
    for source, link in found.links:
        begin = made.entity(source, None)
        made.link(begin, link)
        if source != found.subject:
            made.edge(begin, this, _WITHIN)
    for who, record in found.records:
        begin = made.entity(who, None) if who is not None else root
        if who not in (None, found.subject):
            made.edge(begin, this, _WITHIN)
        made.record(begin, record)
    return made.graph()


def expand(user: User, clue: Clue, node: str) -> Graph:
    """What stands in one row with a node of the clue's graph. `BadRequest` for an id that is none of its."""
    made = _Made(user, clue)
    entity = made.ids.opened(node)
    if entity is None or copy_of(clue) is not None:
        raise BadRequest("该节点不能展开", "this node cannot be expanded", "node")
    spend(user.pk, "expand", settings.DESK.expansions_per_day, "展开关系图", "expansions of graphs")
    lake = the_lake()
    reader = reader_of(user)
    try:
        hop = neighbours(lake, entity, reader)
    except LakeError as error:
        raise BadRequest(f"关系图无法读取：{error.zh}", f"the graph cannot be read: {error.en}") from error
    called = max(hop.names, key=lambda one: hop.names[one]) if hop.names else None
    root = made.entity(entity, called)
    for link in hop.links:
        made.link(root, link)
    for record in hop.records:
        made.record(root, record)
    subject = _subject_hash(entity)
    if subject:
        made.clues(subject, root)
    # the log names whom it was about by the keyed hash that clues carry, never by the value
    trace(user.username, "clue.expand", clue.pk, kind=entity.kind, subject=subject or _hash(entity),
          neighbours=len(hop.links), datasets=sorted(reader.datasets))  # fmt: skip
    shown: dict[str, set[str]] = {}
    for link in hop.links:
        shown.setdefault(link.other.kind, set()).add(link.other.value)
    totals = [
        GraphTotal(kind=KINDS[kind], total=total, shown=len(shown.get(kind, ())))
        for kind, total in sorted(hop.totals.items())
    ]
    return made.graph(expanded=node, totals=totals)


class _Made:
    """A graph that is being made."""

    def __init__(self, user: User, clue: Clue) -> None:
        self.user, self.about, self.ids = user, clue, Nodes(user, clue)
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[str, GraphEdge] = {}

    def graph(self, expanded: str | None = None, totals: Iterable[GraphTotal] = ()) -> Graph:
        return Graph(
            nodes=list(self.nodes.values()), edges=list(self.edges.values()), expanded=expanded, totals=list(totals)
        )

    def entity(self, entity: Entity, name: str | None) -> str:
        node = self.ids.node(entity, name)
        known = self.nodes.setdefault(node.id, node)
        known.name = known.name or name
        return node.id

    def clue(self, clue: Clue, centre: bool = False) -> str:
        number = f"clue:{clue.pk}"
        self.nodes[number] = GraphNode(
            id=number, kind=KINDS["clue"], label=Text(zh=clue.title_zh, en=clue.title_en), clue=clue.pk, centre=centre
        )
        return number

    def clues(self, subject: str, root: str) -> None:
        """Other clues on a subject which the user sees."""
        if not subject:
            return
        same = Clue.objects.visible_to(self.user).filter(subject=subject).exclude(pk=self.about.pk)
        for one in same[:CLUES]:
            self.edge(self.clue(one), root, _ABOUT)

    def edge(self, source: str, target: str, relation: Text) -> None:
        number = short_id(*sorted((source, target)), relation.zh)
        self.edges[number] = GraphEdge(id=number, source=source, target=target, relation=relation)

    def link(self, source: str, link: Link) -> None:
        target = self.entity(link.other, link.name)
        # named by its ends and dataset whichever of them it was found from
        number = short_id(*sorted((source, target)), link.dataset)
        self.edges[number] = GraphEdge(
            id=number, source=source, target=target, relation=Text(zh=link.zh, en=link.en), dataset=_text(link.title),
            agency=_text(link.agency), rows=link.rows, witnesses=[_row(one) for one in link.witnesses],
        )  # fmt: skip

    def record(self, source: str, record: Record) -> None:
        number = f"rows:{short_id(source, record.dataset)}"
        self.nodes[number] = GraphNode(id=number, kind=KINDS["records"], label=_text(record.title), clue=None)
        edge = short_id(source, number)
        self.edges[edge] = GraphEdge(
            id=edge, source=source, target=number, relation=_WITHIN, dataset=_text(record.title),
            agency=_text(record.agency), rows=record.rows, witnesses=[_row(one) for one in record.witnesses],
        )  # fmt: skip


def reader_of(user: User, manifests: tuple[Manifest, ...] | None = None) -> Reader:
    """What a user may read of rows: of these dataset versions, else of all in which relations are looked for."""
    asked = Mentions(the_lake()).latest() if manifests is None else manifests
    return Reader(
        user.clearance, of_lines(asked, user.line_set), region_prefix(user.office.region),
        everywhere=user.office.parent_id is None,
        minors_after=None if Line.MINORS in user.line_set else _eighteen_years_before(today()),
    )  # fmt: skip


def _eighteen_years_before(day: date) -> date:
    try:
        return day.replace(year=day.year - _ADULT)
    except ValueError:  # 29 February
        return date(day.year - _ADULT, 2, 28)


def _subject_hash(entity: Entity) -> str:
    """The keyed hash by which clues know their subject; empty for what is no subject of clues."""
    kinds = {identifier: kind for kind, identifier in SUBJECT_KINDS.items()}
    kind = kinds.get(entity.kind)
    return the_lake().keyring.hash("desk.subject", f"{kind}:{entity.value}") if kind else ""


def _hash(entity: Entity) -> str:
    return the_lake().keyring.hash("desk.subject", f"{entity.kind}:{entity.value}")


def _row(row: ShownRow) -> GraphRow:
    cells = [RowCell(label=_text(one.label), value=_text(one.value), masked=one.masked) for one in row.cells]
    return GraphRow(
        row_id=row.row_id, version=row.version, file=row.file, sheet=row.sheet, line=row.line, cells=cells
    )  # fmt: skip


def _text(both: tuple[str, str]) -> Text:
    return Text(zh=both[0], en=both[1])
