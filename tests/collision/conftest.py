"""A small world for operator tests: random tables in the lake's shape, run on a real engine, and read back as rows."""

import datetime as dt
import itertools
import os
from collections import Counter

import pytest
from hypothesis import strategies as st

from mingjian.collision import Context, Field, Scan, bind_plan, compile_expression, execute, parse_step, scan_relation
from mingjian.collision.expressions import Scope, Side, evaluate
from mingjian.engines import PHYSICAL, Engine, Kind, dialect
from mingjian.engines.functions import FUNCTIONS

if os.environ.get("MINGJIAN_TEST_ENGINE") == "spark":
    import hypothesis

    from mingjian.engines.spark import SparkEngine

    EXAMPLES = int(os.environ.get("MINGJIAN_TEST_EXAMPLES", "3"))
    type.__setattr__(hypothesis.settings, "max_examples", property(lambda given: min(given._max_examples, EXAMPLES)))

AS_OF = dt.date(2022, 3, 1)
IDS = ["330106199001010018", "330106199001010026", "330106198002290013"]
RAWS = ["3301**********0018", "330106199001010000", "330106198002290031", "E1234567", "无", "330106"]
FIELDS = [
    Field("person", Kind.SUBJECT, identifier="id_number", state="id_number__state", weak=("name", "birth"), raw="_raw"),
    Field("id_number", Kind.IDENTIFIER, state="id_number__state"),
    Field("name", Kind.TEXT),
    Field("birth", Kind.DATE),
    Field("region", Kind.CODE),
    Field("day", Kind.DATE),
    Field("until", Kind.DATE),
    Field("amount", Kind.MONEY),
    Field("n", Kind.INTEGER),
    Field("word", Kind.TEXT),
    Field("id_number__state", Kind.INTEGER, nullable=False, hidden=True),
    Field("_raw", Kind.TEXT, hidden=True),
]
VISIBLE = [f.name for f in FIELDS if not f.hidden]


def maybe(strategy):
    return st.one_of(st.none(), strategy, strategy, strategy)


DAYS = st.integers(0, 12).map(lambda n: dt.date(2022, 1, 25) + dt.timedelta(n))


@st.composite
def row(draw):
    state = draw(st.sampled_from([0, 1, 2, 2, 2, 3]))
    number = draw(st.integers(0, 2)) if state >= 2 else None
    raw = '{"id_number":"' + draw(st.sampled_from(RAWS)) + '"}' if state == 1 else None
    return {
        "person": None if number is None else number + 1,
        "id_number": None if number is None else IDS[number],
        "name": draw(maybe(st.sampled_from(["张伟", "张 伟", "李娜"]))),
        "birth": draw(maybe(st.sampled_from([dt.date(1990, 1, 1), dt.date(1980, 2, 29)]))),
        "region": draw(maybe(st.sampled_from(["330106", "330200", "110105"]))),
        "day": draw(maybe(DAYS)),
        "until": draw(maybe(DAYS)),
        "amount": draw(maybe(st.sampled_from([0, 1, 2, 3]))),
        "n": draw(maybe(st.integers(0, 2))),
        "word": draw(maybe(st.sampled_from(["是累犯", "不构成累犯", "刑期6个月", "", "2022年1月5日，罚1,000.5元"]))),
        "id_number__state": state,
        "_raw": raw,
    }


class World:
    """One engine; ``run`` loads tables, runs steps, and gives rows and undetermined rows back as Counters."""

    def __init__(self, engine):
        self.engine = engine
        self.numbers = itertools.count()

    def table(self, rows, fields=FIELDS):
        """A temporary table of the rows, numbered from 0 as the lake does; its name."""
        name = f"t{next(self.numbers)}"
        columns = ", ".join(f"{dialect.name(f.name)} {PHYSICAL[f.kind]}" for f in fields)
        self.engine.run(f"CREATE TEMP TABLE {name} ({columns}, _row BIGINT)")
        for number, one in enumerate(rows):
            values = ", ".join(dialect.literal(f.kind, one[f.name]) for f in fields)
            self.engine.run(f"INSERT INTO {name} VALUES ({values}, {number})")
        return name

    def scan(self, need, rows, fields=FIELDS):
        fields = [f if any(r[f.name] is None for r in rows) else _sure(f) for f in fields]
        return Scan(scan_relation(need, fields), f"SELECT * FROM {self.table(rows, fields)}")

    def run(self, scans, steps, final=None, *, parameters=None, covered=None, lineage="auto", columns=None):
        steps = [parse_step(name, raw) for name, raw in steps.items()]
        plan = bind_plan(scans, steps, Context(parameters or {}, AS_OF, covered))
        self.clear(keep=True)
        outcome = execute(plan, self.engine, final or steps[-1].name, columns, lineage=lineage)
        rows = self.engine.arrow(f"SELECT * FROM {dialect.name(outcome.table)}").to_pylist()
        assert len(rows) == outcome.rows
        doubts = Counter()
        for table in outcome.doubts.values():
            for r in self.engine.run(f"SELECT reason, alias, source, _row FROM {dialect.name(table)}"):
                doubts[r] += 1
        told = Counter()
        for report in outcome.steps:
            for doubt in report.undetermined:
                told[doubt.reason, doubt.alias] += doubt.rows
        regrouped = Counter()
        for (reason, alias, _, _), count in doubts.items():
            regrouped[reason, alias] += count
        assert told == regrouped
        return Counter(frozen(r) for r in rows), doubts, outcome

    def clear(self, keep=False):
        for (name,) in self.engine.run("SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"):
            self.engine.drop(name, view=True)
        for (name,) in self.engine.run("SELECT table_name FROM duckdb_tables() WHERE temporary"):
            if not (keep and name[0] == "t" and name[1:].isdigit()):
                self.engine.drop(name)


