"""`mingjian contest results | export | verify`: ranks, the export, and whether an export still holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.contest.folder import ContestFolder
    from mingjian.contest.results import Result

__all__ = ["export", "results", "verify"]

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]


def results(folder: Folder, limit: Annotated[int, typer.Option("--limit", min=1)] = 30) -> Answer:
    """Ranks with their intervals, agreement in words, outliers."""
    from mingjian.contest.export import plain
    from mingjian.contest.folder import open_folder

    found = _computed(open_folder(folder))

    def show(screen: Screen) -> None:
        for one in found.values():
            _result(screen, one, limit)

    return Answer({kind: plain(one) for kind, one in found.items()}, show)


def export(folder: Folder, out: Annotated[Path, typer.Argument()]) -> Answer:
    """Everything of the results as CSV and JSON."""
    from mingjian.contest.export import export as exported
    from mingjian.contest.export import write_export
    from mingjian.contest.folder import open_folder

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInput(f"{out} 不是空文件夹", f"{out} is not an empty folder")
    opened = open_folder(folder)
    panels = {kind: one.panels for kind, one in opened.contest.definition.types.items()}
    files = exported(opened.contest.id, opened.forms, opened.scorings(), _computed(opened), panels)
    write_export(out, files)
    return Answer(
        {"folder": str(out), "files": list(files)}, lambda screen: screen.say(f"已导出到 {out}", f"exported to {out}")
    )


def verify(folder: Folder) -> Answer:
    """Whether an export is what its forms give."""
    from mingjian.contest.reading import verify_export

    with progress("重算", "computing anew"):
        wrong = verify_export(folder)

    def show(screen: Screen) -> None:
        if not wrong:
            screen.say("与重算一致", "as computed anew", "green")
        for one in wrong:
            screen.say(f"{one.file}：{one.zh}", f"{one.file}: {one.en}", "red")

    data = [{"file": one.file, "what": one.what, "zh": one.zh, "en": one.en} for one in wrong]
    return Answer({"ok": not wrong, "wrong": data}, show, Exit.WRONG if wrong else Exit.OK)


def _computed(opened: ContestFolder) -> dict[str, Result]:
    from mingjian.contest.results import result

    if not opened.forms:
        raise BadInput(f"{opened.path} 还没有评分表（forms.json）", f"{opened.path} has no forms yet (forms.json)")
    with progress("计算结果", "computing results"):
        return {
            kind: result(kind, opened.forms, scoring, opened.standings(kind),
                         panels=opened.contest.definition.types[kind].panels)
            for kind, scoring in opened.scorings().items()
        }  # fmt: skip


def _result(screen: Screen, one: Result, limit: int) -> None:
    screen.say(f"{one.kind}：{len(one.ranks)} 件作品", f"{one.kind}: {len(one.ranks)} works", "bold")
    intervals = {each.work: f"{each.low}–{each.high}" for each in one.intervals}
    places = {name: place for place, name in enumerate(one.estimate.table.works)}
    heads = [
        ("名次", "Rank"), ("作品", "Work"), ("得分", "Score"), ("原始平均", "Raw mean"), ("90% 名次区间", "Rank, 90 %"),
        ("份数", "Forms"), ("状态", "Standing"),
    ]  # fmt: skip
    rows = []
    for rank in one.ranks[:limit]:
        at = places.get(rank.work)
        raw = f"{one.estimate.raw[at]:.2f}" if at is not None else ""
        forms = one.estimate.table.counts[at] if at is not None else 0
        score = f"{rank.score:.2f}" if rank.score is not None else ""
        rows.append((rank.rank, rank.work, score, raw, intervals.get(rank.work), forms, rank.standing.value))
    screen.table(heads, rows, "r rrrr ")
    if len(one.ranks) > limit:
        screen.say(f"另有 {len(one.ranks) - limit} 件（--limit）", f"{len(one.ranks) - limit} more (--limit)", "dim")
    _agreement(screen, one)
    screen.say(one.diagnosis.zh, one.diagnosis.en)
    for note in one.notes:
        if note.kind != "agreement":  # that is the diagnosis
            screen.say(note.zh, note.en, "yellow")
    for far in one.outliers[:limit]:
        screen.say(far.zh, far.en, "yellow")


def _agreement(screen: Screen, one: Result) -> None:
    alpha, w, block = one.agreement.interval.value, one.agreement.w.value, one.agreement
    if alpha is not None:
        screen.line(f"Krippendorff α {alpha:.3f}")
    if w is not None:
        screen.say(
            f"Kendall W {w:.3f}（{block.judges} 名评委都评过的 {block.works} 件作品）",
            f"Kendall W {w:.3f} (the {block.works} works that {block.judges} judges all reviewed)",
        )
