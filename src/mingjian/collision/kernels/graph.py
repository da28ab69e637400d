"""Links of two nodes each, as numbers: distinct neighbours, hubs that nothing is walked through, components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from mingjian.collision.kernels.connected import connected
from mingjian.collision.kernels.expand import Ints
from mingjian.engines import Beat

__all__ = ["NODES", "Components", "Hubs", "column", "distinct", "pairs_of", "through_hubs"]

NODES = pa.schema(
    [("_i", pa.int64()), ("_c", pa.int64()), ("_size", pa.int64()), ("_links", pa.int64()), ("_deg", pa.int64()),
     ("_hub", pa.int64())]
)  # fmt: skip
"""A node ``_i`` with its component and counts; or ``_hub``, the number of a row whose link ends at a hub."""

Flags = npt.NDArray[np.bool_]


def column(table: pa.Table, name: str) -> Ints:
    """A column without nulls as an array."""
    found: Ints = table.column(name).to_numpy().astype(np.int64, copy=False)
    return found


def pairs_of(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The distinct pairs, in order."""
    width = int(other.max(initial=0)) + 1
    found = distinct(one * width + other)
    return found // width, found % width


def distinct(values: Ints) -> Ints:
    """Each value once, in order; by sorting, which takes a fifth of what the hashes of ``np.unique`` take."""
    found = np.sort(values)
    new = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    return found[new]


def through_hubs(one: Ints, other: Ints, cap: int, nodes: int) -> Flags:
    """Which links end at a node that has more than ``cap`` different neighbours, in whichever direction."""
    a, b = pairs_of(np.minimum(one, other), np.maximum(one, other))
    degree = np.bincount(a, minlength=nodes) + np.bincount(b, minlength=nodes)
    hub = degree > cap
    found: Flags = hub[one] | hub[other]
    return found


def _rows(node: Ints, component: Ints, size: Ints, links: Ints, degree: Ints, hub: Ints) -> pa.Table:
    """Rows of nodes, then those of links at hubs."""
    empty, more = pa.nulls(len(node), pa.int64()), pa.nulls(len(hub), pa.int64())
    made = [pa.chunked_array([pa.array(one, pa.int64()), more]) for one in (node, component, size, links, degree)]
    return pa.Table.from_arrays([*made, pa.chunked_array([empty, pa.array(hub, pa.int64())])], schema=NODES)


@dataclass(frozen=True)
class Components:
    """What is connected, by links of ``_a`` and ``_b``; of sizes from ``least`` to ``most``.

    ``shared``: ``_b`` are numbers of values of their own that owners ``_a`` have; only owners are counted and given,
    and only values can be hubs.
    """

    least: int
    most: int | None
    cap: int
    shared: bool

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        number, one, other = (column(table, name) for name in ("_n", "_a", "_b"))
        owners = int(one.max(initial=-1)) + 1
        if self.shared:
            other = other + owners
        nodes = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
        barred = self._barred(one, other, owners, nodes)
        beat(30)
        walked = ~barred
        a, b = pairs_of(np.minimum(one, other)[walked], np.maximum(one, other)[walked])
        label = connected(a, b, nodes)
        beat(80)
        return self._told(label, a, b, one[walked], owners if self.shared else nodes, number[barred])

    def _barred(self, one: Ints, other: Ints, owners: int, nodes: int) -> Flags:
        if not self.shared:
            return through_hubs(one, other, self.cap, nodes)
        _, values = pairs_of(one, other)
        found: Flags = (np.bincount(values, minlength=nodes) > self.cap)[other]
        return found

    def _told(self, label: Ints, a: Ints, b: Ints, rows: Ints, given: int, hub: Ints) -> pa.Table:
        """The nodes of the components that are neither too small nor too large."""
        count = int(label.max(initial=-1)) + 1
        own = label[:given]
        size = np.bincount(own, minlength=count)
        links = np.bincount(label[rows], minlength=count)
        first = np.full(count, given, np.int64)
        np.minimum.at(first, own, np.arange(given))
        if self.shared:  # a value that only one owner has ties nobody
            held = np.bincount(b, minlength=len(label))
            a = a[held[b] > 1]
            degree = np.bincount(a, minlength=given)[:given]
        else:
            degree = np.bincount(a, minlength=given) + np.bincount(b, minlength=given)
        kept = size[own] >= max(self.least, 2)
        if self.most is not None:
            kept &= size[own] <= self.most
        node = np.flatnonzero(kept)
        mine = own[node]
        return _rows(node, first[mine], size[mine], links[mine], degree[node], distinct(hub))


@dataclass(frozen=True)
class Hubs:
    """Nodes with at least ``least`` different neighbours: those they point at (out), that point at them (in), any."""

    least: int
    side: str

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        one, other = column(table, "_a"), column(table, "_b")
        nodes = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
        beat(20)
        ways = {"out": [(one, other)], "in": [(other, one)], "any": [(one, other), (other, one)]}[self.side]
        mine = np.concatenate([way[0] for way in ways])
        theirs = np.concatenate([way[1] for way in ways])
        links = np.bincount(mine, minlength=nodes)
        degree = np.bincount(pairs_of(mine, theirs)[0], minlength=nodes)
        node = np.flatnonzero(degree >= self.least)
        zeros = np.zeros(len(node), np.int64)
        return _rows(node, node, zeros, links[node], degree[node], np.zeros(0, np.int64))
