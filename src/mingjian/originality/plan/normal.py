"""Conditions in normal form: what is one condition in two ways of writing becomes one term.

Comparisons look one way, sums stand on the side where they are added, ``not`` is drawn inward, a choice between true
and anything else becomes a condition, alternatives of one column become a list. What cannot be known counts as not
holding: a plan says which rows make clues, not which are undetermined.
"""

from __future__ import annotations

import operator

from mingjian.originality.plan.terms import FALSE, NULL, TRUE, Term, term, written

__all__ = ["conditions", "normal"]

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "in": "not in", "not in": "in",
             "null": "known", "known": "null", "matches": "matches not", "matches not": "matches"}  # fmt: skip
_NEVER = (FALSE, NULL)
_SIGNS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le}


def conditions(found: Term) -> tuple[Term, ...]:
    """The conditions that all have to hold, in normal form, each once and in order of their text."""
    whole = _true(found)
    parts = whole.args if whole.head == "and" else (whole,)
    return tuple(sorted({part for part in parts if part != TRUE}, key=lambda part: written(part, "exact")))


def normal(found: Term) -> Term:
    """A value in normal form: what it is made of, and any condition within it."""
    if found.head in ("and", "or", "not", "null", "known", "in", "matches", *_OPPOSITE):
        return _true(found)
    args = tuple(normal(arg) for arg in found.args)
    if found.head == "call" and found.text == "coalesce" and args:
        args = tuple(dict.fromkeys(args))
        if len(args) == 1:
            return args[0]
    if found.head in ("+", "*"):
        args = _flat(found.head, args)
    return term(found.head, *args, text=found.text) if found.args else found


