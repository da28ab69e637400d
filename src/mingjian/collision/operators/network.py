"""network: who is connected with whom."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed
from mingjian.collision.kernels.graph import Components, Hubs
from mingjian.collision.kernels.walks import Paths, Rings
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator
from mingjian.collision.operators.linked import Ends, Nodes, Walked
from mingjian.collision.operators.options import Expr, Names
from mingjian.collision.operators.thresholds import duration, number, whole
from mingjian.engines import NUMERIC, TEXTUAL, Kind

__all__ = ["LIMIT", "Network"]

LIMIT = 20_000_000
CAP = 1000
LONGEST, RING, PATH = 8, 4, 3
KEEPS = Decimal("0.8")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Between(_Part):
    """Links that rows are: from a node to another."""

    from_: str = Option(alias="from", description="一行是一条关系：起点列 a row is a link: the column it comes from")
    to: str = Option(description="终点列 the column it goes to")


class Shared(_Part):
    """Links through what is shared: rows say that an owner has some values."""

    of: str = Option(description="一行说明主体有什么：主体列 a row says what an owner has: the column of the owner")
    shared: Names = Option(description="共有则相连的列 columns that link who shares a value")


class FindComponents(_Part):
    """Groups of nodes that links connect."""

    least: Expr | None = Option(default=None, description="最少几个节点 fewest nodes")
    most: Expr | None = Option(default=None, description="最多几个节点 most nodes")


class FindHubs(_Part):
    """Nodes with many neighbours."""

    least: Expr = Option(description="最少几个不同的相邻节点 fewest different neighbours")
    side: Literal["in", "out", "any"] = Option(default="any", description="哪个方向 which direction")


class FindRings(_Part):
    """Directed rings."""

    most: Expr | None = Option(default=None, description="最多几个节点 most nodes")
    day: str | None = Option(default=None, description="日期列，要求先后 the column of the day, by which links follow")
    within: Expr | None = Option(default=None, description="自第一笔起多久以内 how long after the first link")
    amount: str | None = Option(default=None, description="金额列 the column of the amount")
    keeps: Expr | None = Option(
        default=None, description="每笔至少为前一笔的几成，默认 0.8 share of the amount before, 0.8 by default"
    )


class FindPaths(_Part):
    """Shortest paths."""

    most: Expr | None = Option(default=None, description="最多几步 most links")
    start: Expr = Option(description="起点关系的条件 links that begin a path")
    end: Expr = Option(description="终点关系的条件 links that end it")
    directed: bool = Option(default=True, description="按方向 along the direction")


class Find(_Part):
    """What is looked for: exactly one."""

    components: FindComponents | None = Option(default=None, description="连通群 groups that links connect")
    hubs: FindHubs | None = Option(default=None, description="枢纽 nodes with many neighbours")
    rings: FindRings | None = Option(default=None, description="闭环 rings")
    paths: FindPaths | None = Option(default=None, description="路径 shortest paths")


class Network(Operator):
    """Finds who is connected. Rows are links, ``link: {from: payer, to: payee}``, or say what an owner has,
    ``link: {of: uscc, shared: [phone, address]}``: each value links all who have it. ``find`` is one of:

    ``components: {least: 3, most: 50}``: a row for every node of a group of that size: ``node``, ``component`` (its
    smallest node), ``size``, ``links`` (rows), ``degree`` (different neighbours; with ``shared``, shared values). With
    ``aggregate`` by ``component`` it is a row a group.

    ``hubs: {least: 20, side: in|out|any}``: a row for every node with so many different neighbours: ``node``,
    ``neighbours``, ``links``.

    ``rings: {most: 4, day: paid_on, within: 30 days, amount: amount, keeps: 0.8}``: a row for every directed ring of
    up to ``most`` nodes (8 at most), each node once: ``start``, ``ring`` (where nodes are no subjects), ``length``,
    with ``day`` also ``first_day`` and ``last_day``. With ``day`` the links follow each other in time (the same day
    counts) ``within`` a duration in days after the first; with ``amount`` each carries at least the share ``keeps``
    (0.8 by default) of the one before. Of the rings over the same nodes the earliest is given. ``start`` is where
    its first link leaves; with neither ``day`` nor ``amount`` the smallest node.

    ``paths: {most: 3, start: cond, end: cond, directed: true}``: from the nodes that links with ``start`` leave to
    those that links with ``end`` reach: ``start``, ``end``, ``length``, ``path``; the shortest, of several the one
    that is first by its nodes; a node leads not to itself.

    ``cap`` (1000): a node, or with ``shared`` a value, with more different neighbours is walked through by nobody: its
    rows are undetermined (``hub``), since a switchboard's number joins nobody. ``hubs`` has no cap. Links of a node
    with itself count for nothing. Keys and nulls: rows without a usable end (with ``shared``: without owner, or without
    any value), day or amount, and rows for which ``start`` or ``end`` is unknown, are undetermined. Witness: the rows
    of the links. Limit: 20 million links; rings and paths refuse more than 20 million walks at once.

    中文：查找关联。一行是一条关系，写 link: {from: 付款方, to: 收款方}；或者一行说明主体有什么，写 link: {of: 单位,
    shared: [电话, 地址]}，同一值把所有有它的主体连起来。find 取其一：components 连通群，群内每个节点一行；hubs 枢纽，
    不同相邻节点不少于 least 的节点；rings 有向闭环，最多 most 个节点，可要求日期先后（day、within 天内）和金额保留
    比例（amount、keeps），同样节点只给最早的一个，从最先的一笔起写，无日期和金额时从最小节点起；
    paths 由满足 start 的关系起点到满足 end 的关系终点的最短路径，最
    多 most 步。cap（1000）：不同相邻过多的节点或共享值不作为通路，所涉行记为“不确定”（hub），例如总机电话不把任何人
    连在一起；hubs不受此限。自己到自己的关系不计。端点缺失或不可用、日期或金额缺失、start 或 end 未知的行记为“不确定”。
    佐证为所涉关系的各行。上限：2000 万条关系；闭环与路径同时超过 2000 万条时拒绝并说明。

    example: {network: transfers, link: {from: payer, to: payee}, find: {rings: {day: paid_on, within: 30 days}}}
    """

    verb: ClassVar[str] = "network"
    title: ClassVar[tuple[str, str]] = ("关联网", "Network")
    change: ClassVar[Change] = "global"

    link: Between | Shared = Option(description="关系 the links: {from, to} or {of, shared}")
    find: Find = Option(description="components、hubs、rings、paths 之一 one of them")
    cap: Expr | None = Option(
        default=None,
        description="相邻更多的不作为通路，默认 1000 nothing is walked through what has more neighbours (1 000)",
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        chosen = [kind for kind in Find.model_fields if getattr(self.find, kind) is not None]
        if len(chosen) != 1:
            names = list(Find.model_fields)
            binder.problem(f"find 应写{'、'.join(names)}之一", f"one of {', '.join(names)} is wanted", ("find",))
            binder.finish()
        ends = self._ends(binder)
        if isinstance(self.link, Shared) and chosen != ["components"]:
            binder.problem("shared 只用于 components", "'shared' is for components", ("find", chosen[0]))
        maker = {"components": self._components, "hubs": self._hubs, "rings": self._rings, "paths": self._paths}
        bound = maker[chosen[0]](name, binder, sides[0], ends)
        binder.finish()
        assert bound is not None
        return bound

    def _ends(self, binder: Binder) -> Ends | None:
        if isinstance(self.link, Shared):
            owner = binder.column(self.link.of, 0, ("link", "of"))
            found = [binder.column(one, 0, ("link", "shared")) for one in self.link.shared]
            values = tuple(one for one in found if one is not None)
            return None if owner is None or len(values) < len(found) else Ends(owner, values, True)
        one, other = binder.column(self.link.from_, 0, ("link", "from")), binder.column(self.link.to, 0, ("link", "to"))
        if one is None or other is None:
            return None
        if one.kind is not other.kind and not {one.kind, other.kind} <= TEXTUAL:
            binder.problem(
                f"两端类型不同：{one.kind.zh}、{other.kind.zh}", f"the ends differ in kind: {one.kind}, {other.kind}",
                ("link",),
            )  # fmt: skip
        elif one.subject and other.subject and one.subject != other.subject:
            binder.problem(
                "两端不是同类主体：一端是个人，一端是单位",
                f"the ends are subjects of two kinds: a {one.subject} and a {other.subject}",
                ("link",),
            )
        return Ends(one, (other,), False)

    def _components(self, name: str, binder: Binder, side: Side, ends: Ends | None) -> Bound | None:
        given, path = self.find.components, ("find", "components")
        assert given is not None
        least = whole(binder, given.least, (*path, "least"), 2) or 2
        most = whole(binder, given.most, (*path, "most"), 2)
        cap = self._cap(binder)
        if most is not None and most < least:
            binder.problem("most 小于 least", "'most' is less than 'least'", (*path, "most"))
        if ends is None:
            return None
        return Nodes(name, side, ends, Components(least, most, cap, ends.shared), LIMIT, True)

    def _hubs(self, name: str, binder: Binder, side: Side, ends: Ends | None) -> Bound | None:
        given = self.find.hubs
        assert given is not None
        if self.cap is not None:
            binder.problem("hubs 不用 cap", "'hubs' takes no 'cap'", ("cap",))
        least = whole(binder, given.least, ("find", "hubs", "least"), 2)
        if ends is None or least is None:
            return None
        return Nodes(name, side, ends, Hubs(least, given.side), LIMIT, False)

    def _rings(self, name: str, binder: Binder, side: Side, ends: Ends | None) -> Bound | None:
        given, path = self.find.rings, ("find", "rings")
        assert given is not None
        day = None if given.day is None else binder.column(given.day, 0, (*path, "day"))
        amount = None if given.amount is None else binder.column(given.amount, 0, (*path, "amount"))
        if day is not None and day.kind is not Kind.DATE:
            binder.problem(f"“{day.name}”不是日期", f"{day.name!r} is no date", (*path, "day"))
        if amount is not None and amount.kind not in NUMERIC:
            binder.problem(f"“{amount.name}”不是数值", f"{amount.name!r} is no number", (*path, "amount"))
        for option, needs in (("within", "day"), ("keeps", "amount")):
            if getattr(given, option) is not None and getattr(given, needs) is None:
                binder.problem(f"{option} 要与 {needs} 同用", f"{option!r} goes with {needs!r}", (*path, option))
        most = whole(binder, given.most, (*path, "most"), 2, LONGEST) or RING
        within, keeps, cap = self._days(binder, given), self._share(binder, given), self._cap(binder)
        if ends is None:
            return None
        work = Rings(most, cap, day is not None, within, None if amount is None else keeps)
        return Walked(name, side, ends, work, LIMIT, day=day, amount=amount)

    def _days(self, binder: Binder, given: FindRings) -> int | None:
        path = ("find", "rings", "within")
        found = duration(binder, given.within, path)
        if found is not None and (found.months or found.days < 0):
            binder.problem("within 以天计：30 days", "'within' is in days: 30 days", path)
        return None if found is None else found.days

    def _share(self, binder: Binder, given: FindRings) -> int:
        """In millionths."""
        path = ("find", "rings", "keeps")
        found = number(binder, given.keeps, path)
        if found is not None and not 0 < found <= 1:
            binder.problem("keeps 大于 0，至多 1", "'keeps' is more than 0 and at most 1", path)
        return round((KEEPS if found is None else found) * 1_000_000)

    def _cap(self, binder: Binder) -> int:
        return whole(binder, self.cap, "cap", 1) or CAP

    def _paths(self, name: str, binder: Binder, side: Side, ends: Ends | None) -> Bound | None:
        given = self.find.paths
        assert given is not None
        marks: dict[str, Typed] = {}
        for option in ("start", "end"):
            made = binder.expression(getattr(given, option), binder.scope(), ("find", "paths", option), Kind.BOOLEAN)
            if made is not None:
                marks[option] = made
        most = whole(binder, given.most, ("find", "paths", "most"), 1, LONGEST) or PATH
        cap = self._cap(binder)
        if ends is None or len(marks) < 2:
            return None
        return Walked(name, side, ends, Paths(most, cap, given.directed), LIMIT, marks=marks)
