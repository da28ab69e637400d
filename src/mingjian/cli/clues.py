"""`mingjian clues` and `mingjian report`: what runs found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.show import Actor, AsJson, LakePath, as_json, say, table
from mingjian.cli.words import t
from mingjian.lake import Lake

app = typer.Typer(help=t("线索", "clues"), no_args_is_help=True)
Clearance = Annotated[
    int, typer.Option(min=1, max=4, help=t("密级 1–4，高于它的值脱敏", "clearance 1–4: values above it are masked"))
]


@app.command("list", help=t("按风险排序列出线索", "list the clues, gravest first"))
def list_(
    model: Annotated[str | None, typer.Option(help=t("只看一个模型", "of one model"))] = None,
    limit: Annotated[int, typer.Option(help=t("最多条数", "at most so many"))] = 50,
    clearance: Clearance = 2,
    lake: LakePath = Path("lake"),
    json: AsJson = False,
) -> None:
    """Of the newest run of each model."""
    from mingjian.cli.runs import newest_runs
    from mingjian.clues import clues_of, rank

    runs = [run for run in newest_runs(Lake.open(lake)) if model in (None, run.record.model.id)]
    ranked = rank(clue for run in runs for clue in clues_of(run, clearance))
    if json:
        as_json(ranked[:limit])
        return
    if not ranked:
        say("没有线索：先用 mingjian run 运行模型", "no clues: run a model first (mingjian run)")
    head = [t("线索", "clue"), t("风险", "risk"), t("管辖地", "place"), t("说明", "sentence")]
    rows = [[r.clue.clue_id, r.clue.level, r.clue.place, t(r.clue.says_zh, r.clue.says_en)] for r in ranked[:limit]]
    table(head, rows)


@app.command("show", help=t("一条线索及其佐证", "a clue and the rows behind it"))
def show(clue: str, clearance: Clearance = 2, lake: LakePath = Path("lake"), json: AsJson = False) -> None:
    """Evidence of each agency, side by side."""
    from mingjian.clues import clues_of, evidence_of
    from mingjian.runs import RunError, find_run, normal_clue_id

    opened = Lake.open(lake)
    known = normal_clue_id(clue) or clue
    run = find_run(opened, known)
    if run is None:
        raise RunError(f"没有线索{clue}", f"there is no clue {clue}")
    found = clues_of(run, clearance, [known])[0]
    tables = evidence_of(opened, run, [known], clearance=clearance)
    if json:
        as_json({"clue": found, "evidence": tables})
        return
    say(found.says_zh, found.says_en)
    for one in tables.get(known, ()):
        head = [t(column.zh, column.en) for column in one.columns]
        table(head, [[t(cell.zh or "", cell.en or "") for cell in row.cells] for row in one.rows], title=one.alias)


@app.command("export", help=t("导出线索（xlsx、csv、json）", "export clues (xlsx, csv, json)"))
def export(
    into: Path,
    purpose: Annotated[str, typer.Option(help=t("用途", "purpose"))],
    model: Annotated[str | None, typer.Option(help=t("只导出一个模型", "of one model"))] = None,
    clearance: Clearance = 2,
    actor: Actor = "cli",
    lake: LakePath = Path("lake"),
) -> None:
    """Watermarked and logged."""
    from mingjian.cli.runs import newest_runs
    from mingjian.clues import clues_of, rank
    from mingjian.clues import export as write

    opened = Lake.open(lake)
    runs = [run for run in newest_runs(opened) if model in (None, run.record.model.id)]
    made = write(
        opened, rank(clue for run in runs for clue in clues_of(run, clearance)), into, actor=actor, purpose=purpose
    )
    say(f"已导出到 {into}", f"exported to {into}")
    raise typer.Exit(Exit.OK if made else Exit.FOUND)


def register(main: typer.Typer) -> None:
    """Add `report` to the top level."""

    @main.command("report", help=t("写出离线 HTML 报告", "write the offline HTML report"))
    def report(
        into: Annotated[Path, typer.Argument()] = Path("report.html"),
        clearance: Clearance = 2,
        prove: Annotated[bool, typer.Option(help=t("先重新证明全部线索", "prove every clue first"))] = False,
        actor: Actor = "cli",
        lake: LakePath = Path("lake"),
    ) -> None:
        from mingjian.clues import report as write
        from mingjian.runs import prove_all

        opened = Lake.open(lake)
        verdicts = prove_all(opened, actor=actor) if prove else []
        made = write(opened, None, into, actor=actor, clearance=clearance, verdicts=verdicts)
        say(f"报告：{made.resolve()}", f"report: {made.resolve()}")
