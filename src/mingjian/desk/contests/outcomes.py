"""What the library computes over a contest's forms, kept once for the very forms it was computed of."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.contest import Form, Standing, parse_contest, result
from mingjian.contest.export import plain
from mingjian.contest.forms import digest_of
from mingjian.contest.results import Result
from mingjian.desk.contests.compared import finals_of
from mingjian.desk.contests.models import Contest, Outcome, Work
from mingjian.desk.contests.states import WorkState
from mingjian.desk.now import now

__all__ = ["computed", "result_of", "standings_of"]

_STANDS = {
    WorkState.ADMITTED.value: Standing.JUDGED, WorkState.WITHDRAWN.value: Standing.WITHDRAWN,
    WorkState.FAILED.value: Standing.FAILED, WorkState.REFUSED.value: Standing.REFUSED,
}  # fmt: skip


def standings_of(contest: Contest, kind: str) -> dict[str, Standing]:
    """What became of the works of a type that have a number."""
    works = Work.objects.filter(contest=contest, kind=kind).exclude(number="").order_by("number")
    return {
        one.number: Standing.ANCHOR if one.anchor and one.state == WorkState.ADMITTED.value else _STANDS[one.state]
        for one in works if one.state in _STANDS
    }  # fmt: skip


def result_of(contest: Contest, kind: str, forms: Sequence[Form]) -> Result:
    """The result of a type over certain forms, and over what was said in its finals."""
    rules = parse_contest(contest.text).definition.types[kind]
    return result(
        kind, forms, rules.scoring(), standings_of(contest, kind), panels=rules.panels, finals=finals_of(contest, kind)
    )


def computed(contest: Contest, kind: str, forms: Sequence[Form]) -> Outcome:
    """The result kept; what stood there for the same forms is replaced, since works may have been withdrawn."""
    found = plain(result_of(contest, kind, forms))
    kept, _ = Outcome.objects.update_or_create(
        contest=contest, kind=kind, on=digest_of(forms), defaults={"data": found, "made": now()}
    )
    return kept
