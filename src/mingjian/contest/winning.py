"""What a winning work gives the shelf: the texts of its model folder, or of a creative work a model that is only named.

The child's side of `walled.winner_walled`: the zip of a stranger is opened nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mingjian.contest.completeness import part_of, unwrapped
from mingjian.contest.completeness.opening import open_work
from mingjian.contest.definition import Material
from mingjian.contest.errors import ContestError
from mingjian.models.editing import empty_model
from mingjian.models.editing.writing import inline
from mingjian.models.enumerations import Line, Work
from mingjian.models.source import read_source
from mingjian.standards import standards

__all__ = ["MODEL", "idea_text", "model_part", "model_texts", "winner_inside"]

MODEL = "model.yaml"
_IDEA = "idea.yaml"
_LARGEST = 1_000_000
"""Bytes of a file of text: a model that is larger is none."""


def model_part(files: Mapping[str, bytes], materials: Mapping[str, Material]) -> dict[str, bytes]:
    """The model folder among the files of a work, its files by their names within it."""
    part = next((name for name, one in materials.items() if one.kinds == ["model"]), None)
    own = {name.partition("/")[2]: data for name, data in files.items() if part_of(name, materials) == part}
    own = {name: data for name, data in own.items() if name}
    if MODEL not in own:
        inner = {name.partition("/")[0] for name in own if name.endswith(f"/{MODEL}")}
        own = {name.partition("/")[2]: data for name, data in own.items() if name.partition("/")[0] in inner}
    return own


def model_texts(files: Mapping[str, bytes], materials: Mapping[str, Material]) -> dict[str, str]:
    """`model.yaml` and `examples/*.yaml`, which is all the shelf takes. Raises ContestError where there is no model."""
    own = model_part(files, materials)
    found = {
        name: data for name, data in own.items()
        if name == MODEL or (name.startswith("examples/") and name.endswith(".yaml") and name.count("/") == 1)
    }  # fmt: skip
    if MODEL not in found:
        raise ContestError("作品中没有模型", "there is no model in the work")
    if large := [name for name, data in found.items() if len(data) > _LARGEST]:
        raise ContestError(f"{large[0]} 过大", f"{large[0]} is too large")
    try:
        return {name: data.decode("utf-8-sig") for name, data in found.items()}
    except UnicodeDecodeError:
        raise ContestError("模型文件不是 UTF-8 文字", "a file of the model is no text in UTF-8") from None


def idea_text(files: Mapping[str, bytes], model: str, title: str, line: Line) -> str:
    """A model with a name, and the lists and laws that the work's `idea.yaml` names, where it has one that reads."""
    made = empty_model(model, title, title, line, Work.CREATIVE)
    raw = files.get(_IDEA, b"")
    data: Any = read_source(raw.decode("utf-8-sig", "replace"), _IDEA).data if 0 < len(raw) <= _LARGEST else None
    said = data if isinstance(data, dict) else {}
    needs, basis = _needs(said.get("lists")), _basis(said.get("basis"))
    if needs:
        made = made.replace("needs: {}\n", "needs:\n" + "".join(f"  {n}: {inline(one)}\n" for n, one in needs.items()))
    if basis:
        made = made.replace("basis: []\n", "basis:\n" + "".join(f"  - {inline(one)}\n" for one in basis))
    return made


def winner_inside(given: Mapping[str, Any]) -> dict[str, Any]:
    """The child's side: the texts, or why there are none."""
    opened = open_work(Path(given["work"]))
    files = unwrapped(opened.files)
    materials = {name: Material.model_validate(one) for name, one in given["materials"].items()}
    try:
        if given["idea"]:
            return {"files": {MODEL: idea_text(files, given["model"], given["title"], Line.of(given["line"]))}}
        return {"files": model_texts(files, materials)}
    except ContestError as error:
        return {"refused": [error.zh, error.en]}


def _needs(lists: Any) -> dict[str, dict[str, str]]:
    """Lists that are standards, the newest of each."""
    newest = {one.partition("@")[0]: one for one in sorted(standards())}
    named = [str(one).partition("@")[0] for one in lists] if isinstance(lists, list) else []
    return {name: {"standard": newest[name]} for name in dict.fromkeys(named) if name in newest}


def _basis(said: Any) -> list[dict[str, Any]]:
    """Laws and articles as the work names them; nobody has compared them with the text yet."""
    found = []
    for one in said if isinstance(said, list) else []:
        if isinstance(one, dict) and isinstance(one.get("law"), str) and isinstance(one.get("article"), int | str):
            found.append({"law": one["law"][:200], "article": one["article"]})
    return found
