"""The coverage map: models × offices, with the library's own decision whether a model's data are there.

Whether data are there is decided once a model and dataset, by `runs.examine_needs`; what an office adds is whether the
declared coverage touches its region. So the work is models × needs × offices of comparisons in memory, and how many
questions the database is asked does not depend on how many there are of either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from django.db.models import Count

from mingjian.desk.clues.models import Clue
from mingjian.desk.coverage.schemas import (
    CoverageMap,
    CoverageMapQuery,
    DatasetTitle,
    Lack,
    MapCell,
    ModelLine,
    NeedInfo,
    NextData,
    OfficeColumn,
    Why,
)
from mingjian.desk.data.models import Retention
from mingjian.desk.data.words import may_see
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake, the_runs
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.supply.agreements import running
from mingjian.desk.supply.plan import standards_of
from mingjian.desk.supply.requests import open_requests
from mingjian.desk.words import Coded, Counted, Text, coded, text
from mingjian.lake import Coverage
from mingjian.lake.coverage import region_prefix
from mingjian.models import Model
from mingjian.models.enumerations import Line
from mingjian.runs import FoundNeed, examine_needs
from mingjian.standards import standards

__all__ = ["WHYS", "coverage_map"]

WHYS: dict[Why, tuple[str, str]] = {
    "none": ("没有数据", "no data"), "expired": ("保存期已过", "kept too long"),
    "choice": ("有多个数据集，须指定", "several datasets: one must be named"),
    "columns": ("缺少所需的列", "columns are missing"), "undeclared": ("未声明覆盖范围", "coverage not declared"),
    "outside": ("覆盖范围不含该地区", "the region is not covered"),
    "period": ("覆盖范围不含该期间", "the period is not covered"),
}  # fmt: skip
"""Why a dataset stands in a model's way."""
_REASONS: dict[str, Why] = {"columns": "columns", "coverage": "undeclared"}
_DAY = timedelta(days=1)


def coverage_map(user: User, query: CoverageMapQuery) -> CoverageMap:
    """The map as the user sees it. `NotFound` for who does not see which data there is."""
    if not may_see(user):
        raise NotFound
    if query.first is not None and query.last is not None and query.last < query.first:
        raise BadRequest("截止日期早于开始日期", "the last day is before the first", "last")
    every = list(Office.objects.filter(path__startswith=user.office.path).order_by("path"))
    above = next((one for one in every if one.code == (query.office or user.office.code)), None)
    if above is None:
        raise NotFound
    below = [one for one in every if above.holds(one) and (query.deep or one.parent_id == above.pk or one == above)]
    wanted = set(filter(None, query.line.split(",")))
    here = known().values()
    models = [one for one in here if not wanted or one.definition.line.value in wanted]
    ground = _Ground(examine_needs(the_lake(), models), _expired(), (query.first, query.last))
    days, clues = _days(below), _clues(user, below)
    lines = [_line(model, below, ground, days, clues, user.may(Right.SEE_CLUES)) for model in models]
    counted = Counter(one.definition.line for one in here)
    parents = {one.parent_id for one in every}
    return CoverageMap(
        office=office_code(above), offices=[_column(one) for one in below],
        choices=[office_code(one) for one in every if one.pk in parents or one == above], models=lines,
        lacks=[[Lack(standard=name, why=why) for name, why in lacks] for lacks in ground.lacks],
        whys=[Coded(code=code, zh=zh, en=en) for code, (zh, en) in WHYS.items()], datasets=_datasets(models, ground),
        next=_next(user, lines, ground),
        lines=[Counted(code=line.value, zh=line.zh, en=line.en, count=n) for line, n in counted.items()],
        can=user.may(Right.LOAD_DATA),
    )  # fmt: skip


State = Literal["ran", "ready", "blocked"]
Lacking = tuple[tuple[str, Why], ...]


@dataclass
class _Ground:
    """What all cells stand on; `lacks` holds every combination of missing data once."""

    needs: Mapping[str, Mapping[str, FoundNeed]]
    expired: frozenset[str]
    period: tuple[date | None, date | None]
    lacks: list[Lacking] = field(default_factory=list)
    _numbers: dict[Lacking, int] = field(default_factory=dict)
    _reached: dict[tuple[tuple[Coverage, ...], str], Why | None] = field(default_factory=dict)

    def everywhere(self, need: FoundNeed) -> Why | None:
        """What is wrong with a need wherever the model is run."""
        if need.manifest is None:
            return None if need.optional and not need.refusals else "choice" if need.there else "none"
        if need.manifest.dataset in self.expired:
            return "expired"
        return _REASONS.get(need.refusals[0].kind, "none") if need.refusals else None

    def lacking(self, model: str, region: str) -> int | None:
        """The number of what a model lacks for a region; None when nothing."""
        found: dict[str, Why] = {}
        for need in self.needs[model].values():
            why = self.everywhere(need) or (self._reach(need.coverage, region) if need.coverage else None)
            if why is not None and not (need.optional and why in ("outside", "period")):
                found.setdefault(need.standard, why)
        key = tuple(sorted(found.items()))
        if not key:
            return None
        if key not in self._numbers:
            self._numbers[key] = len(self.lacks)
            self.lacks.append(key)
        return self._numbers[key]

    def _reach(self, coverage: tuple[Coverage, ...], region: str) -> Why | None:
        key = (coverage, region)
        if key not in self._reached:
            self._reached[key] = _reach(coverage, region, *self.period)
        return self._reached[key]


