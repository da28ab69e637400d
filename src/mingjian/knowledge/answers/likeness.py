"""Published answers like a question, before it is asked again: by words, by words for one thing, by what both cite.

Four scores, each as a share of its best, are added: BM25 of the question without its phrases of asking; the same of the
question with the other words for what it names (`wording`); the things both questions name, the rare ones more; how
well the articles an answer cites fit the question in the statutes of the same index. Weights are round numbers chosen
on the tuning halves (docs/answers.md). Everything is counted over what the reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.query import Query
from mingjian.knowledge.ranking import Placed
from mingjian.knowledge.searching import Hit, told
from mingjian.knowledge.segment import Segment
from mingjian.knowledge.sight import Sight
from mingjian.knowledge.weighing import asked, weigh
from mingjian.knowledge.wording import concepts, widened, without_asking

__all__ = ["CONCEPT", "WEIGHTS", "likely"]

CONCEPT = "concept"
"""The mark of a document that holds the things its question names."""
WEIGHTS = {"words": 1.0, "widened": 1.0, "named": 1.0, "articles": 0.5}
_LONGEST = 2_000
"""Signs of a question that are read."""
_POOL = 100
"""Answers that are put in order; of those that say the same the first alone is shown."""
Floats = npt.NDArray[np.float64]


def likely(snapshot: Snapshot, text: str, sight: Sight, limit: int = 5) -> tuple[Hit, ...]:
    """Published answers like a question, the likest first, of those the asker may see."""
    seen = snapshot.seen(sight).segments
    answers = [one for one in seen if one.kind == "answer"]
    if not text.strip() or not answers:
        return ()
    question = without_asking(text[:_LONGEST])
    more, names = widened(question), concepts(question)
    fits = weigh(answers, asked(more))
    shares = {
        "words": _joined([one.total for one in weigh(answers, asked(question))]),
        "widened": _joined([one.total for one in fits]),
        "named": _joined(_named(answers, names)),
        "articles": _joined(_articles(answers, seen, " ".join((question, *sorted(names))))),
    }
    parts = {name: WEIGHTS[name] * one / max(float(one.max()), 1e-9) for name, one in shares.items()}
    total = sum(parts.values(), np.zeros(len(shares["words"])))
    total[_joined([(one.met == 0).astype(np.float64) for one in fits]) > 0] = 0.0
    places = [(one, at) for one in answers for at in range(len(one))]
    best = [at for at in np.argsort(-total, kind="stable")[:_POOL].tolist() if total[at] > 0]
    query, there, found = Query(question, kinds=("answer",)), set[str](), list[Hit]()
    for at in sorted(best, key=lambda one: (-total[one], _id(*places[one]))):
        segment, place = places[at]
        if segment.head["words"][place] not in there:
            there.add(segment.head["words"][place])
            why = {name: float(one[at]) for name, one in parts.items() if one[at]}
            found.append(told(Placed(segment, place, why), query, float(total[at])))
        if len(found) == limit:
            break
    return tuple(found)


def _id(segment: Segment, place: int) -> str:
    return segment.head["ids"][place]


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts)


def _named(answers: Sequence[Segment], names: frozenset[str]) -> list[Floats]:
    """What the things both name count for: the logarithm of how rare each is among the answers."""
    marks = {name: [one.marked(CONCEPT, (name,)) & one.live for one in answers] for name in sorted(names)}
    many = sum(one.alive for one in answers)
    scores = [np.zeros(len(one)) for one in answers]
    for masks in marks.values():
        holding = sum(int(mask.sum()) for mask in masks)
        rarity = np.log1p((many - holding + 0.5) / (holding + 0.5))
        for score, mask in zip(scores, masks, strict=True):
            score += rarity * mask
    return scores


def _articles(answers: Sequence[Segment], seen: Sequence[Segment], question: str) -> list[Floats]:
    """How well the articles an answer cites fit the question, on the mean; nothing without statutes in the index."""
    articles = [one for one in seen if one.kind == "article"]
    cited = {code for one in answers for code in one.values("article")}
    fits: dict[str, float] = {}
    for fit in weigh(articles, asked(question)):
        for code in cited.intersection(fit.segment.values("article")):
            mask = fit.segment.marked("article", (code,)) & fit.segment.live
            fits[code] = max(fits.get(code, 0.0), float(fit.total[mask].max(initial=0.0)))
    scores = []
    for one in answers:
        sums, counts = np.zeros(len(one)), np.zeros(len(one))
        for code in one.values("article"):
            mask = one.marked("article", (code,))
            sums += fits.get(code, 0.0) * mask
            counts += mask
        scores.append(sums / np.maximum(counts, 1))
    return scores
