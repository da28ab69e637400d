"""`/api/contests/{slug}/…`: blind packages, conflicts, assignment, forms, what lies far from the others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingjian.desk.contests import assigning, blind, clashes, forms, reading, settling
from mingjian.desk.contests.api import as_file
from mingjian.desk.contests.judging_schemas import (
    AssignedList,
    BlindList,
    BlindPackage,
    ConflictList,
    EnteredForm,
    EnteredForms,
    FarAct,
    FarInfo,
    FarList,
    FormInfo,
    FormWithdrawal,
    JudgesAgree,
    NewApart,
    NewDeclaration,
    NewForm,
    NewProposal,
    ProgressInfo,
    ProposalAct,
    ProposalList,
    QuestionAnswer,
    ResidualDecision,
    ResidualList,
)
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/blind", response=BlindList)
def blind_list(request: HttpRequest, slug: str) -> BlindList:
    """Blind packages of all works that are to be judged."""
    return blind.blind_list(user_of(request), slug)


@router.post("/contests/{slug}/blind", response=BlindList)
def make_blind(request: HttpRequest, slug: str) -> BlindList:
    """Make those that are missing."""
    user = user_of(request)
    blind.make_blind(user, slug)
    return blind.blind_list(user, slug)


@router.get("/contests/{slug}/blind/{work}", response=ResidualList)
def residuals(request: HttpRequest, slug: str, work: str) -> ResidualList:
    """What is to be decided of a work, with its context."""
    return blind.residuals_of(user_of(request), slug, work)


@router.post("/contests/{slug}/blind/{work}/{place}", response=BlindPackage)
def decide(request: HttpRequest, slug: str, work: str, place: int, given: ResidualDecision) -> BlindPackage:
    """Decide one place."""
    return blind.decide_residual(user_of(request), slug, work, place, given)


@router.get("/contests/{slug}/conflicts", response=ConflictList)
def conflicts(request: HttpRequest, slug: str, judge: str = "") -> ConflictList:
    """Conflicts of interest with their reasons."""
    return clashes.clashes(user_of(request), slug, judge)


@router.get("/contests/{slug}/conflicts/of", response=ConflictList)
def would_conflict(request: HttpRequest, slug: str, username: str) -> ConflictList:
    """Conflicts somebody would have as a judge, before he is invited."""
    return clashes.would_clash(user_of(request), slug, username)


@router.post("/contests/{slug}/declarations", response=bool)
def declare(request: HttpRequest, slug: str, given: NewDeclaration) -> bool:
    """Tell a conflict."""
    clashes.declare(user_of(request), slug, given)
    return True


@router.post("/contests/{slug}/apart", response=bool)
def apart(request: HttpRequest, slug: str, given: NewApart) -> bool:
    """A judge and an author of one name are two people."""
    clashes.tell_apart(user_of(request), slug, given)
    return True


@router.get("/contests/{slug}/assignment", response=ProposalList)
def assignment(request: HttpRequest, slug: str) -> ProposalList:
    """Proposals, and what is assigned."""
    return assigning.proposals(user_of(request), slug)


@router.post("/contests/{slug}/assignment", response=ProposalList)
def propose(request: HttpRequest, slug: str, given: NewProposal) -> ProposalList:
    """Let a proposal be made."""
    user = user_of(request)
    assigning.propose(user, slug, given)
    return assigning.proposals(user, slug)


@router.post("/contests/{slug}/assignment/{number}", response=ProposalList)
def act_on_proposal(request: HttpRequest, slug: str, number: int, given: ProposalAct) -> ProposalList:
    """Apply a proposal, or drop it."""
    user = user_of(request)
    assigning.act_on_proposal(user, slug, number, given)
    return assigning.proposals(user, slug)


@router.get("/contests/{slug}/progress", response=ProgressInfo)
def progress(request: HttpRequest, slug: str) -> ProgressInfo:
    """How many forms there are by judge and by work."""
    return forms.progress(user_of(request), slug)


@router.get("/contests/{slug}/assigned", response=AssignedList)
def assigned(request: HttpRequest, slug: str) -> AssignedList:
    """A judge's works, his forms, what he is asked."""
    return reading.assigned_works(user_of(request), slug)


@router.get("/contests/{slug}/packages/{work}")
def package(request: HttpRequest, slug: str, work: str) -> HttpResponse:
    """The blind package of a work."""
    return as_file(*reading.package_of(user_of(request), slug, work), "application/zip")


@router.get("/contests/{slug}/packages/{work}/part")
def part(request: HttpRequest, slug: str, work: str, name: str) -> HttpResponse:
    """One file of a blind package."""
    return as_file(*reading.part_of_package(user_of(request), slug, work, name), "application/octet-stream")


@router.post("/contests/{slug}/forms", response=FormInfo)
def send(request: HttpRequest, slug: str, given: NewForm) -> FormInfo:
    """A judge's form; sent twice under one key it is one."""
    return forms.send_form(user_of(request), slug, given)


@router.get("/contests/{slug}/forms/entered", response=EnteredForms)
def entered(request: HttpRequest, slug: str) -> EnteredForms:
    """Forms the secretary entered."""
    return forms.entered_forms(user_of(request), slug)


@router.post("/contests/{slug}/forms/entered", response=FormInfo)
def enter(request: HttpRequest, slug: str, given: EnteredForm) -> FormInfo:
    """A form the secretary enters for a judge."""
    return forms.enter_form(user_of(request), slug, given)


@router.post("/contests/{slug}/forms/{number}/withdraw", response=FormInfo)
def withdraw(request: HttpRequest, slug: str, number: int, given: FormWithdrawal) -> FormInfo:
    """Take a form back."""
    return forms.withdraw_form(user_of(request), slug, number, given)


@router.post("/contests/{slug}/questions/{number}", response=AssignedList)
def answer(request: HttpRequest, slug: str, number: int, given: QuestionAnswer) -> AssignedList:
    """A judge's answer to what he is asked."""
    user = user_of(request)
    settling.answer_question(user, slug, number, given)
    return reading.assigned_works(user, slug)


@router.get("/contests/{slug}/far", response=FarList)
def far(request: HttpRequest, slug: str) -> FarList:
    """Forms far from the others, to be settled."""
    return settling.far_forms(user_of(request), slug)


@router.post("/contests/{slug}/far/{number}", response=FarInfo)
def act_on_far(request: HttpRequest, slug: str, number: int, given: FarAct) -> FarInfo:
    """Ask the judge, or settle it."""
    return settling.act_on_far(user_of(request), slug, number, given)


@router.get("/contests/{slug}/agreement", response=JudgesAgree)
def agreement(request: HttpRequest, slug: str) -> JudgesAgree:
    """How far judges agree, and for the organiser how strict each is."""
    return settling.agreement_of(user_of(request), slug)


@router.post("/contests/{slug}/agreement", response=JudgesAgree)
def settle(request: HttpRequest, slug: str) -> JudgesAgree:
    """Let it be computed anew."""
    user = user_of(request)
    settling.settle(user, slug)
    return settling.agreement_of(user, slug)
