"""A work that won a contest comes to the shelf: as what its type is worth there, in its author's name, with the contest
in its history. Nothing is passed by that: whoever reviews and publishes is asked as for every other entry.

A work that is applied comes as *applied*, to be passed and published by two people of the provincial office; a
prototype as a draft that its office assesses; a creative work as an idea.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.held.models import Standing, Way
from mingjian.desk.held.services import allow, keep_here
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.entries import told_of
from mingjian.desk.shelving.models import Entry, EntryStep
from mingjian.desk.shipped import shipped
from mingjian.desk.traces.services import trace
from mingjian.desk.workshop.drafts import take_in
from mingjian.models import Model, ModelErrors, parse_model
from mingjian.models.enumerations import Work
from mingjian.shelf import State, identities, tried

__all__ = ["STATES", "Winner", "look_at", "take_winner"]

STATES = {
    Work.APPLICATION.value: State.APPLIED, Work.PROTOTYPE.value: State.DRAFT, Work.CREATIVE.value: State.IDEA,
}  # fmt: skip


@dataclass(frozen=True)
class Winner:
    """A work as it comes: its author on this desk, its texts, the words of its credit, what is kept of the contest."""

    author: User
    files: Mapping[str, str]
    state: State
    credit: str
    contest: Mapping[str, Any]


def look_at(winner: Winner) -> None:
    """Whether it may come, which takes seconds: its examples run behind walls, nobody's number is in it. `BadRequest`
    tells everything that is wrong."""
    wrong = [one.said for one in identities(dict(winner.files))]
    if winner.state is State.APPLIED:
        found = tried(winner.files["model.yaml"], {n: t for n, t in winner.files.items() if n != "model.yaml"})
        wrong = [*found.wrong, *wrong]
    if wrong:
        zh, en = ("；".join(one[place] for one in wrong[:5]) for place in (0, 1))
        raise BadRequest(f"不能送共享：{zh}", f"it cannot come to the shelf: {en}", "work")


def take_winner(by: User, winner: Winner) -> Entry:
    """The entry, in the author's name and office. Within a transaction; `look_at` comes before it."""
    files = dict(winner.files)
    draft = take_in(winner.author, files, "contest", {"contest": str(winner.contest["contest"])})
    told = told_of(files, draft)
    applied = winner.state is State.APPLIED
    made = Entry.objects.create(
        **told, office=winner.author.office, author=winner.author, draft=draft, state=winner.state.value, made=now(),
        changed=now(), **(_kept(winner) if applied else {}),
    )  # fmt: skip
    EntryStep.objects.create(
        entry=made, at=now(), by=by, office=by.office, action="won", source=winner.state.value,
        target=winner.state.value, why=winner.credit, data=dict(winner.contest),
    )  # fmt: skip
    trace(by.username, "shelf.won", str(made.pk), model=made.model, version=made.model_version,
          contest=str(winner.contest["contest"]))  # fmt: skip
    return made


def _kept(winner: Winner) -> dict[str, Any]:
    """An applied model is one that runs: kept here for its author's office."""
    model = _model(winner)
    if Entry.objects.filter(fingerprint=model.fingerprint).exists():
        raise Conflict("此内容已在共享中", "this very content is on the shelf already")
    ships = shipped().get(model.id)
    if ships is not None and ships.version == model.version:
        raise Conflict(
            f"{model.id} 的 {model.version} 版已经存在，请作者改版本号后另送共享",
            f"version {model.version} of {model.id} is there already: its author sends it under another number",
        )
    held = keep_here(model, dict(winner.files), Standing.PILOT)
    allow(held, [winner.author.office], Way.AUTHOR)
    return {"held": held, "fingerprint": model.fingerprint}


def _model(winner: Winner) -> Model:
    try:
        return parse_model(winner.files["model.yaml"], "model.yaml")
    except ModelErrors as errors:
        one = errors.problems[0]
        raise BadRequest(f"模型有误：{one.zh}", f"the model has a mistake: {one.en}", "work") from None
