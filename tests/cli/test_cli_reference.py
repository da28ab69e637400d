"""`docs/cli.md` is what the commands say, and nothing of them is left out."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from mingjian.cli.exits import Exit
from mingjian.cli.help_page import about
from mingjian.cli.main import app
from mingjian.cli.reference import cli_reference, commands_of

ROOT = Path(__file__).parents[2]


def test_the_page_is_current():
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == cli_reference(get_command(app)), "run: uv run python scripts/reference_pages.py"


def test_every_command_option_and_exit_code_is_on_it_in_both_languages():
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = dict(commands_of(get_command(app)))
    assert {"demo", "init", "run", "prove", "report", "intake load", "models test", "province build"} <= set(found)
    for words, command in found.items():
        assert re.search(rf"^##+ {re.escape(words)}$", page, re.M), words
        for one in command.params:
            if one.name == "help" or getattr(one, "hidden", False):
                continue
            assert max(one.opts, key=len) in page or one.param_type_name == "argument", (words, one.name)
            assert about(f"{words}.{one.name}", "zh"), (words, one.name)
            assert about(f"{words}.{one.name}", "en"), (words, one.name)
    for code in Exit:
        assert f"| {int(code)} |" in page


def test_every_setting_is_in_the_operators_guide():
    named = set()
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / ".ci" / "run"]:
        named |= set(re.findall(r"MINGJIAN_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8")))
    named -= {"MINGJIAN_COMPLETE"}  # the completion protocol's own
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert named
    assert not {name for name in named if f"`{name}`" not in guide}
