"""What the API says of letter templates."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

Language = Literal["zh", "en"]


class TemplateQuery(Asked):
    """Templates of which language."""

    lang: Language = "zh"


class TemplateAction(Text):
    """What the user may do with a version now."""

    code: Literal["approve", "refuse", "use", "withdraw"]
    needs_why: bool


class TemplateVersion(Shown):
    """A version of a template."""

    id: int
    number: int
    name: str
    note: str
    state: Coded
    by: Person
    at: datetime
    decided_by: Person | None
    decided_at: datetime | None
    why: str
    letters: int
    actions: list[TemplateAction]


class KindTemplates(Shown):
    """A kind of letter: what letters are made from now, and the office's own versions."""

    kind: Coded
    source: Literal["builtin", "own", "above"]
    office: Coded | None
    number: int | None
    versions: list[TemplateVersion]


class TemplateField(Text):
    """A name a template may use. `lines`: it is several lines, which a `for` goes through."""

    name: str
    lines: bool
    example: str


class TemplatePage(Shown):
    """All kinds, as the reader's office has them."""

    lang: Language
    office: Coded
    may: bool
    kinds: list[KindTemplates]
    fields: list[TemplateField]


class ProblemInfo(Text):
    """Something wrong with an uploaded template; `paragraph` is 0 where no paragraph is meant."""

    part: str
    paragraph: int
    says: str


class Uploaded(Shown):
    """What became of an uploaded template: kept when there are no problems."""

    kept: bool
    problems: list[ProblemInfo]
    warnings: list[ProblemInfo]
    page: TemplatePage


class TemplateAct(Asked):
    """What to do with a version."""

    action: Literal["approve", "refuse", "use", "withdraw"]
    why: str = Field("", max_length=1000)
