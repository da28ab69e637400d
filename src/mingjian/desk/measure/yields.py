"""The yield of a part of the tree, as a reader may have it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from mingjian.clues import REJECTIONS
from mingjian.desk.clues.models import Projection
from mingjian.desk.errors import NotFound
from mingjian.desk.figures.counting import scope_of
from mingjian.desk.figures.small import clue_atoms
from mingjian.desk.known import Known, known
from mingjian.desk.lake import the_runs
from mingjian.desk.measure.counting import Counted, Key, counted, without_small
from mingjian.desk.measure.schemas import FurtherOn, RunFacts, YieldNumbers, YieldPage, YieldQuery, YieldRow
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Counted as CountedWord
from mingjian.desk.words import Text, coded
from mingjian.measure import version_order
from mingjian.models.enumerations import Line
from mingjian.runs import RunRecord, reason_text

__all__ = ["part_asked", "reasons_told", "yields_of"]


def yields_of(user: User, query: YieldQuery) -> YieldPage:
    """What came of every version. `NotFound` for who sees neither clues nor models, or not this office."""
    right, office = part_asked(user, query.office)
    statistical = right is Right.SEE_MODELS
    scope = scope_of(user, right, office.code, True, query.line, query.model, None, None)
    least = settings.DESK.small_cells
    found = without_small(clue_atoms(scope), least) if statistical else counted(scope.clues)
    facts = _facts(user, office, query)
    total = Counted()
    for one in found.values():
        total.take(one)
    every = Office.objects.filter(path__startswith=user.office.path).order_by("path")
    return YieldPage(
        at=now(), office=office_code(office), choices=[office_code(one) for one in every],
        lines=[coded(line.value, line) for line in Line if line in user.line_set], statistical=statistical, least=least,
        total=YieldNumbers.model_validate(_numbers(total, statistical)), rows=_rows(found, facts, statistical),
    )  # fmt: skip


def part_asked(user: User, code: str | None) -> tuple[Right, Office]:
    """By which right the user sees numbers, and of which office."""
    right = Right.SEE_CLUES if user.may(Right.SEE_CLUES) else Right.SEE_MODELS
    office = Office.objects.filter(path__startswith=user.office.path, code=code or user.office.code).first()
    if office is None or not user.may(right):
        raise NotFound
    return right, office


def _rows(found: Mapping[Key, Counted], facts: Mapping[Key, RunFacts], statistical: bool) -> list[YieldRow]:
    """A row for every version that ran or of which there is a clue."""
    titles = {one.model: Text(zh=one.title_zh, en=one.title_en) for one in Projection.objects.all()}
    here = known()
    titles |= {name: Text(zh=one.title.zh, en=one.title.en) for name, one in here.items()}
    rows = []
    for model, version in sorted({*found, *facts}, key=lambda one: (one[0], version_order(one[1]))):
        one = found.get((model, version), Counted())
        line = one.line or (here[model].definition.line.value if model in here else "")
        rows.append(YieldRow(
            model=model, title=titles.get(model, Text(zh=model, en=model)), version=version,
            line=coded(line, Line.of(line)) if line else None, facts=facts.get((model, version)),
            **_numbers(one, statistical),
        ))  # fmt: skip
    return rows


def _numbers(one: Counted, statistical: bool) -> dict[str, object]:
    tally, interval, passed = one.tally, one.tally.interval, one.passed
    return {
        "clues": tally.clues, "checked": tally.checked, "gone": None if statistical else tally.gone,
        "waiting": tally.waiting - one.transferred, "transferred": one.transferred, "confirmed": tally.confirmed,
        "rejected": tally.rejected, "neutral": tally.neutral, "share_checked": tally.share_checked,
        "precision": tally.precision, "low": interval and interval[0], "high": interval and interval[1],
        "reasons": [
            CountedWord(code=code, zh=REJECTIONS.get(code, (code,) * 2)[0], en=REJECTIONS.get(code, (code,) * 2)[1],
                        count=n)
            for code, n in sorted(tally.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "further": None if statistical else FurtherOn(
            in_case=passed.in_case, served=passed.served, rectified=passed.rectified, cases=passed.cases
        ),
        "hidden": one.hidden,
    }  # fmt: skip


def _facts(user: User, office: Office, query: YieldQuery) -> dict[Key, RunFacts]:
    """Runs by model and version, of the reader's lines. A run goes over all data: how many rows it could not decide is
    told at the top of the tree only."""
    top = office.parent_id is None
    runs: dict[Key, list[RunRecord]] = {}
    here = known()
    for record in the_runs().records():
        line = line_of(here, record.model.id)
        if line not in user.line_set or query.model not in (None, "", record.model.id):
            continue
        if query.line and query.line != line.value:
            continue
        runs.setdefault((record.model.id, record.model.version), []).append(record)
    return {
        key: RunFacts(
            runs=len(own), files=len({one.model.fingerprint for one in own}), first=min(one.as_of for one in own),
            last=max(one.as_of for one in own), newest=own[-1].run_id,
            undetermined=reasons_told(own[-1].undetermined) if top else None,
        )
        for key, own in runs.items()
    }  # fmt: skip


def line_of(here: Known, model: str) -> Line | None:
    """The line of a model that is here."""
    one = here.get(model)
    return one.definition.line if one is not None else None


@lru_cache(maxsize=512)
def _reason(code: str) -> tuple[str, str]:
    return reason_text(code)


def reasons_told(counts: Mapping[str, int]) -> list[CountedWord]:
    """Reasons with their counts, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [CountedWord(code=code, zh=_reason(code)[0], en=_reason(code)[1], count=n) for code, n in ordered]
