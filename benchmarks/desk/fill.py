"""A desk as large as a province's, all of it invented: some clues found by a real run, the others written beside them.

The clues of the run are opened, claimed and filed; those beside them fill lists, counts and searches. They are written
in bulk through the desk's own models, with the texts of every clearance and the words that are searched.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingjian.intake import Intake, Order
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.models.enumerations import Line
from mingjian.runs import run_model

__all__ = ["COUNTIES", "PASSWORD", "Person", "fill_desk", "make_lake", "new_people"]

COUNTIES = (
    "340102", "340103", "340104", "340111", "340122", "340123", "340124", "340181", "340202", "340207", "340209",
    "340210", "340223", "340281", "340802", "340803", "340825", "340881", "340882", "341202", "341203", "341222",
    "341225", "341282",
)  # fmt: skip
PASSWORD = "Load-Test-2025"
BATCH = 2000
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文"
_STANDARDS = {"deaths": "death_record", "pensions": "pension_payment", "relief": "benefit_payment"}
_AS_OF = dt.date(2025, 6, 30)
_MADE_RUN = "made-up"
_MAKE = "CREATE INDEX clues_cluewords_grams ON clues_cluewords USING gin (mingjian_grams(clearance, folded))"
_KINDS = (
    # model, its name in two languages, its line, what it says: of the kind of shipped models, invented all the same
    ("made-pension-custody", "服刑期间领取养老金", "Pension paid in custody", Line.PUBLIC_INTEREST,
     "{name}自{day}起在监狱服刑，期间仍有{n}个月的养老金发放，共{amount}元",
     "{name} in custody since {day}; pension for {n} months was still paid: {amount} yuan"),
    ("made-licence", "醉驾未吊销驾驶证", "Licence kept after drunk driving", Line.ADMINISTRATIVE,
     "{name}因危险驾驶罪被判处刑罚（（2024）皖0102刑初{n}号），判决生效{n}日后驾驶证仍有效",
     "{name} was convicted of dangerous driving ((2024)皖0102刑初{n}号); {n} days later the licence is still valid"),
    ("made-hospital", "虚假住院", "Fake hospital stays", Line.CRIMINAL,
     "{name}于{day}同时在两家医院住院{n}天，医保基金支付{amount}元",
     "{name} stayed in two hospitals at once on {day} for {n} days; the fund paid {amount} yuan"),
    ("made-company", "受刑事处罚人员任公司高管", "Convicted officers of companies", Line.ADMINISTRATIVE,
     "{name}刑满未逾五年，仍任ABC{n}有限公司法定代表人，注册资本{amount}元",
     "{name}, released less than five years ago, is the legal representative of ABC{n} Ltd, capital {amount} yuan"),
    ("made-lawsuit", "民间借贷虚假诉讼", "Sham lawsuits over loans", Line.CIVIL,
     "{name}在{n}起民间借贷案件中为原告，被告均未到庭，标的额{amount}元",
     "{name} is the claimant in {n} loan cases in which no defendant appeared, worth {amount} yuan"),
    ("made-correction", "社区矫正脱管", "Community correction never begun", Line.ENFORCEMENT,
     "{name}应于{day}前报到接受社区矫正，已逾期{n}日未报到",
     "{name} had to report for community correction by {day} and is {n} days late"),
    ("made-minor", "未成年人入职查询缺失", "No check before working with minors", Line.MINORS,
     "{name}有性侵违法犯罪记录，于{day}入职培训机构，未见入职查询，已{n}日",
     "{name} has a record and was hired by a training centre on {day} with no check, {n} days ago"),
    ("made-appeal", "涉检信访重复申诉", "Repeated appeals", Line.APPEALS,
     "{name}就同一案件自{day}以来申诉{n}次，未见答复", "{name} appealed {n} times since {day} without an answer"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who will log in."""

    username: str
    role: str
    office: str


