"""`mingjian`: the commands put together, and how the program starts and ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.main import get_command

from mingjian.cli import (
    approve,
    ask,
    audit,
    charge,
    clues,
    contest,
    demo,
    desk,
    desk_backup,
    desk_exchange,
    desk_sources,
    documents,
    evidence,
    identity,
    init,
    intake,
    lake,
    law,
    measure,
    models,
    originality,
    prove,
    province,
    report,
    search,
    sentencing,
    shelf,
    similar,
    standards,
    training,
)
from mingjian.cli import run as run_
from mingjian.cli.command import command
from mingjian.cli.errors import Fault, fault_of
from mingjian.cli.exits import Exit
from mingjian.cli.help_page import Group
from mingjian.cli.interrupt import listening, stopped_by
from mingjian.cli.language import language
from mingjian.cli.plain import to_json
from mingjian.cli.screen import console

__all__ = ["app", "main", "run"]

_YOUNG = 50_000
"""New objects after which cycles among them are looked for. With Python's 700 a report, which makes hundreds of
thousands and holds sixty parsed models, spends a fifth of its time looking."""

app = typer.Typer(
    name="mingjian", cls=Group, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed

        sys.stdout.write(f"mingjian {installed('mingjian')}\n")
        raise typer.Exit(int(Exit.OK))


@app.callback()
def _program(version: bool = typer.Option(False, "--version", is_eager=True, callback=_version)) -> None:
    del version


command(app, "demo")(demo.demo)
command(app, "init")(init.init)
app.add_typer(standards.app, name="standards")
app.add_typer(intake.app, name="intake")
app.add_typer(documents.app, name="documents")
app.add_typer(law.app, name="law")
app.add_typer(models.app, name="models")
command(app, "run")(run_.run)
app.add_typer(clues.app, name="clues")
command(app, "prove")(prove.prove)
command(app, "report")(report.report)
command(app, "approve")(approve.approve)
app.add_typer(approve.signers, name="signers")
app.add_typer(measure.app, name="measure")
app.add_typer(contest.app, name="contest")
app.add_typer(originality.app, name="originality")
app.add_typer(shelf.app, name="shelf")
app.add_typer(training.app, name="training")
app.add_typer(sentencing.app, name="sentencing")
app.add_typer(search.app, name="search")
app.add_typer(evidence.app, name="evidence")
app.add_typer(charge.app, name="charge")
command(app, "similar")(similar.similar)
app.add_typer(ask.app, name="ask")
app.add_typer(audit.app, name="audit")
app.add_typer(lake.app, name="lake")
app.add_typer(identity.app, name="identity")
desk_backup.register(desk.app)
desk_sources.register(desk.app)
desk.app.add_typer(desk_exchange.app, name="exchange")
app.add_typer(desk.app, name="desk")
command(app, "serve")(desk.serve)
command(app, "worker")(desk.worker)
command(app, "watch")(desk.watch)
app.add_typer(province.app, name="province")


def run() -> None:
    """The program: run the command line and leave with its exit code."""
    gc.set_threshold(_YOUNG, 20, 100)
    code = main(sys.argv[1:])
    if code == Exit.CLOSED:  # nothing more can be written there, also not at the interpreter's end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """The exit code of a command line. Every error has been told when it returns; only `SystemExit` passes."""
    root: Any = get_command(app)
    with listening():
        try:
            code = root.main(args=list(arguments), prog_name="mingjian", standalone_mode=False)
            sys.stdout.flush()
            stopped = stopped_by()
            if stopped is None:
                return int(code) if isinstance(code, int) else int(Exit.OK)
            return _tell(fault_of(KeyboardInterrupt()), stopped, arguments)
        except BrokenPipeError:
            return int(Exit.CLOSED)
        except SystemExit:
            raise
        except BaseException as error:
            stopped = stopped_by()
            if type(error).__name__ == "NoArgsIsHelpError":
                sys.stderr.write(str(error))
                return int(Exit.USAGE)
            if stopped is not None or isinstance(error, typer.Abort):
                return _tell(fault_of(KeyboardInterrupt()), stopped or Exit.CANCELLED, arguments)
            fault = fault_of(error)
            return _tell(fault, fault.exit, arguments)


def _tell(fault: Fault, code: Exit, arguments: Sequence[str]) -> int:
    """Say what went wrong: messages on standard error, with `--json` also the document on standard output."""
    screen, lang = console(sys.stderr), language()
    for number, message in enumerate(fault.messages):
        style = (
            ("red" if fault.exit is not Exit.CANCELLED else "yellow") if number == 0 or fault.kind != "usage" else None
        )
        screen.print(message.of(lang), style=style, markup=False, highlight=False, soft_wrap=True)
    if "--json" in arguments:
        sys.stdout.write(to_json({**fault.data(), "exit": int(code)}) + "\n")
        sys.stdout.flush()
    return int(code)
