"""What was read of a file, as bytes and back; the words of features are kept beside, each once for all files."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from itertools import accumulate

import numpy as np

from mingjian.originality.plan import Bag, Feature, Sketch, SketchStep
from mingjian.originality.plan.bags import number_of
from mingjian.originality.reading import Reading

__all__ = ["reading_from", "stored_reading"]


def stored_reading(read: Reading, words: MutableMapping[int, Feature]) -> tuple[bytes, list[tuple[int, str]]]:
    """The reading without words of features; those that ``words`` did not have, which has them now."""
    steps = () if read.sketch is None else read.sketch.steps
    bags = [read.program if read.sketch is None else read.sketch.bag, *(Bag(step.features) for step in steps)]
    data = {
        "text": read.text, "kind": "program" if read.sketch is None else "sketch", "own": len(bags[0]),
        "steps": [[step.name, len(step.features)] for step in steps], "point": read.point, "told": read.told,
    }  # fmt: skip
    fresh: list[tuple[int, str]] = []
    for bag in bags:
        for feature in bag.features:
            if (number := number_of(feature)) not in words:
                fresh.append((number, str(feature)))
                words[number] = feature
    head = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return len(head).to_bytes(8, "big") + head + b"".join(bag.numbers.tobytes() for bag in bags), fresh


def reading_from(body: bytes, words: Mapping[int, Feature]) -> Reading:
    """What was stored. Raises ValueError, KeyError, TypeError or IndexError where it does not fit together."""
    size = int.from_bytes(body[:8], "big")
    data, numbers = json.loads(body[8 : 8 + size]), np.frombuffer(body[8 + size :], np.int64)
    ends = list(accumulate([data["own"], *(many for _, many in data["steps"])]))
    if ends[-1] != len(numbers):
        raise ValueError("what is kept of a file does not fit together")
    own = Bag.known(numbers[: data["own"]], words)
    told = data["told"] and (str(data["told"][0]), str(data["told"][1]))
    if data["kind"] == "program":
        return Reading(data["text"], None, own, data["point"], told)
    parts = [(name, numbers[at : at + many]) for (name, many), at in zip(data["steps"], ends, strict=False)]

    def steps() -> tuple[SketchStep, ...]:
        return tuple(SketchStep(name, Bag.known(part, words).features) for name, part in parts)

    return Reading(data["text"], Sketch(own, steps), Bag(), data["point"], told)
