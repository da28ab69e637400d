"""What legible digits say, against counting by hand."""

import math

import duckdb
import pytest

from mingjian.identity.digits import FIT, LEVELS, ONE_WRONG, OTHER, TWO_WRONG, add_digits
from mingjian.standards.identifiers import legible

KNOWN = ["340102198001011231", "340102198001011258", "340102199012122222", "340103197003033333", "110105196506064444"]


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("340102********1231", "340102________1231"),
        ("3.40102E+17", "34010_____________"),
        ("340102198001011000", "340102198001011___"),
        ("340102198001011230", "340102198001011230"),
        ("340102 1980 0101 1230", "340102198001011230"),
        ("11111111111111111X", None), ("不详", None), (None, None), ("12345", None),
    ],
)  # fmt: skip
def test_legible(raw, seen):
    assert legible(raw) == seen


def weigh(written):
    """Every known number beside what is written: level and bits."""
    con = duckdb.connect()
    con.execute("CREATE TABLE asked (record BIGINT, written VARCHAR)")
    con.execute("CREATE TABLE faces (face BIGINT, written VARCHAR)")
    con.execute("INSERT INTO asked VALUES (0, ?)", [written])
    con.executemany("INSERT INTO faces VALUES (?, ?)", list(enumerate(KNOWN)))
    con.execute('CREATE TABLE pairs AS SELECT 0::BIGINT AS "left", face AS "right" FROM faces')
    add_digits(con, "pairs", len(KNOWN))
    rows = con.execute('SELECT digits__level, digits__bits FROM pairs_digits ORDER BY "right"').fetchall()
    return [(None if level is None else LEVELS[level], bits) for level, bits in rows]


@pytest.mark.parametrize("written", ["340102________1231", "34010_____________", "340102198001011___", "99____"])
def test_hidden_digits_against_counting(written):
    if len(written) != 18:
        written = written.ljust(18, "_")
    fits = [all(w in ("_", k) for w, k in zip(written, one, strict=True)) for one in KNOWN]
    for (level, bits), fit in zip(weigh(written), fits, strict=True):
        assert level == ("fits" if fit else "contradicts")
        assert bits == pytest.approx(math.log2(FIT * len(KNOWN) / sum(fits)) if fit else math.log2(1 - FIT))


def test_a_number_typed_in_full():
    """One place, two places, more: weighed by those born on that day in that county."""
    found = weigh("340102198001011239")
    assert found[0] == ("one_wrong", pytest.approx(math.log2(ONE_WRONG * 5 / 2)))
    assert found[1] == ("two_wrong", pytest.approx(math.log2(TWO_WRONG * 5 / 2)))
    assert found[2] == ("contradicts", pytest.approx(math.log2(OTHER)))


def test_nothing_legible_says_nothing():
    assert weigh(None) == [(None, 0)] * len(KNOWN)
