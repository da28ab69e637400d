"""Which links of identity a run reads its data with."""

from __future__ import annotations

from collections.abc import Mapping

from mingjian.identity import IdentityError, IdentityStore, Resolution
from mingjian.lake import FileRef, Lake, Manifest
from mingjian.runs.errors import Refusal

__all__ = ["NONE", "linked"]

NONE = "none"
"""The name that asks for no links at all."""


def linked(
    lake: Lake, manifests: Mapping[str, Manifest], asked: str | None, found: list[Refusal]
) -> tuple[tuple[str, ...], dict[str, FileRef]]:
    """The resolution that counts and, by need, its links of that dataset version; objections are added to `found`.

    Versions the resolution does not know (delivered after it) are read as they are.
    """
    if asked == NONE:
        return (), {}
    store = IdentityStore(lake)
    try:
        resolution = store.get(asked) if asked else store.latest()
    except IdentityError as error:
        found.append(Refusal("identity", error.zh, error.en))
        return (), {}
    if resolution is None:
        return (), {}
    links = {
        need: ref for need, manifest in manifests.items() if (ref := _file(store, resolution, manifest)) is not None
    }
    return ((resolution.id,), links) if links else ((), {})


def _file(store: IdentityStore, resolution: Resolution, manifest: Manifest) -> FileRef | None:
    links = resolution.of(manifest)
    if links is None or not links.linked:
        return None
    name = links.links_file
    path = store.path(resolution, name)
    relative = str(path.relative_to(store.lake.path))
    size = path.stat().st_size if path.is_file() else 0
    return FileRef(path=relative, sha256=resolution.files[name], bytes=size)
