"""Models with outlier and the kernel operators over a small lake: clues are found, proved, and say what differs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
import pytest
from runs_models import AS_OF, IDS
from runs_parts import publish_rows

from mingjian.lake import Lake
from mingjian.models import load_model
from mingjian.runs.execute import run_model
from mingjian.runs.prove import prove_all
from mingjian.runs.store import StoredRun

HEAD = """
model: {name}
version: 1.0.0
title: {{zh: 核对, en: Checked}}
line: criminal
point: {{zh: 核对, en: check}}
problem: {{zh: 核对, en: check}}
basis:
  - {{law: 中华人民共和国刑事诉讼法, article: 8, from: 2018-10-26}}
traps:
  - {{id: keys, zh: 证号, en: keys, handled: keys}}
disposition:
  - {{document: suggestion, to: {{zh: 法院, en: court}}}}
"""

COPIED = """
needs:
  judgments: {standard: criminal_judgment@1, columns: [person, name, id_number, court, judged_on, full_text, region]}
steps:
  copied:
    similar: judgments
    text: full_text
    by: court
    least_length: 20
    keep: KEEP
MORE
clue:
  from: FROM
  about: person
  key: [id_number]
  place: region
  says: {zh: "相似度{similarity}", en: "similar by {similarity}"}
"""


def text_of(name: str, amount: int) -> str:
    facts = "经审理查明被告人于二〇二三年五月间在本市多次窃取他人停放在路边的电动自行车并低价销赃后挥霍，赃物未能追回。"
    return f"{facts}本院认为{name}盗窃数额较大，退赔{amount}元。"


def judgments(lake: Lake) -> None:
    base = {"court": "甲法院", "region": "340100", "judged_on": date(2024, 1, 15)}
    rows: list[dict[str, Any]] = [
        {**base, "case_number": f"{n}号", "name": f"人{n}", "id_number": IDS[n], "full_text": text_of("他", 100 + n)}
        for n in range(3)
    ]
    rows[2]["court"] = "乙法院"
    rows.append({**base, "case_number": "9号", "name": "人3", "id_number": IDS[3], "full_text": "太短"})
    publish_rows(lake, "judgments", "criminal_judgment@1", rows)


def run_of(lake: Lake, tmp_path: Any, name: str, body: str) -> StoredRun:
    folder = tmp_path / "models" / name
    folder.mkdir(parents=True)
    (folder / "model.yaml").write_text(HEAD.format(name=name) + body, "utf-8")
    return run_model(lake, load_model(folder), as_of=AS_OF, purpose="专项一号")


def change(lake: Lake, dataset: str, column: str, row: int, value: Any) -> str:
    """Write one value of a part anew; the row's id."""
    path = lake.file(lake.version(dataset).parts[0].path)
    table = pq.read_table(path)
    values = table.column(column).to_pylist()
    values[row] = value
    changed = table.set_column(table.column_names.index(column), column, [values]).cast(table.schema)
    pq.write_table(changed, path, compression="zstd")
    return str(table.column("row_id")[row].as_py().hex())


def flip(lake: Lake, dataset: str) -> None:
    path = lake.file(lake.version(dataset).parts[0].path)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x55
    path.write_bytes(raw)


def holds_until_changed(lake: Lake, dataset: str, column: str, value: Any) -> None:
    """Every clue is proved; after a changed value the row is named; after a changed byte the file is."""
    assert all(one.proved for one in prove_all(lake))
    row_id = change(lake, dataset, column, 0, value)
    told = prove_all(lake)
    assert {one.status for one in told} == {"differs"}
    assert any(f"row_id {row_id}" in one.en for one in told)
    flip(lake, dataset)
    assert all(one.status == "differs" and one.zh for one in prove_all(lake))


FIRST = """
  first:
    derive: copied
    take: {person: one.person, id_number: one.id_number, region: one.region}
"""


@pytest.mark.parametrize(("keep", "last", "more", "clues"), [("groups", "copied", "", 2), ("pairs", "first", FIRST, 1)])
def test_copied_judgments(lake: Lake, tmp_path: Any, keep: str, last: str, more: str, clues: int) -> None:
    judgments(lake)
    body = COPIED.replace("KEEP", keep).replace("FROM", last).replace("MORE", more)
    run = run_of(lake, tmp_path, "copied-judgments", body)
    assert len(run.clues) == clues
    assert {row["reason"] for row in run.undetermined.to_pylist()} == {"short"}
    holds_until_changed(lake, "judgments", "full_text", "完全不同的文字" * 10)


DEAR = """
needs:
  settled:
    standard: medical_settlement@1
    columns: [person, name, id_number, settlement_no, hospital, kind, admitted_on, fund_paid, region]
steps:
  dear:
    outlier: settled
    of: fund_paid
    peers: hospital
    at_least: 3.5
    min_peers: 5
clue:
  from: dear
  about: person
  key: [id_number]
  place: region
  says:
    zh: "基金支付{fund_paid}元，同院{peers}人中位数{peer_median}元，偏离{deviation}"
    en: "{fund_paid} yuan, the median of {peers} is {peer_median}, {deviation} deviations"
"""


