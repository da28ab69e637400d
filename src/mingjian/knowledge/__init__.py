"""One index and one search over articles, judgments, cases, models and answers, in Chinese without a dictionary.

>>> index = Index(folder)
>>> index.add(from_statutes(StatuteStore.import_folder(path)))
>>> search(index.snapshot(), Query("老板拖欠工资怎么办", kinds=("article",)), sight).hits

Rights are part of a search: what a reader may not see is never opened (`sight`). Nothing here reads weights or opens a
socket; what an office learns from its own questions is its own file.
"""

from mingjian.knowledge.document import KINDS, BadDocument, Document
from mingjian.knowledge.gathering import RecordError, from_judgments, from_models, from_records, from_statutes
from mingjian.knowledge.index import Change, Index, IndexFault, Snapshot
from mingjian.knowledge.query import Query
from mingjian.knowledge.searching import Hit, Results, search
from mingjian.knowledge.sight import ALL, PUBLIC, Rights, Sight

__all__ = [
    "ALL",
    "KINDS",
    "PUBLIC",
    "BadDocument",
    "Change",
    "Document",
    "Hit",
    "Index",
    "IndexFault",
    "Query",
    "RecordError",
    "Results",
    "Rights",
    "Sight",
    "Snapshot",
    "from_judgments",
    "from_models",
    "from_records",
    "from_statutes",
    "search",
]
