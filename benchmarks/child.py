"""One measurement: reads its specification from standard input, writes what it found as one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

__all__ = ["FRAMES_MOST", "main"]

FRAMES_MOST = 14 << 30
"""Bytes a frame library may take before it fails, since it obeys no limit of its own."""


def main() -> None:
    """Dispatch by ``kind``; what is not needed is not imported."""
    spec: dict[str, Any] = json.load(sys.stdin)
    kind = spec.pop("kind")
    if kind == "operator":
        from benchmarks.rivals import FRAMES, run_rival

        if spec["rival"] in FRAMES:
            resource.setrlimit(resource.RLIMIT_DATA, (FRAMES_MOST, FRAMES_MOST))
        told = run_rival(**spec)
    elif kind == "model":
        from benchmarks.models import run_model_once

        told = run_model_once(**spec)
    elif kind == "read":
        from benchmarks.models import read_everything

        told = read_everything(**spec)
    elif kind == "intake":
        from benchmarks.intake import run_intake

        told = run_intake(**spec)
    else:
        raise SystemExit(f"unknown kind {kind!r}")
    print(json.dumps(asdict(told)))


if __name__ == "__main__":
    main()
