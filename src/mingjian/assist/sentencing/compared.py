"""That every text a value says it was compared with is one of those listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingjian.assist.sentencing.definition import Compared, Value
from mingjian.models.problems import Problem, nearest
from mingjian.models.source import Path as Place
from mingjian.models.source import Source

__all__ = ["compared_with"]


def compared_with(
    source: Source, place: Place, values: Sequence[Value], texts: dict[str, Compared]
) -> Iterator[Problem]:
    """A problem for each name that no text has, and for a checked value that names some: it needs none."""
    for number, value in enumerate(values):
        for at, name in enumerate(value.compared):
            if name not in texts:
                zh, en = f"没有文本“{name}”", f"there is no text '{name}'"
                yield source.problem((*place, number, "compared", at), zh, en, nearest=nearest(name, sorted(texts)))
        if value.compared and value.checked is not None:
            zh, en = "已与官方文本核对的，不再写 compared", "what was checked needs no compared"
            yield source.problem((*place, number, "compared"), zh, en)
