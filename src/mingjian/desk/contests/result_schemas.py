"""What the API says of results, signatures, judging again, publication, appeals and winners."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from mingjian.desk.contests.judging_schemas import Code, FormInfo, NewForm, PackageFile
from mingjian.desk.contests.likeness_schemas import HeardCase
from mingjian.desk.contests.work_schemas import AuthorInfo
from mingjian.desk.words import Asked, Coded, Shown, Text


class RankedWork(Shown):
    """A work in a result. Title and authors are None until names join numbers. `first`: its rank by scores, where a
    final decided its rank."""

    work: str
    standing: Coded
    score: float | None
    rank: int | None
    first: int | None
    low: int | None
    high: int | None
    told_apart_by: list[str]
    award: Text | None
    raw: float | None
    forms: int
    title: str | None
    authors: list[AuthorInfo] | None


class FinalPlace(Shown):
    """A work in its final: place from 1, and how often it was the better or the worse of two."""

    work: str
    place: int
    better: int
    worse: int


class FinalOutcome(Shown):
    """A final, best first, and how many comparisons it is of."""

    works: list[FinalPlace]
    comparisons: int


class TypeResult(Text):
    """The result of one type; types are never compared. `zh`, `en`: what agreement means."""

    type: Coded
    works: list[RankedWork]
    verdict: str
    alpha: float | None
    notes: list[Text]
    finals: list[FinalOutcome]


class SignatureInfo(Shown):
    """Who signed, when, and the signature (Ed25519) under the digest in ASCII."""

    name: str
    at: datetime
    public: str
    signature: str


class ShadowInfo(Shown):
    """What the independent count said: whether it gives the same ranks."""

    ok: bool
    said: str


class ContestResult(Shown):
    """A frozen result. `digest` is what signers sign; empty while it is computed. `published`: when it was."""

    title: Text
    organiser: Text
    phase: Coded
    published: datetime | None
    digest: str
    shadow: ShadowInfo | None
    signatures: list[SignatureInfo]
    signed_by_me: bool
    may_sign: bool
    types: list[TypeResult]


class ResultForms(Shown):
    """All forms a result is of, each with who entered it."""

    items: list[FormInfo]


class SignedDigest(Asked):
    """The digest somebody signs: the one he saw."""

    digest: str = Field(min_length=64, max_length=64, pattern=r"^[0-9a-f]+$")


class AddedForm(NewForm):
    """A form that comes with judging again."""

    judge: Code
    paper: str = Field(min_length=1, max_length=200)


class NewRejudging(Asked):
    """Judging again as a set: forms taken back, each with its reason, and forms that come."""

    reason: str = Field(min_length=1, max_length=1000)
    withdraw: dict[Annotated[str, Field(max_length=9, pattern=r"^[0-9]+$")], str] = Field(
        default_factory=dict, max_length=500
    )
    add: list[AddedForm] = Field(default_factory=list, max_length=200)


class RejudgingAct(Asked):
    """Apply a set, or drop it with a reason."""

    action: Literal["apply", "drop"]
    why: str = Field("", max_length=1000)


class RankMove(Shown):
    """A work whose rank or score would be otherwise."""

    work: str
    before: int | None
    after: int | None
    score_before: float | None
    score_after: float | None


class RejudgingInfo(Shown):
    """A set: what it does, and what it would change (None while that is computed)."""

    id: int
    reason: str
    withdraw: dict[str, str]
    add: list[dict[str, Any]]
    moves: list[RankMove] | None
    state: str
    why: str
    by: str
    at: datetime


class RejudgingList(Shown):
    """Sets, newest first."""

    items: list[RejudgingInfo]


class CriterionResult(Text):
    """The mean points of a work at one criterion, and what each judge gave, called A, B, C."""

    weight: float
    mean: float | None
    given: dict[str, float]
    reasons: dict[str, str]


class OwnResult(Shown):
    """A work's result as its entrant sees it."""

    work: str
    standing: Coded
    rank: int | None
    first: int | None
    of: int
    score: float | None
    low: int | None
    high: int | None
    award: Text | None
    criteria: list[CriterionResult]
    runs: list[RunFigures]
    appeal: AppealInfo | None
    may_appeal: bool


class RunFigures(Shown):
    """What a run on a province gave. `figures` is None where the reader may not see it, or it did not end yet."""

    work: str
    province: str
    ended: bool
    figures: dict[str, Any] | None


class RunList(Shown):
    """Runs of the works of a contest."""

    items: list[RunFigures]
    lacks: list[Text]


class NewAppeal(Asked):
    """Why an entrant appeals."""

    reason: str = Field(min_length=1, max_length=2000)


class AppealInfo(Shown):
    """An appeal. Judges and votes are None for the entrant until it ended."""

    id: int
    work: str
    reason: str
    state: Coded
    at: datetime
    ended: datetime | None
    judges: list[str] | None
    votes: dict[str, dict[str, str]] | None
    version: int


class AppealList(Shown):
    """Appeals, oldest first."""

    items: list[AppealInfo]


class AppealJudges(Asked):
    """Three judges who had no form for the work."""

    judges: list[Code] = Field(min_length=3, max_length=3)
    version: int


class AppealVote(Asked):
    """What a judge of an appeal says, and why."""

    word: Literal["upheld", "rejected"]
    why: str = Field(min_length=1, max_length=1000)


class HeardAppeal(AppealInfo):
    """An appeal as its judges see it: the blind package and the forms, judges called A, B, C."""

    files: list[PackageFile]
    forms: list[dict[str, Any]]
    likeness: list[HeardCase]
    voted: bool


class HeardAppeals(Shown):
    """Appeals of a judge's."""

    items: list[HeardAppeal]


class HandoverInfo(Shown):
    """A winner given to the shelf: the record, signed by this desk, and where it stands there. `entry` is None for who
    does not see it."""

    work: str
    record: dict[str, Any]
    signature: str
    public: str
    at: datetime
    entry: int | None
    state: Coded | None


class WinnerList(Shown):
    """Winners given to the shelf."""

    items: list[HandoverInfo]


class LinkInfo(Shown):
    """A link of the contest's chain."""

    seq: int
    what: str
    data: dict[str, Any]
    at: str
    hash: str
    holds: bool


class ContestChain(Shown):
    """The chain: scores, withdrawals, settings. `broken`: numbers of links that are not what was written."""

    items: list[LinkInfo]
    broken: list[int]
    total: int


OwnResult.model_rebuild()
