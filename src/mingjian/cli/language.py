"""Which language the program speaks: `MINGJIAN_LANG`, else the locale of the environment, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

__all__ = ["Both", "Lang", "language"]

Lang = Literal["zh", "en"]


class Both(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


def language(environment: Mapping[str, str] | None = None) -> Lang:
    """By the first of MINGJIAN_LANG, LC_ALL, LC_MESSAGES and LANG that is set.

    `C`, `POSIX` and nothing at all say nothing about a reader: Chinese. Any language but Chinese reads English.
    """
    given = os.environ if environment is None else environment
    for name in ("MINGJIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = given.get(name, "").strip().lower()
        if value and value.partition(".")[0] not in ("c", "posix"):
            return "zh" if value.startswith(("zh", "chinese")) else "en"
    return "zh"
