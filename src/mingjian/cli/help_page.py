"""The page `--help` shows, in the reader's language. The texts come from `help_texts`, the rest from the command."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from mingjian.cli.exits import MEANINGS
from mingjian.cli.help_texts import TEXTS
from mingjian.cli.language import Lang, language

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Command", "Group", "Option", "about", "options_of", "path_of", "render", "usage_of"]

_WORDS = {
    "usage": ("用法", "Usage"),
    "arguments": ("参数", "Arguments"),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    "exits": ("退出码", "Exit codes"),
    "required": ("必填", "required"),
    "default": ("默认", "default"),
    "variable": ("环境变量", "environment"),
    "several": ("可多次给出", "may be repeated"),
    "command": ("命令", "COMMAND"),
    "rest": ("选项", "OPTIONS"),
}


@dataclass(frozen=True)
class Option:
    """One parameter of a command as a page shows it."""

    name: str
    argument: bool
    text: str
    notes: tuple[str, ...]


class Command(TyperCommand):
    """A command whose page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page; typer calls it for `--help`."""
        formatter.write(_colored(self, ctx))


class Group(TyperGroup):
    """A group whose page is ours; its commands stand in the order in which they were written."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page; typer calls it for `--help`."""
        formatter.write(_colored(self, ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """For shell completion."""
        return _short(self, limit)


def about(key: str, lang: Lang) -> str:
    """The text of a command (`intake load`) or of a parameter (`intake load.source`, or `*.lake` for all)."""
    found = TEXTS.get(key) or TEXTS.get("*." + key.rpartition(".")[2], ("", ""))
    return found[0 if lang == "zh" else 1]


def path_of(ctx: Any) -> str:
    """The words after the program's name: `intake load`."""
    words: list[str] = []
    while ctx.parent is not None:
        words.insert(0, ctx.info_name)
        ctx = ctx.parent
    return " ".join(words)


def options_of(command: Any, path: str, lang: Lang) -> list[Option]:
    """The parameters of a command, arguments first."""
    shown = [one for one in command.params if not getattr(one, "hidden", False) and one.name != "help"]
    made = [_option(one, path, lang) for one in shown]
    return sorted(made, key=lambda one: not one.argument)


def usage_of(command: Any, path: str, lang: Lang) -> str:
    """One line: the program, its words, arguments and options."""
    parts = ["mingjian", *path.split()]
    for one in command.params:
        if one.param_type_name == "argument":
            name = _metavar(one, lang) + ("…" if one.nargs != 1 else "")
            parts.append(name if one.required else f"[{name}]")
    word = 0 if lang == "zh" else 1
    parts.append(f"[{_WORDS['rest'][word]}]")
    if hasattr(command, "commands"):
        parts.append(_WORDS["command"][word])
    return " ".join(parts)


def render(command: Any, path: str, lang: Lang, console: Console) -> None:
    """Print the page of a command."""
    from rich.table import Table
    from rich.text import Text

    def heading(word: str) -> None:
        console.print()
        console.print(Text(_WORDS[word][0 if lang == "zh" else 1], style="bold"))

    def rows(pairs: Iterator[tuple[str, str]]) -> None:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="cyan", min_width=4)
        table.add_column(overflow="fold")
        for name, text in pairs:
            table.add_row(Text("  " + name), Text(text))
        console.print(table)

    console.print(Text(f"{_WORDS['usage'][0 if lang == 'zh' else 1]}: ", style="bold") + usage_of(command, path, lang))
    console.print()
    console.print(Text(about(path, lang)))
    options = options_of(command, path, lang)
    for word, wanted in (("arguments", True), ("options", False)):
        chosen = [one for one in options if one.argument is wanted]
        if not wanted:
            chosen.append(Option("--help", False, about("*.help", lang), ()))
        if chosen:
            heading(word)
            rows((one.name, _with_notes(one, lang)) for one in chosen)
    if hasattr(command, "commands"):
        heading("commands")
        words = [(name, f"{path} {name}".strip()) for name in command.commands]
        rows((name, about(full, lang).partition("\n")[0]) for name, full in words)
    if not path:
        heading("exits")
        rows((str(int(code)), meaning[0 if lang == "zh" else 1]) for code, meaning in MEANINGS.items())


def _option(parameter: Any, path: str, lang: Lang) -> Option:
    word = 0 if lang == "zh" else 1
    argument = parameter.param_type_name == "argument"
    name = _metavar(parameter, lang)
    if not argument:
        flags = ", ".join([*parameter.opts, *parameter.secondary_opts])
        flag = parameter.is_flag or parameter.count
        name = flags if flag else f"{flags} {name}"
    notes = []
    if parameter.required:
        notes.append(_WORDS["required"][word])
    default = parameter.default
    said_nothing = default is None or isinstance(default, bool) or default in ("", (), []) or callable(default)
    if not said_nothing:
        notes.append(f"{_WORDS['default'][word]}{'：' if lang == 'zh' else ': '}{default}")
    if parameter.envvar:
        notes.append(f"{_WORDS['variable'][word]} {parameter.envvar}")
    if getattr(parameter, "multiple", False) or parameter.nargs == -1:
        notes.append(_WORDS["several"][word])
    return Option(name, argument, about(f"{path}.{parameter.name}", lang), tuple(notes))


def _metavar(parameter: Any, lang: Lang) -> str:
    described = parameter.type_descriptor
    if described.is_choice and described.choices:
        return "|".join(str(getattr(one, "value", one)) for one in described.choices)
    return str(parameter.metavar or parameter.name.strip("_").upper().replace("_", "-"))


def _with_notes(option: Option, lang: Lang) -> str:
    if not option.notes:
        return option.text
    joined = ("；" if lang == "zh" else "; ").join(option.notes)
    return f"{option.text}（{joined}）" if lang == "zh" else f"{option.text} ({joined})"


def _colored(command: Any, ctx: Any) -> str:
    """The page with the colours of the terminal it is written to; plain where there is none."""
    from rich.console import Console

    from mingjian.cli.screen import console

    target = console(sys.stdout)
    out = io.StringIO()
    width = min(target.width, 120)
    page = Console(
        file=out, width=width, force_terminal=target.is_terminal, color_system="auto" if target.is_terminal else None
    )
    render(command, path_of(ctx), language(), page)
    return out.getvalue()


def _short(command: Any, limit: int) -> str:
    text = about(command.name or "", language()).partition("\n")[0]
    return text if len(text) <= limit else text[: limit - 1] + "…"
