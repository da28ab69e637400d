"""`mingjian measure gaps`: which data to get next, what is there and unused, and the four worries as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.options import LakePath, folder_of, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.measure import Gap, Gaps, Worries

__all__ = ["gaps"]


def gaps(
    models: Annotated[list[str] | None, typer.Argument()] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 30,
    lake: LakePath = None,
) -> Answer:
    """Which data to get next, for the models that ship or those named."""
    from mingjian.library import shipped_models
    from mingjian.measure import gaps as look
    from mingjian.measure import pace_of, worries
    from mingjian.models import load_model

    opened = open_lake(lake)
    folders = [folder_of(one) for one in models] if models else list(shipped_models().values())
    with progress("读取模型与运行", "reading models and runs") as bar:
        listed = []
        for number, folder in enumerate(folders):
            bar.at(number / len(folders), "读取模型", "reading models")
            listed.append(load_model(folder))
        bar.at(None, "统计缺口", "counting the gaps")
        found = look(opened, listed)
        told = worries(found, pace_of(opened))
    data = {**found.data(), "worries": told, "at": opened.clock()}
    return Answer(data, lambda screen: _show(screen, found, told, limit))


def _show(screen: Screen, found: Gaps, told: Worries, limit: int) -> None:
    _worries(screen, told)
    if found.gaps:
        heads = [
            ("数据", "Data"), ("提供单位", "From"), ("缺什么", "Lacks"), ("受阻模型", "Blocked"),
            ("仅缺此项", "Alone"), ("可选", "Optional"), ("可判明的行", "Rows decided"), ("主要原因", "Main reason"),
        ]  # fmt: skip
        screen.line()
        screen.table(heads, (_row(screen, one) for one in found.gaps[:limit]), "   rrrr")
    else:
        screen.say("没有缺口：模型都能运行，也没有待定行", "no gaps: every model can run, and no row is undetermined")
    if len(found.gaps) > limit:
        more = len(found.gaps) - limit
        screen.say(f"另有 {more} 项未列出（--limit）", f"{more} more not shown (--limit)")
    _unused(screen, found)
    runs = len(found.runs)
    screen.say(
        f"待定行取自各模型最近一次运行，共 {runs} 次；同一行被几个模型用到就计几次。",
        f"Undetermined rows are those of the newest run of each model, {runs} runs; a row counts once a model.",
        "dim",
    )


def _worries(screen: Screen, told: Worries) -> None:
    pace, models, zh, en = told.pace, told.models, "", ""
    if pace.weeks is not None:
        zh, en = f"，按此约需 {pace.weeks:.1f} 周", f": {pace.weeks:.1f} weeks"
    rows = {
        ("意识", "Awareness"): (
            f"{told.idle} / {models} 个模型能运行而从未运行",
            f"{told.idle} of {models} models could run and never did",
        ),
        ("应用", "Use"): (
            f"{pace.checked} / {pace.clues} 条线索有结论；{told.unused} 个数据集没有用上",
            f"{pace.checked} of {pace.clues} clues have a verdict; {told.unused} datasets unused",
        ),
        ("来源", "Sources"): (
            f"{told.blocked} / {models} 个模型缺数据，涉及 {told.wanted} 类；{told.undecided} 行待定",
            f"{told.blocked} of {models} models lack data, of {told.wanted} lists; {told.undecided} rows undetermined",
        ),
        ("能力", "Capacity"): (
            f"{pace.waiting} 条待核查，近 4 周每周 {pace.a_week:.1f} 条{zh}",
            f"{pace.waiting} waiting, {pace.a_week:.1f} checked a week lately{en}",
        ),
    }
    screen.pairs((name, _either(screen, *told)) for name, told in rows.items())


def _either(screen: Screen, zh: str, en: str) -> str:
    return zh if screen.lang == "zh" else en


def _row(screen: Screen, one: Gap) -> list[str]:
    from mingjian.measure import LACKS
    from mingjian.runs import reason_text
    from mingjian.standards import standards

    standard, at = standards()[one.standard], 0 if screen.lang == "zh" else 1
    main = one.rows.most_common(1)
    return [
        (standard.title.zh, standard.title.en)[at], (standard.provider.zh, standard.provider.en)[at],
        LACKS[one.lack][at], str(len(one.models)), str(len(one.alone)), str(len(one.optional)), str(one.rows.total()),
        reason_text(main[0][0])[at] if main else "",
    ]  # fmt: skip


def _unused(screen: Screen, found: Gaps) -> None:
    from mingjian.measure import UNUSED

    if not found.unused:
        return
    screen.line()
    screen.say("没有用上的数据集", "Datasets nobody uses", "bold")
    heads = [
        ("数据集", "Dataset"),
        ("版本", "Version"),
        ("行", "Rows"),
        ("原因", "Why"),
        ("能用它的模型", "For models"),
    ]
    rows = [
        [one.dataset, one.number, one.rows, UNUSED[one.why][0 if screen.lang == "zh" else 1], len(one.models)]
        for one in found.unused
    ]
    screen.table(heads, rows, " rr r")
