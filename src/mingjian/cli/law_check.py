"""`mingjian law cite` and `law check`: citations of a text, a document, a folder, a model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.exits import Exit
from mingjian.cli.law_store import opened
from mingjian.cli.options import LakePath, day_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.law.citing import Finding
    from mingjian.law.store import StatuteStore

__all__ = ["check", "cite", "show_findings", "told"]

_GRAVE = {"wrong": ("错", "wrong", "red"), "doubt": ("疑", "doubt", "yellow"), "open": ("未定", "open", "dim")}
_LIMIT = (
    "存在而不当的条文，只有与文字矛盾时才能看出；未列出不等于正确",
    "an article that exists but is not the right one shows only where the words contradict it; "
    "what is not listed is not thereby right",
)


def cite(
    text: Annotated[str, typer.Argument()],
    law: Annotated[str | None, typer.Option("--law")] = None,
    lake: LakePath = None,
) -> Answer:
    """The citations of a text, with their places."""
    from mingjian.cli.law_store import store_there
    from mingjian.law.citing import find

    store = store_there(lake)
    found = find(text, law, (lambda title: store.find(title) is not None) if store else lambda title: False)

    def show(screen: Screen) -> None:
        heads = [("位置", "Place"), ("引用", "Cites"), ("原文", "As written"), ("法律由来", "Law known by")]
        rows = [
            [f"{one.span[0]}–{one.span[1]}", one.article.text if one.article.number else one.law,
             text[slice(*one.span)], one.how]
            for one in found
        ]  # fmt: skip
        screen.table(heads, rows)

    return Answer([one.as_dict() for one in found], show)


def check(
    path: Annotated[Path, typer.Argument(exists=True)],
    on: Annotated[str | None, typer.Option("--on")] = None,
    lake: LakePath = None,
) -> Answer:
    """The citations of a document, a folder of documents or models, each against the law of its day."""
    store = opened(lake)
    day = day_of(on, "--on") if on else None
    found: list[tuple[str, Finding]] = [*_of_models(path, store)]
    if not found:
        from mingjian.documents import read_documents
        from mingjian.law.citing import check as checked
        from mingjian.law.citing import cited_in

        for document in read_documents(path):
            for one in checked(cited_in(document.text, store, day), store, document.text):
                found.append((f"{document.source}:{one.cited.where}", one))
    wrong = any(one.severity == "wrong" for _, one in found)
    data = {
        "citations": len(found),
        "ok": not wrong,
        "findings": [told(where, one) for where, one in found],
        "limit": {"zh": _LIMIT[0], "en": _LIMIT[1]},
    }
    return Answer(data, lambda screen: show_findings(screen, found), Exit.WRONG if wrong else Exit.OK)


def told(where: str, one: Finding) -> dict[str, Any]:
    """A finding as JSON data, with its place."""
    return {**one.as_dict(), "where": where}


def show_findings(screen: Screen, found: list[tuple[str, Finding]]) -> None:
    """What is wrong, doubtful or open, gravest first; then how many there are."""
    place = 0 if screen.lang == "zh" else 1
    for grave, (*words, style) in _GRAVE.items():
        lines = [f"{at} {one.code} [{words[place]}] {one.said()[place]}" for at, one in found if one.severity == grave]
        for line in dict.fromkeys(lines):
            screen.line(line, style)
    right = sum(one.severity == "ok" for _, one in found)
    screen.say(f"引用 {len(found)} 处，查明 {right} 处", f"{len(found)} citations, {right} found in the law")
    screen.line(_LIMIT[place], "dim")


def _of_models(path: Path, store: StatuteStore) -> list[tuple[str, Finding]]:
    """Findings of the models at or below a folder."""
    from mingjian.law.citing import check as checked
    from mingjian.models import load_model
    from mingjian.models.statutes import cited_by

    files = [path] if path.name == "model.yaml" else sorted(path.rglob("model.yaml")) if path.is_dir() else []
    return [(one.cited.where, one) for file in files for one in checked(cited_by(load_model(file.parent)), store)]
