"""How a function becomes a command: `--json` for every one, its answer shown as a person or a program wants it.

A command is a function of typer parameters that returns an `Answer`. It holds no texts of help: those stand in
`help_texts`, in both languages, by the command's and the parameter's name.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated, Any, get_type_hints

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.help_page import Command, Group
from mingjian.cli.language import language
from mingjian.cli.plain import to_json
from mingjian.cli.screen import Screen

__all__ = ["Answer", "command", "group", "wants_json"]

Show = Callable[[Screen], None]
wants_json: ContextVar[bool] = ContextVar("wants_json", default=False)
"""Whether the command that runs was asked for JSON: for those that write lines while they run."""


@dataclass(frozen=True)
class Answer:
    """What a command found: `data` for `--json`, `show` for people, and the exit code."""

    data: Any
    show: Show
    exit: Exit = Exit.OK


def group() -> typer.Typer:
    """A noun with several verbs."""
    return typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Register a function as a command of a group, with `--json`."""

    def register(function: Callable[..., Answer]) -> Callable[..., Answer]:
        app.command(name, cls=Command)(_with_json(function))
        return function

    return register


def _with_json(function: Callable[..., Answer]) -> Callable[..., None]:
    def call(**given: Any) -> None:
        as_json = given.pop("as_json")
        wants_json.set(as_json)
        answer = function(**given)
        emit(answer, as_json)
        raise typer.Exit(int(answer.exit))

    hints = get_type_hints(function, include_extras=True)
    hints.pop("return", None)
    json_option = Annotated[bool, typer.Option("--json")]
    parameters = [
        one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for one in inspect.signature(function).parameters.values()
    ]
    last = inspect.Parameter("as_json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=json_option)
    call.__signature__ = inspect.Signature([*parameters, last])  # type: ignore[attr-defined]
    call.__annotations__ = {**hints, "as_json": json_option}
    call.__name__, call.__module__ = function.__name__, function.__module__
    return call


def emit(answer: Answer, as_json: bool) -> None:
    """Write an answer to standard output."""
    if as_json:
        sys.stdout.write(to_json(answer.data) + "\n")
    else:
        answer.show(Screen(language()))
    sys.stdout.flush()
