"""How a question is shown on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.knowledge.answers import Changed, Desk, Thread
    from mingjian.law.citing import Finding
    from mingjian.law.store import StatuteStore

__all__ = ["show_thread", "show_threads", "threads_table"]


def show_threads(
    thread: Thread, desk: Desk, store: StatuteStore | None, today: date
) -> tuple[dict[str, Any], Callable[[Screen], None]]:
    """A question as data and for people, with its citations and what has changed."""
    from mingjian.knowledge.answers import changed, cited, unresolved

    findings = cited(thread.answer, store, thread.law_on or today) if store is not None else []
    moved = changed(thread.rests, store, today) if store is not None else []
    blocking = unresolved(findings)
    data = {
        **thread.data(), "citations": [one.as_dict() for one in findings],
        "blocking": [one.code for one in blocking],
        "changed": [{"cites": one.rest.cites, "how": one.how, "zh": one.zh, "en": one.en} for one in moved],
    }  # fmt: skip

    def show(screen: Screen) -> None:
        show_thread(screen, thread, desk)
        _show_law(screen, findings, moved, store is not None)

    return data, show


def show_thread(screen: Screen, thread: Thread, desk: Desk) -> None:
    """A question with its steps."""
    from mingjian.knowledge.answers import move_named

    place = 0 if screen.lang == "zh" else 1
    screen.line(f"{thread.id}  {thread.title}  [{thread.state.label(screen.lang)}]", "bold")
    topic = desk.name_of(thread.topic)[place]
    screen.line(f"{topic} · {thread.office} · {thread.asked}", "dim")
    screen.line(thread.text)
    if thread.expert and thread.due:
        screen.say(
            f"承办：{thread.expert}（{thread.expert_office}），期限 {thread.due}",
            f"with {thread.expert} ({thread.expert_office}) until {thread.due}",
        )
    if thread.answer:
        screen.say("答复：", "answer:", "bold")
        screen.line(thread.answer)
    for step in thread.steps:
        move = move_named(step.move)
        name = (move.zh if place == 0 else move.en) if move is not None else step.move
        screen.line(f"  {step.on}  {name}  {step.by}  {step.to}  {step.why}".rstrip(), "dim")


def _show_law(screen: Screen, findings: Sequence[Finding], moved: Sequence[Changed], filled: bool) -> None:
    place = 0 if screen.lang == "zh" else 1
    if not filled:
        zh, en = "还没有导入法律文本，引用无法核实，不能发布", "no statutes were imported: nothing can be published"
        screen.say(zh, en, "yellow")
    for one in findings:
        style = "" if one.severity == "ok" else "yellow"
        screen.line(f"  {one.code}：{one.said()[place]}", style or None)
    for each in moved:
        screen.line(f"  {each.rest.cites}：{(each.zh, each.en)[place]}", "red")


def threads_table(screen: Screen, threads: Sequence[Thread]) -> None:
    """Questions in a table."""
    heads = [("编号", "Id"), ("状态", "State"), ("承办", "Expert"), ("期限", "Until"), ("标题", "Title")]
    rows = [[one.id, one.state.label(screen.lang), one.expert, one.due or "", one.title] for one in threads]
    screen.table(heads, rows)
