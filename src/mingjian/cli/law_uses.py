"""What of ours rests on which article: all of it checked at once, and what rests on one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.exits import Exit
from mingjian.cli.law_findings import LIMIT, show_findings, told
from mingjian.cli.law_store import place_of, store_there
from mingjian.cli.options import LakePath, day_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.assist.citations import Checked, Use
    from mingjian.law.store import StatuteStore

Law = Annotated[str, typer.Argument()]
On = Annotated[str | None, typer.Option("--on")]
Folder = Annotated[Path | None, typer.Option("--index", "-i", file_okay=False)]

__all__ = ["checked_beside", "cited_by", "everything", "show_checked", "told_checked", "uses_answer"]


def everything(own: Sequence[Path], packs: Path | None, rules: Path | None) -> Iterable[Use]:
    """All that ships, and an office's own parameters, packs and rules over it."""
    from mingjian.assist.citations import of_packs, of_parameters, of_rules, shipped_uses
    from mingjian.assist.evidence import load_packs, load_rules
    from mingjian.assist.sentencing import load_parameters

    yield from (one for one in shipped_uses() if one.kind not in ("parameter", "pack", "rule"))
    yield from of_parameters(load_parameters(own))
    yield from of_packs(load_packs(packs).values())
    yield from of_rules(load_rules(rules).values())


def uses_answer(uses: Iterable[Use], store: StatuteStore) -> Answer:
    """The check of uses as an answer."""
    from mingjian.assist.citations import check_uses

    found = check_uses(uses, store)
    wrong = any(one.finding.severity == "wrong" for one in found)
    data = {
        "citations": len(found),
        "ok": not wrong,
        "findings": told_checked(found),
        "limit": {"zh": LIMIT[0], "en": LIMIT[1]},
    }
    return Answer(data, lambda screen: show_checked(screen, found), Exit.WRONG if wrong else Exit.OK)


def checked_beside(uses: Iterable[Use], lake: Path | None) -> list[Checked]:
    """What the statutes of a lake say of uses; nothing where none were imported: for commands that check more."""
    from mingjian.assist.citations import check_uses

    store = store_there(lake)
    return check_uses(uses, store) if store is not None else []


def told_checked(found: Iterable[Checked]) -> list[dict[str, Any]]:
    """Findings as JSON data, those that are right left out."""
    return [
        {"kind": one.use.kind, "id": one.use.id, **told(one.use.where, one.finding)}
        for one in found
        if one.finding.severity != "ok"
    ]


def show_checked(screen: Screen, found: Iterable[Checked]) -> None:
    """Findings on the screen, each with what it is a citation of."""
    from mingjian.assist.citations import KINDS

    show_findings(screen, [(f"{KINDS[one.use.kind].of(screen.lang)} {one.use.where}", one.finding) for one in found])


def cited_by(
    law: Law, article: Annotated[str, typer.Argument()] = "", on: On = None, lake: LakePath = None, index: Folder = None
) -> Answer:
    """What rests on an article, or on a law as a whole: models, parameters, packs, rules, charges; and documents."""
    from mingjian.assist.citations import KINDS, Graph, shipped_uses
    from mingjian.cli.law_code import code_of
    from mingjian.knowledge import ALL, Index, citing
    from mingjian.knowledge import KINDS as DOCUMENTS
    from mingjian.law.articles import article_code, short_title

    code = article_code(*code_of(article)) if article else ""
    uses = Graph(shipped_uses()).of(law, code, day_of(on, "--on") if on else None)
    seen = citing(Index(index or place_of(lake).parent / "search").snapshot(), short_title(law) + code, ALL)
    counts: dict[str, int] = Counter(one.kind for one in uses)

    def show(screen: Screen) -> None:
        heads = [("种类", "Kind"), ("名称", "Name"), ("引用", "Cites"), ("起", "From"), ("止", "To"), ("位置", "Where")]
        rows = [
            [KINDS[one.kind].of(screen.lang), one.title.of(screen.lang), one.article.text, one.start or "—",
             one.end or "", one.where]
            for one in uses
        ]  # fmt: skip
        screen.table(heads, rows)
        for kind, many in seen.counts.items():
            zh, en = DOCUMENTS[kind]
            screen.say(f"{zh} {many} 篇", f"{many} documents of kind {en}")

    data = {
        "counts": {**counts, **seen.counts},
        "uses": [one.as_dict() for one in uses],
        "documents": [{"id": one.id, "kind": one.kind, "title": one.title, "day": one.day} for one in seen.newest],
    }
    return Answer(data, show)
