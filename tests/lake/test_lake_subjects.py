import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lake_parts import manifest_of

from mingjian.lake import Lake
from mingjian.lake.sql import connect, text


def mint(lake: Lake, keys: list[str], publish: bool = True) -> dict[str, int]:
    values = ", ".join(f"({text(key)})" for key in keys) or "(NULL)"
    with lake.writing(), lake.staging() as staged, connect() as con:
        made = lake.subjects.mint(con, "person", f"SELECT * FROM (VALUES {values}) t(key)", staged.path)
        table = dict(con.execute("SELECT key, subject FROM subject_person").fetchall())
        if publish:
            lake.publish(staged, manifest_of("deaths", 0, subjects=(made,) if made else ()))
    return table


def test_minted_once_and_found_both_ways(lake: Lake):
    assert mint(lake, ["b", "a", "b"]) == {"a": 1, "b": 2}
    assert mint(lake, ["c", "b"]) == {"b": 2, "c": 3}
    assert mint(lake, ["a"]) == {"a": 1}
    assert lake.subjects.count("person") == 3
    assert lake.subjects.keys("person", [3, 1, 99]) == {3: "c", 1: "a"}
    assert lake.subjects.ids("person", ["a", "zz"]) == {"a": 1}
    assert lake.subjects.count("company") == 0
    assert lake.subjects.ids("company", ["a"]) == {}
    assert lake.verify() == []


def test_what_is_not_published_was_never_minted(lake: Lake):
    assert mint(lake, ["a"], publish=False) == {"a": 1}
    assert lake.subjects.count("person") == 0
    assert mint(lake, ["z"]) == {"z": 1}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from([f"k{i}" for i in range(12)]), max_size=8), max_size=5))
def test_ids_are_continuous_and_never_change(tmp_path_factory, deliveries: list[list[str]]):
    lake = Lake.create(tmp_path_factory.mktemp("lake"))
    known: dict[str, int] = {}
    for keys in deliveries:
        table = mint(lake, keys)
        assert set(table) == set(keys)
        assert all(known[key] == table[key] for key in keys if key in known)
        known |= table
    assert sorted(known.values()) == list(range(1, len(known) + 1))
    assert lake.subjects.count("person") == len(known)


def test_a_dictionary_held_in_memory_follows_the_files(lake: Lake):
    """Asked often, the dictionary is held; new parts are read, and one whose bytes changed is read anew."""
    mint(lake, ["a", "b"])
    for _ in range(5):
        assert lake.subjects.ids("person", ["a", "b", "c"]) == {"a": 1, "b": 2}
    mint(lake, ["b", "c"])
    for _ in range(5):
        assert lake.subjects.ids("person", ["a", "b", "c"]) == {"a": 1, "b": 2, "c": 3}
        assert lake.subjects.keys("person", [2, 3]) == {2: "b", 3: "c"}
    path = lake.subjects.parts("person")[1].path
    with connect() as con:
        con.execute(f"COPY (SELECT 3::INTEGER AS subject, 'other' AS key) TO {text(path)} (FORMAT parquet)")
    assert lake.subjects.keys("person", [2, 3]) == {2: "b", 3: "other"}
    path.write_bytes(b"no parquet")
    with pytest.raises(duckdb.Error):
        lake.subjects.keys("person", [3])
