"""Whether the data a run used is still, byte for byte, what it was; and what exactly differs when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mingjian.lake import Certificate, FileRef, Lake, LakeError, Manifest, Problem
from mingjian.lake.damage import examine_part
from mingjian.lake.destruction import certificate
from mingjian.lake.publishing import stored_digest
from mingjian.models.ghosts import DERIVED
from mingjian.runs.damage import describe_damage
from mingjian.runs.record import DatasetUse, RunRecord
from mingjian.trust.digests import sha256_file

__all__ = ["Certificate", "DataState", "Integrity", "certificate_of"]


@dataclass(frozen=True, slots=True)
class DataState:
    """`sound`: as it was. `damaged`: bytes differ. `destroyed`: gone, with a certificate. `missing`: gone."""

    state: Literal["sound", "damaged", "destroyed", "missing"]
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether a second run over it can be tried."""
        return self.state == "sound" or (
            self.state == "damaged" and not any(one.kind in ("unreadable", "missing") for one in self.problems)
        )


class Integrity:
    """Checks the files behind runs; every file is hashed once for as long as it does not change on disk. `forgotten`:
    what was derived has been removed by whoever proves other runs beside this."""

    def __init__(self, lake: Lake, forgotten: bool = False) -> None:
        self.lake, self._forgotten = lake, forgotten
        self._digests: dict[Path, tuple[int, int, str]] = {}
        self._derived: set[str] = set()
        self._states: dict[tuple[str, str, tuple[str, ...]], DataState] = {}

    def check(self, record: RunRecord) -> dict[str, DataState]:
        """Need → the state of its dataset version."""
        return {use.need: self.dataset(use) for use in record.datasets}

    def dataset(self, use: DatasetUse) -> DataState:
        """The state of one dataset version against what the run recorded of it."""
        key = (use.dataset, use.version, tuple(ref.sha256 for ref in _files_of(use)))
        if key not in self._states:
            self._states[key] = self._look(use)
        return self._states[key]

    def forget_derived(self, record: RunRecord) -> None:
        """Remove what was derived from the quarantine of a run's versions, so that a proof derives it anew."""
        for use in () if self._forgotten else record.datasets:
            stem = f"{use.dataset}-{use.version[:12]}"
            if use.quarantine and stem not in self._derived:
                self._derived.add(stem)
                for path in (self.lake.path / DERIVED).glob(f"{stem}-*"):
                    path.unlink(missing_ok=True)

    def _look(self, use: DatasetUse) -> DataState:
        try:
            manifest = self.lake.version(f"{use.dataset}@{use.version}")
        except LakeError as error:
            return self._gone(use, error)
        problems = list(self._manifest(use, manifest)) + list(self._files(use, manifest))
        return DataState("damaged" if problems else "sound", tuple(problems))

    def _gone(self, use: DatasetUse, error: LakeError) -> DataState:
        where = f"datasets/{use.dataset}"
        certificate = certificate_of(self.lake, use)
        if certificate is None:
            zh, en = f"{use.name}已不在数据湖中：{error.zh}", f"{use.name} is no longer in the lake: {error.en}"
            return DataState("missing", (Problem("missing", where, zh, en),))
        zh = f"{use.name}已于{certificate.destroyed_on}由{certificate.by}依法销毁（{certificate.basis}）"
        zh += "，仅存摘要与销毁证明"
        en = f"{use.name} was destroyed on {certificate.destroyed_on} by {certificate.by} ({certificate.basis}); "
        en += "its hashes and the certificate are left"
        return DataState("destroyed", (Problem("destroyed", where, zh, en),))

    def _manifest(self, use: DatasetUse, manifest: Manifest) -> Iterator[Problem]:
        where = f"datasets/{use.dataset}/{manifest.number:06d}"
        if manifest.version != use.version or stored_digest(manifest) != manifest.version:
            yield Problem("changed", where, "数据版本清单被改动", "the manifest of the version was changed")
        named = {part.path: part.sha256 for part in manifest.parts}
        for part in use.parts:
            if named.get(part.path) != part.sha256:
                zh, en = "清单中的数据文件与运行时不同", "the manifest names another file than the run used"
                yield Problem("changed", part.path, zh, en)

    def _files(self, use: DatasetUse, manifest: Manifest) -> Iterator[Problem]:
        for ref in _files_of(use):
            path = self.lake.file(ref.path)
            try:
                same = self._digest(path) == ref.sha256
            except FileNotFoundError:
                yield Problem("missing", ref.path, "文件缺失", "the file is missing")
                continue
            except OSError as error:
                yield Problem("unreadable", ref.path, f"文件无法读取：{error}", f"the file cannot be read: {error}")
                continue
            if not same:
                yield from self._damage(path, ref, use, manifest)

    def _damage(self, path: Path, ref: FileRef, use: DatasetUse, manifest: Manifest) -> Iterator[Problem]:
        part = next((one for one in manifest.parts if one.path == ref.path), None)
        if part is None:
            found = describe_damage(path, ref.path)
            what = ("隔离区", "quarantine") if ref in use.quarantine else ("主体字典", "dictionary of subjects")
            yield replace(found, zh=f"{what[0]}：{found.zh}", en=f"{what[1]}: {found.en}")
        else:
            yield from examine_part(path, part, manifest.schemas[part.schema_index])

    def _digest(self, path: Path) -> str:
        stat = path.stat()
        known = self._digests.get(path)
        if known is None or known[:2] != (stat.st_mtime_ns, stat.st_size):
            known = (stat.st_mtime_ns, stat.st_size, sha256_file(path))
            self._digests[path] = known
        return known[2]


def _files_of(use: DatasetUse) -> tuple[FileRef, ...]:
    return (*use.parts, *use.subjects, *use.quarantine, *((use.links,) if use.links else ()))


def certificate_of(lake: Lake, use: DatasetUse) -> Certificate | None:
    """The certificate of destruction of a dataset version, if there is one that can be read."""
    found = certificate(lake.layout, use.dataset, use.version)
    return found if found is not None and found.version == use.version else None
