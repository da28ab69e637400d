"""`mingjian similar`: cases like one, with what they have in common and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.material import Material, material_of
from mingjian.cli.options import LakePath, pairs_of
from mingjian.cli.screen import Screen
from mingjian.cli.search import Folder, Offices, open_index, sight_of

if TYPE_CHECKING:
    from mingjian.knowledge import Compared, Likely

__all__ = ["similar"]


def similar(
    file: Material,
    index: Folder = None,
    lake: LakePath = None,
    mark: Annotated[list[str] | None, typer.Option("--mark")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100)] = 5,
    office: Offices = None,
    secrecy: Annotated[int | None, typer.Option("--secrecy", min=0)] = None,
    line: Annotated[list[str] | None, typer.Option("--line")] = None,
) -> Answer:
    """Cases like the one in a file."""
    from mingjian.knowledge import similar as likest

    text = material_of(file)
    marks = {name: (value,) for name, value in pairs_of(mark or (), "--mark").items()}
    found = likest(open_index(index, lake).snapshot(), text, sight_of(office, secrecy, line), limit, marks)
    data = [_data(one) for one in found]
    return Answer({"similar": data}, lambda screen: _show(screen, found))


def _data(one: Likely) -> dict[str, Any]:
    document = one.hit.document
    facts = [
        {"fact": fact.name, "this": list(fact.one), "that": list(fact.other), "likeness": round(fact.likeness, 6)}
        for fact in one.facts
    ]
    told = {"id": document.id, "title": document.title, "source": document.source, "phrases": list(one.hit.phrases)}
    return {**told, "score": round(one.score, 6), "words": round(one.words, 6), "facts": facts}


def _name(fact: Compared, place: int) -> str:
    from mingjian.knowledge.facts import FACTS

    return (FACTS[fact.name].zh, FACTS[fact.name].en)[place]


def _show(screen: Screen, found: list[Likely]) -> None:
    if not found:
        screen.say("没有相近的案件", "no case is near")
    place = 0 if screen.lang == "zh" else 1
    for number, one in enumerate(found, start=1):
        screen.line(f"{number:>3}. {one.hit.document.title}  {one.score:.2f}", "bold")
        heads = [("事实", "Fact"), ("本案", "This"), ("该案", "That"), ("相近", "Alike")]
        rows = [
            (_name(fact, place), "、".join(fact.one) or "—", "、".join(fact.other) or "—", f"{fact.likeness:.0%}")
            for fact in one.facts
        ]
        screen.table(heads, rows, "   r")
        screen.say(f"     文字相近 {one.words:.0%}", f"     alike in words: {one.words:.0%}", "dim")
