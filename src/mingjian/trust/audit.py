"""The audit log: append-only, hash-chained, sealed in batches.

Each entry carries the keyed hash of itself and of the entry before it, so a row that is changed, removed,
added or re-ordered breaks the chain. The key keeps someone who can write the file, but does not hold the
key, from recomputing the chain. A head file names the last entry, so that cutting off the tail is noticed
too; a seal signs the chain up to an entry with the office's signing key, for anyone with the public key to check.

Source of the duty: Cybersecurity Law of the PRC art. 21 (logs kept at least six months), GB/T 22239-2019.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from filelock import FileLock

GENESIS = "0" * 64
_BLOCK = 65_536


@dataclass(frozen=True)
class Act:
    """Something to write down: who did what to which object."""

    actor: str
    action: str
    object: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One thing that was done: who, what, to which object, with what detail, at which instant (UTC, ISO 8601)."""

    seq: int
    at: str
    actor: str
    action: str
    object: str
    detail: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True)
class AuditProblem:
    """A place where the log is not what was written: `seq` of the entry (or line number) and why."""

    seq: int
    zh: str
    en: str


class AuditLog:
    """The audit log in the folder `path`; many processes may append, one at a time.

    `key` is the lake's secret (bytes); with another key every entry fails to verify.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._log = path / "log.jsonl"
        self._head = path / "head.json"
        self._seals = path / "seals.jsonl"
        self._lock = FileLock(str(path / "lock"))
        self._key = key
        path.mkdir(parents=True, exist_ok=True)

    def append(self, actor: str, action: str, object: str, detail: Mapping[str, Any] | None = None) -> Entry:
        """Write one entry durably (flushed to disk before returning) and return it."""
        return self.append_many([Act(actor, action, object, detail or {})])[0]

    def append_many(self, acts: Sequence[Act]) -> list[Entry]:
        """Write several entries, in order, with one flush to disk: all are durable when it returns."""
        if not acts:
            return []
        with self._lock:
            self._drop_torn_line()
            last = self._last()
            seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
            entries = []
            for act in acts:
                seq += 1
                body: dict[str, Any] = {
                    "seq": seq,
                    "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "actor": act.actor,
                    "action": act.action,
                    "object": act.object,
                    "detail": dict(act.detail),
                    "prev": prev,
                }
                prev = self._digest(body)
                entries.append(Entry(**body, hash=prev))
            with self._log.open("ab") as out:
                out.write(b"".join(_line(asdict(one)) for one in entries))
                out.flush()
                os.fsync(out.fileno())
            self._write_head(entries[-1])
            return entries

    def entries(self) -> Iterator[Entry]:
        """Every complete entry in order; lines that cannot be read are left to `verify`."""
        if not self._log.exists():
            return
        with self._log.open("rb") as lines:
            for line in lines:
                entry = _parse(line)
                if entry is not None:
                    yield entry

    def size(self) -> int:
        """Bytes of the log now: where `newest` begins."""
        return self._log.stat().st_size if self._log.exists() else 0

    def newest(self, before: int | None = None, containing: Sequence[bytes] = ()) -> Iterator[tuple[int, Entry | None]]:
        """Entries from the end of the log (or from byte `before`, the beginning of a line) to its beginning.

        Read in blocks from the end, so that the latest of a huge log cost nothing. Lines without one of `containing`
        (as the file has them) are passed over unread. Each entry comes with the byte its line begins at, which is
        where to go on; None, now and then, tells how far the search is when nothing was found for a while.
        """
        if not self._log.exists():
            return
        with self._log.open("rb") as file:
            at = min(self.size() if before is None else max(before, 0), self.size())
            rest = b""  # the beginning of the line that begins before this block
            while at > 0:
                step = min(at, _BLOCK)
                at -= step
                file.seek(at)
                data = file.read(step) + rest
                cut = data.find(b"\n") + 1 if at else 0
                if at and not cut:
                    rest = data
                    continue
                rest, end = data[:cut], len(data)
                if any(part not in data for part in containing):
                    end = cut  # no line of this block can fit
                while end > cut:
                    begin = data.rfind(b"\n", cut, end - 1) + 1 or cut
                    line, end = data[begin:end], begin
                    if all(part in line for part in containing) and (entry := _parse(line)) is not None:
                        yield at + begin, entry
                yield at + cut, None

    def seal(self, key: Ed25519PrivateKey) -> dict[str, Any] | None:
        """Sign the chain as it stands; returns the seal, or None when nothing was added since the last one."""
        with self._lock:
            last = self._last()
            seals = self._read_seals()
            if last is None or (seals and seals[-1]["to"] == last.seq):
                return None
            seal = {"from": seals[-1]["to"] + 1 if seals else 1, "to": last.seq, "hash": last.hash}
            seal["signature"] = key.sign(_line(seal)).hex()
            with self._seals.open("ab") as out:
                out.write(_line(seal))
                out.flush()
                os.fsync(out.fileno())
            return seal

    def verify(self, public: Ed25519PublicKey | None = None) -> list[AuditProblem]:
        """Check every entry, the head and, given the public key, every seal. An empty list means untouched."""
        problems: list[AuditProblem] = []
        hashes: dict[int, str] = {}
        prev, expected = GENESIS, 1
        with self._lock:
            lines = self._log.read_bytes().splitlines(keepends=True) if self._log.exists() else []
            head = self._head.read_bytes() if self._head.exists() else None
            sealed = [line for line in self._seals.read_bytes().splitlines() if line] if self._seals.exists() else []
        seals = [seal for line in sealed if (seal := _object(line, "to", "hash", "signature")) is not None]
        if len(seals) < len(sealed):
            problems.append(AuditProblem(0, "封存记录无法读取", "a seal cannot be read"))
        for number, line in enumerate(lines, start=1):
            entry = _parse(line)
            if entry is None:
                if number == len(lines) and not line.endswith(b"\n"):
                    continue  # a line torn by a crash was never acknowledged; the next append removes it
                problems.append(AuditProblem(number, f"第{number}行无法读取", f"line {number} cannot be read"))
                expected += 1
                continue
            if entry.seq != expected or entry.prev != prev:
                problems.append(
                    AuditProblem(
                        entry.seq,
                        f"第{entry.seq}条与前一条不相接：其间有删除、插入或改动",
                        f"entry {entry.seq} does not follow the one before it: removed, inserted or changed",
                    )
                )
            body = json.loads(line)
            del body["hash"]
            if not hmac.compare_digest(self._digest(body), entry.hash):
                problems.append(AuditProblem(entry.seq, f"第{entry.seq}条内容被改动", f"entry {entry.seq} was changed"))
            hashes[entry.seq] = entry.hash
            prev, expected = entry.hash, entry.seq + 1
        problems += self._check_head(head, hashes)
        problems += _check_seals(seals, hashes, public)
        return problems

    def _check_head(self, written: bytes | None, hashes: Mapping[int, str]) -> list[AuditProblem]:
        if written is None:
            if not hashes:
                return []
            return [AuditProblem(0, "缺少链头文件", "the head file is missing")]
        head = _object(written, "seq", "hash", "mac")
        if head is None:
            return [AuditProblem(0, "链头文件无法读取", "the head file cannot be read")]
        if self._digest({"seq": head["seq"], "hash": head["hash"]}) != head["mac"]:
            return [AuditProblem(head["seq"], "链头被改动", "the head was changed")]
        if hashes.get(head["seq"]) != head["hash"]:
            return [
                AuditProblem(
                    head["seq"],
                    f"第{head['seq']}条曾经写入，现已不在或不同：日志尾部被截断或改写",
                    f"entry {head['seq']} was written and is gone or different: the tail was cut or rewritten",
                )
            ]
        return []

    def _digest(self, body: Mapping[str, Any]) -> str:
        return hmac.new(self._key, _line(body), hashlib.sha256).hexdigest()

    def _write_head(self, entry: Entry) -> None:
        body = {"seq": entry.seq, "hash": entry.hash}
        draft = self._head.with_suffix(".tmp")
        with draft.open("wb") as out:
            out.write(_line({**body, "mac": self._digest(body)}))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self._head)

    def _last(self) -> Entry | None:
        """The last entry, read from the end of the file."""
        if not self._log.exists():
            return None
        with self._log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            size = block = file.tell()
            tail = b""
            while block > 0 and tail.count(b"\n") < 2:
                step = min(block, 65_536)
                block -= step
                file.seek(block)
                tail = file.read(step) + tail
            if size == 0:
                return None
        for line in reversed(tail.splitlines()):
            entry = _parse(line)
            if entry is not None:
                return entry
        return None

    def _drop_torn_line(self) -> None:
        """Cut off a line that a killed process left half written: it was never acknowledged to anybody."""
        if not self._log.exists():
            return
        with self._log.open("r+b") as file:
            data = file.read() if self._log.stat().st_size < 1 << 20 else None
            if data is None:
                file.seek(-(1 << 20), os.SEEK_END)
                data = file.read()
            if data and not data.endswith(b"\n"):
                keep = self._log.stat().st_size - (len(data) - data.rfind(b"\n") - 1)
                file.truncate(keep)

    def _read_seals(self) -> list[dict[str, Any]]:
        if not self._seals.exists():
            return []
        return [json.loads(line) for line in self._seals.read_bytes().splitlines() if line]


def _check_seals(
    seals: list[dict[str, Any]], hashes: Mapping[int, str], public: Ed25519PublicKey | None
) -> list[AuditProblem]:
    problems = []
    for seal in seals:
        body = {k: v for k, v in seal.items() if k != "signature"}
        if hashes.get(seal["to"]) != seal["hash"]:
            problems.append(
                AuditProblem(
                    seal["to"],
                    f"封存至第{seal['to']}条的摘要与日志不符",
                    f"the seal up to entry {seal['to']} does not agree with the log",
                )
            )
        if public is not None:
            try:
                public.verify(bytes.fromhex(seal["signature"]), _line(body))
            except (InvalidSignature, ValueError):
                problems.append(
                    AuditProblem(
                        seal["to"],
                        f"封存至第{seal['to']}条的签名无效",
                        f"the signature of the seal up to entry {seal['to']} is not valid",
                    )
                )
    return problems


def _line(body: Mapping[str, Any]) -> bytes:
    """The one form in which a body is written, hashed and signed."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _parse(line: bytes) -> Entry | None:
    """The entry of a line; None for a line no entry was written as."""
    try:
        entry = Entry(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (entry.at, entry.actor, entry.action, entry.object, entry.prev, entry.hash)
    whole = type(entry.seq) is int and isinstance(entry.detail, dict) and all(isinstance(one, str) for one in texts)
    return entry if whole else None


def _object(data: bytes, *names: str) -> dict[str, Any] | None:
    """A JSON object that has all of these; None where somebody wrote something else."""
    try:
        made = json.loads(data)
    except ValueError:
        return None
    return made if isinstance(made, dict) and all(name in made for name in names) else None
