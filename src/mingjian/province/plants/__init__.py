"""What is wrong in the province, and what only looks wrong: one file a model, violations and traps side by side.

A file is named after the entry of the catalogue and says in ``KEY`` what the clue of the model is about: ``document``
(the number of a case or decision), ``person`` (id number), ``company`` (credit code), ``person_company``
(id number and credit code).
"""

from mingjian.province.plants import (
    a01,
    a03,
    a04,
    a09,
    a11,
    a12,
    c01,
    c02,
    c03,
    c04,
    c07,
    e01,
    e02,
    e03,
    e04,
    e05,
    e06,
    e07,
    j01,
    j02,
    p01,
    p02,
    p03,
    p04,
    p05,
    p06,
    p07,
    p12,
    r01,
    r02,
    r03,
    r05,
    r07,
    r09,
    r10,
    y01,
    y02,
    y03,
    y04,
    y05,
)
from mingjian.province.plants.base import PLANTS, Need, Plant, Sown

_FILES = (
    r01,
    e07,
    r02,
    r03,
    r05,
    r09,
    e02,
    e06,
    a01,
    a04,
    p01,
    p02,
    p06,
    y01,
    e04,
    e01,
    a11,
    a03,
    p04,
    e03,
    p12,
    p03,
    r07,
    a12,
    a09,
    y05,
    j02,
    e05,
    j01,
    y04,
    y03,
    c07,
    r10,
    c01,
    p07,
    c03,
    c02,
    p05,
    c04,
    y02,
)
"""In the order of planting; a new one goes to the end, so that the people of the others stay the same."""

KEYS: dict[str, str] = {file.__name__.rpartition(".")[2].upper(): file.KEY for file in _FILES}
MODELS = tuple(KEYS)

__all__ = ["KEYS", "MODELS", "PLANTS", "Need", "Plant", "Sown"]
