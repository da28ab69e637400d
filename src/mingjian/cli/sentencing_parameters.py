"""`mingjian sentencing parameters`: the dated values of sentencing, an office's own, and whether they are sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.law_uses import checked_beside, show_checked, told_checked
from mingjian.cli.options import LakePath
from mingjian.cli.screen import Screen

__all__ = ["parameters_app"]

parameters_app = group()
Own = Annotated[list[Path] | None, typer.Option("--own", file_okay=False)]


@command(parameters_app, "list")
def list_(own: Own = None) -> Answer:
    """Every parameter by id, with its values, layers and sources."""
    from mingjian.assist.sentencing import load_parameters
    from mingjian.assist.sentencing.standing import STANDINGS
    from mingjian.assist.sentencing.telling import rows_of

    rows = rows_of(load_parameters(own or ()))

    def show(screen: Screen) -> None:
        heads = [
            ("编号", "Id"),
            ("层级", "Layer"),
            ("自", "From"),
            ("值", "Value"),
            ("依据", "Source"),
            ("核对", "Compared"),
        ]
        n = 0 if screen.lang == "zh" else 1
        words = {code: (said.zh, said.en)[n] for code, said in STANDINGS.items()}
        cells = [(r.id, r.layer, r.start, r.value, r.source, words[r.standing]) for r in rows]
        screen.table(heads, cells)

    return Answer({"parameters": [one.plain() for one in rows]}, show)


@command(parameters_app, "show")
def show(id: Annotated[str, typer.Argument()], own: Own = None) -> Answer:
    """One parameter: every value with its days, source and whether it was compared."""
    from mingjian.assist.sentencing import load_parameters
    from mingjian.assist.sentencing.telling import rows_of
    from mingjian.models.problems import nearest

    rows = rows_of(load_parameters(own or ()))
    found = [one for one in rows if one.id == id]
    if not found:
        near = "、".join(nearest(id, {one.id for one in rows}))
        raise BadInput(
            f"没有参数“{id}”" + (f"，是否指 {near}" if near else ""),
            f"there is no parameter '{id}'" + (f", did you mean {near}" if near else ""),
        )

    def show_(screen: Screen) -> None:
        for one in found:
            screen.pairs([(("编号", "Id"), one.id), (("层级", "Layer"), one.layer), (("自", "From"), one.start),
                          (("至", "To"), one.end), (("值", "Value"), one.value), (("依据", "Source"), one.source),
                          (("说明", "Note"), one.note[0 if screen.lang == "zh" else 1])])  # fmt: skip

    return Answer({"values": [one.plain() for one in found]}, show_)


@command(parameters_app, "check")
def check(
    folder: Annotated[Path | None, typer.Argument(exists=True, file_okay=False)] = None, lake: LakePath = None
) -> Answer:
    """Read an office's own folder of parameters, or those that ship; every mistake is told with its place.

    Where the lake holds statutes, the articles of every value are checked as well.
    """
    from mingjian.assist.citations import of_parameters
    from mingjian.assist.sentencing import load_parameters

    found = load_parameters([folder] if folder is not None else ())
    cited = checked_beside(of_parameters(found), lake)
    wrong = any(one.finding.severity == "wrong" for one in cited)
    layers = sorted(found.layers)

    def show_(screen: Screen) -> None:
        if cited:
            show_checked(screen, cited)
        said = "、".join(layers) or "nation"
        screen.say(f"可用：{said}", f"sound: {said}")

    return Answer({"layers": layers, "law": told_checked(cited)}, show_, Exit.WRONG if wrong else Exit.OK)


@command(parameters_app, "schema")
def schema(kind: Annotated[str, typer.Argument()] = "province") -> Answer:
    """The JSON Schema of a file of parameters (nation, province) or of facts."""
    from mingjian.assist.sentencing.schema import SCHEMAS
    from mingjian.assist.sentencing.schema import schema as made
    from mingjian.cli.plain import to_json

    if kind not in SCHEMAS:
        kinds = "、".join(SCHEMAS)
        raise BadInput(f"没有“{kind}”：{kinds}", f"there is no '{kind}': {kinds}")
    found = made(kind)
    return Answer(found, lambda screen: screen.line(to_json(found)))
