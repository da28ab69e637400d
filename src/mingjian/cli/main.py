"""`mingjian`: the commands put together, and how it starts and ends."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from mingjian.cli import audit, clues, demo, documents, intake, lake, models, province, runs, standards
from mingjian.cli.errors import report_error
from mingjian.cli.exits import Exit
from mingjian.cli.words import t

app = typer.Typer(
    name="mingjian",
    help=t(
        "明鉴：大数据法律监督。碰撞名册，发现线索，重新证明。", "Big-data legal supervision: clues you can re-prove."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(standards.app, name="standards")
app.add_typer(intake.app, name="intake")
app.add_typer(documents.app, name="documents")
app.add_typer(models.app, name="models")
app.add_typer(clues.app, name="clues")
app.add_typer(audit.app, name="audit")
app.add_typer(lake.app, name="lake")
app.add_typer(province.app, name="province")
lake.register(app)
runs.register(app)
clues.register(app)
demo.register(app)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(int(answer(arguments)))


def answer(arguments: list[str] | None = None) -> int:
    """The exit code of a command line; every error has been told on standard error."""
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return report_error(KeyboardInterrupt())
    except TyperException as error:
        show = getattr(error, "show", None)  # usage errors print themselves, with the command's usage line
        if show is None:
            return report_error(error)
        show()
        return Exit.USAGE
    except Exception as error:
        return report_error(error)
    return code if isinstance(code, int) else Exit.OK
