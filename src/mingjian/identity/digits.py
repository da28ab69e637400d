"""What the digits that can still be read say: agreement counts by how few known numbers agree as well.

``340102********1234`` fits one number in a hundred thousand, ``3.40102E+17`` one in a county. So the bits of a pair
whose legible digits agree are log2(m · N / n): n of the N known numbers fit what is legible, m of the true pairs do.
"""

from __future__ import annotations

import duckdb

__all__ = ["FIT", "add_digits"]

FIT = 0.97
"""Share of true pairs whose legible digits all agree where some are hidden; the rest were typed wrongly besides."""
ONE_WRONG, TWO_WRONG, OTHER = 0.90, 0.06, 0.04
"""Of numbers typed in full that fail: one character wrong, two, more."""

CERTAIN = 60.0
"""Bits of a number that is the other one by law (a company's former code in its new one)."""

LEVELS = ("fits", "one_wrong", "two_wrong", "contradicts", "former")


def add_digits(con: duckdb.DuckDBPyConnection, pairs: str, known: int, certain: str = "false") -> None:
    """Make ``<pairs>_digits`` of ``pairs`` (left: record, right: face): with ``digits__level`` and ``digits__bits``.

    ``certain``: SQL over ``a.written`` and ``f.written``, true where the one is the other by law.
    """
    _fitting(con)
    hidden = "(length(a.written) - length(replace(a.written, '_', '')))"
    apart = f"(hamming(a.written, f.written) - {hidden})"
    alone = f"log2({{}} * {max(known, 1)} / greatest(n.fitting, 1))"
    con.execute(
        f"CREATE TABLE {pairs}_digits AS WITH apart AS (SELECT p.*, a.written, {hidden} AS hidden,"
        f" CASE WHEN a.written IS NOT NULL AND f.written IS NOT NULL THEN {apart} END AS apart,"
        f" coalesce({certain}, false) AS certain"
        f' FROM {pairs} p JOIN asked a ON a.record = p."left" JOIN faces f ON f.face = p."right")'
        " SELECT p.* EXCLUDE (written, hidden, apart, certain), CASE"
        " WHEN certain THEN 4 WHEN apart IS NULL THEN NULL WHEN hidden > 0 THEN if(apart = 0, 0, 3)"
        " ELSE CASE WHEN apart <= 1 THEN 1 WHEN apart = 2 THEN 2 ELSE 3 END END AS digits__level,"
        f" CASE WHEN certain THEN {CERTAIN} WHEN apart IS NULL THEN 0"
        f" WHEN hidden > 0 THEN if(apart = 0, {alone.format(FIT)}, log2(1 - {FIT}))"
        f" ELSE CASE WHEN apart <= 1 THEN {alone.format(ONE_WRONG)} WHEN apart = 2 THEN {alone.format(TWO_WRONG)}"
        f" ELSE log2({OTHER}) END END AS digits__bits"
        " FROM apart p LEFT JOIN fitting n USING (written)"
    )


def _fitting(con: duckdb.DuckDBPyConnection) -> None:
    """``fitting``: for each written number, how many known ones fit it; for one typed in full, those of its first 14.

    The number typed in full has a wrong character somewhere, most likely among the last: those born on one day in one
    county are whom it may be.
    """
    con.execute("CREATE TABLE fitting (written VARCHAR, fitting BIGINT)")
    con.execute("CREATE TABLE numbers AS SELECT DISTINCT written FROM faces WHERE written IS NOT NULL")
    masks = con.execute(
        "SELECT DISTINCT regexp_replace(written, '[^_]', '9', 'g') FROM asked WHERE written IS NOT NULL ORDER BY ALL"
    ).fetchall()
    for (mask,) in masks:
        seen = [place for place, sign in enumerate(mask) if sign != "_"]
        places = seen if len(seen) < len(mask) else list(range(14))
        part = " || ".join(f"substr(written, {first + 1}, {length})" for first, length in _runs(places))
        con.execute(
            f"INSERT INTO fitting WITH wanted AS (SELECT DISTINCT written, {part} AS part FROM asked"
            f" WHERE regexp_replace(written, '[^_]', '9', 'g') = '{mask}'),"
            f" held AS (SELECT {part} AS part, count(*) AS n FROM numbers GROUP BY ALL)"
            " SELECT w.written, coalesce(h.n, 0) FROM wanted w LEFT JOIN held h USING (part)"
        )
    con.execute("DROP TABLE numbers")


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Places as runs: first and length."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
