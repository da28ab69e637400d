"""Steps with a question on the command line: answer, review, publish, and all the others by their name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.ask_book import book_of, index_answers, statutes_of, today_of
from mingjian.cli.ask_show import show_threads
from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Actor, LakePath, acting
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.knowledge.answers import Actor as Who
    from mingjian.knowledge.answers import Deed, Desk, Given, Published, Thread

__all__ = ["answer", "publish", "review", "step"]

Id = Annotated[str, typer.Argument()]
On = Annotated[str | None, typer.Option("--on")]


def answer(
    id_: Id,
    text: Annotated[str, typer.Argument()] = "",
    file: Annotated[Path | None, typer.Option("--file", exists=True, dir_okay=False)] = None,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    actor: Actor = None,
    on: On = None,
    lake: LakePath = None,
) -> Answer:
    """Write the answer and hand it in, or only save it."""
    from mingjian.knowledge.answers import Deed

    said = file.read_text(encoding="utf-8", errors="replace") if file is not None else text
    return _taken(id_, "save" if draft else "answer", actor, on, lake, Deed(answer=said))


def review(id_: Id, actor: Actor = None, on: On = None, lake: LakePath = None) -> Answer:
    """Pass the review: the articles cited are noted as they are now."""
    from mingjian.knowledge.answers import Deed

    return _taken(id_, "review", actor, on, lake, Deed())


def publish(
    id_: Id,
    known: Annotated[list[str] | None, typer.Option("--known")] = None,
    scope: Annotated[str, typer.Option("--office")] = "",
    dry: Annotated[bool, typer.Option("--dry-run")] = False,
    actor: Actor = None,
    on: On = None,
    lake: LakePath = None,
) -> Answer:
    """Publish it without names and numbers of people; `--dry-run` only shows what would be read."""
    from mingjian.knowledge.answers import Deed

    public = _public(book_of(lake).get(id_), known or [], scope, today_of(on))
    if dry:

        def show(screen: Screen) -> None:
            screen.line(public.title, "bold")
            screen.line(public.text)
            screen.line(public.answer)

        return Answer(public.data(), show)
    return _taken(id_, "publish", actor, on, lake, Deed(public=public))


def step(
    id_: Id,
    move: Annotated[str, typer.Argument()],
    why: Annotated[str, typer.Option("--why")] = "",
    to: Annotated[str, typer.Option("--to")] = "",
    actor: Actor = None,
    on: On = None,
    lake: LakePath = None,
) -> Answer:
    """Any other step: pass_on, return, confirm, reopen, retire, withdraw."""
    from mingjian.knowledge.answers import MOVES, Deed, Place, again, chain_of, named

    known = [one.code for one in MOVES if one.who not in (Place.RULE, Place.ANYBODY)]
    if move not in known:
        raise BadInput(f"没有步骤“{move}”，可用 {'、'.join(known)}", f"no step '{move}', one of {', '.join(known)}")
    book, today = book_of(lake), today_of(on)
    desk, thread = book.desk(), book.get(id_)
    given: Given | None = None
    if to:
        given = named(to, desk, chain_of(thread.office), today)
        if given is None:
            raise BadInput(f"--to：名单中没有可答复此问题的专家 {to}", f"--to: no expert {to} on the way up is listed")
    elif move in ("return", "reopen") and thread.expert:
        given = again(thread, desk, chain_of(thread.expert_office), today)
    return _taken(id_, move, actor, on, lake, Deed(why=why, given=given))


def _taken(id_: str, move: str, actor: str | None, on: str | None, lake: Path | None, deed: Deed) -> Answer:
    from dataclasses import replace

    from mingjian.knowledge.answers import take

    book, today, store = book_of(lake), today_of(on), statutes_of(lake)
    desk = book.desk()
    with book.writing():
        before = book.get(id_)
        after = take(before, move, _who(before, acting(actor), desk), today, replace(deed, store=store))
        book.save([after])
    if before.published is not None or after.published is not None:
        index_answers(lake, [after], desk)
    return Answer(*show_threads(after, desk, store, today))


def _who(thread: Thread, user: str, desk: Desk) -> Who:
    from mingjian.knowledge.answers import Actor, chain_of, reviews

    return Actor(user, reviews(desk, user, chain_of(thread.expert_office or thread.office)))


def _public(thread: Thread, known: list[str], office: str, today: date) -> Published:
    from mingjian.knowledge.answers import public_of

    return public_of(thread, today, known, office)
