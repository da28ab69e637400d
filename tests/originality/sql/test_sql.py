"""Queries: what is one query in several ways, one rule in SQL and as a model, dialects, and what cannot be read."""

from __future__ import annotations

import pytest
from plan_parts import parts

from mingjian.originality.plan import Feature, features
from mingjian.originality.sql import plan_of_sql

ABSENT = """
select d.* from death_record d
left join pension_payment p on p.id_number = d.id_number and p.amount > 0 where p.id_number is null
"""


def read(text: str, dialect: str = "") -> frozenset[Feature]:
    plan, how = plan_of_sql(text, dialect)
    assert how.dialect
    return features(plan)


@pytest.mark.parametrize(
    "text",
    [
        "select * from death_record d where not exists "
        "(select 1 from pension_payment p where p.id_number = d.id_number and 0 < p.amount)",
        "select * from death_record where id_number not in (select id_number from pension_payment where amount > 0)",
        "with paid as (select * from pension_payment where not (amount <= 0)) "
        "select x.* from death_record x left join paid y on x.id_number = y.id_number where y.id_number is null",
    ],
)
def test_three_ways_to_say_that_something_is_absent(text: str) -> None:
    assert read(text) == read(ABSENT)


def test_joins_by_comma_and_in_brackets_are_joins() -> None:
    plain = (
        "select a.name from death_record a join pension_payment b on a.id_number = b.id_number "
        "where b.amount > 5 and a.kind = 'x'"
    )
    comma = (
        "select x.name from pension_payment y, death_record x "
        "where 'x' = x.kind and y.id_number = x.id_number and 5 < y.amount"
    )
    inner = (
        "select name from (select * from death_record where kind = 'x') t "
        "join pension_payment using (id_number) where amount > 5"
    )
    assert read(plain) == read(comma) == read(inner)


def test_another_query_is_another_plan() -> None:
    assert read(ABSENT) != read(ABSENT.replace("p.amount > 0", "p.amount < 0"))
    assert read(ABSENT) != read(ABSENT.replace("left join", "join").replace("where p.id_number is null", ""))


def test_a_model_and_a_query_of_one_rule_meet() -> None:
    steps = """
  hits:
    match: [{p: payments}, {d: deaths}]
    on: person
    where: p.paid_month > d.died_on + 2 months and d.kind = 'medical'
  last: {aggregate: hits, by: person, take: {n: count()}, having: n >= 3}
"""
    model = {feature for feature in parts(steps) if not feature.text.startswith("clue")}
    query = read(
        "select p.id_number, count(*) from pension_payment p join death_record d on p.id_number = d.id_number "
        "where d.kind = 'medical' and p.paid_month > d.died_on + interval '2' month group by 1 having count(*) >= 3"
    )
    assert query == model


def test_chinese_names_of_tables_and_headers_are_understood() -> None:
    english = read("select * from pension_payment where amount > 5")
    assert read("select * from 养老金发放 where 养老待遇金额 > 5") == english
    assert read("select * from 养老金发放表 t where t.养老金 > 5") == english
    assert read("select * from t_pension_payment_info where amount > 5") == english


def test_the_first_of_a_numbered_partition_is_the_latest_row() -> None:
    ranked = (
        "select * from (select *, row_number() over (partition by id_number order by month desc) rn "
        "from pension_payment) t where rn = 1"
    )
    assert {feature.text for feature in read(ranked)} >= {"order last(pension_payment.month)"}
    assert any(feature.text.startswith("latest") for feature in read(ranked))


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("mysql", "select `id_number` from pension_payment where month > date_add(paid_month, interval 2 month)"),
        ("postgres", "select id_number::text from pension_payment where month > paid_month + interval '2 months'"),
        ("sqlite", "select id_number from pension_payment where month > paid_month limit 5"),
        (
            "oracle",
            "select id_number from pension_payment where month > add_months(paid_month, 2) and nvl(amount, 0) > 1",
        ),
        ("dm", "select id_number from pension_payment where month > paid_month and rownum < 5"),
    ],
)
def test_dialects(dialect: str, text: str) -> None:
    plan, how = plan_of_sql(text, dialect)
    assert how.dialect == ("oracle" if dialect == "dm" else dialect)
    assert how.read_as == ("oracle" if dialect == "dm" else "")
    assert "pension_payment" in str(features(plan))


@pytest.mark.parametrize("text", ["selec nonsense ((", "(" * 500 + "1" + ")" * 500, "", "DROP TABLE x", "x" * 500_000])
def test_what_no_dialect_reads_is_told(text: str) -> None:
    plan, how = plan_of_sql(text)
    assert how.dialect == ""
    assert plan.unread == ("query",)


def test_a_query_that_reads_itself_ends() -> None:
    assert read("with recursive a as (select 1 as n union all select n + 1 from a where n < 5) select * from a")
