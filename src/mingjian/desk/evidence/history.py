"""What was done with a case file: kept as a change of its text, told in words, taken back to the byte."""

from __future__ import annotations

from typing import Any

from mingjian.assist.evidence.forms import LIST_TITLES
from mingjian.desk.evidence.models import EvidenceEdit
from mingjian.desk.words import Text
from mingjian.models.editing.changes import Change, apply_changes, inverse

__all__ = ["again", "back", "before", "difference", "told_edit"]

_KINDS: dict[str, tuple[str, str]] = {
    "add": ("添加{list}“{name}”", "{list}: '{name}' added"),
    "change": ("修改{list}“{name}”", "{list}: '{name}' changed"),
    "papers": ("从文书读入：{name}", "read from papers: {name}"),
    "remove": ("删除{list}“{name}”", "{list}: '{name}' removed"),
    "head": ("修改案件信息", "case information changed"),
    "text": ("按文字修改", "edited as text"),
    "aside": ("搁置提示：{reason}", "set aside: {reason}"),
    "count": ("恢复提示", "a finding counts again"),
}


def told_edit(kind: str, what: dict[str, Any]) -> Text:
    """An edit in words."""
    zh, en = _KINDS[kind]
    list_zh, list_en = LIST_TITLES.get(str(what.get("list")), ("", ""))
    said = {"name": str(what.get("name", "")), "reason": str(what.get("reason", ""))}
    return Text(zh=zh.format(list=list_zh, **said), en=en.format(list=list_en, **said))


def difference(old: str, new: str) -> list[list[Any]]:
    """What differs between two texts, as one change: at, old, new."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return [[start, old[start : len(old) - end], new[start : len(new) - end]]]


def back(text: str, edit: EvidenceEdit) -> str:
    """The text before an edit. ValueError where it is not what the edit left."""
    return apply_changes(text, inverse(_changes(edit)))


def again(text: str, edit: EvidenceEdit) -> str:
    """The text after an edit. ValueError where it is not what the edit was made on."""
    return apply_changes(text, _changes(edit))


def before(text: str, edits: list[EvidenceEdit]) -> str:
    """The text before several edits, the newest first."""
    for edit in edits:
        text = back(text, edit)
    return text


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _changes(edit: EvidenceEdit) -> tuple[Change, ...]:
    return tuple(Change(at, old, new) for at, old, new in edit.made)
