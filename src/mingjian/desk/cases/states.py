"""States of a case and of a letter, and the steps of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mingjian.desk.offices.roles import Right
from mingjian.models.enumerations import Labelled

__all__ = ["LETTER_STEPS", "CaseState", "Finding", "LetterState", "LetterStep"]


class CaseState(Labelled):
    """How far a case is."""

    FILED = "filed", "已立案", "filed"
    DRAFTING = "drafting", "文书起草", "a letter is drafted"
    REVIEWING = "reviewing", "文书审核", "a letter is reviewed"
    SIGNED = "signed", "已签发", "signed"
    SERVED = "served", "已送达，待回复", "served, awaiting the reply"
    REPLIED = "replied", "已回复", "replied"
    RECTIFIED = "rectified", "已整改", "put right"
    LOOKED_BACK = "looked_back", "已回头看", "looked back at"
    CLOSED = "closed", "已办结", "closed"


class Finding(Labelled):
    """What a look back 回头看 found."""

    RECTIFIED = "rectified", "整改到位", "put right"
    NOT_RECTIFIED = "not_rectified", "整改不到位", "not put right"
    RELAPSED = "relapsed", "问题反弹", "relapsed"


class LetterState(Labelled):
    """How far a letter is."""

    DRAFT = "draft", "起草中", "draft"
    REVIEW = "review", "待审签", "to review and sign"
    SIGNED = "signed", "已签发", "signed"
    SERVED = "served", "已送达", "served"
    REPLIED = "replied", "已回复", "replied"


LetterNeed = Literal["why", "served_on", "reply_due", "replied_on", "reply", "accepted"]


@dataclass(frozen=True)
class LetterStep:
    """A step of a letter: where it begins and ends, who may take it, what has to be said, how the case stands then."""

    code: str
    zh: str
    en: str
    source: LetterState
    target: LetterState
    right: Right
    case: CaseState
    needs: tuple[LetterNeed, ...] = ()
    optional: tuple[LetterNeed, ...] = ()


LETTER_STEPS: dict[str, LetterStep] = {
    one.code: one
    for one in (
        LetterStep(
            "submit", "送审", "submit", LetterState.DRAFT, LetterState.REVIEW, Right.DECIDE, CaseState.REVIEWING
        ),
        LetterStep(
            "recall", "撤回", "take back", LetterState.REVIEW, LetterState.DRAFT, Right.DECIDE, CaseState.DRAFTING
        ),
        LetterStep(
            "return", "退回修改", "send back", LetterState.REVIEW, LetterState.DRAFT, Right.REVIEW_LETTER,
            CaseState.DRAFTING, ("why",),
        ),
        LetterStep(
            "sign", "签发并编号", "sign and number", LetterState.REVIEW, LetterState.SIGNED, Right.SIGN_LETTER,
            CaseState.SIGNED,
        ),
        LetterStep(
            "serve", "登记送达", "record service", LetterState.SIGNED, LetterState.SERVED, Right.DECIDE,
            CaseState.SERVED, ("served_on",), ("reply_due",),
        ),
        LetterStep(
            "reply", "登记回复", "record the reply", LetterState.SERVED, LetterState.REPLIED, Right.DECIDE,
            CaseState.REPLIED, ("replied_on", "accepted"), ("reply",),
        ),
    )
}  # fmt: skip
