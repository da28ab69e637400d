"""The expression language: places of errors, kinds, three-valued truth equal in SQL and in Python, and no way out."""

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.collision import Field, Given, Scope, Side, StepErrors, compile_expression, emit, scan_relation
from mingjian.collision.expressions import Constant, evaluate, parse
from mingjian.engines import Duration, Kind, dialect

FIELDS = [
    Field("person", Kind.SUBJECT),
    Field("id_number", Kind.IDENTIFIER),
    Field("name", Kind.TEXT),
    Field("region", Kind.CODE),
    Field("day", Kind.DATE),
    Field("month", Kind.MONTH),
    Field("amount", Kind.MONEY),
    Field("rate", Kind.DECIMAL),
    Field("n", Kind.INTEGER),
    Field("flag", Kind.BOOLEAN),
    Field("secret", Kind.TEXT, hidden=True),
]
PARAMETERS = {
    "grace": Given(Kind.DURATION, Duration(2, 0)),
    "regions": Given(Kind.CODE, items=("330106", "330200")),
    "limit": Given(Kind.MONEY, Decimal("1.50")),
}
LEFT = Side("a", scan_relation("a", FIELDS))
RIGHT = Side("b", scan_relation("b", FIELDS))
ONE = Scope((LEFT,), PARAMETERS, dt.date(2022, 3, 1))
TWO = Scope((LEFT, RIGHT), PARAMETERS, dt.date(2022, 3, 1), frozenset({"person"}))


def problems(text, scope=ONE, wants=()):
    with pytest.raises(StepErrors) as caught:
        compile_expression(text, scope, wants)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("day > '2022-01-01'", 4, "日期"),
        ("mounth = 1", 0, "mounth"),
        ("n +", 3, "没有写完"),
        ("n = 1 and and", 10, "and"),
        ("name = '张", 7, "引号"),
        ("n ＝ 1", 2, "全角"),
        ("2022-02-30 = day", 0, "没有2022-02-30这一天"),
        ("person > 3", 7, "主体"),
        ("id_number < '33'", 10, "证号"),
        ("day + 3 > as_of", 4, "意义"),
        ("month + 15 days > month", 6, "意义"),
        ("name matches '['", 13, "正则"),
        ("n = 1 = 2", 6, "="),
        ("sum(n) > 1", 0, "聚合"),
        ("nope(n)", 0, "nope"),
        ("age(day)", 0, "age"),
        ("n in [1, name]", 9, "常量"),
        ("n = regions", 4, "列表"),
        ("secret = 'x'", 0, "secret"),
        ("left(name, n) = 'x'", 0, "常量"),
        ("amount = null", 7, "空值"),
        ("amount * amount > 1", 7, "意义"),
        ("1 day + 999999999999 days > 1", 8, "时长"),
    ],
)
def test_a_mistake_is_told_with_its_place(text, offset, words):
    found = problems(text)
    assert found[0].offset == offset
    assert words in found[0].zh
    assert found[0].en


def test_all_mistakes_are_told_at_once_with_the_nearest_name():
    found = problems("amuont > 1 and (dya = 2022-01-01 or nmae = 'x') and foo(1)")
    assert [p.offset for p in found] == [0, 16, 36, 52]
    assert [p.nearest for p in found[:3]] == [("amount",), ("day",), ("name",)]


def test_names_in_two_inputs_need_their_alias():
    assert "不止一处" in problems("n = 1", TWO)[0].zh
    assert problems("n = 1", TWO)[0].expected_zh == "a.n、b.n"
    assert compile_expression("person = a.person", TWO).kind is Kind.BOOLEAN
    assert compile_expression("a.n = b.n", TWO).nullable


def test_constants_fold():
    for text, value in [
        ("as_of + grace", dt.date(2022, 5, 1)),
        ("2022-01 + 2 months", 2022 * 12 + 2),
        ("1 year 2 months 3 days", Duration(14, 3)),
        ("days_between(2022-01-01, as_of) > 58 and n = n or true", True),
        ("n > 1 and false", False),
        ("0.1 + 0.2", Decimal("0.30000000000000004")),
        ("'it''s'", "it's"),
        ("3个月 ", Duration(3, 0)),
    ]:
        found = compile_expression(text, ONE)
        assert isinstance(found, Constant), text
        assert found.value == value


