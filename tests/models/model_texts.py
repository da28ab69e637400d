# ruff: noqa: E501 (texts of model files)
"""A small right model and its broken copies, for tests of the language."""

from __future__ import annotations

GOOD = """\
model: pension-after-death
version: 1.0.0
title: {zh: 死亡人员冒领养老金, en: Pension paid after death}
line: public_interest
point: {zh: 社保基金流失, en: Loss of social-insurance funds}
problem: {zh: 死亡信息滞后, en: News of deaths is slow}
basis:
  - {law: 中华人民共和国社会保险法, article: 88, from: 2011-07-01}
needs:
  deaths:   {standard: death_record@1, columns: [person, id_number, name, died_on]}
  payments: {standard: pension_payment@1, columns: [person, month, amount, region]}
parameters:
  grace: {value: 2 months, range: [0, 12], why: {zh: 申报死亡的合理期限, en: time to report a death}}
steps:
  after_death:
    match: [payments, deaths]
    on: person
    where: payments.month > month(died_on) + grace
  per_person:
    aggregate: after_death
    by: [person]
    take: {id_number: last(deaths.id_number), name: last(deaths.name), died_on: min(died_on), months: count(), amount: sum(amount), region: last(region)}
clue:
  from: per_person
  about: person
  key: [id_number]
  place: region
  amount: amount
  says: {zh: "{name}于{died_on}死亡后仍领取{months}个月，共{amount}元", en: "{name} died on {died_on}: {months} months, {amount} yuan"}
  risk: {amount: [1000 low, 10000 medium, 50000 high]}
traps:
  - {id: transit, zh: 在途发放, en: In transit, handled: grace}
disposition:
  - {document: suggestion, to: {zh: 人社局, en: the agency}}
"""

GROUPED_ABSENCE = (
    "  after_death:\n    match: [payments, deaths]",
    "  paid:\n    aggregate: payments\n    by: [person]\n"
    "    take: {month: max(month), amount: sum(amount), region: last(region)}\n"
    "  gone:\n    absent: [paid, deaths]\n    on: person\n    where: deaths.died_on > first_day(paid.month)\n"
    "    covered: {region: region, from: first_day(month), to: last_day(month)}\n"
    "  after_death:\n    match: [{payments: gone}, deaths]",
)
"""A change of the good text: an absence asked of groups that have lost the name of the person."""


NUMBER = ("last(deaths.id_number)", "last(id_number)")
NAME = ("last(deaths.name)", "last(name)")
"""Behind that absence these columns are one input's only."""


def changed(*pairs: tuple[str, str]) -> str:
    """The good text with replacements; each must occur."""
    text = GOOD
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
