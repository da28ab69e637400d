"""Findings of the check of citations, as JSON data and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.law.citing import Finding

__all__ = ["LIMIT", "show_findings", "told"]

_GRAVE = {"wrong": ("错", "wrong", "red"), "doubt": ("疑", "doubt", "yellow"), "open": ("未定", "open", "dim")}
LIMIT = (
    "存在而不当的条文，只有与文字矛盾时才能看出；未列出不等于正确",
    "an article that exists but is not the right one shows only where the words contradict it; "
    "what is not listed is not thereby right",
)


def told(where: str, one: Finding) -> dict[str, Any]:
    """A finding as JSON data, with its place."""
    return {**one.as_dict(), "where": where}


def show_findings(screen: Screen, found: list[tuple[str, Finding]]) -> None:
    """What is wrong, doubtful or open, gravest first; then how many there are."""
    place = 0 if screen.lang == "zh" else 1
    for grave, (*words, style) in _GRAVE.items():
        lines = [f"{at} {one.code} [{words[place]}] {one.said()[place]}" for at, one in found if one.severity == grave]
        for line in dict.fromkeys(lines):
            screen.line(line, style)
    right = sum(one.severity == "ok" for _, one in found)
    screen.say(f"引用 {len(found)} 处，查明 {right} 处", f"{len(found)} citations, {right} found in the law")
    screen.line(LIMIT[place], "dim")
