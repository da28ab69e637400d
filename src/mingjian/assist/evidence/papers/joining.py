"""Papers → records of one case file: who is who, which thing is which, what is about which act.

What cannot be told apart is not tied: a claim about one of several acts is tied by its day,
else it is left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mingjian.assist.evidence.papers.paper import Draft, Lack, Paper, Thing, Who
from mingjian.assist.evidence.papers.persons import Persons
from mingjian.assist.evidence.papers.rows import Rows, span_of, spans_of
from mingjian.assist.evidence.records import CaseFile

__all__ = ["Joined", "Joining"]

_LONGEST = 400_000
"""Characters of a document's text in a case file."""


@dataclass
class Joined:
    """Records as they stand in a case file, in the order read, and what could not be read, by file."""

    records: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    charges: list[str] = field(default_factory=list)
    stage: str = "filing"
    lacks: list[tuple[str, Lack]] = field(default_factory=list)


class Joining:
    """Takes papers one by one. ``known``: a case file the records are to be put into."""

    def __init__(self, known: CaseFile | None = None) -> None:
        self.out = Joined()
        self._rows = Rows(known)
        self._persons = Persons(self._rows)
        if known is not None:
            self.out.charges, self.out.stage = list(known.charges), known.stage
        self._papers: list[tuple[str, Paper]] = []
        self._later: list[tuple[str, Draft]] = []
        self._files: dict[str, str] = {}

    def take(self, file: str, paper: Paper) -> None:
        """A paper: its document stands at once, its records when all papers are there."""
        said: dict[str, Any] = {"kind": paper.kind, "title": paper.title[:200]}
        if len(paper.text) <= _LONGEST:
            said["text"] = paper.text
        if paper.on is not None:
            said["on"] = paper.on.value
        document = self._rows.add("documents", said)
        self._files[document] = file
        self._papers.append((document, paper))
        self.out.lacks += [(file, one) for one in paper.lacks]

    def _fill(self, document: str, paper: Paper) -> None:
        register = paper.kind in _REGISTERS
        of = [self._persons.of(document, one, register) for one in paper.people]
        row = self._rows.row(document)
        if of:
            row["of"] = list(dict.fromkeys(of))
        spoken = next((one for one in paper.drafts if one.into == "statements" and "person" in one.said), None)
        if spoken is not None:
            row["speaker"] = self._persons.of(document, spoken.said["person"].value)
        for charge in paper.charges:
            if charge.value not in self.out.charges:
                self.out.charges.append(charge.value)
        for draft in sorted(paper.drafts, key=lambda one: _ORDER.index(one.into)):
            self._draft(document, draft)

    def done(self) -> Joined:
        """Everything read, with the claims and notices that had to wait for what they are about."""
        for document, paper in sorted(self._papers, key=lambda one: one[1].kind in _REGISTERS):
            self._fill(document, paper)
        self._bare_act()
        self._opinions()
        for document, draft in self._later:
            if draft.into == "opinions":
                self._notice(document, draft)
            else:
                self._claim(document, draft)
        self.out.records = self._rows.made()
        self.out.stage = self._stage()
        return self.out

    # -- records -----------------------------------------------------------------------------------------

    def _draft(self, document: str, draft: Draft) -> None:
        if draft.into == "documents":
            self._rows.row(document).update({key: one.value for key, one in draft.said.items()})
        elif draft.into == "claims" or (draft.into == "opinions" and {"told_suspect", "told_victim"} & set(draft.said)):
            self._later.append((document, draft))
        elif draft.into == "items":
            self._item(document, draft)
        elif draft.into == "measures":
            self._measure(document, draft)
        elif draft.into == "acts":
            self._act(document, draft)
        else:
            self._rows.add(draft.into, self._values(document, draft), document, draft)

    def _values(self, document: str, draft: Draft) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for key, found in draft.said.items():
            value = found.value
            if isinstance(value, Who):
                said[key] = self._persons.of(document, value)
            elif isinstance(value, Thing):
                self._tie(said, key, self._thing(value.name))
            elif isinstance(value, list) and value and isinstance(value[0], Who):
                said[key] = list(dict.fromkeys(self._persons.of(document, one) for one in value))
            elif isinstance(value, list) and value and isinstance(value[0], Thing):
                ids = [one for one in (self._thing(thing.name) for thing in value) if one is not None]
                self._tie(said, key, ids or None)
            else:
                said[key] = value
        return said

    @staticmethod
    def _tie(said: dict[str, Any], key: str, value: Any) -> None:
        if value is not None:
            said[key] = value

    # -- things ------------------------------------------------------------

    def _thing(self, name: str) -> str | None:
        """The one thing of that name; None where there is none or there are several."""
        rows = self._rows.lists["items"]
        exact = [row for row in rows if _plain(row["name"]) == _plain(name)]
        near = exact or [
            row for row in rows if _plain(name) in _plain(row["name"]) or _plain(row["name"]) in _plain(name)
        ]
        return str(near[0]["id"]) if len(near) == 1 else None

    def _item(self, document: str, draft: Draft) -> None:
        if self._thing(draft.said["name"].value) is None:
            self._rows.add("items", self._values(document, draft), document, draft)

    # -- measures, acts, claims, notices -------------------------------------------------------------------

    def _measure(self, document: str, draft: Draft) -> None:
        """A warrant and its notice tell of one measure, unless they tell two beginnings."""
        said = self._values(document, draft)
        if "person" not in said:
            return
        for row in self._rows.lists["measures"]:
            same = (row["kind"], row["person"]) == (said["kind"], said["person"]) and row["id"] in self._rows.fresh
            begins = {str(one.get("from"))[:10] for one in (row, said) if one.get("from")}
            if same and len(begins) < 2:
                for key, value in said.items():
                    if key not in row or (key == "from" and len(str(row[key])) < len(str(value))):
                        row[key] = value
                return
        self._rows.add("measures", said, document, draft)

    def _act(self, document: str, draft: Draft) -> None:
        """The last paper that tells the acts is the file's word on them: those of earlier papers become its claims."""
        said = self._values(document, draft)
        drafted = [
            row for row in self._rows.lists["acts"] if row["id"] in self._rows.fresh and row["document"] != document
        ]
        if drafted:
            row = _nearest(drafted, said)
            if row is None:
                self._rows.add("acts", said, document, draft)
                return
            old_document, before = row["document"], dict(row)
            row.update({key: value for key, value in said.items() if value})
            row["document"] = document
            row["spans"] = spans_of(draft)
            span = span_of(row["spans"])
            if span is not None:
                row["span"] = span
            self._was(old_document, before, row)
            return
        self._rows.add("acts", said, document, draft)

    def _was(self, document: str, before: dict[str, Any], row: dict[str, Any]) -> None:
        """What an earlier paper told of an act, as its claims."""
        for what, key in (("time", "from"), ("place", "says"), ("amount", "value")):
            source = {"time": "from", "place": "place", "amount": "amount"}[what]
            if source in before:
                said: dict[str, Any] = {"about": row["id"], "what": what, key: before[source]}
                if what == "time" and "to" in before:
                    said["to"] = before["to"]
                if what == "amount":
                    said["measure"] = "元"
                ref = self._rows.add("claims", said, document)
                span = before.get("spans", {}).get(source)
                if span:
                    self._rows.row(ref)["span"] = span

    def _claim(self, document: str, draft: Draft) -> None:
        said = self._values(document, draft)
        if "about" not in said:
            about = self._act_of(draft)
            if about is None:
                return
            said["about"] = about
        twin = (document, said["about"], said["what"], said.get("speaker"))
        for row in self._rows.lists["claims"]:
            if (row.get("document"), row["about"], row["what"], row.get("speaker")) == twin:
                if len(str(row.get("from"))) == 10 and str(said.get("from")).startswith(str(row["from"])):
                    row |= {"from": said["from"], "span": draft.said["from"].span, "spans": spans_of(draft)}
                return
        self._rows.add("claims", said, document, draft)

    def _bare_act(self) -> None:
        """Where no paper tells the act, what persons say is about an act of which only the charge is known."""
        spoken = any(draft.into == "claims" and "about" not in draft.said for _, draft in self._later)
        suspects = [row["id"] for row in self._rows.lists["persons"] if "suspect" in row.get("roles", ())]
        if spoken and suspects and not self._rows.lists["acts"] and len(self.out.charges) == 1:
            self._rows.add("acts", {"charge": self.out.charges[0], "suspects": suspects})

    def _opinions(self) -> None:
        """Of one act, the price and the injury are that act's."""
        acts = self._rows.lists["acts"]
        for row in self._rows.lists["opinions"] if len(acts) == 1 else ():
            if row["id"] in self._rows.fresh and row.get("kind") in ("price", "injury", "death"):
                row.setdefault("act", acts[0]["id"])

    def _act_of(self, draft: Draft) -> str | None:
        """The only act; of several the one of the day that the claim's answer tells."""
        acts = self._rows.lists["acts"]
        if len(acts) == 1:
            return str(acts[0]["id"])
        same = [row for row in acts if draft.day is not None and str(row.get("from"))[:10] == draft.day]
        return str(same[0]["id"]) if len(same) == 1 else None

    def _notice(self, document: str, draft: Draft) -> None:
        """The day an opinion was told, put to the one opinion of its kind."""
        kind = draft.said["kind"].value if "kind" in draft.said else None
        rows = [
            row for row in self._rows.lists["opinions"] if kind in (None, row["kind"]) and row["id"] in self._rows.fresh
        ]
        if len(rows) == 1:
            for key in ("told_suspect", "told_victim"):
                if key in draft.said:
                    rows[0].setdefault(key, draft.said[key].value)
        else:
            self.out.lacks.append(
                (
                    self._files[document],
                    Lack(1, "分不清通知的是哪一份鉴定意见", "it cannot be told which opinion was notified"),
                )
            )

    def _stage(self) -> str:
        kinds = {row["kind"] for row in self._rows.lists["documents"]}
        if self.out.stage == "prosecution" or "transfer_opinion" in kinds:
            return "prosecution" if self.out.stage == "prosecution" else "transfer"
        return "arrest" if "arrest_papers" in kinds and self.out.stage == "filing" else self.out.stage


_REGISTERS = ("household", "criminal_record")
"""Papers of the register tell of persons the other papers know."""
_ORDER = (
    "documents",
    "persons",
    "items",
    "samples",
    "acts",
    "statements",
    "procedures",
    "opinions",
    "measures",
    "claims",
)


def _nearest(rows: list[dict[str, Any]], said: dict[str, Any]) -> dict[str, Any] | None:
    """The act meant: of the same day, else the only one."""
    day = str(said.get("from"))[:10]
    same = [row for row in rows if str(row.get("from"))[:10] == day]
    return same[0] if len(same) == 1 else rows[0] if len(rows) == 1 else None


def _plain(name: str) -> str:
    """A thing's name without what forms put around it."""
    for word in ("疑似", "涉案", "作案", "被盗", "扣押的", "毒品", "“", "”"):
        name = name.replace(word, "")
    return name
