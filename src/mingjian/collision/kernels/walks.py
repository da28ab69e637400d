"""Walks over directed links, a hop at a time for all walks together: rings, and shortest paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjian.collision.kernels.connected import connected
from mingjian.collision.kernels.expand import Ints, cuts, ranges
from mingjian.collision.kernels.graph import column, distinct, through_hubs
from mingjian.engines import Beat, EngineError

__all__ = ["HOPS", "MOST", "Paths", "Rings"]

MOST = 20_000_000
"""Walks that are held at once; more are refused."""
STEP = 4_000_000

HOPS = pa.schema([("_g", pa.int64()), ("_p", pa.int64()), ("_i", pa.int64()), ("_n", pa.int64()), ("_hub", pa.int64())])
"""Walk ``_g``, position ``_p`` in it, the node ``_i`` there and the row ``_n`` of the link that leaves it (none at the
end of a path); or ``_hub``, the number of a row whose link ends at a hub."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Links:
    """Links in the order of the nodes they leave; ``starts`` is where those of a node begin."""

    number: Ints
    one: Ints
    other: Ints
    day: Ints
    amount: Ints
    starts: Ints

    @classmethod
    def of(cls, table: pa.Table) -> Links:
        """All links."""
        one, other = column(table, "_a"), column(table, "_b")
        nodes = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
        made = [column(table, name) if name in table.column_names else np.zeros(len(one), np.int64)
                for name in ("_n", "_day", "_amount")]  # fmt: skip
        links = cls(made[0], one, other, made[1], made[2], np.zeros(nodes + 1, np.int64))
        return links.only(np.ones(len(one), bool))

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.starts) - 1

    def only(self, kept: Flags) -> Links:
        """Some of the links, sorted by node, neighbour, day and number."""
        places = np.flatnonzero(kept)
        order = places[np.lexsort((self.number[places], self.day[places], self.other[places], self.one[places]))]
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.one[order], minlength=self.nodes))])
        number, day, amount = self.number[order], self.day[order], self.amount[order]
        return Links(number, self.one[order], self.other[order], day, amount, starts.astype(np.int64))

    def firsts(self) -> Links:
        """Of several links between two nodes the first."""
        new = np.ones(len(self.one), bool)
        new[1:] = (self.one[1:] != self.one[:-1]) | (self.other[1:] != self.other[:-1])
        return self.only(new)

    def leaving(self, node: Ints) -> tuple[Ints, Ints]:
        """For every node its links: which of the nodes asked, and the place of the link."""
        sizes = self.starts[node + 1] - self.starts[node]
        return np.repeat(np.arange(len(node)), sizes), ranges(self.starts[node], sizes)

    def barred(self, cap: int) -> tuple[Links, Ints]:
        """The links that do not end at a hub, and the numbers of the rows that do."""
        if len(self.one) == 0:
            return self, self.number
        hub = through_hubs(self.one, self.other, cap, self.nodes)
        return self.only(~hub), self.number[hub]


def _hops(walks: Ints, nodes: Ints, last: Ints | None, number: Ints) -> pa.Table:
    """Rows of walks (places of links, one walk a line), of one length; ``last`` closes a path with its end."""
    many, length = walks.shape
    width = length + (last is not None)
    node = nodes[walks] if last is None else np.column_stack([nodes[walks], last])
    rows = number[walks] if last is None else np.column_stack([number[walks], np.full(many, -1)])

    group = np.repeat(np.arange(many), width)
    place = np.tile(np.arange(width), many)
    flat = rows.ravel()
    columns = [group, place, node.ravel(), flat]
    made = [pa.array(one, pa.int64()) for one in columns[:3]] + [pa.array(flat, pa.int64(), mask=flat < 0)]
    return pa.Table.from_arrays([*made, pa.nulls(many * width, pa.int64())], schema=HOPS)


def _all(parts: list[pa.Table], hub: Ints) -> pa.Table:
    """Walks of several lengths numbered on, and the rows at hubs."""
    told, before = [], 0
    for part in parts:
        group = column(part, "_g") + before
        before = int(group.max(initial=before - 1)) + 1
        told.append(part.set_column(0, "_g", pa.array(group, pa.int64())))
    hub = distinct(hub)
    none = pa.nulls(len(hub), pa.int64())
    told.append(pa.Table.from_arrays([none, none, none, none, pa.array(hub, pa.int64())], schema=HOPS))
    return pa.concat_tables(told)


def _refuse(many: int) -> None:
    if many > MOST:
        raise EngineError(
            f"关系太密：同时要走的路径超过 {MOST:,} 条；请缩小 most 或 within、降低 cap，或先用 filter 缩小范围",
            f"too dense: more than {MOST:,} walks at once; lower most, within or cap, or filter the links first",
        )


