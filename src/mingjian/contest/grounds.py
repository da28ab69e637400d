"""Where works run: a made-up province as a lake, its truth beside it, the open one and the sealed one.

The sealed seed is drawn when the contest is announced and kept by whoever runs works; its salted hash is announced,
seed and salt are told at the end, so that anybody can make the province again.
"""

from __future__ import annotations

import hmac
import json
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingjian.contest.errors import ContestError
from mingjian.trust.digests import sha256_bytes

__all__ = ["Ground", "Sealed", "draw", "open_ground", "opens", "prepare"]

_SHEET, _LAKE, _TRUTH = "ground.json", "lake", "province"


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder with `lake/` and, where it is known, `province/truth/`. `name`: open or sealed."""

    name: str
    folder: Path
    as_of: date

    @property
    def lake(self) -> Path:
        """What a work may read."""
        return self.folder / _LAKE

    @property
    def truth(self) -> Path | None:
        """What it may not; None where nothing is known to be planted."""
        folder = self.folder / _TRUTH
        return folder if (folder / "truth").is_dir() else None


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seed of the sealed province. Only `hash` is published before the end; then seed and salt are."""

    seed: int
    salt: str

    @property
    def hash(self) -> str:
        """What is announced: the SHA-256 of `{"salt":"…","seed":…}`."""
        return sha256_bytes(json.dumps({"salt": self.salt, "seed": self.seed}, separators=(",", ":")).encode())


def draw() -> Sealed:
    """A seed that nobody knows."""
    return Sealed(secrets.randbelow(2**31 - 1) + 1, secrets.token_hex(16))


def opens(hash: str, seed: int, salt: str) -> bool:
    """Whether a revealed seed and salt are those that were announced."""
    return hmac.compare_digest(Sealed(seed, salt).hash, hash)


def prepare(
    folder: Path, name: str, *, seed: int, people: int, dirt: float = 0.05, violations: bool | float = True
) -> Ground:
    """Make a province and take it in. Open and sealed should differ in seed, dirt and violations, so that a work fitted
    to one shows on the other. The folder must be new or empty and appears whole; what was delivered is not kept."""
    from mingjian.intake import Intake, read_listed
    from mingjian.lake import Lake
    from mingjian.province import build

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContestError(f"{folder} 不是空文件夹", f"{folder} is not an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ground-", dir=folder.parent) as scratch:
        making = Path(scratch) / "made"
        build(making / _TRUTH, people, seed, dirt, violations=violations)
        listed = read_listed(making / _TRUTH)
        list(Intake(Lake.create(making / _LAKE)).load_all(list(listed.orders)))
        shutil.rmtree(making / _TRUTH / "files")
        (making / _SHEET).write_text(json.dumps({"name": name, "as_of": listed.as_of.isoformat()}), encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    return Ground(name, folder, listed.as_of)


def open_ground(folder: Path) -> Ground:
    """A ground that was prepared. Raises ContestError for another folder."""
    try:
        sheet = json.loads((folder / _SHEET).read_text(encoding="utf-8"))
        return Ground(str(sheet["name"]), folder, date.fromisoformat(sheet["as_of"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise ContestError(f"{folder} 不是运行数据文件夹", f"{folder} is no folder of data to run on") from None