def make_lake(folder: Path, people: int) -> Lake:
    """A lake with one run that finds about as many clues as `people`: paid after death, spread over the counties."""
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    deaths = ["姓名,身份证号,死亡日期,火化日期,行政区划"]
    pensions = ["姓名,身份证号,所属月份,发放金额,行政区划"]
    chance = random.Random(1)
    for number in range(people):
        county = COUNTIES[number % len(COUNTIES)]
        key, name = _id_number(county, number // len(COUNTIES)), _name(chance)
        deaths.append(f"{name},{key},2024-03-{number % 27 + 1:02d},2024-03-{number % 27 + 2:02d},{county}")
        paid = chance.randint(800, 4000)
        pensions += [f"{name},{key},{_month(one)},{paid}.50,{county}" for one in range(3, 6 + number % 9)]
    relief = ["姓名,身份证号,救助类别,所属月份,发放金额,行政区划",
              f"丙丁,{_id_number('340102', 900_000)},低保,2024-01,600,340102"]  # fmt: skip
    for name, lines in (("deaths", deaths), ("pensions", pensions), ("relief", relief)):
        (files / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lake = Lake.create(folder / "lake", key=b"b" * 32)
    orders = [
        Order(files / f"{name}.csv", standard, dataset=standard, delivery="full", owner="340000", synthetic=True)
        for name, standard in _STANDARDS.items()
    ]
    for _ in Intake(lake).load_all(orders):
        pass
    run_model(lake, shipped("benefits-paid-to-the-dead"), as_of=_AS_OF, purpose="基准测试 benchmark", actor="benchmark")
    return lake


def fill_desk(lake: Lake, clues: int, users: int) -> list[Person]:
    """Offices, people and clues into an empty desk that this process has open; who will log in."""
    from mingjian.desk.clues.projection import project
    from mingjian.desk.seed import seed_demo

    begun = time.perf_counter()
    seed_demo(COUNTIES)
    people = list(new_people(0, users))
    _index("DROP INDEX clues_cluewords_grams")
    project(lake)
    print(f"  clues of the run projected after {time.perf_counter() - begun:.0f} s", flush=True)
    _write_beside(clues)
    _spread()
    _index(_MAKE)
    _index("ANALYZE")
    print(f"  {clues:,} clues after {time.perf_counter() - begun:.0f} s", flush=True)
    return people


def new_people(first: int, users: int) -> Iterator[Person]:
    """Most handle clues in counties and cities, some lead; every tenth one is of the province."""
    from django.contrib.auth.hashers import make_password

    from mingjian.desk.offices.models import Office, User
    from mingjian.desk.offices.roles import Role

    offices = {one.code: one for one in Office.objects.all()}
    cities = sorted({code[:4] + "00" for code in COUNTIES})
    hashed = make_password(PASSWORD)
    roles = [Role.PROSECUTOR] * 6 + [Role.ASSISTANT, Role.HEAD, Role.HEAD, Role.CHIEF]
    for number in range(first, users):
        pair = number // 2  # two of a pair are colleagues, who see the same clues
        code = "340000" if pair % 10 == 9 else cities[pair % 4] if pair % 10 < 4 else COUNTIES[pair % 24]
        role, name = roles[(number * 7 + number // 10) % 10], f"load{number:04d}"
        User.objects.create_user(name, "", offices[code], f"测试{number}", [role], tuple(Line), hashed=hashed)
        yield Person(name, role.value, code)


def _write_beside(clues: int) -> None:
    """Clues up to the wanted number."""
    from mingjian.desk.clues.models import Clue, Projection
    from mingjian.desk.clues.projection import rank_of
    from mingjian.desk.offices.models import Office

    offices, chance = {one.code: one for one in Office.objects.all()}, random.Random(2)
    for model, zh, en, *_ in _KINDS:
        Projection.objects.create(model=model, sequence=1, title_zh=zh, title_en=en)
    missing = clues - Clue.objects.count()
    for first in range(0, missing, BATCH):
        rows, says = [], []
        for number in range(first, min(first + BATCH, missing)):
            model, title_zh, title_en, line, zh, en = _KINDS[number % len(_KINDS)]
            county, level = chance.choice(COUNTIES), chance.choice((1, 1, 2, 2, 2, 3))
            amount, points = Decimal(chance.randint(500, 900_000)), chance.randint(1, 99)
            day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(1200))
            subject = hashlib.sha256(f"subject {number % 150_000}".encode()).hexdigest()
            rows.append(Clue(
                id=_clue_id(number), model=model, model_version="1.0.0", title_zh=title_zh, title_en=title_en,
                line=line.value, run=_MADE_RUN, place=county, subject_kind="person", subject=subject, level=level,
                points=points, amount=amount, rank=rank_of(level, points, amount), day=day,
                touched=number % 50 == 0, found="vanished" if number % 40 == 0 else "present", first_seen=day,
                last_seen=_AS_OF, office=offices[county],
            ))  # fmt: skip
            told = {"name": _name(chance), "day": f"{day:%Y-%m-%d}", "n": str(chance.randint(3, 400)),
                    "amount": f"{amount:,}"}  # fmt: skip
            says.append((zh, en, told, _id_number(county, number)))
        _store(rows, says)


def _store(rows: list, says: list[tuple[str, str, dict[str, str], str]]) -> None:  # type: ignore[type-arg]
    from django.db import transaction

    from mingjian.desk.clues.models import Clue, ClueText
    from mingjian.desk.clues.searching import remember_words

    texts = []
    for clue, (zh, en, told, subject) in zip(rows, says, strict=True):
        for clearance in (1, 2, 3, 4):
            shown = told if clearance > 2 else {**told, "name": told["name"][0] + "*", "amount": "＊＊＊"}
            hidden = subject if clearance > 2 else subject[:4] + "*" * 12 + subject[-2:]
            texts.append(ClueText(clue_id=clue.pk, clearance=clearance, zh=zh.format(**shown), en=en.format(**shown),
                                  subject=hidden))  # fmt: skip
    with transaction.atomic():
        Clue.objects.bulk_create(rows)
        ClueText.objects.bulk_create(texts)
        remember_words(texts)


def _spread() -> None:
    """A part of the clues was handled before: other states, so that facets have something to count."""
    from mingjian.desk.clues.models import Clue

    shares = {"0": "triaged", "1": "triaged", "2": "not_established", "3": "transferred"}
    for sign, state in shares.items():
        Clue.objects.filter(run=_MADE_RUN, id__startswith=sign).update(state=state)


def _index(sql: str) -> None:
    """PostgreSQL makes the index of trigrams faster of all rows at once."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '256MB'")
            cursor.execute(sql)


def _clue_id(number: int) -> str:
    signs = hashlib.sha256(f"clue {number}".encode()).hexdigest()
    return "-".join(signs[at : at + 4] for at in range(0, 20, 4))


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


def _id_number(region: str, number: int) -> str:
    """An invented resident id with its check digit; a number gives another one for every 10,000 × 100 of a region."""
    day = dt.date(1930, 1, 1) + dt.timedelta(days=number // 900)
    body = f"{region}{day:%Y%m%d}{number % 900 + 100:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def _month(number: int) -> str:
    return f"{2024 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}"
