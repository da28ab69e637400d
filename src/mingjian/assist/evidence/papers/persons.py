"""Who is who over several papers.

A person is one by his name, or one of his other names. Where a later paper tells another day of birth or another number
of him, that is a claim of that paper, not a correction. Two of one name whose day of birth and number both differ are
two persons.
"""

from __future__ import annotations

from typing import Any

from mingjian.assist.evidence.papers.paper import Draft, Who
from mingjian.assist.evidence.papers.rows import Rows
from mingjian.documents.found import Found

__all__ = ["Persons"]


class Persons:
    """The persons of the rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._claimed: set[tuple[str, str]] = set()

    def of(self, document: str, who: Who, register: bool = False) -> str:
        """The id of the person a paper tells of; a new row where nobody of the file can be meant."""
        known = self._same(who) or (self._numbered(who) if register else None)
        if known is None:
            said: dict[str, Any] = {"name": who.name.value, "roles": [who.role]}
            for key in ("born", "id_number", "sex"):
                if key in who.said:
                    said[key] = who.said[key].value
            if "unit" in who.said:
                said["unit"] = True
            if "alias" in who.said:
                said["aliases"] = [who.said["alias"].value]
            draft = Draft("persons", {"name": who.name, **who.said})
            ref = self._rows.add("persons", said, document, draft)
            if who.name.span is not None:
                self._rows.row(ref)["span"] = who.name.span
            return ref
        row = self._rows.row(known)
        self._roles(row, who.role)
        self._tell(document, row, "name", "says", who.name)
        for key, into in (("born", "from"), ("id_number", "says")):
            if key in who.said:
                self._tell(document, row, key, into, who.said[key])
        if "sex" in who.said and known in self._rows.fresh:
            row.setdefault("sex", who.said["sex"].value)
        if "alias" in who.said and known in self._rows.fresh:
            aliases = row.setdefault("aliases", [])
            if who.said["alias"].value not in aliases:
                aliases.append(who.said["alias"].value)
        return known

    def _same(self, who: Who) -> str | None:
        number, born = who.said.get("id_number"), who.said.get("born")
        rows = self._rows.lists["persons"]
        for row in rows:
            if who.name.value not in (row["name"], *row.get("aliases", ())):
                continue
            other_number = number is not None and row.get("id_number") not in (None, number.value)
            other_born = born is not None and row.get("born") not in (None, born.value)
            if not (other_number and other_born):
                return str(row["id"])
        return None

    def _numbered(self, who: Who) -> str | None:
        """The one person with the number of a register: it knows him under another name."""
        number = who.said.get("id_number")
        rows = self._rows.lists["persons"]
        alike = [row for row in rows if number is not None and _folded(row.get("id_number")) == _folded(number.value)]
        return str(alike[0]["id"]) if len(alike) == 1 else None

    def _roles(self, row: dict[str, Any], role: str) -> None:
        roles = row.setdefault("roles", [])
        if role != "other" and role not in roles and row["id"] in self._rows.fresh:
            roles[:] = [one for one in roles if one != "other"] + [role]

    def _tell(self, document: str, row: dict[str, Any], what: str, key: str, found: Found[Any]) -> None:
        """A value of a person: his where nothing is known yet, a claim of the paper where it differs."""
        have = row.get(what)
        if have is None and row["id"] in self._rows.fresh:
            row[what] = found.value
            return
        names = [row["name"], *row.get("aliases", ())] if what == "name" else [have]
        if have is None or _folded(found.value) in [_folded(one) for one in names]:
            return
        matter = (str(row["id"]), f"{what} {document} {found.value}")
        if matter not in self._claimed:
            draft = Draft("claims", {key: found})
            said = {"about": row["id"], "what": what, key: found.value}
            self._claimed.add(matter)
            self._rows.add("claims", said, document, draft)


def _folded(value: Any) -> str:
    return "".join(str(value or "").split()).upper()
