"""What the API says of packs and of an office's layers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.words import Asked, Coded, Shown, Text

__all__ = [
    "CitedArticle",
    "EvidenceProblem",
    "LayerChange",
    "LayerKept",
    "LayerPage",
    "LayerText",
    "LayerUse",
    "LayerVersion",
    "PackFact",
    "PackFavourable",
    "PackList",
    "PackNeed",
    "PackPage",
    "PackPoint",
    "PackRow",
]  # fmt: skip


class CitedArticle(Shown):
    """An article that is cited. `verified` is False where nobody compared it with a published text; `why` says why."""

    ref: str
    law: str
    article: str
    start: date
    end: date | None
    verified: bool
    why: str


class EvidenceProblem(Shown):
    """A mistake in a file, with its place."""

    file: str
    line: int
    column: int
    path: str
    zh: str
    en: str
    expected_zh: str
    expected_en: str
    nearest: list[str]


class PackRow(Shown):
    """A pack in the list. `layers`: which offices' layers lie over it."""

    pack: str
    title: Text
    charge: str
    version: str
    layers: list[str]
    points: int
    needs: int
    favourable: int
    without: list[Coded]
    unverified: list[CitedArticle]


class PackList(Shown):
    """All packs, and how many charges in force have none. `faults`: layers that cannot be used any more, in words."""

    items: list[PackRow]
    charges: int
    without: int
    may_edit: bool
    faults: list[Text]


class PackFact(Shown):
    """A fact of the case that conditions ask for."""

    name: str
    title: Text
    kind: str


class PackNeed(Shown):
    """A requirement. `layer` is True where an office's layer added or changed it."""

    id: str
    title: Text
    any_of: list[str]
    level: Coded
    stage: Coded
    each: Coded | None
    when: str
    sources: list[CitedArticle]
    layer: bool


class PackPoint(Shown):
    """A fact to be proved, with the materials that are asked for; `sources`: independent ones at least."""

    name: str
    element: Coded
    title: Text
    core: bool
    sources: int
    needs: list[PackNeed]


class PackFavourable(Shown):
    """What would speak for the suspect."""

    id: str
    title: Text
    asks: Text
    sources: list[CitedArticle]


class PackPage(Shown):
    """A pack whole."""

    pack: str
    title: Text
    charge: str
    version: str
    named: str
    layers: list[str]
    law: list[CitedArticle]
    facts: list[PackFact]
    points: list[PackPoint]
    favourable: list[PackFavourable]
    notice: Text
    may_edit: bool


class LayerVersion(Shown):
    """A version of an office's layer."""

    number: int
    by: Person
    at: datetime
    note: str
    in_use: bool


class LayerPage(Shown):
    """The layer of the reader's office over a pack: its text (a beginning where there is none yet), and its versions.
    `number` is the newest version, 0 for none: who saves names the one he saw."""

    pack: str
    title: Text
    office: Coded
    text: str
    number: int
    in_use: bool
    versions: list[LayerVersion]
    problems: list[EvidenceProblem]
    own: dict[str, Any]
    may_edit: bool


class LayerText(Asked):
    """A layer as text, made on version `number`."""

    text: str = Field(max_length=400_000)
    note: str = Field("", max_length=500)
    number: int = Field(ge=0)


class LayerUse(Asked):
    """A version that comes into use again; none: the layer is withdrawn."""

    number: int = Field(ge=0)
    use: int | None = None


class LayerChange(Asked):
    """One change of a layer's text by a form, which is not kept yet: a requirement of `point`, a point, a fact or what
    speaks for the suspect put in, or the entry at `path` taken away."""

    text: str = Field(max_length=400_000)
    kind: Literal["need", "point", "favourable", "fact", "remove"]
    name: str = Field("", max_length=64)
    path: list[str | int] = Field(default_factory=list, max_length=6)
    value: dict[str, Any] = Field(default_factory=dict)


class LayerKept(Shown):
    """What came of a change or of saving: the text, and everything that is wrong with it."""

    kept: bool
    text: str
    problems: list[EvidenceProblem]
    own: dict[str, Any]
