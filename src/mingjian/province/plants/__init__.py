"""What is wrong in the province, and what only looks wrong: one file a model, violations and traps side by side."""

from mingjian.province.plants import a01, a04, e02, e06, e07, p01, p02, p06, r01, r02, r03, r05, r09, y01
from mingjian.province.plants.base import KEYS, PLANTS, Need, Plant, Sown

MODELS = ("R01", "E07", "R02", "R03", "R05", "R09", "E02", "E06", "A01", "A04", "P01", "P02", "P06", "Y01")

__all__ = ["KEYS", "MODELS", "PLANTS", "Need", "Plant", "Sown"]
_FILES = (a01, a04, e02, e06, e07, p01, p02, p06, r01, r02, r03, r05, r09, y01)
