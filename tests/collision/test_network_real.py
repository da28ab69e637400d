"""network on the transfers of a simulated bank (AMLSim, 20,000 accounts, 200 planted cycles), against plain loops."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pytest

from mingjian.collision import Context, Field, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.engines import Engine, Kind

DATA = os.environ.get("MINGJIAN_DATA")
pytestmark = pytest.mark.skipif(DATA is None, reason="MINGJIAN_DATA is not set: the shared data set is absent")
FIELDS = [Field("payer", Kind.TEXT), Field("payee", Kind.TEXT), Field("day", Kind.DATE)]
WITHIN = 20


@pytest.fixture(scope="module")
def bank() -> list[tuple[str, str, int]]:
    """Payer, payee and day of every transfer."""
    with (Path(DATA or "") / "amlsim" / "20K_cycle200" / "transactions.csv").open(encoding="utf-8") as file:
        return [(row["sourceNodeId"], row["targetNodeId"], int(row["time"])) for row in csv.DictReader(file)]


def found(bank, find):
    first = dt.date(2024, 1, 1)
    table = pa.table(
        {
            "payer": [one for one, _, _ in bank], "payee": [other for _, other, _ in bank],
            "day": [first + dt.timedelta(day) for *_, day in bank], "_row": list(range(len(bank))),
        },
        schema=pa.schema([("payer", pa.string()), ("payee", pa.string()), ("day", pa.date32()), ("_row", pa.int64())]),
    )  # fmt: skip
    step = parse_step("s", {"network": "a", "link": {"from": "payer", "to": "payee"}, "find": find})
    with Engine(memory_limit="2GiB") as engine:
        engine.register("t", table)
        plan = bind_plan({"a": Scan(scan_relation("a", FIELDS), "SELECT * FROM t")}, [step], Context())
        outcome = execute(plan, engine, "s")
        return engine.arrow(f'SELECT * FROM "{outcome.table}"').to_pylist()


def test_rings_in_time_are_those_that_loops_find(bank):
    leaving = defaultdict(list)
    for one, other, day in bank:
        if one != other:
            leaving[one].append((day, other))
    rings: set[tuple[str, ...]] = set()

    def walk(nodes: tuple[str, ...], begun: int, day: int) -> None:
        for then, other in leaving[nodes[-1]]:
            if not day <= then <= begun + WITHIN:
                continue
            if other == nodes[0] and len(nodes) > 1:
                turn = nodes.index(min(nodes))
                rings.add(nodes[turn:] + nodes[:turn])
            elif other not in nodes and len(nodes) < 4:
                walk((*nodes, other), begun, then)

    for one, other, day in bank:
        if one != other:
            walk((one, other), day, day)
    made = set()
    for row in found(bank, {"rings": {"most": 4, "day": "day", "within": f"{WITHIN} days"}}):
        nodes = tuple(row["ring"].split(" → "))
        turn = nodes.index(min(nodes))
        made.add(nodes[turn:] + nodes[:turn])
    assert made == rings
    assert len(made) > 100


def test_hubs_and_components_are_those_that_loops_find(bank):
    payers, near = defaultdict(set), defaultdict(set)
    for one, other, _ in bank:
        if one != other:
            payers[other].add(one)
            near[one].add(other)
            near[other].add(one)
    hubs = {row["node"]: row["neighbours"] for row in found(bank, {"hubs": {"least": 20, "side": "in"}})}
    assert hubs == {node: len(others) for node, others in payers.items() if len(others) >= 20}
    assert hubs
    component: dict[str, str] = {}
    for node in sorted(near):
        waiting = [node] if node not in component else []
        while waiting:
            at = waiting.pop()
            if at not in component:
                component[at] = node
                waiting += near[at]
    groups = {row["node"]: row["component"] for row in found(bank, {"components": {"least": 2}})}
    assert groups == component


def test_rings_lead_to_the_labelled_accounts(bank):
    """The set says which accounts belong to a planted cycle, not to which one; what is measured is accounts."""
    with (Path(DATA or "") / "amlsim" / "20K_cycle200" / "nodes.csv").open(encoding="utf-8") as file:
        labels = {row["nodeid"]: row["isFraud"] == "1" for row in csv.DictReader(file)}
    rings = found(bank, {"rings": {"most": 8, "day": "day", "within": "60 days"}})
    reached = {node for row in rings for node in row["ring"].split(" → ")}
    hits = sum(labels[node] for node in reached)
    assert hits > sum(labels.values()) / 2
    assert hits / len(reached) > 3 * sum(labels.values()) / len(labels)
