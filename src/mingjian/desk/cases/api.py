"""`/api/cases` and `/api/letters`."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.cases import letters, terms
from mingjian.desk.cases.gathering import handlers
from mingjian.desk.cases.printing import letter_file, letter_sheet
from mingjian.desk.cases.schemas import (
    CaseAct,
    CaseList,
    CasePage,
    CaseQuery,
    LetterAct,
    LetterChange,
    LetterWords,
    NewLetter,
    NewTerm,
    OutcomeInfo,
    SheetInfo,
    TermDone,
)
from mingjian.desk.cases.services import act_on_case, case_page, find_case, list_cases, save_outcome
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.people import Person

__all__ = ["router"]

router = Router(tags=["cases"])


@router.get("/cases", response=CaseList)
def list_(request: HttpRequest, query: Query[CaseQuery]) -> CaseList:
    """Cases the user sees, newest first."""
    return list_cases(user_of(request), query)


@router.get("/cases/{number}", response=CasePage)
def one(request: HttpRequest, number: int) -> CasePage:
    """A case with its clues, letters, steps and outcome."""
    return case_page(user_of(request), number)


@router.post("/cases/{number}/act", response=CasePage)
def act(request: HttpRequest, number: int, given: CaseAct) -> CasePage:
    """A step of a case."""
    user = user_of(request)
    act_on_case(user, number, given)
    return case_page(user, number)


@router.get("/cases/{number}/people", response=list[Person])
def people(request: HttpRequest, number: int) -> list[Person]:
    """Who may hold the case beside its holder."""
    case = find_case(user_of(request), number)
    return [Person(username=one.username, name=one.name) for one in handlers(case)]


@router.put("/cases/{number}/outcome", response=CasePage)
def outcome(request: HttpRequest, number: int, given: OutcomeInfo) -> CasePage:
    """Record what a case achieved."""
    user = user_of(request)
    save_outcome(user, number, given)
    return case_page(user, number)


@router.post("/cases/{number}/letters", response=CasePage)
def draft(request: HttpRequest, number: int, given: NewLetter) -> CasePage:
    """Draft a letter from the case's clues."""
    user = user_of(request)
    letters.draft_letter(user, find_case(user, number), given.kind)
    return case_page(user, number)


@router.put("/letters/{number}", response=CasePage)
def change(request: HttpRequest, number: int, given: LetterChange) -> CasePage:
    """Change what a draft says."""
    user = user_of(request)
    case = letters.change_letter(user, number, given.fields, given.version)
    return case_page(user, case.pk)


@router.post("/letters/{number}/act", response=CasePage)
def act_on_letter(request: HttpRequest, number: int, given: LetterAct) -> CasePage:
    """Take a step of a letter."""
    user = user_of(request)
    case = letters.act_on_letter(user, number, given)
    return case_page(user, case.pk)


@router.post("/letters/{number}/urge", response=CasePage)
def urge(request: HttpRequest, number: int) -> CasePage:
    """Draft a letter that urges the reply to this one, whose period has ended."""
    user = user_of(request)
    return case_page(user, letters.urge_reply(user, number).case_id)


@router.post("/cases/{number}/terms", response=CasePage)
def set_term(request: HttpRequest, number: int, given: NewTerm) -> CasePage:
    """Set a deadline of the case: a statutory one, a look back, or another."""
    user = user_of(request)
    terms.set_term(user, find_case(user, number), given)
    return case_page(user, number)


@router.post("/terms/{number}/done", response=CasePage)
def term_done(request: HttpRequest, number: int, given: TermDone) -> CasePage:
    """Say that a deadline was met; of a look back, what was found and what comes of it."""
    user = user_of(request)
    with transaction.atomic():
        case, again = terms.finish_term(user, number, given)
        if again:
            letters.draft_letter(user, find_case(user, case.pk), again)
    return case_page(user, case.pk)


@router.get("/letters/{number}/sheet", response=SheetInfo)
def sheet(request: HttpRequest, number: int) -> SheetInfo:
    """The letter as its Word file reads."""
    return letter_sheet(user_of(request), number)


@router.post("/letters/{number}/sheet", response=SheetInfo)
def sheet_of_words(request: HttpRequest, number: int, given: LetterWords) -> SheetInfo:
    """A draft as its Word file would read with other words; nothing is kept."""
    return letter_sheet(user_of(request), number, given.fields)


@router.get("/letters/{number}/file")
def file(request: HttpRequest, number: int, form: Literal["docx", "pdf"] = "docx") -> HttpResponse:
    """The letter as Word or PDF, always as a download."""
    made = letter_file(user_of(request), number, form)
    response = HttpResponse(made.data, content_type=made.type)
    response.headers["Content-Disposition"] = made.disposition
    return response
