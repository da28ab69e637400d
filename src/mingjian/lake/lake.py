"""The lake: dataset versions on disk, found by name, read by SQL, published whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from mingjian.lake import destruction, locking, publishing, scan, verifying
from mingjian.lake.coverage import Coverage, Declaration
from mingjian.lake.destruction import Certificate
from mingjian.lake.errors import LakeDamaged, LakeError, Problem
from mingjian.lake.files import write_atomic, write_new
from mingjian.lake.layout import FORMAT, VERSIONS, Layout, check_name, parse_version_folder
from mingjian.lake.listing import names
from mingjian.lake.manifest import Manifest
from mingjian.lake.subjects import Subjects
from mingjian.trust.keyring import Keyring, KeyringError


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Lake:
    """One lake. Open it with `Lake.open`, make one with `Lake.create`.

    Readers never wait and see only published versions. Writers take turns (`writing`). `clock` gives the
    instant written into manifests and declarations; nothing else in a lake depends on the time of day.
    """

    def __init__(self, path: Path | str, clock: Callable[[], datetime] = _utc_now) -> None:
        self.path = Path(path).absolute()
        self.layout = Layout(self.path)
        self.subjects = Subjects(self.layout)
        self.clock = clock
        self._lock = FileLock(self.layout.lock)
        self.hashed = False

    @classmethod
    def create(
        cls, path: Path | str, key: bytes | None = None, clock: Callable[[], datetime] = _utc_now, hashed: bool = False
    ) -> Lake:
        """Make a lake in an empty or new folder; `key` is its secret (random unless given, ≥ 32 bytes). `hashed`: it
        holds copies with keyed hashes and nothing else (`lake.hashed_copy`)."""
        lake = cls(path, clock)
        lake.hashed = hashed
        if lake.layout.about.exists():
            raise LakeError(f"数据湖已存在：{lake.path}", f"there is a lake already: {lake.path}")
        if lake.path.is_dir() and any(lake.path.iterdir()):
            raise LakeError(f"文件夹不是空的：{lake.path}", f"the folder is not empty: {lake.path}")
        lake.layout.datasets.mkdir(parents=True)
        lake.layout.staging.mkdir()
        Keyring.create(lake.layout.secret, key)
        about = {"mingjian_lake": FORMAT, "created": clock().isoformat(), **({"hashed": True} if hashed else {})}
        write_atomic(lake.layout.about, json.dumps(about, indent=1).encode())
        return lake

    @classmethod
    def open(cls, path: Path | str, clock: Callable[[], datetime] = _utc_now) -> Lake:
        """Open a lake; raises `LakeError` when there is none or its format is newer than this program."""
        lake = cls(path, clock)
        try:
            about = json.loads(lake.layout.about.read_bytes())
            made = int(about["mingjian_lake"])
            lake.hashed = bool(about.get("hashed", False))
        except FileNotFoundError:
            raise LakeError(f"这里没有数据湖：{lake.path}", f"there is no lake here: {lake.path}") from None
        except (OSError, ValueError, KeyError, TypeError):
            raise LakeDamaged("lake.json 无法读取", "lake.json cannot be read") from None
        if made > FORMAT:
            raise LakeError(f"数据湖格式{made}高于本程序支持的{FORMAT}", f"lake format {made} is newer than {FORMAT}")
        return lake

    @property
    def keyring(self) -> Keyring:
        """Keys derived from the lake's secret; raises `LakeDamaged` when the secret is gone."""
        try:
            return Keyring.open(self.layout.secret)
        except KeyringError as error:
            zh, _, en = str(error).partition(" / ")
            raise LakeDamaged(zh, en) from None

    # -- finding versions ---------------------------------------------------------------------------------

    def datasets(self) -> list[str]:
        """Names of the datasets that have a version."""
        return [name for name in names(self.layout.datasets) if self._version_names(name)]

    def versions(self, dataset: str) -> list[Manifest]:
        """All versions of a dataset, oldest first (empty when there is none), those that were destroyed among them."""
        return [publishing.read_manifest(folder) for folder in self._folders(dataset)]

    def version(self, name: str) -> Manifest:
        """The version named `dataset` (latest) or `dataset@<first digits of the hash>`.

        Raises `LakeError` when there is none, when the digits fit several, or when it was destroyed.
        """
        dataset, _, wanted = name.partition("@")
        folders = self._folders(dataset)
        if not folders:
            have = "、".join(self.datasets()) or "—"
            raise LakeError(f"没有数据集“{dataset}”（现有：{have}）", f"no dataset '{dataset}' (there are: {have})")
        if not wanted:
            if (latest := self.latest(dataset)) is None:
                raise _destroyed(self.certificate(publishing.read_manifest(folders[-1])), dataset)
            return latest
        found = [folder for folder in folders if folder.name.split("-")[1].startswith(wanted.lower()[:12])]
        matching = [one for one in map(publishing.read_manifest, found) if one.version.startswith(wanted.lower())]
        if len(matching) != 1:
            zh = "没有" if not matching else "不止一个"
            en = "no version" if not matching else "more than one version"
            raise LakeError(f"数据集{dataset}{zh}版本以“{wanted}”开头", f"{en} of {dataset} begins with '{wanted}'")
        if self._is_destroyed(dataset, matching[0].version):
            raise _destroyed(self.certificate(matching[0]), matching[0].name)
        return matching[0]

    def latest(self, dataset: str) -> Manifest | None:
        """The newest version that was not destroyed, or None."""
        for name in reversed(self._version_names(dataset)):
            if not self._is_destroyed(dataset, name.partition("-")[2]):
                return publishing.read_manifest(self.layout.versions(dataset) / name)
        return None

    def line_of(self, manifest: Manifest) -> list[Manifest]:
        """A version and those it builds on, newest first: an append or a correction has its parent's line."""
        return list(self._line_of(manifest))

    def published(self) -> tuple[str, ...]:
        """The folders of all versions and the certificates of destroyed ones, by name alone: another answer means that
        something was published, removed or destroyed."""
        found = (f"{name}/{VERSIONS}/{one}" for name in self.datasets() for one in self._version_names(name))
        return (*found, *names(self.layout.certificates))

    def _folders(self, dataset: str) -> list[Path]:
        folder = self.layout.versions(dataset)
        return [folder / one for one in self._version_names(dataset)]

    def _version_names(self, dataset: str) -> tuple[str, ...]:
        return _versions_among(names(f"{self.layout.datasets}/{dataset}/{VERSIONS}"))

    # -- reading ------------------------------------------------------------------------------------------

    def scan_sql(
        self, manifest: Manifest, columns: Sequence[str], *, numbered: bool = True, sealed: bool = False
    ) -> str:
        """SELECT over a version's parts; see `lake.scan.scan_sql`."""
        return scan.scan_sql(self.path, manifest, columns, numbered=numbered, sealed=sealed)

    def column_types(self, manifest: Manifest) -> dict[str, str]:
        """Every column that can be asked of a version → its SQL type."""
        return scan.column_types(manifest)

    def file(self, relative: str) -> Path:
        """The path of a file that a manifest names."""
        return self.path / relative

    # -- writing ------------------------------------------------------------------------------------------

    def writing(self, timeout: float = 600.0) -> AbstractContextManager[None]:
        """Hold the writer's lock (may be nested); raises `LakeError` when another process keeps it too long."""
        return locking.writing(self.layout, self._lock, timeout)

    def staging(self) -> AbstractContextManager[locking.Staged]:
        """A `Staged` folder on the lake's own file system, gone when the block ends."""
        return locking.staging(self.layout)

    def publish(self, staged: locking.Staged, manifest: Manifest) -> Manifest:
        """Make a staged version visible and return its manifest, with number, hash and final paths.

        Own files are named `./…` in the manifest given; parts taken over from the parent keep their path.
        All bytes are on the disk before the one rename that commits; a crash before it leaves the lake
        as it was. Raises `LakeError` when counts do not balance or the parent is no longer the latest, and when rows
        of people and copies with keyed hashes would come to lie in one lake.
        """
        if (manifest.hashed is not None) != self.hashed:
            raise LakeError(
                "哈希副本与真实数据不能放在同一数据湖",
                "copies with keyed hashes and data itself do not go into one lake",
            )
        with self.writing():
            folders = self._folders(manifest.dataset)
            last = parse_version_folder(folders[-1].name) if folders else None
            number = last[0] + 1 if last else 1
            latest = self.latest(manifest.dataset)
            return publishing.publish(self.layout, staged, manifest, latest, number, self.clock())

    def keep(self, folder: str, name: str, data: bytes, *, new: bool = False) -> Path:
        """Write a file of `runs`, `clues` … atomically; with `new`, refuse to replace one (`FileExistsError`)."""
        path = self.path / folder / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise LakeError(f"路径越出数据湖：{name}", f"the path leaves the lake: {name}")
        (write_new if new else write_atomic)(path, data)
        return path

    # -- coverage -----------------------------------------------------------------------------------------

    def declare_coverage(
        self, dataset: str, coverage: Sequence[Coverage], extracted_on: date, by: str, version: str | None = None
    ) -> Declaration:
        """Record that a version (the latest unless named) is complete for regions and days, by whom, and when."""
        with self.writing():
            manifest = self.version(f"{check_name(dataset)}@{version}" if version else dataset)
            declaration = Declaration(
                dataset=dataset,
                version=manifest.version,
                coverage=tuple(coverage),
                extracted_on=extracted_on,
                by=by,
                declared=self.clock(),
            )
            folder = self.layout.coverage(dataset)
            number = len(list(folder.glob("*.json"))) + 1 if folder.is_dir() else 1
            data = declaration.model_dump_json(by_alias=True, indent=1).encode()
            write_new(folder / f"{number:06d}.json", data)
        return declaration

    def declarations(self, dataset: str) -> list[Declaration]:
        """All declarations of a dataset, oldest first."""
        paths = sorted(self.layout.coverage(dataset).glob("*.json"))
        return [Declaration.model_validate_json(path.read_bytes()) for path in paths]

    def coverage(self, manifest: Manifest) -> list[Coverage]:
        """What a version is complete for: declared at intake or later, for it or a version it builds on.

        An append or a correction keeps the coverage of its parent; a full delivery starts afresh.
        """
        found = [one for step in self._line_of(manifest) for one in step.coverage]
        versions = {step.version for step in self._line_of(manifest)}
        for declaration in self.declarations(manifest.dataset):
            if declaration.version in versions:
                found += declaration.coverage
        return list(dict.fromkeys(found))

    def _line_of(self, manifest: Manifest) -> Iterator[Manifest]:
        older = {one.version: one for one in self.versions(manifest.dataset)}
        step: Manifest | None = manifest
        while step is not None:
            yield step
            step = older.get(step.parent) if step.parent and step.delivery != "full" else None

    # -- destroying ---------------------------------------------------------------------------------------

    def destroy(
        self, dataset: str, versions: Iterable[str], *, by: str, basis: str, why: str = "",
        proofs: Mapping[str, Sequence[str]] | None = None,
    ) -> list[Certificate]:  # fmt: skip
        """Destroy the rows, the quarantine and the originals of versions (by their hashes), and what was derived from
        data; their manifests and a certificate each are left. `proofs`: version → runs that rest on it, for the record.

        Safe to do twice. Raises `LakeError` when a version that stays builds on one that would go.
        """
        with self.writing():
            known = self.versions(check_name(dataset))
            return destruction.destroy(self.layout, known, versions, by, basis, why, proofs or {}, self.clock())

    def certificate(self, manifest: Manifest) -> Certificate | None:
        """The certificate of destruction of a version, if it was destroyed."""
        return destruction.certificate(self.layout, manifest.dataset, manifest.version)

    def _is_destroyed(self, dataset: str, version: str) -> bool:
        written = names(self.layout.certificates)
        return bool(written) and self.layout.certificate(dataset, version).name in written

    # -- checking -----------------------------------------------------------------------------------------

    def verify(self, dataset: str | None = None) -> list[Problem]:
        """Check every file against its manifest; see `lake.verifying`. Empty when all is as published."""
        return verifying.verify(self.layout, dataset)


def _destroyed(found: Certificate | None, name: str) -> LakeError:
    if found is None:
        return LakeDamaged(f"{name}的销毁证明无法读取", f"the certificate of destruction of {name} cannot be read")
    day = found.destroyed_on[:10]
    return LakeError(
        f"{name}已于{day}由{found.by}依法销毁（{found.basis}）",
        f"{name} was destroyed on {day} by {found.by} ({found.basis})",
    )


@lru_cache(maxsize=4096)
def _versions_among(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in folders if parse_version_folder(one))
