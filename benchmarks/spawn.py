"""Running one measurement in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Failed", "Measured", "measure"]


class Failed(RuntimeError):
    """A measurement ended with an error; the text is its last lines."""


@dataclass
class Measured:
    """What a child process told. ``answer`` is what rivals must agree on, ``notes`` what only this one knows."""

    cpu: float
    wall: float
    peak: float
    answer: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


def measure(kind: str, **spec: Any) -> Measured:
    """Run ``benchmarks.child`` with this specification. Raises :class:`Failed`."""
    told = json.dumps({"kind": kind, **spec})
    threads = str(spec.get("threads") or os.cpu_count() or 1)
    environment = os.environ | {"POLARS_MAX_THREADS": threads, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "benchmarks.child"]
    done = subprocess.run(command, input=told, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise Failed("\n".join(done.stderr.strip().splitlines()[-6:]) or f"ended with {done.returncode}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))