def _reach(coverage: Sequence[Coverage], region: str, first: date | None, last: date | None) -> Why | None:
    """Whether declared coverage touches a region (an upper office works with whatever part is covered), and holds
    every day of a period that is asked for."""
    own = region_prefix(region)
    spans = [one for one in coverage if own.startswith(one.prefix) or one.prefix.startswith(own)]
    if not spans:
        return "outside"
    first, last = first or last, last or first
    if first is None or last is None:
        return None
    day = first
    for one in sorted(spans, key=lambda one: one.from_):
        if one.from_ <= day <= one.to:
            day = one.to + _DAY
    return None if day > last else "period"


def _expired() -> frozenset[str]:
    return frozenset(Retention.objects.filter(until__lt=today()).values_list("dataset", flat=True))


def _days(offices: Sequence[Office]) -> dict[str, dict[str, date]]:
    """Office → model → the day of the newest run by that office, one above it or one below it: a run goes over all
    data of the lake. A run by nobody of the tree (the command line's) is the top's."""
    newest: dict[tuple[str, str], date] = {}
    for record in the_runs().records():
        key = (record.actor, record.model.id)
        newest[key] = max(newest.get(key, date.min), record.started.date())
    actors = {actor for actor, _ in newest}
    paths = dict(User.objects.filter(username__in=actors).values_list("username", "office__path"))
    found: dict[str, dict[str, date]] = {one.code: {} for one in offices}
    near = {
        path: [one.code for one in offices if one.path.startswith(path) or path.startswith(one.path)]
        for path in {"", *paths.values()}
    }
    for (actor, model), day in newest.items():
        for code in near[paths.get(actor, "")]:
            found[code][model] = max(found[code].get(model, date.min), day)
    return found


def _clues(user: User, offices: Sequence[Office]) -> dict[str, Counter[str]]:
    """Office → model → how many clues the user sees there and below."""
    seen = Clue.objects.visible_to(user).order_by().values_list("office__path", "model").annotate(n=Count("pk"))
    found: dict[str, Counter[str]] = {one.code: Counter() for one in offices}
    above: dict[str, list[str]] = {}
    for path, model, count in seen:
        if path not in above:
            above[path] = [one.code for one in offices if path.startswith(one.path)]
        for code in above[path]:
            found[code][model] += count
    return found


def _line(
    model: Model, offices: Sequence[Office], ground: _Ground, days: Mapping[str, Mapping[str, date]],
    clues: Mapping[str, Counter[str]], counts: bool,
) -> ModelLine:  # fmt: skip
    cells = []
    for one in offices:
        lack, ran = ground.lacking(model.id, one.region), days[one.code].get(model.id)
        state: State = "blocked" if lack is not None else "ran" if ran is not None else "ready"
        number = clues[one.code][model.id] if counts else None
        cells.append(MapCell.model_construct(state=state, lack=lack, day=ran, clues=number))
    line = model.definition.line
    needs = [
        NeedInfo(standard=need.standard, optional=need.optional, why=ground.everywhere(need) or "")
        for need in ground.needs[model.id].values()
    ]
    return ModelLine(
        id=model.id, title=text(model.title), catalogue=model.definition.catalogue or "",
        line=coded(line.value, line), needs=needs, cells=cells,
    )  # fmt: skip


def _datasets(models: Sequence[Model], ground: _Ground) -> list[DatasetTitle]:
    there: dict[str, bool] = {}
    for model in models:
        for need in ground.needs[model.id].values():
            there[need.standard] = need.there
    known = standards()
    return [
        DatasetTitle(id=name, title=text(known[name].title), provider=text(known[name].provider), there=is_there)
        for name, is_there in sorted(there.items(), key=lambda one: known[one[0]].title.zh)
    ]


def _next(user: User, lines: Sequence[ModelLine], ground: _Ground) -> list[NextData]:
    """Data that stand in the way of any model for any office shown: what frees most models by itself comes first."""
    waiting: dict[str, dict[str, ModelLine]] = {}
    whys: dict[str, dict[Why, None]] = {}
    alone: dict[str, set[str]] = {}
    places: dict[str, set[int]] = {}
    for one in lines:
        for place, cell in enumerate(one.cells):
            lacks = () if cell.lack is None else ground.lacks[cell.lack]
            for standard, why in lacks:
                waiting.setdefault(standard, {})[one.id] = one
                whys.setdefault(standard, {})[why] = None
                places.setdefault(standard, set()).add(place)
                if len(lacks) == 1:
                    alone.setdefault(standard, set()).add(one.id)
    asked = [(one.pk, {item["standard"] for item in one.items}) for one in open_requests(user)]
    agreed = [(one.pk, standards_of(one)) for one in running(user) if one.until >= today()]
    known, found = standards(), []
    for standard, models in waiting.items():
        counted = Counter(one.line.code for one in models.values())
        found.append(
            NextData(
                standard=standard, title=text(known[standard].title), provider=text(known[standard].provider),
                whys=[Coded(code=why, zh=WHYS[why][0], en=WHYS[why][1]) for why in whys[standard]],
                models=[Coded(code=one.id, zh=one.title.zh, en=one.title.en) for one in models.values()],
                alone=len(alone.get(standard, ())), offices=len(places[standard]),
                lines=[
                    Counted(code=code, zh=Line.of(code).zh, en=Line.of(code).en, count=n)
                    for code, n in counted.most_common()
                ],
                requests=[pk for pk, names in asked if standard in names],
                agreements=[pk for pk, names in agreed if standard in names],
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.alone, -len(one.models), one.title.zh))


def _column(one: Office) -> OfficeColumn:
    short = one.zh.removesuffix("人民检察院") or one.zh
    return OfficeColumn(
        code=one.code, zh=one.zh, en=one.en, region=one.region, level=one.level,
        short=Text(zh=short, en=one.en.removeprefix("People's Procuratorate of ").partition(",")[0]),
    )  # fmt: skip
