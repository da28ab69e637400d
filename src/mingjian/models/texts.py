"""A text in both languages; neither may be missing."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

from mingjian.models.problems import Lang

__all__ = ["Strict", "Text"]

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Strict(BaseModel):
    """Base of everything a model file says: no unknown keys, no silent conversions, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Text(Strict):
    """``{zh: 中文, en: English}``."""

    zh: _Words
    en: _Words

    def of(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en

    def __getitem__(self, lang: Any) -> str:
        return self.of(lang)
