"""Which models there are here: those that ship, and those kept here (published on this desk, taken from a bundle, in a
pilot). All parts of the desk ask this, by id and where it matters by version.

Several versions of one id may be here side by side. A list shows the *current* one of each, the newest that was
published; what was approved, queued or named by a campaign is found by what it is (`exact`), whatever is current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mingjian.desk.held.files import read_held
from mingjian.desk.held.models import Held, Standing, Use
from mingjian.desk.offices.models import User
from mingjian.desk.shipped import shipped
from mingjian.models import Model

__all__ = ["Known", "known", "runnable_by"]


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

    def all(self) -> Iterator[Model]:
        """Every version."""
        return (one for versions in self._versions.values() for one in versions)

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
    return _known(list(Held.objects.values_list("model", "version", "fingerprint", "standing")))


def runnable_by(user: User) -> dict[str, Model]:
    """Of each id the version the user's office runs of itself: the newest published it may, else the one that ships; of
    his lines. A pilot is run by hand."""
    uses = Use.objects.filter(office=user.office_id, held__standing=Standing.PUBLISHED.value)
    may = set(uses.values_list("held__fingerprint", flat=True))
    here, ships, found = known(), shipped(), dict[str, Model]()
    for name in dict.fromkeys([*here, *(one.id for one in here.all())]):
        fits = (one for one in here.versions(name) if one.fingerprint in may or ships.get(name) is one)
        one = next(fits, None)
        if one is not None and one.definition.line in user.line_set:
            found[name] = one
    return found


def _known(rows: Iterable[tuple[str, str, str, str]]) -> Known:
    """Rows come newest first within an id."""
    current, others = dict[str, Model](), list[Model]()
    for name, version, fingerprint, standing in rows:
        one = read_held(name, version, fingerprint)
        if one is None:
            continue
        if standing == Standing.PUBLISHED and name not in current:
            current[name] = one
        else:
            others.append(one)
    ships = shipped()
    others += [one for name, one in ships.items() if name in current]
    return Known({**{name: current.get(name, one) for name, one in ships.items()}, **current}, others)