def _sure(field):
    return Field(field.name, field.kind, False, field.hidden, field.state, field.identifier, field.weak, field.raw)


def frozen(record):
    """A row as something that counts: money as number, lists as tuples, without order of columns."""

    def plain(value):
        if isinstance(value, list):
            return tuple(value)
        return float(value) if type(value).__name__ == "Decimal" else value

    return tuple(sorted((key, plain(value)) for key, value in record.items()))


class Oracle:
    """Evaluates expression texts over dictionaries, for brute-force answers."""

    def __init__(self, scans, aliases, equal=(), parameters=None):
        sides = tuple(Side(alias, scans[name].relation) for alias, name in aliases)
        self.scope = Scope(sides, parameters or {}, AS_OF, frozenset(equal))

    def value(self, text, *rows):
        return evaluate(compile_expression(text, self.scope), lambda column: rows[column.side][column.name])


def key_reason(record, columns):
    """Why a key is not usable; None when it is."""
    for column in columns:
        if record[column] is None:
            if column in ("person", "id_number"):
                return "key_unusable" if record["id_number__state"] > 0 else "key_missing"
            return f"null:{column}"
    return None


def normal(name):
    return None if name is None else name.replace(" ", "")


def seen(two):
    return None if two["_raw"] is None else two["_raw"].split('"')[3]


def could_be(one, two):
    """Whether a row without a usable key could be that of one with a usable one."""
    raw, births = seen(two), {one["birth"], two["birth"]}
    if None not in births and len(births) > 1:
        return False
    born = FUNCTIONS["id_birth"][0].python(one["id_number"])
    if two["birth"] is not None and born is not None and born != two["birth"]:
        return False
    if raw is not None and not FUNCTIONS["id_could_be"][0].python(one["id_number"], raw):
        return False
    names = normal(one["name"]), normal(two["name"])
    if None not in names:
        return names[0] == names[1]
    return raw is not None and raw[:6].isdigit() and len(raw) >= 6 and one["id_number"][:6] == raw[:6]


def could_belong(one, two, by):
    """Whether a row without a usable key could be one of the group of a row that has all its keys."""
    if None not in [two[k] for k in by] or any(two[k] not in (None, one[k]) for k in by):
        return False
    return two["person"] is not None or could_be(one, two)


def could_be_of(ones, two, by):
    """Whether a row could be one of a group: of any of its rows; what it is called in one tells its nameless rows."""
    ones = [one for one in ones if one["name"] is not None] or ones
    return any(could_belong(one, two, by) for one in ones)


@pytest.fixture(scope="module")
def engine():
    with Engine(memory_limit="512MiB", threads=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def world(engine):
    if os.environ.get("MINGJIAN_TEST_ENGINE") != "spark":
        yield World(engine)
        return
    with SparkEngine(memory_limit="1GiB") as spark:
        yield BothWorlds(engine, spark)


class SparkWorld(World):
    def clear(self, keep=False):
        for name in sorted(self.engine.named):
            if not (keep and name[0] == "t" and name[1:].isdigit()):
                self.engine.drop(name)


class BothWorlds(World):
    """Runs every plan on Spark too, and wants the same rows with the same witnesses, and the same doubts."""

    def __init__(self, engine, spark):
        super().__init__(engine)
        self.other = SparkWorld(spark)

    def table(self, rows, fields=FIELDS):
        name = super().table(rows, fields)
        self.other.engine.register(name, self.engine.arrow(f"SELECT * FROM {name}"))
        return name

    def clear(self, keep=False):
        super().clear(keep)
        self.other.clear(keep)

    def run(self, *args, **options):
        found, doubts, outcome = super().run(*args, **options)
        on_spark, doubts_on_spark, told = self.other.run(*args, **options)
        assert on_spark == found
        assert doubts_on_spark == doubts
        assert [one.undetermined for one in told.steps] == [one.undetermined for one in outcome.steps]
        return found, doubts, outcome


class Kit:
    """What test modules need from here, as a fixture, since tests are not a package."""

    row = staticmethod(row)
    rows = staticmethod(lambda most=7: st.lists(row(), max_size=most))
    FIELDS, VISIBLE, IDS, AS_OF = FIELDS, VISIBLE, IDS, AS_OF
    could_be, could_be_of = staticmethod(could_be), staticmethod(could_be_of)
    Oracle, frozen, key_reason = Oracle, staticmethod(frozen), staticmethod(key_reason)


@pytest.fixture(scope="session")
def kit():
    return Kit
