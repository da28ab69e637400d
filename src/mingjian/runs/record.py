"""The proof of a run: everything needed to know what was run on what, and to run it again (`run.json`)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mingjian.lake import Coverage, FileRef
from mingjian.runs.identity import plain_json
from mingjian.trust.approvals import Approval

__all__ = ["FORMAT", "DatasetUse", "DoubtRecord", "ModelUse", "PartUse", "ResultColumn", "RunRecord", "StepRecord"]

FORMAT = 1


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ModelUse(_Record):
    """The model as it was: its identity and its whole file, so that a proof needs no library."""

    id: str
    version: str
    fingerprint: str
    title: dict[str, str]
    file: str = Field(description="text of model.yaml")
    catalogue: str = Field(default="", description="id in the catalogue, such as P02")


class PartUse(FileRef):
    """A Parquet part the run read; rows are numbered from `offset`."""

    rows: int
    offset: int = 0


class DatasetUse(_Record):
    """A dataset version in the place of a need; `coverage` is what was declared for it when the run was made."""

    need: str
    dataset: str
    version: str
    standard: str
    owner: str
    rows: int
    synthetic: bool = False
    extracted_on: date | None = None
    parts: tuple[PartUse, ...] = ()
    subjects: tuple[FileRef, ...] = Field(default=(), description="dictionary of subjects the clue keys came from")
    coverage: tuple[Coverage, ...] = ()
    quarantine: tuple[FileRef, ...] = Field(
        default=(), description="records not accepted that may stand in an absence's way"
    )
    columns: tuple[str, ...] = Field(default=(), description="columns the run was allowed to read")
    links: FileRef | None = Field(default=None, description="rows without a usable number that identity gave a subject")

    @property
    def name(self) -> str:
        """`dataset@version` as people write it."""
        return f"{self.dataset}@{self.version[:12]}"


class DoubtRecord(_Record):
    """How many rows of one input of a step could not be decided, and why."""

    reason: str
    alias: str
    rows: int


class StepRecord(_Record):
    """One step: the SQL that ran, the rows it gave, and what it could not decide, by reason."""

    name: str
    verb: str
    sql: tuple[str, ...] = Field(description="what ran, in order")
    rows: int = 0
    seconds: float = 0.0
    reused: bool = Field(default=False, description="taken from a checkpoint of an earlier run")
    undetermined: tuple[DoubtRecord, ...] = ()


class ResultColumn(_Record):
    """A column of the result rows (`values` of a clue): what it is, how sensitive, what people call it."""

    name: str
    kind: str
    zh: str
    en: str
    level: int = Field(default=1, ge=1, le=4, description="sensitivity, as in the standards")
    mask: str | None = Field(default=None, description="how `trust.mask` shortens it")
    codes: str | None = None


class RunRecord(_Record):
    """What `run.json` says. `run_id` and `seal` are made from all the rest when the run is published."""

    format: int = FORMAT
    run_id: str = ""
    number: int = 0
    model: ModelUse
    parameters: dict[str, str] = Field(default_factory=dict)
    as_of: date
    purpose: str
    actor: str
    approvals: tuple[Approval, ...] = ()
    datasets: tuple[DatasetUse, ...] = ()
    absent: tuple[str, ...] = Field(default=(), description="needs whose silence was taken as absence, by coverage")
    identity_links: tuple[str, ...] = ()
    engine: str
    program: str
    sealed: bool = Field(default=False, description="rows under seal were read, by the exception an approval names")
    steps: tuple[StepRecord, ...] = ()
    scans: dict[str, str] = Field(default_factory=dict, description="need → the SQL that read it")
    lineage: str = Field(default="auto", description="how witness rows were found: carried, or recovered afterwards")
    columns: tuple[ResultColumn, ...] = ()
    clues: int = 0
    merged: int = Field(default=0, description="result rows that fell on the key of another row's clue")
    witnesses: int = 0
    undetermined: dict[str, int] = Field(default_factory=dict, description="all steps together, by reason")
    undetermined_kept: int = 0
    undetermined_cap: int = 0
    started: datetime
    seconds: float = 0.0
    status: Literal["done"] = "done"
    hashed: bool = Field(default=False, description="over a copy with keyed hashes: nobody is found by it")
    renewed: str | None = Field(default=None, description="the run of which only what changed since was made again")
    files: dict[str, str] = Field(default_factory=dict, description="SHA-256 of the run's other files")
    seal: str = ""

    def body(self) -> bytes:
        """The bytes that are sealed: everything but `run_id` and `seal`."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"run_id", "seal"})
        if not self.hashed:
            del data["hashed"]  # as records were sealed before there were copies
        if self.renewed is None:
            del data["renewed"]  # as they were sealed before changes were taken
        for use in data["datasets"]:
            if use["links"] is None:
                del use["links"]  # as they were sealed before there was identity
        return plain_json(data).encode()

    def digest(self, body: bytes | None = None) -> str:
        """SHA-256 of the body (made unless given); its first digits are in the run's id."""
        return hashlib.sha256(body or self.body()).hexdigest()

    def mac(self, key: bytes, body: bytes | None = None) -> str:
        """The keyed hash that makes a changed `run.json` evident to whoever holds the lake's secret."""
        return hmac.new(key, b"mingjian-run-1\n" + (body or self.body()), hashlib.sha256).hexdigest()

    def dataset(self, need: str) -> DatasetUse | None:
        """The dataset version in the place of a need."""
        return next((one for one in self.datasets if one.need == need), None)

    @property
    def synthetic(self) -> bool:
        """Whether all data was synthetic."""
        return all(one.synthetic for one in self.datasets)

    def settings(self) -> dict[str, Any]:
        """What decides the clues of a run besides its data: to compare two runs by."""
        return {"fingerprint": self.model.fingerprint, "parameters": self.parameters, "as_of": self.as_of}
