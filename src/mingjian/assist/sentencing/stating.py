"""Facts read from YAML or JSON with the place of every mistake: names are held to the parameters, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mingjian.assist.sentencing.definition import Circumstance, Crime, Start
from mingjian.assist.sentencing.drugs import drug_kinds, drug_weights
from mingjian.assist.sentencing.facts import CrimeFacts, Facts
from mingjian.assist.sentencing.parameters import Found, Parameters
from mingjian.assist.sentencing.protected import protected
from mingjian.assist.sentencing.ratios import allowed
from mingjian.assist.sentencing.spans import Span, exact, percent
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Path as Place
from mingjian.models.source import Source, read_source

__all__ = ["load_facts", "read_facts"]


def load_facts(file: Path, parameters: Parameters) -> Facts:
    """The facts of a file. Raises ModelErrors with every problem."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    return read_facts(text, str(file), parameters)


def read_facts(text: str, name: str, parameters: Parameters) -> Facts:
    """The facts of a text. A charge without parameters is an error with the nearest name, never another crime."""
    source = read_source(text, name)
    problems = list(source.problems)
    facts = None
    if not problems:
        try:
            facts = Facts.model_validate(source.data if source.data is not None else {})
        except ValidationError as error:
            problems += problems_of(error, source, Facts)
    if facts is not None:
        problems += _across(source, facts, parameters)
    if problems or facts is None:
        raise ModelErrors(problems)
    return facts


# -- within ----------------------------------------------------------------------------------------------


def _across(source: Source, facts: Facts, parameters: Parameters) -> Iterator[Problem]:
    for number, crime in enumerate(facts.crimes):
        at: Place = ("crimes", number)
        known = parameters.crime_of(crime.charge)
        if known is None:
            names = [one.charge for one in parameters.crimes.values()]
            yield source.problem(
                (*at, "charge"),
                f"没有罪名“{crime.charge}”的量刑参数，不作推测", f"no sentencing parameters for '{crime.charge}'",
                nearest=nearest(crime.charge, names),
            )  # fmt: skip
            continue
        yield from _named(source, at, facts, crime, known, parameters)
        yield from _drugs(source, at, facts, crime, parameters.crimes[known])
        yield from _together(source, at, facts, crime, parameters.circumstances_of(known))
        yield from _intent(source, at, crime, parameters.crimes[known], parameters.circumstances_of(known))
        yield from _reasons(source, at, crime)


def _named(
    source: Source, at: Place, facts: Facts, crime: CrimeFacts, known: str, parameters: Parameters
) -> Iterator[Problem]:
    situations = parameters.crimes[known].situations
    if crime.situation is not None and crime.situation not in situations:
        yield _unknown(source, (*at, "situation"), crime.situation, situations, ("量刑档次", "situation"))
    elif crime.situation is not None and crime.start is not None:
        yield from _start(source, at, facts, crime, f"crimes.{known}.situations.{crime.situation}", parameters)
    if crime.situation is None and crime.start is not None and len(situations) > 1:
        zh, en = "选定起点须先写明属于哪一档", "a starting point needs its situation"
        yield source.problem((*at, "start"), zh, en, expected=("、".join(situations), ", ".join(situations)))
    have = parameters.circumstances_of(known)
    for name, applied in crime.circumstances.items():
        here = (*at, "circumstances", name)
        if name not in have:
            yield _unknown(source, here, name, have, ("量刑情节", "circumstance"), key=True)
        elif applied.confirmed:
            id = f"crimes.{known}.circumstances.{name}" if name in parameters.crimes[known].circumstances else ""
            found = parameters.find(id or f"circumstances.{name}", facts.convicted, facts.province)
            if found is not None:
                yield from _ratio(source, here, crime, name, have[name], found)
    steps = [one.rsplit(".", 1)[1] for one in parameters.ids() if one.startswith(f"crimes.{known}.steps.")]
    for number, increment in enumerate(crime.increments):
        if increment.step is not None and increment.step not in steps:
            place = (*at, "increments", number, "step")
            yield _unknown(source, place, increment.step, steps, ("增加刑罚量的参数", "step"))


def _drugs(source: Source, at: Place, facts: Facts, crime: CrimeFacts, known: Crime) -> Iterator[Problem]:
    """Drugs only where the crime goes by them, and only kinds that have weights on the day."""
    if crime.drugs and not any(one.quantity for one in known.situations.values()):
        zh, en = "本罪不按毒品数量定档", "this crime has no tiers by weight of drugs"
        yield source.problem((*at, "drugs"), zh, en, key=True)
        return
    for kind in crime.drugs:
        if drug_weights(kind, facts.convicted) is None:
            yield _unknown(source, (*at, "drugs", kind), kind, drug_kinds(), ("毒品数量标准", "kind of drug"), key=True)


