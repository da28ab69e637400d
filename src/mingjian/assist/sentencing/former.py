"""A former sentence not yet served out, and a crime of before found since (刑法70), or one done since (刑法71).

Found since: both terms are combined, and what was served counts within the new term (先并后减). Done since: what is
left of the former term is combined with the new one (先减后并): in all more may be served than 刑法69 allows at once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.combining import Combined, Ends, Term, combine, ways
from mingjian.assist.sentencing.facts import Former
from mingjian.assist.sentencing.tree import Said

__all__ = ["Resumed", "remarks", "resumed"]


@dataclass(frozen=True)
class Resumed:
    """The range in which the new term is decided, what of it is still to be served, the arithmetic in words."""

    combined: Combined
    left: Ends
    how: str

    def left_of(self, term: int, former: Former) -> int:
        """What is still to be served of a term decided within the range."""
        return max(0, term - (former.served if former.crime == "missed" else 0))


def resumed(former: Former, new: Ends, book: Book, on: dt.date) -> Resumed | None:
    """The former term and the new one. None where they do not add up: life, or surveillance."""
    if former.kind not in ("fixed", "detention") or former.months is None:
        return None
    missed = former.crime == "missed"
    whole = former.months if missed else former.months - former.served
    combined = combine([[Term(whole, whole, former.kind)], ways(new)], book, on)
    served = former.served if missed else 0
    left = max(0, combined.low - served), max(0, combined.high - served)
    told = f"{former.months}" if missed else f"{former.months} − {former.served} = {whole}"
    how = f"{told}; {_ends(new)} → {_ends((combined.low, combined.high))}"
    if missed:
        how += f"; − {served} → {_ends(left)}"
    return Resumed(combined, left, how)


def remarks(former: Former, found: Resumed | None, *, recidivist: bool) -> list[Said]:
    """What is said of the former sentence beside the numbers."""
    return [*_remarks(former, found), *([_NO_RECIDIVIST] if recidivist else [])]


# -- within ----------------------------------------------------------------------------------------------


def _ends(given: Ends) -> str:
    return f"{given[0]}" if given[0] == given[1] else f"{given[0]}–{given[1]}"


_NO_RECIDIVIST = Said(
    "累犯以前罪刑罚执行完毕或者赦免为前提（刑法第六十五条）：尚未执行完毕的判决不能作为累犯的前罪，核对",
    "a recidivist has served the earlier sentence out (art. 65): one that is not served out makes none, check",
)


def _remarks(former: Former, found: Resumed | None) -> list[Said]:
    if former.kind == "life":
        return [
            Said(
                "前罪为无期徒刑：数罪中有无期徒刑的，执行无期徒刑，刑期不相加（刑法第六十九条）",
                "the former sentence is life: it is served, terms are not added (art. 69)",
            )
        ]
    if former.kind == "surveillance":
        over = (former.months or 0) - former.served
        return [
            Said(
                f"前罪管制还有 {over} 个月：新罪的有期徒刑、拘役执行完毕后仍须执行（刑法第六十九条第二款）",
                f"{over} months of surveillance remain: served after the new term (art. 69-2)",
            )
        ]
    if found is None:
        return []
    rest = _ends(found.left)
    if former.crime == "missed":
        return [
            Said(
                f"判决前的漏罪：先并后减，已执行的 {former.served} 个月计算在内，还须执行 {rest} 个月（刑法第七十条）",
                f"a crime of before, found since: combined, then {former.served} months served count within it; "
                f"{rest} months remain (art. 70)",
            )
        ]
    return [
        Said(
            f"判决后又犯新罪：先减后并，已执行的 {former.served} 个月不计算在内，"
            f"还须执行 {rest} 个月（刑法第七十一条）",
            f"a new crime since: what remained is combined, the {former.served} months served do not count; "
            f"{rest} months remain (art. 71)",
        )
    ]
