"""A case file with what is asked of it again and again: who is who, how old, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mingjian.assist.evidence.finding import Place
from mingjian.assist.evidence.kinds import EVIDENCE, kinds
from mingjian.assist.evidence.records import LISTS, Act, CaseFile, Document, Person, Record
from mingjian.assist.evidence.values import as_day

__all__ = ["Case", "age_on"]


def age_on(born: date, day: date) -> int:
    """Full years of age: a birthday's year counts from the day after it (刑法17, counted as the courts do)."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


@dataclass(frozen=True)
class Case:
    """A case file and its look-ups."""

    file: CaseFile

    @cached_property
    def records(self) -> dict[str, Record]:
        """Every record by its id."""
        return {one.id: one for name in LISTS for one in getattr(self.file, name)}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document by its id."""
        return {one.id: one for one in self.file.documents}

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Every person by his id."""
        return {one.id: one for one in self.file.persons}

    def with_role(self, role: str) -> list[Person]:
        """Everybody in a role."""
        return [one for one in self.file.persons if role in one.roles]

    def name(self, record: str | None) -> str:
        """What people call a record."""
        found = self.records.get(record or "")
        for key in ("name", "title"):
            said = getattr(found, key, None)
            if said:
                return str(said)
        if isinstance(found, Document) and found.kind in kinds():
            return kinds()[found.kind].zh
        return record or ""

    def called(self, record: str) -> str:
        """What people call a record; one without a name by whom or what it is about."""
        own, found = self.name(record), self.records.get(record)
        about = getattr(found, "person", None) or getattr(found, "about", None)
        return own if own != record or about is None else self.name(about)

    def acts_of(self, person: str) -> list[Act]:
        """The acts a person is suspected of, or the victim of."""
        return [one for one in self.file.acts if person in one.suspects or person in one.victims]

    def age_at_act(self, person: Person) -> int | None:
        """Age at the earliest act of the person (of the case, where he is tied to none); None where not known."""
        days = [as_day(one.from_) for one in self.acts_of(person.id) or self.file.acts if one.from_ is not None]
        return age_on(person.born, min(days)) if person.born is not None and days else None

    def age(self, person: str | None, when: date | None) -> int | None:
        """Age of a person on a day; None where not known."""
        found = self.persons.get(person or "")
        return age_on(found.born, as_day(when)) if found and found.born and when is not None else None

    def place(self, record: Record) -> Place:
        """Where a record stands in the file."""
        if isinstance(record, Document):
            return Place(
                record.id, record.id, self.name(record.id), record.page, record.span, self._excerpt(record, record.span)
            )
        source = self.documents.get(record.document or "")
        title = self.name(source.id) if source else self.name(record.id)
        return Place(record.id, record.document, title, record.page, record.span, self._excerpt(source, record.span))

    def places(self, records: Iterable[Record]) -> tuple[Place, ...]:
        """The places of several records."""
        return tuple(self.place(one) for one in records)

    def origin(self, document: Document) -> str:
        """What a document's content goes back to: the speaker, the original of a copy, else the document itself."""
        seen = {document.id}
        while document.copy_of in self.documents and document.copy_of not in seen:
            document = self.documents[str(document.copy_of)]
            seen.add(document.id)
        if document.speaker:
            return f"person:{document.speaker}"
        of_person = kinds()[document.kind].evidence in ("suspect", "victim", "testimony") and len(document.of) == 1
        return f"person:{document.of[0]}" if of_person else f"document:{document.id}"

    def evidence(self, document: Document) -> str:
        """The kind of evidence of a document (`kinds.EVIDENCE`)."""
        found = kinds()[document.kind].evidence
        assert found in EVIDENCE
        return found

    @staticmethod
    def _excerpt(document: Document | None, span: tuple[int, int] | None) -> str:
        if document is None or document.text is None or span is None:
            return ""
        return document.text[max(span[0], 0) : min(span[1], span[0] + 200)]
