"""Statutes imported from a folder: does an article exist, what does it say, in which versions.

Two forms are read: `statutes.jsonl` (one article a line: law, file, date, article, text) and Markdown files whose name
may end in the day of the version, `刑事诉讼法(2018-10-26).md`. Nothing is shipped: an office imports its own folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from mingjian.law.articles import parse_code, short_title
from mingjian.law.numerals import NUMERAL

_ARTICLE_LINE = re.compile(rf"^(?:#+\s*)?(第\s*{NUMERAL}[{NUMERAL[1:-1]}\s]*条(?:\s*之\s*{NUMERAL}+)?)[\s　]*(.*)$")
_DATED = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]$")
ArticleKey = tuple[int, int]


@dataclass
class Version:
    """One text of a law: its day (of publication, as the folder names it; null when it does not), its articles."""

    law: str
    day: date | None
    source: str
    articles: dict[ArticleKey, str] = field(default_factory=dict)


class UnknownLaw(LookupError):
    """No law of that title was imported; `nearest` is the closest title or None."""

    def __init__(self, law: str, known: list[str]) -> None:
        near = get_close_matches(short_title(law), known, n=1, cutoff=0.5)
        self.law, self.nearest = law, near[0] if near else None
        hint = f"；是不是 / did you mean 《{near[0]}》?" if near else ""
        super().__init__(f"没有导入这部法律 / no such law was imported: 《{law}》{hint}")


class StatuteStore:
    """Laws by short title, each with its versions in order of their days."""

    def __init__(self) -> None:
        self._laws: dict[str, list[Version]] = {}

    @classmethod
    def import_folder(cls, path: Path | str) -> StatuteStore:
        """Read `statutes.jsonl` and every Markdown file under `path`; a file without articles is left out."""
        store, root = cls(), Path(path)
        if not root.is_dir():
            raise FileNotFoundError(f"没有这个文件夹 / no such folder: {root}")
        for file in sorted(root.rglob("*.jsonl")):
            for version in _from_jsonl(file):
                store.add(version)
        for file in sorted(root.rglob("*.md")):
            version = _from_markdown(file, root)
            if version.articles:
                store.add(version)
        return store

    def add(self, version: Version) -> None:
        """Add a version; the same law of the same day from a second file only fills what the first lacks."""
        versions = self._laws.setdefault(short_title(version.law), [])
        for known in versions:
            if known.day == version.day:
                known.articles = version.articles | known.articles
                return
        versions.append(version)
        versions.sort(key=lambda one: one.day or date.max)

    def laws(self) -> list[str]:
        """Short titles of all laws."""
        return list(self._laws)

    def versions(self, law: str) -> list[Version]:
        """All versions of a law, oldest first, one without a day last (it is taken for the present text)."""
        try:
            return self._laws[short_title(law)]
        except KeyError:
            raise UnknownLaw(law, self.laws()) from None

    def version(self, law: str, on: date | None = None) -> Version:
        """The version of `on`: the last one not later; the newest without a day. LookupError before the first."""
        versions = self.versions(law)
        if on is None:
            return versions[-1]
        dated = [one for one in versions if one.day is not None and one.day <= on]
        if dated:
            return dated[-1]
        undated = [one for one in versions if one.day is None]
        if undated:
            return undated[-1]
        raise LookupError(f"《{law}》在 {on} 没有版本 / has no version on {on}")

    def has(self, law: str, article: str | int, on: date | None = None) -> bool:
        """Whether the law has the article (`133之1`, `第一百三十三条之一`); `UnknownLaw` for an unknown law."""
        return parse_code(str(article)) in self.version(law, on).articles

    def text(self, law: str, article: str | int, on: date | None = None) -> str:
        """Text of an article; LookupError with law and number when there is none."""
        key, version = parse_code(str(article)), self.version(law, on)
        if key not in version.articles:
            raise LookupError(f"《{version.law}》没有第 {article} 条 / has no article {article}")
        return version.articles[key]


def _from_jsonl(file: Path) -> list[Version]:
    found: dict[tuple[str, str], Version] = {}
    with file.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                law, article, text = row["law"], row["article"], row["text"]
                key = parse_code(article)
            except (ValueError, KeyError, TypeError) as error:
                if _is_heading(line):
                    continue
                raise ValueError(f"{file.name}:{at}: 不是法条 / not an article: {error}") from error
            source = row.get("file") or file.name
            day = date.fromisoformat(row["date"]) if row.get("date") else None
            version = found.setdefault((law, source), Version(law, day, source))
            version.articles.setdefault(key, text)
    return list(found.values())


def _is_heading(line: str) -> bool:
    """Rows whose article is no number (a preamble, 附则) are no articles and no error."""
    try:
        article = json.loads(line)["article"]
    except (ValueError, KeyError, TypeError):
        return False
    return not isinstance(article, str) or not re.match(rf"^第{NUMERAL}+条", article)


def _from_markdown(file: Path, root: Path) -> Version:
    dated = _DATED.search(file.stem)
    day = date.fromisoformat(dated[1]) if dated else None
    title = _DATED.sub("", file.stem)
    lines = file.read_text(encoding="utf-8").splitlines()
    heading = next((line[2:].strip() for line in lines if line.startswith("# ")), title)
    version = Version(heading, day, str(file.relative_to(root)))
    for key, text in _articles(lines):
        version.articles.setdefault(key, text)
    return version


def _articles(lines: list[str]) -> Iterator[tuple[ArticleKey, str]]:
    key: ArticleKey | None = None
    text: list[str] = []
    for line in lines:
        if found := _ARTICLE_LINE.match(line.strip()):
            if key:
                yield key, "\n".join(text)
            key, text = parse_code(found[1]), [found[2]] if found[2] else []
        elif line.startswith("#"):
            if key:
                yield key, "\n".join(text)
            key, text = None, []
        elif key and line.strip() and not line.startswith("<!--"):
            text.append(line.strip())
    if key:
        yield key, "\n".join(text)
