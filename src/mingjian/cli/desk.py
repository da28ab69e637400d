"""`mingjian desk`, `mingjian serve` and `mingjian worker`: the workbench in the browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.language import language
from mingjian.cli.options import LakePath, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen, note

if TYPE_CHECKING:
    from mingjian.models.enumerations import Labelled

__all__ = ["app", "serve", "watch", "worker"]

app = group()
Kind = TypeVar("Kind", bound="Labelled")
Folder = Annotated[Path, typer.Argument()]


@command(app, "init")
def init(
    folder: Folder = Path("desk"),
    database: Annotated[str, typer.Option("--database")] = "",
    lake: LakePath = None,
) -> Answer:
    """Make a desk over a lake: its settings, its secret, its tables."""
    from mingjian.desk.setup import make_desk, migrate, open_desk

    given = {"database": database} if database else {}
    try:
        path = make_desk(folder, open_lake(lake).path, **given)
    except FileExistsError:
        raise BadInput(f"这里已有工作台：{folder}", f"there is a desk already: {folder}") from None
    open_desk(folder)
    migrate()

    def show(screen: Screen) -> None:
        screen.say(f"已新建工作台：{path}", f"made a desk: {path}")
        screen.say(
            "接着：mingjian desk office 与 mingjian desk user 建立检察院和用户，再 mingjian serve",
            "next: mingjian desk office and mingjian desk user for offices and people, then mingjian serve",
        )

    return Answer({"settings": path}, show)


@command(app, "office")
def office(
    code: Annotated[str, typer.Argument()],
    zh: Annotated[str, typer.Option("--zh")],
    level: Annotated[str, typer.Option("--level")],
    en: Annotated[str, typer.Option("--en")] = "",
    above: Annotated[str | None, typer.Option("--above")] = None,
    region: Annotated[str, typer.Option("--region")] = "",
    short: Annotated[str, typer.Option("--short")] = "",
    contact: Annotated[str, typer.Option("--contact")] = "",
    desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk"),
) -> Answer:
    """An office of the tree."""
    opened(desk)
    from mingjian.desk.offices.models import Level
    from mingjian.desk.offices.services import add_office

    made = add_office(
        code, zh, en or zh, one_of(Level, level, "--level"), parent=above, region=region, short=short, contact=contact
    )
    return Answer(
        {"office": made.code, "path": made.path},
        lambda screen: screen.say(f"已建立：{made.zh}", f"made: {made.en}"),
    )


@command(app, "user")
def user(
    username: Annotated[str, typer.Argument()],
    name: Annotated[str, typer.Option("--name")],
    office: Annotated[str, typer.Option("--office")],
    role: Annotated[list[str], typer.Option("--role")],
    line: Annotated[list[str] | None, typer.Option("--line")] = None,
    desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk"),
) -> Answer:
    """Somebody who can log in; the first password is asked for, and changed at the first log-in."""
    opened(desk)
    from mingjian.desk.offices.roles import Role
    from mingjian.desk.offices.services import add_user
    from mingjian.models.enumerations import Line

    roles = [one_of(Role, one, "--role") for one in role]
    lines = [one_of(Line, one, "--line") for one in line or []]
    zh, en = "初始口令", "first password"
    password = typer.prompt(zh if language() == "zh" else en, hide_input=True, confirmation_prompt=True, err=True)
    made = add_user(username, password, office, name, roles, lines)
    return Answer(
        {"user": made.username}, lambda screen: screen.say(f"已建立用户：{made}", f"made the user {made.username}")
    )


@command(app, "rebuild")
def rebuild(desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk")) -> Answer:
    """Bring the table of clues up to what the lake says, from the beginning; what people did stays."""
    opened(desk)
    from mingjian.desk.clues.models import Projection
    from mingjian.desk.keeper import one_round
    from mingjian.desk.lake import the_lake

    with progress("重建线索表", "making the table of clues anew"):
        Projection.objects.all().delete()
        made = one_round(the_lake())
    zh, en = f"新增 {made.new} 条，更新 {made.changed} 条", f"{made.new} new, {made.changed} changed"
    return Answer(made, lambda screen: screen.say(zh, en))


@command(app, "whose")
def whose(
    file: Annotated[str, typer.Argument()],
    desk: Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")] = Path("desk"),
) -> Answer:
    """Whose copy an exported file is, by the file or by the number it carries."""
    opened(desk)
    from mingjian.desk.exports.leaks import whose as find
    from mingjian.desk.lake import the_lake
    from mingjian.desk.traces.services import trace
    from mingjian.trust.digests import sha256_bytes

    path = Path(file)
    data = path.read_bytes() if path.is_file() else file.encode()
    found = find(the_lake(), data)
    trace("cli", "audit.whose", "audit", sha256=sha256_bytes(data), found=[one.number for one in found])

    def show(screen: Screen) -> None:
        if not found:
            screen.say("没有与之相符的导出", "no export fits")
        for one in found:
            screen.pairs(
                [
                    (("编号", "Number"), one.number),
                    (("导出人", "Taken by"), one.actor),
                    (("时间", "At"), f"{one.at:%Y-%m-%d %H:%M:%S %Z}"),
                    (("用途", "Purpose"), str(one.detail.get("purpose", ""))),
                    (("条数", "Rows"), str(one.detail.get("clues", one.detail.get("rows", "")))),
                    (
                        ("认定依据", "Known by"),
                        ("文件原样（摘要相同）" if one.whole else "文件中的编号（内容可能已改）")
                        if language() == "zh"
                        else ("the very file (same digest)" if one.whole else "its number (it may have been changed)"),
                    ),
                ]
            )

    return Answer(found, show)


@command(app, "openapi")
def openapi() -> Answer:
    """The description of the API, for other systems and for the browser's client."""
    import mingjian.desk.wsgi  # noqa: F401 - makes Django ready, also where there is no desk
    from mingjian.desk.api import openapi as described

    made = described()
    return Answer(made, lambda screen: screen.line(json.dumps(made, ensure_ascii=False, indent=1)))


