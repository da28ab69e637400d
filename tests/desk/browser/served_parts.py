"""A contest driven as in `contest_parts`, but through a desk that is served: every request goes over its port, the
clock is the wall's, and jobs are done by its own worker."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contest_people import People
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

sys.path.insert(0, str(Path(__file__).parents[1] / "contests"))
from contest_parts import Desk

__all__ = ["Answer", "Served", "until"]

TOO_MANY = 429
"""The desk answers so many requests of a person a second."""


@dataclass(frozen=True)
class Answer:
    """What the desk answered, as Django's client would have it."""

    status_code: int
    content: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        """The data in it."""
        return json.loads(self.content)


class Served(Desk):
    """The API of a served desk as the people of one contest use it."""

    def __init__(self, people: People) -> None:
        super().__init__(people.slug, None)  # type: ignore[arg-type]
        self.people = people

    def ask(self, who: str, method: str, path: str, body: Any = None, **files: Any) -> Answer:
        ours = path.startswith("/") or not path
        data, kind = None if method == "get" else json.dumps(body or {}).encode(), "application/json"
        if files:
            data, kind = encode_multipart(BOUNDARY, files), MULTIPART_CONTENT
        address = "" if ours else path
        while True:
            status, content, told = self.people.send(who, path if ours else "", data, method.upper(), address, kind)
            if status != TOO_MANY:
                break
            time.sleep(1)  # one person asks for what thirty would
        assert status < 500, (method, path, content[:500])
        return Answer(status, content, {"Content-Type": told})

    def work_off(self) -> None:
        self.people.worked_off()

    def name_of(self, who: str) -> str:
        return f"姓{who}"


def until(instant: datetime) -> None:
    """Wait for an instant of the wall's clock."""
    time.sleep(max(0.0, (instant - datetime.now(UTC)).total_seconds()) + 1)
