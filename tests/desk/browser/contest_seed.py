"""Fills a desk that is served with the people of a contest, or with one whose works are in: through the API, by a clock
that stands in the past.

A program of its own, `contest_seed.py FOLDER SLUG SIZES` (sizes of `road_parts.Road` as JSON): it answers, as JSON, a
session for everybody in it, works by title, and pairs of a copy and what it was made of. With the word `people` behind
them the contest is somebody else's to make.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "contests"), str(Path(__file__).parents[3])]


def seed(folder: Path, slug: str, sizes: dict[str, int], people_only: bool) -> dict[str, Any]:
    """Announced, opened and closed last year; the time for appeals is not over, the result is for everybody."""
    import pytest

    from mingjian.desk.setup import open_desk

    open_desk(folder)
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]  # how a client without a network calls it
    from contest_parts import START, Clock, Desk, right, text_of
    from road_parts import Road

    from mingjian.desk.offices.models import User

    now = datetime.now(UTC)
    clock = Clock(pytest.MonkeyPatch(), START.replace(year=now.year - 1))
    road = Road(Desk(slug, clock), **sizes)
    road.people()
    if not people_only:
        text = text_of(slug).replace("2027-", f"{clock.at.year}-").replace("public: false", "public: true")
        text = text.replace(f"final: {clock.at.year}-", f"final: {now.year + 1}-")
        right(road.desk.ask("organiser", "post", "contests", {"text": text}))
        road.collect()
    people = User.objects.filter(password="!", username__regex="^(organiser|secretary|signer|judge|appeal|entrant)")
    return {"sessions": {one.username: session_of(one) for one in people}, "ids": road.ids, "copied": road.copied}


def session_of(user: Any) -> str:
    """The key of a session of somebody who logged in now."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="mingjian.desk.offices.login.Backend")
    session = client.session
    session["used"] = (datetime.now(UTC) + timedelta(hours=6)).isoformat()  # some wait longer than a session may idle
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    print(json.dumps(seed(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]), sys.argv[4:] == ["people"])))
