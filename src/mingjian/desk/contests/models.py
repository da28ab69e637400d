"""Tables of contests.

What tells who made a work is kept sealed with the desk's key (`sealing`), which is not in the database: a work has an
owner's mark instead of an owner, a key that is drawn, and no instant in the clear. No trace names a work before its
results are out.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingjian.desk.contests.states import AppealState, CaseState, Phase, SeatKind, WorkState
from mingjian.desk.offices.models import Office
from mingjian.desk.shelving.models import Entry

__all__ = [
    "Appeal", "Assigned", "Contest", "Declaration", "FinalRow", "FormRow", "Handover", "LikenessCase",
    "LikenessVerdict", "Link", "Outcome", "Package", "PairChoice", "ProposalRow", "RejudgingSet", "Residual", "RunRow",
    "Seat", "Signature", "TaskRow", "ToldApart", "Version", "Work",
]  # fmt: skip

_PERSON = settings.AUTH_USER_MODEL


class Contest(models.Model):
    """A contest: its file, byte for byte, and the phase it is in."""

    slug = models.CharField(max_length=60, unique=True)
    text = models.TextField(help_text="the contest file")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="contests")
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
    phase = models.CharField(max_length=12, default=Phase.DRAFT.value)
    since = models.JSONField(default=dict, help_text="phase → when it began")
    version = models.PositiveIntegerField(default=1)
    sealed = models.TextField(default="", help_text="sealed: seed and salt of the sealed province")
    promise = models.CharField(max_length=64, default="", help_text="SHA-256 of the sealed seed with its salt")
    root = models.CharField(max_length=64, default="", help_text="root of all receipts, from the close on")
    receipts = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", help_text="of the frozen result; signers sign it")
    bundle = models.CharField(max_length=64, default="", help_text="digest of the file of the frozen export")
    shadow = models.JSONField(default=dict, help_text="what the independent count said of the frozen export")
    last_form = models.PositiveIntegerField(default=0)
    drawn = models.CharField(
        max_length=64, default="", blank=True, help_text="digest of the forms finals were drawn on"
    )

    class Meta:
        ordering: ClassVar = ["-made", "-id"]


class Seat(models.Model):
    """What somebody is in a contest. `code`: how a judge is called in it (J07).

    Who entered a work may be given another seat by somebody who must not learn of the work: it stays without effect
    (`sight.idle`).
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="contest_seats")
    kind = models.CharField(max_length=12, choices=[(one.value, one.zh) for one in SeatKind])
    code = models.CharField(max_length=12, default="", blank=True)
    types = models.JSONField(default=list, help_text="types of works a judge judges")
    topics = models.JSONField(default=list)
    most = models.PositiveIntegerField(null=True)
    panel = models.CharField(max_length=20, default="", blank=True)
    confirmed = models.BooleanField(default=False, help_text="it is sure who that is")
    contacts = models.JSONField(default=list)
    postings = models.JSONField(default=list, help_text="former posts: office, start, end")
    supervisors = models.JSONField(default=list)
    made = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "user"], condition=~Q(kind=SeatKind.ENTRANT.value), name="one_seat_a_person"
            ),
            models.UniqueConstraint(
                fields=["contest", "user"], condition=Q(kind=SeatKind.ENTRANT.value), name="entrant_once"
            ),
            models.UniqueConstraint(fields=["contest", "code"], condition=~Q(code=""), name="one_code_a_judge"),
        ]


class Work(models.Model):
    """A work. `owner` is a mark of who entered it; `about` is sealed: title, authors, contacts, who entered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="works")
    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=64, db_index=True)
    about = models.TextField()
    state = models.CharField(max_length=12, default=WorkState.DRAFT.value)
    reason = models.CharField(max_length=500, default="", blank=True)
    number = models.CharField(max_length=12, default="", blank=True, help_text="drawn at the close")
    anchor = models.BooleanField(default=False)
    topics = models.JSONField(default=list)
    panel = models.CharField(max_length=20, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "number"], condition=~Q(number=""), name="one_number_a_work")
        ]


class Version(models.Model):
    """What was handed in of a work, once; `number` 0 came late. Receipt, file name and findings are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    receipt = models.TextField()
    findings = models.TextField(default="", blank=True, help_text="empty: not looked at yet")
    whole = models.BooleanField(null=True, help_text="whether nothing is missing; unknown until it was looked at")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "number"], condition=Q(number__gt=0), name="versions_in_order")
        ]


class Package(models.Model):
    """The blind copy of a work. `state`: residual (something is to be decided), ready, failed."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="package")
    state = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, default="", blank=True)
    files = models.JSONField(default=list, help_text="name, kind, size rounded")
    sheet = models.TextField(default="", blank=True, help_text="sealed: what was found and decided by itself")
    why_zh = models.CharField(max_length=300, default="", blank=True)
    why_en = models.CharField(max_length=300, default="", blank=True)


class Residual(models.Model):
    """Something in a work that may or may not tell its author: the secretary decides it. `context` is sealed."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="residuals")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, help_text="what a decision is kept under when the package is made anew")
    context = models.TextField()
    decision = models.CharField(max_length=10, default="", blank=True, help_text="remove or keep")
    by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["package", "key"], name="one_residual_once")]


