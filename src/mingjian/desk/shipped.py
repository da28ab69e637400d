"""The models that ship, read once a process, in the order of the catalogue."""

from __future__ import annotations

from functools import cache

from mingjian.library import shipped_models
from mingjian.models import Model, load_model

__all__ = ["shipped"]


@cache
def shipped() -> dict[str, Model]:
    """Models by id."""
    found = [load_model(folder) for folder in shipped_models().values()]
    return {one.id: one for one in sorted(found, key=lambda one: one.definition.catalogue or one.id)}
