"""Who stands in one row with whom: what is linked, what is not seen, and how a hub is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from relation_parts import (
    ACCOUNT,
    COMPANY,
    ELSEWHERE,
    EMPLOYEES,
    FIRST,
    MINOR,
    SECOND,
    THIRD,
    fill,
)

from mingjian.clues.relations import MOST, Entity, Hop, Reader, neighbours
from mingjian.lake import Lake
from mingjian.lake.mentions import FOLDER, Mentions

ALL = Reader(4, frozenset({"pension_payment", "company_officer", "social_insurance_payment", "death_record",
                           "police_case"}), everywhere=True)  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    root = tmp_path_factory.mktemp("relations")
    made = Lake.create(root / "lake", key=b"r" * 32)
    fill(made, root / "files")
    return made


def others(hop: Hop) -> set[tuple[str, str]]:
    return {(one.other.kind, one.other.value) for one in hop.links}


def test_a_person_is_joined_to_account_company_and_case_and_stands_alone_elsewhere(filled: Lake) -> None:
    hop = neighbours(filled, Entity("person_id", FIRST), ALL)
    kinds = {one.other.kind: one for one in hop.links}
    assert others(hop) >= {("account", ACCOUNT), ("uscc", COMPANY)}
    assert set(kinds) == {"account", "uscc", "document_number"}
    assert (kinds["account"].zh, kinds["account"].rows, len(kinds["account"].witnesses)) == ("银行账号", 6, 5)
    assert (kinds["uscc"].zh, kinds["uscc"].en, kinds["uscc"].name) == ("法定代表人", "legal representative", "某公司")
    assert [(one.dataset, one.rows) for one in hop.records] == [("death_record", 1)]
    assert max(hop.names, key=lambda one: hop.names[one]) == "甲一"


def test_a_witness_is_the_row_with_its_file_and_line(filled: Lake) -> None:
    hop = neighbours(filled, Entity("person_id", FIRST), ALL)
    (witness,) = next(one for one in hop.links if one.other.kind == "uscc").witnesses
    assert (witness.file, witness.line) == ("company_officer.csv", 2)
    assert len(witness.row_id) == 32
    assert witness.version == filled.version("company_officer").name
    assert ("统一社会信用代码", COMPANY) in [(one.label[0], one.value[0]) for one in witness.cells]


def test_the_other_way_round(filled: Lake) -> None:
    hop = neighbours(filled, Entity("account", ACCOUNT), ALL)
    assert others(hop) == {("person_id", one) for one in (FIRST, SECOND, ELSEWHERE, MINOR)}
    assert [one.other.value for one in hop.links][:2] == [FIRST, SECOND], "the most rows first"


def test_a_hub_tells_how_many_there_are_and_gives_the_most_connected(filled: Lake) -> None:
    hop = neighbours(filled, Entity("uscc", COMPANY), ALL)
    assert hop.totals == {"person_id": EMPLOYEES + 2}
    assert len(hop.links) == MOST
    few = neighbours(filled, Entity("uscc", COMPANY), ALL, most=3)
    assert len(few.links) == 3
    assert few.totals == hop.totals


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (Reader(4, ALL.datasets, "3401"), {FIRST, SECOND, MINOR}),
        (Reader(4, ALL.datasets, "3402"), {ELSEWHERE}),
        (Reader(4, ALL.datasets, "3403"), set()),
        (Reader(4, ALL.datasets - {"pension_payment"}, everywhere=True), set()),
        (Reader(4, ALL.datasets, everywhere=True, minors_after=date(2007, 1, 1)), {FIRST, SECOND, ELSEWHERE}),
    ],
)
def test_what_is_not_seen_is_in_no_link_and_no_total(filled: Lake, reader: Reader, seen: set[str]) -> None:
    hop = neighbours(filled, Entity("account", ACCOUNT), reader)
    assert {one.other.value for one in hop.links} == seen
    assert hop.totals.get("person_id", 0) == len(seen)
    told = repr(hop)
    for one in {FIRST, SECOND, ELSEWHERE, MINOR} - seen:
        assert one not in told


def test_a_minor_has_no_neighbours_for_those_of_other_lines(filled: Lake) -> None:
    reader = Reader(4, ALL.datasets, everywhere=True, minors_after=date(2007, 1, 1))
    hop = neighbours(filled, Entity("person_id", MINOR), reader)
    assert (hop.links, hop.records, hop.totals, hop.names) == ([], [], {}, {})


def test_values_above_the_clearance_are_masked_in_rows_and_names(filled: Lake) -> None:
    hop = neighbours(filled, Entity("account", ACCOUNT), Reader(2, ALL.datasets, everywhere=True))
    shown = repr([(one.name, one.witnesses) for one in hop.links])
    assert "甲*" in shown
    assert all(one not in shown for one in (FIRST, SECOND, ACCOUNT, "甲一"))
    assert any(cell.masked for one in hop.links for row in one.witnesses for cell in row.cells)


def test_nobody_is_found_by_what_is_no_key(filled: Lake) -> None:
    assert neighbours(filled, Entity("person_id", "甲一"), ALL).totals == {}
    assert neighbours(filled, Entity("person_id", f"{FIRST}' OR 1=1 --"), ALL).totals == {}
    assert others(neighbours(filled, Entity("person_id", THIRD), ALL)) == {("uscc", COMPANY)}


def test_the_index_is_of_the_latest_versions_and_may_be_deleted(filled: Lake, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(filled.path, tmp_path / "lake")
    lake = Lake.open(tmp_path / "lake")
    folder = lake.path / FOLDER
    before = neighbours(lake, Entity("account", ACCOUNT), ALL)
    names = {one.name for one in folder.iterdir()}
    assert Mentions(lake).prepare() == 0 or names < {one.name for one in folder.iterdir()}
    shutil.rmtree(folder)
    assert neighbours(lake, Entity("account", ACCOUNT), ALL) == before
    assert lake.verify() == []


def test_destroyed_data_leaves_nothing_in_the_index(filled: Lake, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(filled.path, tmp_path / "lake")
    lake = Lake.open(tmp_path / "lake")
    Mentions(lake).prepare()
    gone = lake.version("pension_payment")
    lake.destroy("pension_payment", [gone.version], by="x", basis="y")
    assert not list((lake.path / FOLDER).glob("*"))
    assert neighbours(lake, Entity("account", ACCOUNT), ALL).totals == {}
    assert not list((lake.path / FOLDER).glob("pension_payment*"))


def test_rows_under_seal_are_not_in_the_index(lake: Lake, tmp_path: Path) -> None:
    from mingjian.intake import Intake, Order

    lines = [
        "处罚决定书文号,处罚机关,姓名,身份证号,违法行为,处罚日期,是否封存,行政区划",
        f"合公（刑）行罚决字〔2024〕1号,某局,甲一,{FIRST},盗窃,2024-01-05,是,340102",
        f"合公（刑）行罚决字〔2024〕2号,某局,乙二,{SECOND},盗窃,2024-01-05,否,340102",
    ]
    path = tmp_path / "penalties.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    order = Order(path, "administrative_penalty", dataset="administrative_penalty", delivery="full", owner="340000")
    list(Intake(lake).load_all([order]))
    reader = Reader(4, frozenset({"administrative_penalty"}), everywhere=True)
    assert neighbours(lake, Entity("person_id", FIRST), reader).totals == {}
    assert neighbours(lake, Entity("person_id", SECOND), reader).totals == {"document_number": 1}
