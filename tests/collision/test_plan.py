"""Steps as authors write them, mistakes of a whole chain, pruning, and lineage through chains of operators."""

import datetime as dt

import pytest

from mingjian.collision import (
    OPERATORS,
    Context,
    Field,
    Given,
    Scan,
    StepErrors,
    bind_plan,
    execute,
    parse_step,
    scan_relation,
)
from mingjian.collision.plan import Plan
from mingjian.engines import Duration, Engine, Kind

PAYMENTS = scan_relation(
    "payments",
    [
        Field("person", Kind.SUBJECT, False),
        Field("month", Kind.MONTH, False),
        Field("amount", Kind.MONEY, False),
        Field("region", Kind.CODE),
        Field("account", Kind.TEXT),
    ],
)
PAYMENTS_IN_DOUBT = scan_relation(
    "payments",
    [Field("person", Kind.SUBJECT, False), Field("month", Kind.MONTH), Field("amount", Kind.MONEY)],
)
DEATHS = scan_relation("deaths", [Field("person", Kind.SUBJECT, False), Field("died_on", Kind.DATE, False)])
PARAMETERS = {"grace": Given(Kind.DURATION, Duration(2, 0))}
PAID_SQL = (
    "SELECT (i % 50)::INTEGER AS person, (2022 * 12 + i // 50)::INTEGER AS month, (i % 7)::DECIMAL(18,2) AS amount,"
    " '3301' AS region, 'x' AS account, i AS _row FROM range(1000) t(i)"
)
DIED_SQL = "SELECT i::INTEGER AS person, DATE '2022-03-10' + i::INTEGER AS died_on, i AS _row FROM range(0, 50, 5) t(i)"
SCANS = {"payments": Scan(PAYMENTS, PAID_SQL), "deaths": Scan(DEATHS, DIED_SQL)}
STEPS = {
    "after_death": {"match": ["payments", "deaths"], "on": "person", "where": "month > month(died_on) + grace"},
    "per_person": {
        "aggregate": "after_death",
        "by": ["person", "died_on"],
        "take": {"months": "count()", "total": "sum(amount)", "last": "max(month)", "region": "last(region)"},
    },
}


def plan_of(steps, scans=SCANS) -> Plan:
    made = [parse_step(name, raw) for name, raw in steps.items()]
    return bind_plan(scans, made, Context(PARAMETERS, dt.date(2024, 1, 1), {}))


def mistakes(steps):
    with pytest.raises(StepErrors) as caught:
        plan_of(steps)
    return caught.value.problems


@pytest.mark.parametrize("lineage", ["carry", "recover", "auto"])
def test_the_model_of_the_design_page(lineage):
    with Engine() as engine:
        outcome = execute(plan_of(STEPS), engine, "per_person", lineage=lineage)
        rows = engine.arrow(f'SELECT * FROM "{outcome.table}" ORDER BY person').to_pylist()
    assert [r["person"] for r in rows] == list(range(0, 50, 5))
    first = rows[0]
    assert first["months"] == 15
    assert first["last"] == 2022 * 12 + 19
    assert first["_w.payments"] == [50 * k for k in range(5, 20)]
    assert first["_w.deaths"] == [0]
    assert [(s.name, s.rows) for s in outcome.steps] == [("after_death", outcome.steps[0].rows), ("per_person", 10)]


@pytest.mark.parametrize("lineage", ["carry", "recover", "auto"])
def test_a_run_that_leaves_its_doubts_finds_the_same(lineage):
    """Views that are read twice, views that settle, groups over views: whatever is counted on the way or not."""
    known = "SELECT person, nullif(month, 24265) AS month, nullif(amount, 3) AS amount, region, account, _row"
    scans = {**SCANS, "payments": Scan(PAYMENTS_IN_DOUBT, f"{known} FROM ({PAID_SQL})")}
    steps = {
        "large": {"filter": "payments", "where": "amount > 1"},
        "late": {"filter": "large", "where": "month > month(2022-06-01)"},
        "sums": {"aggregate": "late", "by": "person", "take": {"total": "sum(amount)"}},
        "dead": {"match": ["large", "deaths"], "on": "person", "where": "month > month(died_on)"},
        "both": {"match": ["dead", "sums"], "on": "person"},
    }
    found, told = {}, {}
    for doubts in ("keep", "count", "leave"):
        with Engine() as engine:
            outcome = execute(plan_of(steps, scans), engine, "both", lineage=lineage, doubts=doubts)
            found[doubts] = sorted(map(repr, engine.arrow(f'SELECT * FROM "{outcome.table}"').to_pylist()))
            told[doubts] = {step.name: sum(doubt.rows for doubt in step.undetermined) for step in outcome.steps}
            assert bool(outcome.doubts) == (doubts == "keep")
    assert found["keep"] == found["count"] == found["leave"] != []
    assert told["keep"] == told["count"]
    assert sum(told["keep"].values()) > 0
    assert not any(told["leave"].values())


