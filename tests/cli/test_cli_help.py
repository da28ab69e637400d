"""Help in two languages: complete, nothing unused, chosen by locale; every command has `--json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from cli_parts import call
from typer.main import get_command

from mingjian.cli.exits import MEANINGS, Exit
from mingjian.cli.help_texts import TEXTS
from mingjian.cli.language import language
from mingjian.cli.main import app


def walk(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from walk(inner, f"{path} {name}".strip())


COMMANDS = dict(walk(get_command(app)))


def test_every_command_and_parameter_has_help_in_both_languages() -> None:
    used = {"*.help"}
    for path, command in COMMANDS.items():
        keys = [path, *(f"{path}.{one.name}" for one in command.params if one.name != "help")]
        for key in keys:
            known = key if key in TEXTS else "*." + key.rpartition(".")[2]
            assert known in TEXTS, f"no help for {key!r}"
            zh, en = TEXTS[known]
            assert any("\u4e00" <= sign <= "\u9fff" for sign in zh) or zh == en, key
            assert en
            assert not any("\u4e00" <= sign <= "\u9fff" for sign in en), key
            used.add(known)
    assert set(TEXTS) == used, f"help nobody shows: {set(TEXTS) - used}"


def test_every_command_can_answer_in_json() -> None:
    for path, command in COMMANDS.items():
        if not hasattr(command, "commands"):
            assert any("--json" in one.opts for one in command.params), path


@pytest.mark.parametrize("path", list(COMMANDS))
def test_help_of_every_command_in_both_languages(path: str) -> None:
    pages = {lang: call(*path.split(), "--help", lang=lang) for lang in ("zh", "en")}
    assert all(page.code == 0 and page.err == "" for page in pages.values())
    assert pages["zh"].out.startswith("用法: mingjian")
    assert "选项" in pages["zh"].out
    assert pages["en"].out.startswith("Usage: mingjian")
    assert "Options" in pages["en"].out
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in pages["en"].out)


def test_the_first_page_tells_the_exit_codes() -> None:
    page = call("--help").out
    for code, (_, english) in MEANINGS.items():
        assert f"{int(code)} " in page
        assert english[:20] in page
    assert set(MEANINGS) == set(Exit)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "MINGJIAN_LANG": "zh"}, "zh"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_language_follows_the_locale(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


def test_no_command_at_all_shows_the_page_and_is_wrong_usage() -> None:
    told = call()
    assert told.code == Exit.USAGE
    assert told.out == ""
    assert "Usage: mingjian" in told.err


def test_the_version() -> None:
    told = call("--version")
    assert told.code == 0
    assert told.out.startswith("mingjian 0.")
