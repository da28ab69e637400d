"""Who is who across datasets: the same person found where the number fails (docs: identity.md).

Persons and companies with a usable number are one subject by that number (``lake.Subjects``). This package takes rows
without one for somebody known, where that is nearly certain, says why, and lets people decide otherwise:

>>> resolution = resolve(lake)
>>> Decisions(lake).record("person", fingerprint, key, "different", by="检察官甲", why="同名同县，并非同一人")

Runs then read their data with the newest resolution. Subject ids never change; links do, and say why.
"""

from mingjian.identity.decisions import Decision, Decisions
from mingjian.identity.errors import IdentityError
from mingjian.identity.resolution import DatasetLinks, IdentityStore, Resolution
from mingjian.identity.resolve import resolve

__all__ = ["DatasetLinks", "Decision", "Decisions", "IdentityError", "IdentityStore", "Resolution", "resolve"]
