"""Destroying what a version holds, and what is left of it: its manifest, with all hashes, and a certificate.

The certificate is written first and makes the version a destroyed one; then its files go. A process killed in between
leaves files that `verify` names and that a second `destroy` removes. Kept is the dictionary of subjects that the
version brought: other data and proofs count with its numbers. The certificate says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mingjian.lake.errors import LakeError
from mingjian.lake.files import sync_folder, write_new
from mingjian.lake.layout import SHORT, Layout
from mingjian.lake.manifest import Counts, FileRef, Manifest
from mingjian.lake.publishing import own_prefix
from mingjian.lake.verifying import files_of

__all__ = ["Certificate", "certificate", "destroy"]

DERIVED = ("derived", "steps")
"""Folders of what was computed from versions and can be computed again: nothing of it may outlive the data."""

IDENTITY = "identity"
"""What was found about who the rows of a version are goes with them; that of other versions stays."""


class Certificate(BaseModel):
    """What is left of destroyed data: which version, on what authority, by whom, when, why; what went and what stays.

    `proofs` are the runs that used the version: their clues cannot be proved again.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    dataset: str
    version: str
    destroyed_on: str
    by: str
    basis: str = ""
    why: str = ""
    number: int = 0
    standard: str = ""
    owner: str = ""
    rows: int = 0
    counts: Counts | None = None
    files: tuple[FileRef, ...] = Field(default=(), description="destroyed, with what they were")
    kept: tuple[FileRef, ...] = Field(default=(), description="files of the version that stay")
    proofs: tuple[str, ...] = ()


def certificate(layout: Layout, dataset: str, version: str) -> Certificate | None:
    """The certificate of a version, named by its hash or the first digits of it; None when there is none to be read."""
    try:
        found = Certificate.model_validate_json(layout.certificate(dataset, version).read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.dataset == dataset and found.version.startswith(version) else None


def destroy(
    layout: Layout, versions: Sequence[Manifest], doomed: Iterable[str], by: str, basis: str, why: str,
    proofs: Mapping[str, Sequence[str]], now: datetime,
) -> list[Certificate]:  # fmt: skip
    """Destroy some of a dataset's `versions` (all of them, oldest first); see `Lake.destroy`."""
    gone = set(doomed)
    surviving = [
        one for one in versions if one.version not in gone and not layout.certificate(one.dataset, one.version).exists()
    ]
    for one in surviving:
        if needed := [step for step in _line(one, versions) if step.version in gone]:
            raise LakeError(
                f"第{one.number}版以第{needed[0].number}版为基础，须一并销毁",
                f"version {one.number} builds on version {needed[0].number}: destroy it as well",
            )
    made = []
    for manifest in (one for one in versions if one.version in gone):
        own = own_prefix(manifest)
        stays = {ref.path for ref in manifest.subjects}
        files = [ref for ref in files_of(manifest) if ref.path.startswith(own)]
        known = certificate(layout, manifest.dataset, manifest.version)
        made.append(
            known
            or Certificate(
                dataset=manifest.dataset, version=manifest.version, destroyed_on=now.isoformat(), by=by, basis=basis,
                why=why, number=manifest.number, standard=manifest.standard, owner=manifest.owner, rows=manifest.rows,
                counts=manifest.counts, files=tuple(_bare(ref) for ref in files if ref.path not in stays),
                kept=tuple(_bare(ref) for ref in files if ref.path in stays),
                proofs=tuple(proofs.get(manifest.version, ())),
            )
        )  # fmt: skip
        if known is None:
            path = layout.certificate(manifest.dataset, manifest.version)
            write_new(path, made[-1].model_dump_json(indent=1).encode())
        _remove([layout.root / ref.path for ref in made[-1].files])
        _remove((layout.root / IDENTITY).glob(f"*/{manifest.dataset}-{manifest.version[:SHORT]}.*.parquet"))
    for name in DERIVED:
        _remove(path for path in (layout.root / name).rglob("*") if path.is_file())
    return made


def _line(manifest: Manifest, versions: Sequence[Manifest]) -> list[Manifest]:
    """The versions one builds on, back to a full delivery."""
    older, found = {one.version: one for one in versions}, []
    step = manifest
    while step.parent and step.delivery != "full" and step.parent in older:
        step = older[step.parent]
        found.append(step)
    return found


def _bare(ref: FileRef) -> FileRef:
    """Without what parts and subjects have beyond a file."""
    return FileRef(path=ref.path, sha256=ref.sha256, bytes=ref.bytes)


def _remove(paths: Iterable[Path]) -> None:
    folders = set()
    for path in paths:
        path.unlink(missing_ok=True)
        folders.add(path.parent)
    for folder in folders:
        if folder.is_dir():
            sync_folder(folder)
