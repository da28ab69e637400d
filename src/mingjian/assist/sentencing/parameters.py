"""The parameters of all layers, and the value of one on a day: a province's where it has one, else the nation's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from mingjian.assist.sentencing.definition import (
    Circumstance,
    Compared,
    Crime,
    LayerCrime,
    LayerFile,
    NationFile,
    Ratio,
    Rule,
    Situation,
    Step,
    Value,
)

__all__ = ["NATION", "Found", "Parameters"]

NATION = "nation"
V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Found:
    """A value that holds on the day asked for: `id` as `circumstances.surrender`, and the layer it came from."""

    id: str
    layer: str
    value: Value


@dataclass(frozen=True)
class Parameters:
    """Every national entry by name, and the files of provinces by layer."""

    general: dict[str, Rule] = field(default_factory=dict)
    circumstances: dict[str, Circumstance] = field(default_factory=dict)
    crimes: dict[str, Crime] = field(default_factory=dict)
    layers: dict[str, list[LayerFile]] = field(default_factory=dict)
    texts: dict[str, Compared] = field(default_factory=dict)

    @classmethod
    def of(cls, nation: Sequence[NationFile], layers: Sequence[LayerFile]) -> Parameters:
        """From files already checked against each other."""
        made = cls()
        for one in nation:
            made.general.update(one.general)
            made.circumstances.update(one.circumstances)
            made.crimes.update(one.crimes)
            made.texts.update(one.texts)
        for layer in layers:
            made.layers.setdefault(layer.layer, []).append(layer)
        return made

    def crime_of(self, charge: str) -> str | None:
        """The name of the crime with this charge (`盗窃罪` or `盗窃`), or None."""
        full = charge if charge.endswith("罪") else charge + "罪"
        return next((name for name, crime in self.crimes.items() if crime.charge == full), None)

    def circumstance(self, crime: str, name: str) -> Circumstance | None:
        """A circumstance a crime may have: its own, or a common one."""
        return self.crimes[crime].circumstances.get(name) or self.circumstances.get(name)

    def circumstances_of(self, crime: str) -> dict[str, Circumstance]:
        """All circumstances a crime may have."""
        return {**self.circumstances, **self.crimes[crime].circumstances}

    def step(self, crime: str, name: str) -> Step | None:
        """What increments by a name are: the nation's, or one that a province adds."""
        files = (file.crimes.get(crime, LayerCrime()) for some in self.layers.values() for file in some)
        known = [self.crimes[crime].steps, *(one.steps for one in files)]
        return next((steps[name] for steps in known if name in steps), None)

    def compared(self, value: Value) -> list[Compared]:
        """The texts a value was compared with; no official one among them."""
        return [self.texts[name] for name in value.compared]

    def find(self, id: str, on: dt.date, province: str | None = None) -> Found | None:
        """The value of an entry on a day; None when no layer has one."""
        nation = self._on(id, on, NATION)
        own = self._on(id, on, f"province:{province}") if province else None
        if own is None:
            return None if nation is None else Found(id, NATION, nation)
        return Found(id, f"province:{province}", _completed(own, nation))

    def _on(self, id: str, on: dt.date, layer: str) -> Value | None:
        return next((v for v in self.values(id, layer) if v.from_ <= on and (v.to is None or on <= v.to)), None)

    def values(self, id: str, layer: str = NATION) -> Sequence[Value]:
        """All values of an entry in a layer, by time; none for an unknown one."""
        kind, name, *rest = id.split(".")
        if layer == NATION:
            return self._national(kind, name, rest)
        return [value for file in self.layers.get(layer, ()) for value in _provincial(file, kind, name, rest)]

    def ids(self) -> Iterator[str]:
        """The id of every national entry, and of every step a province adds."""
        yield from (f"general.{name}" for name in self.general)
        yield from (f"circumstances.{name}" for name in self.circumstances)
        for name, crime in self.crimes.items():
            yield from (f"crimes.{name}.situations.{one}" for one in crime.situations)
            yield from (f"crimes.{name}.thresholds.{one}" for one in crime.situations)
            yield from (f"crimes.{name}.fines.{one}" for one, told in crime.situations.items() if told.fines)
            yield from (f"crimes.{name}.circumstances.{one}" for one in crime.circumstances)
            steps = dict.fromkeys(crime.steps)
            for files in self.layers.values():
                steps.update(dict.fromkeys(s for file in files for s in file.crimes.get(name, LayerCrime()).steps))
            yield from (f"crimes.{name}.steps.{one}" for one in steps)

    def _national(self, kind: str, name: str, rest: Sequence[str]) -> Sequence[Value]:
        if kind == "general":
            return self.general[name].values if name in self.general else ()
        if kind == "circumstances":
            return self.circumstances[name].values if name in self.circumstances else ()
        return _of_crime(self.crimes.get(name), rest)


def _completed(own: Value, nation: Value | None) -> Value:
    """A province's ratio with what it does not state as the nation has it: a lighter crime, a raised range, months."""
    if not isinstance(own, Ratio) or not isinstance(nation, Ratio):
        return own
    parts = ("range", "lighter", "raised", "least_months")
    return own.model_copy(update={part: getattr(nation, part) for part in parts if getattr(own, part) is None})


def _provincial(file: LayerFile, kind: str, name: str, rest: Sequence[str]) -> Sequence[Value]:
    if kind in ("general", "circumstances"):
        entry = getattr(file, kind).get(name)
        return () if entry is None else entry.values
    return _of_crime(file.crimes.get(name), rest)


def _of_crime(crime: Crime | LayerCrime | None, rest: Sequence[str]) -> Sequence[Value]:
    """The values of a part of a crime: `situations`, `circumstances`, `steps`, or the `thresholds` of a situation."""
    if crime is None or len(rest) != 2:
        return ()
    if rest[0] == "thresholds":
        situation = crime.situations.get(rest[1])
        return () if situation is None else situation.thresholds
    if rest[0] == "fines":
        told = crime.situations.get(rest[1])
        return told.fines if isinstance(told, Situation) else ()
    entry = getattr(crime, rest[0]).get(rest[1])
    return () if entry is None else entry.values
