"""Citations of law in texts: found, resolved to the version of a day, checked, marked."""

from mingjian.law.citing.find import Citation, find, parse_articles

__all__ = ["Citation", "find", "parse_articles"]
