"""A supervision model, read and checked: what the rest of the house works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mingjian.collision import Step
from mingjian.models.definition import Clue, ModelFile, Need
from mingjian.models.fingerprint import fingerprint_of
from mingjian.models.parameters import Parameter
from mingjian.models.relations import need_standard
from mingjian.models.texts import Text

__all__ = ["Model"]


@dataclass(frozen=True)
class Model:
    """A model file without problems.

    ``steps`` are in running order, ``notes`` what the author says of them, ``text`` the file as it was read,
    ``folder`` where it lies (None for a model made in memory).
    """

    definition: ModelFile
    steps: tuple[Step, ...]
    notes: Mapping[str, Text]
    text: str
    data: Mapping[str, Any]
    folder: Path | None = None
    rule_texts: Mapping[str, Text] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The short English name."""
        return self.definition.model

    @property
    def version(self) -> str:
        """Three numbers."""
        return self.definition.version

    @property
    def title(self) -> Text:
        """Title in both languages."""
        return self.definition.title

    @property
    def needs(self) -> Mapping[str, Need]:
        """Datasets and code lists by alias."""
        return self.definition.needs

    @property
    def datasets(self) -> dict[str, str]:
        """Alias → ``standard@major`` of the needs that are datasets."""
        return {alias: need.standard for alias, need in self.needs.items() if need.standard is not None}

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Parameters by name."""
        return self.definition.parameters

    @property
    def clue(self) -> Clue:
        """The clue section."""
        return self.definition.clue

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the content, blind to layout and comments."""
        return fingerprint_of(self.data)

    @cached_property
    def sensitivity(self) -> int:
        """The highest sensitivity level (1–4) of the columns it may read."""
        levels = [1]
        for need in self.needs.values():
            standard = need_standard(need)
            if standard is None:
                continue
            for name in need.columns or ():
                column = standard.subjects[name].key if name in standard.subjects else name
                levels.append(standard.columns[column].level)
        return max(levels)

    @property
    def absent_needs(self) -> tuple[str, ...]:
        """Needs whose silence is taken as absence: they must have declared coverage."""
        found = [name for step in self.steps if step.operator.verb == "absent" for _, name in step.inputs[1:]]
        return tuple(dict.fromkeys(name for start in found for name in self._sources(start)))

    def _sources(self, name: str) -> tuple[str, ...]:
        """The needs behind a need or step."""
        if name in self.needs:
            return (name,)
        step = next(one for one in self.steps if one.name == name)
        return tuple(source for _, given in step.inputs for source in self._sources(given))
