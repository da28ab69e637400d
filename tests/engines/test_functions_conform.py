"""Every registered function: its SQL gives what its Python reference gives, on random and on border values."""

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.engines import Duration, Engine, Kind, dialect, month_of
from mingjian.engines.functions import FUNCTIONS, Function

BORDER_DAYS = [dt.date(2000, 2, 29), dt.date(2004, 2, 29), dt.date(2023, 2, 28), dt.date(2024, 1, 31),
               dt.date(2023, 8, 31), dt.date(2023, 12, 31), dt.date(2024, 3, 1)]  # fmt: skip
DAYS = st.one_of(st.sampled_from(BORDER_DAYS), st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
WORDS = st.text(alphabet="张伟玮 罪、累犯A1ab·X．\u3000\n'\"", max_size=12)
IDS = st.one_of(
    st.sampled_from(["11010519491231002X", "330106200002290011", "330106200102290011", "33010619900230001X", "无"]),
    st.from_regex(r"\A3301[0-9]{13}[0-9X]\Z", fullmatch=True).filter(str.isascii),
)
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: WORDS,
    Kind.CODE: WORDS,
    Kind.IDENTIFIER: IDS,
    Kind.INTEGER: st.integers(-40000, 40000),
    Kind.MONEY: st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100),
    Kind.DECIMAL: st.floats(-1e6, 1e6).map(lambda x: round(x, 4)),
    Kind.DATE: DAYS,
    Kind.MONTH: DAYS.map(month_of),
    Kind.BOOLEAN: st.booleans(),
    Kind.SUBJECT: st.integers(1, 5),
    Kind.DURATION: st.builds(Duration, st.integers(-60, 60), st.integers(-400, 400)),
}
DAMAGED = st.one_of(
    st.sampled_from(
        ["3301**********0011", "330106XXXXXXXX0011", "330106********0011", "3.30106200002290E+17", "无", "E12345678",
         "330106200002290000", "33010620000229001l", "330106000229001", "３３０１０６２００００２２９００１１",
         "330106 20000229 0011", "33010620000229", "330*11", "330106200002290O11", "111111111111111111"]
    ),
    st.text(alphabet="0123456789X*x？E.+- ＊", max_size=20),
)  # fmt: skip
ALL = [function for group in FUNCTIONS.values() for function in group]


@pytest.fixture(scope="module")
def connection():
    with Engine() as opened:
        yield opened


def arguments(function: Function) -> st.SearchStrategy[list[tuple[Kind, object]]]:
    """Kinds that fit the signature, and a value or null for each."""

    def typed(position, kinds):
        if function.wants_constant(position):
            kind = sorted(kinds)[0]
            value = st.integers(0, 6) if kind is Kind.INTEGER else VALUES[kind]
            return st.tuples(st.just(kind), value)
        if function.name == "id_could_be" and position == 1:
            return st.tuples(st.just(Kind.TEXT), st.one_of(st.none(), DAMAGED))
        return st.sampled_from(sorted(kinds)).flatmap(
            lambda kind: st.tuples(st.just(kind), st.one_of(st.none(), VALUES[kind], VALUES[kind], VALUES[kind]))
        )

    extra = 1 if function.variadic else 0
    wanted = [*function.takes, *[function.takes[-1]] * extra]
    drawn = st.tuples(*[typed(i, kinds) for i, kinds in enumerate(wanted)]).map(list)
    return drawn.filter(lambda args: function.accepts([kind for kind, _ in args]))


def sql_of(kind: Kind, value: object) -> str:
    return f"({dialect.literal(kind, value)})" + ("::DOUBLE" if kind is Kind.DECIMAL else "")


def plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.date()
    return float(value) if isinstance(value, Decimal | float) else value


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.signature)
def test_sql_is_python(function: Function, connection) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(arguments(function))
    def check(args):
        values = [value for _, value in args]
        call = function.emit([sql_of(kind, value) for kind, value in args])
        found = connection.run(f"SELECT {call}")[0][0]
        expected = None if function.strict and None in values else function.python(*values)
        if isinstance(expected, Duration):
            base = dt.date(2020, 1, 31)
            assert (found is None) == (expected is None)
            found = connection.run(f"SELECT (DATE '2020-01-31' + {call})::DATE")[0][0]
            expected = expected.after(base)
        if isinstance(expected, float | Decimal) and found is not None:
            assert math.isclose(float(found), float(expected), rel_tol=1e-12, abs_tol=1e-12), (call, expected)
        else:
            assert plain(found) == plain(expected), call

    check()


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.signature)
def test_documented(function: Function) -> None:
    assert function.zh
    assert function.en
    assert function.name in function.example or "+" in function.example


def test_birthdays_of_29_february() -> None:
    age = FUNCTIONS["age"][0].python
    criminal = FUNCTIONS["criminal_age"][0].python
    born = dt.date(2004, 2, 29)
    assert [age(born, dt.date(2022, 2, day)) for day in (27, 28)] == [17, 18]
    assert [criminal(born, day) for day in (dt.date(2022, 2, 28), dt.date(2022, 3, 1))] == [17, 18]


def test_ends_of_terms_are_those_of_law() -> None:
    end, latest = FUNCTIONS["end_of_sentence"][0].python, FUNCTIONS["latest_end_of_sentence"][0].python
    assert end(dt.date(2022, 1, 15), 6, 0) == dt.date(2022, 7, 14)
    assert end(dt.date(2022, 8, 31), 6, 0) == dt.date(2023, 2, 27)
    assert latest(dt.date(2022, 8, 31), 6, 0) == dt.date(2023, 2, 28)
    assert end(dt.date(2022, 3, 1), 1, 0) == dt.date(2022, 3, 31)
    assert end(dt.date(2022, 1, 15), 0, 10) == dt.date(2022, 1, 24)
    assert FUNCTIONS["end_of_sentence"][1].python(dt.date(2022, 1, 15), 6, 0, 10) == dt.date(2022, 7, 4)
    assert end(dt.date(2022, 1, 15), -1, 0) is None


def test_working_days_follow_the_notices(connection) -> None:
    """The Spring Festival of 2022: off from 31 January to 6 February, worked on 29 and 30 January."""
    call = FUNCTIONS["working_days_after"][0].emit(["(DATE '2022-01-28')", "(3)"])
    assert connection.run(f"SELECT {call}") == [(dt.date(2022, 2, 7),)]
