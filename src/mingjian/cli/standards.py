"""`mingjian standards`: what the columns of agency data mean."""

from __future__ import annotations

import typer

from mingjian.cli.show import AsJson, as_json, table
from mingjian.cli.words import lang, t
from mingjian.standards import code_list_ids, codes, standards

app = typer.Typer(help=t("数据标准与代码表", "data standards and code lists"), no_args_is_help=True)


@app.command("list", help=t("列出数据标准", "list the standards"))
def list_(json: AsJson = False) -> None:
    """All canonical datasets."""
    registry = standards()
    found = [registry[name] for name in registry]
    rows = [[one.id, one.version, getattr(one.title, lang()), len(one.columns)] for one in found]
    if json:
        as_json([dict(zip(("id", "version", "title", "columns"), row, strict=True)) for row in rows])
        return
    table(["id", t("版本", "version"), t("名称", "title"), t("列数", "columns")], rows)


@app.command("show", help=t("一个数据标准的各列", "the columns of a standard"))
def show(standard: str, json: AsJson = False) -> None:
    """Columns with labels, types, identifier kinds and sensitivity."""
    found = standards()[standard]
    need = {True: t("必填", "required"), False: ""}
    rows = [
        [one.name, one.label.zh, one.label.en, one.type, one.kind or one.codes, one.level, need[one.required]]
        for one in found.columns.values()
    ]
    if json:
        as_json(found)
        return
    head = [t("列", "column"), "中文", "English", t("类型", "type"), t("号码/代码", "kind"), t("敏感级", "level"), ""]
    table(head, rows)


@app.command("codes", help=t("列出代码表，或一个代码表的代码", "list the code lists, or the codes of one"))
def codes_(list_id: str | None = typer.Argument(None), json: AsJson = False) -> None:
    """Without a name: all lists."""
    if list_id is None:
        rows = [[one, getattr(codes(one).title, lang()), len(codes(one))] for one in code_list_ids()]
        if json:
            as_json(rows)
        else:
            table(["id", t("名称", "title"), t("代码数", "codes")], rows)
        return
    listed = codes(list_id).rows()
    if json:
        as_json(listed)
    else:
        table(list(listed[0]), [list(row.values()) for row in listed])
