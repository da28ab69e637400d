"""A careful reader of the perfect tables finds every planted violation, no trap, and nothing in a lawful province.

The queries are written apart from the shipped models: they hold the plants to the law, not to a model.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mingjian.province.plants import KEYS, MODELS
from mingjian.standards.coordinates import to_wgs84

ORACLES = Path(__file__).parent / "oracles"
"""One query a model, ``<catalogue id>.sql``: its first column is the key of the clue (``plants.KEYS``)."""

SHARED = """
    CREATE OR REPLACE MACRO as_of() AS DATE '2025-06-30';
    CREATE OR REPLACE VIEW judged AS
        FROM criminal_judgment WHERE NOT coalesce(sealed, false) AND main_penalty IS NOT NULL;
    CREATE OR REPLACE MACRO edges(wkt) AS
        list_transform(regexp_extract_all(wkt, '[0-9.]+'), lambda number: number::DOUBLE);
    CREATE OR REPLACE VIEW squares AS
        SELECT *, edges(boundary)[1] AS west, edges(boundary)[2] AS south, edges(boundary)[5] AS east,
               edges(boundary)[6] AS north FROM resource_approval;
    CREATE OR REPLACE VIEW protected AS
        SELECT *, edges(boundary)[1] AS west, edges(boundary)[2] AS south, edges(boundary)[5] AS east,
               edges(boundary)[6] AS north FROM protected_area;
"""


def oracle(model: str) -> str:
    return (ORACLES / f"{model.lower()}.sql").read_text(encoding="utf-8")


def prepared(province) -> object:
    con = province.con
    people = province.world.people
    if "people" not in {row[0] for row in con.execute("SHOW TABLES").fetchall()}:
        import pyarrow as pa

        con.register("folk", pa.table({"id_number": people.id_words.cast(pa.string()),
                                       "birth": pa.array(people.birth).cast(pa.date32())}))  # fmt: skip
        con.execute("CREATE TABLE people AS FROM folk")
        settlements = "row_number() OVER ()::VARCHAR AS settlement_no"
        con.execute(f"CREATE OR REPLACE TABLE medical_settlement AS SELECT *, {settlements} FROM medical_settlement")
        on_one_map(con)
        con.execute(SHARED)
    return province


def on_one_map(con) -> None:
    """``change_patch`` with the place of each patch in WGS-84, whatever system its numbers are in."""
    patches = con.execute("SELECT * FROM change_patch").to_arrow_table()
    lon, lat = (np.array(patches[name].to_pylist(), float) for name in ("longitude", "latitude"))
    systems = np.array(patches["system"].to_pylist())
    for system in ("gcj02", "bd09"):
        here = systems == system
        lon[here], lat[here] = to_wgs84(lon[here], lat[here], system)
    con.register("mapped", patches.append_column("lon84", [lon]).append_column("lat84", [lat]))
    con.execute("CREATE OR REPLACE TABLE change_patch AS FROM mapped")


def keys_of(planted, world, model: str, violation: bool) -> dict[str, str]:
    out = {}
    for one in planted:
        if one.plant.model != model or one.plant.violation != violation:
            continue
        sown = one.sown
        people = world.people.id_texts(sown.person)
        for i, person in enumerate(people):
            key = person
            if KEYS[model] == "document":
                key = sown.document[i]
            elif KEYS[model] in {"company", "person_company"}:
                company = world.companies.code_texts(sown.company[i : i + 1])[0]
                key = company if KEYS[model] == "company" else f"{person}|{company}"
            out[key] = one.plant.name
    return out


@pytest.mark.parametrize("model", MODELS)
def test_finds_what_was_planted_and_nothing_else(planted_province, model: str) -> None:
    province = prepared(planted_province)
    found = province.keys(oracle(model))
    planted = keys_of(province.planted, province.world, model, True)
    traps = keys_of(province.planted, province.world, model, False)
    assert sorted({planted[key] for key in planted.keys() - found}) == [], "missed"
    assert sorted({traps[key] for key in traps.keys() & found}) == [], "traps"
    assert found - planted.keys() == set()


@pytest.mark.parametrize("model", MODELS)
def test_lawful_province_gives_no_reason(lawful_province, model: str) -> None:
    province = prepared(lawful_province)
    assert province.keys(oracle(model)) == set()
