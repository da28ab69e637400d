"""Who somebody is: numbers, days of birth and names that do not agree, and what age means for a charge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from mingjian.assist.evidence.case import age_on
from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.records import Act, Claim, Person
from mingjian.assist.evidence.values import as_day
from mingjian.law import full_charge

__all__ = ["age_at_act", "identity", "shared_number"]

_AT_14 = frozenset(
    {"故意杀人罪", "强奸罪", "抢劫罪", "走私、贩卖、运输、制造毒品罪", "放火罪", "爆炸罪", "投放危险物质罪"}
)
_AT_12 = frozenset({"故意杀人罪", "故意伤害罪"})


def identity(context: Context) -> Iterator[Hit]:
    """A document that tells another name, day of birth or number of a person; a number whose day is not his."""
    case = context.case
    for person in case.file.persons:
        inside = _born_in(person.id_number)
        if inside is not None and person.born is not None and inside != person.born:
            yield Hit((person,), {"who": person.name, "a": str(person.id_number), "b": person.born.isoformat()})
    for one in case.file.claims:
        about = case.persons.get(one.about)
        told = _told(about, one) if about is not None else None
        if about is not None and told is not None:
            yield Hit((about, one), {"who": about.name, "a": told[0], "b": told[1]})


def _told(person: Person, one: Claim) -> tuple[str, str] | None:
    """What is recorded and what is claimed, where they differ."""
    if one.what == "born" and one.from_ is not None and person.born is not None:
        said = as_day(one.from_)
        return (person.born.isoformat(), said.isoformat()) if said != person.born else None
    if one.what == "id_number" and one.says and person.id_number:
        same = _folded(one.says) == _folded(person.id_number)
        return None if same else (person.id_number, one.says)
    if one.what == "name" and one.says:
        names = {_folded(name) for name in (person.name, *person.aliases)}
        return None if _folded(one.says) in names else (person.name, one.says)
    return None


def _folded(text: str) -> str:
    return "".join(text.split()).replace("•", "·").replace("・", "·").upper()


def _born_in(number: str | None) -> date | None:
    text = _folded(number or "")
    if len(text) != 18 or not text[6:14].isdigit():
        return None
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def shared_number(context: Context) -> Iterator[Hit]:
    """Two persons of the file with one identifier."""
    known = [one for one in context.case.file.persons if one.id_number]
    for a, b in combinations(known, 2):
        if _folded(a.id_number or "") == _folded(b.id_number or ""):
            yield Hit((a, b), {"who": a.name, "other": b.name})


def age_at_act(context: Context) -> Iterator[Hit]:
    """A suspect under the age of responsibility for what he is charged with (刑法17)."""
    case = context.case
    for act in case.file.acts:
        if act.from_ is None:
            continue
        named = full_charge(act.charge or case.file.charges[0])
        for person in (case.persons[one] for one in act.suspects if one in case.persons):
            if person.born is None or person.unit:
                continue
            age = age_on(person.born, as_day(act.to or act.from_))
            if age < _least(named.name if named else "", act):
                yield Hit((act, person), {"who": person.name, "a": str(age)})


def _least(charge: str, act: Act) -> int:
    hurt = act.injury in ("grave", "death")
    if charge in _AT_12 and (act.injury == "death" or act.cruel):
        return 12
    return 14 if charge in _AT_14 or (charge == "故意伤害罪" and hurt) else 16
