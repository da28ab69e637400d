"""Facts of law with their sources and dates: numerals, citations, statutes, charges, penalties, sentences, deadlines.

Each module stands alone; none reads data before it is asked.
"""

from mingjian.law.articles import Article, short_title
from mingjian.law.charges import Charge, charge, charges
from mingjian.law.citing import parse_articles
from mingjian.law.deadlines import DEADLINES, is_working_day, period_end, working_days_after, working_days_between
from mingjian.law.limits import Limit, limit, limits
from mingjian.law.numerals import parse_int, parse_number, to_chinese
from mingjian.law.penalties import Penalty, penalties, penalty, penalty_tiers
from mingjian.law.selective import full_charge
from mingjian.law.sentences import credit, end_of_sentence, possible_ends
from mingjian.law.store import StatuteStore, UnknownLaw
from mingjian.law.tiers import Tier
from mingjian.law.titles import english_title

__all__ = [
    "DEADLINES",
    "Article",
    "Charge",
    "Limit",
    "Penalty",
    "StatuteStore",
    "Tier",
    "UnknownLaw",
    "charge",
    "charges",
    "credit",
    "end_of_sentence",
    "english_title",
    "full_charge",
    "is_working_day",
    "limit",
    "limits",
    "parse_articles",
    "parse_int",
    "parse_number",
    "penalties",
    "penalty",
    "penalty_tiers",
    "period_end",
    "possible_ends",
    "short_title",
    "to_chinese",
    "working_days_after",
    "working_days_between",
]
