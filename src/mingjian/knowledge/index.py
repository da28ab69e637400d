"""The index on disk: segments, and one small file that names those in use.

Whoever writes makes new segments beside the old and then exchanges the file by one rename; whoever reads has opened
what the file named, and keeps it. A writer that is killed leaves the old file, and folders the next writer removes.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from mingjian.knowledge.document import BadDocument, Document
from mingjian.knowledge.segment import Segment, write_segment
from mingjian.knowledge.sight import OPEN, Rights, Sight
from mingjian.lake.files import sync_tree, write_atomic

__all__ = ["Change", "Index", "IndexFault", "Snapshot"]

_FORM = 2
_SIGNS = 4_000_000
"""Signs of a segment at most, more or less: what is sorted at once takes about 300 MB of memory."""
_SMALL, _FEW = _SIGNS // 4, 4
"""Of segments smaller than this so many stand side by side before they are made one."""
_DEAD = 0.25
"""Share of dead documents from which a segment is written anew."""


_ANEW = (
    "请重建：mingjian search add … --anew，或在工作台的“更新检索”页",
    "build it anew: mingjian search add … --anew, or under Update the search on the desk",
)


class IndexFault(Exception):
    """The index cannot be used; says why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Change:
    """What a writing did: documents added, put in the place of others, found the same, removed."""

    added: int = 0
    replaced: int = 0
    same: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Snapshot:
    """The index of one moment. `seen` is all a search may know."""

    segments: tuple[Segment, ...]

    def seen(self, sight: Sight) -> Snapshot:
        """Only what a reader may know of."""
        return Snapshot(tuple(one for one in self.segments if sight.permits(one.rights)))

    def documents(self) -> Iterator[Document]:
        """All of them."""
        for segment in self.segments:
            yield from segment.documents()

    def get(self, id_: str) -> Document | None:
        """A document by its id."""
        for segment in self.segments:
            if (at := segment.places.get(id_)) is not None:
                return segment.document(at)
        return None

    def count(self) -> int:
        """Documents."""
        return sum(one.alive for one in self.segments)


