"""One index and one search over articles, judgments, cases, models and answers, in Chinese without a dictionary.

>>> index = Index(folder)
>>> index.add(from_statutes(StatuteStore.import_folder(path)))
>>> search(index.snapshot(), Query("老板拖欠工资怎么办", kinds=("article",)), sight).hits

Rights are part of a search: what a reader may not see is never opened (`sight`). Nothing here reads weights or opens a
socket; what an office learns from its own questions is its own file.
"""

from mingjian.knowledge.citing import Citing, citing
from mingjian.knowledge.document import KINDS, BadDocument, Document
from mingjian.knowledge.gathering import (
    RecordError,
    from_cases,
    from_judgments,
    from_models,
    from_records,
    from_statutes,
)
from mingjian.knowledge.index import Change, Index, IndexFault, Snapshot
from mingjian.knowledge.learning import Question, learn
from mingjian.knowledge.query import Query
from mingjian.knowledge.ranking import Ranking, RankingError
from mingjian.knowledge.searching import Hit, Results, search
from mingjian.knowledge.sight import ALL, PUBLIC, Rights, Sight
from mingjian.knowledge.similar import Compared, Likely, similar
from mingjian.knowledge.suggesting import Suggestion, suggest

__all__ = [
    "ALL",
    "KINDS",
    "PUBLIC",
    "BadDocument",
    "Change",
    "Citing",
    "Compared",
    "Document",
    "Hit",
    "Index",
    "IndexFault",
    "Likely",
    "Query",
    "Question",
    "Ranking",
    "RankingError",
    "RecordError",
    "Results",
    "Rights",
    "Sight",
    "Snapshot",
    "Suggestion",
    "citing",
    "from_cases",
    "from_judgments",
    "from_models",
    "from_records",
    "from_statutes",
    "learn",
    "search",
    "similar",
    "suggest",
]
