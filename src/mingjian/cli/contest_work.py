"""`mingjian contest run` and `blind`: what is done with a work itself, in folders, without a desk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.contest.blinding import Decision, Package
    from mingjian.contest.outcome import OnGround, Outcome

__all__ = ["blind", "run"]

SHEET = "sheet.json"


def run(
    work: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    ground: Annotated[list[Path], typer.Option("--on", exists=True, file_okay=False)],
    runs: Annotated[int, typer.Option("--runs", min=1, max=9)] = 3,
    catalogue: Annotated[str | None, typer.Option("--as-planted")] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=1.0)] = 600.0,
    cpu: Annotated[float, typer.Option("--cpu", min=1.0)] = 120.0,
    memory: Annotated[float, typer.Option("--memory", min=0.3)] = 2.0,
) -> Answer:
    """Run a model folder behind walls on data that was made for it."""
    from mingjian.contest.confined import BOUNDS, Bounds, open_ground, run_work

    model = work / "model" if (work / "model" / "model.yaml").is_file() else work
    grounds = [open_ground(one) for one in ground]
    bounds = Bounds(cpu, seconds, int(memory * 1_000_000_000), BOUNDS.disk, BOUNDS.tasks)
    with progress("受限运行", "running behind walls"):
        outcome = run_work(model, grounds, bounds=bounds, runs=runs, catalogue=catalogue)
    ran = all(one.ending == "ran" for one in outcome.grounds)
    return Answer(outcome.as_json(), lambda screen: _outcome(screen, outcome), Exit.OK if ran else Exit.WRONG)


def blind(
    work: Annotated[Path, typer.Argument(exists=True)],
    into: Annotated[Path, typer.Argument()],
    contest: Annotated[Path, typer.Option("--contest", exists=True, file_okay=False)],
    number: Annotated[str, typer.Option("--number")],
    type_: Annotated[str | None, typer.Option("--type")] = None,
    decided: Annotated[Path | None, typer.Option("--decided", exists=True, dir_okay=False)] = None,
) -> Answer:
    """Write a work as judges get it, and the sheet of what the secretary has to decide."""
    from mingjian.contest.blinding import blind as made
    from mingjian.contest.blinding import roster_of
    from mingjian.contest.folder import open_folder
    from mingjian.contest.people import Office

    opened = open_folder(contest)
    types = opened.contest.definition.types
    if type_ is not None and type_ not in types:
        zh, en = "、".join(types), ", ".join(types)
        raise BadInput(f"--type：没有类型“{type_}”（{zh}）", f"--type: there is no type '{type_}' ({en})")
    offices = [Office(one.path, one.region, one.zh, one.en) for one in opened.people.offices]
    contacts = [one for row in opened.works for one in row.contacts]
    with progress("制作匿名材料", "making the blind package"):
        package = made(
            work, into, roster_of(opened.persons(), offices, contacts), number=number,
            materials=types[type_].materials if type_ is not None else None, decided=_decisions(decided),
        )  # fmt: skip
    sheet = into.with_name(f"{into.name}-{SHEET}")
    sheet.write_text(json.dumps(package.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    data = {**package.as_json(), "sheet": str(sheet)}
    return Answer(data, lambda screen: _package(screen, package, sheet), Exit.OK if package.finished else Exit.WRONG)


def _decisions(file: Path | None) -> dict[str, Decision]:
    """`{id: hide | keep}` of a file."""
    if file is None:
        return {}
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise BadInput(f"{file} 不是 JSON 文件（{error}）", f"{file} is no JSON file ({error})") from None
    if not isinstance(read, dict) or any(one not in ("hide", "keep") for one in read.values()):
        raise BadInput(f"{file} 应为 {{编号: hide 或 keep}}", f"{file} should be {{id: hide or keep}}")
    return read


def _outcome(screen: Screen, outcome: Outcome) -> None:
    heads = [("数据", "Data"), ("结果", "Ending"), ("线索", "Clues"), ("召回", "Recall"), ("准确", "Precision"),
             ("陷阱命中", "Trap hits"), ("待定", "Undetermined"), ("CPU 秒", "CPU s"), ("内存 MB", "MB")]  # fmt: skip
    screen.table(heads, [_row(one) for one in outcome.grounds], "  rrrrrrr")
    for one in outcome.grounds:
        if one.zh:
            screen.say(f"{one.ground}：{one.zh}", f"{one.ground}: {one.en}", "red")
    recall, precision = outcome.fall()
    if recall is not None and precision is not None:
        screen.say(
            f"从公开到密封：召回下降 {recall:.3f}，准确下降 {precision:.3f}",
            f"from open to sealed recall falls by {recall:.3f}, precision by {precision:.3f}",
        )
    for lack in outcome.lacks:
        screen.say(f"本机缺少：{lack.zh}", f"this machine lacks: {lack.en}", "yellow")


def _row(one: OnGround) -> tuple[str, ...]:
    found = one.found
    shares = [
        "—" if share is None else f"{share:.3f}"
        for share in ((found.recall, found.precision) if found else (None,) * 2)
    ]
    hits = f"{found.trap_hits}/{found.traps}" if found else "—"
    cost = (f"{one.cpu:.1f}", f"{one.peak / 1_000_000:.0f}")
    return (one.ground, one.ending, str(one.clues), *shares, hits, str(one.undetermined), *cost)


def _package(screen: Screen, package: Package, sheet: Path) -> None:
    heads = [("编号", "Part"), ("种类", "Kind"), ("原文件", "Original")]
    screen.table(heads, [(one.name, one.kind, one.original) for one in package.parts])
    for doubt in package.doubts:
        if doubt.decided is None:
            where = f"{doubt.part}:{doubt.place} {doubt.before[-8:]}【{doubt.found}】{doubt.after[:8]}"
            screen.say(f"待核 {doubt.id} {where}（{doubt.zh}）", f"doubtful {doubt.id} {where} ({doubt.en})", "yellow")
    for picture in package.pictures:
        if picture.decided is None:
            screen.say(
                f"待看 {picture.id} {picture.original} {picture.place}",
                f"to be looked at {picture.id} {picture.original} {picture.place}", "yellow",
            )  # fmt: skip
    for left in package.left:
        style = "red" if left.serious and left.decided is None else "dim"
        screen.say(f"{left.id} {left.original}：{left.zh}", f"{left.id} {left.original}: {left.en}", style)
    if package.finished:
        screen.say("匿名材料已完成", "the blind package is finished", "green")
    else:
        count = len(package.undecided)
        screen.say(
            f"还有 {count} 处待决定，见 {sheet}（含姓名，不得给评委）",
            f"{count} still to be decided, see {sheet} (names are in it: not for judges)",
        )
