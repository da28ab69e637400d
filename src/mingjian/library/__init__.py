"""The models we ship: one folder a model, with ``model.yaml``, ``examples/`` and a generated ``README.md``."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped", "shipped_models"]

_HERE = Path(__file__).parent


def shipped_models() -> dict[str, Path]:
    """Folder by model id, in alphabetical order."""
    return {file.parent.name: file.parent for file in sorted(_HERE.glob("*/model.yaml"))}


def shipped(name: str) -> Path:
    """The folder of a shipped model; KeyError for a name there is none of."""
    return shipped_models()[name]
