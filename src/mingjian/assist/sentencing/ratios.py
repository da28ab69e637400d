"""Which circumstances count, and within which range: what is not counted again, and where a range is wider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mingjian.assist.sentencing.book import Answer
from mingjian.assist.sentencing.spans import Span, exact, hull

__all__ = ["allowed", "counted"]


def counted(described: Mapping[str, Answer]) -> dict[str, str | None]:
    """For every circumstance present: the one beside which it is not counted again, or None when it counts.

    法发〔2021〕21号 三（八）: admission in court not beside surrender or confession; 三（十四）: beside a guilty plea
    neither these nor restitution, forgiveness, reconciliation and conduct in custody.
    """
    return {
        name: next((other for other in entry.get("yields_to", ()) if other in described), None)
        for name, entry in described.items()
    }


def allowed(value: Answer, present: Iterable[str], *, lighter: bool) -> Span | None:
    """The range of a value beside what else is present; with `lighter` also that for a lighter crime.

    None where the guideline gives no ratio.
    """
    names = set(present)
    given: Answer = value
    raised = value.get("raised")
    if raised is not None and names & set(raised["by"]):
        given = raised
    if given.get("range") is None:
        return None
    spans = [_span(given["range"])]
    if lighter and given.get("lighter") is not None:
        spans.append(_span(given["lighter"]))
    return hull(spans)


def _span(given: list[str]) -> Span:
    return Span(exact(given[0]), exact(given[1]))
