"""Similar cases: loan triples (scm) and a proxy of LeCaRDv2, by words alone and by facts and words.

Triples: which of B and C is nearer A, by label, over an index of all texts of which the search is let see these two.
They hang together by 153 texts; halves are cut by A and share some of them.
Proxy: the candidates of LeCaRDv2 are not at hand, its queries are. Two queries are related when a judge graded the same
candidate 2 or 3 for both; every query with a relative is asked of the others. It tells methods apart, it is no figure
of LeCaRDv2. Its halves are not equally hard: with ``exam`` both of them and the whole are told, and simple rivals are
asked the very same, so that a reader sees what is the luck of the cut.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.search.halves import tuned
from benchmarks.search.rivals import Bm25, rivals
from benchmarks.search.runs import Run
from mingjian.documents import Document as Read
from mingjian.knowledge import ALL, Index, Query, Snapshot, from_judgments
from mingjian.knowledge.facts import FACTS
from mingjian.knowledge.similar import ordered

__all__ = ["measure", "related_queries"]

_QUERIES = ("test_query", "controversial_query", "procedural_query")
_KINDS = ("judgment",)
_RELATED = 2
"""The grade from which a candidate counts as relevant."""
_Weights = Mapping[str, float] | None
_METHODS: Mapping[str, _Weights] = {
    "words": dict.fromkeys(FACTS, 0.0),
    "facts and words": None,
}
Scores = dict[str, float]
_Asked = dict[tuple[str, str], Callable[[], Scores]]
"""By name and text of an item, how it is asked."""
_Methods = dict[str, _Asked]


def measure(data: Path, work: Path, exam: bool) -> Iterator[Run]:
    """What is reached on the tuning half; with `exam` on the exam half, on the tuning half and on both together."""
    yield from _halves("triples", _triples(data, work), exam)
    yield from _halves("proxy", _proxy(data, work), exam)


def _halves(part: str, methods: _Methods, exam: bool) -> Iterator[Run]:
    for method, asked in methods.items():
        tuning, other = ({item: one for item, one in asked.items() if tuned(item[1]) is half} for half in (True, False))
        found = _scored(tuning)
        if exam:
            held = _scored(other)
            yield Run(f"{part}, exam, {method}", held)
            yield Run(f"{part}, whole, {method}", found | held)
        yield Run(f"{part}, tuning, {method}", found)


def _scored(asked: _Asked) -> dict[str, Scores]:
    return {f"{name} {text}": one() for (name, text), one in asked.items()}


def _triples(data: Path, work: Path) -> _Methods:
    rows = [json.loads(line) for line in (data / "scm/dev100.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = list(dict.fromkeys(row[side] for row in rows for side in "ABC"))
    snapshot, ids = _indexed(work / "triples", {str(at): text for at, text in enumerate(texts)})
    name = {text: ids[str(at)] for at, text in enumerate(texts)}

    def asked(row: Mapping[str, str], weights: _Weights) -> Callable[[], Scores]:
        right, wrong = (row[side] for side in ("BC" if row["label"] == "B" else "CB"))
        return lambda: {"accuracy": _nearer(snapshot, row["A"], name[right], name[wrong], weights)}

    return {
        method: {(str(row["id"]), row["A"]): asked(row, weights) for row in rows}
        for method, weights in _METHODS.items()
    }


def _nearer(snapshot: Snapshot, text: str, right: str, wrong: str, weights: _Weights) -> float:
    query = Query(text, _KINDS, {"asked": (right, wrong)})
    return float(ordered(snapshot, query, ALL, weights)[0][4].id == right)


def _proxy(data: Path, work: Path) -> _Methods:
    texts, related = related_queries(data)
    snapshot, ids = _indexed(work / "proxy", texts)
    name = {document: one for one, document in ids.items()}

    def ours(weights: _Weights) -> Callable[[str], list[str]]:
        return lambda text: [name[row[4].id] for row in ordered(snapshot, Query(text, _KINDS), ALL, weights)]

    methods = {method: ours(weights) for method, weights in _METHODS.items()}
    methods |= {method: Bm25(texts, terms).ranked for method, terms in rivals()}

    def asked(one: str, find: Callable[[str], list[str]]) -> Callable[[], Scores]:
        return lambda: _scores([found for found in find(texts[one]) if found != one], related[one])

    return {
        method: {(one, texts[one]): asked(one, find) for one in texts if related[one]}
        for method, find in methods.items()
    }


def related_queries(data: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Texts of the queries that were graded, and to each the others that are related to it."""
    texts, graded = _queries(data / "lecardv2"), _graded(data / "lecardv2/relevence.trec")
    kept = {id_: text for id_, text in texts.items() if id_ in graded}
    return kept, {one: {other for other in kept if other != one and graded[one] & graded[other]} for one in kept}


def _scores(found: list[str], right: set[str]) -> Scores:
    hits = [at for at, one in enumerate(found) if one in right]
    average = sum((many + 1) / (at + 1) for many, at in enumerate(hits)) / len(right)
    gain = sum(1 / math.log2(at + 2) for at in hits if at < 10)
    ideal = sum(1 / math.log2(at + 2) for at in range(min(10, len(right))))
    return {"MAP": average, "NDCG@10": gain / ideal, "R@10": sum(at < 10 for at in hits) / len(right)}


def _queries(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _QUERIES:
        for line in (folder / f"{name}.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(str(row["id"]), row["query"])
    return found


def _graded(file: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        query, _, candidate, grade = line.split()
        if int(grade) >= _RELATED:
            found.setdefault(query, set()).add(candidate)
    return found


def _indexed(folder: Path, texts: Mapping[str, str]) -> tuple[Snapshot, dict[str, str]]:
    """An index of texts, built anew, and the id of each of them in it."""
    ids = {}
    documents = []
    for name, text in texts.items():
        (made,) = from_judgments([Read(name, text, name)])
        ids[name] = made.id
        documents.append(replace(made, marks={**made.marks, "asked": (made.id,)}))
    index = Index(folder)
    index.replace({one.id: one for one in documents}.values())
    return index.snapshot(), ids
