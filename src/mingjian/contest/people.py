"""People and offices as conflicts of interest need them: where somebody serves and served, and how he is reached."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

__all__ = ["Entry", "Office", "Person", "Posting", "folded_contact", "folded_name"]

_NOT_NAME = re.compile(r"[\s·•・.\-'’]+")
_PHONE = re.compile(r"\+?[\d\s\-()]{7,}")


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the tree: `path` holds the codes from the root down (`340000/340100/`), `region` its six digits."""

    path: str
    region: str
    zh: str
    en: str = ""

    @property
    def city(self) -> str:
        """Code of its city; "" for an office of a whole province or of the country."""
        return self.region[:4] if self.region[2:4] != "00" else ""

    def above(self, other: Office) -> bool:
        """Whether the other office is below this one."""
        return other.path != self.path and other.path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Posting:
    """Service in an office, both days included; an open end is None."""

    office: Office
    start: date
    end: date | None = None

    def within(self, first: date, last: date) -> bool:
        """Whether any of it lies between two days."""
        return self.start <= last and (self.end is None or self.end >= first)


@dataclass(frozen=True)
class Person:
    """Somebody who enters or judges. `supervisors`: ids of people; `contacts`: e-mail addresses and telephones;
    `confirmed`: it is sure who that is."""

    id: str
    name: str
    postings: tuple[Posting, ...] = ()
    contacts: tuple[str, ...] = ()
    supervisors: frozenset[str] = frozenset()
    confirmed: bool = True

    def serving(self, day: date) -> list[Office]:
        """Offices of a day."""
        return [one.office for one in self.postings if one.within(day, day)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A work of this contest or of an earlier one, with those who made it. `contacts`: those given for the work."""

    work: str
    kind: str
    authors: tuple[str, ...]
    contacts: tuple[str, ...] = ()


def folded_name(name: str) -> str:
    """A name as it is compared: width, case, blanks and dots say nothing."""
    return _NOT_NAME.sub("", unicodedata.normalize("NFKC", name)).casefold()


def folded_contact(contact: str) -> str:
    """An e-mail address without case and `+tag`, a telephone as its digits without 86 in front; "" for nothing."""
    plain = unicodedata.normalize("NFKC", contact).strip().casefold()
    if "@" in plain:
        local, _, domain = plain.rpartition("@")
        return f"{local.partition('+')[0]}@{domain}"
    if _PHONE.fullmatch(plain):
        digits = re.sub(r"\D", "", plain)
        return re.sub(r"^(?:00)?86(?=\d{10,11}$)", "", digits)
    return plain
