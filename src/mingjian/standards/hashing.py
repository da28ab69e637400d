"""Keyed hashes in place of what identifies: two rows about the same person can be told to be so, not who it is.

`KeyedHashes.of` is the one function; screens of modellers and copies of data for modelling both use it. A value is
first made canonical by the code that makes identifiers collide (`identifiers.check`, names without blanks and dots), so
that a 15-digit number and its 18-digit form give one hash. Each kind has a key of its own: the same number in two lists
gives the same hash, the same digits as a number of another kind do not.

What it protects: without the lake's secret nobody can find the value, also not by hashing all identity numbers there
are, and two lakes give different hashes. What it does not: who sees hashes sees which rows belong together and how
often a hash occurs, and what else stands in the row; whoever knows enough of that about one person finds the row. So
hashed rows are still personal data (Personal Information Protection Law of the PRC art. 73: de-identified, not
anonymised), to be worked with inside the office and never to be published. Another secret changes all hashes.
"""

from __future__ import annotations

import re

from mingjian.standards.identifiers import check
from mingjian.standards.identifiers.person_id import birth_date, sex
from mingjian.standards.identifiers.tidy import tidy
from mingjian.standards.names import person_name
from mingjian.standards.standard import Column
from mingjian.trust.digests import keyed_hash
from mingjian.trust.keyring import Keyring

__all__ = ["DIGITS", "INVALID", "MARK", "PERSON_NAME", "TEXT", "KeyedHashes", "hashed_kind"]

MARK = "#"
"""What every hash begins with."""
INVALID = "#!"
"""What the hash of an identifier that cannot be one begins with."""
DIGITS = 16
"""Hexadecimal digits of a hash: 64 bits, so that among ten million people no two are likely to share one."""
PERSON_NAME = "person_name"
TEXT = "text"
"""The kind of whatever is only compared as it stands, as the name of a company or a hospital."""

_DOTS = re.compile("[·•・．.‧∙●]+")


def hashed_kind(column: Column) -> str | None:
    """The kind under which the values of a column are hashed; None when they do not identify anybody."""
    if column.kind is not None:
        return column.kind
    return PERSON_NAME if column.mask == PERSON_NAME else None


class KeyedHashes:
    """Hashes under keys derived from a lake's secret, one a kind."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring
        self._keys: dict[str, bytes] = {}

    @property
    def key_id(self) -> str:
        """What tells hashes of one secret from those of another, without telling it."""
        return self._ring.hash("hashed", "key")[:12]

    @property
    def row_key(self) -> str:
        """The key under which rows of a copy get their ids."""
        return self._ring.key("hashed rows").hex()

    def of(self, kind: str, value: str | None) -> str | None:
        """`#` and 16 digits for a value of an identifier kind, a person's name or a text; null stays null.

        An identifier that is none (too short, wrong check digit …) begins with `#!`; such hashes of equal texts are
        equal too, but say nothing about who is meant.
        """
        if value is None:
            return None
        if kind == TEXT:
            return MARK + self._digits(TEXT, value)
        if kind == PERSON_NAME:
            named = _DOTS.sub("", person_name(value) or "")
            return MARK + self._digits(PERSON_NAME, named) if named else None
        checked = check(kind, value)
        if checked.value is not None:
            return MARK + self._digits(kind, checked.value)
        return INVALID + self._digits(f"invalid:{kind}", tidy(value)[0]) if checked.damaged else None

    def in_copy(self, kind: str, value: str | None) -> str | None:
        """The hash as a copy for modelling stores it: one of an identity number brings along what models take from the
        number itself, `#3fa9c2d17b04aa01-19851103-m-340100`: day of birth, sex, and the city of first registration.

        The day is kept because ages of criminal liability and of pensions are reckoned to the day, and a year would
        change who is found. The county and the order number are not: day, sex and city are shared by dozens.
        """
        made = self.of(kind, value)
        if kind != "person_id" or made is None or made.startswith(INVALID):
            return made
        number = check(kind, value).value or ""
        born = birth_date(number)
        return f"{made}-{born:%Y%m%d}-{(sex(number) or '')[:1]}-{number[:4]}00" if born is not None else made

    def _digits(self, kind: str, text: str) -> str:
        if kind not in self._keys:
            self._keys[kind] = self._ring.key(f"hashed:{kind}")
        sound = text.encode("utf-8", "backslashreplace").decode("utf-8")  # half of a surrogate pair has no bytes
        return keyed_hash(self._keys[kind], sound)[:DIGITS]
