"""Backtests as a reader may have them: numbers and examples of the clues in his sight, sentences by his clearance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Sum

from mingjian.clues import REJECTIONS
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import NotFound
from mingjian.desk.known import Known, known
from mingjian.desk.lake import the_runs
from mingjian.desk.measure.backtest_schemas import (
    BacktestInfo,
    BacktestList,
    BacktestModel,
    BacktestNumbers,
    BacktestQuery,
    BacktestRow,
    ExampleInfo,
    PastRun,
    StepRows,
    Undecided,
)
from mingjian.desk.measure.models import Backtest, BacktestCount, BacktestExample
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Counted, Text, coded, text
from mingjian.models.enumerations import Line

__all__ = ["DECIDED", "KINDS", "backtest_info", "list_backtests", "past_runs"]

KINDS = {"vanished": ("消失", "vanished"), "appeared": ("多出", "appeared"), "moved": ("改变", "moved")}
DECIDED = {"confirmed": ("成立", "confirmed"), "rejected": ("不成立", "rejected"), "neutral": ("不计入", "neutral"),
           "open": ("尚无结论", "no verdict")}  # fmt: skip
SHOWN = 20
"""Examples of a kind a reader is shown."""
RUNS = 100
"""Past runs of a model that are offered."""
Cell = tuple[str, str]
"""Kind, what was decided."""


def list_backtests(user: User, query: BacktestQuery) -> BacktestList:
    """Those the user sees, newest first, and what one could be of. `NotFound` for who sees no models."""
    _may(user)
    found = Backtest.objects.visible_to(user).select_related("office", "by").order_by("-id")
    found = found.filter(model=query.model) if query.model else found
    start = (query.page - 1) * query.size
    shown = list(found[start : start + query.size])
    cells, here = _cells(user, shown), known()
    return BacktestList(
        items=[_row(user, one, *cells[one.pk], here) for one in shown], total=found.count(), models=_models(user),
        can=user.may(Right.RUN),
    )  # fmt: skip


def past_runs(user: User, name: str) -> list[PastRun]:
    """The newest runs of a model, as one to test on. `NotFound` for who sees no models."""
    _may(user)
    model = known().get(name)
    if model is None:
        raise NotFound("没有这个模型", "there is no such model")
    records = [one for one in the_runs().records() if one.model.id == name][-RUNS:]
    return [
        PastRun(
            id=one.run_id, number=one.number, version=one.model.version, as_of=one.as_of, started=one.started,
            alike=one.model.fingerprint == model.fingerprint,
        )
        for one in reversed(records)
    ]  # fmt: skip


def backtest_info(user: User, number: int) -> BacktestInfo:
    """One, whole. `NotFound` for one the user does not see."""
    one = Backtest.objects.visible_to(user).select_related("office", "by").filter(pk=number).first()
    if one is None:
        raise NotFound
    top, statistical = user.office.parent_id is None, not user.may(Right.SEE_CLUES)
    cells, hidden = _cells(user, [one])[one.pk]
    before, after = one.undetermined
    return BacktestInfo(
        **_row(user, one, cells, hidden, known()).model_dump(), datasets=one.datasets, parameters=one.parameters,
        seconds=one.seconds, statistical=statistical, least=settings.DESK.small_cells,
        lost=_decided(cells, "vanished"), kept=_decided(cells, "moved", "same"), known=_decided(cells, "appeared"),
        undetermined=Undecided(before=before, after=after) if top else None, steps=_steps(one) if top else [],
        examples=[] if statistical else _examples(user, one), most=SHOWN,
    )  # fmt: skip


def _may(user: User) -> None:
    if not user.may(Right.SEE_MODELS):
        raise NotFound


def _models(user: User) -> list[BacktestModel]:
    """Models of the user's lines that have runs, as the catalogue orders them."""
    runs: dict[str, list[str]] = defaultdict(list)
    for record in the_runs().records():
        runs[record.model.id].append(record.model.fingerprint)
    return [
        BacktestModel(
            code=one.id, zh=one.title.zh, en=one.title.en, version=one.version, runs=len(runs[one.id]),
            other=any(print_ != one.fingerprint for print_ in runs[one.id]),
        )
        for one in known().values() if one.id in runs and one.definition.line in user.line_set
    ]  # fmt: skip


