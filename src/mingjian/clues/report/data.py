"""What a report is made of: the typed contract between runs and the page that shows them.

Whoever has runs and clues fills a `ReportData` and hands it to `build_report`; the page knows nothing else. Every text
a reader sees is a `Text` in both languages; a plain `str` is accepted where the two are the same. Days are dates, a
coverage or validity interval is closed `[from, to]` and an open end is null, meaning "still".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Lang = Literal["zh", "en"]
Level = Literal["low", "medium", "high"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")


class _Part(BaseModel):
    """A part of the report: unknown fields are an error, names and aliases are both accepted."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)


class Text(_Part):
    """A text in both languages; `Text.model_validate("x")` gives the same text for both."""

    zh: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _same_in_both(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    def of(self, lang: Lang) -> str:
        """The text in `lang`, or in the other language when that one is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Span(_Part):
    """A closed interval of days; null is open."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


class Coverage(Span):
    """Region (code or name as the reader should see it) and days for which a dataset is complete."""

    region: Text


class Basis(Span):
    """One article a model rests on. `verified`: someone compared it with the published text of the law."""

    law: str
    article: str
    verified: bool = False
    text: str | None = None


class Trap(Text):
    """A known false positive and how the model keeps it from becoming a clue (parameter, step or words)."""

    handled: Text


class Parameter(_Part):
    name: str
    value: str
    unit: str | None = None
    why: Text | None = None


class DatasetUse(_Part):
    """A dataset version as a run used it; `version` is its content hash, in full."""

    need: str
    dataset: str
    version: str
    title: Text
    rows: int = Field(ge=0)
    coverage: list[Coverage] = []
    extracted_on: date | None = None
    agency: Text | None = None


class Undetermined(Text):
    """Rows a step could neither call a hit nor a miss, by reason (`key_missing`, `null:<column>` …)."""

    reason: str
    count: int = Field(ge=0)


class FunnelStep(_Part):
    step: str
    verb: str
    rows: int = Field(ge=0)
    seconds: float | None = None
    explain: Text
    undetermined: list[Undetermined] = []


class ModelCard(_Part):
    """What the page says of a model: enough to judge a clue without opening the model file."""

    id: str
    catalogue: str | None = None
    version: str
    title: Text
    line: Text
    point: Text
    problem: Text
    basis: list[Basis] = []
    traps: list[Trap] = []
    disposition: Text
    fingerprint: str
    work_type: Text | None = None


class Vanished(_Part):
    """A clue of an earlier run which this run no longer asserts, and why."""

    id: str
    says: Text
    last_seen: date
    why: Text


class RunData(_Part):
    """One model over one set of dataset versions; a refused run carries the reason in `message`."""

    run_id: str
    model: ModelCard
    parameters: list[Parameter] = []
    as_of: date
    engine: str
    seconds: float | None = None
    datasets: list[DatasetUse] = []
    funnel: list[FunnelStep] = []
    sql: str = ""
    status: Literal["done", "refused"] = "done"
    message: Text | None = None
    clue_ids: list[str] = []
    vanished: list[Vanished] = []


class Place(_Part):
    code: str
    zh: str
    en: str


class Risk(_Part):
    """`points` is the sum the ranking used; `reasons` say in words what gave them."""

    level: Level
    points: float = 0
    reasons: list[Text] = []


class Column(_Part):
    """A column of an evidence table. `collided`: its values were compared; `masked`: what is shown is not the value."""

    name: str
    zh: str
    en: str
    collided: bool = False
    masked: bool = False


class Cell(_Part):
    """The clean value, and the raw text of the source where cleaning changed or could not read it, else null."""

    value: str | None = None
    raw: str | None = None


class Source(_Part):
    """Where a row stands in the agency's own file; `line` counts records from 1."""

    file: str
    sheet: str | None = None
    line: int | None = None


class EvidenceRow(_Part):
    cells: list[Cell]
    row_id: str
    source: Source | None = None


class Evidence(_Part):
    """What one agency's list says for one input of the model.

    `row`: the witness rows. `absence`: nothing was found; `note` says what was looked for and `coverage` what the
    absence relies on. `digest`: too many rows to show (a peer group); `note` says what was counted, `digest` is the
    hash over them. `more` counts witness rows not listed.
    """

    alias: str
    dataset: str
    title: Text
    agency: Text
    role: Literal["row", "absence", "digest"] = "row"
    note: Text | None = None
    columns: list[Column] = []
    rows: list[EvidenceRow] = []
    more: int = Field(default=0, ge=0)
    coverage: list[Coverage] = []
    digest: str | None = None

    @model_validator(mode="after")
    def _rows_have_the_columns(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"evidence {self.alias!r}, row {number}: {len(row.cells)} cells for {len(self.columns)} columns"
                )
        return self


class Witness(_Part):
    alias: str
    row_id: str
    row_hash: str | None = None


class Proof(_Part):
    """How far the clue has been re-proved. What every clue of a run shares (SQL, versions) stands in `RunData`."""

    status: Literal["proved", "differs", "unavailable", "not_checked"] = "not_checked"
    checked_at: datetime | None = None
    message: Text | None = None
    witnesses: list[Witness] = []
    more_witnesses: int = Field(default=0, ge=0)
    identity_links: list[str] = []
    command: str | None = None


class ClueData(_Part):
    """One clue: what is asserted about whom, where, how grave, and everything needed to check it."""

    id: str
    model: str
    run_id: str
    rank: int = Field(ge=1)
    says: Text
    place: Place
    line: Text | None = None
    risk: Risk
    state: Literal["new", "again"] = "new"
    first_seen: date
    last_seen: date
    subject: str
    key: str = ""
    evidence: list[Evidence] = []
    proof: Proof = Proof()


class ReportData(_Part):
    """The whole report. Clues are shown by `rank`, the order given breaking ties."""

    title: Text
    lake: Text
    as_of: date
    purpose: Text
    generated_at: datetime
    synthetic: bool = False
    watermark: str = ""
    runs: list[RunData] = []
    clues: list[ClueData] = []

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        runs = {run.run_id for run in self.runs}
        if len(runs) != len(self.runs):
            raise ValueError("two runs of the report have the same run_id")
        seen: set[str] = set()
        for clue in self.clues:
            if clue.run_id not in runs:
                raise ValueError(f"clue {clue.id!r} names run {clue.run_id!r}, which the report does not hold")
            if clue.id in seen:
                raise ValueError(f"clue {clue.id!r} stands twice in the report")
            seen.add(clue.id)
        return self
