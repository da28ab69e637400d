"""`mingjian models`: the models we ship and one's own: shown, checked, tested, explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.language import language
from mingjian.cli.law_findings import show_findings, told
from mingjian.cli.models_preview import preview
from mingjian.cli.options import LakePath, folder_of
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.law.citing import Finding
    from mingjian.models import Model
    from mingjian.models.testing import ExampleReport

__all__ = ["app"]

app = group()
Name = Annotated[str, typer.Argument()]
Names = Annotated[list[str] | None, typer.Argument()]
All = Annotated[bool, typer.Option("--all")]


@command(app, "list")
def list_() -> Answer:
    """The models that ship with Mingjian, by catalogue id."""
    found = sorted(_loaded(None), key=lambda one: one.definition.catalogue or "")

    def show(screen: Screen) -> None:
        heads = [("目录", "Catalogue"), ("模型", "Model"), ("条线", "Line"), ("名称", "Title"), ("版本", "Version")]
        lang = screen.lang
        screen.table(
            heads,
            [[o.definition.catalogue, o.id, o.definition.line.label(lang), o.title.of(lang), o.version] for o in found],
        )

    return Answer([_brief(one) for one in found], show)


@command(app, "show")
def show_(name: Name) -> Answer:
    """What a model is for, needs and says; `--json` gives its whole definition."""
    model = _load(folder_of(name))
    data = {**_brief(model), "fingerprint": model.fingerprint, "folder": model.folder, "definition": model.definition}
    return Answer(data, lambda screen: _show(screen, model))


@command(app, "check")
def check(names: Names = None, all_: All = False, lake: LakePath = None) -> Answer:
    """Every mistake of model files at once, with file, line, column, what was expected and the nearest name.

    Where the lake holds statutes, the articles of each basis are checked as well.
    """
    from mingjian.models import ModelErrors

    good: list[Model] = []
    problems = []
    for folder in _folders(names, all_):
        try:
            good.append(_load(folder))
        except ModelErrors as error:
            problems += error.problems
    cited = _cited(good, lake)
    wrong = [one for _, one in cited if one.severity == "wrong"]

    def show(screen: Screen) -> None:
        for one in problems:
            screen.line(one.text(screen.lang), "red")
        if cited:
            show_findings(screen, cited)
        for model in good:
            screen.say(f"{model.id} {model.version} 无误", f"{model.id} {model.version} is right")

    data = {
        "ok": not problems and not wrong,
        "models": [one.id for one in good],
        "problems": [one.as_dict() for one in problems],
        "law": [told(where, one) for where, one in cited if one.severity != "ok"],
    }
    return Answer(data, show, Exit.WRONG if problems or wrong else Exit.OK)


def _cited(models: list[Model], lake: Path | None) -> list[tuple[str, Finding]]:
    """What the statutes of the lake say of the articles the models rest on; nothing where none were imported."""
    from mingjian.cli.law_store import store_there
    from mingjian.law.citing import check as checked
    from mingjian.models.statutes import cited_by

    store = store_there(lake)
    if store is None:
        return []
    return [(one.cited.where, one) for model in models for one in checked(cited_by(model), store)]


@command(app, "test")
def test(names: Names = None, all_: All = False) -> Answer:
    """Run the examples: known-bad rows must fire, known-good ones must stay silent."""
    from mingjian.models import test_model

    folders = _folders(names, all_)
    reports: list[ExampleReport] = []
    with progress("运行示例", "running the examples") as bar:
        for number, folder in enumerate(folders):
            bar.at(number / len(folders), folder.name, folder.name)
            reports.append(test_model(_load(folder)))
    bad = [one for one in reports if not one.ok]

    def show(screen: Screen) -> None:
        heads = [("模型", "Model"), ("示例", "Examples"), ("未通过", "Failed"), ("秒", "Seconds")]
        rows = [
            [o.model, len(o.cases), sum(not c.ok for c in o.cases) + len(o.lacking), f"{o.seconds:.2f}"]
            for o in reports
        ]
        screen.table(heads, rows, " rrr")
        for one in bad:
            screen.line(one.text(screen.lang), "red")

    data = {"ok": not bad, "models": [_tested(one) for one in reports]}
    return Answer(data, show, Exit.WRONG if bad else Exit.OK)


command(app, "preview")(preview)


@command(app, "explain")
def explain(
    name: Name,
    lang: Annotated[Literal["zh", "en"] | None, typer.Option("--lang")] = None,
    sql: Annotated[bool, typer.Option("--sql")] = False,
) -> Answer:
    """A walk through a model in plain language; with `--sql` also what every step runs."""
    from mingjian.models import explain as explained
    from mingjian.models import step_sql

    model = _load(folder_of(name))
    text = explained(model, lang or language())
    steps = step_sql(model) if sql else []

    def show(screen: Screen) -> None:
        screen.line(text)
        for step, statement in steps:
            screen.line(f"\n-- {step}\n{statement}")

    return Answer({"model": model.id, "lang": lang or language(), "text": text, "sql": dict(steps)}, show)


@command(app, "schema")
def schema() -> Answer:
    """The JSON Schema of model files, for editors."""
    from mingjian.cli.plain import to_json
    from mingjian.models import schema as made

    found = made()
    return Answer(found, lambda screen: screen.line(to_json(found)))


def _folders(names: list[str] | None, all_: bool) -> list[Path]:
    from mingjian.library import shipped_models

    if bool(names) == all_:
        raise BadInput("请给出模型，或 --all", "name models, or --all")
    return list(shipped_models().values()) if all_ else [folder_of(name) for name in names or []]


def _loaded(names: list[str] | None) -> list[Model]:
    return [_load(folder) for folder in _folders(names, all_=names is None)]


def _load(folder: Path) -> Model:
    from mingjian.models import load_model

    return load_model(folder)


def _brief(model: Model) -> dict[str, Any]:
    one = model.definition
    return {
        "model": model.id, "catalogue": one.catalogue, "version": model.version, "title": model.title,
        "line": one.line, "point": one.point, "sensitivity": model.sensitivity,
    }  # fmt: skip


def _tested(one: ExampleReport) -> dict[str, Any]:
    failures = [{"case": case.name, "zh": f.zh, "en": f.en} for case in one.cases for f in case.failures]
    failures += [{"case": "", "zh": f.zh, "en": f.en} for f in one.lacking]
    errors = [] if one.errors is None else [problem.as_dict() for problem in one.errors.problems]
    return {"model": one.model, "ok": one.ok, "cases": len(one.cases), "seconds": round(one.seconds, 3),
            "failures": failures, "problems": errors}  # fmt: skip


def _show(screen: Screen, model: Model) -> None:
    lang, one = screen.lang, model.definition
    screen.line(f"{model.title.of(lang)}  {model.id} {model.version}", "bold")
    screen.line(one.problem.of(lang))
    parameters = ("；" if lang == "zh" else "; ").join(
        f"{name} = {p.show(p.value, lang)}" for name, p in model.parameters.items()
    )
    needs = ("、" if lang == "zh" else ", ").join(
        f"{alias} ({need.standard or need.codes})" for alias, need in model.needs.items()
    )
    screen.pairs(
        [
            (("目录", "Catalogue"), one.catalogue),
            (("条线", "Line"), one.line.label(lang)),
            (("监督点", "Supervision point"), one.point.of(lang)),
            (("数据", "Data"), needs),
            (("参数", "Parameters"), parameters),
            (("步骤", "Steps"), ", ".join(step.name for step in model.steps)),
            (("线索", "Clue"), model.clue.says.of(lang)),
            (("敏感级", "Sensitivity"), model.sensitivity),
            (("指纹", "Fingerprint"), model.fingerprint),
        ]
    )
    screen.say(f"详细讲解：mingjian models explain {model.id}", f"in full: mingjian models explain {model.id}", "dim")
