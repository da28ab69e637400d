"""Making a staged version visible: everything to the disk first, then one rename."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingjian.lake.errors import LakeDamaged, LakeError
from mingjian.lake.files import sync_folder, sync_tree
from mingjian.lake.layout import MANIFEST, Layout, version_folder
from mingjian.lake.locking import Staged
from mingjian.lake.manifest import Manifest

_OWN = "./"


def own_prefix(manifest: Manifest) -> str:
    """Path of a version's own folder, relative to the lake, with a slash at its end."""
    return f"datasets/{manifest.dataset}/versions/{version_folder(manifest.number, manifest.version)}/"


def stored_digest(manifest: Manifest) -> str:
    """What a published manifest's `version` must be (own paths are hashed as `./…`)."""
    return _with_paths(manifest, own_prefix(manifest), _OWN).digest()


def publish(
    layout: Layout, staged: Staged, manifest: Manifest, latest: Manifest | None, number: int, now: datetime
) -> Manifest:
    """Number and hash the manifest, force all to the disk, rename once. See `Lake.publish`."""
    _check(manifest, latest)
    numbered = _numbered(manifest, number, now)
    final = numbered.model_copy(update={"version": numbered.digest()})
    final = _with_paths(final, _OWN, own_prefix(final))
    (staged.path / MANIFEST).write_bytes(final.to_json())
    sync_tree(staged.path)
    versions = layout.versions(manifest.dataset)
    versions.mkdir(parents=True, exist_ok=True)
    for folder in (versions, versions.parent, layout.datasets):
        sync_folder(folder)
    staged.path.rename(versions / version_folder(final.number, final.version))
    sync_folder(versions)
    return final


def _check(manifest: Manifest, latest: Manifest | None) -> None:
    if not manifest.counts.balanced:
        raise LakeError(
            f"记录数不平衡，拒绝发布：{manifest.counts}", f"records do not add up, not published: {manifest.counts}"
        )
    if manifest.delivery != "full" and (latest is None or manifest.parent != latest.version):
        raise LakeError(
            "追加或更正的基础版本已不是最新版本", "the version this delivery builds on is no longer the latest"
        )


def _numbered(manifest: Manifest, number: int, now: datetime) -> Manifest:
    """Number, instant, and the numbers of rows: parts taken over keep theirs, so that a row is the same row to those
    who read an earlier version; parts written now come behind all that were taken over."""
    own = [part.path.startswith(_OWN) for part in manifest.parts]
    offset = max((part.offset + part.rows for part, new in zip(manifest.parts, own, strict=True) if not new), default=0)
    parts = []
    for part, new in zip(manifest.parts, own, strict=True):
        parts.append(part.model_copy(update={"offset": offset}) if new else part)
        offset += part.rows if new else 0
    return manifest.model_copy(update={"parts": tuple(parts), "number": number, "created": now, "version": ""})


def _with_paths(manifest: Manifest, old: str, new: str) -> Manifest:
    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: new + inner.removeprefix(old)
                if key in ("path", "kept") and isinstance(inner, str) and inner.startswith(old)
                else moved(inner)
                for key, inner in value.items()
            }
        return [moved(inner) for inner in value] if isinstance(value, list | tuple) else value

    data = manifest.model_dump(by_alias=True, exclude={"mapping"})
    return Manifest.model_validate(moved(data) | {"mapping": manifest.mapping})


@lru_cache(maxsize=4096)  # some ten kilobytes each; a province has a few hundred, all asked for by every run
def _parsed(written: bytes) -> Manifest:
    """By what is written, not by where: a file changed since is read anew."""
    return Manifest.model_validate_json(written)


def read_manifest(path: Path) -> Manifest:
    """Read a version's manifest; raises `LakeDamaged` when it cannot be read."""
    try:
        return _parsed((path / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise LakeDamaged(
            f"版本清单无法读取：{path.name}", f"the manifest of {path.name} cannot be read: {said}"
        ) from None
