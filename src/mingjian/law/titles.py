"""What laws are called in English: our translations, for reading along. The Chinese title is the one that counts."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from mingjian.law.articles import short_title

__all__ = ["english_title", "known_titles"]


def english_title(law: str) -> str:
    """The English title of a law, which is named as 刑诉法 or by its whole title; the name itself if none is known."""
    return _titles().get(law.strip().strip("《》"), law)


@cache
def _titles() -> dict[str, str]:
    text = files("mingjian.law").joinpath("data/titles.csv").read_text(encoding="utf-8")
    return {row["zh"]: row["en"] for row in csv.DictReader(text.splitlines())}


@cache
def known_titles() -> frozenset[str]:
    """Short titles of the laws of our table."""
    return frozenset(short_title(title) for title in _titles())
