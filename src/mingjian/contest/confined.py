"""Works run on made-up data under limits, against what was planted there.

>>> sealed = draw()                                           # at announcement; publish sealed.hash, keep the rest
>>> ground = prepare(folder / "open", "open", seed=17, people=20_000)
>>> outcome = run_work(Path("work/model"), [ground, sealed_ground])
>>> outcome.on("sealed").found.recall, outcome.fall(), outcome.lacks
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingjian.contest.errors import ContestError
from mingjian.contest.outcome import Found, Lack, OnGround, Outcome
from mingjian.trust.digests import sha256_bytes

__all__ = ["Bounds", "Found", "Ground", "Lack", "OnGround", "Outcome", "Sealed", "draw", "opens", "run_work"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one run: CPU seconds, seconds by the clock, bytes resident, bytes written, processes and threads."""

    cpu: float = 120.0
    seconds: float = 300.0
    memory: int = 2_000_000_000
    disk: int = 500_000_000
    tasks: int = 64


@dataclass(frozen=True, slots=True)
class Ground:
    """Where works run: a folder with `lake/` and, where it is known, `province/truth/`. `name`: open or sealed."""

    name: str
    folder: Path
    as_of: date


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seed of the sealed province. Only `hash` is published before the end; then seed and salt are."""

    seed: int
    salt: str

    @property
    def hash(self) -> str:
        """What is announced: the SHA-256 of seed and salt, `{"salt":"…","seed":…}`."""
        return sha256_bytes(json.dumps({"salt": self.salt, "seed": self.seed}, separators=(",", ":")).encode())


def draw() -> Sealed:
    """A seed that nobody knows."""
    return Sealed(secrets.randbelow(2**31 - 1) + 1, secrets.token_hex(16))


def opens(hash: str, seed: int, salt: str) -> bool:
    """Whether a revealed seed and salt are those that were announced."""
    return hmac.compare_digest(Sealed(seed, salt).hash, hash)


def run_work(model: Path, grounds: Sequence[Ground], *, bounds: Bounds | None = None, runs: int = 3) -> Outcome:
    """Run a model folder on each ground, each ground in a child of its own."""
    del model, grounds, bounds, runs
    raise ContestError("尚不能受限运行作品", "works cannot be run confined yet")
