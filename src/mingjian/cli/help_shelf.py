"""What `--help` says of the shelf, in both languages."""

from __future__ import annotations

__all__ = ["SHELF"]

_VERSION = ("模型标识、目录编号或模型文件夹", "id or catalogue id of a model, or its folder")

SHELF: dict[str, tuple[str, str]] = {
    "shelf": ("模型共享：各版本之间的差异", "the shelf: what differs between versions of models"),
    "shelf diff": (
        "两个版本有何不同，逐项用文字说明；只是改名的单独列出",
        "what differs between two versions, entry by entry and in words; what only has another name is told as that",
    ),
    "shelf diff.old": _VERSION,
    "shelf diff.new": _VERSION,
}
