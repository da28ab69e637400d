"""20 000 people, 5 % of the list's ids damaged: nobody listed is called absent, few absentees are lost."""

import datetime as dt
import random

import pytest

from mingjian.collision import Context, Covered, Field, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.engines import Kind

PEOPLE, ABSENT, DAMAGED = 20_000, 0.02, 0.05
FIELDS = [
    Field("person", Kind.SUBJECT, identifier="id_number", state="id_number__state", weak=("name",), raw="_raw"),
    Field("id_number", Kind.IDENTIFIER, state="id_number__state"),
    Field("name", Kind.TEXT),
    Field("region", Kind.CODE, nullable=False),
    Field("day", Kind.DATE, nullable=False),
    Field("id_number__state", Kind.INTEGER, nullable=False, hidden=True),
    Field("_raw", Kind.TEXT, hidden=True),
]


def damage(chance: random.Random, number: str) -> str | None:
    kind = chance.choice(["mask", "excel", "digit", "swap", "short", "science", "missing"])
    at = chance.randrange(6, 17)
    if kind == "mask":
        return number[:6] + "********" + number[14:]
    if kind == "excel":
        return number[:15] + "000"
    if kind == "digit":
        return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    if kind == "swap":
        return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
    if kind == "short":
        return number[:17]
    if kind == "science":
        return f"{number[0]}.{number[1:6]}E+17"
    return None


@pytest.fixture(scope="module")
def people():
    chance = random.Random(7)
    surnames = [chr(0x4E00 + n) for n in range(120)]
    given = [chr(0x5000 + n) for n in range(300)]
    made = []
    for n in range(PEOPLE):
        born = dt.date(1950, 1, 1) + dt.timedelta(chance.randrange(20_000))
        number = f"3301{chance.randrange(1, 15):02d}{born:%Y%m%d}{chance.randrange(1000):03d}0"
        name = surnames[min(int(chance.expovariate(0.05)), 119)] + chance.choice(given) * chance.choice([0, 1])
        made.append((n, number, name + chance.choice(given)))
    return made


def test_no_false_absence_and_little_lost(engine, people):
    chance = random.Random(11)
    gone = {n for n, _, _ in people if chance.random() < ABSENT}
    rows = []
    for n, number, name in people:
        if n in gone:
            continue
        if chance.random() < DAMAGED:
            raw = damage(chance, number)
            noted = "NULL" if raw is None else f"""'{{"id_number":"{raw}"}}'"""
            rows.append(f"(NULL, NULL, '{name}', {0 if raw is None else 1}, {noted})")
        else:
            rows.append(f"({n}, '{number}', '{name}', 2, NULL)")
    fixed = "'330106' AS region, DATE '2022-01-01' AS day"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE listed AS SELECT person::INTEGER AS person, id_number, name, state AS"
        f" id_number__state, raw AS _raw, {fixed}, row_number() OVER () - 1 AS _row"
        f" FROM (VALUES {', '.join(rows)}) v(person, id_number, name, state, raw)"
    )
    probes = ", ".join(f"({n}, '{number}', '{name}')" for n, number, name in people)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE probes AS SELECT person::INTEGER AS person, id_number, name,"
        f" 2 AS id_number__state, NULL::VARCHAR AS _raw, {fixed}, row_number() OVER () - 1 AS _row"
        f" FROM (VALUES {probes}) v(person, id_number, name)"
    )
    scans = {
        "all": Scan(scan_relation("all", FIELDS), "SELECT * FROM probes"),
        "list": Scan(scan_relation("list", FIELDS), "SELECT * FROM listed"),
    }
    covered = {"region": "region", "from": "day", "to": "day"}
    step = parse_step("s", {"absent": ["all", "list"], "on": "person", "covered": covered})
    year = (Covered("33", dt.date(2022, 1, 1), dt.date(2022, 12, 31)),)
    plan = bind_plan(scans, [step], Context({}, dt.date(2022, 6, 1), {"list": year}))
    outcome = execute(plan, engine, "s", ["person"])
    found = {person for (person,) in engine.run(f'SELECT person FROM "{outcome.table}"')}
    assert not found - gone
    assert len(found) >= 0.98 * len(gone)