TERMS = {
    Kind.INTEGER: ["n", "1", "2", "year(day)", "n + 1", "n * 2", "days_between(day, as_of)", "-n", "coalesce(n, 0)"],
    Kind.MONEY: ["amount", "limit", "amount + 1.25", "amount * 0.333", "amount * rate", "amount - n", "abs(amount)"],
    Kind.DECIMAL: ["rate", "0.5", "amount / n", "rate * 2", "n / 2", "case when flag then rate else n end"],
    Kind.DATE: ["day", "as_of", "day + grace", "day - 15 days", "last_day(month)", "day + months(n)", "2022-01-31"],
    Kind.MONTH: ["month", "month(day)", "month + grace", "2022-02", "month - 1 month"],
    Kind.TEXT: ["name", "'张伟'", "left(name, 1)", "coalesce(name, '')", "normal_name(name)"],
}
NUMBERS = TERMS[Kind.INTEGER] + TERMS[Kind.MONEY] + TERMS[Kind.DECIMAL]


def comparisons():
    pools = [NUMBERS, TERMS[Kind.DATE], TERMS[Kind.MONTH], TERMS[Kind.TEXT]]
    sign = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    return st.one_of(
        *[
            st.tuples(st.sampled_from(pool), sign, st.sampled_from(pool)).map(" ".join).map(lambda t: f"({t})")
            for pool in pools
        ],
        st.sampled_from(
            [
                "flag", "flag is null", "name is not null", "region in regions", "n not in [1, 2]", "not flag",
                "amount between 1 and 2", "name matches '^张'", "contains_any(name, ['伟', '娜'])",
                "id_number = region",
            ]
        ),
    )  # fmt: skip


CONDITIONS = st.recursive(
    comparisons(),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda t: f"not ({t})"),
    ),
    max_leaves=5,
)


def value_of(kind):
    days = st.dates(dt.date(2021, 12, 1), dt.date(2022, 3, 31))
    return st.one_of(
        st.none(),
        {
            Kind.TEXT: st.sampled_from(["张伟", "张 伟", "李娜", ""]),
            Kind.CODE: st.sampled_from(["330106", "110101"]),
            Kind.IDENTIFIER: st.sampled_from(["330106", "x"]),
            Kind.INTEGER: st.integers(-2, 3),
            Kind.MONEY: st.integers(-300, 300).map(lambda c: Decimal(c) / 100),
            Kind.DECIMAL: st.sampled_from([0.0, 0.5, 1.5, -2.25, 3.0]),
            Kind.DATE: days,
            Kind.MONTH: days.map(lambda d: d.year * 12 + d.month - 1),
            Kind.BOOLEAN: st.booleans(),
            Kind.SUBJECT: st.integers(1, 2),
        }[kind],
    )


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONDITIONS, st.fixed_dictionaries({f.name: value_of(f.kind) for f in FIELDS}))
def test_sql_is_python(engine, text, row):
    node = compile_expression(text, ONE, [Kind.BOOLEAN])
    double = {Kind.DECIMAL: "::DOUBLE"}
    columns = ", ".join(
        f"{dialect.literal(f.kind, row[f.name])}{double.get(f.kind, '')} AS {dialect.name(f.name)}" for f in FIELDS
    )
    sql = emit(node, lambda column: f"t.{dialect.name(column.name)}")
    found = engine.run(f"SELECT {sql} FROM (SELECT {columns}) t")[0][0]
    expected = evaluate(node, lambda column: row[column.name])
    assert found == expected, (text, sql)
    assert expected is not None or node.nullable


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="na=<>'\"()[],.+-*/ 0129;\\\n张（ and or not case when between in is null", max_size=40))
def test_any_text_is_an_expression_or_a_told_mistake(text):
    with contextlib.suppress(StepErrors):
        compile_expression(text, ONE)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="'\";-() x\\%$\n/*", max_size=20))
def test_text_stays_text(engine, word):
    """Whatever stands in a literal comes back as that literal: no text ends a string or begins a statement."""
    quoted = word.replace("'", "''")
    node = compile_expression(f"name = '{quoted}'", ONE)
    sql = emit(node, lambda column: "t.name")
    assert engine.run(f"SELECT {sql} FROM (SELECT {dialect.literal(Kind.TEXT, word)} AS name) t") == [(True,)]


def test_deep_and_long_expressions_are_refused():
    assert "过深" in problems("(" * 200 + "1" + ")" * 200)[0].zh
    assert "超过" in problems("n = 1 or " * 5000 + "n = 2")[0].zh
    assert parse(" or ".join(["n = 1"] * 300)) is not None
