"""Sample solutions of the exercises, which do not ship, and how they go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingjian.training import Exercise, Grounds, Handed, Practice, practise

SOLUTIONS = Path(__file__).parent / "solutions"


def solution(one: Exercise) -> dict[str, str]:
    """The files of the sample solution."""
    folder = SOLUTIONS / one.id
    own = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")}
    return {**one.start, **own}


def answers(one: Exercise, files: dict[str, str], grounds: Grounds) -> dict[str, str]:
    """The answers a learner reads off a trial."""
    return {q.id: str(_read(practise(one, files, grounds), q.id)) for q in one.questions}


def _read(tried: Practice, question: str) -> int:
    if question == "months":
        return tried.looks["one_month"].count or 0
    step, reason = {"outside": ("never_enrolled", "outside_coverage"), "possible": ("unpunished", "possible_match")}[
        question
    ]
    return sum(doubt.rows for doubt in tried.looks[step].undetermined if doubt.reason == reason)


def handed(one: Exercise, grounds: Grounds) -> Handed:
    """The sample solution as it is handed in."""
    files = solution(one)
    return Handed(files, answers(one, files, grounds))


@dataclass(frozen=True)
class Wrong:
    """A typical wrong answer: the solution with some words changed, what then fails, and a word of what is told."""

    exercise: str
    label: str
    changed: tuple[tuple[str, str], ...]
    fails: str
    teaches: str
    answers: tuple[tuple[str, str], ...] = ()


def wrong(exercise: str, label: str, *changed: tuple[str, str], fails: str, teaches: str, **given: str) -> Wrong:
    """One of the table."""
    return Wrong(exercise, label, changed, fails, teaches, tuple(given.items()))


_VALID = "licence.status = 'valid' and "
WRONG = (
    wrong("01-first-match", "any day of issue", (" and licence.issued_on <= offence.judged_on", ""),
          fails="issued_later", teaches="领证日"),
    wrong("01-first-match", "any state of the licence", (_VALID, ""), fails="revoked_already", teaches="证已吊销"),
    wrong("01-first-match", "clue from the old step", ("from: kept", "from: named"), fails="model",
          teaches="按位置改正"),
    wrong("02-columns-needed", "account kept to be shown",
          ("amount, payment_kind, region]", "amount, account, payment_kind, region]"),
          ("show: [name, month, amount, payment_kind]", "show: [name, month, amount, account, payment_kind]"),
          fails="idle_sensitive", teaches="审批人"),
    wrong("02-columns-needed", "only funerals left out", ("payment_kind = 'monthly'", "payment_kind != 'funeral'"),
          fails="arrears", teaches="生前应得"),
    wrong("02-columns-needed", "the wrong way round", ("payment_kind = 'monthly'", "payment_kind = 'funeral'"),
          fails="paid_on", teaches="应当查出"),
    wrong("03-absence-and-coverage", "region of the court", ("covered: {region: place", "covered: {region: region"),
          fails="lives_elsewhere", teaches="执行地"),
    wrong("03-absence-and-coverage", "deadline not covered", ("to: due_on}", "to: effective_on}"),
          fails="deadline_open", teaches="期限"),
    wrong("03-absence-and-coverage", "a guess", fails="outside", teaches="试运行", outside="100"),
    wrong("04-damaged-keys", "still unprotected", ("weak: {name: name}", "weak: none"),
          fails="damaged_row", teaches="待定"),
    wrong("04-damaged-keys", "not read off", fails="possible", teaches="人工核对", possible="九十九"),
    wrong("05-names-are-no-keys", "everybody who ever worked there", ("derive: working", "derive: staff"),
          ("  working:\n    filter: staff\n    where: left_on is null or left_on >= as_of\n", ""),
          fails="left_long_ago", teaches="离职"),
    wrong("05-names-are-no-keys", "still by name", ("on: person", "on: name"),
          ("columns: [person, name, id_number, case_number", "columns: [name, case_number"),
          fails="name_as_key", teaches="同名"),
    wrong("06-closed-intervals", "from the day of entry", ("in_from: entered_on + 1 day", "in_from: entered_on"),
          fails="out_on_entry", teaches="次日"),
    wrong("06-closed-intervals", "open hotel stays go on", ("\"coalesce(checked_out, checked_in)\"", "checked_out"),
          fails="never_checked_out", teaches="漏登"),
    wrong("06-closed-intervals", "who is still inside is dropped",
          ("case when left_on is null then sentence_to else left_on - 1 day end", "left_on - 1 day"),
          ("where: reason = 'serving'", "where: reason = 'serving' and left_on is not null"),
          fails="still_inside", teaches="仍在服刑"),
    wrong("07-months-and-borders", "month of entry counted",
          ("paid.month > month(stay.entered_on)", "paid.month >= month(stay.entered_on)"),
          fails="month_of_entry", teaches="收押"),
    wrong("07-months-and-borders", "month of release counted",
          ("paid.month < month(stay.until)", "paid.month <= month(stay.until)"),
          fails="month_of_release", teaches="释放当月"),
    wrong("07-months-and-borders", "open stays dropped", ("coalesce(left_on, as_of)", "left_on"),
          fails="still_inside", teaches="仍在押"),
    wrong("08-doubled-rows", "added up within the month", ("amount: max(amount), since: min(entered_on)",
          "amount: sum(amount), since: min(entered_on)"), fails="two_stays", teaches="两遍"),
    wrong("08-doubled-rows", "stays brought together",
          ("  paid_inside:\n    match: [{stay: stays}", "  whole:\n    aggregate: stays\n    by: [person]\n"
           "    take: {who: last(who), "
           "number: last(number), entered_on: min(entered_on), until: max(until), region: last(region)}\n"
           "  paid_inside:\n    match: [{stay: whole}"), fails="free_between", teaches="归并月份"),
    wrong("08-doubled-rows", "a guess", fails="months", teaches="one_month", months="7"),
    wrong("09-groups-and-thresholds", "decisions counted", ("    distinct: [act_on]\n", ""),
          fails="one_night", teaches="一次"),
    wrong("09-groups-and-thresholds", "a year", ("window: 24 months", "window: 12 months"),
          fails="sliding", teaches="滑动"),
    wrong("09-groups-and-thresholds", "no window to speak of", ("window: 24 months", "window: 90 months"),
          fails="over_years", teaches="五年"),
    wrong("10-parameters-with-reasons", "days for months", ("value: 12 months", "value: 365 days"),
          ("range: [12, 12]", "range: [365, 365]"), fails="to_the_day", teaches="366"),
    wrong("10-parameters-with-reasons", "margin unused", (" + margin", ""), fails="model", teaches="按位置改正"),
    wrong("10-parameters-with-reasons", "margin fixed in the step", (" + margin", " + 0 days"),
          ("  margin:\n    value: 0 days\n    range: [0, 30]\n    why: {zh: 解除日登记常有滞后，按当地实际调整, "
           'en: "The end is often entered late; set it to what is usual in the place"}\n', ""),
          fails="within_margin", teaches="margin"),
    wrong("11-traps", "vehicles of the disabled", (" and not coalesce(for_disabled, false)", ""),
          fails="disabled_vehicle", teaches="残疾人代步车"),
    wrong("11-traps", "sold cars", (" and (car.ended_on is null or paid.month < month(car.ended_on))", ""),
          fails="sold_before", teaches="过户"),
    wrong("11-traps", "examples left as they were", fails="traps", teaches="示例", _files="start"),
    wrong("12-the-sentence", "an accusation", ("元\"", "元，系冒领\""), fails="words:zh", teaches="要等核实"),
    wrong("12-the-sentence", "half a sentence in English",
          ("; a pension was still paid for {months} months, {first} to {last}: {amount} yuan", ""),
          fails="amount:en", teaches="追缴"),
)  # fmt: skip
