"""An edit in words, for the history of a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

__all__ = ["told_edit"]

_WORDS: dict[str, tuple[str, str]] = {
    "set": ("改 {path}", "set {path}"),
    "text": ("改 {path} 的文字", "text of {path}"),
    "insert": ("在 {path} 中加一项", "item of {path} added"),
    "remove": ("删去 {path}", "{path} removed"),
    "move": ("移动 {path}", "{path} moved"),
    "add_need": ("加数据“{alias}”", "data '{alias}' added"),
    "add_step": ("加步骤“{name}”", "step '{name}' added"),
    "remove_step": ("删去步骤“{name}”", "step '{name}' removed"),
    "option": ("改步骤“{step}”的 {option}", "{option} of step '{step}'"),
    "rename_need": ("数据“{old}”改名“{new}”", "data '{old}' is '{new}' now"),
    "rename_step": ("步骤“{old}”改名“{new}”", "step '{old}' is '{new}' now"),
    "rename_parameter": ("参数“{old}”改名“{new}”", "parameter '{old}' is '{new}' now"),
    "rename_trap": ("误报“{old}”改名“{new}”", "trap '{old}' is '{new}' now"),
    "rename_case": ("示例“{old}”改名“{new}”", "case '{old}' is '{new}' now"),
    "rename_column": ("步骤“{step}”的列“{old}”改名“{new}”", "column '{old}' of step '{step}' is '{new}' now"),
    "add_examples": ("加示例文件 {file}", "file of examples {file} added"),
    "add_case": ("加示例“{name}”", "case '{name}' added"),
    "add_row": ("示例“{case}”加一行", "row added to case '{case}'"),
    "remove_row": ("示例“{case}”删一行", "row of case '{case}' removed"),
    "as_text": ("以文字改 {name}", "{name} edited as text"),
}


def told_edit(what: Mapping[str, Any]) -> tuple[str, str]:
    """What was done, in Chinese and English."""
    zh, en = _WORDS.get(str(what.get("kind")), ("改动", "edit"))
    path = what.get("path")
    values = {key: str(value) for key, value in what.items() if isinstance(value, str | int)}
    values["path"] = ".".join(map(str, path)) if isinstance(path, list) else ""
    given = defaultdict(str, values)
    return zh.format_map(given), en.format_map(given)
