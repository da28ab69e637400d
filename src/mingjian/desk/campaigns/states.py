"""States of a campaign and of an office's part in it, how far a part is, and why an office does not take it up."""

from __future__ import annotations

from mingjian.models.enumerations import Labelled

__all__ = ["CampaignState", "PartState", "Reason", "Stage"]


class CampaignState(Labelled):
    """Where a campaign stands. Whether its time is over is a matter of the day, not a state."""

    DRAFT = "draft", "拟定中", "draft"
    OPEN = "open", "进行中", "under way"
    CLOSED = "closed", "已结束", "closed"


class PartState(Labelled):
    """What an office answered."""

    ASKED = "asked", "待响应", "to answer"
    TAKEN = "taken", "已承接", "taken up"
    DECLINED = "declined", "暂不能开展", "not taken up"


class Stage(Labelled):
    """How far an office is: the furthest of what it reached."""

    UNSEEN = "unseen", "未查看", "not seen"
    SEEN = "seen", "已查看", "seen"
    DECLINED = "declined", "暂不能开展", "not taken up"
    TAKEN = "taken", "已承接", "taken up"
    RUNNING = "running", "已运行", "run"
    CLUES = "clues", "已有线索", "has clues"
    VERIFIED = "verified", "已有结论", "clues concluded"
    CASES = "cases", "已立案", "has cases"
    OUTCOMES = "outcomes", "已有成效", "has outcomes"


class Reason(Labelled):
    """Why an office does not take a campaign up."""

    DATA_MISSING = "data_missing", "缺少数据", "data are missing"
    NOT_HERE = "not_here", "辖区内无此类对象", "nothing of this kind here"
    DONE_BEFORE = "done_before", "此前已办理同类专项", "done before"
    NO_STAFF = "no_staff", "人力不足", "not enough staff"
    OTHER = "other", "其他", "other"
