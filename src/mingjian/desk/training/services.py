"""Beginning an exercise, its page, hints, what is handed in, and who passed what."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import OVER, Job, Status
from mingjian.desk.jobs.services import add_job, job_info
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right, Role
from mingjian.desk.traces.services import trace
from mingjian.desk.training.models import Attempt, Course
from mingjian.desk.training.schemas import (
    AttemptInfo,
    ExerciseList,
    ExercisePage,
    ExerciseQuestion,
    ExerciseRow,
    HandIn,
    Learner,
    Learners,
    State,
    TrialInfo,
)
from mingjian.desk.training.start import start_files
from mingjian.desk.training.telling import findings, text
from mingjian.desk.words import Coded
from mingjian.desk.workshop.drafts import find_draft, may_build, may_edit, take_in
from mingjian.training import Exercise, exercises

__all__ = ["KIND", "begin", "hand_in", "learners", "list_exercises", "page", "passes", "reveal"]

KIND = "train"
TRAINERS = frozenset({Role.CHIEF, Role.HEAD, Role.DIGITAL, Role.REVIEWER})
"""Who sees what others passed: those who lead, and reviewers of models."""
LONGEST = 40
"""Characters of an answer."""


def list_exercises(user: User) -> ExerciseList:
    """The course as it stands for the reader."""
    _may_see(user)
    begun = {one.exercise: one for one in Course.objects.filter(by=user)}
    done = passes(user)
    rows = [_row(one, begun.get(one.id), done) for one in exercises().values()]
    return ExerciseList(items=rows, may_train=may_build(user), trainer=_trainer(user))


def page(user: User, name: str) -> ExercisePage:
    """An exercise for its reader: nobody else's draft, answers or attempts."""
    one, course = _exercise(user, name), Course.objects.filter(by=user, exercise=name).first()
    said, hints = one.definition, 0 if course is None else course.hints
    kept: dict[str, str] = {} if course is None else course.answers
    tried = Attempt.objects.filter(course=course) if course is not None else Attempt.objects.none()
    ended = tried.filter(ended__isnull=False)
    last, trial = ended.filter(check_it=True).first(), ended.filter(check_it=False).first()
    job = Job.objects.filter(kind=KIND, by=user, subject=name).select_related("office", "by").order_by("-id").first()
    if job is not None and job.state in OVER and (job.state == "done" or not tried.filter(job=job).exists()):
        job = None
    return ExercisePage(
        **_row(one, course, passes(user)).model_dump(), task=text(said.task),
        hints=[text(hint) for hint in said.hints[:hints]], hints_of=len(said.hints),
        questions=[
            ExerciseQuestion(id=q.id, zh=q.asks.zh, en=q.asks.en, answer=kept.get(q.id, "")) for q in one.questions
        ],
        attempts=tried.filter(check_it=True).count(), last=None if last is None else _attempt(last),
        trial=None if trial is None else TrialInfo(at=trial.at, version=trial.version, **trial.found),
        job=None if job is None else job_info(user, job), may_train=may_build(user),
    )  # fmt: skip


def begin(user: User, name: str) -> Course:
    """A draft of the exercise in the workshop, owned by the learner; the one he has, where it is still open."""
    one = _exercise(user, name)
    if not may_build(user):
        raise NotFound("没有此练习，或您不能搭建模型", "there is no such exercise, or you may not build models")
    with transaction.atomic():
        try:
            with transaction.atomic():
                Course.objects.get_or_create(by=user, exercise=name, defaults={"begun": now()})
        except IntegrityError:  # his other window was quicker
            pass
        course = Course.objects.select_for_update(of=("self",)).select_related("draft").get(by=user, exercise=name)
        if course.draft is None or not may_edit(user, course.draft):
            course.draft = take_in(user, start_files(user, one), "exercise", {"exercise": name})
            course.save(update_fields=["draft"])
    return course


def reveal(user: User, name: str) -> None:
    """One hint more."""
    one, course = _exercise(user, name), _course(user, name)
    Course.objects.filter(pk=course.pk, hints__lt=len(one.definition.hints)).update(hints=F("hints") + 1)


