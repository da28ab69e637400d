"""Facts taken from an indictment or a judgment by rules: a draft with the place of every circumstance.

Nothing taken counts before a person confirmed it (`confirmed: false`); what the document does not tell stays empty.
Names, sex and homes of persons are not carried over.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.assist.sentencing.facts import Source
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.reading import shipped_parameters
from mingjian.assist.sentencing.stating import age_on
from mingjian.documents import Found, Indictment, Judgment, read_documents, read_text
from mingjian.documents.model import Party

__all__ = ["Draft", "circumstances_of", "drafts", "drafts_of", "drafts_yaml", "of_crime"]

_SAME = ("recidivist", "drug_repeat", "surrender", "confession", "accessory", "coerced", "attempt", "preparation",
         "abandonment", "plea")  # fmt: skip
_AROUND = 12


@dataclass(frozen=True)
class Draft:
    """What a document tells of one defendant; days are ISO texts, null where it does not tell."""

    document: str
    defendant: int
    act: str | None
    convicted: str | None
    born: str | None
    charges: tuple[str, ...]
    circumstances: dict[str, Source]

    def plain(self) -> dict[str, Any]:
        """As the JSON of a file of facts."""
        taken = {
            name: {"confirmed": False, "source": source.model_dump(mode="json")}
            for name, source in self.circumstances.items()
        }
        return {
            "case": f"{self.document}#{self.defendant}",
            "act": self.act,
            "convicted": self.convicted,
            **({"person": {"born": self.born}} if self.born else {}),
            "crimes": [{"charge": charge, "circumstances": taken} for charge in self.charges],
        }


def drafts(file: Path) -> list[Draft]:
    """One draft a defendant of every document of a file. Raises DocumentError for a file that cannot be read."""
    return [one for document in read_documents(file) for one in drafts_of(document.text, document.id, document.given)]


def drafts_of(text: str, name: str, given: dict[str, str] | None = None) -> Iterator[Draft]:
    """The drafts of one text; none where it is no judgment and no indictment."""
    facts = read_text(text, given).facts
    if not isinstance(facts, Judgment | Indictment):
        return
    act = _full(facts.crime_to) or _full(facts.crime_from)
    judged = _full(facts.judged_on) if isinstance(facts, Judgment) else None
    for number, (person, charges, found) in enumerate(_persons(facts), 1):
        if not person.unit:
            born = _full(person.birth_date)
            taken = circumstances_of(found, text, born=born, act=act)
            yield Draft(name, number, act, judged, born, tuple(dict.fromkeys(charges)), taken)


def _persons(facts: Judgment | Indictment) -> Iterator[tuple[Party, list[str], list[Found[str]]]]:
    """Each defendant with the charges and circumstances the court found, or the prosecution asserts."""
    if isinstance(facts, Judgment):
        for judged in facts.defendants:
            yield judged, [count.charge.value for count in judged.charges], judged.circumstances
    else:
        for accused in facts.defendants:
            yield accused, [one.value for one in accused.asserted.charges], accused.asserted.circumstances


def circumstances_of(
    found: Sequence[Found[str]], text: str, *, born: str | None = None, act: str | None = None
) -> dict[str, Source]:
    """Circumstances of the parameters from those a document tells, each with its place in the text."""
    kinds = {one.value: one for one in found}
    taken: dict[str, Source] = {}
    for one in found:
        name = _named(one, kinds, text, born, act)
        if name is not None and one.span is not None:
            taken.setdefault(name, _source(one, text))
    return taken


def drafts_yaml(found: Sequence[Draft], parameters: Parameters | None = None) -> str:
    """Drafts as YAML, one document each; every text is written as JSON, which YAML reads alike."""
    known = parameters or shipped_parameters()
    return "---\n".join(_yaml(one, known) for one in found)


def of_crime(one: Draft, crime: str, parameters: Parameters) -> dict[str, Source]:
    """What was taken that a crime may have; of the aged it is told by the crime whether it was negligent."""
    known = parameters.circumstances_of(crime)
    turned = {"elderly_intent": "elderly_negligent"} if parameters.crimes[crime].negligent else {}
    told = {turned.get(name, name): source for name, source in one.circumstances.items()}
    return {name: source for name, source in told.items() if name in known}


# -- within ----------------------------------------------------------------------------------------------


def _named(one: Found[str], kinds: dict[str, Found[str]], text: str, born: str | None, act: str | None) -> str | None:
    """The circumstance a mention is: some are told apart by age, by words around, by what else is told."""
    if one.value in _SAME:
        return one.value
    around = _around(one, text)
    if one.value == "merit":
        return "merit_major" if "重大立功" in around else "merit"
    if one.value == "minor":
        return _young(around, born, act)
    if one.value == "elderly":
        return "elderly_intent"
    if one.value == "returned":
        if "赔偿" not in around and "赔付" not in around:
            return "restitution"
        return "compensated_forgiven" if "forgiven" in kinds else "compensated"
    if one.value == "forgiven":
        paid = kinds.get("returned")
        compensated = paid is not None and any(word in _around(paid, text) for word in ("赔偿", "赔付"))
        return "compensated_forgiven" if compensated else "forgiven"
    return None  # 主犯 has no ratio of its own


def _young(around: str, born: str | None, act: str | None) -> str:
    """By the days of birth and act where both are told, else by the words."""
    if born is not None and act is not None:
        return "minor_12_16" if age_on(dt.date.fromisoformat(born), dt.date.fromisoformat(act)) < 16 else "minor_16_18"
    return (
        "minor_12_16" if any(word in around for word in ("不满十六", "不满16", "未满十六", "未满16")) else "minor_16_18"
    )


def _around(one: Found[str], text: str) -> str:
    if one.span is None:
        return ""
    return text[max(0, one.span[0] - _AROUND) : one.span[1] + _AROUND]


def _source(one: Found[str], text: str) -> Source:
    start, end = one.span or (0, 0)
    return Source(start=start, end=end, text=text[start:end][:500] or "?", sure=f"{one.sure:g}")


def _full(found: Found[str] | None) -> str | None:
    """A whole day; a month or a year alone is none."""
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found.value).isoformat()
    except ValueError:
        return None


def _yaml(one: Draft, parameters: Parameters) -> str:
    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [f"case: {text(f'{one.document}#{one.defendant}')}"]
    for key, value in (("act", one.act), ("convicted", one.convicted)):
        lines.append(f"{key}: {value}" if value else f"{key}:  # 须填写 to be filled in")
    if one.born:
        lines += ["person:", f"  born: {one.born}"]
    lines.append("crimes:")
    for charge in one.charges:
        crime = parameters.crime_of(charge)
        lines.append(f"  - charge: {text(charge)}" + ("" if crime else "  # 没有量刑参数 no parameters"))
        if crime is not None:
            lines.append(f"    # situation: {' | '.join(parameters.crimes[crime].situations)}")
        taken = of_crime(one, crime, parameters) if crime is not None else {}
        if taken:
            lines += ["    # 核对后删去 confirmed: false  delete confirmed: false when checked", "    circumstances:"]
        for name, source in taken.items():
            place = (
                f"{{start: {source.start}, end: {source.end}, text: {text(source.text)}, sure: {text(source.sure)}}}"
            )
            lines.append(f"      {name}: {{confirmed: false, source: {place}}}")
    return "\n".join(lines) + "\n"
