"""A resolution: who the records of some dataset versions were taken for, as published under ``identity/``.

::

    identity/<number>-<hash>/identity.json      what it is; every other file with its SHA-256
    …/<dataset>-<version>.records.parquet       records of a dataset version, and what they were taken for
    …/<dataset>-<version>.links.parquet         rows → subject, sorted by row
    …/changes.parquet                           links that changed against the resolution before, with why

Nothing changes once it is there. When a dataset version is destroyed its two files go with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mingjian.identity.errors import IdentityError
from mingjian.lake import Lake, Manifest
from mingjian.lake.files import sync_folder, sync_tree
from mingjian.lake.layout import SHORT
from mingjian.lake.locking import Staged
from mingjian.trust.digests import sha256_file

__all__ = ["CHANGES", "Counted", "DatasetLinks", "IdentityStore", "Resolution", "to_json"]

ABOUT = "identity.json"
CHANGES = "changes.parquet"
_FOLDER = re.compile(rf"(\d{{6,}})-([0-9a-f]{{{SHORT}}})")


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DatasetLinks(_Stored):
    """What became of the rows without a usable number of one dataset version."""

    dataset: str
    version: str
    rows: int = Field(description="rows without a usable number")
    linked: int = Field(description="of these, taken for somebody known")
    unsure: int = Field(description="of these, left for people to decide")

    @property
    def name(self) -> str:
        """`dataset-version`, as its files begin."""
        return f"{self.dataset}-{self.version[:SHORT]}"

    @property
    def records_file(self) -> str:
        """The file of its records."""
        return f"{self.name}.records.parquet"

    @property
    def links_file(self) -> str:
        """The file of its links."""
        return f"{self.name}.links.parquet"


class Counted(_Stored):
    """What there was of one kind of subject. ``share``: the part of the records that is somebody known (estimated)."""

    records: int
    known: int
    share: float


class Resolution(_Stored):
    """What `identity.json` says: records, known and share of persons, and the same of companies."""

    id: str = ""
    number: int = 0
    kind: str
    datasets: tuple[DatasetLinks, ...]
    records: int
    known: int
    share: float
    linked_at: float
    unsure_at: float
    decisions: int = Field(description="number of the newest decision that counted")
    before: str = Field(default="", description="the resolution whose links it starts from")
    changed: int = 0
    companies: Counted | None = None
    files: dict[str, str] = Field(default_factory=dict)
    made: datetime
    seconds: float = 0.0

    def digest(self) -> str:
        """SHA-256 of all but the id."""
        said = self.model_dump(mode="json", exclude={"id"})
        if said["companies"] is None:
            del said["companies"]  # as they were published when only persons were resolved
        data = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()

    def of(self, manifest: Manifest) -> DatasetLinks | None:
        """What it holds of a dataset version."""
        wanted = (manifest.dataset, manifest.version)
        return next((one for one in self.datasets if (one.dataset, one.version) == wanted), None)


class IdentityStore:
    """The resolutions of one lake."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.folder = lake.path / "identity"

    def ids(self) -> list[str]:
        """Ids of all resolutions, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if _FOLDER.fullmatch(path.name))

    def all(self) -> list[Resolution]:
        """Every resolution, oldest first."""
        return [self._read(one) for one in self.ids()]

    def latest(self) -> Resolution | None:
        """The newest resolution."""
        ids = self.ids()
        return self._read(ids[-1]) if ids else None

    def get(self, written: str) -> Resolution:
        """The resolution of this id, or whose id or number begins so; `IdentityError` when there is none or several."""
        found = [one for one in self.ids() if one.startswith(written)] if written else []
        if not found and written.isdigit():
            found = [one for one in self.ids() if int(one.partition("-")[0]) == int(written)]
        if len(found) != 1:
            zh, en = ("没有", "no resolution") if not found else ("不止一个", "more than one resolution")
            raise IdentityError(f"{zh}以“{written}”开头的身份认定", f"{en} begins with '{written}'")
        return self._read(found[0])

    def path(self, resolution: Resolution, name: str) -> Path:
        """A file of a resolution."""
        return self.folder / resolution.id / name

    def table(self, resolution: Resolution, name: str) -> pa.Table:
        """A table of a resolution; `IdentityError` when it is not what it was or went with its data."""
        path = self.checked(resolution, name)
        if path is None:
            zh, en = f"身份认定{resolution.id}的{name}已不在", f"{name} of resolution {resolution.id} is gone"
            raise IdentityError(zh, en)
        return pq.read_table(path)

    def checked(self, resolution: Resolution, name: str) -> Path | None:
        """A file of a resolution, null when it went with its data; `IdentityError` when it is not what it was."""
        path = self.path(resolution, name)
        if not path.is_file():
            return None
        if sha256_file(path) != resolution.files.get(name):
            zh = f"身份认定{resolution.id}的{name}与发布时不符"
            raise IdentityError(zh, f"{name} of resolution {resolution.id} is not what it was")
        return path

    def publish(self, staged: Staged, made: Resolution) -> Resolution:
        """Give the staged files a number and make them visible by one rename."""
        files = {path.name: sha256_file(path) for path in sorted(staged.path.iterdir())}
        with self.lake.writing():
            self.folder.mkdir(exist_ok=True)
            number = max((int(one.partition("-")[0]) for one in self.ids()), default=0) + 1
            numbered = made.model_copy(update={"number": number, "files": files, "id": ""})
            final = numbered.model_copy(update={"id": f"{number:06d}-{numbered.digest()[:SHORT]}"})
            (staged.path / ABOUT).write_text(final.model_dump_json(indent=1), encoding="utf-8", newline="\n")
            sync_tree(staged.path)
            staged.path.rename(self.folder / final.id)
            sync_folder(self.folder)
        return final

    def _read(self, folder: str) -> Resolution:
        try:
            found = Resolution.model_validate_json((self.folder / folder / ABOUT).read_bytes())
        except (OSError, ValidationError):
            zh, en = f"身份认定{folder}无法读取", f"resolution {folder} cannot be read"
            raise IdentityError(zh, en) from None
        if found.id != folder or not folder.endswith(found.model_copy(update={"id": ""}).digest()[:SHORT]):
            raise IdentityError(f"身份认定{folder}被改动", f"resolution {folder} was changed")
        return found


def to_json(value: Any) -> str:
    """Reasons as stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
