"""The file of a backup: a tar whose last member lists the hash of every other, encrypted with age as it is written.

Nothing of it lies unencrypted on a disk, and it never has to fit anywhere whole: tar and cipher run side by side with a
pipe between. The format is public (age, tar, JSON), so that a backup outlives this program.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pyrage
from pyrage import x25519

from mingjian.desk.backup.errors import BackupError

__all__ = ["SUMS", "Reading", "Writing", "reading", "writing"]

SUMS = "sums.json"
BLOCK = 1 << 20


class Writing:
    """Adds members to a backup; `told` hears of every block of bytes."""

    def __init__(self, tar: tarfile.TarFile, told: Callable[[int], None]) -> None:
        self._tar, self._told = tar, told
        self._sums: dict[str, str] = {}

    def add_bytes(self, name: str, data: bytes) -> None:
        """A member of bytes at hand."""
        self._add(name, io.BytesIO(data), len(data))

    def add_file(self, name: str, path: Path) -> None:
        """A member of a file, as long as it is when it is opened: a log may grow meanwhile."""
        with path.open("rb") as file:
            self._add(name, file, os.fstat(file.fileno()).st_size)

    def close(self) -> None:
        """Write the list of hashes. A backup without it is not whole."""
        self.add_bytes(SUMS, json.dumps(self._sums).encode())

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashed = _Hashed(file, self._told)
        try:
            self._tar.addfile(info, hashed)
        except OSError as error:
            if "unexpected end of data" not in str(error):
                raise
            raise BackupError(
                f"备份时文件变短：{name}，请重试", f"a file got shorter while it was copied: {name}; try again"
            ) from error
        self._sums[name] = hashed.digest.hexdigest()


class Reading:
    """The members of a backup, in order, each to be read before the next."""

    def __init__(self, tar: tarfile.TarFile, told: Callable[[int], None]) -> None:
        self._tar, self._told = tar, told
        self._sums: dict[str, str] = {}
        self._listed: dict[str, str] | None = None

    def members(self) -> Iterator[tuple[str, _Hashed]]:
        """Name and bytes of each member. Whoever has the public key can make a backup, so names are checked."""
        for info in self._tar:
            parts = info.name.split("/")
            if not info.isreg() or info.name.startswith("/") or not all(parts) or {"..", "."} & set(parts):
                raise BackupError(f"备份含有不允许的内容：{info.name!r}", f"not allowed in a backup: {info.name!r}")
            file = self._tar.extractfile(info)
            assert file is not None
            hashed = _Hashed(file, self._told)
            if info.name == SUMS:
                self._listed = json.loads(hashed.read())
                continue
            yield info.name, hashed
            while hashed.read(BLOCK):
                pass
            self._sums[info.name] = hashed.digest.hexdigest()

    def check(self) -> None:
        """Raise `BackupError` when a member is missing, changed or too many."""
        if self._listed is None:
            raise BackupError("备份不完整：没有校验清单", "the backup is not whole: the list of hashes is missing")
        wrong = sorted(name for name, one in self._listed.items() if self._sums.get(name) != one)
        wrong += sorted(set(self._sums) - set(self._listed))
        if wrong:
            raise BackupError(
                f"备份内容与校验清单不符：{'、'.join(wrong[:5])}",
                f"the backup is not as listed: {', '.join(wrong[:5])}",
            )


@contextmanager
def writing(path: Path, to: Sequence[x25519.Recipient], told: Callable[[int], None]) -> Iterator[Writing]:
    """Write a backup to `path`, which is there when all of it is and not before. Never over a file."""
    if path.exists():
        raise BackupError(f"文件已存在：{path}", f"there is a file already: {path}")
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            with (
                _Piped(lambda pipe: pyrage.encrypt_io(pipe, file, list(to)), reads=True) as pipe,
                tarfile.open(fileobj=pipe, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                made = Writing(tar, told)
                yield made
                made.close()
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def reading(path: Path, key: x25519.Identity, told: Callable[[int], None]) -> Iterator[Reading]:
    """Read a backup. Raises `BackupError` when it cannot be read with this key, or is cut or changed."""
    with path.open("rb") as file, _Piped(lambda pipe: pyrage.decrypt_io(file, pipe, [key]), reads=False) as pipe:
        try:
            with tarfile.open(fileobj=pipe, mode="r|") as tar:
                yield Reading(tar, told)
        except (tarfile.TarError, EOFError, json.JSONDecodeError) as error:
            raise BackupError("备份已损坏，无法读取", "the backup is damaged and cannot be read") from error


class _Piped:
    """Runs `work` in a thread at one end of a pipe, gives the other end; what `work` raises comes out of the block."""

    def __init__(self, work: Callable[[Any], Any], *, reads: bool) -> None:
        ends = os.pipe()
        theirs, ours = ends if reads else ends[::-1]
        self._theirs = os.fdopen(theirs, "rb" if reads else "wb")
        self._ours = os.fdopen(ours, "wb" if reads else "rb")
        self._work, self._reads = work, reads
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> IO[bytes]:
        self._thread.start()
        return self._ours

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        with suppress(BrokenPipeError):
            self._ours.close()
        self._thread.join()
        # when the block itself failed, its end of the pipe closed early and the thread's error says no more than that
        if self._error is not None and (kind is None or isinstance(error, (BackupError, BrokenPipeError))):
            raise self._error from error

    def _run(self) -> None:
        try:
            self._work(self._theirs)
        except pyrage.DecryptError as error:
            self._error = BackupError(
                f"无法解密：私钥不符，或文件已损坏（{error}）",
                f"cannot be decrypted: it is not the right key, or the file is damaged ({error})",
            )
        except BrokenPipeError:
            pass  # the other end went away first and knows why
        except OSError as error:
            torn = not self._reads and error.errno is None  # not the disk's: what was read does not decrypt
            damaged = BackupError("备份已损坏，无法解密", "the backup is damaged: it cannot be decrypted")
            self._error = damaged if torn else error
        except Exception as error:
            self._error = error
        finally:
            with suppress(BrokenPipeError):
                self._theirs.close()


class _Hashed:
    """A file that hashes what is read of it and tells how much."""

    def __init__(self, file: IO[bytes], told: Callable[[int], None]) -> None:
        self._file, self._told, self.digest = file, told, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        self._told(len(data))
        return data
