"""Where things lie in a lake. A person can walk it with a file manager.

::

    lake.json                       what this folder is, its format, when it was made
    keys/secret                     secret for keyed hashes (never leaves the machine)
    writer.lock                     held by the one process that writes
    staging.lock                    held while a staging folder is begun or abandoned ones are removed
    staging/                        work in progress; litter of a killed process goes at the next writing open
    datasets/<name>/versions/<number>-<hash>/
        manifest.json               what the version is: everything else is named by it, with SHA-256
        parts/<hash>.parquet        accepted rows
        quarantine.parquet          records not accepted, whole, with reasons
        set_aside.parquet           blank, title and total lines, re-sent rows
        removed.parquet             row ids a correction took away
        subjects/<kind>-<first>-<last>-<hash>.parquet   subject ids minted by this version
        sources/<hash>-<name>       the delivered files, untouched
    datasets/<name>/coverage/<number>.json   declarations of coverage, append-only
    certificates/<dataset>-<hash>.json   what is left of destroyed versions beside their manifests
    mappings/<source>.yaml          confirmed column mappings
    runs/, clues/                   kept by the packages of these names
"""

from __future__ import annotations

import re
from pathlib import Path

from mingjian.lake.errors import LakeError

FORMAT = 1
MANIFEST = "manifest.json"
VERSIONS = "versions"
PARTS = "parts"
SUBJECTS = "subjects"
SOURCES = "sources"
QUARANTINE = "quarantine.parquet"
SET_ASIDE = "set_aside.parquet"
REMOVED = "removed.parquet"
SHORT = 12  # hex digits of a hash in a file name

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_VERSION = re.compile(rf"(\d{{6,}})-([0-9a-f]{{{SHORT}}})")


def check_name(dataset: str) -> str:
    """The dataset's name if it can be one (`a-z`, digits, `_`; it becomes a folder and a SQL name)."""
    if not _NAME.fullmatch(dataset):
        raise LakeError(
            f"数据集名称“{dataset}”不合规：须以小写字母开头，只含小写字母、数字、下划线，不超过63个字符",
            f"'{dataset}' cannot be a dataset's name: a lower-case letter, then lower-case letters, digits or _, "
            "at most 63",
        )
    return dataset


def version_folder(number: int, version: str) -> str:
    """Folder name of a version."""
    return f"{number:06d}-{version[:SHORT]}"


def parse_version_folder(folder: str) -> tuple[int, str] | None:
    """Number and short hash of a version's folder name, or None when it is not one."""
    found = _VERSION.fullmatch(folder)
    return (int(found[1]), found[2]) if found else None


class Layout:
    """The paths of one lake."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.about = root / "lake.json"
        self.secret = root / "keys" / "secret"
        self.lock = root / "writer.lock"
        self.housekeeping = root / "staging.lock"
        self.staging = root / "staging"
        self.datasets = root / "datasets"
        self.mappings = root / "mappings"
        self.certificates = root / "certificates"

    def versions(self, dataset: str) -> Path:
        """Folder of a dataset's versions."""
        return self.datasets / check_name(dataset) / VERSIONS

    def coverage(self, dataset: str) -> Path:
        """Folder of a dataset's declarations of coverage."""
        return self.datasets / check_name(dataset) / "coverage"

    def certificate(self, dataset: str, version: str) -> Path:
        """Where the certificate of a destroyed version stands; `version` is its hash, of which 12 digits count."""
        return self.certificates / f"{check_name(dataset)}-{version[:SHORT]}.json"