def serve(
    folder: Folder = Path("desk"),
    host: Annotated[str | None, typer.Option("--host")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535)] = None,
    open_: Annotated[bool, typer.Option("--open")] = False,
) -> Answer:
    """Serve the desk until Ctrl-C."""
    from mingjian.desk.serve import serve as run

    def told(address: str) -> None:
        note(f"工作台：{address}（Ctrl-C 结束）", f"the desk: {address} (Ctrl-C ends it)", language())
        if open_ and sys.stdout.isatty():
            import webbrowser

            webbrowser.open(address)

    def asked(address: str, code: str) -> None:
        zh = f"工作台尚未设置。请打开 {address}，设置码：{code}（只用一次）"
        note(zh, f"the desk is not set up yet: open {address}, code {code} (once)", language())

    run(folder, host, port, told, asked, language())
    return Answer({"desk": folder}, lambda screen: screen.say("已停止", "stopped"))


def worker(
    folder: Folder = Path("desk"),
    threads: Annotated[int, typer.Option("--threads", min=1, max=64)] = 1,
) -> Answer:
    """Work on the jobs of a desk until Ctrl-C."""
    from mingjian.desk.work import work

    work(folder, threads, lambda: note("等待任务（Ctrl-C 结束）", "waiting for jobs (Ctrl-C ends it)", language()))
    return Answer({"desk": folder}, lambda screen: screen.say("已停止", "stopped"))


def watch(
    folder: Folder = Path("desk"),
    threads: Annotated[int, typer.Option("--threads", min=0, max=64)] = 1,
    once: Annotated[bool, typer.Option("--once")] = False,
) -> Answer:
    """Look after the schedules of a desk until Ctrl-C, or once."""
    from mingjian.desk.work import watch as run
    from mingjian.desk.work import watch_once

    if not once:
        run(folder, threads, lambda: note("定时任务执行中（Ctrl-C 结束）", "watching (Ctrl-C ends it)", language()))
        return Answer({"desk": folder}, lambda screen: screen.say("已停止", "stopped"))
    with progress("执行到期的定时任务", "doing what is due"):
        turns = watch_once(folder)
    return Answer({"desk": folder, "turns": turns}, lambda screen: _turns(screen, turns))


def _turns(screen: Screen, turns: dict[str, int] | None) -> None:
    from mingjian.desk.schedules.models import TurnState

    if turns is None:
        screen.say("另一进程正在执行定时任务", "another process is looking after the schedules")
    elif not turns:
        screen.say("没有到期的定时任务", "nothing was due")
    for code, count in sorted((turns or {}).items()):
        state = TurnState.of(code)
        screen.say(f"{state.zh}：{count}", f"{state.en}: {count}")


def opened(folder: Path) -> None:
    """Let this process work with a desk, its tables up to date."""
    from mingjian.desk.setup import migrate, open_desk

    open_desk(folder)
    migrate()


def one_of(kinds: type[Kind], given: str, option: str) -> Kind:
    """A member of a closed list by its code; `BadInput` lists them."""
    try:
        return kinds.of(given)
    except ValueError:
        known = "、".join(f"{one.value}（{one.zh}）" for one in kinds)
        en = ", ".join(one.value for one in kinds)
        raise BadInput(f"{option}：没有“{given}”，可用：{known}", f"{option}: no '{given}', there are: {en}") from None
