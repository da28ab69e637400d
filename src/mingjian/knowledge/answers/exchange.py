"""Answers in bulk: published ones out as JSON lines, those of other offices in, with where they come from.

Only what is published goes out: the public text without names of people, users or experts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.knowledge.answers.experts import OTHER, Desk
from mingjian.knowledge.answers.finding import id_of
from mingjian.knowledge.answers.resting import cited, enough, rests_of
from mingjian.knowledge.answers.states import State
from mingjian.knowledge.answers.thread import Published, Step, Thread
from mingjian.knowledge.gathering.lines import Line, read_lines
from mingjian.law.store import StatuteStore

__all__ = ["export", "exported", "imported"]

_TEXTS = {"id": True, "title": True, "question": True, "answer": True, "source": True, "licence": True,
          "topic": False, "office": False, "line": False}  # fmt: skip


def exported(thread: Thread) -> dict[str, Any] | None:
    """A published answer as it is handed on; None for any other, and for what has a secrecy level."""
    public = thread.published
    if public is None or not thread.out or thread.secrecy:
        return None
    return {
        "id": id_of(thread), "title": public.title, "question": public.text, "answer": public.answer,
        "source": "检察机关内部答复", "licence": "内部使用", "topic": thread.topic, "office": public.office,
        "line": thread.line, "day": public.day.isoformat(), "stale": thread.state is State.RECHECK,
        "cites": [one.cites for one in thread.rests],
    }  # fmt: skip


def export(threads: Iterable[Thread]) -> Iterator[str]:
    """Lines of JSON."""
    for one in threads:
        if (data := exported(one)) is not None:
            yield json.dumps(data, ensure_ascii=False) + "\n"


def imported(file: Path, desk: Desk, store: StatuteStore | None, today: date, first: int) -> list[Thread]:
    """The answers of a file as published ones, numbered from `first`; `RecordError` with every mistake.

    Their citations are read against the statutes here, so that they too are re-checked when an article changes; one
    whose citations are not all found, or that its giver holds to be stale, comes in as to be re-checked.
    """
    return [
        _thread(line, desk, store, today, f"Q{first + at:05d}")
        for at, line in enumerate(read_lines(file, _TEXTS, days=("day",), flags=("stale",), lists=("cites",)))
    ]


def _thread(line: Line, desk: Desk, store: StatuteStore | None, today: date, id_: str) -> Thread:
    given = {name: str(line.get(name, "")) for name in _TEXTS}
    day = date.fromisoformat(line["day"]) if line.get("day") else today
    findings = cited(given["answer"], store, today) if store is not None else []
    topic = given["topic"] if given["topic"] in desk.file.topics else desk.topic_of(given["title"] + given["question"])
    holds = not line.get("stale") and enough(findings)
    came = f"{given['source']}（{given['licence']}）{given['id']}"
    public = Published(given["title"], given["question"], given["answer"], day, given["office"])
    return Thread(
        id_, topic or OTHER, "county", given["title"], given["question"], given["office"], "", day, line=given["line"],
        state=State.PUBLISHED if holds else State.RECHECK, answer=given["answer"],
        rests=rests_of(findings, None), published=public, steps=(Step("import", "", today, came),),
    )  # fmt: skip
