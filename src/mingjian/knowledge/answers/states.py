"""The life of a question: its states, who may bring it from one to the next, and what that takes. Data, no code.

asked → routed → answered → reviewed → published → retired
returned by the reviewer to whoever answered; to be re-checked 待复核 when an article cited has changed
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.models.enumerations import Labelled

__all__ = ["MOVES", "OPEN", "OUT", "Move", "Need", "Place", "State", "move_named"]


class State(Labelled):
    """Where a question stands."""

    ASKED = "asked", "待分派", "to be routed"
    ROUTED = "routed", "待答复", "to be answered"
    ANSWERED = "answered", "待审核", "to be reviewed"
    REVIEWED = "reviewed", "待发布", "to be published"
    PUBLISHED = "published", "已发布", "published"
    RECHECK = "recheck", "待复核", "to be re-checked"
    RETIRED = "retired", "已停用", "retired"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Place(Labelled):
    """Who takes a step."""

    ANYBODY = "anybody", "任何人", "anybody"
    RULE = "rule", "按规则自动", "the rules, by themselves"
    ASKER = "asker", "提问人", "who asked"
    EXPERT = "expert", "承办专家", "the expert it was given to"
    HANDLER = "handler", "承办专家或者审核人", "the expert it was given to, or a reviewer"
    REVIEWER = (
        "reviewer", "本院或者上级院的审核人，非提问人、非答复人",
        "a reviewer of the expert's office or above it, neither who asked nor who answered",
    )  # fmt: skip


class Need(Labelled):
    """What a step takes beside the right person."""

    TEXT = "text", "有答复内容", "an answer is written"
    WHY = "why", "写明理由", "a reason"
    EXPERT = "expert", "有可以答复的专家", "an expert who can answer"
    CITED = (
        "cited", "至少引用一条，且所引各条均已核实",
        "at least one article is cited, and every citation is resolved",
    )  # fmt: skip
    UNCHANGED = (
        "unchanged", "所引条文自审核以来没有变化",
        "the articles cited have not changed since the review",
    )  # fmt: skip
    MASKED = "masked", "公开文本已去除个人信息", "the public text names nobody"


@dataclass(frozen=True, slots=True)
class Move:
    """A step. `target` is where the question stands then."""

    code: str
    zh: str
    en: str
    sources: tuple[State, ...]
    target: State
    who: Place
    needs: tuple[Need, ...] = ()


OPEN = (State.ASKED, State.ROUTED, State.ANSWERED, State.REVIEWED)
"""Not answered to the end."""
OUT = (State.PUBLISHED, State.RECHECK)
"""Found by others; one to be re-checked says so."""

MOVES = (
    Move("ask", "提问", "ask", (), State.ASKED, Place.ANYBODY),
    Move("route", "分派", "give to an expert", (State.ASKED,), State.ROUTED, Place.RULE, (Need.EXPERT,)),
    Move("escalate", "逾期上送", "give to the level above, overdue", (State.ROUTED,), State.ROUTED, Place.RULE,
         (Need.EXPERT,)),
    Move("pass_on", "转派", "give to another expert", (State.ROUTED,), State.ROUTED, Place.HANDLER,
         (Need.EXPERT, Need.WHY)),
    Move("save", "保存草稿", "save a draft", (State.ROUTED,), State.ROUTED, Place.EXPERT),
    Move("answer", "提交答复", "hand in the answer", (State.ROUTED,), State.ANSWERED, Place.EXPERT, (Need.TEXT,)),
    Move("return", "退回修改", "send back", (State.ANSWERED, State.REVIEWED), State.ROUTED, Place.REVIEWER,
         (Need.WHY,)),
    Move("review", "审核通过", "pass the review", (State.ANSWERED,), State.REVIEWED, Place.REVIEWER, (Need.TEXT,)),
    Move("publish", "发布", "publish", (State.REVIEWED,), State.PUBLISHED, Place.REVIEWER,
         (Need.CITED, Need.UNCHANGED, Need.MASKED)),
    Move("recheck", "转待复核", "mark as to be re-checked", (State.PUBLISHED,), State.RECHECK, Place.RULE),
    Move("confirm", "复核无误", "confirm that it still holds", (State.RECHECK,), State.PUBLISHED, Place.REVIEWER,
         (Need.CITED,)),
    Move("reopen", "退回重答", "have it answered anew", (State.RECHECK,), State.ROUTED, Place.REVIEWER, (Need.WHY,)),
    Move("retire", "停用", "retire", OUT, State.RETIRED, Place.REVIEWER, (Need.WHY,)),
    Move("withdraw", "撤回提问", "withdraw the question", (State.ASKED, State.ROUTED), State.WITHDRAWN, Place.ASKER),
)  # fmt: skip


def move_named(code: str) -> Move | None:
    """The step of that name."""
    return next((one for one in MOVES if one.code == code), None)
