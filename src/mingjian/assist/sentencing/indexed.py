"""Those judged for a charge, out of the judgments of a search index: as many as its reader may see."""

from __future__ import annotations

from heapq import nlargest

import numpy as np

from mingjian.assist.sentencing.similar import Judged, judged_in
from mingjian.knowledge import Snapshot
from mingjian.knowledge.segment import Segment

__all__ = ["judged_of"]

_MOST = 1_000
"""The newest judgments that are read, at most: reading one takes milliseconds."""
_KEPT = 20_000
_read: dict[str, tuple[Judged, ...]] = {}
"""What was read, by the digest of the document, for the next question."""


def judged_of(seen: Snapshot, charge: str) -> list[Judged]:
    """Persons judged for the charge alone, of the newest judgments that name it."""
    full = charge if charge.endswith("罪") else charge + "罪"
    places = [
        (int(segment.days[at, 0]), segment.head["digests"][at], number, at)
        for number, segment in enumerate(seen.segments)
        if segment.kind == "judgment"
        for at in np.flatnonzero(segment.marked("charge", [full, full[:-1]]) & segment.live).tolist()
    ]
    newest = nlargest(_MOST, places)
    found = (_judged(digest, seen.segments[number], at) for _, digest, number, at in newest)
    return [one for some in found for one in some if one.charge == full]


def _judged(digest: str, segment: Segment, at: int) -> tuple[Judged, ...]:
    if digest not in _read:
        if len(_read) >= _KEPT:
            _read.clear()
        _read[digest] = tuple(judged_in(segment.document(at).text))
    return _read[digest]
