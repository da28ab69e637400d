"""A model brought along its road, as far as a test wants it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from desk_parts import AS_OF
from held_parts import NEW, files_of

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.entries import send_draft
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.moves import act_on_entry
from mingjian.desk.shelving.nearby import show_nearest
from mingjian.desk.shelving.schemas import NewTakeUp, SendDraft, ShelfAct
from mingjian.desk.shelving.taking import take_up
from mingjian.desk.workshop.drafts import take_in
from mingjian.desk.workshop.models import Draft

ANSWERS = {name: {"passed": True, "why": "数据可得，法律允许"} for name in ("necessary", "feasible", "accurate")}
REASONS: dict[str, dict[str, Any]] = {
    "propose": {"difference": "只看低保，不看养老金"}, "assess": {"answers": ANSWERS},
    "ask": {"offices": ["340100", "340102"], "purpose": "试点：比对低保发放"}, "send_back": {"why": "误报还没有排除"},
    "decline": {"why": "本院没有人手"}, "retire": {"why": "法律已经修改"}, "withdraw": {"why": "宽限期算错一个月"},
}  # fmt: skip


def fresh(entry: Entry) -> Entry:
    return Entry.objects.select_related("office", "author", "endorsed_by", "held").get(pk=entry.pk)


def act(user: User, entry: Entry, action: str, **more: Any) -> Entry:
    """A step with what it needs; the nearest are looked at first where that is needed."""
    if action in ("propose", "endorse"):
        show_nearest(user, fresh(entry))
    given = {"action": action, "version": fresh(entry).version, **REASONS.get(action, {}), **more}
    act_on_entry(user, entry.pk, ShelfAct.model_validate(given))
    return fresh(entry)


def drafted(user: User, version: str = "1.0.0", model: str = NEW) -> Draft:
    return take_in(user, files_of(model, version))


def sent(user: User, version: str = "1.0.0", model: str = NEW) -> Entry:
    draft = drafted(user, version, model)
    return fresh(send_draft(user, SendDraft(draft=draft.pk, version=draft.version)))


def run(client: Any, entry: Entry, **more: Any) -> Any:
    body = {"as_of": str(AS_OF), "purpose": "试点", "version": entry.model_version, **more}
    answer = client.post(f"/api/models/{entry.model}/run", json.dumps(body), content_type="application/json")
    if answer.status_code == 200:
        assert Worker().one()
    return answer


def brought(
    people: dict[str, User], client_of: Any, upto: str, version: str = "1.0.0", model: str = NEW,
    look: Callable[[Entry], None] = lambda entry: None,
) -> Entry:  # fmt: skip
    """As far as a state; each state on the way is looked at."""
    entry = sent(people["author"], version, model)
    look(entry)
    steps = [("draft", "author", "propose"), ("assessed", "reviewer", "assess"), ("", "chief", "ask"),
             ("", "county", "agree"), ("piloting", "chief", "pilot"), ("applied", "author", "apply"),
             ("provincial", "province_reviewer", "endorse"), ("published", "province_chief", "publish")]  # fmt: skip
    for state, who, action in steps:
        if entry.state == upto:
            break
        if action == "apply":
            assert run(client_of(people["county_runs"]), entry).status_code == 200
        entry = act(people[who], entry, action)
        assert not state or entry.state == state
        if state:
            look(entry)
    return entry


def taken(people: dict[str, User], entry: Entry, mapping: dict[str, str] | None = None) -> None:
    """Taken up by the other city."""
    take_up(people["other_data"], entry.pk, NewTakeUp(action="ask", mapping=mapping or {}))
    take_up(people["other_chief"], entry.pk, NewTakeUp(action="agree", version=1))
