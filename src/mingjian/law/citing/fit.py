"""Does an article say what its sentence says of it? A quoted text is compared with the article; an article of the
Criminal Law that holds a charge should find that charge, or its own words, in the text that cites it.

An article that exists, fits by these marks and is still the wrong one cannot be told from the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from mingjian.law.articles import article_code
from mingjian.law.charges import charges
from mingjian.law.citing.find import Citation
from mingjian.law.numerals import to_chinese
from mingjian.law.store import View
from mingjian.law.store.difference import folded

__all__ = ["Misfit", "misfit"]

_QUOTED = re.compile(r"^[^“。；]{0,12}(?:规定|明确|载明)[^“。；]{0,8}[：:，,]?\s*“([^”]{12,600})”")
_QUOTED_NOW = re.compile(r"^[：:]?“([^”]{12,600})”")
_GRAM = 4
_AROUND = 160
_SHARES = 0.05  # of the article's runs of four signs, around the citation
_PENAL = re.compile(r"有期徒刑|管制|拘役|罚金|没收|剥夺政治|死刑|无期")


@dataclass(frozen=True)
class Misfit:
    """`quote`: the quoted words are not the article's. `charge`: nothing in the text names what the article is about;
    `about` says it. `law`: the Criminal Law's article of that number is about a charge the text names."""

    kind: Literal["quote", "charge", "law"]
    about: str
    share: float

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {"kind": self.kind, "about": self.about, "share": round(self.share, 3)}


def misfit(citation: Citation, view: View, text: str, beside: Iterable[str] = ()) -> Misfit | None:
    """What speaks against the article being the one meant; null when nothing does.

    `beside`: texts of the other articles cited; one that refers to this article explains why it is cited.
    """
    if view.text is None:
        return None
    behind = text[citation.span[1] : citation.span[1] + 640]
    quoted = _QUOTED.match(behind) or _QUOTED_NOW.match(behind)
    if quoted:
        share = _share(folded(quoted[1]), folded(view.text))
        return Misfit("quote", "", share) if share < 0.5 else None
    around = folded(text[max(0, citation.span[0] - _AROUND) : citation.span[1] + _AROUND])
    share = _share(folded(_PENAL.sub("", view.text))[:160], around)
    if share >= _SHARES:
        return None
    names = _charges_of(article_code(*view.key))
    if view.law.short != "刑法":
        named = [name for name in names if name.removesuffix("罪") in text]
        return Misfit("law", "、".join(named), share) if named and len(named[0]) > 3 else None
    if not names or any(_named(name, text) for name in names) or any(_refers(one, view.key) for one in beside):
        return None
    return Misfit("charge", "、".join(names), share)


def _refers(text: str, key: tuple[int, int]) -> bool:
    """Whether an article's text sends to another: 依照本法第三百八十三条的规定处罚."""
    return f"第{to_chinese(key[0])}条" in text


def _share(part: str, whole: str) -> float:
    """How many runs of four signs of `part` stand in `whole`."""
    grams = {part[at : at + _GRAM] for at in range(len(part) - _GRAM + 1)}
    return sum(gram in whole for gram in grams) / len(grams) if grams else 1.0


@cache
def _charges_of(article: str) -> tuple[str, ...]:
    return tuple(one.name for one in charges().values() if article in one.articles)


def _named(charge: str, text: str) -> bool:
    """Whether a charge, or for one that joins several acts and objects one of each, is named."""
    parts = charge.removesuffix("罪").split("、")
    if len(parts) == 1:
        return parts[0] in text
    return any(part[:2] in text for part in parts) and any(part[-2:] in text for part in parts)
