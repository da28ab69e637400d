"""Whether a question that was answered is shown before it is asked again in other words.

Three sets: `invented` (paraphrases the words were chosen beside, or with --exam those of an earlier exam, known since),
`unseen` (--exam only: acts, issues and tellings of after the thesaurus) and `stard`, real lay questions two of which
are answered by the same articles: kin, mostly no paraphrases. The statutes of `MINGJIAN_DATA` stand in the same index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers.paraphrases import cites, pairs
from benchmarks.answers.unseen import unseen
from benchmarks.search.halves import interval, tuned
from benchmarks.search.statutes import prepared
from mingjian.knowledge import ALL, Document, Index
from mingjian.knowledge.answers import likely
from mingjian.knowledge.answers.likeness import CONCEPT
from mingjian.knowledge.wording import concepts

__all__ = ["measure"]

_ANSWER = "应当结合全案证据，依照有关法律和司法解释的规定处理，并注意审查主观明知和客观行为。"


@dataclass(frozen=True)
class _Asked:
    """An answered question, and the texts of it that are asked again, or the questions that are its kin."""

    id: str
    title: str
    text: str
    articles: tuple[str, ...]
    again: str = ""


def measure(seed: int, exam: bool, folder: Path, data: Path | None) -> dict[str, object]:
    """Recall at 1 and at 5, by set."""
    index, rows = Index(folder / "answers"), []
    if data is not None:
        index, real = prepared(data, folder)
        rows = [_Asked(f"S{at}", one.text[:40], one.text, one.marks) for at, one in enumerate(real)]
    made = [_Asked(one.id, one.title, one.text, cites(one.id), one.again) for one in pairs(seed, held_out=exam)]
    found: dict[str, object] = {"invented": _exact(index, made, [one for one in made if tuned(one.text) != exam])}
    if exam:
        made = [_Asked(one.id, one.title, one.text, law, one.again) for one, law in unseen(seed)]
        found["unseen"] = _exact(index, made, made)
    if data is not None:
        found["stard"] = _kin(index, [one for one in rows if tuned(one.text) != exam])
    return found


def _exact(index: Index, there: Sequence[_Asked], asked: Sequence[_Asked]) -> dict[str, object]:
    """Asked again, the very question is to be found."""
    _fill(index, there)
    return _told(there, [_rank({one.id}, _found(index, one.again)) for one in asked])


def _kin(index: Index, made: Sequence[_Asked]) -> dict[str, object]:
    """A real question is asked, and one that the same articles answer is to be found; itself is left out."""
    same: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in made:
        same[tuple(sorted(one.articles))].add(one.id)
    _fill(index, made)
    ranks = []
    for one in made:
        kin = same[tuple(sorted(one.articles))] - {one.id}
        if kin:
            ranks.append(_rank(kin, [id_ for id_ in _found(index, one.text, 6) if id_ != one.id]))
    return _told(made, ranks)


def _found(index: Index, text: str, limit: int = 5) -> list[str]:
    return [hit.document.id.removeprefix("answer:") for hit in likely(index.snapshot(), text, ALL, limit)]


def _rank(right: set[str], ids: Iterable[str]) -> int:
    return next((at for at, id_ in enumerate(ids) if id_ in right), 99)


def _told(there: Sequence[_Asked], ranks: Sequence[int]) -> dict[str, object]:
    recall = {f"recall_at_{most}": interval([float(rank < most) for rank in ranks]) for most in (1, 5)}
    return {"answers": len(there), "asked_again": len(ranks), **recall}


def _fill(index: Index, made: Iterable[_Asked]) -> None:
    """These answers in the index and no others."""
    index.remove([id_ for one in index.snapshot().segments if one.kind == "answer" for id_ in one.places])
    index.add(_document(one) for one in made)


def _document(one: _Asked) -> Document:
    marks = {"article": one.articles, CONCEPT: tuple(sorted(concepts(f"{one.title}\n{one.text}")))}
    cited = "".join(f"参见{article}。" for article in one.articles)
    return Document(
        f"answer:{one.id}", "answer", one.title, f"问：{one.text}\n答：{_ANSWER}{cited}", "invented",
        marks={name: values for name, values in marks.items() if values},
    )  # fmt: skip
