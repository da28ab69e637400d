"""What the API says of a check, and of views of a case file."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from mingjian.desk.evidence.pack_schemas import CitedArticle
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "AsideEntry",
    "CheckCell",
    "CheckFinding",
    "CheckGone",
    "CheckPage",
    "CheckPlace",
    "CheckQuery",
    "CheckSpeaking",
    "CheckUnknown",
    "FileLink",
    "FileMoment",
    "FileNode",
    "FileViews",
]  # fmt: skip


class CheckQuery(Asked):
    """Since which edit changes are told (0: since the beginning); without one, since before the last."""

    since: int | None = Field(None, ge=0)


class AsideEntry(Shown):
    """By whom, when and why something was set aside."""

    by: str
    on: date
    reason: str


class CheckPlace(Shown):
    """Where something stands. `quote` is text around the words, which are its characters `start` to `end`."""

    record: str
    list: str
    document: str | None
    title: str
    page: int | None
    quote: str
    start: int
    end: int


class CheckCell(Shown):
    """A requirement for the case, a person or an act. `key` is what setting it aside names."""

    key: str
    pack: str
    element: Coded
    point: Text
    title: Text
    about: str | None
    about_name: str
    level: Coded
    stage: Coded
    state: Coded
    asks: list[Text]
    any_of: list[str]
    sources: list[CitedArticle]
    documents: list[CheckPlace]
    aside: AsideEntry | None
    new: bool


class CheckFinding(Shown):
    """Something that does not hold, with its places side by side. `always`: confession only, which is always told."""

    key: str
    rule: str
    kind: Coded
    severity: Coded
    says: Text
    mend: Text
    sources: list[CitedArticle]
    places: list[CheckPlace]
    aside: AsideEntry | None
    new: bool
    always: bool


class CheckUnknown(Shown):
    """What cannot be told since the file does not record it."""

    title: Text
    asks: list[Text]
    place: CheckPlace | None


class CheckSpeaking(Shown):
    """What speaks for the suspect."""

    id: str
    title: Text
    says: Text
    state: Coded
    sources: list[CitedArticle]
    places: list[CheckPlace]


class CheckGone(Shown):
    """What the last check told and this one does not."""

    key: str
    says: Text


class CheckPage(Shown):
    """A case file checked. `complete` tells of materials and never of facts."""

    file: int
    version: int
    on: date | None
    at: datetime
    notice: Text
    told: Text
    complete: bool
    packs: list[Text]
    lacking: list[str]
    unread: list[Text]
    stale: list[CitedArticle]
    unverified: list[CitedArticle]
    counts: dict[str, int]
    cells: list[CheckCell]
    findings: list[CheckFinding]
    unknowns: list[CheckUnknown]
    speaking: list[CheckSpeaking]
    gone: list[CheckGone]
    since: int | None
    may_edit: bool


class FileMoment(Shown):
    """Something at a time."""

    at: str
    until: str | None
    list: str
    what: Text
    record: str
    name: str


class FileNode(Shown):
    """A record as a node."""

    id: str
    list: str
    name: str


class FileLink(Shown):
    """A tie between two records, by the field that tells it."""

    source: str
    target: str
    kind: Text


class FileViews(Shown):
    """Timeline and relations."""

    moments: list[FileMoment]
    nodes: list[FileNode]
    links: list[FileLink]
