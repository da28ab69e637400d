"""`mingjian training`: exercises on a synthetic province, checked by the product; a certificate at the end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.progress import Bar, progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.training import Certificate, Exercise, Practice, Result
    from mingjian.training.grounds import Told

__all__ = ["app"]

app = group()
Name = Annotated[str, typer.Argument()]
Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]
As = Annotated[str | None, typer.Option("--as")]
GROUNDS = ".training-grounds"
"""Beside the folders of a course: the provinces its exercises run on."""


@command(app, "list")
def list_() -> Answer:
    """The exercises of the course."""
    from mingjian.training import exercises

    found = [one.definition for one in exercises().values()]
    data = [
        {"exercise": one.exercise, "title": one.title.model_dump(), "minutes": one.minutes, "checks": len(one.checks)}
        for one in found
    ]

    def show(screen: Screen) -> None:
        heads = [("练习", "Exercise"), ("名称", "Title"), ("约需分钟", "Minutes")]
        screen.table(heads, [(one.exercise, one.title.of(screen.lang), one.minutes) for one in found], "  r")

    return Answer({"exercises": data}, show)


@command(app, "show")
def show(name: Name, hints: Annotated[int, typer.Option("--hints", min=0)] = 0) -> Answer:
    """An exercise: what is learned, the task, and as many hints as are asked for."""
    one = _exercise(name).definition
    given = one.hints[:hints]
    data = {
        "exercise": one.exercise, "title": one.title.model_dump(), "learn": one.learn.model_dump(),
        "task": one.task.model_dump(), "hints": [hint.model_dump() for hint in given], "hints_of": len(one.hints),
        "questions": [{"id": q.id, "asks": q.asks.model_dump()} for q in _exercise(name).questions],
    }  # fmt: skip

    def show_(screen: Screen) -> None:
        screen.line(f"{one.exercise}  {one.title.of(screen.lang)}", "bold")
        for head, text in ((("学什么", "What is learned"), one.learn), (("做什么", "What to do"), one.task)):
            screen.say(*head, "bold")
            screen.line(text.of(screen.lang))
        for number, hint in enumerate(given, 1):
            screen.say(f"提示 {number}：{hint.zh}", f"Hint {number}: {hint.en}", "yellow")
        if len(given) < len(one.hints):
            left = len(one.hints) - len(given)
            screen.say(f"还有 {left} 条提示：--hints N", f"{left} more hints: --hints N", "dim")

    return Answer(data, show_)


@command(app, "start")
def start(name: Name, folder: Annotated[Path | None, typer.Argument()] = None) -> Answer:
    """Write the model to begin with, and a place for answers, into a folder."""
    from mingjian.training.handed import ANSWERS, empty_answers

    one = _exercise(name)
    place = folder if folder is not None else Path(one.id)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BadInput(f"{place} 已有内容，请换一个文件夹", f"{place} is not empty: choose another folder")
    files = {**one.start, **({ANSWERS: empty_answers(one)} if one.questions else {})}
    for file, text in files.items():
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_text(text, encoding="utf-8", newline="")
    return Answer(
        {"exercise": one.id, "folder": str(place), "files": sorted(files)},
        lambda screen: screen.say(
            f"已写入 {place}：改 model.yaml，再用 mingjian training check {place} 检查",
            f"wrote {place}: change model.yaml, then mingjian training check {place}",
        ),
    )


@command(app, "try")
def try_(folder: Folder, as_: As = None) -> Answer:
    """Try a model over the practice province: counts at every step, warnings, the first clues."""
    from mingjian.training import Grounds, practise
    from mingjian.training.handed import read_handed

    one = _exercise(as_ or folder.resolve().name)
    handed = read_handed(folder, {})
    with progress("试运行", "trying the model") as bar:
        found = practise(one, handed.files, Grounds(folder.resolve().parent / GROUNDS), _told(bar))
    fine = not found.problems and not found.failures
    return Answer(_tried(found), lambda screen: _show_tried(screen, found), Exit.OK if fine else Exit.WRONG)


@command(app, "check")
def check(folder: Folder, as_: As = None) -> Answer:
    """Check what lies in a folder against the exercise: every finding, and why it matters."""
    one, found = _checked(folder, as_)

    def show_(screen: Screen) -> None:
        _show_result(screen, one, found)

    return Answer(found.as_dict(), show_, Exit.OK if found.passed else Exit.WRONG)


@command(app, "certificate")
def certificate(
    course: Folder,
    name: Annotated[str, typer.Option("--name")],
    out: Annotated[Path | None, typer.Option("--out")] = None,
    office: Annotated[str, typer.Option("--office")] = "",
) -> Answer:
    """Check the folders of a course again and certify what passes, with the digests of what was handed in."""
    from mingjian.training import certificate as certify
    from mingjian.training import exercises
    from mingjian.training.certificate import Passed

    today = date.today()  # noqa: DTZ011 - the day the certificate bears
    results = [_checked(course / known, None)[1] for known in exercises() if (course / known).is_dir()]
    passed = [Passed(one.exercise, one.exercise_digest, one.handed_digest, today) for one in results if one.passed]
    made = certify(passed, name, today, office)
    if out is not None:
        from mingjian.cli.language import language
        from mingjian.desk.training.diploma import diploma

        out.write_bytes(diploma(made, language()))
    return Answer(made.as_dict(), lambda screen: _show_certificate(screen, made, out))


# -- within ----------------------------------------------------------------------------------------------


def _exercise(name: str) -> Exercise:
    from mingjian.models.problems import nearest
    from mingjian.training import exercises

    known = exercises()
    if name in known:
        return known[name]
    numbered = [one for one in known if one.split("-")[0] == name.zfill(2)]
    if numbered:
        return known[numbered[0]]
    near = "、".join(nearest(name, known))
    raise BadInput(
        f"没有练习“{name}”" + (f"，是否指 {near}" if near else "：mingjian training list"),
        f"there is no exercise '{name}'" + (f", did you mean {near}" if near else ": see mingjian training list"),
    )


def _checked(folder: Path, as_: str | None) -> tuple[Exercise, Result]:
    from mingjian.training import Grounds
    from mingjian.training import check as checked
    from mingjian.training.handed import read_answers, read_handed

    one = _exercise(as_ or folder.resolve().name)
    handed = read_handed(folder, read_answers(folder))
    with progress("检查练习", "checking the exercise") as bar:
        return one, checked(one, handed, Grounds(folder.resolve().parent / GROUNDS), _told(bar))


def _told(bar: Bar) -> Told:
    return lambda share, zh, en: bar.at(share, zh, en)


def _tried(found: Practice) -> dict[str, Any]:
    return {
        "problems": [one.as_dict() for one in found.problems],
        "failures": [one.as_dict() for one in found.failures],
        "looks": {
            name: {
                "count": one.count,
                "undetermined": [{"reason": d.reason, "alias": d.alias, "rows": d.rows} for d in one.undetermined],
            }
            for name, one in found.looks.items()
        },
        "cautions": [{"kind": one.kind, "about": one.about, "zh": one.zh, "en": one.en} for one in found.cautions],
        "clues": found.clues,
        "says": [{"zh": zh, "en": en} for zh, en in found.says],
    }


def _show_tried(screen: Screen, found: Practice) -> None:
    from mingjian.runs import reason_text

    n = 0 if screen.lang == "zh" else 1
    for problem in found.problems:
        screen.line(problem.text(screen.lang), "red")
    for failure in found.failures:
        screen.say(failure.zh, failure.en, "red")
    heads = [("数据或步骤", "Data or step"), ("行", "Rows"), ("待定", "Undetermined")]
    rows = []
    for one in found.looks.values():
        doubts = "; ".join(f"{reason_text(d.reason)[n]} {d.rows}" for d in one.undetermined)
        rows.append([one.name, "?" if one.count is None else one.count, doubts])
    if rows:
        screen.table(heads, rows, " r ")
    for caution in found.cautions:
        screen.say(caution.zh, caution.en, "yellow")
    if found.clues is not None:
        screen.say(f"线索 {found.clues} 条", f"{found.clues} clues", "bold")
    for zh, en in found.says:
        screen.say(f"  {zh}", f"  {en}")


def _show_result(screen: Screen, one: Exercise, found: Result) -> None:
    title = one.definition.title.of(screen.lang)
    for each in found.findings:
        screen.say(("✓ " if each.ok else "✗ ") + each.zh, ("✓ " if each.ok else "✗ ") + each.en,
                   "green" if each.ok else "red")  # fmt: skip
        if not each.ok and each.why_zh:
            screen.say(f"    {each.why_zh}", f"    {each.why_en}")
    if found.passed:
        screen.say(f"{title}：通过", f"{title}: passed", "bold")
    else:
        screen.say(f"{title}：还没有通过", f"{title}: not passed yet", "bold")


def _show_certificate(screen: Screen, made: Certificate, out: Path | None) -> None:
    screen.say(
        f"{made.name}：通过 {len(made.passed)}/{made.of} 个练习", f"{made.name}: {len(made.passed)} of {made.of} passed"
    )
    heads = [("练习", "Exercise"), ("提交内容 SHA-256", "SHA-256 of what was handed in")]
    screen.table(heads, [(made.title(one).of(screen.lang), one.handed_digest) for one in made.passed])
    screen.say(f"证书编号 {made.number[:24]}", f"certificate {made.number[:24]}")
    if out is not None:
        screen.say(f"已写入 {out}", f"wrote {out}")
