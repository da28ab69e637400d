"""What was said in the finals of a contest, as the library takes it."""

from __future__ import annotations

from mingjian.contest.results import Final, PairForm, finals_said
from mingjian.desk.contests.models import Contest, FinalRow, PairChoice, Seat

__all__ = ["finals_of", "numbers_before", "pairs_of", "works_of_finals"]


def finals_of(contest: Contest, kind: str) -> list[Final]:
    """The finals of a type, with what counts of the answers."""
    return finals_said(kind, works_of_finals(contest).get(kind, []), pairs_of(contest))


def works_of_finals(contest: Contest) -> dict[str, list[list[str]]]:
    """The works of each final, by type."""
    found: dict[str, list[list[str]]] = {}
    for one in FinalRow.objects.filter(contest=contest).order_by("kind", "number"):
        found.setdefault(one.kind, []).append(list(one.works))
    return found


def pairs_of(contest: Contest) -> list[PairForm]:
    """All pairs that were drawn, answered or not."""
    rows = PairChoice.objects.filter(contest=contest).select_related("final", "judge").order_by("number")
    return [
        PairForm(one.number, one.final.kind, one.final.number, one.judge.code, one.first, one.second, one.better,
                 one.reason, one.abstained)
        for one in rows
    ]  # fmt: skip


def numbers_before(seat: Seat) -> set[str]:
    """Numbers of the works a judge compares; not of those of which he said that he may not."""
    rows = PairChoice.objects.filter(judge=seat, abstained="").values_list("first", "second")
    return {number for pair in rows for number in pair}
