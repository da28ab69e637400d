"""The store on disk: one SQLite file that is exchanged as a whole, so that a reader sees the old or the new.

Every text stands once (`text`), as its source gave it (`piece`) and as it runs through the versions (`span`). A new
import reads the sources back, puts the new ones beside them and places all of them in time again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock

from mingjian.law.store.names import folded_title
from mingjian.law.store.sealed import FORM, sealed
from mingjian.law.store.source import Piece, Source
from mingjian.law.store.texts import LawTexts, laws_of

__all__ = ["FILE", "Imported", "fill", "kept_sources", "replace_store"]

FILE = "statutes.db"
_BEING_MADE = ".statutes-"
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE text (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
CREATE TABLE source (id INTEGER PRIMARY KEY, title TEXT, published TEXT, file TEXT, sha256 TEXT, origin TEXT,
  licence TEXT, note TEXT, body TEXT, start TEXT, "end" TEXT);
CREATE TABLE piece (source INTEGER, number INTEGER, inserted INTEGER, path TEXT, text INTEGER);
CREATE TABLE law (id INTEGER PRIMARY KEY, short TEXT UNIQUE, title TEXT, folded TEXT, passed TEXT,
  repealed TEXT, repealed_by TEXT);
CREATE TABLE version (law INTEGER, number INTEGER, start TEXT, "end" TEXT, basis TEXT, published TEXT, amended TEXT,
  gaps TEXT, sources TEXT, PRIMARY KEY (law, number)) WITHOUT ROWID;
CREATE TABLE span (law INTEGER, number INTEGER, inserted INTEGER, first INTEGER, last INTEGER, path TEXT, text INTEGER,
  PRIMARY KEY (law, number, inserted, first)) WITHOUT ROWID;
CREATE TABLE repeal (short TEXT PRIMARY KEY, day TEXT, by TEXT) WITHOUT ROWID;
CREATE INDEX law_folded ON law (folded);
"""


@dataclass(frozen=True)
class Imported:
    """What an import did. `added`, `changed`: files; `left_out`: those that hold no article."""

    laws: int
    versions: int
    articles: int
    added: int
    changed: int
    left_out: tuple[str, ...]
    unchanged: bool


def replace_store(folder: Path, sources: list[Source], left_out: Iterable[str] = ()) -> Imported:
    """Put the sources into the store of `folder`; a file imported before is replaced by what it says now.

    Killed at any moment it leaves the store as it was. The same files again change nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / FILE
    with FileLock(folder / "statutes.lock"):
        for torn in folder.glob(f"{_BEING_MADE}*"):  # of an import that was killed
            torn.unlink()
        before = {_identity(one): one for one in kept_sources(place)} if place.exists() else {}
        new = {_identity(one): one for one in sources}
        added = sum(key not in before for key in new)
        changed = sum(key in before and _facts(before[key]) != _facts(one) for key, one in new.items())
        if place.exists() and not added and not changed:
            with closing(sealed(place)) as db:
                return Imported(*_counts(db), 0, 0, tuple(left_out), True)
        counts = _exchange(place, list({**before, **new}.values()))
    return Imported(*counts, added, changed, tuple(left_out), False)


def _exchange(place: Path, sources: list[Source]) -> tuple[int, int, int]:
    """Make the new file beside the old one and put it in its place when it is whole."""
    handle, name = tempfile.mkstemp(prefix=_BEING_MADE, suffix=".db", dir=place.parent)
    os.close(handle)
    made = Path(name)
    try:
        with closing(sqlite3.connect(name)) as db:
            fill(db, sources)
            counts = _counts(db)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.chmod(0o644)
        made.replace(place)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return counts


def kept_sources(place: Path) -> list[Source]:
    """The sources a store was made of."""
    with closing(sealed(place)) as db:
        found: dict[int, Source] = {}
        columns = "id, title, published, file, sha256, origin, licence, note, body, start, end"
        for row in db.execute(f"SELECT {columns} FROM source ORDER BY id"):
            number, title, published, file, sha256, origin, licence, note, body, start, end = row
            found[number] = Source(
                title, _day(published), file, sha256, origin, licence, tuple(json.loads(note)), {}, body
            )
            found[number].start, found[number].end = _day(start), _day(end)
        columns = "source, number, inserted, words, path"
        pieces = f"SELECT {columns} FROM piece JOIN text ON text.id = text ORDER BY piece.rowid"
        for source, number, inserted, words, path in db.execute(pieces):
            found[source].articles[number, inserted] = Piece(words, path)
    return list(found.values())


def fill(db: sqlite3.Connection, sources: list[Source]) -> None:
    """Write sources and the laws they make into an empty database."""
    db.executescript(_TABLES)
    texts: dict[str, int] = {}

    def text_id(words: str) -> int:
        if words not in texts:
            texts[words] = len(texts) + 1
        return texts[words]

    numbers = {id(source): number for number, source in enumerate(sources, start=1)}
    for source in sources:
        row = (numbers[id(source)], *_facts(source))
        db.execute(f"INSERT INTO source VALUES ({', '.join('?' * len(row))})", row)
        rows = [(row[0], *key, piece.path, text_id(piece.text)) for key, piece in source.articles.items()]
        db.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?)", rows)
    laws, repealed = laws_of(sources)
    for number, law in enumerate(laws, start=1):
        _write_law(db, number, law, numbers, text_id)
    gone = [(name, day.isoformat(), by) for name, (day, by) in repealed.items()]
    db.executemany("INSERT INTO repeal VALUES (?, ?, ?)", gone)
    db.executemany("INSERT INTO text VALUES (?, ?)", [(number, words) for words, number in texts.items()])
    digest = hashlib.sha256(json.dumps([_facts(one) for one in sources], ensure_ascii=False).encode()).hexdigest()
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("form", str(FORM)), ("sources", digest)])
    db.commit()


def _write_law(
    db: sqlite3.Connection, number: int, law: LawTexts, sources: dict[int, int], text_id: Callable[[str], int]
) -> None:
    passed, repealed = (day.isoformat() if day else None for day in (law.passed, law.repealed))
    facts = (number, law.short, law.title, folded_title(law.short), passed, repealed, law.repealed_by)
    db.execute("INSERT INTO law VALUES (?, ?, ?, ?, ?, ?, ?)", facts)
    for at, one in enumerate(law.versions):
        lists = [json.dumps(found, ensure_ascii=False) for found in (one.amended, one.gaps)]
        made_of = json.dumps([sources[id(source)] for source in one.sources])
        days = [day.isoformat() if day else None for day in (one.start, one.end, one.published)]
        row = (number, at, days[0], days[1], one.basis, days[2], *lists, made_of)
        db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    rows = [
        (number, *s.key, s.first, s.last, s.piece.path if s.piece else "", text_id(s.piece.text) if s.piece else None)
        for s in law.spans()
    ]
    db.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _identity(source: Source) -> tuple[str, str, str]:
    return (source.origin, source.file, source.title)


def _facts(source: Source) -> tuple[str | None, ...]:
    days = [day.isoformat() if day else None for day in (source.published, source.start, source.end)]
    note = json.dumps(source.note, ensure_ascii=False)
    whole = (source.title, days[0], source.file, source.sha256, source.origin, source.licence, note, source.body)
    return (*whole, days[1], days[2])


def _counts(db: sqlite3.Connection) -> tuple[int, int, int]:
    counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("law", "version", "span")]
    return counts[0], counts[1], counts[2]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
