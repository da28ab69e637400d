"""An office's layer written by forms: its beginning, and requirements, facts and favourable items put into its text.

A requirement of a point that the pack has takes the point's element, title and sources with it, since a layer restates
what it tightens; what would loosen is refused where the text is read (`packs.check_pack`).
"""

from __future__ import annotations

from typing import Any

from mingjian.assist.evidence.editing import append, put, remove
from mingjian.assist.evidence.pack import PackFile, Point
from mingjian.models.editing import Sheet
from mingjian.models.editing.writing import inline
from mingjian.models.source import Path

__all__ = ["layer_start", "put_fact", "put_favourable", "put_need", "put_point", "take_entry"]


def layer_start(under: PackFile, office: str) -> str:
    """The text a layer over a pack begins with: nothing is added yet."""
    zh, en = under.title.zh, under.title.en
    lines = [
        f"# {zh}：本院的补充，只能增加或收紧",
        f"# {en}: what this office adds and tightens",
        f"pack: {under.pack}-own",
        "version: 1.0.0",
        f"title: {inline({'zh': f'{zh}补充', 'en': f'{en}, layer'})}",
        f"adds_to: {under.pack}",
        f"office: {inline(office)}",
    ]
    return "\n".join(lines) + "\n"


def put_need(sheet: Sheet, under: PackFile, point: str, need: dict[str, Any]) -> Sheet:
    """A requirement put under a point, in the place of the one of its id. Raises EditRefused; KeyError for no point."""
    said = sheet.data.get("points") or {}
    if point not in said:
        return put_point(sheet, point, {**_restated(under.points[point]), "needs": [need]})
    needs = said[point].get("needs") or []
    at = next((n for n, one in enumerate(needs) if isinstance(one, dict) and one.get("id") == need.get("id")), None)
    if at is not None:
        return put(sheet, ("points", point, "needs", at), need)
    return append(sheet, ("points", point, "needs"), need)


def put_point(sheet: Sheet, name: str, point: dict[str, Any]) -> Sheet:
    """A point added, or put in the place of the one of its name. Raises EditRefused."""
    return _entry(sheet, "points", name, point)


def put_fact(sheet: Sheet, name: str, fact: dict[str, Any]) -> Sheet:
    """A fact conditions may ask for. Raises EditRefused."""
    return _entry(sheet, "facts", name, fact)


def put_favourable(sheet: Sheet, one: dict[str, Any]) -> Sheet:
    """Something that would speak for the suspect, in the place of the one of its id. Raises EditRefused."""
    said = sheet.data.get("favourable") or []
    at = next((n for n, other in enumerate(said) if other.get("id") == one.get("id")), None)
    if at is not None:
        return put(sheet, ("favourable", at), one)
    return append(sheet, ("favourable",), one) if said else put(sheet, ("favourable",), [one])


def take_entry(sheet: Sheet, path: Path) -> Sheet:
    """An entry taken away; a point whose last requirement goes, goes with it. Raises EditRefused; LookupError where
    there is no such entry."""
    there = sheet.data
    for part in path:
        there = there[part]
    if len(path) == 4 and path[0] == "points" and len(sheet.data["points"][path[1]]["needs"]) == 1:
        path = path[:2]
    if len(path) == 2 and len(sheet.data[path[0]]) == 1:
        path = path[:1]
    return remove(sheet, path)


def _entry(sheet: Sheet, group: str, name: str, value: dict[str, Any]) -> Sheet:
    if not isinstance(sheet.data.get(group), dict):
        return put(sheet, (group,), {name: value})
    return put(sheet, (group, name), value)


def _restated(point: Point) -> dict[str, Any]:
    said: dict[str, Any] = {"element": point.element, "title": point.title.model_dump()}
    if point.core:
        said["core"] = True
    if point.sources > 1:
        said["sources"] = point.sources
    return said
