"""Lay questions and the articles that answer them (stard) over all imported statutes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.halves import tuned
from benchmarks.search.runs import Run
from mingjian.knowledge import PUBLIC, Document, Index, Query, Question, Ranking, from_statutes, learn, search
from mingjian.knowledge.searching import DEFAULT
from mingjian.law import StatuteStore, short_title
from mingjian.law.articles import article_code, parse_code

__all__ = ["measure", "prepared"]

_DEPTH = 100


@dataclass(frozen=True)
class _Asked:
    text: str
    right: tuple[frozenset[str], ...]
    """For each article that answers it, the documents that are this article."""
    marks: tuple[str, ...]


def measure(data: Path, work: Path, exam: bool) -> Iterator[Run]:
    """What is reached, untrained and learned. Without `exam` both are told of the tuning half, by folds."""
    index, questions = prepared(data, work)
    tuning = [one for one in questions if tuned(one.text)]
    if exam:
        held = [one for one in questions if not tuned(one.text)]
        known = {mark for one in tuning for mark in one.marks}
        fresh = {one.text for one in held if not known & set(one.marks)}
        for name, ranking in (("untrained", DEFAULT), ("learned from the tuning half", _learned(index, tuning))):
            scores = _scores(index, held, ranking)
            yield Run(f"statutes, exam, {name}", scores)
            unseen = {text: scores[text] for text in fresh}
            yield Run(f"statutes, exam, {name}, no answer seen in tuning", unseen)
        return
    yield Run("statutes, tuning, untrained", _scores(index, tuning, DEFAULT))
    folds = [[one for at, one in enumerate(tuning) if at % 3 == fold] for fold in range(3)]
    learned: dict[str, dict[str, float]] = {}
    for fold in range(3):
        ranking = _learned(index, [one for at, some in enumerate(folds) if at != fold for one in some])
        learned |= _scores(index, folds[fold], ranking)
    yield Run("statutes, tuning, learned on two thirds", learned)
    print({name: round(value, 2) for name, value in _learned(index, tuning).weights.items()})


def _learned(index: Index, questions: Sequence[_Asked]) -> Ranking:
    return learn(index.snapshot(), [Question(one.text, one.marks) for one in questions], PUBLIC)[0]


def _scores(index: Index, questions: Sequence[_Asked], ranking: Ranking) -> dict[str, dict[str, float]]:
    scores = {}
    for one in questions:
        hits = search(index.snapshot(), Query(one.text, ("article",), limit=_DEPTH), PUBLIC, ranking).hits
        place = {id_: at for at, hit in enumerate(hits) for id_ in (hit.document.id, *hit.also)}
        ranks = [min((place.get(id_, _DEPTH) for id_ in right), default=_DEPTH) for right in one.right]
        recall = {f"R@{depth}": sum(rank < depth for rank in ranks) / len(ranks) for depth in (10, 100)}
        scores[one.text] = {**recall, "MRR@10": 1 / (min(ranks) + 1) if min(ranks) < 10 else 0.0}
    return scores


def prepared(data: Path, work: Path) -> tuple[Index, list[_Asked]]:
    """An index of the statutes in a folder, and the lay questions with the articles that answer them."""
    rows = [json.loads(line) for line in (data / "stard/train.jsonl").read_text(encoding="utf-8").splitlines()]
    index = Index(work / "statutes")
    if not index.snapshot().count():
        index.add(from_statutes(StatuteStore.import_folder(data / "lawrefbook")))
    by_words, by_code = _places(index)
    missing: dict[str, Document] = {}
    asked = []
    for row in rows:
        right, marks = [], []
        for name, text in row["相关法规"].items():
            words, code = _squeezed(text), _code(name)
            ids = by_words.get(words, frozenset())
            own = by_code.get(code, frozenset())
            same = (ids & own) or own or ids
            if not same:
                law, _, number = code.partition("#")
                made = Document(
                    f"stard:{name}", "article", name, text, "stard", marks={"law": (law,), "article": (law + number,)}
                )
                missing[made.id] = made
                same = frozenset([made.id])
            right.append(same)
            marks += [by_id for id_ in same for by_id in (_mark(id_),)]
        asked.append(_Asked(row["问题"], tuple(right), tuple(dict.fromkeys(marks))))
    index.add(missing.values())
    print(f"{index.snapshot().count()} documents, {len(asked)} questions, {len(missing)} articles added")
    return index, asked


def _mark(id_: str) -> str:
    return id_.removeprefix("article:").partition("@")[0]


def _places(index: Index) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    words: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for one in index.snapshot().documents():
        words.setdefault(_squeezed(one.text), set()).add(one.id)
        law, mark = one.marks["law"][0], one.marks["article"][0]
        codes.setdefault(f"{law}#{mark.removeprefix(law)}", set()).add(one.id)
    return tuple({key: frozenset(ids) for key, ids in one.items()} for one in (words, codes))  # type: ignore[return-value]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _code(name: str) -> str:
    found = re.match(r"(.*?)(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$", name)
    if found is None:
        return name
    return f"{short_title(found[1])}#{article_code(*parse_code(found[2]))}"