def _flat(head: str, args: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(part for arg in args for part in (arg.args if arg.head == head and not arg.text else (arg,)))


def _true(found: Term) -> Term:
    """The condition that ``found`` is true."""
    if found in _NEVER:
        return FALSE
    match found.head:
        case "and" | "or":
            return _joined(found.head, [_true(arg) for arg in found.args])
        case "not":
            return _false(found.args[0])
        case "case":
            return _true(_chosen(found))
        case "call" if found.text == "coalesce" and found.args and found.args[-1] in (TRUE, *_NEVER):
            return _true(found.args[0]) if len(found.args) == 2 else normal_call(found)
        case "=" | "!=" if _told(found) is not None:
            inner, truth = _told(found) or (found, True)
            return _true(inner) if truth else _false(inner)
        case "=" | "!=" | "<" | "<=" | ">" | ">=":
            return _compared(found.head, *found.args)
        case "in" | "not in":
            return _listed(found)
        case "null" | "known":
            inner = normal(found.args[0])
            if inner.head == "constant":
                return TRUE if (inner == NULL) == (found.head == "null") else FALSE
            return term(found.head, inner)
        case "matches" | "matches not":
            return term(found.head, *(normal(arg) for arg in found.args))
    return found if not found.args else normal_call(found)


def _told(found: Term) -> tuple[Term, bool] | None:
    """``x = true``, ``x != false``: the condition, and whether it has to hold."""
    for one, other in (found.args, found.args[::-1]):
        if other in (TRUE, FALSE) and one.head != "constant":
            return one, (other == TRUE) == (found.head == "=")
    return None


def normal_call(found: Term) -> Term:
    """A call with its arguments in normal form."""
    return term(found.head, *(normal(arg) for arg in found.args), text=found.text)


def _false(found: Term) -> Term:
    """The condition that ``found`` is false."""
    match found.head:
        case "and" | "or":
            return _joined("or" if found.head == "and" else "and", [_false(arg) for arg in found.args])
        case "not":
            return _true(found.args[0])
        case "constant":
            return TRUE if found == FALSE else FALSE
        case "case":
            return _false(_chosen(found))
        case "call" if found.text == "coalesce" and len(found.args) == 2 and found.args[1] in (TRUE, *_NEVER):
            return _false(found.args[0])
        case "=" | "!=" if _told(found) is not None:
            inner, truth = _told(found) or (found, True)
            return _false(inner) if truth else _true(inner)
    if found.head in _OPPOSITE:
        return _true(Term(_OPPOSITE[found.head], found.args, found.text, parts=found.parts))
    return term("not", normal_call(found) if found.args else found)


def _chosen(found: Term) -> Term:
    """``case when a then x … else y end`` as a condition: args are condition and value in turn, then the last value."""
    rest = found.args[-1]
    for place in range(len(found.args) - 3, -1, -2):
        when, then = found.args[place], found.args[place + 1]
        if then in _NEVER:
            rest = term("and", term("not", when), rest)
        elif then == TRUE:
            rest = term("or", when, rest)
        else:
            rest = term("or", term("and", when, then), term("and", term("not", when), rest))
    return rest


def _joined(head: str, parts: list[Term]) -> Term:
    ends, drops = (FALSE, TRUE) if head == "and" else (TRUE, FALSE)
    flat = list(dict.fromkeys(_flat(head, tuple(parts))))
    flat = [part for part in flat if part != drops]
    if ends in flat:
        return ends
    if head == "or":
        flat = _gathered(flat, "=", "in")
        if any(term("known", part.args[0]) in flat for part in flat if part.head == "null"):
            return TRUE
    else:
        flat = _gathered(flat, "!=", "not in")
        flat = [part for part in flat if part.head != "known" or not _used(part.args[0], flat, part)]
    if not flat:
        return drops
    return flat[0] if len(flat) == 1 else term(head, *flat)


def _used(inner: Term, parts: list[Term], own: Term) -> bool:
    """Whether another of the conditions cannot hold where ``inner`` is missing."""
    compares = ("=", "!=", "<", "<=", "in", "not in")
    return any(inner in part.args for part in parts if part is not own and part.head in compares)


def _gathered(parts: list[Term], one: str, many: str) -> list[Term]:
    """Several constants one column is compared with, as a list."""
    lists: dict[Term, list[Term]] = {}
    rest: list[Term] = []
    for part in parts:
        compared = _with_constant(part) if part.head == one else None
        if compared is not None:
            lists.setdefault(compared[0], []).append(compared[1])
        elif part.head == many and part.args[1].head == "list":
            lists.setdefault(part.args[0], []).extend(part.args[1].args)
        else:
            rest.append(part)
    for inner, values in lists.items():
        distinct = list(dict.fromkeys(values))
        rest.append(term(one, inner, distinct[0]) if len(distinct) == 1 else term(many, inner, term("list", *distinct)))
    return rest


def _with_constant(part: Term) -> tuple[Term, Term] | None:
    one, other = part.args
    if other.head == "constant" and one.head != "constant":
        return one, other
    return (other, one) if one.head == "constant" and other.head != "constant" else None


def _listed(found: Term) -> Term:
    inner, given = normal(found.args[0]), found.args[1]
    if given.head == "list" and len(given.args) == 1:
        return _compared("=" if found.head == "in" else "!=", inner, given.args[0])
    return term(found.head, inner, given)


def _compared(head: str, left: Term, right: Term) -> Term:
    """Both sides as sums without a minus; the smaller side first."""
    if head in (">", ">="):
        head, left, right = {">": "<", ">=": "<="}[head], right, left
    here, there = _summed(normal(left)), _summed(normal(right))
    first = [*here[0], *there[1]]
    second = [*there[0], *here[1]]
    for part in list(first):
        if part in second and part.head != "constant":
            first.remove(part)
            second.remove(part)
    if not first and not second:
        return TRUE if head in ("=", "<=") else FALSE
    one, other = _sum(first), _sum(second)
    if one.text == other.text == "number" and one.head == other.head == "constant":
        return TRUE if _SIGNS[head](float(one.value), float(other.value)) else FALSE
    return term(head, one, other)


def _summed(found: Term) -> tuple[list[Term], list[Term]]:
    """What is added and what is taken away."""
    if found.head == "+":
        pairs = [_summed(arg) for arg in found.args]
        return [one for plus, _ in pairs for one in plus], [one for _, minus in pairs for one in minus]
    if found.head == "-" and len(found.args) == 2:
        here, there = _summed(found.args[0]), _summed(found.args[1])
        return [*here[0], *there[1]], [*here[1], *there[0]]
    if found.head == "-" and len(found.args) == 1:
        plus, minus = _summed(found.args[0])
        return minus, plus
    return [found], []


def _sum(parts: list[Term]) -> Term:
    if not parts:
        return Term("nothing")
    return parts[0] if len(parts) == 1 else term("+", *parts)
