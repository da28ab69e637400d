"""Which models there are here: those that ship. All parts of the desk ask this, by id and where it matters by version.

Several versions of one id may be here side by side. A list shows the *current* one of each; what was approved, queued
or named by a campaign is found by what it is (`exact`), whatever is current by now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mingjian.desk.shipped import shipped
from mingjian.models import Model

__all__ = ["Known", "known"]


class Known(Mapping[str, Model]):
    """The current version of every model, by id, and the others beside them. What is here at one instant: ask once for
    all that belongs together."""

    def __init__(self, current: Mapping[str, Model], others: Iterable[Model] = ()) -> None:
        self._current = dict(current)
        self._versions = {name: [one] for name, one in self._current.items()}
        for one in others:
            self._versions.setdefault(one.id, []).append(one)

    def __getitem__(self, name: str) -> Model:
        return self._current[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current)

    def __len__(self) -> int:
        return len(self._current)

    def __hash__(self) -> int:
        return hash(frozenset((name, one.fingerprint) for name, one in self._current.items()))

    def versions(self, name: str) -> tuple[Model, ...]:
        """All that are here of one id, the current one first."""
        return tuple(self._versions.get(name, ()))

    def find(self, name: str, version: str | None = None) -> Model | None:
        """A model in a version; the current one where none is named. Of two with one number, the one in use."""
        if not version:
            return self._current.get(name)
        return next((one for one in self.versions(name) if one.version == version), None)

    def exact(self, name: str, fingerprint: str) -> Model | None:
        """The model with exactly this content; the current one where nobody noted which it was."""
        if not fingerprint:
            return self._current.get(name)
        return next((one for one in self.versions(name) if one.fingerprint == fingerprint), None)


def known() -> Known:
    """What is here now."""
    return Known(shipped())
