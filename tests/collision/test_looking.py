"""Every step of a plan looked at: what fails is told, and takes only what reads it with it."""

from __future__ import annotations

from mingjian.collision import Context, Field, Scan, bind_plan, parse_step, scan_relation
from mingjian.collision.looking import look
from mingjian.engines import Engine, Kind, Materialised, OutOfMemory

ROWS = Scan(
    scan_relation("rows", [Field("n", Kind.INTEGER), Field("k", Kind.TEXT)]),
    "SELECT * FROM (VALUES (1, 'a', 0::BIGINT), (2, 'b', 1), (NULL, 'b', 2)) t(n, k, _row)",
)
STEPS = {
    "more": {"filter": "rows", "where": "n > 1"},
    "groups": {"aggregate": "rows", "by": ["k"], "take": {"size": "count()"}},
    "large": {"filter": "groups", "where": "size > 1"},
}


class _Small(Engine):
    """An engine that has no memory for one table."""

    def materialise(self, table: str, sql: str) -> Materialised:
        if table == "groups":
            raise OutOfMemory("内存不够", "no memory")
        return super().materialise(table, sql)


def _plan():
    return bind_plan({"rows": ROWS}, [parse_step(name, body) for name, body in STEPS.items()], Context())


def test_all_steps_are_looked_at_and_their_tables_stay() -> None:
    with Engine() as engine:
        seen = {one.name: one for one in look(_plan(), engine)}
        assert {name: one.rows for name, one in seen.items()} == {"rows": 3, "more": 1, "groups": 2, "large": 1}
        assert [(one.reason, one.rows) for one in seen["more"].undetermined] == [("null:n", 1)]
        tables = {name: one.source.sql for name, one in seen.items() if one.source is not None}
        assert engine.run(f"SELECT n, k FROM {tables['more']}") == [(2, "b")]
        assert sorted(engine.run(f"SELECT k, size FROM {tables['groups']}")) == [("a", 1), ("b", 2)]


def test_a_step_without_memory_takes_with_it_only_what_reads_it() -> None:
    with _Small() as engine:
        seen = {one.name: one for one in look(_plan(), engine)}
    assert seen["more"].rows == 1
    assert isinstance(seen["groups"].error, OutOfMemory)
    assert seen["groups"].rows is None
    assert (seen["large"].behind, seen["large"].rows) == ("groups", None)


def test_a_plan_of_nothing_has_nothing_to_look_at() -> None:
    with Engine() as engine:
        assert list(look(bind_plan({}, [], Context()), engine)) == []
