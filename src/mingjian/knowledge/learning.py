"""What an office learns from its own questions: which laws answer them, and how much each feature tells.

A question is its words and the articles that answered it (`刑法264`). How often a law answers is counted on other
questions than those the weights are fitted on, in four parts, or the weights would trust the count too much. The fit is
a multinomial logistic regression over the candidates of each question, with a ridge; the same questions give the same
file. Only questions with an answer among the candidates teach.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.gathering.records import RecordError
from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.number import number_of
from mingjian.knowledge.query import Query
from mingjian.knowledge.ranking import FEATURES, Placed, Ranking, features
from mingjian.knowledge.searching import candidates
from mingjian.knowledge.sight import Sight
from mingjian.law.articles import short_title

__all__ = ["LEAST", "Question", "learn", "read_questions"]

LEAST = 30
"""Questions below which nothing is learned."""
_PARTS = 4
_RIDGE = 1.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """A question as it was asked, and the articles that answer it: `刑法264`, `民法典1079`."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class _Seen:
    """A question with its candidates, which of them answer it, and the laws that do."""

    part: int
    found: tuple[Placed, ...]
    right: npt.NDArray[np.bool_]
    laws: tuple[str, ...]


def read_questions(file: Path) -> list[Question]:
    """Lines of JSON, `{"question": …, "articles": ["刑法264"]}`; `RecordError` with every line that is none."""
    mistakes, found = [], []
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else None
            if row is not None:
                found.append(Question(str(row["question"]), tuple(map(_article, row["articles"]))))
        except (ValueError, KeyError, TypeError):
            told = '{"question": "…", "articles": ["刑法264"]}'
            mistakes.append((number, f"应为 {told}", f"should be {told}"))
    if mistakes:
        raise RecordError(file.name, mistakes[:50])
    return found


def _article(text: str) -> str:
    number = number_of(text)
    if number is None or not number.law:
        raise ValueError(text)
    return short_title(number.law) + number.code


def learn(snapshot: Snapshot, questions: Iterable[Question], sight: Sight) -> tuple[Ranking, int]:
    """An order learned from questions, and how many of them taught; `LookupError` for fewer than `LEAST`."""
    articles = [one for one in snapshot.seen(sight).segments if one.kind == "article"]
    rows = [row for one in questions if (row := _looked_up(snapshot, sight, one)) is not None]
    if len(rows) < LEAST:
        raise LookupError(f"{len(rows)}")
    table, right = [], []
    for part in range(_PARTS):
        others = _laws(row for row in rows if row.part != part)
        for row in rows:
            if row.part == part:
                table.append(features(row.found, articles, others))
                right.append(row.right / row.right.sum())
    weights = _fitted(table, right)
    return Ranking(dict(zip(FEATURES, weights, strict=True)), _laws(rows)), len(rows)


def _looked_up(snapshot: Snapshot, sight: Sight, question: Question) -> _Seen | None:
    found = tuple(candidates(snapshot, Query(question.text, ("article",)), sight))
    marks = [one.segment.value("article", one.place) for one in found]
    right = np.array([mark in question.answers for mark in marks], bool)
    if not right.any():
        return None
    laws = [one.segment.value("law", one.place) for one, yes in zip(found, right, strict=True) if yes]
    part = hashlib.sha256(question.text.encode("utf-8", "surrogatepass")).digest()[1] % _PARTS
    return _Seen(part, found, right, tuple(dict.fromkeys(laws)))


def _laws(rows: Iterable[_Seen]) -> Counter[str]:
    return Counter(law for row in rows for law in row.laws)


def _fitted(table: Sequence[Floats], right: Sequence[Floats]) -> list[float]:
    from scipy.optimize import minimize

    rows, wanted = np.vstack(table), np.concatenate(right)
    spread = rows.std(axis=0) + 1e-9
    scaled = rows / spread
    sizes = [len(one) for one in table]
    owner, starts = np.repeat(np.arange(len(sizes)), sizes), np.cumsum([0, *sizes[:-1]])

    def loss(weights: Floats) -> tuple[float, Floats]:
        values = scaled @ weights
        values -= np.maximum.reduceat(values, starts)[owner]
        sums = np.add.reduceat(np.exp(values), starts)
        logs = values - np.log(sums)[owner]
        cost = -float(wanted @ logs) + _RIDGE * float(weights @ weights) / 2
        return cost, scaled.T @ (np.exp(logs) - wanted) + _RIDGE * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return [round(float(value), 6) for value in found.x / spread]
