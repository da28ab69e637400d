"""Likeness of texts: folded, cut into pieces, compared by rare ones, told as passages."""

from mingjian.originality.prose.excluded import Excluded
from mingjian.originality.prose.folding import Folded, fold
from mingjian.originality.prose.passages import Passage
from mingjian.originality.prose.texts import Common, Prose, common, prose

__all__ = ["Common", "Excluded", "Folded", "Passage", "Prose", "common", "fold", "prose"]
