"""Checking a whole lake against its manifests: every file, every figure, every hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mingjian.lake.coverage import Declaration
from mingjian.lake.damage import examine_part
from mingjian.lake.errors import LakeError, Problem
from mingjian.lake.layout import MANIFEST, Layout, parse_version_folder
from mingjian.lake.manifest import FileRef, Manifest, Part
from mingjian.lake.publishing import own_prefix, read_manifest, stored_digest
from mingjian.lake.subjects import Subjects
from mingjian.trust.digests import sha256_file


def verify(layout: Layout, dataset: str | None = None) -> list[Problem]:
    """All problems of a lake (or of one dataset), worst named first; empty when all is as published."""
    problems: list[Problem] = []
    folders = sorted(path for path in layout.datasets.glob("*") if path.is_dir())
    for folder in folders:
        if dataset is None or folder.name == dataset:
            problems += _dataset(layout, folder.name)
    if dataset is None:
        problems += _subjects(layout)
    return problems


def _dataset(layout: Layout, dataset: str) -> Iterator[Problem]:
    hashes: set[str] = set()
    for folder in sorted(layout.versions(dataset).glob("*")):
        where = folder.relative_to(layout.root).as_posix()
        if parse_version_folder(folder.name) is None:
            yield Problem("unexpected", where, "不是数据版本的文件夹", "not the folder of a version")
            continue
        try:
            manifest = read_manifest(folder)
        except LakeError as error:
            yield Problem("unreadable", f"{where}/{MANIFEST}", error.zh, error.en)
            continue
        yield from _version(layout, folder, manifest, hashes)
        yield from _certificate(layout, manifest)
        hashes.add(manifest.version)
    for path in sorted(layout.coverage(dataset).glob("*.json")):
        try:
            Declaration.model_validate_json(path.read_bytes())
        except ValueError:
            where = path.relative_to(layout.root).as_posix()
            yield Problem("unreadable", where, "数据覆盖声明无法读取", "the declaration of coverage cannot be read")


def _version(layout: Layout, folder: Path, manifest: Manifest, before: set[str]) -> Iterator[Problem]:
    where = f"{folder.relative_to(layout.root).as_posix()}/{MANIFEST}"
    if own_prefix(manifest) != f"{folder.relative_to(layout.root).as_posix()}/":
        yield Problem("changed", where, "清单与文件夹名不符", "the manifest does not belong to this folder")
        return
    if stored_digest(manifest) != manifest.version:
        yield Problem("changed", where, "清单内容与版本号（哈希）不符", "the manifest differs from the version's hash")
    if not manifest.counts.balanced:
        yield Problem("inconsistent", where, "来源记录数不平衡", "source records do not add up")
    if manifest.parent is not None and manifest.parent not in before:
        yield Problem("missing", where, "缺少前一版本", "the version it builds on is missing")
    known, destroyed = {folder / MANIFEST}, layout.certificate(manifest.dataset, manifest.version).exists()
    kept = {ref.path for ref in manifest.subjects}
    for ref in files_of(manifest):
        path = layout.root / ref.path
        if destroyed and ref.path not in kept:
            known.add(path)
            if path.exists() and path.is_relative_to(folder):
                zh, en = "版本已销毁，文件仍在（请再次销毁）", "the version was destroyed, the file is still there"
                yield Problem("unexpected", ref.path, zh, en)
            continue
        if path.is_relative_to(folder):
            known.add(path)
            yield from _file(path, ref, manifest)
        elif not path.exists():
            yield Problem("missing", ref.path, "文件缺失", "the file is missing")
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in known:
            extra = path.relative_to(layout.root).as_posix()
            yield Problem("unexpected", extra, "清单之外的文件", "a file the manifest does not name")


def _certificate(layout: Layout, manifest: Manifest) -> Iterator[Problem]:
    """A certificate that is there must be one of this version."""
    path = layout.certificate(manifest.dataset, manifest.version)
    if not path.exists():
        return
    try:
        named = json.loads(path.read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError):
        named = None
    if named != manifest.version:
        where = path.relative_to(layout.root).as_posix()
        yield Problem("changed", where, "销毁证明无法读取或不属于该版本", "the certificate is not one of this version")


def files_of(manifest: Manifest) -> list[FileRef]:
    """Every file a version consists of."""
    files: list[FileRef] = [*manifest.parts, *manifest.subjects]
    files += [ref for ref in (manifest.quarantine, manifest.set_aside, manifest.removed) if ref is not None]
    files += [
        FileRef(path=source.kept, sha256=source.sha256, bytes=source.bytes)
        for source in manifest.sources
        if source.kept is not None
    ]
    return list({ref.path: ref for ref in files}.values())


def _file(path: Path, ref: FileRef, manifest: Manifest) -> Iterator[Problem]:
    if not path.exists():
        yield Problem("missing", ref.path, "文件缺失", "the file is missing")
        return
    try:
        same = sha256_file(path) == ref.sha256
    except OSError as error:
        yield Problem("unreadable", ref.path, f"文件无法读取：{error}", f"the file cannot be read: {error}")
        return
    if same:
        return
    if isinstance(ref, Part):
        yield from examine_part(path, ref, manifest.schemas[ref.schema_index])
    else:
        yield Problem("changed", ref.path, "文件内容与清单不符", "the file's bytes differ from the manifest")


def _subjects(layout: Layout) -> Iterator[Problem]:
    subjects = Subjects(layout)
    for kind in subjects.kinds():
        expected = 1
        for part in subjects.parts(kind):
            if part.first != expected:
                where = part.path.relative_to(layout.root).as_posix()
                zh = f"主体编号不连续：应从{expected}开始"
                yield Problem("inconsistent", where, zh, f"subject ids are not continuous: {expected} was expected")
            expected = part.last + 1
