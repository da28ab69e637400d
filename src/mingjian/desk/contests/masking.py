"""Cases of likeness as they are told in an appeal: to the author his own passages with the other side covered, to the
judges of his appeal both sides of the blind packages. Only what two people decided, and nothing about a case that went
against the other work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from mingjian.contest.masking import MASK, masked
from mingjian.desk.contests.likeness_schemas import CasePiece, HeardCase, MaskedCase, MaskedCases, MaskedPassage
from mingjian.desk.contests.models import LikenessCase, Work
from mingjian.desk.contests.sealing import opened_data
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.states import CaseState
from mingjian.desk.contests.works import own_work
from mingjian.desk.offices.models import User
from mingjian.desk.words import Coded

__all__ = ["heard_cases", "masked_cases"]

_ORIGINS = {
    "contest": ("本次竞赛的另一作品", "another work of this contest"),
    "earlier": ("往届作品", "a work of an earlier contest"),
    "shelf": ("已上架模型", "a published model"),
}  # fmt: skip
_WORDS = {
    "copied": ("认定为抄录", "found to be copied"),
    "common": ("认定为通用表述或已声明", "found to be usage, or declared"),
    "own": ("认定为作者自己的成果", "found to be the authors' own"),
}  # fmt: skip


def masked_cases(user: User, slug: str, word: str) -> MaskedCases:
    """The cases of an entrant's own work, after publication."""
    at = seen(user, slug)
    at.need(What.PUBLISHED)
    work = own_work(at, word)
    return MaskedCases(items=[_masked(one, work) for one in _decided(work)])


def heard_cases(work: Work) -> list[HeardCase]:
    """The cases of a work, for the judges of its appeal."""
    return [
        HeardCase(
            other=_other(one, work), origin=_origin(one), word=_word(one), work=work.number, own=_side(one, work),
            passages=_match(one).get("passages", []), structure=_match(one).get("structure"),
        )
        for one in _decided(work)
    ]  # fmt: skip


def _decided(work: Work) -> list[LikenessCase]:
    """Decided, and not against the other work."""
    if not work.number:
        return []
    mine = Q(one=work) | Q(contest=work.contest, origin="contest", other=work.number)
    rows = LikenessCase.objects.filter(mine, state=CaseState.DECIDED.value).select_related("one").order_by("pk")
    return [one for one in rows if not one.word.startswith("copied") or one.word == f"copied {work.number}"]


def _masked(row: LikenessCase, work: Work) -> MaskedCase:
    match, place = _match(row), _side(row, work)
    own, other = ("here", "there") if place == 0 else ("there", "here")
    steps = (match.get("structure") or {}).get("steps", [])
    return MaskedCase(
        origin=_origin(row), other=row.other if row.origin == "shelf" else "", word=_word(row),
        witnesses={
            kind: float(said["of_one" if place == 0 else "of_other"])
            for kind, said in match.get("witnesses", {}).items() if said["passes"]
        },
        passages=[
            MaskedPassage(file=one["files"][place], own=[CasePiece(**piece) for piece in one[own]],
                          other=_covered(one[own], one[other]))
            for one in match.get("passages", [])
        ],
        steps={one["one" if place == 0 else "other"]: list(one["common"]) for one in steps},
    )  # fmt: skip


def _covered(own: Sequence[Mapping[str, str]], other: Sequence[Mapping[str, str]]) -> list[CasePiece]:
    """What stands around the other's passage is his alone: covered, and of one length."""
    said = "".join(one["text"] for one in own if one["sort"] != "around")
    return [
        CasePiece(text=MASK * 3 if one["sort"] == "around" else masked(said, one["text"]), sort=one["sort"])
        for one in other
    ]


def _match(row: LikenessCase) -> dict[str, Any]:
    found: dict[str, Any] = opened_data(f"case {row.pk}", row.match) or {}
    return found


def _side(row: LikenessCase, work: Work) -> int:
    """On which side of the evidence a work stands: 0 is here, 1 is there."""
    return 0 if _match(row).get("one") == work.number else 1


def _other(row: LikenessCase, work: Work) -> str:
    return row.other if row.one_id == work.pk else row.one.number


def _origin(row: LikenessCase) -> Coded:
    zh, en = _ORIGINS.get(row.origin, (row.origin, row.origin))
    return Coded(code=row.origin, zh=zh, en=en)


def _word(row: LikenessCase) -> Coded:
    code = row.word.split(" ")[0]
    zh, en = _WORDS.get(code, (code, code))
    return Coded(code=code, zh=zh, en=en)
