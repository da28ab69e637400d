"""Answers in the index: what is published, with its rights."""

from __future__ import annotations

from mingjian.knowledge.answers.experts import Desk
from mingjian.knowledge.answers.likeness import CONCEPT
from mingjian.knowledge.answers.states import State
from mingjian.knowledge.answers.thread import Thread
from mingjian.knowledge.document import Document
from mingjian.knowledge.sight import Rights
from mingjian.knowledge.wording import concepts

__all__ = ["document_of", "id_of"]


def id_of(thread: Thread) -> str:
    """Of its document."""
    return f"answer:{thread.id}"


def document_of(thread: Thread, desk: Desk) -> Document | None:
    """A published answer as it is found; None for one that others may not see. One to be re-checked says so."""
    public = thread.published
    if public is None or not thread.out:
        return None
    zh, _ = desk.name_of(thread.topic)
    stale = thread.state is State.RECHECK
    marks = {
        "topic": (thread.topic,), "law": tuple(dict.fromkeys(one.law for one in thread.rests)),
        "article": tuple(dict.fromkeys(one.cites for one in thread.rests)), "standing": (thread.state.value,),
        CONCEPT: tuple(sorted(concepts(f"{public.title}\n{public.text}"))),
    }  # fmt: skip
    return Document(
        id_of(thread), "answer", public.title, f"问：{public.text}\n答：{public.answer}", "检察机关内部答复",
        heading=f"{zh}（待复核：所引条文已变化）" if stale else zh,
        rights=Rights(public.office, thread.secrecy, thread.line), day=public.day,
        marks={name: values for name, values in marks.items() if values},
    )  # fmt: skip
