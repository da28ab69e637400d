"""Works that are alike in a row: three or more are told once."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["clusters"]


def clusters(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of three or more works that hang together by pairs, each sorted."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(one)] = root(other)
    found: dict[str, list[str]] = {}
    for name in parent:
        found.setdefault(root(name), []).append(name)
    return sorted(tuple(sorted(group)) for group in found.values() if len(group) > 2)
