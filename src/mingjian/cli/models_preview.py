"""`mingjian models preview`: rows and counts at every step of a draft over its own examples, with warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.exits import Exit
from mingjian.cli.options import folder_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from mingjian.models.sketch import Sketch
    from mingjian.runs import Preview

__all__ = ["preview"]


def preview(
    name: Annotated[str, typer.Argument()],
    upto: Annotated[str | None, typer.Option("--upto")] = None,
) -> Answer:
    """Rows and counts at every step of a draft, over its own examples. Mistakes elsewhere do no harm: they are told."""
    from mingjian.cli.errors import BadInput
    from mingjian.models.examples import read_examples
    from mingjian.models.sketch import sketch_of
    from mingjian.runs import preview_examples

    folder = folder_of(name)
    sketch = sketch_of(_text(folder), str(folder / "model.yaml"))
    if upto is not None and upto not in sketch.names:
        known = list(sketch.names)
        raise BadInput(
            f"没有可以预览的步骤“{upto}”：{'、'.join(known)}",
            f"there is no step '{upto}' to look at: {', '.join(known)}",
        )
    found = preview_examples(sketch, read_examples(folder), upto=upto)
    data = {
        "problems": [one.as_dict() for one in sketch.problems],
        "files": {file: _data(one) for file, one in found.items()},
    }
    return Answer(data, lambda screen: _show(screen, sketch, found), Exit.WRONG if sketch.problems else Exit.OK)


def _text(folder: Path) -> str:
    from mingjian.models import ModelErrors, load_model

    try:
        return load_model(folder).text
    except ModelErrors:
        file = folder / "model.yaml" if folder.is_dir() else folder
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            pass
        raise


def _data(preview: Preview) -> dict[str, Any]:
    looks = {
        one.name: {
            "count": one.count,
            "undetermined": [{"reason": d.reason, "alias": d.alias, "rows": d.rows} for d in one.undetermined],
            "seconds": round(one.seconds, 3),
            "why": None if one.why is None else {"zh": one.why[0], "en": one.why[1]},
        }
        for one in preview.looks.values()
    }
    cautions = [{"kind": one.kind, "about": one.about, "zh": one.zh, "en": one.en} for one in preview.cautions]
    return {"looks": looks, "cautions": cautions}


def _show(screen: Screen, sketch: Sketch, found: dict[str, Preview]) -> None:
    from mingjian.runs import reason_text

    n = 0 if screen.lang == "zh" else 1
    for problem in sketch.problems:
        screen.line(problem.text(screen.lang), "red")
    heads = [("数据或步骤", "Data or step"), ("行", "Rows"), ("待定", "Undetermined"), ("主要原因", "Mostly because")]
    for file, preview in found.items():
        screen.line(file, "bold")
        rows = []
        for one in preview.looks.values():
            leading = max(one.undetermined, key=lambda doubt: doubt.rows, default=None)
            unsure = sum(doubt.rows for doubt in one.undetermined)
            why = one.why[n] if one.why is not None else "" if leading is None else reason_text(leading.reason)[n]
            rows.append([one.name, "?" if one.count is None else one.count, unsure, why])
        screen.table(heads, rows, " rr ")
        for caution in preview.cautions:
            screen.say(caution.zh, caution.en, "yellow")
