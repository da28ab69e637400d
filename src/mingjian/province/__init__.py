"""A synthetic province: agency files with dirt, planted violations and traps, and the truth beside them.

>>> from mingjian.province import build, expected
>>> build("province", people=100_000, seed=1, dirt=0.05)          # files/, deliveries.yaml, truth/
>>> expected("province")["P02"].findable                          # keys a model must report

Everything is invented from a seed; no row stands for a living person. ``plants`` holds, one file a model, what
was planted as wrong and what only looks wrong.
"""

from mingjian.province.build import Province, build
from mingjian.province.expected import Expected, expected
from mingjian.province.world import TooFewPeople

__all__ = ["Expected", "Province", "TooFewPeople", "build", "expected"]
