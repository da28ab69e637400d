"""The language of the command line: Chinese unless the locale (or MINGJIAN_LANG) says English."""

from __future__ import annotations

import os
from functools import cache
from typing import Literal


@cache
def lang() -> Literal["zh", "en"]:
    """`zh` or `en`, by MINGJIAN_LANG, LC_ALL, LC_MESSAGES, LANG in this order; `C` and nothing mean Chinese."""
    for variable in ("MINGJIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").lower()
        if value.startswith("zh"):
            return "zh"
        if value.startswith("en"):
            return "en"
    return "zh"


def t(zh: str, en: str) -> str:
    """The text in the language of the command line."""
    return zh if lang() == "zh" else en
