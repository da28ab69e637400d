"""Asking, lists, the page of a question, steps: in the sight of a user, decided by the library."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet

from mingjian.desk.answers import schemas
from mingjian.desk.answers.keeping import columns, id_at, index_waiting, kept, number_of, send_on_now
from mingjian.desk.answers.law import store
from mingjian.desk.answers.models import MissedSearch, Question
from mingjian.desk.answers.roster import chain, desk_of, reviewer, reviews_offices
from mingjian.desk.answers.telling import LEVEL, page_of, rows_of, topic_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import last_trace, trace
from mingjian.desk.words import Coded, coded
from mingjian.knowledge import Index, Sight
from mingjian.knowledge.answers import (
    LEVELS,
    OTHER,
    Actor,
    Deed,
    Given,
    Published,
    State,
    Step,
    StepRefused,
    Thread,
    again,
    gaps,
    likely,
    named,
    take,
    usage,
    with_missed,
)
from mingjian.knowledge.answers.gaps import Missed
from mingjian.knowledge.number import number_of as article_in
from mingjian.law.articles import short_title

__all__ = ["act", "ask", "citing", "gap_map", "like", "list_questions", "page"]


_CITING = 20
"""Answers that are shown beside an article, a model or a pack."""


def list_questions(user: User, asked: schemas.QuestionQuery) -> schemas.QuestionList:
    """A page of one tab, with what there is in every tab."""
    desk = desk_of()
    tabs = {name: _tab(user, name) for name in ("mine", "inbox", "review", "published", "recheck")}
    found = tabs[asked.tab]
    if asked.topic:
        found = found.filter(topic=asked.topic)
    if asked.tab == "inbox":
        found = found.order_by(F("due").asc(nulls_last=True), "id")
    start = (asked.page - 1) * asked.size
    rows = list(found.select_related("office")[start : start + asked.size])
    return schemas.QuestionList(
        items=rows_of(rows, desk, public=asked.tab in ("published", "recheck")), total=found.count(),
        page=asked.page, size=asked.size, counts={name: one.count() for name, one in tabs.items()},
        topics=[topic_of(desk, one) for one in (*desk.file.topics, OTHER)],
        levels=[LEVEL[one] for one in LEVELS], statutes=store() is not None,
        reviews=reviewer(user, desk), may_gaps=_may_gaps(user),
    )  # fmt: skip


def like(user: User, asked: schemas.LikeQuery) -> schemas.LikeList:
    """Published answers like a text. What was looked for in vain is kept without the user."""
    desk = desk_of()
    topic = desk.topic_of(asked.text)
    hits = likely(Index(the_lake().path / "search").snapshot(), asked.text, _sight(user))
    items = [
        schemas.Like(
            id=one.document.id, number=number_of(one.document.id), title=one.document.title,
            heading=one.document.heading, excerpt=one.shown.text,
        )
        for one in hits
    ]  # fmt: skip
    if asked.missed and asked.text.strip():
        _miss(asked.text, topic)
    return schemas.LikeList(items=items, topic=topic_of(desk, topic))


def ask(user: User, given: schemas.Ask) -> schemas.QuestionPage:
    """A new question; it goes to an expert at once where there is one."""
    desk = desk_of()
    title, text = given.title.strip(), given.text.strip() or given.title.strip()
    if given.topic and given.topic not in (*desk.file.topics, OTHER):
        raise BadRequest("没有这个主题", "there is no such topic", "topic")
    if given.line and given.line not in {one.value for one in user.line_set}:
        raise BadRequest("您不在这条业务线", "you do not work in this line", "line")
    if not title:
        raise BadRequest("请写标题", "give it a title", "title")
    topic = given.topic or desk.topic_of(title + text)
    thread = Thread(
        "", topic, given.level, title, text, user.office.code, user.username, today(), given.secrecy, given.line,
        given.law_on, steps=(Step("ask", user.username, today()),),
    )  # fmt: skip
    with transaction.atomic():
        row = Question.objects.create(office=user.office, asker=user, changed=now(), **columns(thread))
        row.record["id"] = id_at(row.pk)
        row.save(update_fields=["record"])
        trace(user.username, "question.ask", row.record["id"], topic=topic, secrecy=given.secrecy)
    send_on_now()
    return page(user, row.pk)


def page(user: User, number: int) -> schemas.QuestionPage:
    """A question whole for those who work on it, published for those who find it."""
    desk, row = desk_of(), Question.objects.visible_to(user).select_related("office").filter(pk=number).first()
    if row is not None:
        return page_of(row, desk, _actor(user, row), whole=True)
    row = Question.objects.public_to(user).select_related("office").filter(pk=number).first()
    if row is None:
        raise NotFound
    return page_of(row, desk, Actor(user.username), whole=False)


def act(user: User, number: int, given: schemas.QuestionAct) -> schemas.QuestionPage:
    """Take a step with a question, as it was seen."""
    row = Question.objects.visible_to(user).select_related("office").filter(pk=number).first()
    if row is None:
        raise NotFound
    thread = row.thread
    if row.version != given.version:
        raise _quicker(thread.id)
    try:
        after = take(thread, given.move, _actor(user, row), today(), _deed(thread, given))
    except StepRefused as refused:
        raise BadRequest(refused.zh, refused.en) from None
    with transaction.atomic():
        if not kept(row, after):
            raise _quicker(thread.id)
        step = after.steps[-1]
        trace(user.username, f"question.{step.move}", thread.id, to=step.to, why=step.why, topic=thread.topic)
    index_waiting()
    if Question.objects.visible_to(user).filter(pk=number).exists():
        return page(user, number)
    raise NotFound("已转交，您不再承办", "passed on: it is not yours any more")


def gap_map(user: User) -> schemas.GapMap:
    """What is asked and not found, in the offices of the reader; searches are of nobody, so all of them."""
    if not _may_gaps(user):
        raise NotFound
    desk = desk_of()
    threads = [row.thread for row in Question.objects.filter(office__in=user.offices_below, secrecy=0)]
    missed = [Missed(one.topic, one.month, one.words, one.times) for one in MissedSearch.objects.all()]
    used = usage(threads)
    return schemas.GapMap(
        items=[
            schemas.KnowledgeGap(
                topic=Coded(code=one.topic, zh=one.zh, en=one.en), missed=one.missed, open=one.open, late=one.late,
                stale=one.stale, answered=one.answered, words=[words for words, _ in one.words],
            )
            for one in gaps(threads, missed, desk, today())
        ],
        asked=used.asked, answered=used.answered, in_time=used.in_time, escalated=used.escalated,
        published=used.published, median_days=used.median_days,
    )  # fmt: skip


def citing(user: User, articles: str) -> schemas.AnswersCiting:
    """Published answers that cite one of the articles, the newest first, in the sight of the user."""
    numbers = [article_in(one) for one in articles.split(",")]
    wanted = {short_title(one.law) + one.code for one in numbers if one is not None and one.law}
    found = []
    for row in Question.objects.public_to(user) if wanted else ():
        thread = row.thread
        cites = [one.cites for one in thread.rests if one.cites in wanted]
        if cites and thread.published is not None:
            state = coded(thread.state.value, thread.state)
            found.append(schemas.AnswerCiting(number=row.pk, title=thread.published.title, cites=cites, state=state))
    return schemas.AnswersCiting(items=found[:_CITING], total=len(found))


# -- within ----------------------------------------------------------------------------------------------


def _tab(user: User, tab: str) -> QuerySet[Question]:
    seen = Question.objects.visible_to(user)
    if tab == "mine":
        return seen.filter(asker=user)
    if tab == "inbox":
        return seen.filter(expert=user.username, state=State.ROUTED.value)
    if tab == "review":
        waiting = seen.filter(state__in=[State.ANSWERED.value, State.REVIEWED.value])
        offices = reviews_offices(user)
        return waiting.filter(expert_office__in=offices).exclude(asker=user).exclude(answered_by=user.username)
    state = State.PUBLISHED if tab == "published" else State.RECHECK
    return Question.objects.public_to(user).filter(state=state.value)


def _actor(user: User, row: Question) -> Actor:
    return Actor(user.username, row.expert_office in reviews_offices(user))


def _deed(thread: Thread, given: schemas.QuestionAct) -> Deed:
    desk = desk_of()
    to: Given | None = None
    if given.move == "pass_on":
        to = named(given.to, desk, chain(thread.office), today())
    elif given.move in ("return", "reopen") and thread.expert_office:
        to = again(thread, desk, chain(thread.expert_office), today())
    public = None
    if given.move == "publish":
        office = thread.expert_office if given.own_office else ""
        said = (given.title.strip(), given.text.strip(), given.answer.strip())
        if not all(said):
            raise BadRequest(
                "公开文本的标题、问题、答复都要写", "title, question and answer of the public text are needed"
            )
        public = Published(*said, today(), office)
    return Deed(given.why, "" if given.move == "publish" else given.answer, to, public, store())


def _quicker(id_: str) -> Conflict:
    last = last_trace("question.", id_)
    who = f"{last.actor} {last.at:%Y-%m-%d %H:%M}" if last is not None else ""
    return Conflict(f"已有人先办理（{who}），请刷新", f"somebody was quicker ({who}): look again")


def _may_gaps(user: User) -> bool:
    return user.may(Right.ASSIGN)


def _sight(user: User) -> Sight:
    codes = Office.objects.filter(pk__in=user.offices_below).values_list("code", flat=True)
    return Sight.of(codes, 0, (one.value for one in user.line_set))


def _miss(text: str, topic: str) -> None:
    (one,) = with_missed((), text, topic, today())
    with transaction.atomic():
        row, _ = MissedSearch.objects.get_or_create(
            topic=one.topic, month=one.month, words=one.words, defaults={"times": 0}
        )
        MissedSearch.objects.filter(pk=row.pk).update(times=F("times") + 1)
