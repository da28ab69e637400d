"""The steps of the house as canonical relations, one function a verb; what can be said by plainer verbs is said so.

``within`` and ``overlap`` are matches with conditions, ``count`` and ``ratio`` are groups with one, ``check`` is the
union of the rows that break each rule. A step is read as it stands: what is missing or wrong in it is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mingjian.originality.plan.absences import told_as_absence
from mingjian.originality.plan.nodes import Node, Part
from mingjian.originality.plan.normal import conditions, normal
from mingjian.originality.plan.relations import Relation, Side, absence, grouped, joined, key, narrowed, together
from mingjian.originality.plan.scope import Scope
from mingjian.originality.plan.terms import Term, constant, term

__all__ = ["VERBS", "Step"]

Step = Mapping[str, Any]
_ONE_DAY = constant("duration", "1 days", "dayse0")
_SELF = {"overlap": ("earlier", "later"), "near": ("one", "other"), "similar": ("one", "other")}


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _both(found: Iterable[Term | None]) -> Term | None:
    """All of some conditions."""
    parts = [part for part in found if part is not None]
    return term("and", *parts) if parts else None


def _read(step: Step, option: str, scope: Scope) -> Term | None:
    return None if step.get(option) is None else scope.read(step[option])


def _keys(step: Step, scope: Scope, option: str = "on") -> list[Part]:
    given = step.get(option)
    pairs = list(given.items()) if isinstance(given, Mapping) else [(name, name) for name in _names(given)]
    last = len(scope.sides) - 1
    return [key(scope.column(str(left), 0), scope.column(str(right), last)) for left, right in pairs]


def _paired(verb: str, sides: Sequence[Side]) -> list[Side]:
    """The two inputs, or the one under both its names."""
    if len(sides) == 1:
        return [(alias, sides[0][1]) for alias in _SELF[verb]]
    return list(sides)


def _scoped(sides: Sequence[Side], scope: Scope) -> Scope:
    return Scope(tuple(side.named(alias) for alias, side in sides), scope.parameters)


def _filter(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    return narrowed(sides[0][1], _read(step, "where", scope))


def _derive(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    found = sides[0][1]
    taken = {name: normal(scope.read(text)) for name, text in _mapping(step.get("take")).items()}
    return Relation(found.node, {**found.columns, **taken}, found.made)


def _extract(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    found, source = sides[0][1], scope.column(str(step.get("text")))
    taken = {}
    for name, one in _mapping(step.get("find")).items():
        words = [word for part in ("any", "pattern", "unless") for word in _names(_mapping(one).get(part))]
        taken[name] = term("found", source, term("list", *(constant("text", word, "text") for word in words)))
    return Relation(found.node, {**found.columns, **taken}, found.made)


def _match(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    return joined("match", sides, _keys(step, scope), _read(step, "where", scope), left=step.get("keep") == "left")


def _absent(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    return absence(sides, _keys(step, scope), _read(step, "where", scope))


def _within(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    first, last = Scope(scope.sides[:1], scope.parameters), Scope(scope.sides[1:], scope.parameters)
    start, end = first.read(step.get("from")), last.read(step.get("to"))
    least, most = _read(step, "least", scope), _read(step, "most", scope)
    earliest = start if least is None else term("+", start, least)
    bounds = [term("<=", earliest, end), None if most is None else term("<=", end, term("+", start, most))]
    found = joined("match", sides, _keys(step, scope), _both([*bounds, _read(step, "where", scope)]))
    gap = term("call", start, end, text="days_between")
    return Relation(found.node, {**found.columns, "gap_days": gap, "gap_months": gap})


def _overlap(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    pair = _paired("overlap", sides)
    scope = _scoped(pair, scope)
    spans = step.get("spans")
    ends = []
    for number, (alias, _) in enumerate(pair):
        span = spans.get(alias) if isinstance(spans, Mapping) else spans
        own = Scope(scope.sides[number : number + 1], scope.parameters)
        ends.append([own.read(text) for text in (span if isinstance(span, list) else [])[:2]])
    bounds: list[Term | None] = []
    if len(pair) == 2 and all(len(span) == 2 for span in ends):
        bounds = [term("<=", ends[0][0], ends[1][1]), term("<=", ends[1][0], ends[0][1])]
    differ = [term("!=", scope.column(name, 0), scope.column(name, 1)) for name in _names(step.get("distinct"))]
    bounds.append(term("or", *differ) if differ else None)
    least = _read(step, "at_least", scope)
    if least is not None and least != _ONE_DAY:
        bounds.append(term("<=", least, Term("made", text="overlap.days")))
    found = joined("match", pair, _keys(step, scope), _both([*bounds, _read(step, "where", scope)]))
    return Relation(found.node, found.columns, "overlap")


def _group(step: Step, scope: Scope) -> dict[str, Term]:
    return {name.rpartition(".")[2]: scope.column(name) for name in _names(step.get("by"))}


def _count(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    columns = [scope.column(name) for name in _names(step.get("distinct"))]
    number = term("call", *columns, text="distinct" if columns else "count")
    least, most = _read(step, "at_least", scope), _read(step, "at_most", scope)
    bounds = [None if least is None else term("<=", least, number), None if most is None else term("<=", number, most)]
    day, window = _read(step, "day", scope), _read(step, "window", scope)
    take = {"count": number}
    if day is not None:
        take |= {"first_day": term("call", day, text="min"), "last_day": term("call", day, text="max")}
    found = grouped(sides[0][1], _group(step, scope), take, _both(bounds))
    if window is None:
        return found
    part = ("window", term("window", window, *([] if day is None else [day])))
    return Relation(Node("group", found.node.inputs, (*found.node.parts, part)), found.columns)


def _aggregate(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    by = _group(step, scope)
    take = {name: scope.read(text) for name, text in _mapping(step.get("take")).items()}
    own = Relation(sides[0][1].node, {**by, **take})
    having = None
    if step.get("having") is not None:
        having = Scope((own.named(""), *scope.sides), scope.parameters).read(step["having"])
    return told_as_absence(grouped(sides[0][1], by, take, having))


def _ratio(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    top, bottom = scope.read(step.get("top")), scope.read(step.get("bottom"))
    share = term("/", top, bottom)
    heads = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
    bounds = [
        term(head, share, scope.read(step[option])) for option, head in heads.items() if step.get(option) is not None
    ]
    take = {"top": top, "bottom": bottom, "ratio": share}
    return grouped(sides[0][1], _group(step, scope), take, _both(bounds))


def _latest(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    found = sides[0][1]
    parts: list[Part] = [("by", normal(meaning)) for meaning in _group(step, scope).values()]
    first = step.get("keep") == "first"
    parts.append(("order", term("first" if first else "last", normal(scope.read(step.get("order"))))))
    return Relation(Node("latest", (found.node,), tuple(dict.fromkeys(parts))), found.columns, found.made)


def _union(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    take = step.get("take")
    columns: dict[str, Term] = {}
    if isinstance(take, Mapping):
        for name, texts in take.items():
            own = [Scope((side,), scope.parameters) for side in scope.sides]
            branches = texts if isinstance(texts, list) else [texts] * len(own)
            columns[name] = _any(one.read(text) for one, text in zip(own, branches, strict=False))
    else:
        names = dict.fromkeys(name for _, side in sides for name in side.columns)
        for name in names:
            columns[name] = _any(side.columns[name] for _, side in sides if name in side.columns)
    return Relation(Node("union", tuple(side.node for _, side in sides)), columns)


def _any(branches: Iterable[Term]) -> Term:
    """A column that comes from several places; a constant in it is a mark of the branch."""
    branches = [normal(branch) for branch in branches]
    found = [one for one in dict.fromkeys(branches) if one.head != "constant"]
    if not found:
        return term("mark", *branches)
    return found[0] if len(found) == 1 else term("any", *found)


def _check(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
    found, broken = sides[0][1], []
    for rule in step.get("rules") or ():
        one = _mapping(rule)
        unmet = term("not", scope.read(one.get("expect", "true")))
        broken.append(narrowed(found, _both([_read(one, "when", scope), unmet])).node)
    node = broken[0] if len(broken) == 1 else Node("union", tuple(broken))
    return Relation(node, {**found.columns, "rule": Term("mark")}, found.made)


def _kernel(verb: str) -> Callable[[Step, Sequence[Side], Scope], Relation]:
    """``near``, ``similar``, ``network``, ``outlier``: their options are their parts."""

    def made(step: Step, sides: Sequence[Side], scope: Scope) -> Relation:
        pair = _paired(verb, sides) if verb in _SELF else list(sides)
        scope = _scoped(pair, scope)
        parts: list[Part] = []
        for option, value in step.items():
            if option in (verb, "note", "where", "on", "by", "cap", "keep"):
                continue
            parts += [(option, normal(found)) for found in _values(value, scope)]
        keys = _keys(step, scope, "by" if verb == "similar" else "on")
        where = _read(step, "where", scope)
        parts += [("condition", part) for part in (() if where is None else conditions(where))]
        node = Node(verb, tuple(side.node for _, side in sides), tuple(dict.fromkeys((*keys, *parts))))
        columns = {} if verb == "network" else pair[0][1].columns if len(pair) == 1 else together(pair)
        return Relation(node, columns, verb)

    return made


def _values(value: Any, scope: Scope) -> list[Term]:
    if isinstance(value, Mapping):
        return [term(str(name), found) for name, one in value.items() for found in _values(one, scope)]
    if isinstance(value, list):
        return [found for one in value for found in _values(one, scope)]
    found = scope.read(value)
    return [constant("text", str(value), "text") if found.text.startswith("?") or found.head == "unread" else found]


VERBS: Mapping[str, Callable[[Step, Sequence[Side], Scope], Relation]] = {
    "filter": _filter, "derive": _derive, "extract": _extract, "match": _match, "absent": _absent, "within": _within,
    "overlap": _overlap, "count": _count, "aggregate": _aggregate, "ratio": _ratio, "latest": _latest, "union": _union,
    "check": _check, **{verb: _kernel(verb) for verb in ("near", "similar", "network", "outlier")},
}  # fmt: skip
