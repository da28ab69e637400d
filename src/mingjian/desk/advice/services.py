"""Advice on charges for the page: the library reads the text, here it is put into words and places."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mingjian.assist.charges import Advice, Article, Learned, Neighbours, Suggestion, Sum, advise, confusable, load
from mingjian.assist.charges.advice import uncovered
from mingjian.assist.charges.candidates import Candidate
from mingjian.assist.charges.elements import Role
from mingjian.assist.sentencing import Parameters, shipped_parameters
from mingjian.desk.advice import schemas
from mingjian.desk.errors import Conflict
from mingjian.desk.lake import the_lake
from mingjian.desk.words import Coded, Text
from mingjian.law import Article as LawArticle
from mingjian.law.articles import parse_code

__all__ = ["advice", "pairs"]

_WEIGHTS = "charges/weights.npz"
"""Where an office's own weights lie in a lake (`mingjian charge train … --out`)."""
_NEAR = 8
_DISCLAIMER = Text(
    zh="仅供参考：只说明文字与要件是否相符，不认定事实，不是结论；罪名由承办人依法判断。分数不是有罪的概率。",
    en="Advice only: it tells which words fit which elements, finds no facts and concludes nothing; people decide the "
    "charge. A score is no probability of guilt.",
)


def advice(asked: schemas.ActTold) -> schemas.ChargeAdvice:
    """Which charges a text may tell, and why."""
    learned = _learned()
    found = advise(asked.text, asked.on, learned)
    parameters = shipped_parameters()
    told = {one.candidate.name for one in found.suggestions} | {one.name for one in found.near}
    return schemas.ChargeAdvice(
        on=asked.on, learned=found.learned, learned_from=int(learned.card.get("texts", 0)) if learned else 0,
        doubts=[
            schemas.DoubtTold(text=Text(zh=one.zh, en=one.en), between=list(one.between)) for one in found.doubts
        ],
        candidates=[_suggested(one, parameters, told) for one in found.suggestions],
        near=[_candidate(one, one.name, parameters) for one in found.near[:_NEAR]],
        articles=[_article(one) for one in found.articles], amount=_sum(found.amount), drugs=list(_drugs(found)),
        uncovered=len(uncovered()), disclaimer=_DISCLAIMER,
    )  # fmt: skip


def pairs(asked: schemas.PairsQuery) -> schemas.ConfusableList:
    """Charges that are taken for each other, by the words of a name."""
    words = asked.q.split()
    found = [
        _pair(one)
        for one in confusable()
        if all(word in one.one or word in one.other or word in one.zh for word in words)
    ]
    return schemas.ConfusableList(items=found, total=len(confusable()))


# -- within ----------------------------------------------------------------------------------------------


def _learned() -> Learned | None:
    """The office's weights, where it trained any."""
    file = the_lake().path / _WEIGHTS
    if not file.is_file():
        return None
    try:
        return _read(str(file), file.stat().st_mtime_ns)
    except ValueError:
        raise Conflict(
            f"本院训练的罪名权重（{_WEIGHTS}）不能读取，请重新训练或移走",
            f"the weights the office trained ({_WEIGHTS}) cannot be read: train them again or take them away",
        ) from None


@lru_cache(maxsize=2)
def _read(file: str, changed: int) -> Learned:
    del changed  # part of the key: a file that changed is read again
    return load(Path(file))


def _suggested(one: Suggestion, parameters: Parameters, here: set[str]) -> schemas.CandidateTold:
    told = _candidate(one.candidate, one.name, parameters)
    pairs_here = [_pair(pair, {pair.one, pair.other} <= here) for pair in one.neighbours]
    told.neighbours = sorted(pairs_here, key=lambda pair: not pair.here)
    told.months = [one.penalty.min_months, one.penalty.max_months] if one.penalty else None
    if one.tiers is not None:
        told.tiers = [
            schemas.TierTold(
                title=Text(zh=tier.zh, en=tier.en), begins=list(tier.begins), unit=tier.unit,
                months=list(tier.months) if tier.months else None, source=tier.source, checked=tier.checked,
            )
            for tier in one.tiers
        ]  # fmt: skip
    return told


def _candidate(one: Candidate, name: str, parameters: Parameters) -> schemas.CandidateTold:
    elements = [schemas.ElementTold(role=_role(role), places=_places(one.covered.get(role, ()))) for role in Role
                if role in one.covered or role in one.missing]  # fmt: skip
    return schemas.CandidateTold(
        charge=name, score=round(one.score, 2), elements=elements, adds=_places(one.adds),
        against=_places(one.against), under=one.under, months=None, neighbours=[], tiers=None,
        sentencing=parameters.crime_of(name) is not None,
    )  # fmt: skip


def _role(role: Role) -> Coded:
    return Coded(code=role.value, zh=role.zh, en=role.value)


def _places(spans: Iterable[tuple[int, int]]) -> list[schemas.Place]:
    return [schemas.Place(start=start, end=end) for start, end in spans]


def _pair(one: Neighbours, here: bool = False) -> schemas.PairShown:
    return schemas.PairShown(one=one.one, other=one.other, decides=Text(zh=one.zh, en=one.en), here=here)


def _article(one: Article) -> schemas.ArticleTold:
    return schemas.ArticleTold(
        law="刑法", number=one.number, label=LawArticle("", *parse_code(one.number)).zh,
        paragraphs=list(one.paragraphs), why=Text(zh=one.zh, en=one.en), places=_places(one.spans),
    )  # fmt: skip


def _sum(total: Sum) -> schemas.SumTold:
    counted = set(total.counted)
    amounts = [
        schemas.AmountTold(
            yuan=str(one.whole), what=Coded(code=one.part.value, zh=one.part.zh, en=one.part.value),
            counted=one in counted, place=schemas.Place(start=one.span[0], end=one.span[1]),
        )
        for one in sorted({*total.counted, *total.left}, key=lambda one: one.span)
    ]  # fmt: skip
    return schemas.SumTold(
        yuan=None if total.yuan is None else str(total.yuan), amounts=amounts,
        doubts=[Text(zh=zh, en=en) for zh, en in total.doubts],
    )  # fmt: skip


def _drugs(found: Advice) -> Iterable[schemas.DrugTold]:
    """Sums by kind; then, where persons are told, the same under each."""
    for one in found.drugs:
        yield _drug("", one.kind, str(one.grams), [weight.span for weight in one.counted])
    for person, quantities in found.by_person.items():
        if person:
            for one in quantities:
                yield _drug(person, one.kind, str(one.grams), [weight.span for weight in one.counted])


def _drug(person: str, kind: str, grams: str, spans: Iterable[tuple[int, int]]) -> schemas.DrugTold:
    return schemas.DrugTold(person=person, kind=kind, grams=grams, places=_places(spans))
