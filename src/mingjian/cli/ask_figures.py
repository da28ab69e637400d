"""Figures of questions and answers: gaps, usage, a simulation; and a text without particulars of people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.ask_book import book_of, today_of
from mingjian.cli.command import Answer
from mingjian.cli.options import LakePath
from mingjian.cli.screen import Screen

__all__ = ["gaps_", "mask", "simulate_", "usage_"]

On = Annotated[str | None, typer.Option("--on")]


def gaps_(on: On = None, lake: LakePath = None) -> Answer:
    """What is asked and not found, by topic; nobody is named."""
    from mingjian.knowledge.answers import gaps

    book = book_of(lake)
    found = gaps(book.threads(), book.missed(), book.desk(), today_of(on))

    def show(screen: Screen) -> None:
        place = 0 if screen.lang == "zh" else 1
        heads = [("主题", "Topic"), ("检索无果", "Missed"), ("未答复", "Open"), ("逾期", "Late"), ("待复核", "Stale"),
                 ("已发布", "Published"), ("常查", "Often")]  # fmt: skip
        rows = [
            [(one.zh, one.en)[place], one.missed, one.open, one.late, one.stale, one.answered,
             "、".join(f"{words}×{times}" for words, times in one.words)]
            for one in found
        ]  # fmt: skip
        screen.table(heads, rows, " rrrrr ")

    return Answer([one.as_dict() for one in found], show)


def usage_(lake: LakePath = None) -> Answer:
    """How many questions, how fast, in time or not."""
    from mingjian.knowledge.answers import usage

    found = usage(book_of(lake).threads())

    def show(screen: Screen) -> None:
        screen.say(
            f"提问 {found.asked}，已答复 {found.answered}，期限内 {found.in_time}，上送 {found.escalated}，"
            f"发布 {found.published}；答复时间中位数 {found.median_days} 个工作日",
            f"{found.asked} asked, {found.answered} answered, {found.in_time} in time, {found.escalated} escalated, "
            f"{found.published} published; median {found.median_days} working days",
        )

    return Answer(found.as_dict(), show)


def mask(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    known: Annotated[list[str] | None, typer.Option("--known")] = None,
) -> Answer:
    """A text file without names, numbers, plates and addresses of people."""
    from mingjian.knowledge.anonymising import KINDS, anonymised

    given = file.read_text(encoding="utf-8", errors="replace")
    found = anonymised(given, known or ())

    def show(screen: Screen) -> None:
        place = 0 if screen.lang == "zh" else 1
        screen.line(found.text)
        for one in found.hits:
            screen.line(f"  {KINDS[one.kind][place]}：{given[one.start : one.end]} → {one.words}", "dim")

    hits = [
        {"start": one.start, "end": one.end, "kind": one.kind, "found": given[one.start : one.end], "words": one.words}
        for one in found.hits
    ]
    return Answer({"text": found.text, "hits": hits}, show)


def simulate_(
    seed: Annotated[int, typer.Option("--seed")] = 44_001,
    questions: Annotated[int, typer.Option("--questions", min=1, max=20_000)] = 600,
    escalation: Annotated[bool, typer.Option("--escalation/--no-escalation")] = True,
) -> Answer:
    """Invented offices and questions: whether answers come in time."""
    from mingjian.knowledge.answers.simulation import Setting, simulate

    found = simulate(Setting(seed, questions, escalation=escalation))
    used = found.usage

    def show(screen: Screen) -> None:
        share, first = used.in_time / used.asked, found.first_day / used.asked
        screen.say(
            f"提问 {used.asked}，期限内答复 {share:.1%}（第一次期限内 {first:.1%}），上送 {used.escalated}，"
            f"未答复 {found.left}；中位数 {used.median_days} 个工作日，最长 {found.longest}",
            f"{used.asked} asked, {share:.1%} answered in time ({first:.1%} by the first deadline), {used.escalated} "
            f"escalated, {found.left} not answered; median {used.median_days} working days, longest {found.longest}",
        )

    return Answer(found.as_dict(), show)
