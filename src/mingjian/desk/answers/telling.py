"""Rows and pages of questions as the API tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from mingjian.desk.answers import schemas
from mingjian.desk.answers.law import store
from mingjian.desk.answers.models import Question
from mingjian.desk.answers.roster import chain
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code, person
from mingjian.desk.words import Coded, Counted, Text, coded
from mingjian.knowledge.anonymising import KINDS, hits
from mingjian.knowledge.answers import (
    LEVELS,
    Actor,
    Desk,
    Need,
    State,
    Step,
    Thread,
    changed,
    cited,
    enough,
    move_named,
    moves_of,
    public_of,
    unresolved,
)
from mingjian.law import short_title
from mingjian.law.articles import article_code
from mingjian.law.store import StatuteStore

__all__ = ["LEVEL", "check", "page_of", "rows_of", "topic_of"]

LEVEL = {code: Coded(code=code, zh=zh, en=en) for code, (zh, en) in LEVELS.items()}
_WRITING = ("save", "answer", "publish")
"""Steps that have a form of their own beside the list of steps."""


def topic_of(desk: Desk, code: str) -> Coded:
    """A topic."""
    zh, en = desk.name_of(code)
    return Coded(code=code, zh=zh, en=en)


def rows_of(rows: Sequence[Question], desk: Desk, *, public: bool) -> list[schemas.QuestionRow]:
    """Rows of a list."""
    names = _people(row.expert for row in rows)
    return [schemas.QuestionRow(**_row(row, row.thread, desk, names, public=public)) for row in rows]


def check(text: str, on: date | None) -> schemas.CitationCheck:
    """The citations of a text, read on a day."""
    law, day = store(), on or today()
    if law is None:
        return schemas.CitationCheck(items=[], enough=False, statutes=False, on=day)
    findings = cited(text, law, day)
    return schemas.CitationCheck(items=_citations(text, law, day), enough=enough(findings), statutes=True, on=day)


def page_of(row: Question, desk: Desk, actor: Actor, *, whole: bool) -> schemas.QuestionPage:
    """A question; `whole` for those who work on it."""
    thread, law = row.thread, store()
    names = _people([thread.by, thread.expert, thread.reviewer, *(one for s in thread.steps for one in (s.by, s.to))])
    public = thread.published
    shown = None if public is None else schemas.PublicText(title=public.title, text=public.text, answer=public.answer)
    moves = moves_of(thread, actor) if whole else []
    answer = thread.answer if whole else public.answer if public is not None else ""
    return schemas.QuestionPage(
        **_row(row, thread, desk, names, public=not whole), whole=whole, text=thread.text if whole else "",
        answer=thread.answer if whole else "", level=LEVEL[thread.level], secrecy=thread.secrecy,
        law_on=thread.law_on, asker=names.get(thread.by) if whole else None,
        reviewer=names.get(thread.reviewer) if whole else None,
        citations=_citations(answer, law, thread.law_on or today()) if law is not None else [],
        changes=_changes(thread, law), steps=[_step(one, names) for one in thread.steps] if whole else [],
        moves=[
            schemas.QuestionMove(code=one.code, zh=one.zh, en=one.en, why=Need.WHY in one.needs)
            for one in moves
        ],
        experts=_experts(thread, desk) if any(one.code == "pass_on" for one in moves) else [],
        public=shown, suggested=_suggested(thread, names) if any(one.code == "publish" for one in moves) else None,
        scope=public.office if public is not None else "", statutes=law is not None, version=row.version,
        changed=row.changed,
    )  # fmt: skip


def _row(row: Question, thread: Thread, desk: Desk, names: dict[str, Person], *, public: bool) -> dict[str, object]:
    title = thread.published.title if public and thread.published is not None else thread.title
    waits = thread.state is State.ROUTED
    due = thread.due if waits else None
    return {
        "number": row.pk, "id": thread.id, "title": title, "topic": topic_of(desk, thread.topic),
        "state": coded(thread.state.value, thread.state), "office": office_code(row.office), "asked": thread.asked,
        "expert": None if public else names.get(thread.expert), "due": due,
        "days_left": (due - today()).days if due else None,
    }  # fmt: skip


def _citations(text: str, law: StatuteStore, on: date) -> list[schemas.AnswerCitation]:
    findings = cited(text, law, on)
    blocking = {id(one) for one in unresolved(findings)}
    found = []
    for one in findings:
        article, view = one.cited.article, one.resolved.view
        zh, en = one.said()
        found.append(
            schemas.AnswerCitation(
                cites=one.code, law=view.law.short if view is not None else short_title(article.law),
                article=article_code(article.number, article.inserted) if article.number else "",
                severity=one.severity, said=Text(zh=zh, en=en), blocks=id(one) in blocking,
            )
        )  # fmt: skip
    return found


def _changes(thread: Thread, law: StatuteStore | None) -> list[schemas.ArticleChange]:
    if law is None or not thread.rests or thread.state not in (State.RECHECK, State.REVIEWED):
        return []
    return [
        schemas.ArticleChange(
            cites=one.rest.cites, said=Text(zh=one.zh, en=one.en),
            parts=[schemas.ChangedPiece(kind=part.kind, text=part.text) for part in one.parts],
        )
        for one in changed(thread.rests, law, today())
    ]  # fmt: skip


def _suggested(thread: Thread, names: dict[str, Person]) -> schemas.Suggested:
    """Names of the people of the desk who took part go whatever stands about them."""
    known = [one.name for one in names.values()]
    public = public_of(thread, today(), known)
    found = Counter(one.kind for one in hits("\n".join((thread.title, thread.text, thread.answer)), known))
    out = [Counted(code=kind, zh=KINDS[kind][0], en=KINDS[kind][1], count=many) for kind, many in found.items()]
    return schemas.Suggested(title=public.title, text=public.text, answer=public.answer, taken_out=out)


def _step(one: Step, names: dict[str, Person]) -> schemas.QuestionStep:
    move = move_named(one.move)
    told = coded(one.move, move) if move is not None else Coded(code=one.move, zh=one.move, en=one.move)
    return schemas.QuestionStep(move=told, by=names.get(one.by), on=one.on, why=one.why, to=names.get(one.to))


def _experts(thread: Thread, desk: Desk) -> list[Person]:
    offices = {one.code for one in chain(thread.office)}
    able = [one.id for one in desk.file.experts if one.office in offices and one.id not in (thread.expert, thread.by)]
    return list(_people(able).values())


def _people(usernames: Iterable[str]) -> dict[str, Person]:
    wanted = sorted({one for one in usernames if one})
    found = {one.username: one for one in User.objects.filter(username__in=wanted)}
    return {name: person(found.get(name)) or Person(username=name, name=name) for name in wanted}
