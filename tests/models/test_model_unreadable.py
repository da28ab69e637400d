# ruff: noqa: E501 (texts of model files)
"""What cannot be read is doubt: quarantined records stand in the way of an absence, a damaged end is not an open one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from mingjian.collision import execute
from mingjian.engines import Engine
from mingjian.intake import Intake
from mingjian.lake import Coverage, Lake
from mingjian.library import shipped
from mingjian.models import compile_model, lake_scans, load_model
from mingjian.models.ghosts import ghost_rows
from mingjian.models.made_up import made_up_person_id

DAY = dt.date(2024, 6, 30)
PEOPLE = {name: made_up_person_id(dt.date(1985, 3, order + 1), order) for order, name in enumerate("甲乙丙丁")}
JUDGMENTS = "案号,审理法院,被告人,被告人证件号码,裁判日期,生效日期,主刑,缓刑考验期(月),主罪名,居住地区划,行政区划"
CORRECTIONS = "姓名,身份证号,矫正类别,矫正起始日期,矫正终止日期,入矫日期,行政区划"


def judgment(name: str, number: int) -> str:
    return f"（2023）皖0102刑初{number}号,甲区人民法院,某{name},{PEOPLE[name]},2023-05-10,2023-05-21,有期徒刑,18,盗窃罪,340104,340102"


def correction(name: str, start: str, number: str | None = None) -> str:
    return f"某{name},{number or PEOPLE[name]},缓刑,{start},2024-11-20,{start},340104"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """甲 was never enrolled; 乙 was, but the first day cannot be read; 丙 was; 丁 was, under a damaged number too."""
    folder = tmp_path_factory.mktemp("unreadable")
    made = Lake.create(folder / "lake")
    covered = [Coverage.model_validate({"region": "340000", "from": "2016-01-01", "to": "2024-06-30"})]
    files = {
        "criminal_judgment": [JUDGMENTS, *(judgment(name, number) for number, name in enumerate("甲乙丙丁", start=1))],
        "community_correction": [
            CORRECTIONS,
            correction("乙", "2023-13-21"),
            correction("丙", "2023-05-28"),
            correction("丁", "2023-13-01", PEOPLE["丁"][:14] + "****"),
        ],
        "death_record": [
            "姓名,身份证号,死亡日期,行政区划",
            f"某戊,{made_up_person_id(dt.date(1950, 1, 1), 9)},2020-01-05,340104",
        ],
    }
    for standard, lines in files.items():
        file = folder / f"{standard}.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        Intake(made).load(file, f"{standard}@1", synthetic=True, coverage=covered, extracted_on=DAY, owner="340000")
    return made


def outcome(lake: Lake, name: str):
    model = load_model(shipped(name))
    manifests = {alias: lake.version(standard.split("@")[0]) for alias, standard in model.datasets.items()}
    compiled = compile_model(model, lake_scans(lake, model, manifests), as_of=DAY)
    with Engine(readable=[lake.path]) as engine:
        found = execute(compiled.plan, engine, compiled.final, compiled.columns)
        rows = engine.arrow(f'SELECT * FROM "{found.table}"').to_pylist()
    doubts = Counter(doubt.reason for step in found.steps for doubt in step.undetermined for _ in range(doubt.rows))
    return rows, doubts, compiled


def test_a_quarantined_enrolment_stands_in_the_way_of_an_absence(lake: Lake):
    rows, doubts, compiled = outcome(lake, "community-correction-never-enrolled")
    assert [row["name"] for row in rows] == ["某甲"]
    assert doubts["possible_match"] == 1  # 丁: the visible part of the number agrees
    assert doubts["null:where"] == 1  # 乙: on the list, but since when is unreadable
    assert compiled.readable == (lake.path / "derived",)
    assert "enrolments_whole" in compiled.plan.scans


def test_the_records_are_read_as_far_as_they_go(lake: Lake):
    rows = ghost_rows(lake, lake.version("community_correction"), ("person", "kind", "from_on", "name"))
    assert [(row["name"], row["kind"], row["from_on"]) for row in rows] == [
        ("某乙", "probation", None),
        ("某丁", "probation", None),
    ]
    assert rows[0]["person"] is not None
    assert rows[1]["person"] is None
    assert rows[1]["id_number__state"] == 1


def test_the_derived_file_may_be_deleted(lake: Lake):
    outcome(lake, "community-correction-never-enrolled")
    for file in Path(lake.path / "derived").iterdir():
        file.unlink()
    rows, _, _ = outcome(lake, "community-correction-never-enrolled")
    assert len(rows) == 1


def test_a_line_with_cells_too_many_is_read_as_far_as_its_cells_tell_where_they_belong(tmp_path: Path):
    """Too many at its end: all can be read, a damaged number beside. One too many in front: only the number that tells
    by its form."""
    made = Lake.create(tmp_path / "lake")
    number = "（2020）皖0102执50008号"
    file = tmp_path / "inquiries.csv"
    lines = ["执行案号,被执行人,被执行人证件号码,查控日期,是否发现财产,行政区划"]
    lines += [f"{number},某甲,{PEOPLE['甲']},2023-{month:02d}-17,否,340102" for month in range(1, 11)]
    lines += [lines[-1].replace("10-17", "11-17") + ",,见备注", "," + lines[-1]]
    damaged = PEOPLE["甲"][:17] + ("1" if PEOPLE["甲"][17] != "1" else "2")
    lines += [lines[2].replace("02-17", "12-17").replace(PEOPLE["甲"], damaged) + ",,见备注"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = Intake(made).load(file, "asset_inquiry@1", synthetic=True, extracted_on=DAY, owner="340000")
    assert loaded.counts.quarantined == 3
    rows = ghost_rows(made, loaded, ("execution_number", "inquired_on", "name"))
    assert {row["execution_number"] for row in rows} == {number}
    told = {row["inquired_on"]: (row["name"], row["id_number__state"]) for row in rows}
    assert told == {None: (None, 2), dt.date(2023, 11, 17): ("某甲", 2), dt.date(2023, 12, 17): ("某甲", 1)}


SITES = {"甲": "31.50", "乙": "31.60"}
"""Latitudes of two buildings on land illegally used, eleven kilometres apart."""


def land(folder: Path, *images: str) -> Lake:
    """Two buildings that the court allowed to tear down; images after the limit show both, and these others."""
    made = Lake.create(folder / "lake")
    penalty = "某{0},{1},甲自然资规罚〔2022〕{2}号,甲县自然资源局,非法占用土地,2022-01-10,117.02,{3},340122"
    ruling = (
        "某{0},{1},（2022）皖0122行审{2}号,甲自然资规罚〔2022〕{2}号,2022-09-01,2022-09-01,2022-09-08,准予执行,340122"
    )
    image = "TB{0},建筑物仍在,2023-06-01,117.02,{1},CGCS2000,340122"
    sites = [(name, PEOPLE[name], n, at) for n, (name, at) in enumerate(SITES.items(), start=1)]
    files = {
        "administrative_penalty": [
            "姓名,身份证号,处罚决定书文号,处罚机关,违法行为,处罚日期,违法地点经度,违法地点纬度,行政区划",
            *(penalty.format(*site) for site in sites),
        ],
        "non_litigation_enforcement": [
            "姓名,身份证号,案号,行政决定文号,申请执行日期,受理日期,裁定日期,审查结果,行政区划",
            *(ruling.format(*site) for site in sites),
        ],
        "change_patch": [
            "图斑编号,变化类型,后时相,中心点经度,中心点纬度,坐标系,行政区划",
            *(image.format(n, at) for _, _, n, at in sites),
            *images,
        ],
        "resource_approval": [
            "批准文号,审批类型,批准状态,批准范围,行政区划",
            'P1,建设用地审批,有效,"POLYGON ((118 32, 118.1 32, 118.1 32.1, 118 32))",340122',
        ],
    }
    covered = [Coverage.model_validate({"region": "340000", "from": "2016-01-01", "to": "2024-06-30"})]
    for standard, lines in files.items():
        file = folder / f"{standard}.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        Intake(made).load(file, f"{standard}@1", synthetic=True, coverage=covered, extracted_on=DAY, owner="340000")
    return made


GONE = ",已拆除,2023-09-01,117.0201,31.5001,CGCS2000,340122"


@pytest.mark.parametrize(
    ("images", "left", "open_"),
    [
        ([], ["某甲", "某乙"], 0),
        ([GONE], ["某乙"], 1),  # without the number of its patch it is not accepted
        ([GONE.replace("CGCS2000", "GCJ02")], ["某乙"], 1),
        ([GONE.replace("已拆除", "建筑物仍在")], ["某甲", "某乙"], 0),
        ([GONE.replace("2023-09", "2021-09")], ["某甲", "某乙"], 0),  # older than the penalty
        ([GONE.replace("31.5001", "31.53")], ["某甲", "某乙"], 0),
        (["TB8" + GONE.replace("31.5001", "31.505")], ["某甲", "某乙"], 0),  # accepted, and another place
    ],
)
def test_a_quarantined_record_that_tells_of_a_place_only_stands_in_the_way(tmp_path: Path, images, left, open_):
    """It has neither name nor number: of the building it shows gone nobody knows that it still stands."""
    made = land(tmp_path, *images)
    quarantined = made.version("change_patch").counts.quarantined
    rows, doubts, _ = outcome(made, "land-rulings-not-enforced")
    assert sorted(row["party"] for row in rows) == sorted(left)
    assert doubts["null:where"] == open_
    assert quarantined == sum(image.startswith(",") for image in images)
