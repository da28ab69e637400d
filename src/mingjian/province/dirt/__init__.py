"""Dirt as agencies deliver it: how ids, dates, months and amounts are written wrongly, and the log of it.

*Repairable* dirt leaves the value recoverable by a recorded rule, *unusable* dirt leaves the cell without a
value (both are detectable); *silent* dirt is a valid value that is wrong.
"""

REPAIRABLE, UNUSABLE, SILENT = 0, 1, 2
CLASSES = ("repairable", "unusable", "silent")
"""Words of the classes in the dirt log."""
