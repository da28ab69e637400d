"""Citations of a text checked on a page: where each stands, what it means on the day, what is wrong with it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings

from mingjian.desk.data.checks import check_file, check_name
from mingjian.desk.data.receiving import write_body
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.law import statutes
from mingjian.desk.statutes.schemas import CheckedCitation, CheckedText
from mingjian.desk.statutes.words import FILL
from mingjian.desk.words import Coded, Text, storable
from mingjian.documents import DocumentError, read_documents
from mingjian.law.articles import article_code
from mingjian.law.citing import Finding, check, cited_in, day_of_text

__all__ = ["LONGEST", "check_text", "text_of_file"]

LONGEST = 200_000
"""Signs of a text at most."""
_FILES = (".txt", ".docx")
_GRAVE = {
    "ok": Coded(code="ok", zh="查明", en="found"),
    "wrong": Coded(code="wrong", zh="错误", en="wrong"),
    "doubt": Coded(code="doubt", zh="存疑", en="doubtful"),
    "open": Coded(code="open", zh="未定", en="open"),
}
_LIMIT = Text(
    zh="条文存在但引用不当的，只有与文字矛盾时才能看出；没有列为错误的不等于正确。本结果仅供参考。",
    en="An article that exists but is not the right one shows only where the words contradict it: what is not listed "
    "as wrong is not thereby right. This advises only.",
)


def check_text(text: str, on: date | None) -> CheckedText:
    """Every citation of a text, in its order, read on a day; without one on the day the text itself bears."""
    if len(text) > LONGEST:
        raise BadRequest(f"文字过长，最多 {LONGEST:,} 字", f"the text is too long: {LONGEST:,} signs at most", "text")
    with statutes() as store:
        if store is None:
            raise Conflict(FILL.zh, FILL.en)
        found = check(cited_in(text, store, on), store, text)
    return CheckedText(text=text, on=on or day_of_text(text), citations=[_told(one) for one in found], limit=_LIMIT)


def text_of_file(given: str, read: Callable[[int], bytes]) -> str:
    """The text of a file; `BadRequest` for one that is no document."""
    name = check_name(given, _FILES)
    with tempfile.TemporaryDirectory(prefix="mingjian-check-") as made:
        path = Path(made) / name
        write_body(path, read, min(settings.DESK.data_megabytes, 20))
        check_file(path, name)
        try:
            text = "\n".join(one.text for one in read_documents(path))
        except DocumentError as error:
            raise BadRequest(error.zh, error.en, "file") from error
    if not storable(text):
        raise BadRequest("文件含有不能读取的字符", "the file holds signs that cannot be read", "file")
    return text


def _told(one: Finding) -> CheckedCitation:
    zh, en = one.said()
    start, end = one.cited.citation.span if one.cited.citation is not None else (0, 0)
    view, article = one.resolved.view, one.cited.article
    held = view is not None and view.why != "no_such_article"
    return CheckedCitation(
        start=start, end=end, cites=one.code, grave=_GRAVE[one.severity], said=Text(zh=zh, en=en),
        on=one.cited.on, law=view.law.short if view is not None and held else "",
        article=article_code(article.number, article.inserted) if held else "",
        title=view.law.title if view is not None else article.law,
    )  # fmt: skip