class Declaration(models.Model):
    """A conflict that somebody told: sealed are the judge it names and what it is about, a person or a work."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="declarations")
    about = models.TextField()
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ToldApart(models.Model):
    """Two people of one name who are not one, as somebody made sure. Both are sealed."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="apart")
    pair = models.TextField()
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ProposalRow(models.Model):
    """Who would judge what, of one type; looked at, then applied or dropped. `on`: digest of what it was made on."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=20)
    on = models.CharField(max_length=64)
    more = models.JSONField(default=dict, help_text="of an increment: work → further reviews")
    data = models.JSONField()
    state = models.CharField(max_length=10, default="open")
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]


class Assigned(models.Model):
    """A judge's work; `place` in the order of his reading."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="assigned")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="assigned")
    judge = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assigned")
    place = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["judge", "place", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["work", "judge"], name="assigned_once")]


class FormRow(models.Model):
    """A judge's form of a work: never changed; withdrawn with a reason. `key` is the sender's, so that sending twice
    is once."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="forms")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="forms")
    judge = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="forms")
    scores = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    abstained = models.CharField(max_length=500, default="", blank=True)
    entered_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=200, default="", blank=True)
    withdrawn = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "number"], name="forms_in_order"),
            models.UniqueConstraint(fields=["contest", "key"], name="form_sent_once"),
            models.UniqueConstraint(fields=["work", "judge"], condition=Q(withdrawn=""), name="one_form_counts"),
        ]


class Link(models.Model):
    """A link of the contest's chain: what was done to scores and settings, with the hash of the link before."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="links")
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    data = models.JSONField()
    at = models.CharField(max_length=40)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["contest", "seq"], name="links_in_order")]


class TaskRow(models.Model):
    """A review far from the others: the judge is asked, or another review is asked for. `away` is not shown to the
    secretary before scores are."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="tasks")
    form = models.OneToOneField(FormRow, on_delete=models.CASCADE, related_name="task")
    away = models.FloatField()
    far = models.FloatField()
    state = models.CharField(max_length=10, default="open", help_text="open, asked, answered, closed")
    answer = models.CharField(max_length=1000, default="", blank=True)
    closed_why = models.CharField(max_length=500, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]


class Outcome(models.Model):
    """What was computed of one type over certain forms (`on`: their digest)."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=20)
    on = models.CharField(max_length=64)
    data = models.JSONField()
    made = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contest", "kind", "on"], name="computed_once")]


class Signature(models.Model):
    """A signer's signature under a digest."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="signatures")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=64)
    public = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "digest"], name="signed_once")]


class RejudgingSet(models.Model):
    """Judging again, as a set on certain forms: what would change is shown, then it is applied or dropped."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="rejudgings")
    on = models.CharField(max_length=64)
    reason = models.CharField(max_length=1000)
    withdraw = models.JSONField(default=dict)
    add = models.JSONField(default=list)
    moves = models.JSONField(null=True)
    state = models.CharField(max_length=10, default="made")
    why = models.CharField(max_length=1000, default="", blank=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]


class FinalRow(models.Model):
    """A final: works of one type that may lie on either side of an award, in the order of the first result."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="finals")
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField(help_text="within its type, from 1")
    works = models.JSONField()

    class Meta:
        ordering: ClassVar = ["kind", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["contest", "kind", "number"], name="finals_in_order")]


class PairChoice(models.Model):
    """Two works of a final before a judge; `better` is the number of the one he chose, `abstained` why he chose
    neither. An answer is never changed."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="pairs")
    final = models.ForeignKey(FinalRow, on_delete=models.CASCADE, related_name="pairs")
    number = models.PositiveIntegerField(help_text="within the contest, from 1")
    judge = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="pairs")
    first = models.CharField(max_length=12)
    second = models.CharField(max_length=12)
    better = models.CharField(max_length=12, default="", blank=True)
    reason = models.CharField(max_length=1000, default="", blank=True)
    abstained = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["contest", "number"], name="pairs_in_order")]


class Appeal(models.Model):
    """An entrant's appeal, heard by judges who had no form for the work."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="appeals")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="appeals")
    reason = models.CharField(max_length=2000)
    state = models.CharField(max_length=10, default=AppealState.OPEN.value)
    at = models.DateTimeField()
    votes = models.JSONField(default=dict, help_text="code of a judge → upheld or rejected, and why")
    judges = models.ManyToManyField(Seat, related_name="appeals")
    ended = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["contest", "work"], name="one_appeal_a_work")]


class RunRow(models.Model):
    """A work run on the open or the sealed province; what it gave is sealed."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="runs")
    province = models.CharField(max_length=10, help_text="open or sealed")
    ended = models.BooleanField(default=False)
    data = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["work", "province"], name="run_once")]


class LikenessCase(models.Model):
    """Two works, or a work and something else, that are alike: evidence, until two people say what it is."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="likenesses")
    one = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="likenesses")
    other = models.CharField(max_length=200, help_text="number of a work, or name of what it is compared with")
    origin = models.CharField(max_length=12)
    match = models.TextField(help_text="sealed: parts of the report")
    declared = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=CaseState.OPEN.value)
    word = models.CharField(max_length=24, default="", blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["one", "other"], name="one_case_a_pair")]


class LikenessVerdict(models.Model):
    """What one of two people says of a case, and why."""

    case = models.ForeignKey(LikenessCase, on_delete=models.CASCADE, related_name="verdicts")
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=24)
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "by"], name="one_word_a_person")]


class Handover(models.Model):
    """A winner given to the shelf: the record, signed by this desk, and the entry that came of it."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="handovers")
    work = models.OneToOneField(Work, on_delete=models.PROTECT, related_name="handover")
    record = models.JSONField()
    signature = models.CharField(max_length=128)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
