"""`StatuteStore`: laws with their versions, read from a store on disk (or from a folder, in memory).

A day can be given to every question. Without one it is today's law that is meant. Before the first version known the
answer is *unknown*, never the newest text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from mingjian.law.articles import parse_code, short_title
from mingjian.law.store.file import FILE, fill
from mingjian.law.store.files import read_folder
from mingjian.law.store.names import folded_title
from mingjian.law.store.sealed import sealed
from mingjian.law.store.source import ArticleKey
from mingjian.law.store.views import ArticleText, Law, Provenance, State, Status, Version, View, Why

__all__ = ["EmptyStore", "StatuteStore", "UnknownLaw"]

_GAPS = ("头注所列修改的文本未导入", "amendments named by the head note were not imported")
_PUBLISHED = ("施行日文中未载，按公布日计", "its first day in force is not told; the day of publication is taken")


class UnknownLaw(LookupError):
    """No law of that title was imported; `nearest` is the closest title or None."""

    def __init__(self, law: str, known: list[str]) -> None:
        near = get_close_matches(short_title(law), known, n=1, cutoff=0.5)
        self.law, self.nearest = law, near[0] if near else None
        hint = f"；是不是 / did you mean 《{near[0]}》?" if near else ""
        super().__init__(f"没有导入这部法律 / no such law was imported: 《{law}》{hint}")


class EmptyStore(LookupError):
    """No store was made yet."""

    def __init__(self, folder: Path) -> None:
        self.zh = f"{folder} 中还没有法律文本，先导入：mingjian law import 文件夹"
        self.en = f"no law is in {folder} yet; fill it first: mingjian law import FOLDER"
        super().__init__(f"{self.zh} / {self.en}")


class StatuteStore:
    """Laws by short title (刑法, 关于适用〈刑事诉讼法〉的解释), each with its versions in order of their days."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._found: dict[str, Law | None] = {}
        self._versions: dict[int, list[Version]] = {}

    @classmethod
    def open(cls, folder: Path | str) -> StatuteStore:
        """The store of a folder, as `<lake>/law`; `EmptyStore` says how to fill it."""
        place = Path(folder) / FILE
        if not place.is_file():
            raise EmptyStore(Path(folder))
        return cls(sealed(place))

    @classmethod
    def import_folder(cls, path: Path | str) -> StatuteStore:
        """A store in memory of everything below `path`."""
        if not Path(path).is_dir():
            raise FileNotFoundError(f"没有这个文件夹 / no such folder: {path}")
        db = sqlite3.connect(":memory:", check_same_thread=False)
        fill(db, read_folder(Path(path))[0])
        return cls(db)

    @cached_property
    def _titles(self) -> list[str]:
        return [row[0] for row in self._db.execute("SELECT short FROM law ORDER BY id")]

    def laws(self) -> list[str]:
        """Short titles of all laws."""
        return list(self._titles)

    def find(self, title: str) -> Law | None:
        """The law of a title as anybody writes it, or None; signs, spaces and issuers do not matter."""
        short = short_title(title)
        if short not in self._found:
            query = f"{_LAWS} WHERE short = ? OR folded = ?"
            laws = [_law(row) for row in self._db.execute(query, (short, folded_title(short)))]
            self._found[short] = next((one for one in laws if one.short == short), laws[0] if laws else None)
        return self._found[short]

    def law(self, title: str) -> Law:
        """The law of a title; `UnknownLaw` names the nearest."""
        found = self.find(title)
        if found is None:
            raise UnknownLaw(title, self._titles)
        return found

    def repeal_of(self, title: str) -> tuple[date, str] | None:
        """The day on which, and the law by which, a law was repealed, whether it was imported or not."""
        row = self._db.execute("SELECT day, by FROM repeal WHERE short = ?", (short_title(title),)).fetchone()
        return (date.fromisoformat(row[0]), row[1]) if row else None

    def versions(self, law: str) -> list[Version]:
        """All versions of a law, oldest first, one whose first day is not known last."""
        found = self.law(law)
        if found.id not in self._versions:
            self._versions[found.id] = list(self._read_versions(found))
        return self._versions[found.id]

    def version(self, law: str, on: date | None = None) -> Version:
        """The version of a day (without one: of today). `LookupError` before the first, or where no day is known."""
        versions = self.versions(law)
        dated = [one for one in versions if one.start is not None and one.start <= (on or today())]
        if dated:
            return dated[-1]
        if on is None:
            return versions[-1]
        raise LookupError(f"《{law}》在 {on} 的版本未知 / the version of {on} is not known")

    def has(self, law: str, article: str | int, on: date | None = None) -> bool:
        """Whether the law has the article (`133之1`, `第一百三十三条之一`); `UnknownLaw` for an unknown law."""
        return self._span(self.version(law, on), parse_code(str(article))) is not None

    def text(self, law: str, article: str | int, on: date | None = None) -> str:
        """Text of an article; LookupError with law and number when there is none."""
        self.version(law, on)
        view = self.article(law, article, on)
        if view.text is None:
            said = "没有 / has no" if view.why == "no_such_article" else "文本未知 / the text is not known:"
            raise LookupError(f"《{view.law.title}》{said} 第 {article} 条 / article {article}")
        return view.text

    def article(self, law: str, article: str | int | ArticleKey, on: date | None = None) -> View:
        """What an article says on a day (today without one), and whether that is current, historical or unknown."""
        found, now = self.law(law), today()
        key = article if isinstance(article, tuple) else parse_code(str(article))
        day = on or now
        try:
            version = self.version(law, on)
        except LookupError:
            return View(found, key, day, "unknown", None, self._why_before(found, day), None)
        notes = _notes(version)
        if version.end is not None and day > version.end:
            notes = (*notes, (f"{version.end} 后已失效", f"no longer in force after {version.end}"))
        gone = found.repealed is not None and day >= found.repealed
        span = self._span(version, key)
        if span is None:
            return View(found, key, day, "unknown", None, "no_such_article", version, notes=notes)
        path, words, first, last = span
        versions = self.versions(law)
        start, end = versions[first].start, versions[last].end
        why: Why = "repealed" if gone else "words_unknown" if words is None else ""
        if version.start is None:
            return View(found, key, day, "unknown", words, why or "start_unknown", version, path, start, end, notes)
        if words is None:
            return View(found, key, day, "unknown", None, why, version, path, start, end, notes)
        state: State = (
            "historical" if end is not None and end < now else "not_yet" if start and start > now else "current"
        )
        return View(found, key, day, state, words, why, version, path, start, end, notes)

    def _why_before(self, law: Law, day: date) -> Why:
        if law.passed is not None and day < law.passed:
            return "not_yet"
        return "start_unknown" if self.versions(law.title)[0].start is None else "before_known"

    def keys(self, law: str, on: date | None = None) -> list[ArticleKey]:
        """The articles of a version, in order."""
        version = self.version(law, on)
        query = "SELECT number, inserted FROM span WHERE law = ? AND first <= ? AND last >= ? ORDER BY number, inserted"
        return list(self._db.execute(query, (version.law.id, version.number, version.number)))

    def lines(self, version: Version) -> list[ArticleText]:
        """The articles of a version with their texts, in order; words that are not known are an empty text."""
        where = "WHERE span.law = ? AND first <= ? AND last >= ?"
        return list(self._texts(where, (version.law.id, version.number, version.number)))

    def through_time(self, law: str, article: str | int | ArticleKey) -> list[ArticleText]:
        """Every text of an article, oldest first; words that are not known are an empty text."""
        found = self.law(law)
        key = article if isinstance(article, tuple) else parse_code(str(article))
        return list(self._texts("WHERE span.law = ? AND number = ? AND inserted = ?", (found.id, *key)))

    def articles(self) -> Iterator[ArticleText]:
        """Every known text of every article of every law, each once: for an index."""
        return self._texts("WHERE span.text IS NOT NULL", ())

    def _texts(self, where: str, given: tuple[int, ...]) -> Iterator[ArticleText]:
        laws = {row[0]: _law(row) for row in self._db.execute(_LAWS)}
        spans = (
            "SELECT law, number, inserted, first, last, path, words FROM span LEFT JOIN text ON text.id = span.text "
            f"{where} ORDER BY law, number, inserted, first"
        )
        days = {(law, at): (_day(start), _day(end)) for law, at, start, end in self._db.execute(_DAYS)}
        for law, number, inserted, first, last, path, words in self._db.execute(spans, given):
            start, end = days[law, first][0], days[law, last][1]
            key = (number, inserted)
            yield ArticleText(laws[law], first, last, key, words or "", path, start, end, _status(start, end))

    def _span(self, version: Version, key: ArticleKey) -> tuple[str, str | None, int, int] | None:
        query = (
            "SELECT path, words, first, last FROM span LEFT JOIN text ON text.id = span.text "
            "WHERE law = ? AND number = ? AND inserted = ? AND first <= ? AND last >= ?"
        )
        row = self._db.execute(query, (version.law.id, *key, version.number, version.number)).fetchone()
        return (row[0], row[1], row[2], row[3]) if row else None

    def _read_versions(self, law: Law) -> Iterator[Version]:
        columns = 'number, start, "end", basis, published, amended, gaps, sources'
        for row in self._db.execute(f"SELECT {columns} FROM version WHERE law = ? ORDER BY number", (law.id,)):
            number, start, end, basis, published, amended, gaps, sources = row
            yield Version(
                law,
                number,
                _day(start),
                _day(end),
                _status(_day(start), _day(end)),
                basis not in {"published", "none"},
                _day(published),
                tuple(json.loads(amended)),
                tuple(json.loads(gaps)),
                tuple(self._provenance(json.loads(sources))),
            )

    def _provenance(self, numbers: list[int]) -> Iterator[Provenance]:
        for number in numbers:
            query = "SELECT file, sha256, origin, licence FROM source WHERE id = ?"
            yield Provenance(*self._db.execute(query, (number,)).fetchone())

    def close(self) -> None:
        """Give the file back."""
        self._db.close()


_LAWS = "SELECT id, short, title, passed, repealed, repealed_by FROM law"
_DAYS = 'SELECT law, number, start, "end" FROM version'


def today() -> date:
    """The day by the clock of this machine."""
    return datetime.now().astimezone().date()


def _law(row: tuple[int, str, str, str | None, str | None, str]) -> Law:
    return Law(row[0], row[1], row[2], _day(row[3]), _day(row[4]), row[5])


def _notes(version: Version) -> tuple[tuple[str, str], ...]:
    notes: tuple[tuple[str, str], ...] = ()
    if version.start is not None and not version.sure:
        notes = (*notes, _PUBLISHED)
    if version.gaps:
        notes = (*notes, (f"{_GAPS[0]}：{'；'.join(version.gaps)}", f"{_GAPS[1]}: {'; '.join(version.gaps)}"))
    return notes


def _status(start: date | None, end: date | None) -> Status:
    now = today()
    if start is None:
        return "unknown"
    if start > now:
        return "not_yet"
    return "historical" if end is not None and end < now else "in_force"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