@dataclass(frozen=True)
class Rings:
    """Directed rings of at most ``most`` nodes, each node once.

    With ``timed`` the links follow each other in time and end at most ``within`` days after the first; with ``keeps``
    (so many millionths) each carries at least that share of the one before. Of the rings over the same nodes in the
    same order the earliest is given, the one with the smallest rows of those.
    """

    most: int
    cap: int
    timed: bool
    within: int | None
    keeps: int | None

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        links, hub = Links.of(table).barred(self.cap)
        links = _cyclic(links)
        begun = np.ones(len(links.one), bool)
        if self._free:
            links = links.firsts()
            begun = links.other > links.one
        found: list[pa.Table] = []
        walks = np.flatnonzero(begun)[:, None]
        for length in range(2, self.most + 1):
            beat(100 * (length - 1) / self.most)
            closed, walks = self._grown(links, walks, beat)
            if len(closed):
                closed = _once(links, closed)
                found.append(_hops(closed, links.one, None, links.number))
        return _all(found, hub)

    @property
    def _free(self) -> bool:
        """Nothing binds the order of the links: a ring may be walked from its smallest node alone."""
        return not self.timed and self.keeps is None

    def _grown(self, links: Links, walks: Ints, beat: Beat) -> tuple[Ints, Ints]:
        """All walks one link longer: those that came back to where they began, and those that may go on."""
        closed: list[Ints] = [np.zeros((0, walks.shape[1] + 1), np.int64)]
        going: list[Ints] = [np.zeros((0, walks.shape[1] + 1), np.int64)]
        held = 0
        for part in _parts(links, walks):
            beat(-1)
            mine = walks[part]
            which, link = links.leaving(links.other[mine[:, -1]])
            which, link = self._allowed(links, mine, which, link)
            grown = np.column_stack([mine[which], link])
            node = links.other[link]
            back = node == links.one[grown[:, 0]]
            closed.append(grown[back])
            fresh = ~back & ~(links.one[grown[:, 1:]] == node[:, None]).any(axis=1)
            if self._free:
                fresh &= node > links.one[grown[:, 0]]
            going.append(grown[fresh])
            held += int(back.sum()) + int(fresh.sum())
            _refuse(held)
        return np.concatenate(closed), np.concatenate(going)

    def _allowed(self, links: Links, walks: Ints, which: Ints, link: Ints) -> tuple[Ints, Ints]:
        """The next links that are not too early, too late or too small."""
        fits = np.ones(len(link), bool)
        if self.timed:
            fits &= links.day[link] >= links.day[walks[which, -1]]
            if self.within is not None:
                fits &= links.day[link] - links.day[walks[which, 0]] <= self.within
        if self.keeps is not None:
            fits &= links.amount[link] * 1_000_000 >= links.amount[walks[which, -1]] * self.keeps
        return which[fits], link[fits]


def _parts(links: Links, walks: Ints) -> Iterator[slice]:
    """Slices of walks that grow to a bounded number each."""
    node = links.other[walks[:, -1]]
    return cuts(np.maximum(links.starts[node + 1] - links.starts[node], 1), STEP)


def _cyclic(links: Links) -> Links:
    """Only links within a strongly connected part can belong to a ring."""
    if len(links.one) == 0:
        return links
    label = connected(links.one, links.other, links.nodes, by="rings")
    return links.only(label[links.one] == label[links.other])


def _once(links: Links, rings: Ints) -> Ints:
    """Of the rings over the same nodes the earliest, turned so that it begins where it did."""
    nodes = links.one[rings]
    length = rings.shape[1]
    least = nodes.argmin(axis=1)
    turned = nodes[np.arange(len(nodes))[:, None], (least[:, None] + np.arange(length)) % length]
    first, last = links.day[rings[:, 0]], links.day[rings[:, -1]]
    keys = [links.number[rings[:, n]] for n in reversed(range(length))] + [last, first]
    order = np.lexsort([*keys, *(turned[:, n] for n in reversed(range(length)))])
    ordered = turned[order]
    new = np.ones(len(order), bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    kept: Ints = rings[order[new]]
    return kept


@dataclass(frozen=True)
class Paths:
    """Shortest directed paths of at most ``most`` links from links marked ``_start`` to links marked ``_end``.

    One path a pair of first and last node; of several of one length the one that is first by its nodes.
    """

    most: int
    cap: int
    directed: bool

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        links, hub = Links.of(table).barred(self.cap)
        begins, ends = (_nodes(links, table, name) for name in ("_start", "_end"))
        steps = links.firsts() if self.directed else _both(links).firsts()
        source = np.flatnonzero(begins)
        walks = np.zeros((len(source), 0), np.int64)
        at, seen = source, distinct(source * (steps.nodes + 1) + source)
        found: list[pa.Table] = []
        for hop in range(1, self.most + 1):
            beat(100 * hop / (self.most + 1))
            _refuse(int((steps.starts[at + 1] - steps.starts[at]).sum()))
            which, link = steps.leaving(at)
            begun, node = source[which], steps.other[link]
            key = begun * (steps.nodes + 1) + node
            fresh = ~np.isin(key, seen)
            which, link, key = which[fresh], link[fresh], key[fresh]
            # walks are in the order of their nodes, and links in that of their neighbours: the first one wins
            _, first = np.unique(key, return_index=True)
            first.sort()
            walks = np.column_stack([walks[which[first]], link[first]])
            source, at = source[which[first]], steps.other[link[first]]
            seen = np.union1d(seen, key)
            done = ends[at]
            if done.any():
                found.append(_hops(walks[done], steps.one, at[done], steps.number))
        return _all(found, hub)


def _nodes(links: Links, table: pa.Table, name: str) -> Flags:
    """The nodes that marked links leave (``_start``) or reach (``_end``)."""
    end = column(table, "_a" if name == "_start" else "_b")
    walked = np.isin(column(table, "_n"), links.number)
    marked = np.zeros(links.nodes, bool)
    marked[end[walked & (column(table, name) == 1)]] = True
    return marked


def _both(links: Links) -> Links:
    """Every link in both directions."""
    made = Links(
        np.tile(links.number, 2), np.concatenate([links.one, links.other]), np.concatenate([links.other, links.one]),
        np.tile(links.day, 2), np.tile(links.amount, 2), links.starts,
    )  # fmt: skip
    return made.only(np.ones(len(made.one), bool))
