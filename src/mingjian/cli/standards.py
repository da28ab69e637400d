"""`mingjian standards`: what the columns of agency data mean, and the code lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.standards import Column, Standard

__all__ = ["app"]

app = group()


@command(app, "list")
def list_() -> Answer:
    """All standards."""
    from mingjian.standards import standards

    found = list(standards().values())
    data = [
        {
            "id": one.major,
            "version": one.version,
            "title": one.title,
            "provider": one.provider,
            "columns": len(one.columns),
        }
        for one in found
    ]

    def show(screen: Screen) -> None:
        heads = [("标准", "Standard"), ("名称", "Title"), ("一般由谁提供", "Usual provider"), ("列数", "Columns")]
        lang = screen.lang
        rows = [[one.major, getattr(one.title, lang), getattr(one.provider, lang), len(one.columns)] for one in found]
        screen.table(heads, rows, "   r")

    return Answer(data, show)


@command(app, "show")
def show_(name: Annotated[str, typer.Argument()]) -> Answer:
    """One standard with its columns."""
    from mingjian.standards import standards

    found = standards()[name]
    return Answer(found, lambda screen: _show(screen, found))


@command(app, "codes")
def codes_(
    list_id: Annotated[str | None, typer.Argument()] = None,
    find: Annotated[str | None, typer.Option("--find")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 200,
) -> Answer:
    """The code lists, or the codes of one."""
    from mingjian.standards import code_list_ids, codes

    if list_id is None:
        lists = [codes(one) for one in code_list_ids()]
        data: list[dict[str, Any]] = [
            {"id": one.id, "title": one.title, "source": one.source, "codes": len(one)} for one in lists
        ]
        heads = [("代码表", "List"), ("名称", "Title"), ("代码数", "Codes"), ("来源", "Source")]
        return Answer(
            data,
            lambda s: s.table(heads, ([o.id, getattr(o.title, s.lang), len(o), o.source] for o in lists), "  r"),
        )
    rows = codes(list_id).rows()
    if find:
        rows = [row for row in rows if any(find.lower() in str(cell).lower() for cell in row.values())]
    return Answer(rows, lambda screen: _rows(screen, rows, limit))


def _rows(screen: Screen, rows: list[dict[str, Any]], limit: int) -> None:
    if not rows:
        screen.say("没有符合的代码", "no code like that")
        return
    heads = [(str(name), str(name)) for name in rows[0]]
    screen.table(heads, [list(row.values()) for row in rows[:limit]])
    if len(rows) > limit:
        screen.say(
            f"另有 {len(rows) - limit} 行，可用 --limit 或 --find", f"{len(rows) - limit} more: --limit or --find"
        )


def _show(screen: Screen, found: Standard) -> None:
    lang = screen.lang
    screen.line(f"{found.full_id} {getattr(found.title, lang)}", "bold")
    screen.line(getattr(found.about, lang))
    heads = [
        ("列", "Column"),
        ("名称", "Label"),
        ("类型", "Type"),
        ("敏感级", "Level"),
        ("必填", "Required"),
        ("常见表头", "Headers"),
    ]
    rows = []
    for one in found.columns.values():
        required = ("是" if lang == "zh" else "yes") if one.required else ""
        rows.append(
            [one.name, getattr(one.label, lang), type_of(one), one.level, required, "、".join(one.synonyms[:6])]
        )
    screen.table(heads, rows, "   r")
    keys = ("、" if lang == "zh" else ", ").join(found.natural_key)
    screen.say(f"同一记录由此认定：{keys}", f"a record is the same by: {keys}")


def type_of(column: Column) -> str:
    """`identifier person_id`, `code regions`, `money` …"""
    return " ".join(part for part in (column.type, column.kind or column.codes or column.unit) if part)
