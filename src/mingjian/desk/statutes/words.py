"""What states of laws and articles are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FILL", "STATE", "STATUS", "Words", "why"]


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str


STATUS: Mapping[str, Words] = {
    "in_force": Words("现行", "in force"),
    "historical": Words("历史", "historical"),
    "not_yet": Words("尚未施行", "not yet in force"),
    "unknown": Words("未知", "unknown"),
}
STATE: Mapping[str, Words] = {**STATUS, "current": STATUS["in_force"]}
FILL = Words(
    "还没有导入法律文本。请数据管理员在“导入法律文本”页上传，或在服务器上执行：mingjian law import 文件夹",
    "no law was imported yet. Ask whoever keeps the data to import texts here (Import statutes), or to run on the "
    "server: mingjian law import FOLDER",
)
_WHY: Mapping[str, Words] = {
    "no_such_article": Words("该日的文本中没有这一条", "the text of that day has no such article"),
    "before_known": Words(
        "已导入的文本都晚于该日，当时的规定未知",
        "all texts that were imported are later: what held that day is not known",
    ),
    "words_unknown": Words(
        "当时有这一条，但已导入的资料没有其文字", "there was such an article, but nothing imported has its words"
    ),
    "not_yet": Words("该日尚未施行", "not in force yet on that day"),
    "repealed": Words("该日已经废止", "repealed by that day"),
    "start_unknown": Words(
        "施行日未知，不能确定该日是否适用", "its first day in force is not known, nor whether it held that day"
    ),
}


def why(code: str) -> Words:
    """Why there is no text, or no certain one."""
    return _WHY[code]