def test_only_needed_columns_are_read_and_kept():
    plan = plan_of(STEPS)
    needs = plan.needs("per_person", ["person", "months"], lineage=False)
    assert needs["payments"] == {"person", "month"}
    assert needs["deaths"] == {"person", "died_on"}
    assert needs["after_death"] == {"person", "died_on"}
    assert "_w.payments" in plan.needs("per_person", ["person"], lineage=True)["after_death"]


def test_a_group_over_everything_recovers_its_witnesses():
    steps = {
        "sums": {"aggregate": "payments", "by": "person", "take": {"total": "sum(amount)"}},
        "high": {"filter": "sums", "where": "total > 60"},
        "dead": {"match": ["high", "deaths"], "on": "person"},
    }
    found = {}
    for lineage in ("carry", "recover"):
        with Engine() as engine:
            outcome = execute(plan_of(steps), engine, "dead", lineage=lineage)
            found[lineage] = engine.arrow(
                f'SELECT person, total, died_on, "_w.payments", "_w.deaths" FROM "{outcome.table}" ORDER BY person'
            ).to_pylist()
            assert outcome.recovered == (lineage == "recover")
    assert found["carry"] == found["recover"]
    assert len(found["carry"]) > 0
    assert all(len(r["_w.payments"]) == 20 for r in found["carry"])


def test_the_second_run_reads_only_what_was_found():
    steps = {
        "sums": {"aggregate": "payments", "by": "person", "take": {"total": "sum(amount)"}},
        "high": {"filter": "sums", "where": "total > 60"},
    }
    with Engine() as engine:
        outcome = execute(plan_of(steps), engine, "high", lineage="recover")
    assert any("IN (SELECT v" in sql for sql in outcome.sql)


def test_one_need_twice_under_aliases():
    steps = {"pairs": {"match": [{"early": "deaths"}, {"late": "deaths"}], "on": "person"}}
    relation = plan_of(steps).relation("pairs")
    assert [f.name for f in relation.visible] == ["person", "early.died_on", "late.died_on"]
    assert [(w.alias, w.source) for w in relation.witnesses] == [("early", "deaths"), ("late", "deaths")]
    after = {**steps, "f": {"filter": "pairs", "where": "early.died_on = late.died_on"}}
    assert plan_of(after).relation("f").field("early.died_on") is not None


def test_a_need_joined_time_and_again_witnesses_under_names_of_its_own():
    """The third join would put ``one`` before a name that the second has given already."""
    steps = {
        "twice": {"match": [{"one": "deaths"}, {"sum": "deaths"}], "on": "person"},
        "paid": {"match": [{"one": "twice"}, {"sum": "payments"}], "on": "person"},
        "thrice": {"match": [{"one": "paid"}, {"also": "deaths"}], "on": "person"},
        "again": {"match": [{"one": "thrice"}, {"sum": "twice"}], "on": "person"},
        "both": {"match": [{"one": "again"}, {"sum": "twice"}], "on": "person"},
    }
    with Engine() as engine:
        outcome = execute(plan_of(steps), engine, "both", lineage="carry")
        columns = engine.arrow(f'SELECT * FROM "{outcome.table}" LIMIT 0').schema.names
    aliases = [witness.alias for witness in outcome.relation.witnesses]
    assert len(set(aliases)) == len(aliases) == 8
    assert set(columns) >= {witness.column for witness in outcome.relation.witnesses}


def test_all_mistakes_of_all_steps_at_once():
    found = mistakes(
        {
            "a": {"filter": "payments", "where": "amuont > 1"},
            "b": {"match": ["payments", "deths"], "on": "person"},
            "c": {"aggregate": "deaths", "by": "persn", "take": {"x": "sum(died_on)"}},
            "d": {"filter": "a", "where": "nothing is told twice"},
        }
    )
    assert [(p.path[0], p.nearest) for p in found] == [
        ("a", ("amount",)),
        ("b", ("deaths",)),
        ("c", ("person",)),
        ("c", ()),
    ]
    assert found[0].offset == 0
    assert found[3].path == ("c", "take", "x")


@pytest.mark.parametrize(
    ("raw", "path", "nearest"),
    [
        ({"mtach": ["a", "b"], "on": "x"}, ("mtach",), ("match",)),
        ({"match": ["a", "b"], "om": "x", "on": "y"}, ("om",), ("on",)),
        ({"match": ["a", "b"], "filter": "a", "on": "x"}, ("filter",), ()),
        ({"match": ["a", 3], "on": "x"}, ("match", 1), ()),
        ({"match": ["a", "b"], "on": "x", "keep": "right"}, ("keep",), ()),
        ({"check": "a", "rules": [{"id": "r", "expct": "true"}]}, ("rules", 0), ()),
        ({"match": ["a", "b"]}, (), ()),
    ],
)
def test_wrong_options_are_told_with_their_path(raw, path, nearest):
    with pytest.raises(StepErrors) as caught:
        parse_step("s", raw)
    assert path in [p.path for p in caught.value.problems]
    assert nearest in [p.nearest for p in caught.value.problems]
    assert all(p.zh and p.en for p in caught.value.problems)


