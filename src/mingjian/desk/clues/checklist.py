"""What has to be verified before a clue is filed: the person, the papers of each agency, each known false positive."""

from __future__ import annotations

from collections.abc import Container

from django.db import IntegrityError, transaction

from mingjian.desk.clues.copies import grounds_of_clues, model_of_clue
from mingjian.desk.clues.models import Check, Clue
from mingjian.desk.clues.schemas import Answer, AnswerCode, CheckInfo
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.models import Model
from mingjian.models.relations import need_standard

__all__ = ["answer", "checks_of", "questions", "unanswered"]

_ANSWERS: dict[str, AnswerCode] = {"yes": "yes", "no": "no", "na": "na"}


def questions(model: Model, grounds: Container[str] | None = None) -> dict[str, tuple[str, str]]:
    """Key → the question in both languages; of the agencies, those of the `grounds` of a clue."""
    found = {
        "subject": (
            "已核对主体身份，与原始材料一致",
            "the subject's identity was compared with original papers",
        )
    }
    for alias, need in model.needs.items():
        standard = need_standard(need)
        asked = not need.optional if grounds is None else alias in grounds
        if standard is not None and asked:
            title = need.called or standard.title
            found[f"source:{alias}"] = (
                f"已向{standard.provider.zh}调取“{title.zh}”原始材料核对",
                f"'{title.en}' was checked against original papers of {standard.provider.en}",
            )
    for trap in model.definition.traps:
        found[f"trap:{trap.id}"] = (f"已排除：{trap.zh}", f"ruled out: {trap.en}")
    return found


def _asked(clue: Clue) -> dict[str, tuple[str, str]]:
    return questions(model_of_clue(clue), grounds_of_clues([clue]))


def checks_of(clue: Clue) -> list[CheckInfo]:
    """The checklist of a clue with the answers given so far."""
    given = {one.key: one for one in Check.objects.filter(clue=clue).select_related("by")}
    listed = []
    for key, (zh, en) in _asked(clue).items():
        one = given.get(key)
        listed.append(
            CheckInfo(
                key=key, zh=zh, en=en, answer=_ANSWERS.get(one.answer, "open") if one is not None else "open",
                note=one.note if one is not None else "", by=one.by.name if one is not None else "",
                at=one.at if one is not None else None,
            )
        )  # fmt: skip
    return listed


def unanswered(clue: Clue) -> list[CheckInfo]:
    """Questions nobody answered yet."""
    return [one for one in checks_of(clue) if one.answer == "open"]


def answer(user: User, clue: Clue, key: str, given: Answer) -> None:
    """Answer a question. Only who holds the clue may, while it is being verified."""
    if key not in _asked(clue):
        raise NotFound("核查清单中没有此项", "the checklist has no such question")
    if clue.owner_id != user.pk or clue.state not in ("claimed", "verifying", "doubtful"):
        raise BadRequest("核实期间由承办人填写核查清单", "who holds the clue fills the checklist, while verifying")
    values = {"answer": given.answer, "note": given.note.strip(), "by": user, "at": now()}
    try:
        with transaction.atomic():
            Check.objects.update_or_create(clue=clue, key=key, defaults=values)
            trace(user.username, "clue.check", clue.pk, key=key, answer=given.answer)
    except IntegrityError:  # two answers at the same instant: the later one holds
        Check.objects.filter(clue=clue, key=key).update(**values)
