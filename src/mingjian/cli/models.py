"""`mingjian models`: the library and one's own models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.show import AsJson, as_json, out, say, table
from mingjian.cli.words import lang, t

app = typer.Typer(help=t("监督模型", "supervision models"), no_args_is_help=True)
Name = Annotated[str, typer.Argument(help=t("随附模型的名称、目录编号，或模型文件夹", "a shipped model, or a folder"))]


def shipped() -> dict[str, Path]:
    """Folder of every model that ships with Mingjian, by id."""
    import mingjian.library as library

    root = Path(next(iter(library.__path__)))
    return {path.parent.name: path.parent for path in sorted(root.glob("*/model.yaml"))}


def folder_of(name: str) -> Path:
    """The folder of a model by id, catalogue id or path. Raises `typer.BadParameter` with the nearest name."""
    from rapidfuzz import process

    from mingjian.models import load_model

    here = shipped()
    if name in here:
        return here[name]
    if (Path(name) / "model.yaml").is_file() or Path(name).is_file():
        return Path(name) if Path(name).is_dir() else Path(name).parent
    for path in here.values():
        if load_model(path).definition.catalogue == name.upper():
            return path
    near = process.extractOne(name, list(here))
    hint = near[0] if near else ""
    raise typer.BadParameter(t(f"没有模型“{name}”，是不是 {hint}", f"no model {name!r}; did you mean {hint}"))


@app.command("list", help=t("列出随附的模型", "list the shipped models"))
def list_(json: AsJson = False) -> None:
    """Id, catalogue id, line, title, version."""
    from mingjian.models import load_model

    found = [load_model(path) for path in shipped().values()]
    rows = [
        [one.id, one.definition.catalogue, str(one.definition.line.value), getattr(one.title, lang()), one.version]
        for one in sorted(found, key=lambda one: one.definition.catalogue or "")
    ]
    head = [t("名称", "id"), t("目录", "catalogue"), t("条线", "line"), t("标题", "title"), t("版本", "version")]
    if json:
        as_json([dict(zip(("id", "catalogue", "line", "title", "version"), row, strict=True)) for row in rows])
    else:
        table(head, rows)


@app.command("show", help=t("一个模型的说明", "what a model is"))
def show(name: Name, json: AsJson = False) -> None:
    """The page of the model; --json: its definition."""
    from mingjian.models import load_model, model_page

    model = load_model(folder_of(name))
    if json:
        as_json({"id": model.id, "fingerprint": model.fingerprint, "definition": model.definition})
    else:
        out.print(model_page(model), markup=False)


@app.command("check", help=t("检查模型文件，一次列出全部错误", "check a model file: all errors at once"))
def check(name: Name) -> None:
    """File, line, column, what was expected, the nearest name."""
    from mingjian.models import load_model

    model = load_model(folder_of(name))
    say(f"{model.id} {model.version} 无错误", f"{model.id} {model.version} has no errors")


@app.command("test", help=t("运行模型的示例", "run a model's examples"))
def test(
    name: Annotated[str | None, typer.Argument()] = None,
    all_: Annotated[bool, typer.Option("--all", help=t("全部随附模型", "every shipped model"))] = False,
    json: AsJson = False,
) -> None:
    """Known-bad rows must fire, known-good ones stay silent."""
    from mingjian.models import load_model, test_model

    if name is None and not all_:
        raise typer.BadParameter(t("给出模型名，或 --all", "name a model, or --all"))
    folders = list(shipped().values()) if all_ else [folder_of(name or "")]
    reports = [test_model(load_model(folder)) for folder in folders]
    if json:
        as_json([{"model": folder.name, "ok": one.ok} for folder, one in zip(folders, reports, strict=True)])
    else:
        for one in reports:
            out.print(one.text(lang()), markup=False)
    raise typer.Exit(Exit.OK if all(one.ok for one in reports) else Exit.FOUND)


@app.command("explain", help=t("用大白话讲解模型", "a walk-through in plain language"))
def explain(
    name: Name,
    language: Annotated[str | None, typer.Option("--lang", help="zh | en")] = None,
    sql: Annotated[bool, typer.Option("--sql", help=t("同时给出 SQL", "with the SQL"))] = False,
) -> None:
    """Steps, parameters, traps; with --sql what would run."""
    from mingjian.models import explain as explained
    from mingjian.models import load_model, step_sql

    if language not in (None, "zh", "en"):
        raise typer.BadParameter("zh | en", param_hint="--lang")
    model = load_model(folder_of(name))
    out.print(explained(model, "en" if (language or lang()) == "en" else "zh"), markup=False)
    if sql:
        for step, text in step_sql(model):
            out.print(f"\n-- {step}\n{text}", markup=False)


@app.command("schema", help=t("模型文件的 JSON Schema，供编辑器使用", "JSON Schema of model files, for editors"))
def schema() -> None:
    """Generated from the same definitions as the checks."""
    from mingjian.models import schema as made

    as_json(made())