def _ratio(
    source: Source, at: Place, crime: CrimeFacts, name: str, one: Circumstance, found: Found
) -> Iterator[Problem]:
    """A ratio inside its range beside what else is stated; one must be chosen where a severe one has no range."""
    given = crime.circumstances[name].ratio
    value = found.value.model_dump(mode="json", by_alias=True)
    present = [other for other, applied in crime.circumstances.items() if applied.confirmed]
    span = allowed(value, present, lighter=crime.minor_offence)
    if span is None and given is None and one.direction == "severe":
        zh, en = "指导意见没有列比例，须选定", "the guideline gives no ratio: choose one"
        yield source.problem(at, zh, en, expected=("如 10%", "as 10%"))
    limits = span or (Span.of(0, 1) if one.direction == "lenient" else None)
    if given is not None and limits is not None and not limits.holds(Span.of(exact(given))):
        told = f"{percent(limits.low)}–{percent(limits.high)}"
        yield source.problem(at, f"比例 {given} 不在幅度内", f"{given} is out of range", expected=(told, told))


def _start(
    source: Source, at: Place, facts: Facts, crime: CrimeFacts, id: str, parameters: Parameters
) -> Iterator[Problem]:
    found = parameters.find(id, facts.convicted, facts.province)
    if found is None or not isinstance(found.value, Start) or crime.start is None:
        return
    low, high = found.value.start
    if not low <= crime.start <= high:
        yield source.problem(
            (*at, "start"), f"量刑起点 {crime.start} 个月不在幅度内", f"a start of {crime.start} is out of range",
            expected=(f"{low}–{high}", f"{low}–{high}"),
        )  # fmt: skip


def _together(
    source: Source, at: Place, facts: Facts, crime: CrimeFacts, have: dict[str, Circumstance]
) -> Iterator[Problem]:
    """Circumstances that exclude each other as facts, and those that cannot be with this person's age."""
    names = [name for name, one in crime.circumstances.items() if name in have and one.confirmed]
    for number, name in enumerate(names):
        for other in names[:number]:
            same = have[name].one_of is not None and have[name].one_of == have[other].one_of
            if same or other in have[name].refuses or name in have[other].refuses:
                zh = f"“{have[name].title.zh}”与“{have[other].title.zh}”不能并存"
                en = f"'{name}' and '{other}' cannot stand together"
                yield source.problem((*at, "circumstances", name), zh, en, key=True)
    if facts.person.born is not None:
        yield from _age(source, at, facts, names)


def _age(source: Source, at: Place, facts: Facts, names: list[str]) -> Iterator[Problem]:
    """What the birthday says, against what is stated (满: the day after the birthday, 刑法17; 未成年人解释第二条)."""
    assert facts.person.born is not None
    age = age_on(facts.person.born, facts.act)
    if age < 12:
        zh, en = f"按出生日，行为时 {age} 周岁，不负刑事责任", f"by the birthday the age was {age}: not answerable"
        yield source.problem(("person", "born"), zh, en)
        return
    right = "minor_12_16" if age < 16 else "minor_16_18" if age < 18 else None
    for name in ("minor_12_16", "minor_16_18"):
        if (name == right) != (name in names):
            yield source.problem(
                (*at, "circumstances"),
                f"按出生日，行为时 {age} 周岁，与所列年龄情节不符", f"by the birthday the age was {age}",
                expected=(right or "—", right or "none"),
            )  # fmt: skip
            return
    if any(name.startswith("elderly") for name in names) and age < 75:
        zh, en = f"按出生日，行为时 {age} 周岁，未满七十五周岁", f"by the birthday the age was {age}, under 75"
        yield source.problem((*at, "circumstances"), zh, en)


def age_on(born: Any, day: Any) -> int:
    """Full years on a day; a year is full from the day after the birthday."""
    full = int(day.year) - int(born.year)
    return full if (day.month, day.day) > (born.month, born.day) else full - 1


def _intent(
    source: Source, at: Place, stated: CrimeFacts, crime: Crime, have: dict[str, Circumstance]
) -> Iterator[Problem]:
    """What only an intentional, or only a negligent crime may have."""
    for name in stated.circumstances:
        if name not in have:
            continue
        place = (*at, "circumstances", name)
        if crime.negligent and have[name].intent_only:
            yield source.problem(place, "过失犯罪没有这一情节", "a negligent crime cannot have it", key=True)
        if not crime.negligent and have[name].negligent_only:
            yield source.problem(place, "故意犯罪没有这一情节", "an intentional crime cannot have it", key=True)


def _reasons(source: Source, at: Place, crime: CrimeFacts) -> Iterator[Problem]:
    """No reason for a choice may be about what equality before the law keeps out (刑法4)."""
    given = [((*at, "circumstances", name, "why"), one.why) for name, one in crime.circumstances.items()]
    given += [((*at, "increments", number, "what"), one.what) for number, one in enumerate(crime.increments)]
    for place, text in given:
        word = protected(text or "")
        if word is not None:
            yield source.problem(place, f"“{word}”不得作为量刑的理由（刑法第四条）", f"'{word}' is no reason (art. 4)")


def _unknown(
    source: Source, at: Place, name: str, known: Iterable[str], what: tuple[str, str], *, key: bool = False
) -> Problem:
    names = sorted(known)
    return source.problem(
        at, f"没有{what[0]}“{name}”", f"there is no {what[1]} '{name}'",
        expected=("、".join(names), ", ".join(names)), nearest=nearest(name, names), key=key,
    )  # fmt: skip
