"""The life of a model: its states, who may bring it from one to the next, and what that takes. Data, no code.

    idea → draft → assessed → piloting → applied → provincial → published → retired
    sent_back from each review to where it came from; withdrawn, when a fault is found, from wherever it can be run

Source of the road and the three questions of the assessment: `docs/plans/making.md` §4.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.models.enumerations import Labelled

__all__ = [
    "ANSWERS", "LOW_REASONS", "MOVES", "ROAD", "RUNNABLE", "SENT_BACK", "WITHDRAWABLE", "Move", "Need", "Place",
    "Said", "State", "move_named",
]  # fmt: skip

Said = tuple[str, str]
"""Chinese and English."""


class State(Labelled):
    """Where a model stands."""

    IDEA = "idea", "创意", "idea"
    DRAFT = "draft", "草稿待评估", "draft to be assessed"
    ASSESSED = "assessed", "已评估", "assessed"
    PILOTING = "piloting", "试点中", "piloting"
    APPLIED = "applied", "已应用待审", "applied, to be reviewed"
    PROVINCIAL = "provincial", "省级审核通过", "passed the provincial review"
    PUBLISHED = "published", "已上架", "published"
    RETIRED = "retired", "已下架", "retired"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Place(Labelled):
    """Who takes a step: by office and role, and who it must not be."""

    AUTHOR = "author", "作者", "its author"
    REVIEWER = (
        "reviewer",
        "作者所在院的模型审核员，非作者本人",
        "a model reviewer of the author's office, not the author",
    )
    CHIEF = "chief", "作者所在院检察长（分管领导），非作者本人", "the chief of the author's office, not the author"
    OFFICE = "office", "作者所在院", "the author's office"
    PROVINCE_REVIEWER = (
        "province_reviewer", "省级院模型审核员，不属作者所在院（省级院自己的模型：非作者、非评估人）",
        "a model reviewer of the provincial office, not of the author's office (of a model of the provincial office "
        "itself: neither its author nor who assessed it)",
    )  # fmt: skip
    PROVINCE_CHIEF = (
        "province_chief",
        "省级院检察长（分管领导），不属作者所在院（省级院自己的模型：非作者、非评估人），且非审核通过者本人",
        "the chief of the provincial office, not of the author's office (of a model of the provincial office itself: "
        "neither its author nor who assessed it) and not who passed it",
    )  # fmt: skip
    EITHER_CHIEF = (
        "either_chief",
        "作者所在院或省级院检察长（分管领导）",
        "the chief of the author's or of the provincial office",
    )


class Need(Labelled):
    """What a step takes beside the right person."""

    NAMED = "named", "写明监督点、所用数据和法律依据", "supervision point, lists and legal basis are named"
    DIFFERENCE = (
        "difference",
        "已看过最相近的模型，并说明不同之处",
        "the nearest models were shown and the difference is said",
    )
    ANSWERS = "answers", "必要、可行、准确三问，各有理由", "three answers with reasons: necessary, feasible, accurate"
    TESTS = (
        "tests",
        "示例全部通过，每个已知误报都有示例",
        "the examples pass and no known false positive is without one",
    )
    OFFICES = "offices", "有同意试点的院，写明用途", "offices that agreed to pilot it, and the purpose"
    FIGURES = "figures", "试点数字由系统统计", "figures of the pilot, counted by the desk"
    ORIGINALITY = "originality", "已阅读相近模型对照", "the report on likeness was read"
    PLACES = (
        "places",
        "该监督点尚有名额，超额须说明理由",
        "a place is left under the point; over the limit it takes a reason",
    )
    WHY = "why", "写明理由", "a reason"


@dataclass(frozen=True, slots=True)
class Move:
    """A step along the road."""

    code: str
    zh: str
    en: str
    sources: tuple[State, ...]
    target: State
    who: Place
    needs: tuple[Need, ...]


ROAD = (State.IDEA, State.DRAFT, State.ASSESSED, State.PILOTING, State.APPLIED, State.PROVINCIAL, State.PUBLISHED,
        State.RETIRED)  # fmt: skip
SENT_BACK = {State.DRAFT: State.IDEA, State.ASSESSED: State.DRAFT, State.APPLIED: State.PILOTING,
             State.PROVINCIAL: State.APPLIED}  # fmt: skip
"""Where a model goes that a review does not pass."""
RUNNABLE = (State.PILOTING, State.APPLIED, State.PROVINCIAL, State.PUBLISHED)
"""While it stands so, offices may run it."""
WITHDRAWABLE = (*RUNNABLE, State.RETIRED)

MOVES = (
    Move("propose", "提交评估", "hand it in for assessment", (State.IDEA,), State.DRAFT, Place.AUTHOR,
         (Need.NAMED, Need.DIFFERENCE)),
    Move("assess", "评估通过", "pass the assessment", (State.DRAFT,), State.ASSESSED, Place.REVIEWER,
         (Need.ANSWERS, Need.TESTS)),
    Move("pilot", "批准试点", "begin the pilot", (State.ASSESSED,), State.PILOTING, Place.CHIEF, (Need.OFFICES,)),
    Move("apply", "申报应用", "hand in as applied", (State.PILOTING,), State.APPLIED, Place.OFFICE, (Need.FIGURES,)),
    Move("endorse", "省级审核通过", "pass the provincial review", (State.APPLIED,), State.PROVINCIAL,
         Place.PROVINCE_REVIEWER, (Need.ORIGINALITY, Need.PLACES)),
    Move("publish", "批准上架", "publish", (State.PROVINCIAL,), State.PUBLISHED, Place.PROVINCE_CHIEF, (Need.PLACES,)),
    Move("retire", "下架", "retire", (State.PUBLISHED,), State.RETIRED, Place.EITHER_CHIEF, (Need.WHY,)),
    Move("withdraw", "撤回（发现错误）", "withdraw (a fault)", WITHDRAWABLE, State.WITHDRAWN, Place.EITHER_CHIEF,
         (Need.WHY,)),
)  # fmt: skip

ANSWERS: dict[str, Said] = {
    "necessary": ("必要：为何需要，现有模型为何不够", "necessary: why it is needed, and why no model there is will do"),
    "feasible": ("可行：数据能否取得，法律上能否使用", "feasible: whether the data can be had and may be used"),
    "accurate": (
        "准确：规则是否合法律，误报如何排除",
        "accurate: whether the rules are the law's, how false hits fall out",
    ),
}
"""The three questions of the assessment."""
LOW_REASONS: dict[str, Said] = {
    "data": ("数据难以取得", "its data are hard to get"), "false_hits": ("误报多", "many false hits"),
    "law": ("法律依据不清", "its legal basis is unclear"), "use": ("线索难以办理", "its clues are hard to work on"),
    "other": ("其他（须说明）", "other (say which)"),
}  # fmt: skip
"""Why an office rates a model below three."""


def move_named(code: str) -> Move | None:
    """The step of that name."""
    return next((one for one in MOVES if one.code == code), None)
