"""Search over words: which clues hold every word in what the searcher may read of them. The one place that decides it.

A word is found where it is written: anywhere in either sentence or in the subject, whatever its case and width
(`fold`); a clue's id is found by its beginning, asked alone. `ClueWords` holds the folded texts of each
clearance that sees clues, so that nobody finds a masked name by searching for it.

On PostgreSQL an index of trigrams gives the candidates, which are then compared sign by sign. Every sign begins a
trigram, the last two of a text with line ends after them, so a shorter word is looked up as the beginning of one: two
Chinese characters are a word; the clearance stands before each, so that one index holds them apart. The trigrams are a
function of the database (migration 0002) that the planner takes for dear, as it is: a plan without the index compares
first. SQLite reads through the folded texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from mingjian.desk.clues.models import Clue, ClueText, ClueWords
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import GRANTS, Right

__all__ = ["SEARCHED", "fold", "remember_words", "searched", "words_of"]

SEARCHED = sorted(
    {one.clearance for one in GRANTS.values()}
    - set(range(min(one.clearance for one in GRANTS.values() if Right.SEE_CLUES in one.rights)))
)
"""Clearances somebody may have who sees clues: the texts of the others are searched by nobody."""
GRAM = 3
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HOLDING = {
    "postgresql": ("mingjian_grams(clearance, folded) @@ %s::tsquery", "strpos(folded, %s) > 0"),
    "sqlite": ("clearance = %s", "instr(folded, %s) > 0"),
}
_BEGINNING = " UNION ALL SELECT id FROM clues_clue WHERE id LIKE %s"
FEW = 1000
_ID = re.compile(r"[0-9a-z]{4}[0-9a-z-]*")
"""What may be the beginning of an id: its first group at least."""


def fold(text: str) -> str:
    """A text as it is compared: without case, and with the wide letters and digits of Chinese texts made narrow."""
    return text.translate(_WIDE).casefold()


def words_of(texts: Iterable[ClueText]) -> Iterator[ClueWords]:
    """What is searched of some texts. A word holds no line end, so it is never found across two of them."""
    for one in texts:
        if one.clearance in SEARCHED:
            folded = fold("\n".join((one.zh, one.en, one.subject)))
            yield ClueWords(clue_id=one.clue_id, clearance=one.clearance, folded=folded)


def remember_words(texts: Iterable[ClueText]) -> None:
    """Bring the searched words of some texts up to date."""
    ClueWords.objects.bulk_create(
        words_of(texts), update_conflicts=True, unique_fields=["clearance", "clue"], update_fields=["folded"]
    )


def searched(clues: QuerySet[Clue], user: User, text: str) -> QuerySet[Clue]:
    """Those of the clues in which the user can read every word of the text.

    A few are named. For many, each clue is looked up among those found: a join would be planned by an estimate that
    takes the trigrams of a word to be independent, which they are not.
    """
    words = [fold(word) for word in text.split()]
    if not words:
        return clues
    sql, given = _question(words, user.clearance)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {FEW + 1}", given)
        found = [row[0] for row in cursor.fetchall()]
    if len(found) <= FEW:
        return clues.filter(pk__in=found)
    among = RawSQL(f"(clues_clue.id IN ({sql})) IS TRUE", given, BooleanField())  # noqa: S611 - what was typed is given
    return clues.filter(among)


def _question(words: list[str], clearance: int) -> tuple[str, list[str | int]]:
    """The SQL for the keys of all clues that hold the folded words, and what is given to it."""
    postgresql = connection.vendor == "postgresql"
    within, holds = _HOLDING[connection.vendor]
    sql = f"SELECT clue_id FROM clues_cluewords WHERE {' AND '.join([within, *[holds] * len(words)])}"
    given: list[str | int] = [grams_query(words, clearance) if postgresql else clearance, *words]
    if len(words) == 1 and _ID.fullmatch(words[0]):
        return sql + _BEGINNING, [*given, f"{words[0]}%"]
    return sql, given


def grams_query(words: Iterable[str], clearance: int) -> str:
    """What the index is asked: all trigrams of each word, or that one begins with it; each under the clearance."""
    asked: dict[str, None] = {}
    for word in words:
        grams = [word[at : at + GRAM] for at in range(len(word) - GRAM + 1)]
        asked |= dict.fromkeys(f"{_lexeme(f'{clearance}{one}')}" for one in grams)
        asked |= {} if grams else {f"{_lexeme(f'{clearance}{word}')}:*": None}
    return " & ".join(asked)


def _lexeme(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
