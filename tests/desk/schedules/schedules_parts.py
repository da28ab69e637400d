"""Somebody who plans, and what the scheduler makes of it."""

from __future__ import annotations

import json
from typing import Any

from data_parts import Officer

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.now import now
from mingjian.desk.schedules.models import Schedule
from mingjian.desk.schedules.scheduler import one_round

OFTEN = {"every": "minutes", "minutes": 5}
FOLDER = {"name": "人社每日投递", "kind": "folder", "rhythm": OFTEN, "what": {"folder": "人社投递"}}
TABLE = {
    "name": "人社库发放表", "kind": "database", "rhythm": OFTEN,
    "what": {"source": "人社库", "table": "pay", "newer": "id"},
}  # fmt: skip
MODEL = "benefits-paid-to-the-dead"
RUNS = {"name": "有新数据即运行", "kind": "models", "rhythm": None, "what": {"models": [MODEL], "purpose": "专项1号"}}


class Planner(Officer):
    """Works through the API."""

    def plan(self, given: dict[str, Any], **what: Any) -> dict[str, Any]:
        """Make a schedule."""
        made = self.post("schedules", {**given, "what": {**given["what"], **what}})
        assert made.status_code == 200, made.content.decode()
        answer: dict[str, Any] = made.json()
        return answer

    def post(self, path: str, body: Any, method: str = "post") -> Any:
        """An answer."""
        return getattr(self.client, method)(f"/api/{path}", json.dumps(body), content_type="application/json")

    def act(self, one: dict[str, Any], action: str) -> Any:
        """Pause, resume, now, end."""
        return self.post(f"schedules/{one['id']}/act", {"action": action, "version": one["version"]})

    def schedules(self) -> list[dict[str, Any]]:
        """All there are."""
        found: list[dict[str, Any]] = self.client.get("/api/schedules").json()["items"]
        return found

    def turns(self, **query: Any) -> list[tuple[str, str, str]]:
        """Name, state and what is said of every turn, newest first."""
        found = self.client.get("/api/schedules/turns", query).json()["items"]
        return [(one["name"]["zh"], one["state"]["code"], one["said"]["zh"]) for one in found]

    def go(self) -> None:
        """As if every schedule with a rhythm were due: rounds until nothing moves."""
        Schedule.objects.exclude(rhythm=None).update(next=now())
        one_round()
        while Worker().one():
            one_round()
        one_round()

    def map_by_hand(self, name: str) -> dict[str, Any]:
        """Map the delivery that waits as suggested, and import it."""
        waiting = next(one for one in self.told("get", "uploads?open=true")["items"] if one["name"] == name)
        page = self.page(waiting["id"], "?standard=pension_payment@1")
        draft = page["draft"]
        if any(one["name"] == "实发数" for one in page["plan"]["headers"]):
            draft["columns"] = {**draft["columns"], "amount": {"header": "实发数"}}
        mapped = self.told("put", f"uploads/{waiting['id']}/mapping", {**draft, "version": waiting["version"]})
        assert mapped["state"]["code"] == "mapped", mapped["plan"]["notes"]
        self.told("post", f"uploads/{waiting['id']}/import", {"version": mapped["version"]})
        return mapped
