"""A small lake in which people share accounts and companies, for tests of relations."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from desk_parts import person_id

from mingjian.intake import Intake, Order
from mingjian.lake import Lake
from mingjian.standards.identifiers import check

EMPLOYEES = 60
FIRST, SECOND, THIRD, ELSEWHERE = (person_id(*one) for one in (("340102", 1), ("340102", 2), ("340103", 3),
                                                              ("340202", 4)))  # fmt: skip


def checked(kind: str, beginning: str) -> str:
    """The first identifier with this beginning whose check digit is right."""
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if check(kind, beginning + last).state.usable:
            return beginning + last
    raise AssertionError(beginning)


ACCOUNT = checked("account", "622202100011223344")
COMPANY = checked("uscc", "91340100MA2T0ABC5")


def employees() -> list[str]:
    """Sixty people whose numbers may be keys: one that ends in 000 may not."""
    found = (person_id("340103", number) for number in range(100, 900))
    return [one for one in found if check("person_id", one).state.usable][:EMPLOYEES]


def young(number: int) -> str:
    """An invented resident id of somebody born in 2015."""
    body = f"34010220150101{number:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


MINOR = young(1)


def fill(lake: Lake, folder: Path) -> None:
    """Two people are paid to one account; one of them runs a company that insures others; one was investigated."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "pension_payment": [
            "姓名,身份证号,银行账号,所属月份,发放金额,行政区划",
            *(f"甲一,{FIRST},{ACCOUNT},2024-{m:02d},1000.00,340102" for m in range(1, 7)),
            *(f"乙二,{SECOND},{ACCOUNT},2024-{m:02d},900.00,340102" for m in range(1, 4)),
            f"丁四,{ELSEWHERE},{ACCOUNT},2024-01,800.00,340202",
            f"小五,{MINOR},{ACCOUNT},2024-01,300.00,340102",
        ],
        "company_officer": [
            "企业名称,统一社会信用代码,姓名,身份证号,职务,任职日期,行政区划",
            f"某公司,{COMPANY},甲一,{FIRST},法定代表人,2019-01-01,340100",
            f"某公司,{COMPANY},丙三,{THIRD},监事,2019-01-01,340100",
        ],
        "social_insurance_payment": [
            "姓名,身份证号,统一社会信用代码,单位名称,险种,费款所属期,缴费金额,缴费基数,行政区划",
            *(f"员工,{employee},{COMPANY},某公司,企业职工基本养老保险,2024-01,500.00,6000,340103"
              for employee in employees()),
        ],
        "death_record": ["姓名,身份证号,死亡日期,火化日期,行政区划", f"甲一,{FIRST},2024-03-02,2024-03-04,340102"],
        "police_case": [
            "立案号,姓名,身份证号,罪名,立案日期,行政区划",
            f"合公（刑）立字〔2024〕12号,甲一,{FIRST},诈骗罪,2024-05-01,340102",
        ],
    }  # fmt: skip
    orders = []
    for standard, lines in tables.items():
        path = folder / f"{standard}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        orders.append(Order(path, standard, dataset=standard, delivery="full", owner="340000", synthetic=True))
    for made in Intake(lake).load_all(orders):
        assert made.counts.quarantined == 0, made.reasons
