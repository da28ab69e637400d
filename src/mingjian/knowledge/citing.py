"""Which documents of the index cite an article: judgments, cases and answers, as far as a reader may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mingjian.knowledge.document import KINDS, Document
from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.sight import Sight

__all__ = ["DOCUMENTS", "Citing", "citing"]

DOCUMENTS = tuple(kind for kind in KINDS if kind not in ("article", "model"))
"""Kinds whose documents cite; articles are what is cited, and models tell by themselves on what they rest."""


@dataclass(frozen=True)
class Citing:
    """How many documents of each kind cite the article, and the newest of them."""

    counts: Mapping[str, int]
    newest: tuple[Document, ...]


def citing(snapshot: Snapshot, code: str, sight: Sight, kinds: Sequence[str] = DOCUMENTS, limit: int = 20) -> Citing:
    """Documents that cite an article (`刑法264`) or a paragraph of it, of what the reader may see and nothing else."""
    counts: dict[str, int] = {}
    found: list[tuple[int, str, Document]] = []
    for segment in snapshot.seen(sight).segments:
        if segment.kind not in kinds:
            continue
        provisions = [one for one in segment.values("article") if one.partition("-")[0] == code]
        places = np.flatnonzero(segment.marked("article", provisions) & segment.live)
        if len(places):
            counts[segment.kind] = counts.get(segment.kind, 0) + len(places)
        newest = places[np.argsort(-segment.days[places, 0], kind="stable")[:limit]]
        found += [(-int(segment.days[at, 0]), segment.head["ids"][at], segment.document(at)) for at in newest.tolist()]
    found.sort(key=lambda one: one[:2])
    return Citing({kind: counts[kind] for kind in KINDS if kind in counts}, tuple(one for *_, one in found[:limit]))