class Index:
    """A folder with the index. Reading needs no lock; one writes at a time.

    `patience`: seconds a writer waits for another one before it is told to try later.
    """

    def __init__(self, folder: Path | str, patience: float = 0) -> None:
        self.folder = Path(folder)
        self._patience = patience
        self._file = self.folder / "index.json"
        self._open: dict[str, Segment] = {}
        self._read: tuple[bytes, Snapshot] = (b"", Snapshot(()))

    def snapshot(self) -> Snapshot:
        """What is in use now; segments opened before are used again. Empty where nothing was ever added."""
        for _ in range(20):  # a writer may remove a folder between the reading of its name and of it
            listed = self._listed()
            if listed == self._read[0]:
                return self._read[1]
            try:
                found = [self._segment(one) for one in _parsed(listed)]
            except FileNotFoundError:
                continue
            self._open = {one.name: one for one in found}
            self._read = (listed, Snapshot(tuple(found)))
            return self._read[1]
        raise IndexFault(f"{self.folder}：索引损坏，{_ANEW[0]}", f"{self.folder}: the index is damaged, {_ANEW[1]}")

    def add(self, documents: Iterable[Document]) -> Change:
        """Add documents, those of a known id in the place of the old ones; all of them appear at one moment."""
        with self._writing():
            return self._publish(self.snapshot(), documents, ())

    def refresh(self, documents: Iterable[Document], kind: str, rights: Rights = OPEN) -> Change:
        """Put documents in the place of all of their kind and rights: those no longer given are removed."""
        given = list(documents)
        ids = {one.id for one in given}
        with self._writing():
            now = self.snapshot()
            old = [id_ for one in now.segments if (one.kind, one.rights) == (kind, rights) for id_ in one.places]
            return self._publish(now, given, [id_ for id_ in old if id_ not in ids])

    def replace(self, documents: Iterable[Document]) -> Change:
        """Build the index anew beside the one in use, which may be damaged or of an older form: it is not read."""
        with self._writing():
            return self._publish(Snapshot(()), documents, (), anew=True)

    def begin_anew_if_unreadable(self) -> bool:
        """Begin with nothing in it where what is there cannot be read; whether it was so. Nobody else writes meanwhile,
        so that a reader who was only outrun never empties it."""
        with self._writing():
            try:
                self.snapshot()
            except IndexFault:
                self._publish(Snapshot(()), (), (), anew=True)
                return True
            return False

    def remove(self, ids: Iterable[str]) -> Change:
        """Take documents out; unknown ids count for nothing."""
        with self._writing():
            return self._publish(self.snapshot(), (), frozenset(ids))

    def _publish(self, now: Snapshot, given: Iterable[Document], gone: Iterable[str], anew: bool = False) -> Change:
        where = {id_: (at, place) for at, one in enumerate(now.segments) for id_, place in one.places.items()}
        dead = [set(one.dead) for one in now.segments]
        made: list[dict[str, Any]] = []
        ids: dict[str, None] = {}
        counts = {"added": 0, "replaced": 0, "same": 0, "removed": 0}
        for id_ in gone:
            if id_ in where:
                at, place = where[id_]
                dead[at].add(place)
                counts["removed"] += 1
        for some in _batches(self._fresh(now, given, where, dead, ids, counts)):
            made.append(self._write(some))
        kept = [one.without(sorted(dead[at])) for at, one in enumerate(now.segments)]
        if anew or made or any(one.dead != old.dead for one, old in zip(kept, now.segments, strict=True)):
            self._exchange(kept, made)
        return Change(**counts)

    def _fresh(
        self,
        now: Snapshot,
        given: Iterable[Document],
        where: Mapping[str, tuple[int, int]],
        dead: Sequence[set[int]],
        ids: dict[str, None],
        counts: dict[str, int],
    ) -> Iterator[Document]:
        """Documents that are not there as they are, those they replace marked dead."""
        for one in given:
            if one.id in ids:
                raise BadDocument(f"{one.id}：一次加入中出现两次", f"{one.id}: is given twice in one adding")
            ids[one.id] = None
            if one.id not in where:
                counts["added"] += 1
                yield one
                continue
            at, place = where[one.id]
            if now.segments[at].head["digests"][place] == one.digest:
                counts["same"] += 1
                continue
            dead[at].add(place)
            counts["replaced"] += 1
            yield one

    def _exchange(self, kept: Sequence[Segment], made: list[dict[str, Any]]) -> None:
        alive = [one for one in kept if len(one.dead) < len(one)]
        worn = [one for one in alive if len(one.dead) > _DEAD * len(one)]
        listed = [_entry(one) for one in alive if one not in worn] + made
        listed += [self._write(some) for some in _batches(d for one in worn for d in one.documents())]
        listed = self._merged(listed)
        body = json.dumps({"form": _FORM, "segments": listed}, ensure_ascii=False, indent=1).encode()
        write_atomic(self._file, body + b"\n")
        names = {one["name"] for one in listed}
        for folder in (self.folder / "segments").glob("*"):
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)

    def _merged(self, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Small segments of the same kind and rights made one when there are many of them."""
        small: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for one in listed:
            if one["signs"] < _SMALL:
                small.setdefault((one["kind"], *one["rights"]), []).append(one)
        for some in small.values():
            if len(some) > _FEW:
                documents = (d for one in some for d in self._segment(one).documents())
                listed = [one for one in listed if one not in some] + [
                    self._write(part) for part in _batches(documents)
                ]
        return listed

    def _write(self, documents: Sequence[Document]) -> dict[str, Any]:
        name = secrets.token_hex(8)
        folder = self.folder / "segments" / name
        write_segment(folder, documents)
        sync_tree(folder)
        first = documents[0]
        rights = [first.rights.office, first.rights.secrecy, first.rights.line]
        signs = sum(len(one.text) for one in documents)
        return {"name": name, "kind": first.kind, "rights": rights, "signs": signs, "dead": []}

    def _segment(self, entry: Mapping[str, Any]) -> Segment:
        known = self._open.get(entry["name"])
        if known is not None:
            return known if known.dead == frozenset(entry["dead"]) else known.without(entry["dead"])
        folder = self.folder / "segments" / entry["name"]
        return Segment.open(folder, entry["kind"], Rights(*entry["rights"]), entry["dead"], entry["signs"])

    def _listed(self) -> bytes:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "index.lock", timeout=self._patience):
                yield
        except Timeout:
            raise IndexFault(
                f"{self.folder}：另一个进程正在写索引，请稍后再试",
                f"{self.folder}: another process is writing, try later",
            ) from None


def _entry(one: Segment) -> dict[str, Any]:
    rights = [one.rights.office, one.rights.secrecy, one.rights.line]
    return {"name": one.name, "kind": one.kind, "rights": rights, "signs": one.signs, "dead": sorted(one.dead)}


def _parsed(listed: bytes) -> list[dict[str, Any]]:
    if not listed:
        return []
    try:
        data = json.loads(listed)
        form, segments = data["form"], list(data["segments"])
    except (ValueError, KeyError, TypeError):
        raise IndexFault(f"索引文件损坏，{_ANEW[0]}", f"the file of the index is damaged, {_ANEW[1]}") from None
    if form != _FORM:
        raise IndexFault(
            f"索引格式 {form} 不是 {_FORM}，{_ANEW[0]}", f"form {form} of the index is not {_FORM}, {_ANEW[1]}"
        )
    return segments


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents of one kind and rights together, so many that a segment is not too large."""
    waiting: dict[tuple[str, Rights], list[Document]] = {}
    signs: dict[tuple[str, Rights], int] = {}
    for one in documents:
        key = (one.kind, one.rights)
        waiting.setdefault(key, []).append(one)
        signs[key] = signs.get(key, 0) + len(one.text)
        if signs[key] >= _SIGNS:
            signs.pop(key)
            yield waiting.pop(key)
    yield from waiting.values()
