"""On how much a fact rests: on a confession alone, or on fewer independent sources than its point asks for."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.contradictions.context import Context, Hit
from mingjian.assist.evidence.pack import Point
from mingjian.assist.evidence.records import Act, Document, Record
from mingjian.models.texts import Text

__all__ = ["bearing", "confession_only", "single_source"]


def bearing(case: Case, name: str, point: Point) -> list[Document]:
    """The evidence that bears on a proof point: of a kind the point asks for, or brought for it. Papers are none."""
    wanted = {code for need in point.needs for one in need.any_of for code in one.split("+")}
    short = name.partition(".")[2]
    return [
        one for one in case.file.documents
        if (one.kind in wanted or name in one.proves or short in one.proves) and case.evidence(one) != "paper"
    ]  # fmt: skip


def confession_only(context: Context) -> Iterator[Hit]:
    """Acts of which everything that bears on the conduct comes from suspects. Always told (刑诉法55)."""
    case = context.case
    core = {name: point for name, point in context.points.items() if point.core}
    documents = {one.id: one for name, point in core.items() for one in bearing(case, name, point)}
    confessing = {s.document for s in case.file.statements if s.kind == "interrogation"}
    confessions = [d for d in case.file.documents if case.evidence(d) == "suspect" or d.id in confessing]
    spoken = [s for s in case.file.statements if s.confesses and s.kind == "interrogation" and s.document is None]
    other = [one for one in documents.values() if case.evidence(one) != "suspect"]
    acts: list[Act | None] = [*case.file.acts]
    for act in acts or [None]:
        mine: list[Record] = [d for d in confessions if act is None or not d.acts or act.id in d.acts]
        mine += spoken
        if mine and not [d for d in other if act is None or not d.acts or act.id in d.acts]:
            what = act.charge if act is not None and act.charge else case.file.title
            yield Hit((*([act] if act else []), *mine[:3]), {"what": what})


def single_source(context: Context) -> Iterator[Hit]:
    """Points that rest on fewer independent sources than they should; a point without any is a gap and told there."""
    case = context.case
    for name, point in context.points.items():
        found = bearing(case, name, point)
        origins = {case.origin(one) for one in found}
        if 0 < len(origins) < point.sources:
            words: dict[str, str | Text] = {"what": point.title, "a": str(len(origins)), "b": str(point.sources)}
            yield Hit(tuple(found[:3]), words)
