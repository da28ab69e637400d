"""The packs as an office uses them: those that ship, with the layers of the offices above and its own laid over them.

The layers of the offices above are laid first, so that a city tightens what its province asks for and loosens none.
"""

from __future__ import annotations

from functools import lru_cache

from mingjian.assist.evidence import Pack, lay_packs
from mingjian.desk.evidence.models import EvidenceLayer
from mingjian.desk.offices.models import Office
from mingjian.models.problems import Problem

__all__ = ["packs_above", "packs_of"]


def packs_of(office: Office) -> tuple[dict[str, Pack], list[Problem]]:
    """The packs of an office, and what is wrong with layers that do not fit any more: those are left out."""
    return _of(office.path.strip("/").split("/"))


def packs_above(office: Office) -> tuple[dict[str, Pack], list[Problem]]:
    """The packs its own layers are laid over."""
    return _of(office.path.strip("/").split("/")[:-1])


def _of(codes: list[str]) -> tuple[dict[str, Pack], list[Problem]]:
    rows = EvidenceLayer.objects.filter(office__code__in=codes, in_use=True).select_related("office")
    ordered = sorted(rows, key=lambda one: (len(one.office.path), one.pack))
    return _laid(tuple((one.pk, f"{one.office.zh} {one.pack}", one.text) for one in ordered))


@lru_cache(maxsize=32)
def _laid(layers: tuple[tuple[int, str, str], ...]) -> tuple[dict[str, Pack], list[Problem]]:
    return lay_packs({name: text for _, name, text in layers})
