"""Where a contest and a work stand, and the seats people have in one."""

from __future__ import annotations

from mingjian.models.enumerations import Labelled

__all__ = ["NEXT", "PHASES", "AppealState", "CaseState", "Phase", "SeatKind", "WorkState"]


class Phase(Labelled):
    """Phases of a contest, in order."""

    DRAFT = "draft", "筹备", "being drafted"
    ANNOUNCED = "announced", "已公告", "announced"
    OPEN = "open", "征集中", "open"
    CLOSED = "closed", "已截止", "closed"
    CHECKED = "checked", "已审查", "checked"
    JUDGING = "judging", "评审中", "judging"
    SETTLING = "settling", "核对中", "settling"
    DEFENCE = "defence", "答辩", "defence"
    FROZEN = "frozen", "已封存", "frozen"
    SIGNED = "signed", "已签发", "signed"
    PUBLISHED = "published", "已公布", "published"
    FINAL = "final", "已终结", "final"

    @property
    def place(self) -> int:
        """Its place in the order, from 0."""
        return PHASES.index(self)

    def reached(self, other: Phase) -> bool:
        """Whether the contest is in the other phase or behind it."""
        return self.place >= other.place


PHASES = tuple(Phase)
NEXT: dict[Phase, tuple[Phase, ...]] = {
    Phase.DRAFT: (Phase.ANNOUNCED,),
    Phase.ANNOUNCED: (Phase.OPEN,),
    Phase.OPEN: (Phase.CLOSED,),
    Phase.CLOSED: (Phase.CHECKED,),
    Phase.CHECKED: (Phase.JUDGING,),
    Phase.JUDGING: (Phase.SETTLING,),
    Phase.SETTLING: (Phase.DEFENCE, Phase.FROZEN),
    Phase.DEFENCE: (Phase.FROZEN,),
    Phase.FROZEN: (),
    Phase.SIGNED: (Phase.PUBLISHED,),
    Phase.PUBLISHED: (Phase.FINAL,),
    Phase.FINAL: (),
}
"""Steps a person takes; `signed` comes of the second signature, and judging again leads from `signed` to `frozen`."""


class SeatKind(Labelled):
    """What somebody is in a contest; one person has one seat."""

    ORGANISER = "organiser", "主办", "organiser"
    SECRETARY = "secretary", "秘书", "secretary"
    JUDGE = "judge", "评委", "judge"
    DEFENCE = "defence", "答辩评委", "defence judge"
    APPEAL = "appeal", "申诉评委", "appeal judge"
    SIGNER = "signer", "签发人", "signer"
    ENTRANT = "entrant", "参赛者", "entrant"


class WorkState(Labelled):
    """What became of a work."""

    DRAFT = "draft", "未提交", "not handed in"
    SUBMITTED = "submitted", "已提交", "handed in"
    ADMITTED = "admitted", "参评", "admitted"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    FAILED = "failed", "未通过", "failed"
    REFUSED = "refused", "不予受理", "refused"


class AppealState(Labelled):
    """Where an appeal stands."""

    OPEN = "open", "待办", "open"
    HEARD = "heard", "已交评委", "with its judges"
    UPHELD = "upheld", "申诉成立", "upheld"
    REJECTED = "rejected", "申诉不成立", "rejected"


class CaseState(Labelled):
    """Where a case of likeness stands: a verdict is two people's."""

    OPEN = "open", "待认定", "open"
    PROPOSED = "proposed", "待第二人认定", "waits for the second person"
    DECIDED = "decided", "已认定", "decided"
