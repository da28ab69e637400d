"""The report as one HTML file without outside parts, in both languages, to be read offline and printed."""

from __future__ import annotations

import json
from importlib.resources import files

from jinja2 import Environment

from mingjian.originality.report.findings import SENTENCE, Report

__all__ = ["MOST_SIGNS", "page"]

MOST_SIGNS = 900_000
"""Signs of passages and steps a page shows, strongest matches first; what is beyond is in the JSON, and told so."""
_KINDS = {"text": ("文字", "text"), "structure": ("结构", "structure"), "program": ("程序", "program")}
_RELATIONS = {
    "other": ("他人作品", "others' work"),
    "own": ("本人作品再用", "own work, re-used"),
    "declared": ("已声明", "declared"),
}
_SURVIVED = {"structure": ("结构", "structure"), "meaning": ("含义", "meaning"), "values": ("数值", "values"),
             "order": ("顺序", "order"), "rarity": ("少见程度", "rarity")}  # fmt: skip


def page(report: Report, most_signs: int = MOST_SIGNS) -> str:
    """The page."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["percent"] = lambda value: "—" if value is None else f"{100 * value:.0f} %"
    template = environment.from_string(files(__package__).joinpath("page.html").read_text("utf-8"))
    data = report.data()
    room, shown = most_signs, []
    for match in data["matches"]:
        signs = len(json.dumps([match["passages"], match["structure"]], ensure_ascii=False))
        fits = signs <= room
        room -= signs if fits else 0
        shown.append(
            match if fits else {**match, "structure": None, "passages": [], "passages_left_out": 0, "cut": True}
        )
    return template.render(
        data=data, matches=shown, says=SENTENCE, kinds=_KINDS, relations=_RELATIONS, survived=_SURVIVED
    )
