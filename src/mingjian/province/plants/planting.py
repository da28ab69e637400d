"""Sow all plants into a world and keep the book of them."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.province.plants import MODELS, PLANTS, Plant, Sown
from mingjian.province.world import World

PREVALENCE = 4.5e-4
"""Planted violations of a model by head: about 45 in a province of 100,000."""

TRAPS = 8e-5
"""Stories of each kind of trap by head."""


@dataclass(frozen=True)
class Planted:
    """A plant and what was sown of it."""

    plant: Plant
    sown: Sown


def sow(world: World, violations: bool | float) -> list[Planted]:
    """Plant traps always, violations as asked: True for the usual share, a number to multiply it, False for none."""
    scale = float(violations)
    people = len(world.people)
    out = []
    for model in MODELS:
        kinds = [plant for plant in PLANTS if plant.model == model]
        wrong = sum(plant.violation for plant in kinds)
        for plant in kinds:
            n = max(2, round(people * TRAPS))
            if plant.violation:
                n = max(2, -(-round(people * PREVALENCE * scale) // wrong)) if scale > 0 else 0
            if n:
                sown = plant.make(world, world.rng("plant", model, plant.name), n)
                out.append(Planted(plant, sown))
    return out
