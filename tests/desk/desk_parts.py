"""A small lake for the desk: deaths and pensions in three counties, and the run that finds who was paid after death."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mingjian.intake import Intake, Order
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.models import Model, load_model, parse_model
from mingjian.runs import StoredRun, run_model

AS_OF = dt.date(2025, 6, 30)
PASSWORD = "Test-Pass-2025"
COUNTIES = ("340102", "340103", "340202")
PER_COUNTY = 4


def person_id(region: str, number: int) -> str:
    """An invented resident id of 1950 with its check digit."""
    body = f"{region}195001{number % 28 + 1:02d}{number:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def name_of(number: int) -> str:
    """An invented name."""
    return f"甲{'乙丙丁戊己庚辛壬'[number % 8]}"


def write_files(folder: Path, months: int = 6, first: int = 1) -> None:
    """Everybody of `first`… dies in March 2024 and is paid for `months` months after the month of grace."""
    folder.mkdir(parents=True, exist_ok=True)
    deaths = ["姓名,身份证号,死亡日期,火化日期,行政区划"]
    pensions = ["姓名,身份证号,所属月份,发放金额,行政区划"]
    for county in COUNTIES:
        for n in range(first, first + PER_COUNTY):
            name, key = name_of(n), person_id(county, n)
            deaths.append(f"{name},{key},2024-03-{n + 1:02d},2024-03-{n + 3:02d},{county}")
            last = 4 + months * n
            pensions += [f"{name},{key},{month(m)},{1000 * n}.50,{county}" for m in range(1, last + 1)]
    for name, lines in (("deaths", deaths), ("pensions", pensions)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    relief = [
        "姓名,身份证号,救助类别,所属月份,发放金额,行政区划",
        f"丙丁,{person_id('340102', 99)},低保,2024-01,600,340102",
    ]
    (folder / "relief.csv").write_text("\n".join(relief) + "\n", encoding="utf-8")


def month(number: int) -> str:
    """The `number`-th month from January 2024."""
    return f"{2024 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}"


def make_lake(root: Path) -> Lake:
    """The lake in `root/lake`, with one run of P02: twelve clues, four a county."""
    write_files(root / "files")
    lake = Lake.create(root / "lake", key=b"d" * 32)
    load(lake, root / "files")
    run(lake)
    return lake


def load(lake: Lake, files: Path, synthetic: bool = True) -> None:
    """Take the three files in as full deliveries; as of real people if `synthetic` is not said."""
    standards = {"deaths": "death_record", "pensions": "pension_payment", "relief": "benefit_payment"}
    orders = [
        Order(files / f"{name}.csv", standard, dataset=standard, delivery="full", owner="340000", synthetic=synthetic)
        for name, standard in standards.items()
    ]
    for _ in Intake(lake).load_all(orders):
        pass


def run(lake: Lake) -> StoredRun:
    """Run the model of payments after death."""
    return run_model(lake, shipped("benefits-paid-to-the-dead"), as_of=AS_OF, purpose="测试 test", actor="tester")


def older_model(months: int = 12) -> Model:
    """The model of payments after death as a version 0.9.0 with another grace: with a longer one it finds fewer."""
    text = (shipped("benefits-paid-to-the-dead") / "model.yaml").read_text(encoding="utf-8")
    now = load_model(shipped("benefits-paid-to-the-dead"))
    changes = {f"version: {now.version}": "version: 0.9.0",
               f"value: {now.parameters['grace'].value}": f"value: {months} months"}  # fmt: skip
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_model(text, "benefits-paid-to-the-dead/model.yaml")


def run_older(lake: Lake) -> StoredRun:
    """Run the older version: nine clues, three a county."""
    return run_model(lake, older_model(), as_of=AS_OF, purpose="旧版本 older", actor="tester")