@pytest.mark.parametrize(
    "steps",
    [
        {"s": {"match": ["payments"], "on": "person"}},
        {"s": {"match": ["payments", "payments"], "on": "person"}},
        {"s": {"match": ["payments", "deaths"], "on": {"month": "died_on"}}},
        {"s": {"derive": "payments", "take": {"amount": "1"}}},
        {"s": {"derive": "payments", "take": {"a b": "1"}}},
        {"s": {"derive": "payments", "take": {"x": "3 months"}}},
        {"s": {"count": "payments", "by": "person"}},
        {"s": {"count": "payments", "by": "person", "window": "2 months", "at_least": 2}},
        {"s": {"ratio": "payments", "by": "person", "top": "count()", "bottom": "count()"}},
        {"s": {"union": ["payments", "deaths"], "take": {"x": ["person"] * 3}}},
        {"s": {"overlap": "deaths", "on": "person", "spans": {"a": ["died_on", "died_on"]}}},
        {"s": {"within": ["payments", "deaths"], "on": "person", "from": "month", "to": "died_on"}},
        {"s": {"extract": "payments", "text": "amount", "find": {"x": {"any": "y"}}}},
        {"s": {"extract": "payments", "text": "account", "find": {"x": {"pattern": "("}}}},
        {"s": {"latest": "payments", "by": "person", "order": "person"}},
        {"payments": {"filter": "payments", "where": "true"}},
    ],
)
def test_steps_that_make_no_sense_are_refused(steps):
    assert all(p.path[0] in steps for p in mistakes(steps))


def test_every_operator_has_a_schema():
    for operator in OPERATORS.values():
        schema = operator.model_json_schema(by_alias=True)
        assert schema["additionalProperties"] is False
        assert all("description" in one for one in schema["properties"].values()), operator.verb


PERMITS = [Field("company", Kind.SUBJECT, subject="company"), Field("day", Kind.DATE)]
POSTS = [
    Field("person", Kind.SUBJECT, subject="person"),
    Field("employer", Kind.SUBJECT, subject="company"),
    Field("day", Kind.DATE),
]
WHOM = {
    "permits": Scan(scan_relation("permits", PERMITS), "SELECT 1"),
    "posts": Scan(scan_relation("posts", POSTS), "SELECT 1"),
}


def whom(steps) -> dict[str, str | None]:
    """Whom the columns of the last step name."""
    relation = plan_of(steps, WHOM).relation(list(steps)[-1])
    return {one.name: one.subject for one in relation.fields if one.kind is Kind.SUBJECT}


def test_whom_subjects_are_is_known_under_any_name():
    """Persons and companies are numbered apart: a company's number looked up among people would name somebody."""
    named = {"d": {"derive": "posts", "take": {"firm": "employer", "either": "coalesce(employer, employer)",
                                               "mixed": "coalesce(employer, person)"}}}  # fmt: skip
    assert whom(named) == {
        "person": "person",
        "employer": "company",
        "firm": "company",
        "either": "company",
        "mixed": None,
    }
    grouped = {"g": {"aggregate": "posts", "by": ["person"], "take": {"firm": "first(employer, day)"}}}
    assert whom(grouped) == {"person": "person", "firm": "company"}
    both = {"u": {"union": ["permits", "posts"], "take": {"firm": ["company", "employer"]}}}
    assert whom(both) == {"firm": "company"}
    both["u"]["take"]["firm"] = ["company", "person"]
    assert whom(both) == {"firm": None}


def test_a_person_is_no_company():
    """Their numbers are equal by chance."""
    steps = {"m": {"match": ["permits", "posts"], "on": [["company", "person"]]}}
    with pytest.raises(StepErrors) as caught:
        plan_of(steps, WHOM)
    assert "一边是个人，一边是单位" in caught.value.problems[0].zh
    assert plan_of({"m": {"match": ["permits", "posts"], "on": [["company", "employer"]]}}, WHOM)
    steps = {"n": {"network": "posts", "link": {"from": "person", "to": "employer"}, "find": {"components": {}}}}
    with pytest.raises(StepErrors) as caught:
        plan_of(steps, WHOM)
    assert "两端不是同类主体" in str(caught.value)


def test_a_person_is_not_compared_to_a_company():
    told = mistakes_of({"d": {"derive": "posts", "take": {"same": "person = employer"}}})
    assert "个人与单位不能比较" in told[0].zh
    assert plan_of({"d": {"derive": "posts", "take": {"same": "employer = coalesce(employer, person)"}}}, WHOM)


def mistakes_of(steps):
    with pytest.raises(StepErrors) as caught:
        plan_of(steps, WHOM)
    return caught.value.problems
