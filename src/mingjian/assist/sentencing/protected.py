"""What may never enter a parameter or the facts of a calculation: sex, ethnicity, faith, origin, household.

Equality before the law: 刑法4. Pregnancy is no such field: 刑法49 and 72 make it count, in favour of the woman only.
"""

from __future__ import annotations

import re

__all__ = ["protected"]

_WORDS = re.compile(
    r"性别|男性|女性|民族|汉族|少数民族|宗教|信仰|户籍|户口|籍贯|外地人|本地人|流动人口|农村户|城镇户|出身|学历|文化程度"
    r"|(?<![a-z])(?:gender|sex|male|female|ethnic(?:ity)?|race|religion|household|hukou|birthplace|native_place|nation(?:ality)?_of_person"
    r"|education|schooling)(?![a-z])",
    re.IGNORECASE,
)


def protected(text: str) -> str | None:
    """The word in a name or title that must not be there, or None."""
    found = _WORDS.search(text)
    return found[0] if found else None
