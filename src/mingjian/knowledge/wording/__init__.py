"""Lay words, words of police papers and terms of statutes for one thing, so that they meet; reusable by any search.

>>> sorted(concepts("打着理财的幌子骗老太太的钱"))
['老年人犯罪', '诈骗']
"""

from mingjian.knowledge.wording.thesaurus import concepts, groups, widened, without_asking

__all__ = ["concepts", "groups", "widened", "without_asking"]
