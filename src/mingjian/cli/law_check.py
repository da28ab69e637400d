"""`mingjian law cite` and `law check`: citations of a text, a document, a folder, a model, of all that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.exits import Exit
from mingjian.cli.law_findings import LIMIT, show_findings, told
from mingjian.cli.law_store import opened
from mingjian.cli.law_uses import everything, uses_answer
from mingjian.cli.options import LakePath, day_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.law.citing import Finding
    from mingjian.law.store import StatuteStore

__all__ = ["check", "cite"]


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
    path: Annotated[Path | None, typer.Argument(exists=True)] = None,
    on: Annotated[str | None, typer.Option("--on")] = None,
    lake: LakePath = None,
    own: Annotated[list[Path] | None, typer.Option("--own", exists=True, file_okay=False)] = None,
    packs: Annotated[Path | None, typer.Option("--packs", exists=True, file_okay=False)] = None,
    rules: Annotated[Path | None, typer.Option("--rules", exists=True, dir_okay=False)] = None,
) -> Answer:
    """The citations of a document, a folder of documents or models, each against the law of its day; without a path
    those of everything that ships, and of an office's own parameters, packs and rules over it."""
    store = opened(lake)
    if path is None:
        return uses_answer(everything(own or (), packs, rules), store)
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
        "limit": {"zh": LIMIT[0], "en": LIMIT[1]},
    }
    return Answer(data, lambda screen: show_findings(screen, found), Exit.WRONG if wrong else Exit.OK)


def _of_models(path: Path, store: StatuteStore) -> list[tuple[str, Finding]]:
    """Findings of the models at or below a folder."""
    from mingjian.law.citing import check as checked
    from mingjian.models import load_model
    from mingjian.models.statutes import cited_by

    files = [path] if path.name == "model.yaml" else sorted(path.rglob("model.yaml")) if path.is_dir() else []
    return [(one.cited.where, one) for file in files for one in checked(cited_by(load_model(file.parent)), store)]