def hand_in(user: User, name: str, given: HandIn) -> Job:
    """Put a check or a trial of the draft, as it was seen, into the queue. One at a time for each exercise."""
    one, course = _exercise(user, name), _course(user, name)
    if course.draft_id is None or not user.may(Right.BUILD):
        raise BadRequest("请先开始练习", "begin the exercise first")
    draft = find_draft(user, course.draft_id)
    if draft.version != given.version:
        raise Conflict("草稿已改动，请刷新后再检查", "the draft has changed: look again before you hand it in")
    known = {q.id for q in one.questions}
    answers = {key: value.strip()[:LONGEST] for key, value in given.answers.items() if key in known}
    with transaction.atomic():
        Course.objects.select_for_update().get(pk=course.pk)  # his other window waits here
        on_its_way = [state.value for state in Status if state not in OVER]
        busy = Attempt.objects.filter(course=course, job__state__in=on_its_way)
        if busy.exists():
            raise Conflict("上一次还没有完成，请稍候", "the last one is still on its way: wait for it")
        Course.objects.filter(pk=course.pk).update(answers=answers)
        argument = {"check": given.check, "draft": draft.pk, "version": draft.version}
        job = add_job(user, KIND, name, argument, "练兵 training", sight=Right.BUILD)
        Attempt.objects.create(
            course=course, job=job, check_it=given.check, files=draft.files, answers=answers, version=draft.version,
            at=now(),
        )  # fmt: skip
    return job


def passes(user: User) -> dict[str, Attempt]:
    """The first pass of each exercise of the course as it is now or was."""
    found = Attempt.objects.filter(course__by=user, check_it=True, passed=True).select_related("course").order_by("-id")
    return {one.course.exercise: one for one in found}


def learners(user: User) -> Learners:
    """Who of the reader's office and those below began the course, and what each passed."""
    if not (user.may(Right.SEE_MODELS) and _trainer(user)):
        raise NotFound
    seen = Course.objects.filter(by__office__in=user.offices_below, by__is_active=True)
    courses = seen.select_related("by", "by__office").order_by("by__office__code", "by__username")
    done: dict[int, dict[str, datetime]] = {}
    passed = Attempt.objects.filter(course__in=seen, check_it=True, passed=True).select_related("course")
    for one in passed.order_by("-id"):
        assert one.ended is not None
        done.setdefault(one.course.by_id, {})[one.course.exercise] = one.ended
    found: dict[int, Learner] = {}
    for course in courses:
        who = course.by
        made = found.setdefault(who.pk, Learner(
            person=Person(username=who.username, name=who.name), office=office_code(who.office), begun=0,
            passed=done.get(who.pk, {}),
        ))  # fmt: skip
        made.begun += 1
    trace(user.username, "training.people", user.office.code, people=len(found))
    known = [Coded(code=one.id, **text(one.definition.title).model_dump()) for one in exercises().values()]
    return Learners(exercises=known, items=list(found.values()))


# -- within ----------------------------------------------------------------------------------------------


def _may_see(user: User) -> None:
    if not user.may(Right.SEE_MODELS):
        raise NotFound


def _trainer(user: User) -> bool:
    return bool(TRAINERS & user.role_set)


def _exercise(user: User, name: str) -> Exercise:
    _may_see(user)
    found = exercises().get(name)
    if found is None:
        raise NotFound("没有此练习", "there is no such exercise")
    return found


def _course(user: User, name: str) -> Course:
    found = Course.objects.filter(by=user, exercise=name).first()
    if found is None or not may_build(user):
        raise NotFound("还没有开始此练习", "this exercise is not begun yet")
    return found


def _row(one: Exercise, course: Course | None, done: dict[str, Attempt]) -> ExerciseRow:
    passed = done.get(one.id)
    state: State = "passed" if passed is not None else "new" if course is None else "begun"
    return ExerciseRow(
        id=one.id, title=text(one.definition.title), learn=text(one.definition.learn), minutes=one.definition.minutes,
        state=state, draft=None if course is None else course.draft_id, passed=None if passed is None else passed.ended,
    )  # fmt: skip


def _attempt(one: Attempt) -> AttemptInfo:
    return AttemptInfo(id=one.pk, at=one.at, version=one.version, passed=one.passed, findings=findings(one.found))
