"""A small model and lake on which runs can be tried."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.lake import Coverage, Lake, Manifest
from mingjian.models import Model, parse_model

from runs_parts import publish_rows  # isort: skip

MODEL = """
model: paid-after-death
version: 1.0.0
title: {zh: 死后领取, en: Paid after death}
line: public_interest
point: {zh: 社保基金流失, en: Loss of funds}
problem: {zh: 死后仍领取, en: still paid}
basis:
  - {law: 中华人民共和国社会保险法, article: 88, from: 2011-07-01}
needs:
  deaths:   {standard: death_record@1, columns: [person, name, id_number, died_on]}
  payments: {standard: pension_payment@1, columns: [person, month, amount, region]}
parameters:
  grace: {value: 1 months, range: [0, 12], why: {zh: 在途, en: on the way}}
steps:
  after_death:
    match: [payments, deaths]
    on: person
    where: payments.month > month(deaths.died_on) + grace
  per_person:
    aggregate: after_death
    by: [person]
    take:
      id_number: last(deaths.id_number)
      name: last(deaths.name)
      died_on: min(died_on)
      months: count()
      amount: sum(amount)
      region: last(region)
clue:
  from: per_person
  about: person
  key: [id_number]
  place: region
  day: died_on
  amount: amount
  says:
    zh: "{name}于{died_on}死亡后仍领取{months}个月，共{amount}元"
    en: "{name} died on {died_on} and was paid for {months} months: {amount} yuan"
  risk:
    amount: [1000 low, 10000 medium, 50000 high]
    long: {when: months >= 12, points: 15, why: {zh: 一年以上, en: a year or more}}
traps:
  - {id: in_transit, zh: 在途, en: on the way, handled: grace}
disposition:
  - {document: public_interest_suggestion, to: {zh: 人社, en: social insurance}}
"""

ABSENT = """
model: never-enrolled
version: 1.0.0
title: {zh: 未入矫, en: Never enrolled}
line: enforcement
point: {zh: 社区矫正交付, en: hand-over}
problem: {zh: 无人接收, en: nobody received him}
basis:
  - {law: 中华人民共和国社区矫正法, article: 21, from: 2020-07-01}
needs:
  deaths:   {standard: death_record@1, columns: [person, name, id_number, died_on, region], show: [name, died_on]}
  payments: {standard: pension_payment@1, columns: [person, month]}
steps:
  unpaid:
    absent: [deaths, payments]
    on: person
    covered: {region: region, from: died_on, to: died_on}
clue:
  from: unpaid
  about: person
  key: [id_number]
  place: region
  day: died_on
  says: {zh: "{name}从未领取", en: "{name} was never paid"}
traps:
  - {id: keys, zh: 证号, en: keys, handled: keys}
disposition:
  - {document: suggestion, to: {zh: 人社, en: social insurance}}
"""

AS_OF = date(2025, 7, 1)
IDS = [
    "110101199003070038",
    "110101199003072519",
    "110101199003074936",
    "11010119900307803X",
    "110101199003077010",
]


def model(text: str = MODEL) -> Model:
    return parse_model(text)


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def deaths(lake: Lake, *more: dict[str, Any], people: int = 3, **options: Any) -> Manifest:
    """The first `people` of `IDS`, dead on 2024-01-15."""
    base = {"region": "340100", "died_on": date(2024, 1, 15)}
    rows = [{**base, "name": f"人{n}", "id_number": IDS[n]} for n in range(people)]
    return publish_rows(lake, "deaths", "death_record@1", [*rows, *({**base, **one} for one in more)], **options)


def payments(lake: Lake, *more: dict[str, Any], people: int = 3, months: int = 3, **options: Any) -> Manifest:
    """Payments of person n in `months` months from 2024-02 on, 1000 × (n + 1) yuan each."""
    rows = [
        {
            "name": f"人{n}",
            "id_number": IDS[n],
            "region": "340100",
            "month": month("2024-02") + m,
            "amount": 1000 * (n + 1),
        }
        for n in range(people)
        for m in range(months)
    ]
    return publish_rows(lake, "payments", "pension_payment@1", [*rows, *more], **options)


YEAR = (Coverage(region="340000", **{"from": date(2024, 1, 1), "to": date(2024, 12, 31)}),)
