"""The pages of the repository: links that lead somewhere, both languages, nothing that belongs to one machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from mingjian.cli.main import app
from mingjian.cli.reference import commands_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_two_readmes_have_the_same_sections_and_links() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    assert len(re.findall(r"^## ", english, re.M)) == len(re.findall(r"^## ", chinese, re.M))
    links = [set(re.findall(r"\]\(((?!README)[^)]+)\)", text)) for text in (english, chinese)]
    assert links[0] == links[1]


def test_no_file_names_a_folder_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: the list of files is absent")
    one_machine = re.compile(rb"/(?:work|root|home/[a-z]+)/")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.suffix not in {".lock", ".png"} and path.is_file():
            assert not one_machine.search(path.read_bytes()), name


COMMANDS = dict(commands_of(get_command(app)))
CALL = re.compile(r"(?:^|`|(?<!import)\s)mingjian ((?:[^`\n#\\]|\\\n)+)", re.M)


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "cli.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_a_page_shows_exists_with_its_options(page: Path) -> None:
    for call in CALL.findall(page.read_text(encoding="utf-8")):
        words = re.split(r"[\s|>]+", call.replace("\\\n", " ").strip())
        path = command_of(words)
        assert path or words[0].startswith(("-", "<", "…")) or not words[0].isascii(), f"{page.name}: mingjian {call}"
        check_options(path, words, page.name)


def test_every_command_a_message_shows_has_its_options() -> None:
    for file in (ROOT / "src").rglob("*.py"):
        for call in CALL.findall(file.read_text(encoding="utf-8")):
            words = re.split(r"[\s|>\"]+", call.strip())
            if path := command_of(words):
                check_options(path, words, file.name)


def command_of(words: list[str]) -> str:
    return next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in COMMANDS), "")


def check_options(path: str, words: list[str], where: str) -> None:
    known = {name for one in COMMANDS[path].params for name in one.opts} if path else {"--install-completion"}
    for option in (word for word in words if re.fullmatch(r"--[a-z-]+", word)):
        assert option in known | {"--help"}, f"{where}: mingjian {' '.join(words)}"
