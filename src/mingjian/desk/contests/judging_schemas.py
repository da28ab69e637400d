"""What the API says of blind packages, conflicts, assignment, forms and what lies far from the others."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.words import Asked, Coded, Shown, Text

Code = Annotated[str, Field(max_length=12)]
Reason = Annotated[str, Field(max_length=2000)]


class BlindPackage(Shown):
    """The package of a work, for the secretary: how many places are still to be decided. `id`: of the work's entry,
    whose original is looked at where a place cannot be decided without."""

    id: str
    work: str
    state: Coded
    undecided: int
    decided: int
    why: Text


class BlindList(Shown):
    """Packages of all works that are to be judged."""

    items: list[BlindPackage]
    ready: int
    total: int


class ResidualInfo(Text):
    """A place that may tell the author: what stands there, and what was decided."""

    id: int
    kind: Literal["doubt", "picture", "left"]
    original: str
    place: str
    before: str
    found: str
    after: str
    decision: str
    choices: list[str]


class ResidualList(Shown):
    """What is to be decided of a work; `digest` changes when the package is made anew."""

    work: str
    items: list[ResidualInfo]
    digest: str


class ResidualDecision(Asked):
    """One place decided: hidden, or left as it stands. `was`: what the page showed of it; whoever decided otherwise
    meanwhile is not overruled unseen."""

    decision: Literal["hide", "keep"]
    was: Literal["", "hide", "keep"] | None = None


class ConflictInfo(Text):
    """A judge who may not judge a work, with one reason of it."""

    judge: str
    work: str
    kind: str
    person: str


class ConflictList(Shown):
    """Conflicts of judges, each with its reason; `free`: works of his types each judge may judge."""

    items: list[ConflictInfo]
    free: dict[str, int]


class NewDeclaration(Asked):
    """A conflict told: of the judge who says it himself; or, said by others, of the judge of a code or a name.
    `about`: a work's number, a user name or a name."""

    about: str = Field(min_length=1, max_length=80)
    why: str = Field(min_length=1, max_length=500)
    judge: str = Field("", max_length=80)


class NewApart(Asked):
    """A judge and an author of one name who are two people."""

    judge: Code
    person: str = Field(max_length=120)
    why: str = Field(min_length=1, max_length=500)


class NewProposal(Asked):
    """Who would judge what of a type; `more`: of an increment, further reviews by work."""

    type: str = Field(max_length=20)
    more: dict[Code, Annotated[int, Field(ge=1, le=10)]] = Field(default_factory=dict, max_length=2000)
    seed: int = Field(1, ge=0, le=2**31)


class AssignmentPair(Shown):
    """A judge's work, in the order of his reading."""

    type: str
    work: str
    judge: str
    place: int
    new: bool


class ProposalInfo(Shown):
    """A proposal to look at."""

    id: int
    type: Coded
    state: str
    increment: bool
    pairs: list[AssignmentPair]
    loads: dict[str, int]
    connected: bool
    shortages: list[Text]
    notices: list[Text]
    at: datetime


class ProposalList(Shown):
    """Proposals, newest first, and what is assigned."""

    items: list[ProposalInfo]
    assigned: list[AssignmentPair]


class ProposalAct(Asked):
    """Apply a proposal, or drop it with a reason."""

    action: Literal["apply", "drop"]
    why: str = Field("", max_length=500)


class PackageFile(Shown):
    """A file of a blind package; its size in whole kilobytes."""

    name: str
    kind: str
    material: str
    kilobytes: int


class NewForm(Asked):
    """A judge's form. `key` is drawn by the sender: the same form sent twice is one."""

    key: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9\-]+$")
    work: Code
    scores: dict[Annotated[str, Field(max_length=40)], float] = Field(default_factory=dict, max_length=40)
    reasons: dict[Annotated[str, Field(max_length=40)], Reason] = Field(default_factory=dict, max_length=40)
    abstained: str = Field("", max_length=500)


class EnteredForm(NewForm):
    """A form typed in by the secretary, from a paper of the judge's."""

    judge: Code
    paper: str = Field(min_length=1, max_length=200)


class FormWithdrawal(Asked):
    """Why a form no longer counts."""

    why: str = Field(min_length=1, max_length=500)


class EnteredForms(Shown):
    """Forms the reader typed in for judges, with whether each still counts."""

    items: list[FormInfo]


class FormInfo(Shown):
    """A form. `entered_by`: who typed it in for the judge, from which paper; empty for the judge himself."""

    number: int
    work: str
    judge: str
    scores: dict[str, float]
    reasons: dict[str, str]
    total: float | None
    abstained: str
    entered_by: str
    paper: str
    withdrawn: str
    at: datetime


class AssignedWork(Shown):
    """A work of a judge's, as he gets it."""

    number: str
    type: Coded
    place: int
    anchor: bool
    files: list[PackageFile]
    archive: str
    form: FormInfo | None
    may_score: bool


class AssignedList(Shown):
    """What a judge is to read, in order, and what he is asked."""

    items: list[AssignedWork]
    questions: list[QuestionInfo]
    withdrawn: list[FormInfo]


class QuestionInfo(Shown):
    """A form the judge is asked to look at again. It says nothing of what others gave."""

    id: int
    work: str
    form: int
    state: str
    answer: str


class QuestionAnswer(Asked):
    """What the judge says; `withdraw`: the form is taken back, and another one may be sent."""

    answer: str = Field(min_length=1, max_length=500)
    withdraw: bool = False


class JudgeProgress(Shown):
    """How many of a judge's works have a form."""

    judge: str
    assigned: int
    done: int
    abstained: int


class WorkProgress(Shown):
    """How many judges of a work have a form; `waiting`: those who have none, for who knows who judges what."""

    work: str
    type: Coded
    anchor: bool
    assigned: int
    done: int
    abstained: int
    waiting: list[str] | None


class ProgressInfo(Shown):
    """Forms by judge and by work, without any score."""

    items: list[JudgeProgress]
    works: list[WorkProgress]
    forms: int
    wanted: int


class FarInfo(Shown):
    """A form far from the others: whose, of which work, what became of it; not how far, nor which way."""

    id: int
    judge: str
    work: str
    form: int
    state: str
    answer: str
    why: str
    version: int


class FarList(Shown):
    """What is to be settled before results are frozen."""

    items: list[FarInfo]


class FarAct(Asked):
    """Ask the judge, or settle it with a reason."""

    action: Literal["ask", "close"]
    why: str = Field("", max_length=500)
    version: int


class LeniencyInfo(Shown):
    """A judge's strictness: points above (generous) or below others, over all his works and over anchors alone."""

    judge: str
    forms: int
    effect: float
    anchors: float | None
    lowest: float
    middle: float
    highest: float


class AgreementInfo(Text):
    """How far judges of a type agree, in words and figures; nothing of any work."""

    type: Coded
    verdict: str
    more: bool
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    w: float | None
    forms: int
    by_criterion: dict[str, float | None]
    notes: list[Text]
    current: bool


class JudgesAgree(Shown):
    """Agreement by type, and strictness by judge for who may see it."""

    items: list[AgreementInfo]
    judges: list[LeniencyInfo]


AssignedList.model_rebuild()
EnteredForms.model_rebuild()
