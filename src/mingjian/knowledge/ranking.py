"""The order of articles: what BM25 gives, and what a lay question does not say by itself.

What a lay question asks is mostly in the codes and the laws of the legislature, far less in regulations, though these
hold more articles and use more of its words. Weights are few and linear; the ones given here are round numbers near a
fit on the tuning half. An office may learn its own from its own questions (`learning`): then it counts as well which
laws answered them, and how well the other articles of a law and of its part fit (pseudo-relevance feedback by law).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.segment import Segment

__all__ = ["FEATURES", "Placed", "Ranking", "RankingError", "features"]

Floats = npt.NDArray[np.float64]
FEATURES = (
    *("title", "heading", "text", "place", "law", "part", "size"),
    *("constitution", "by_law", "interpretation", "regulation", "code", "known"),
)
"""Scores by field as shares of the best; place by BM25; how well the other articles of its law and of its part fit;
articles of its law; rank of the law; one of the five codes; how often the law answered the questions learned from."""
_DEFAULT: Mapping[str, float] = {
    "title": 1.0,
    "heading": 0.25,
    "text": 1.0,
    "by_law": 0.15,
    "interpretation": 0.1,
    "code": 0.2,
}
"""Shares of the best BM25 score (a heading for a quarter of what it counts among candidates), and a bonus by rank."""
_CODES = {"民法典", "刑法", "刑诉法", "民诉法", "行诉法"}
_HEAT = 3.0
"""How fast a document's say for its law falls with its score."""
_RANKS = ("constitution", "law", "interpretation", "regulation")
_FORM = 1


class RankingError(ValueError):
    """A file that holds no learned order; says so in both languages."""

    def __init__(self, path: Path) -> None:
        self.zh, self.en = f"{path} 不是 search learn 保存的排序", f"{path} holds no order kept by search learn"
        super().__init__(f"{self.zh} / {self.en}")


@dataclass(frozen=True)
class Placed:
    """A candidate: where it is, its score by field."""

    segment: Segment
    place: int
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Ranking:
    """Weights by feature, and how often each law answered a question (learned; empty: nothing was)."""

    weights: Mapping[str, float] = field(default_factory=lambda: dict(_DEFAULT))
    laws: Mapping[str, int] = field(default_factory=dict)

    def order(self, found: Sequence[Placed], seen: Sequence[Segment]) -> Floats:
        """A value for every candidate; candidates come in the order of BM25."""
        weights = np.array([self.weights.get(name, 0.0) for name in FEATURES])
        values: Floats = features(found, seen, self.laws) @ weights
        return values

    def save(self, path: Path) -> None:
        """Write it as JSON, with the same bytes for the same order."""
        data = {"form": _FORM, "weights": dict(self.weights), "laws": dict(sorted(self.laws.items()))}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Ranking:
        """An order that was learned and kept."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            weights = {str(name): float(value) for name, value in data["weights"].items()}
            laws = {str(name): int(value) for name, value in data["laws"].items()}
            right = (
                data["form"] == _FORM and set(weights) <= set(FEATURES) and bool(np.isfinite([*weights.values()]).all())
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            right = False
        if not right:
            raise RankingError(path)
        return cls(weights, laws)


def features(found: Sequence[Placed], seen: Sequence[Segment], known: Mapping[str, int]) -> Floats:
    """One row a candidate, one column a feature; `seen` are all segments of articles that may be seen."""
    if not found:
        return np.zeros((0, len(FEATURES)))
    totals = np.array([sum(one.parts.values()) for one in found])
    best = max(float(totals.max()), 1e-9)
    laws = [one.segment.value("law", one.place) for one in found]
    parts = [one.segment.value("part", one.place) or law for one, law in zip(found, laws, strict=True)]
    ranks = [one.segment.value("authority", one.place) for one in found]
    say = np.exp((totals - totals.max()) / _HEAT)
    sizes: Counter[str] = Counter()
    for segment in seen:
        sizes.update(segment.sizes)
    answered = sum(known.values())
    columns = [np.array([one.parts.get(name, 0.0) for one in found]) / best for name in ("title", "heading", "text")]
    columns.append(-np.log(np.arange(len(found)) + 5.0))
    columns += [_said(laws, say), _said(parts, say), np.log([max(sizes[law], 1) for law in laws])]
    columns += [np.array([rank == name for rank in ranks], float) for name in _RANKS]
    columns.append(np.array([law in _CODES for law in laws], float))
    many = answered + 0.3 * max(len(sizes), 1)
    columns.append(np.log([(known.get(law, 0) + 0.3) / many for law in laws]) if known else np.zeros(len(found)))
    return np.stack(columns, axis=1)


def _said(names: Sequence[str], say: Floats) -> Floats:
    """How well all candidates of the same name fit, as a logarithm."""
    sums: dict[str, float] = {}
    for name, value in zip(names, say.tolist(), strict=True):
        sums[name] = sums.get(name, 0.0) + value
    return np.log([sums[name] + 0.01 for name in names])
