"""Where a text of a case tells the act: without lists of evidence, opinions of the parties and of the court.

What a court found is told once by the prosecution and once by the court, or by the court alone with *the same as
charged*; the act is read from one of them, or every amount would count twice.
"""

from __future__ import annotations

import re

__all__ = ["told"]

_FOUND = re.compile(
    r"(?<![另还又])(?:经(?:本院)?(?:依法)?(?:公开)?(?:开庭)?审理(?:后)?|本院(?:经审理)?|经)(?:认定|查明)"
)
_AS_CHARGED = re.compile(r"一致|相同|无异|相符|没有异议|(?:指控|原判认定|原审认定)[^。]{0,40}(?:事实清楚|属实|成立)")
_EVIDENCE = re.compile(
    r"(?:上述|以上|前述|该)(?:犯罪|指控)?(?:的)?事实[，,]?[^。]{0,30}?(?:证据|证实|异议|证明|在案|足以)"
    r"|[认证]定上述|证明上述|指控上述事实|经庭审(?:举证|质证)|(?:有|由)(?:下列|以下)证据|(?:认定的)?证据(?:如下|有)|为证[实明]"
)
_OPINION = re.compile(r"(?:公诉机关|检察机关|检察院|公诉人|本院)(?:据此|由此)?认为|同时[，,]认为")
_ON = re.compile(r"[另还又](?:经)?查明|另查|经(?:本院)?审理查明")
_HEAD, _BEFORE = 70, 40


def told(text: str) -> list[tuple[int, int]]:
    """Spans of a text that tell what was done, in order; all of it where nothing says otherwise."""
    start, end = _chosen(text)
    spans = []
    while start < end:
        stops = [
            found.start() for found in (_EVIDENCE.search(text, start, end), _OPINION.search(text, start, end)) if found
        ]
        stop = min(stops, default=end)
        spans.append((start, stop))
        more = _ON.search(text, stop + 1, end) if stop < end else None
        if more is None:
            break
        start = more.start()
    return spans


def _chosen(text: str) -> tuple[int, int]:
    """The finding of the court, or the charge where the finding only refers to it."""
    found = _FOUND.search(text)
    if found is None:
        return 0, len(text)
    sentence = text[found.end() : found.end() + _HEAD].split("。")[0]
    if found.start() > _BEFORE and _AS_CHARGED.search(sentence):
        return 0, found.start()
    return found.start(), len(text)