def _cells(user: User, shown: Sequence[Backtest]) -> dict[int, tuple[Counter[Cell], bool]]:
    """By backtest: clues of the user's part of the tree by kind and verdict. A reader of statistics is told no verdict,
    and nothing of offices with fewer than `small_cells` clues of a kind."""
    found: dict[int, tuple[Counter[Cell], bool]] = {one.pk: (Counter(), False) for one in shown}
    counts = BacktestCount.objects.filter(backtest__in=shown, office__in=user.offices_below).order_by()
    if user.may(Right.SEE_CLUES):
        for pk, kind, decided, n in counts.values_list("backtest", "kind", "decided").annotate(sum=Sum("n")):
            found[pk][0][kind, decided] = n
        return found
    least = settings.DESK.small_cells
    for pk, _, kind, n in (
        counts.exclude(kind="elsewhere").values_list("backtest", "office", "kind").annotate(sum=Sum("n"))
    ):
        cells = found[pk][0]
        if n < least:
            found[pk] = (cells, True)
        else:
            cells[kind, ""] += n
    return found


def _numbers(cells: Counter[Cell], hidden: bool, statistical: bool) -> BacktestNumbers:
    sums: Counter[str] = Counter()
    for (kind, _), n in cells.items():
        sums[kind] += n
    kept = sums["moved"] + sums["same"]
    return BacktestNumbers(
        before=kept + sums["vanished"], after=kept + sums["appeared"], hidden=hidden,
        elsewhere=None if statistical else sums["elsewhere"],
        **{kind: sums[kind] for kind in ("appeared", "vanished", "moved", "same")},
    )  # fmt: skip


def _decided(cells: Counter[Cell], *kinds: str) -> list[Counted]:
    """What was decided about the clues of these kinds."""
    counted = {code: sum(cells[kind, code] for kind in kinds) for code in DECIDED}
    return [
        Counted(code=code, zh=zh, en=en, count=counted[code]) for code, (zh, en) in DECIDED.items() if counted[code]
    ]


def _row(user: User, one: Backtest, cells: Counter[Cell], hidden: bool, here: Known) -> BacktestRow:
    model = here.get(one.model)
    names = ("model", "before", "after", "alike", "run", "number", "as_of", "purpose", "at")
    return BacktestRow(
        id=one.pk, title=text(model.title) if model else Text(zh=one.model, en=one.model),
        line=coded(one.line, Line.of(one.line)), office=office_code(one.office),
        by=Person(username=one.by.username, name=one.by.name),
        numbers=_numbers(cells, hidden, not user.may(Right.SEE_CLUES)),
        **{name: getattr(one, name) for name in names},
    )  # fmt: skip


def _steps(one: Backtest) -> list[StepRows]:
    model = known().get(one.model)
    listed = []
    for step, before, after in one.steps:
        note = model.notes.get(step) if model else None
        zh, en = (note.zh, note.en) if note is not None else (step, step)
        listed.append(StepRows(step=step, zh=zh, en=en, before=before, after=after))
    return listed


def _examples(user: User, one: Backtest) -> list[ExampleInfo]:
    """Of each kind the first in the user's sight: of his part of the tree then, and of clues on the desk, now."""
    listed = []
    for kind in KINDS:
        found = list(one.examples.filter(kind=kind, office__in=user.offices_below).select_related("office"))
        ids = [row.clue for row in found]
        there = set(Clue.objects.filter(pk__in=ids).values_list("pk", flat=True))
        seen = set(Clue.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
        shown = [row for row in found if row.clue in seen or row.clue not in there][:SHOWN]
        listed += _told(user, kind, shown, seen)
    return listed


def _told(user: User, kind: str, rows: Iterable[BacktestExample], seen: set[str]) -> list[ExampleInfo]:
    zh, en = KINDS[kind]
    return [
        ExampleInfo(
            clue=row.clue, kind=Coded(code=kind, zh=zh, en=en), office=office_code(row.office),
            before=_said(row.before, user.clearance), after=_said(row.after, user.clearance),
            verdict=_verdict(row.code), why=Text(zh=row.why_zh, en=row.why_en), link=row.clue in seen,
        )
        for row in rows
    ]  # fmt: skip


def _said(said: dict[str, list[str]], clearance: int) -> Text | None:
    if str(clearance) not in said:
        return None
    zh, en = said[str(clearance)]
    return Text(zh=zh, en=en)


def _verdict(code: str) -> Coded | None:
    if not code:
        return None
    zh, en = DECIDED["confirmed"] if code == "confirmed" else REJECTIONS.get(code, (code, code))
    return Coded(code=code, zh=zh, en=en)