def test_dear_settlements(lake: Lake, tmp_path: Any) -> None:
    base = {"region": "340100", "admitted_on": date(2024, 1, 15), "kind": "inpatient"}
    rows: list[dict[str, Any]] = [
        {**base, "settlement_no": f"{n}", "name": f"人{n}", "id_number": IDS[n % len(IDS)], "hospital": hospital,
         "fund_paid": Decimal(paid)}
        for hospital, all_paid in (("甲医院", (9000, 100, 110, 120, 130, 140)), ("乙医院", (9000, 100)))
        for n, paid in enumerate(all_paid)
    ]  # fmt: skip
    publish_rows(lake, "settled", "medical_settlement@1", rows)
    run = run_of(lake, tmp_path, "dear-settlements", DEAR)
    assert len(run.clues) == 1
    assert run.clues.column("says_zh")[0].as_py().startswith("基金支付9,000元，同院6人中位数125")
    assert {row["reason"] for row in run.undetermined.to_pylist()} == {"few_peers"}
    holds_until_changed(lake, "settled", "fund_paid", Decimal("101.00"))


SHARING = """
needs:
  stays: {standard: hotel_stay@1, columns: [person, name, id_number, hotel, room, checked_in, region]}
steps:
  tied:
    network: stays
    link: {of: id_number, shared: [room]}
    find: {components: {least: 3}}
  named:
    match: [{one: stays}, {group: tied}]
    on: {id_number: node}
    keep: left
clue:
  from: named
  about: person
  key: [id_number]
  place: region
  says: {zh: "{name}与他人同住", en: "{name} shared rooms"}
"""


def test_people_who_share_rooms(lake: Lake, tmp_path: Any) -> None:
    base = {"region": "340100", "hotel": "甲酒店", "checked_in": date(2024, 1, 15)}
    rooms = ["101", "101", "101", "202", "202"]
    rows: list[dict[str, Any]] = [
        {**base, "name": f"人{n}", "id_number": IDS[n % len(IDS)], "room": room}
        for n, room in enumerate(rooms[: len(IDS)])
    ]
    publish_rows(lake, "stays", "hotel_stay@1", rows)
    run = run_of(lake, tmp_path, "shared-rooms", SHARING)
    assert len(run.clues) == 3
    holds_until_changed(lake, "stays", "room", "303")


NEAR = """
needs:
  violations:
    standard: traffic_violation@1
    columns: [person, name, id_number, happened_on, place, blood_alcohol, region]
steps:
  met:
    near: violations
    WAY
    where: one.happened_on = other.happened_on
  first:
    derive: met
    take: {person: one.person, id_number: one.id_number, region: one.region}
clue:
  from: first
  about: person
  key: [id_number]
  place: region
  says: {zh: 相近, en: near}
"""


def violations(lake: Lake) -> None:
    base = {"region": "340100", "happened_on": date(2024, 1, 15)}
    rows: list[dict[str, Any]] = [
        {"place": "合肥市瑶海区长江东路12号", "blood_alcohol": 117.0},
        {"place": "安徽省合肥市瑶海区长江东路１２号院", "blood_alcohol": 117.0005},
        {"place": "合肥市瑶海区长江东路13号", "blood_alcohol": 118.0},
        {"place": "长江东路", "blood_alcohol": 300.0},
    ]
    rows = [{**base, "name": f"人{n}", "id_number": IDS[n], **row} for n, row in enumerate(rows)]
    publish_rows(lake, "violations", "traffic_violation@1", rows)


@pytest.mark.parametrize(
    ("way", "reason", "column", "value"),
    [
        ("address: place\n    to: number", "address", "place", "合肥市包河区长江东路12号"),
        ("at: [blood_alcohol, 31.5]\n    at_most: 100", "coordinates", "blood_alcohol", 110.0),
    ],
)
def test_violations_at_one_place(lake: Lake, tmp_path: Any, way: str, reason: str, column: str, value: Any) -> None:
    violations(lake)
    run = run_of(lake, tmp_path, "met-again", NEAR.replace("WAY", way))
    assert [row["subject"] for row in run.clues.to_pylist()] == [IDS[0]]
    assert {row["reason"] for row in run.undetermined.to_pylist()} == {reason}
    holds_until_changed(lake, "violations", column, value)


INSIDE = """
needs:
  violations:
    standard: traffic_violation@1
    columns: [person, name, id_number, happened_on, blood_alcohol, region]
  zones: {standard: administrative_penalty@1, columns: [penalty_number, agency, act, decided_on, description]}
steps:
  met:
    near: [{seen: violations}, {zone: zones}]
    inside: {point: [blood_alcohol, 31.5], area: description}
clue:
  from: met
  about: person
  key: [id_number, penalty_number]
  place: region
  says: {zh: 在区域内, en: inside}
"""


def test_violations_in_an_area(lake: Lake, tmp_path: Any) -> None:
    violations(lake)
    base = {"agency": "县自然资源局", "act": "占地", "decided_on": date(2024, 1, 15)}
    areas = ["POLYGON ((116 31, 117.5 31, 117.5 32, 116 32, 116 31))", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"]
    rows = [
        {**base, "penalty_number": f"自然资罚〔2024〕{n}号", "description": area} for n, area in enumerate(areas, 1)
    ]
    publish_rows(lake, "zones", "administrative_penalty@1", rows)
    run = run_of(lake, tmp_path, "inside-an-area", INSIDE)
    assert {row["subject"] for row in run.clues.to_pylist()} == {IDS[0], IDS[1]}
    assert {(row["reason"], row["alias"]) for row in run.undetermined.to_pylist()} == {
        ("area", "zone"),
        ("coordinates", "seen"),
    }
    holds_until_changed(lake, "zones", "description", "POLYGON ((110 31, 111 31, 111 32, 110 32, 110 31))")
