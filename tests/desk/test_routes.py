"""Every endpoint × every role × own and other office × own and other line, made from the API's own description.

What a user does not see answers 404 and tells nothing, whichever way it is asked for; a table below says what each path
is about, and a path that is not in it fails.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from desk_parts import PASSWORD
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from supply_parts import AGREED, ASKED, new_agreement, new_request

from mingjian.desk.api import openapi
from mingjian.desk.approvals.models import Request
from mingjian.desk.campaigns.models import Campaign, Part
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import draft_letter
from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.clues.models import Attachment, Clue
from mingjian.desk.clues.papers import attach, keep_bytes
from mingjian.desk.data.models import Upload
from mingjian.desk.jobs.models import Job
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right, Role
from mingjian.desk.shelving.models import Entry
from mingjian.desk.supply.models import Paper
from mingjian.desk.tokens.models import Token
from mingjian.desk.tokens.services import MACHINE, hashed
from mingjian.desk.workshop.models import Draft
from mingjian.models.editing import empty_model
from mingjian.models.enumerations import Line

CHANGING = (
    "/api/supply/calendar/file", "/api/audit", "/api/audit/export", "/api/operate", "/api/home",
    "/api/deadlines/calendar", "/api/letter-templates/{kind}/preview",
)  # fmt: skip
"""Answers that are never the same twice: numbers, instants, what was read before."""
OWN, OTHER_OFFICE, OTHER_LINE = "own", "other office", "other line"
ROUTES = [(path, method) for path, methods in openapi()["paths"].items() for method in methods]
ABOUT = {
    "/api/me": "self", "/api/logout": "self", "/api/home": "self", "/api/people": "self",
    "/api/clues": "list", "/api/clues/bulk": "bulk", "/api/cases": "list",
    "/api/models": "models", "/api/models/{name}": "models", "/api/models/{name}/run": "run", "/api/jobs": "jobs",
    "/api/models/{name}/compare": "nothing",
    "/api/approvals": "approvals", "/api/models/{name}/approval": "run",
    "/api/exports/clues": "export", "/api/exports/whose": Right.READ_AUDIT,
    "/api/cards/export": "export", "/api/cards/schema": "self",
    "/api/cards/preview": "cards", "/api/cards/import": "cards",
    "/api/tokens": "tokens", "/api/tokens/{number}/act": "nothing",
    "/api/users": Right.MANAGE_USERS, "/api/users/{number}": "person",
    "/api/users/{number}/act": "person", "/api/users/{number}/identities": "person", "/api/offices": Right.MANAGE_USERS,
    "/api/offices/{code}": Right.MANAGE_USERS, "/api/audit": Right.READ_AUDIT,
    "/api/data/datasets": "data", "/api/data/standards": "data", "/api/data/datasets/{dataset}": "data",
    "/api/data/sources": Right.LOAD_DATA, "/api/data/sources/{name}/tables": "nothing",
    "/api/data/sources/{name}/table": "nothing", "/api/data/sources/{name}/fetch": "nothing",
    "/api/data/identity": Right.LOAD_DATA, "/api/data/identity/resolve": Right.LOAD_DATA,
    "/api/data/identity/{record}": "nothing", "/api/data/identity/{record}/reveal": "nothing",
    "/api/data/identity/{record}/decide": "nothing",
    "/api/data/uploads": "uploads", "/api/data/datasets/{dataset}/certificates/{version}": "data",
    "/api/data/datasets/{dataset}/sample": "sample",
    "/api/audit/verify": Right.READ_AUDIT, "/api/audit/export": Right.READ_AUDIT, "/api/operate": Right.OPERATE,
    "/api/deadlines": "list", "/api/deadlines/calendar": Right.SEE_CLUES, "/api/deadlines/extend": "nothing",
    "/api/coverage": "coverage", "/api/supply/choices": "coverage", "/api/supply/calendar": "coverage",
    "/api/supply/calendar/file": "coverage", "/api/supply/requests": "supplies", "/api/supply/agreements": "supplies",
    "/api/supply/papers/{number}": "paper", "/api/supply/datasets/{dataset}": "coverage",
    "/api/schedules": "schedules", "/api/schedules/choices": "schedules", "/api/schedules/turns": "schedules",
    "/api/schedules/{number}": "nothing", "/api/schedules/{number}/act": "nothing",
    "/api/handovers": "list", "/api/terms/{number}/done": "nothing",
    "/api/campaigns": "campaigns", "/api/campaigns/choices": Right.ASSIGN,
    "/api/figures": Right.SEE_MODELS, "/api/figures/file": "export",
    "/api/measure/yield": Right.SEE_MODELS, "/api/measure/gaps": "coverage",
    "/api/measure/backtests": "backtests", "/api/measure/backtests/{number}": "nothing",
    "/api/measure/models/{name}/runs": "models", "/api/measure/file": "export",
    "/api/measure/plans": Right.SEE_CLUES, "/api/measure/plans/{number}": "nothing",
    "/api/reports": Right.SEE_CLUES, "/api/reports/{number}": "nothing", "/api/reports/{number}/file": "nothing",
    "/api/reports/{number}/suggestion": "nothing",
    "/api/exchange": Right.SEE_CLUES, "/api/exchange/send": Right.SEE_CLUES,
    "/api/exchange/outcomes": Right.SEE_CLUES, "/api/exchange/receive": Right.SEE_CLUES,
    "/api/exchange/partners": Right.MANAGE_USERS, "/api/exchange/partners/{code}/act": "nothing",
    "/api/letter-templates": Right.SEE_CLUES, "/api/letter-templates/{kind}/start": Right.SEE_CLUES,
    "/api/letter-templates/{kind}/preview": Right.SEE_CLUES, "/api/letter-templates/{kind}": Right.SEE_CLUES,
    "/api/workshop/palette": Right.SEE_MODELS, "/api/workshop/drafts": "drafts",
    "/api/workshop/drafts/upload": "built",
    "/api/contests": "contests", "/api/contests/check": Right.SEE_MODELS, "/api/contests/public/{slug}": "public",
    "/api/shelf": "shelf", "/api/shelf/bundle": "received",
    "/api/statutes": Right.SEE_MODELS, "/api/statutes/law": "nothing", "/api/statutes/article": "nothing",
    "/api/sentencing/coverage": Right.SEE_CLUES, "/api/sentencing/choices": Right.SEE_CLUES,
    "/api/sentencing/compute": Right.SEE_CLUES, "/api/sentencing/what-if": Right.SEE_CLUES,
    "/api/sentencing/check": Right.SEE_CLUES, "/api/sentencing/take": Right.SEE_CLUES,
    "/api/sentencing/paper": Right.SEE_CLUES, "/api/sentencing/kept": Right.SEE_CLUES,
    "/api/sentencing/kept/{number}": "nothing", "/api/sentencing/kept/{number}/aside": "nothing",
    "/api/sentencing/kept/{number}/file": "nothing", "/api/sentencing/kept/{number}/record": "nothing",
    "/api/sentencing/compare": "nothing", "/api/reader/text": Right.SEE_CLUES,
    "/api/charges/advise": Right.SEE_CLUES, "/api/charges/confusable": Right.SEE_CLUES,
    "/api/answers": Right.SEE_MODELS, "/api/answers/similar": Right.SEE_MODELS,
    "/api/answers/citations": Right.SEE_MODELS, "/api/answers/gaps": Right.ASSIGN,
    "/api/answers/citing": Right.SEE_MODELS, "/api/answers/experts": Right.ASSIGN,
    "/api/answers/experts/check": Right.ASSIGN, "/api/answers/export": Right.EXPORT,
    "/api/answers/import": Right.LOAD_DATA, "/api/answers/{number}": "nothing", "/api/answers/{number}/act": "nothing",
    "/api/search": Right.SEE_MODELS, "/api/search/suggest": Right.SEE_MODELS, "/api/search/document": "nothing",
    "/api/evidence/packs": Right.SEE_MODELS, "/api/evidence/packs/{pack}": "nothing",
    "/api/evidence/packs/{pack}/layer": "nothing", "/api/evidence/packs/{pack}/versions/{number}": "nothing",
    "/api/evidence/packs/{pack}/layer/change": "nothing", "/api/evidence/packs/{pack}/layer/use": "nothing",
    "/api/evidence/forms": Right.SEE_MODELS, "/api/evidence/files": "case files",
    "/api/evidence/files/upload": Right.HANDLE, "/api/statutes/check": Right.SEE_MODELS,
    "/api/statutes/check/file": Right.SEE_MODELS,
    "/api/statutes/imports": "filling", "/api/search/index": "filling", "/api/search/judgments": "filling",
    "/api/following": Right.SEE_MODELS, "/api/following/article": Right.SEE_MODELS,
    "/api/following/search": Right.SEE_MODELS, "/api/following/seen": Right.SEE_MODELS,
    "/api/training": Right.SEE_MODELS, "/api/training/people": "trainer", "/api/training/certificate": "certificate",
    "/api/training/exercises/{name}": "nothing", "/api/training/exercises/{name}/begin": "nothing",
    "/api/training/exercises/{name}/hint": "nothing", "/api/training/exercises/{name}/hand-in": "nothing",
    "/api/template-versions/{number}/file": "nothing", "/api/template-versions/{number}/act": "nothing",
}  # fmt: skip
"""What a path is about; a right: it answers who has the right, and 404 to everybody else."""
DAILY = {"name": "每日", "kind": "folder", "what": {"folder": "没有"}, "rhythm": {"every": "day", "at": "06:00"}}
FORM = {"key": "12345678", "work": "C001"}
ENTRY = {"type": "creative", "title": "x", "authors": [{"name": "x"}]}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("/api/evidence/packs/{pack}/layer", "put"): {"text": "x", "number": 0},
    ("/api/evidence/packs/{pack}/layer/change", "post"): {"text": "x", "kind": "need"},
    ("/api/evidence/packs/{pack}/layer/use", "post"): {"number": 0},
    ("/api/evidence/files", "post"): {"title": "某案", "charges": ["没有的罪"]},
    ("/api/evidence/files/{number}", "put"): {
        "title": "某案",
        "charges": ["盗窃罪"],
        "stage": "transfer",
        "version": 1,
    },
    ("/api/evidence/files/{number}/records", "post"): {"list": "persons", "value": {"id": "p1"}, "version": 1},
    ("/api/evidence/files/{number}/confirmed", "post"): {
        "records": [{"list": "persons", "value": {"id": "p1"}}],
        "version": 1,
    },
    ("/api/evidence/files/{number}/remove", "post"): {"list": "persons", "id": "p1", "version": 1},
    ("/api/evidence/files/{number}/aside", "post"): {"finding": "x", "reason": "理由如下", "version": 1},
    ("/api/evidence/files/{number}/act", "post"): {"action": "undo", "version": 1},
    ("/api/evidence/files/{number}/text", "put"): {"text": "x", "version": 1},
    ("/api/search/index", "post"): {"what": ["models"]},
    ("/api/statutes/check", "post"): {"text": "《刑法》第一条"},
    ("/api/following/article", "post"): {"law": "刑法", "article": "264"},
    ("/api/following/search", "post"): {"q": "盗窃"},
    ("/api/contests", "post"): {"text": "contest: 5"},
    ("/api/contests/check", "post"): {"text": "contest: 5"},
    ("/api/contests/{slug}/file", "put"): {"text": "x", "version": 1},
    ("/api/contests/{slug}/edits", "post"): {"kind": "take", "path": ["x"], "version": 1},
    ("/api/contests/{slug}/step", "post"): {"to": "open", "version": 1},
    ("/api/contests/{slug}/seats", "post"): {"username": "x", "kind": "judge"},
    ("/api/contests/{slug}/seats/{seat}/act", "post"): {"action": "leave"},
    ("/api/contests/{slug}/works", "post"): ENTRY,
    ("/api/contests/{slug}/works/{work}", "put"): ENTRY,
    ("/api/contests/{slug}/works/{work}/withdraw", "post"): {"why": "x"},
    ("/api/contests/{slug}/entries/{work}/act", "post"): {"action": "admit", "version": 1},
    ("/api/contests/{slug}/blind/{work}/{place}", "post"): {"decision": "hide"},
    ("/api/contests/{slug}/declarations", "post"): {"about": "x", "why": "x"},
    ("/api/contests/{slug}/apart", "post"): {"judge": "J01", "person": "x", "why": "x"},
    ("/api/contests/{slug}/assignment", "post"): {"type": "creative"},
    ("/api/contests/{slug}/assignment/{number}", "post"): {"action": "apply"},
    ("/api/contests/{slug}/forms", "post"): FORM,
    ("/api/contests/{slug}/forms/entered", "post"): FORM | {"judge": "J01", "paper": "x"},
    ("/api/contests/{slug}/forms/{number}/withdraw", "post"): {"why": "x"},
    ("/api/contests/{slug}/questions/{number}", "post"): {"answer": "x"},
    ("/api/contests/{slug}/far/{number}", "post"): {"action": "ask", "version": 1},
    ("/api/contests/{slug}/likeness/{number}", "post"): {"word": "common", "reason": "x"},
    ("/api/contests/{slug}/sign", "post"): {"digest": "0" * 64},
    ("/api/contests/{slug}/rejudging", "post"): {"reason": "x"},
    ("/api/contests/{slug}/rejudging/{number}", "post"): {"action": "apply"},
    ("/api/contests/{slug}/works/{work}/appeal", "post"): {"reason": "x"},
    ("/api/contests/{slug}/appeals/{number}/judges", "post"): {"judges": ["R01", "R02", "R03"], "version": 1},
    ("/api/contests/{slug}/hearings/{number}", "post"): {"word": "upheld", "why": "x"},
    ("/api/contests/{slug}/pairs/{number}", "post"): {"better": "C001", "reason": "x"},
    ("/api/schedules", "post"): DAILY,
    ("/api/schedules/{number}", "put"): DAILY | {"version": 99},
    ("/api/schedules/{number}/act", "post"): {"action": "end", "version": 99},
    ("/api/supply/requests", "post"): ASKED | {"owner": "nobody"},
    ("/api/supply/requests/{number}", "put"): ASKED | {"version": 99},
    ("/api/supply/requests/{number}/act", "post"): {"action": "withdraw", "version": 99, "why": "x"},
    ("/api/supply/agreements", "post"): AGREED | {"owner": "nobody"},
    ("/api/supply/agreements/{number}", "put"): AGREED | {"version": 99},
    ("/api/supply/agreements/{number}/act", "post"): {"action": "end", "version": 99, "why": "试试"},
    ("/api/supply/uploads/{number}", "put"): {"agreement": 999},
    ("/api/me", "put"): {"language": "zh"},
    ("/api/clues/{clue}/act", "post"): {"action": "claim", "version": 99},
    ("/api/clues/{clue}/unmask", "post"): {"why": "测试"},
    ("/api/clues/{clue}/judgments", "post"): {"why": "测试"},
    ("/api/users/{number}/identities", "put"): {"oidc": "x", "version": 99},
    ("/api/clues/{clue}/graph/expand", "post"): {"node": "none"},
    ("/api/clues/{clue}/checks/{key}", "put"): {"answer": "yes"},
    ("/api/cases/{number}/act", "post"): {"action": "close", "version": 99, "why": "x"},
    ("/api/cases/{number}/outcome", "put"): {},
    ("/api/cases/{number}/letters", "post"): {"kind": "suggestion"},
    ("/api/letters/{number}", "put"): {"fields": {"to": "x"}, "version": 99},
    ("/api/letters/{number}/act", "post"): {"action": "submit", "version": 99},
    ("/api/exchange/send", "post"): {"to": "990000", "clues": ["x"], "why": "移送"},
    ("/api/exchange/outcomes", "post"): {"to": "990000"},
    ("/api/exchange/partners", "post"): {"code": "990000", "zh": "外院", "public": "x"},
    ("/api/exchange/partners/{code}/act", "post"): {"action": "activate"},
    ("/api/reports", "post"): {"model": "nothing"},
    ("/api/deadlines/extend", "post"): {
        "key": "letter:0",
        "before": "2025-01-01",
        "until": "2025-02-01",
        "why": "延期",
    },
    ("/api/terms/{number}/done", "post"): {"version": 1, "note": "x"},
    ("/api/cases/{number}/terms", "post"): {"kind": "other", "title": "x", "due": "2999-01-01"},
    ("/api/letters/{number}/sheet", "post"): {"fields": {"about": "x"}},
    ("/api/template-versions/{number}/act", "post"): {"action": "approve"},
    ("/api/users", "post"): {"username": "new", "name": "新", "office": "340100", "roles": ["prosecutor"]},
    ("/api/users/{number}", "put"): {"name": "x", "office": "340100", "roles": ["prosecutor"], "version": 99},
    ("/api/users/{number}/act", "post"): {"action": "lock", "version": 99},
    ("/api/offices", "post"): {"code": "340104", "zh": "新院", "level": "county", "parent": "340100"},
    ("/api/offices/{code}", "put"): {"zh": "新名", "version": 99},
    ("/api/approvals", "post"): {
        "model": "benefits-paid-to-the-dead",
        "purpose": "试",
        "until": str(date.today() + timedelta(days=9)),
        "assessment": dict.fromkeys(("necessity", "legal_basis", "people", "risks", "measures", "retention"), "试试"),
    },
    ("/api/approvals/{number}/act", "post"): {"action": "approve", "version": 99},
    ("/api/exports/clues", "post"): {"form": "csv", "why": "核查"},
    ("/api/cards/export", "post"): {"form": "json", "why": "报送"},
    ("/api/campaigns/{number}/act", "post"): {"action": "close", "version": 99},
    ("/api/campaigns/{number}/answer", "post"): {"action": "take", "version": 99},
    ("/api/campaigns/{number}/run", "post"): {"model": "x", "version": 99, "as_of": "2025-06-30"},
    ("/api/campaigns/{number}/file", "post"): {"form": "csv", "why": "通报"},
    ("/api/campaigns", "post"): {
        "name": "专项",
        "purpose": "清理",
        "basis": "法条",
        "first": "2025-01-01",
        "last": "2024-01-01",
        "models": [{"model": "x"}],
        "parts": [{"office": "340102"}],
    },
    ("/api/figures/file", "post"): {"form": "csv", "why": "通报", "table": "models"},
    ("/api/measure/file", "post"): {"form": "csv", "why": "通报", "table": "yield"},
    ("/api/measure/backtests", "post"): {"model": "benefits-paid-to-the-dead", "run": "none", "purpose": "试"},
    ("/api/workshop/drafts", "post"): {"origin": "copy", "model": "no-such"},
    ("/api/workshop/drafts/{number}/edits", "post"): {"edit": {"kind": "remove_step", "name": "x"}, "version": 99},
    ("/api/workshop/drafts/{number}/data", "post"): {"as_of": "2025-06-30", "purpose": "x"},
    ("/api/workshop/drafts/{number}/cases", "post"): {
        "version": 99,
        "look": 1,
        "step": "x",
        "row": 0,
        "fires": True,
        "name": "x",
        "zh": "x",
    },
    ("/api/workshop/drafts/{number}/paste", "post"): {"version": 99, "source": 1, "step": "x"},
    ("/api/training/exercises/{name}/hand-in", "post"): {"check": True, "version": 99},
    ("/api/workshop/drafts/{number}/undo", "post"): {"version": 99},
    ("/api/workshop/drafts/{number}/redo", "post"): {"version": 99},
    ("/api/workshop/drafts/{number}/act", "post"): {"action": "close", "version": 99},
    ("/api/workshop/drafts/{number}/file", "put"): {"name": "model.yaml", "text": "x", "version": 99},
    ("/api/shelf", "post"): {"draft": 999999, "version": 1},
    ("/api/shelf/{number}/act", "post"): {"action": "propose", "version": 99},
    ("/api/shelf/{number}/take-up", "post"): {"action": "ask", "version": 99},
    ("/api/shelf/{number}/rating", "post"): {"stars": 3},
    ("/api/shelf/{number}/favourite", "put"): {"on": True},
    ("/api/charges/advise", "post"): {"text": "x"},
    ("/api/answers", "post"): {"title": "怎么认定自首"},
    ("/api/answers/similar", "post"): {"text": "自首"},
    ("/api/answers/citations", "post"): {"text": "刑法第一条"},
    ("/api/answers/experts", "put"): {"text": "topics: {}"},
    ("/api/answers/experts/check", "post"): {"text": "topics: {}"},
    ("/api/answers/{number}/act", "post"): {"move": "answer", "version": 1},
    ("/api/sentencing/compute", "post"): {"facts": "{}"},
    ("/api/sentencing/what-if", "post"): {"facts": "{}", "added": ["surrender"]},
    ("/api/sentencing/check", "post"): {"facts": "{}"},
    ("/api/sentencing/take", "post"): {"text": "x"},
    ("/api/sentencing/paper", "post"): {"facts": "{}"},
    ("/api/sentencing/kept", "post"): {"facts": "{}", "title": "x"},
    ("/api/sentencing/kept/{number}/aside", "post"): {"why": "x"},
    ("/api/tokens", "post"): {"name": "x", "why": "x", "rights": ["see_models"], "password": PASSWORD},
    ("/api/tokens/{number}/act", "post"): {"action": "revoke"},
    ("/api/models/{name}/run", "post"): {"as_of": "2025-06-30", "purpose": "试"},
    ("/api/data/uploads/{number}/mapping", "put"): {"standard": "death_record@1", "version": 99},
    ("/api/data/uploads/{number}/import", "post"): {"version": 99},
    ("/api/data/uploads/{number}/discard", "post"): {"version": 99},
    ("/api/data/uploads/{number}/again", "post"): {"version": 99},
    ("/api/data/sources/{name}/fetch", "post"): {"table": "pay"},
    ("/api/data/identity/{record}/reveal", "post"): {"why": "x"},
    ("/api/data/identity/{record}/decide", "post"): {"number": 1, "word": "same", "why": "x"},
    ("/api/data/datasets/{dataset}/coverage", "post"): {
        "coverage": [{"region": "340100", "start": "2024-02-01", "end": "2024-01-01"}],
        "extracted_on": "2024-01-01",
    },
    ("/api/data/datasets/{dataset}/retention", "put"): {"until": "2030-01-01", "basis": "试"},
    ("/api/data/datasets/{dataset}/destroy", "post"): {"versions": [1], "basis": "x", "why": "x", "confirm": "no"},
    ("/api/data/datasets/{dataset}/quarantine/mend", "post"): {"version": 1, "file": 0, "line": 0, "cells": {"a": "b"}},
    ("/api/data/datasets/{dataset}/quarantine/reveal", "post"): {"version": 1, "file": 0, "line": 0, "why": "x"},
    ("/api/data/datasets/{dataset}/quarantine/dismiss", "post"): {"version": 1, "why": "x"},
    ("/api/data/datasets/{dataset}/quarantine/reopen", "post"): {"version": 1, "file": 0, "line": 0},
    ("/api/data/datasets/{dataset}/quarantine/deliver", "post"): {"version": 1},
}


def about(path: str) -> str:
    """What a path is about: a clue, a case, a letter, a file, a job, or something of the table."""
    for beginning, kind in (("/api/clues/{", "clue"), ("/api/cases/{", "case"), ("/api/letters/{", "letter"),
                            ("/api/attachments/{", "file"), ("/api/jobs/{", "job"),
                            ("/api/data/uploads/{", "upload"), ("/api/approvals/{", "approval"),
                            ("/api/supply/uploads/{", "upload"), ("/api/supply/requests/{", "request"),
                            ("/api/supply/agreements/{", "agreement"),
                            ("/api/campaigns/{", "campaign"), ("/api/workshop/drafts/{", "draft"),
                            ("/api/shelf/{", "shelved"),
                            ("/api/evidence/files/{number}", "nothing"),
                            ("/api/contests/{slug}", "nothing")):  # fmt: skip
        if path.startswith(beginning):
            return kind
    if path.startswith("/api/data/datasets/{dataset}/") and path not in ABOUT:
        return "care"
    assert path in ABOUT, f"say in this table what {path} is about"
    return ABOUT[path]


@pytest.fixture
def things(clues: object, user: Any) -> dict[str, dict[str, Any]]:
    """A clue, its case, a letter, a file and a job: in sight, of another office, of another line."""
    places = {OWN: ("340102", Line.PUBLIC_INTEREST), OTHER_OFFICE: ("340202", Line.PUBLIC_INTEREST),
              OTHER_LINE: ("340102", Line.CRIMINAL)}  # fmt: skip
    made: dict[str, dict[str, Any]] = {}
    for number, (name, (office, line)) in enumerate(places.items()):
        clue = Clue.objects.filter(office__code=office, state="new").order_by("id")[number]
        Clue.objects.filter(pk=clue.pk).update(line=line.value, state="filed", amount=f"{77000 + number}.00")
        clue.refresh_from_db()
        holder = user(f"holder{number}", Role.PROSECUTOR, office=office)
        filed(clue=clue, user=holder, why="x")
        case = Case.objects.get(members__clue=clue)
        letter = draft_letter(holder, case, "suggestion")
        paper = attach(holder, clue, SimpleUploadedFile("a.txt", b"text"))
        job = new_job(holder, clue.model, line, f"campaign-{88000 + number}")
        upload = Upload.objects.create(
            name=f"upload-{99000 + number}.csv", size=1, sha256="0" * 64, office=holder.office, by=holder, at=now()
        )
        made[name] = {
            "clue": clue,
            "case": case,
            "letter": letter,
            "file": paper,
            "job": job,
            "upload": upload,
            **new_supply(holder, f"bureau-{98000 + number}"),
            "approval": new_approval(holder, clue.model, line, f"approval-{99000 + number}"),
            "campaign": new_campaign(holder, line, f"pushed-{99000 + number}"),
            "draft": new_draft(holder, line, f"drafted-{99000 + number}"),
            "entry": new_entry(holder, line, f"shelved-{99000 + number}"),
        }
    return made


def new_job(by: User, model: str, line: Line, purpose: str) -> Job:
    """A job that waits; of whatever line."""
    argument = {"as_of": "2025-06-30", "parameters": {}}
    return Job.objects.create(kind="run", subject=model, argument=argument, office=by.office, line=line.value, by=by,
                              purpose=purpose, created=now())  # fmt: skip


def new_approval(by: User, model: str, line: Line, purpose: str) -> Request:
    """A request that waits to be decided."""
    return Request.objects.create(
        model=model, model_version="1.0.0", fingerprint="x", sensitivity=4, purpose=purpose, until=date(2999, 1, 1),
        office=by.office, line=line.value, by=by, asked=now(), assessment={"necessity": f"because {purpose}"},
    )  # fmt: skip


def new_supply(by: User, agency: str) -> dict[str, Any]:
    """A request, an agreement and its paper."""
    officer = User.objects.create_user(f"officer-{by.username}", PASSWORD, by.office, "员", [Role.DATA_OFFICER], [])
    soon = (date.today() + timedelta(days=30)).isoformat()  # nothing is overdue: a token does not lead, its user may
    agreement = new_agreement(officer, agency=agency, starts="2025-01-01", first_due=soon, until="2999-12-31")
    digest = keep_bytes(b"paper")
    paper = Paper.objects.create(agreement=agreement, name=f"{agency}.pdf", size=5, sha256=digest, by=by, at=now())
    return {"request": new_request(officer, agency=agency), "agreement": agreement, "paper": paper}


def new_campaign(by: User, line: Line, number: str) -> Campaign:
    """A campaign that is under way, of whatever line."""
    made = Campaign.objects.create(
        number=number, name="专项", purpose="清理", basis="法", line=line.value, office=by.office, state="open",
        first=date(2025, 1, 1), last=date(2999, 1, 1), by=by, made=now(), published=now(),
    )  # fmt: skip
    Part.objects.create(campaign=made, office=by.office)
    return made


def new_draft(by: User, line: Line, title: str) -> Draft:
    """A draft from nothing, of whatever line."""
    files = {"model.yaml": empty_model("a-draft", title, title, line)}
    return Draft.objects.create(
        model="a-draft", title_zh=title, title_en=title, files=files, office=by.office, line=line.value, owner=by,
        made=now(), changed=now(), changed_by=by,
    )  # fmt: skip


def new_entry(by: User, line: Line, title: str) -> Entry:
    """An idea on the shelf, of whatever line."""
    return Entry.objects.create(
        model="an-idea", model_version="0.1.0", title_zh=title, title_en=title, line=line.value, office=by.office,
        files={"model.yaml": empty_model("an-idea", title, title, line)}, author=by, made=now(), changed=now(),
    )  # fmt: skip


def ask(client: Client, path: str, method: str, thing: dict[str, Any]) -> Any:
    """Ask for a path about one of the things."""
    number = {
        "case": thing["case"].pk, "letter": thing["letter"].pk, "file": thing["file"].pk, "job": thing["job"].pk,
        "upload": thing["upload"].pk, "request": thing["request"].pk, "agreement": thing["agreement"].pk,
        "paper": thing["paper"].pk,
        "approval": thing["approval"].pk,
        "campaign": thing["campaign"].pk,
        "draft": thing["draft"].pk,
        "shelved": thing["entry"].pk,
        "person": thing["clue"].owner_id or thing["case"].owner_id,
    }.get(about(path), 0)  # fmt: skip
    url = path.replace("{clue}", thing["clue"].pk).replace("{number}", str(number)).replace("{key}", "subject")
    url = url.replace("{name}", thing["clue"].model).replace("{code}", "340102")
    url = (
        url.replace("{kind}", "suggestion")
        .replace("{slug}", "none")
        .replace("{seat}", "1")
        .replace("{work}", "0")
        .replace("{place}", "1")
    )
    url = url.replace("{older}", str(number)).replace("{dataset}", "pension_payment").replace("{version}", "1")
    url = url.replace("{pack}", "none")
    uploads = ("/api/workshop/drafts/upload", "/api/evidence/files/upload", "/api/answers/import")
    if path in (*uploads, "/api/evidence/files/{number}/papers"):
        return client.post(url, {"file": SimpleUploadedFile("b.txt", b"text")})
    if (
        path.endswith(
            (
                "/attachments",
                "/works/{work}/versions",
                "/letter-templates/{kind}",
                "/exchange/receive",
                "/shelf/bundle",
                "/whose",
                "/reader/text",
                "/papers",
            )
        )
        and method == "post"
    ):
        return client.post(url, {"file": SimpleUploadedFile("b.txt", b"text")})
    if path in ("/api/cards/preview", "/api/cards/import"):
        numbers = {"number": thing["case"].number, "unified_number": "34010020260000999"}
        data = json.dumps({"format": "mingjian-case-cards", "version": "1.0", "cards": [numbers]})
        return client.post(url, {"file": SimpleUploadedFile("c.json", data.encode()), "seen": "0" * 64})
    body = BODIES.get((path, method), {})
    if path == "/api/supply/calendar":
        url += f"?first={date.today()}&last={date.today() + timedelta(days=90)}"
    if path == "/api/clues/bulk":
        body = {"action": "claim", "items": [{"id": thing["clue"].pk, "version": 99}]}
    if path in ("/api/statutes/law", "/api/statutes/article"):
        url += "?law=x&article=1"
    if path == "/api/sentencing/choices":
        url += "?charge=盗窃"
    if path == "/api/sentencing/compare":
        url += "?one=1&other=2"
    if path == "/api/statutes/imports" and method == "post":
        url += "?name=x.md&origin=x&licence=x"
    if path == "/api/statutes/check/file":
        url += "?name=x.txt"
    if path == "/api/search/judgments":
        url += "?name=x.txt&office=x"
    if path == "/api/search/document":
        url += "?id=x"
    if path == "/api/data/sources/{name}/table":
        url += "?table=pay"
    if path == "/api/contests/{slug}/conflicts/of":
        url += "?username=x"
    if path.endswith("/packages/{work}/part"):
        url += "?name=x"
    if path == "/api/models/{name}/compare":
        url += "?before=x&after=y"  # no run is called so
    if method == "get":
        return client.get(url)
    return getattr(client, method)(url, data=json.dumps(body), content_type="application/json")


def text_of(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")


def test_nobody_gets_in_without_a_log_in(things: dict[str, dict[str, Any]]) -> None:
    """All paths in one test: nobody changes anything, and what is asked for takes longer to make than to be refused."""
    let_in = []
    for path, method in ROUTES:
        answer = ask(Client(), path, method, things[OWN])
        if answer.status_code != 401 or not json.loads(answer.content)["zh"]:
            let_in.append((method, path, answer.status_code))
    assert ROUTES
    assert let_in == []


_LESS = (Role.ASSISTANT, Role.MODELLER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)
"""Roles with few rights, which `make test-all` asks."""


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=[pytest.mark.slow] if role in _LESS else []) for role in Role]
)
def test_every_endpoint_for_a_role(role: Role, things: dict[str, dict[str, Any]], user: Any, client_of: Any) -> None:
    person: User = user("me", role, office="340100", lines=(Line.PUBLIC_INTEREST,))
    client, sees = client_of(person), person.may(Right.SEE_CLUES)
    for path, method in ROUTES:
        if path == "/api/logout":
            continue
        for where, thing in things.items():
            answer = ask(client, path, method, thing)
            text, what = text_of(answer), f"{role} {method} {path} {where}"
            assert answer.status_code < 500, what
            in_sight = sees and where == OWN
            if about(path) in ("job", "jobs", "run"):
                in_sight = person.may(Right.SEE_MODELS) and where == OWN
            if about(path) in ("draft", "shelved"):
                in_sight = person.may(Right.SEE_MODELS) and where == OWN
            if about(path) == "approval":
                in_sight = person.may(Right.RUN) and where == OWN
            if about(path) == "campaign":
                in_sight = person.may(Right.SEE_MODELS) and where == OWN
            check(about(path), answer.status_code, text, in_sight, person, thing, what)
            for name, one in things.items():
                runs = person.may(Right.RUN) and name == OWN
                assert runs or one["approval"].purpose not in text, what
                assert path != "/api/approvals" or method == "post" or (one["approval"].purpose in text) == runs, what
                seen = person.may(Right.SEE_MODELS) and name == OWN
                assert seen or one["job"].purpose not in text, what
                assert path != "/api/jobs" or (one["job"].purpose in text) == seen, what
                assert seen or one["campaign"].number not in text, what
                assert (path, method) != ("/api/campaigns", "get") or (one["campaign"].number in text) == seen, what
                assert seen or one["draft"].title_zh not in text, what
                assert seen or one["entry"].title_zh not in text, what
                assert (path, method) != ("/api/shelf", "get") or (one["entry"].title_zh in text) == seen, what
                assert (path, method) != ("/api/workshop/drafts", "get") or (one["draft"].title_zh in text) == seen, (
                    what
                )
                # deliveries are of an office and of no line
                loads = person.may(Right.LOAD_DATA) and name != OTHER_OFFICE
                assert loads or one["upload"].name not in text, what
                assert (path, method) != ("/api/data/uploads", "get") or (one["upload"].name in text) == loads, what
                supplied = person.may(Right.SEE_MODELS) and name != OTHER_OFFICE
                assert supplied or one["agreement"].agency not in text, what
                listed = (path, method) in (("/api/supply/requests", "get"), ("/api/supply/agreements", "get"))
                listed = listed or path == "/api/supply/calendar"
                assert not listed or (one["agreement"].agency in text) == supplied, what
            hidden = [one for name, one in things.items() if not (sees and name == OWN)]
            for one in hidden:
                # the audit log names what was worked on by its number, and nothing of what is in it
                asked = (one is thing and about(path) in ("bulk", "cards")) or about(path) == Right.READ_AUDIT
                assert asked or one["clue"].pk not in text, what
                assert str(one["clue"].amount) not in text, what
                assert asked or one["case"].number not in text, what


_TOKENS = [Role.CHIEF, Role.SECURITY_ADMIN]
_MORE = [pytest.param(role, marks=pytest.mark.slow) for role in (Role.ASSISTANT, Role.MODELLER, Role.AUDIT_ADMIN)]


@pytest.mark.parametrize("role", [*_TOKENS, *_MORE])
def test_a_token_sees_what_its_user_sees(
    role: Role, things: dict[str, dict[str, Any]], user: Any, client_of: Any
) -> None:
    """The same, but for what its user may do by hand only, and where that takes a right that is in no token: 404."""
    person: User = user("me", role, office="340100", lines=(Line.PUBLIC_INTEREST,))
    own, other = client_of(person), Client(headers={"Authorization": f"Bearer {allowed_token(person)}"})
    for path, method in ROUTES:
        for thing in things.values() if method == "get" and path not in CHANGING else ():
            mine, its = ask(own, path, method, thing), ask(other, path, method, thing)
            if mine.status_code != its.status_code:
                assert (about(path), its.status_code) == (Right.MANAGE_USERS, 404), path
            elif path not in ("/api/me", "/api/tokens"):
                assert sight_of(mine) == sight_of(its), path
    assert set(other.get("/api/me").json()["can"]) == person.rights & MACHINE


def sight_of(answer: Any) -> Any:
    """What an answer shows, without when it was made, what it offers to do (a matter of rights) and what a PDF says
    of its own making."""
    text = text_of(answer)
    if not answer.headers["Content-Type"].startswith("application/json"):
        return len(text) if text.startswith("%PDF") else text
    read = json.loads(text)
    if isinstance(read, dict):
        read.pop("at", None)  # when it was counted
    return _without_steps(read)


def _without_steps(read: Any) -> Any:
    """Without what may be done, wherever it stands."""
    if isinstance(read, list):
        return [_without_steps(one) for one in read]
    if isinstance(read, dict):
        kept = {name: one for name, one in read.items() if name not in OFFERS and name[:3] != "may"}
        return {name: _without_steps(one) for name, one in kept.items()}
    return read


OFFERS = {"actions", "can", "waiting"}


def allowed_token(person: User) -> str:
    """A token with all rights the person may give it."""
    rights = sorted(person.rights & MACHINE)
    secret = f"mj_{person.pk}"
    Token.objects.create(
        user=person, name="other system", hashed=hashed(secret), beginning="mj_", rights=rights, reads=False, why="x",
        asked=now(), allowed=now(), expires=now() + timedelta(days=1),
    )  # fmt: skip
    return secret


def check(kind: str, status: int, text: str, in_sight: bool, person: User, thing: dict[str, Any], what: str) -> None:
    """What an answer must be."""
    if kind in ("clue", "case", "letter", "file", "job", "approval"):
        lacks = "unmask" in what and not person.may(Right.UNMASK)
        lacks = lacks or ("judgments" in what and person.unmasks_to < 4)
        lacks = lacks or ("/cancel" in what and not person.may(Right.RUN))
        assert (status == 404) == (not in_sight or lacks), (what, status, text[:200])
    elif kind in ("request", "agreement", "paper"):
        sees = person.may(Right.SEE_MODELS) and "other office" not in what
        may = sees if " get " in what else sees and person.may(Right.LOAD_DATA)
        assert (status == 404) == (not may), (what, status, text[:200])
        assert status in (200, 400, 404, 409, 413), (what, status, text[:200])
    elif kind == "schedules":
        # 400: no folder is called so
        may = person.may(Right.LOAD_DATA) or (person.may(Right.RUN) and " get " in what)
        assert status == ((200 if " get " in what else 400) if may else 404), (what, status, text[:200])
    elif kind == "coverage":
        assert status == (200 if person.may(Right.SEE_MODELS) else 404), (what, status, text[:200])
    elif kind == "supplies":
        # 400: nobody is called so
        may = person.may(Right.SEE_MODELS if " get " in what else Right.LOAD_DATA)
        assert status == ((200 if " get " in what else 400) if may else 404), (what, status, text[:200])
    elif kind == "upload":
        loads = person.may(Right.LOAD_DATA) and "other office" not in what
        assert (status == 404) == (not loads), (what, status, text[:200])
    elif kind == "uploads":
        assert status == (200 if " get " in what else 422), (what, status)
    elif kind == "sample":
        assert status == (200 if person.role_set == {Role.MODELLER} else 404), (what, status, text[:200])
    elif kind == "trainer":
        leads = person.role_set & {Role.CHIEF, Role.HEAD, Role.DIGITAL, Role.REVIEWER}
        assert status == (200 if leads else 404), (what, status, text[:200])
    elif kind == "certificate":
        # 400: nothing was passed yet
        assert status == (400 if person.may(Right.SEE_MODELS) else 404), (what, status, text[:200])
    elif kind == "data":
        sees = person.may(Right.SEE_MODELS) and "certificates" not in what
        assert status == (200 if sees else 404), (what, status, text[:200])
    elif kind == "care":
        # the lake's data is the top office's: a data officer below it looks after none of it
        assert status == 404, (what, status, text[:200])
    elif kind == "models":
        assert (status == 200) == person.may(Right.SEE_MODELS), what
    elif kind == "person":
        managed = person.may(Right.MANAGE_USERS) and "other office" not in what
        assert (status == 409) == managed, (what, status, text[:200])
        assert (status == 404) == (not managed), (what, status, text[:200])
    elif kind == "filling":
        asked = " get " not in what
        may = person.may(Right.LOAD_DATA if asked else Right.SEE_MODELS)
        # a file that is not there, or no office of that name: 400
        assert (status in (200, 400)) == may, (what, status, text[:200])
        assert status == 404 or may, (what, status)
    elif isinstance(kind, Right):
        # 400 and 409: somebody who may, and what he sent was seen through
        assert (status in (200, 400, 409)) == person.may(kind), (what, status, text[:200])
        assert status == 404 or person.may(kind), (what, status)
    elif kind == "draft":
        # 409: somebody changed it meanwhile
        changes = " put " in what or any(
            word in what for word in ("/edits", "/paste", "/undo", "/redo", "/act", "/cases")
        )
        may = in_sight and (not changes or person.may(Right.BUILD))
        good = 409 if changes else 200
        if " post " in what and "/data" in what:
            may, good = may and person.may(Right.RUN), 400  # it has no step to look at
        assert status == (good if may else 404), (what, status, text[:200])
    elif kind == "shelved":
        # 409: somebody was quicker; 400: his office never ran it; 404: what is no published model is in no bundle
        expected = 409 if "/act" in what or "take-up" in what else 400 if "rating" in what else 200
        expected = 404 if "bundle" in what or not in_sight else expected
        assert status == expected, (what, status, text[:200])
    elif kind == "received":
        # 400: the file is no bundle
        may = person.may(Right.SEE_MODELS) and (person.may(Right.BUILD) or person.may(Right.REVIEW_MODEL))
        assert status == (400 if may else 404), (what, status, text[:200])
    elif kind == "shelf":
        # 404 too: there is no such draft
        reads = " get " in what and person.may(Right.SEE_MODELS)
        assert status == (200 if reads else 404), (what, status, text[:200])
    elif kind in ("drafts", "built"):
        # 400: no model is called so, the file is none of a model
        may = person.may(Right.SEE_MODELS if " get " in what else Right.BUILD)
        assert status == ((200 if " get " in what else 400) if may else 404), (what, status, text[:200])
    elif kind == "campaign":
        # 404 too: a file without the right to export, a run or an answer for an office that is asked for none
        lacks = ("/file" in what and not person.may(Right.EXPORT)) or "/run" in what or "/answer" in what
        assert (status == 404) == (not in_sight or lacks), (what, status, text[:200])
    elif kind == "campaigns":
        may = person.may(Right.ASSIGN if " post " in what else Right.SEE_MODELS)
        assert status == ((400 if " post " in what else 200) if may else 404), (what, status, text[:200])
    elif kind == "public":
        # without a log-in too, where a contest's file says so: there is no such contest
        assert status == 401, (what, status, text[:200])
    elif kind == "contests":
        # 400: the file is none of a contest
        may = person.may(Right.ASSIGN if " post " in what else Right.SEE_MODELS)
        assert status == ((400 if " post " in what else 200) if may else 404), (what, status, text[:200])
    elif kind == "case files":
        # 400: no charge is called so
        may = person.may(Right.HANDLE if " post " in what else Right.SEE_CLUES)
        assert status == ((400 if " post " in what else 200) if may else 404), (what, status, text[:200])
    elif kind == "backtests":
        # 400: no run is called so
        may = person.may(Right.RUN if " post " in what else Right.SEE_MODELS)
        assert status == ((400 if " post " in what else 200) if may else 404), (what, status, text[:200])
    elif kind == "approvals":
        # 400: the data of this lake are synthetic, so nothing needs to be approved
        assert status == ((400 if "post" in what else 200) if person.may(Right.RUN) else 404), (what, status)
    elif kind == "export":
        assert status == (200 if person.may(Right.EXPORT) else 404), (what, status, text[:200])
    elif kind == "cards":
        # 409: what was seen is not what would change
        may = person.may(Right.SEE_CLUES) and (person.may(Right.DECIDE) or person.may(Right.ASSIGN))
        assert status == ((409 if "import" in what else 200) if may else 404), (what, status, text[:200])
    elif kind == "tokens":
        # 400: the role has not the right the token was to have
        assert status == 200 or (status == 400 and "post" in what), (what, status, text[:200])
    elif kind == "nothing":
        assert status == 404, what
    elif kind == "run":
        assert status == (200 if person.may(Right.RUN) else 404), what
    elif kind == "nothing":  # there is none of these; who sees which has tests of its own
        assert status == 404, what
    elif kind == "bulk":
        assert json.loads(text)["done"] == []
    else:
        assert status == 200, what


def test_what_is_not_seen_is_in_no_count(things: dict[str, dict[str, Any]], user: Any, client_of: Any) -> None:
    """The same figures whether the others' clues are there or not."""
    client = client_of(user("me", Role.CHIEF, office="340100", lines=(Line.PUBLIC_INTEREST,)))
    paths = [
        "/api/clues",
        "/api/cases",
        "/api/figures",
        "/api/campaigns",
        "/api/home",
        "/api/jobs",
        "/api/approvals",
        "/api/models",
        "/api/models/benefits-paid-to-the-dead",
        "/api/workshop/drafts",
        "/api/shelf",
    ]
    before = [client.get(path).json() for path in paths]
    hidden = [things[OTHER_OFFICE], things[OTHER_LINE]]
    for one in hidden:
        Letter.objects.filter(case=one["case"]).delete()
        Attachment.objects.filter(clue=one["clue"]).delete()
        one["case"].delete()
        one["job"].delete()
        one["approval"].delete()
        one["campaign"].delete()
        one["draft"].delete()
        one["entry"].delete()
    Clue.objects.exclude(office__path__startswith="340000/340100/").delete()
    Clue.objects.filter(line=Line.CRIMINAL.value).delete()
    assert [client.get(path).json() for path in paths] == before
