"""The cases: one for every operator, the same question put to hand-written SQL, Polars and pandas."""

from benchmarks.cases import absent, check, count, extract, match, outlier, overlap, ratio, relational, within
from benchmarks.cases.base import Case

__all__ = ["CASES", "Case"]

CASES: dict[str, Case] = {
    case.name: case
    for case in (
        match.CASE,
        absent.CASE,
        within.CASE,
        check.CASE,
        extract.CASE,
        count.DISTINCT,
        count.WINDOW,
        ratio.CASE,
        overlap.CASE,
        outlier.CASE,
        *relational.CASES,
    )
}
