"""Whatever is sent to the API, it answers with something it says it answers: never with a failure of the program."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mingjian.desk.api import openapi
from mingjian.desk.approvals.models import Request
from mingjian.desk.campaigns.models import Campaign, Part
from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import draft_letter
from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.data.receiving import receive
from mingjian.desk.jobs.runs import start_run
from mingjian.desk.jobs.schemas import NewRun
from mingjian.desk.now import now
from mingjian.desk.offices.roles import ADMINISTRATORS, Role

SCHEMA = schemathesis.openapi.from_dict(openapi())
OPERATIONS = [one.ok() for one in SCHEMA.get_all_operations()]
UPLOAD = "姓名,身份证号,死亡日期\n甲,340102195001010018,2024-01-01\n".encode()
IDS = [f"{one.method} {one.path}" for one in OPERATIONS]


@pytest.fixture
def somebody(clues: object, user: Any, client_of: Any) -> Any:
    """A client of somebody with all rights over a clue, a case and a letter, and how they are called.

    Nobody has all of them together; here it is so that every endpoint is reached.
    """
    person = user("p", Role.HEAD, Role.CHIEF, Role.DATA_OFFICER, *sorted(ADMINISTRATORS), office="340000")
    clue = Clue.objects.all()[0]
    filed(clue=clue, user=person, why="x")
    case = Case.objects.get()
    letter = draft_letter(person, case, "suggestion")
    approval = Request.objects.create(
        model=clue.model, model_version="1", fingerprint="x", sensitivity=4, purpose="x", until=date(2999, 1, 1),
        office=person.office, line=clue.line, by=person, asked=now(),
    )  # fmt: skip
    campaign = Campaign.objects.create(
        number="专项1", name="专项", purpose="x", basis="x", line=clue.line, office=person.office, state="open",
        by=person, first=date(2025, 1, 1), last=date(2999, 1, 1), made=now(), published=now(),
    )  # fmt: skip
    Part.objects.create(campaign=campaign, office=person.office)
    client = client_of(person)
    client.raise_request_exception = False
    client.known = {
        "clue": clue.pk,
        "number": str(case.pk),
        "letter": str(letter.pk),
        "name": clue.model,
        "key": "subject",
        "job": str(start_run(person, clue.model, NewRun(as_of=date(2025, 6, 30), purpose="x")).pk),
        "approval": str(approval.pk),
        "campaign": str(campaign.pk),
        "code": "340102",
        "upload": str(receive(person, "a.csv", io.BytesIO(UPLOAD).read, 0).pk),
        "dataset": "death_record",
        "version": "1",
    }
    return client


def tried(operation: Any, somebody: Any, count: int) -> None:
    """Send `count` made-up requests; half of them about things that exist."""

    @settings(
        max_examples=count,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(operation.as_strategy(), st.booleans())
    def send(case: Any, real: bool) -> None:
        parameters = dict(case.path_parameters or {})
        for name in parameters:
            known = name
            for kind in ("letter", "job", "upload", "approval", "campaign"):
                known = kind if name == "number" and f"/{kind}s/" in operation.path else known
            if real and known in somebody.known:
                parameters[name] = somebody.known[known]
        path = operation.path
        for name, value in parameters.items():
            path = path.replace("{" + name + "}", quoted(value))
        query = {name: value for name, value in (case.query or {}).items() if value is not None}
        given_ = {"QUERY_STRING": encoded(query)}
        body = case.body
        if operation.method.upper() == "GET":
            answer = somebody.generic("GET", path, **given_)
        else:
            data = body if isinstance(body, bytes) else json.dumps(body, default=str)
            answer = somebody.generic(operation.method.upper(), path, data, content_type="application/json", **given_)
        assert answer.status_code < 500, (operation.method, path, query, body, answer.content[:300])

    send()


def quoted(value: Any) -> str:
    from urllib.parse import quote

    return quote(str(value), safe="") or "x"


def encoded(query: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return urlencode(query, doseq=True)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_a_slice_of_requests(operation: Any, somebody: Any) -> None:
    tried(operation, somebody, 12 if connection.vendor == "postgresql" else 6)  # it refuses more: NUL, great numbers


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_many_requests(operation: Any, somebody: Any) -> None:
    tried(operation, somebody, 300)
