"""Declared coverage as SQL: whether a region and a span of days lie inside what a list was declared complete for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mingjian.collision.relation import Covered
from mingjian.engines import Kind
from mingjian.engines.dialect import literal, text_literal

__all__ = ["coverage_rows", "covered_sql", "effective"]

FEW = 40


def effective(declared: Iterable[Covered]) -> tuple[Covered, ...]:
    """The spans that hold for each region, those of the regions above it included, joined where they touch."""
    spans: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for one in declared:
        if one.start <= one.end:
            spans[one.prefix].append((one.start, one.end))
    found: list[Covered] = []
    for prefix in sorted(spans):
        above = [span for other, own in spans.items() if prefix.startswith(other) for span in own]
        found += [Covered(prefix, start, end) for start, end in _joined(above)]
    return tuple(found)


def _joined(spans: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans that overlap or follow one another without a day between, as one."""
    joined: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if joined and (joined[-1][1] >= date.max - timedelta(1) or start <= joined[-1][1] + timedelta(1)):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def covered_sql(spans: Sequence[Covered], region: str, start: str, end: str, table: str) -> str:
    """SQL of the condition; null where the region or a day is missing and it matters.

    Few spans are written out, many are looked up in ``table`` (prefix, start, end) by the lengths of their prefixes.
    """
    if not spans:
        return "false"
    if len(spans) <= FEW:
        return "(" + " OR ".join(_one(span, region, start, end) for span in spans) + ")"
    lengths = sorted({len(span.prefix) for span in spans})
    known = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} v WHERE v.prefix = left({region}, {length}) AND length(v.prefix) = {length}"
        f" AND v.start <= {start} AND v.end_ >= {end})"
        for length in lengths
    )
    return f"CASE WHEN {region} IS NULL OR {start} IS NULL OR {end} IS NULL THEN NULL ELSE {known} END"


def _one(span: Covered, region: str, start: str, end: str) -> str:
    days = f"{start} >= {literal(Kind.DATE, span.start)} AND {end} <= {literal(Kind.DATE, span.end)}"
    if not span.prefix:
        return f"({days})"
    return f"(starts_with({region}, {text_literal(span.prefix)}) AND {days})"


def coverage_rows(spans: Sequence[Covered]) -> str:
    """The spans as rows, for the lookup."""
    rows = ", ".join(
        f"({text_literal(s.prefix)}, {literal(Kind.DATE, s.start)}, {literal(Kind.DATE, s.end)})" for s in spans
    )
    return f"SELECT * FROM (VALUES {rows}) v(prefix, start, end_)"
