"""What was read of files, kept by their content, so that one work more does not take reading all others again.

A folder holds one SQLite file. Every entry stands under the digest of what it was made from (bytes of a file, words of
a work with the texts left out) and with a digest of its own; whatever does not fit is as if it were not there. A file
of another version of the program or of its rules, and one that is damaged, is made anew. It is data: nothing in it is
run. It is no proof either, for whoever can write it can write entries that fit.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from types import TracebackType

import mingjian
from mingjian.originality.opening import BYTES
from mingjian.originality.plan import Feature
from mingjian.originality.plan.bags import number_of
from mingjian.originality.prose import Excluded, Prose, prose
from mingjian.originality.prose.storing import prose_from, stored
from mingjian.originality.readers import IN_PROCESS, Reader
from mingjian.originality.reading import Reading
from mingjian.originality.storing import reading_from, stored_reading

__all__ = ["FILE", "Kept"]

FILE = "originality-index.sqlite"
_RULES = ("originality", "standards", "models", "collision/expressions", "documents", "engines")
"""Packages by whose text an entry is what it is."""
_LIBRARIES = ("sqlglot", "opencc", "ruamel.yaml", "numpy")


class Kept:
    """What is kept in a folder, as a context: what is new is written when it ends, also when it ends badly.

    ``anew`` says that there was a file which could not be used. Raises OSError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE
        self.anew = False
        self.found = self.made = 0
        self._new: dict[bytes, bytes] = {}
        self._new_words: list[tuple[int, str]] = []
        self._base, self._words = self._open()

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write what is new."""
        try:
            with self._base:
                rows = [(key, _digest(body), body) for key, body in self._new.items()]
                self._base.executemany("insert or replace into word values (?, ?)", self._new_words)
                self._base.executemany("insert or replace into entry values (?, ?, ?)", rows)
                self._base.execute("update rules set words = (select count(*) from word)")
        except sqlite3.DatabaseError:  # damaged under our hands, or a disk that is full: the next one reads again
            pass
        finally:
            self._base.close()

    def file(self, name: str, path: Path) -> Reading:
        """A file as it was read before, or read now."""
        return self.files([(name, path)], IN_PROCESS)[0]

    def files(self, files: Sequence[tuple[str, Path]], reader: Reader) -> list[Reading]:
        """Files as they were read before; the others are read now, all at once."""
        keys = [_key_of_file(path) for _, path in files]
        held = self._held({key for key in keys if key is not None})
        found = [self._reading(held.get(key)) for key in keys]
        missing = [place for place, one in enumerate(found) if one is None]
        for place, read in zip(missing, reader.read([files[place] for place in missing]), strict=True):
            found[place] = read
            key, path = keys[place], files[place][1]
            opened = read.told is None or read.text is not None  # why a file cannot be opened may name its path
            if key is not None and opened and _key_of_file(path) == key:  # else somebody is writing it
                body, fresh = stored_reading(read, self._words)
                self._new_words += fresh
                self._keep(key, body)
        return [one for one in found if one is not None]

    def _reading(self, held: bytes | None) -> Reading | None:
        if held is not None:
            with suppress(ValueError, KeyError, TypeError, IndexError):
                read = reading_from(held, self._words)
                self.found += 1
                return read
        return None

    def prose(self, text: str, excluded: Excluded) -> Prose:
        """Words made ready before, or now."""
        key = _sum(b"prose", text.encode("utf-8", "surrogatepass"), excluded.digest.encode())
        held = self._held({key}).get(key)
        if held is not None:
            with suppress(ValueError, KeyError, TypeError, IndexError):
                made = prose_from(text, held)
                self.found += 1
                return made
        made = prose(text, excluded)
        self._keep(key, stored(made))
        return made

    def _open(self) -> tuple[sqlite3.Connection, dict[int, Feature]]:
        there = self.path.exists()
        try:
            return _connected(self.path)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "unable to open" in str(error):
                raise OSError(str(error)) from error
        except (sqlite3.DatabaseError, _Other, TypeError, AttributeError):
            pass
        self.anew = there
        self.path.unlink(missing_ok=True)
        self.path.with_name(FILE + "-journal").unlink(missing_ok=True)
        return _connected(self.path)

    def _held(self, keys: Collection[bytes]) -> dict[bytes | None, bytes]:
        """What is kept under some keys and fits its digest."""
        found: dict[bytes | None, bytes] = {key: self._new[key] for key in keys if key in self._new}
        asked = [key for key in keys if key not in found]
        marks = ", ".join("?" * len(asked))
        with suppress(sqlite3.DatabaseError):
            for key, digest, body in self._base.execute(
                f"select key, sum, body from entry where key in ({marks})",
                asked,
            ):
                if isinstance(body, bytes) and _digest(body) == digest:
                    found[key] = body
        return found

    def _keep(self, key: bytes, body: bytes) -> None:
        self.made += 1
        self._new[key] = body


class _Other(Exception):
    """A file made by other rules."""


def _connected(path: Path) -> tuple[sqlite3.Connection, dict[int, Feature]]:
    path.touch(mode=0o600)
    path.chmod(0o600)
    base = sqlite3.connect(path, timeout=60)
    try:
        with base:
            base.execute("pragma mmap_size = 1000000000")
            base.execute("create table if not exists rules (digest text, words integer)")
            base.execute("create table if not exists entry (key blob primary key, sum blob, body blob)")
            base.execute("create table if not exists word (number integer primary key, text text)")
            known = base.execute("select digest from rules").fetchall()
            if not known:
                base.execute("insert into rules values (?, 0)", (_rules(),))
            elif known != [(_rules(),)]:
                raise _Other
            words = _words(base)
    except BaseException:
        base.close()
        raise
    return base, words


def _words(base: sqlite3.Connection) -> dict[int, Feature]:
    """What features are called in entries; each fits its number, and there are as many as were written."""
    found = {number: Feature(text) for number, text in base.execute("select number, text from word")}
    (whole,) = base.execute("select words from rules").fetchone()
    if len(found) != whole or any(number_of(text) != number for number, text in found.items()):
        raise _Other
    return found


@cache
def _rules() -> str:
    """The same for the same program, rules and libraries."""
    found = hashlib.sha256(f"{metadata.version('mingjian')} {sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        found.update(f"{name} {metadata.version(name)}".encode())
    home = Path(mingjian.__file__).parent
    for package in _RULES:
        for file in sorted((home / package).rglob("*")):
            if file.suffix in (".py", ".yaml"):
                found.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def _key_of_file(path: Path) -> bytes | None:
    """What reading it depends on: its bytes, its kind, and where it stands beside a model. None: too large."""
    try:
        if path.stat().st_size > BYTES:
            return None
        beside = path.name == "README.md" and (path.parent / "model.yaml").exists()
        examples = path.parent.name == "examples"
        return _sum(b"file", f"{path.suffix.lower()} {beside} {examples}".encode(), path.read_bytes())
    except OSError:
        return None


def _sum(*parts: bytes) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.digest()


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:16]
