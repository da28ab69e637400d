"""Drafts looked at over the data of the tests' lake."""

from __future__ import annotations

import json
from typing import Any

from desk_parts import AS_OF

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.workshop.drafts import make_draft
from mingjian.desk.workshop.models import Draft
from mingjian.desk.workshop.schemas import NewDraft

P02 = "benefits-paid-to-the-dead"
ASKED = {"as_of": str(AS_OF), "purpose": "建模试看"}


def drawn(person: Any) -> Draft:
    """A draft of P02."""
    return make_draft(person, NewDraft(origin="copy", model=P02))


def look(client: Any, draft: Draft, **given: Any) -> Any:
    """Ask for a look, let a worker make it, and read the page."""
    path = f"/api/workshop/drafts/{draft.pk}/data"
    answer = client.post(path, json.dumps(ASKED | given), content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["job"]["state"]["code"] == "queued"
    assert Worker().one()
    return client.get(path).json()
