"""`mingjian ask`: questions between offices, their answers, and what of them has to be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.ask_book import (
    book_of,
    index_answers,
    index_of,
    recheck_answers,
    round_of,
    statutes_of,
    today_of,
)
from mingjian.cli.ask_figures import gaps_, mask, simulate_, usage_
from mingjian.cli.ask_show import show_thread, show_threads, threads_table
from mingjian.cli.ask_steps import answer, publish, review, step
from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Actor, LakePath, acting
from mingjian.cli.screen import Screen
from mingjian.cli.search import Lines, Offices, Secrecy, sight_of

if TYPE_CHECKING:
    from mingjian.knowledge import Sight

__all__ = ["app"]

app = group()
On = Annotated[str | None, typer.Option("--on")]


@command(app, "question")
def question(
    title: Annotated[str, typer.Argument()],
    text: Annotated[str, typer.Argument()] = "",
    office: Annotated[str, typer.Option("--office")] = "",
    topic: Annotated[str, typer.Option("--topic")] = "",
    level: Annotated[str, typer.Option("--level")] = "county",
    secrecy: Annotated[int, typer.Option("--secrecy", min=0)] = 0,
    law_on: Annotated[str | None, typer.Option("--law-on")] = None,
    actor: Actor = None,
    on: On = None,
    lake: LakePath = None,
) -> Answer:
    """Ask; answers like it are shown, and it goes to an expert at once."""
    from mingjian.knowledge.answers import LEVELS, OTHER, Step, Thread

    book, today = book_of(lake), today_of(on)
    desk = book.desk()
    if not office.isalnum() or len(office) < 6:
        raise BadInput(f"--office：“{office}”应为区划代码，如 340102", f"--office: '{office}' should be a region code")
    if level not in LEVELS:
        raise BadInput(f"--level 应为 {'、'.join(LEVELS)} 之一", f"--level should be one of {', '.join(LEVELS)}")
    known = [*desk.file.topics, OTHER]
    if topic and topic not in known:
        raise BadInput(f"--topic 应为 {'、'.join(known)} 之一", f"--topic should be one of {', '.join(known)}")
    said = (title.strip(), text.strip() or title.strip())
    found = _likely(lake, "\n".join(said), sight_of([office], secrecy, None))
    with book.writing():
        who = acting(actor)
        law_day = today_of(law_on) if law_on else None
        new = Thread(
            book.next_id(), topic or desk.topic_of("".join(said)), level, *said, office, who, today, secrecy,
            law_on=law_day, steps=(Step("ask", who, today),),
        )  # fmt: skip
        book.save([new])
        round_of(book, desk, today)
        new = book.get(new.id)

    def show(screen: Screen) -> None:
        show_thread(screen, new, desk)
        _show_likely(screen, found)

    return Answer({**new.data(), "similar": found}, show)


@command(app, "similar")
def similar(
    text: Annotated[str, typer.Argument()],
    limit: Annotated[int, typer.Option("--limit", min=1, max=50)] = 5,
    office: Offices = None,
    secrecy: Secrecy = None,
    line: Lines = None,
    on: On = None,
    lake: LakePath = None,
) -> Answer:
    """Published answers like a question; a question without any counts for the map of gaps."""
    from mingjian.knowledge.answers import with_missed

    book, today = book_of(lake), today_of(on)
    found = _likely(lake, text, sight_of(office, secrecy, line), limit)
    if not found and text.strip() and book.experts.is_file():
        with book.writing():
            book.save_missed(with_missed(book.missed(), text, book.desk().topic_of(text), today))
    return Answer(found, lambda screen: _show_likely(screen, found))


@command(app, "list")
def list_(
    state: Annotated[str, typer.Option("--state")] = "",
    topic: Annotated[str, typer.Option("--topic")] = "",
    expert: Annotated[str, typer.Option("--expert")] = "",
    lake: LakePath = None,
) -> Answer:
    """Questions, with whom each lies and until when."""
    from mingjian.knowledge.answers import State

    codes = [one.value for one in State]
    if state and state not in codes:
        raise BadInput(f"--state 应为 {'、'.join(codes)} 之一", f"--state should be one of {', '.join(codes)}")
    found = [
        one
        for one in book_of(lake).threads()
        if state in ("", one.state.value) and topic in ("", one.topic) and expert in ("", one.expert)
    ]
    return Answer([one.data() for one in found], lambda screen: threads_table(screen, found))


@command(app, "show")
def show_(id_: Annotated[str, typer.Argument()], on: On = None, lake: LakePath = None) -> Answer:
    """A question whole: its steps, its citations as they read now, what has changed since the review."""
    book, today, store = book_of(lake), today_of(on), statutes_of(lake)
    thread, desk = book.get(id_), book.desk()
    return Answer(*show_threads(thread, desk, store, today))


@command(app, "route")
def route(on: On = None, lake: LakePath = None) -> Answer:
    """Give new questions to experts, and overdue ones to the level above."""
    book, today = book_of(lake), today_of(on)
    with book.writing():
        moved = round_of(book, book.desk(), today)
    return Answer([one.data() for one in moved], lambda screen: threads_table(screen, moved))


@command(app, "recheck")
def recheck(on: On = None, lake: LakePath = None) -> Answer:
    """Mark the published answers whose articles have changed; every import of statutes does this by itself."""
    moved = recheck_answers(lake, today_of(on))

    def show(screen: Screen) -> None:
        screen.say(f"转待复核 {len(moved)} 条答复", f"{len(moved)} answers are now to be re-checked")
        for one in moved:
            screen.line(f"{one.id}  {one.title}：{one.steps[-1].why}")

    return Answer([one.data() for one in moved], show)


@command(app, "export")
def export_(to: Annotated[Path, typer.Argument(dir_okay=False)], lake: LakePath = None) -> Answer:
    """Write published answers as JSON lines, in their public texts."""
    from mingjian.knowledge.answers import export
    from mingjian.lake.files import write_atomic

    lines = list(export(book_of(lake).threads()))
    write_atomic(to, "".join(lines).encode())
    return Answer({"answers": len(lines)}, _count(len(lines), f"已写入 {to}", f"written to {to}"))


@command(app, "import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], on: On = None, lake: LakePath = None
) -> Answer:
    """Take in published answers of other offices, each with source and licence."""
    from mingjian.knowledge.answers import imported

    book, today, store = book_of(lake), today_of(on), statutes_of(lake)
    desk = book.desk()
    with book.writing():
        new = imported(file, desk, store, today, int(book.next_id()[1:]))
        book.save(new)
    index_answers(lake, new, desk)
    return Answer({"answers": len(new)}, _count(len(new), "已导入并加入检索", "taken in and indexed"))


command(app, "answer")(answer)
command(app, "review")(review)
command(app, "publish")(publish)
command(app, "step")(step)
command(app, "gaps")(gaps_)
command(app, "usage")(usage_)
command(app, "mask")(mask)
command(app, "simulate")(simulate_)


def _count(many: int, zh: str, en: str) -> Callable[[Screen], None]:
    return lambda screen: screen.say(f"{many} 条答复，{zh}", f"{many} answers, {en}")


def _likely(lake: Path | None, text: str, sight: Sight, limit: int = 5) -> list[dict[str, Any]]:
    from mingjian.knowledge.answers import likely

    found = likely(index_of(lake).snapshot(), text, sight, limit)
    return [
        {"id": one.document.id, "title": one.document.title, "score": one.score, "excerpt": one.shown.text,
         "heading": one.document.heading}
        for one in found
    ]  # fmt: skip


def _show_likely(screen: Screen, found: list[dict[str, Any]]) -> None:
    if not found:
        screen.say("没有相近的已发布答复", "no published answer is like it", "dim")
        return
    screen.say("相近的已发布答复：", "published answers like it:", "bold")
    for one in found:
        screen.line(f"  {one['id']}  {one['title']}  [{one['heading']}]")
