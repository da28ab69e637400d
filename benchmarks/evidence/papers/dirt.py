"""What typing, scanning and copying do to a paper. Titles are left whole but for blanks."""

from __future__ import annotations

import random
import re

__all__ = ["dirtied"]


def dirtied(text: str, kind: str, chance: random.Random) -> str:
    """A paper with one kind of dirt."""
    head, _, rest = text.partition("\n")
    if kind == "full_width":
        return head + "\n" + "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in rest)
    if kind == "no_colons":  # questions and answers keep theirs
        return head + "\n" + re.sub(r"(?<![问答])：(?=[\u4e00-\u9fff0-9])", lambda m: chance.choice(("：", " ")), rest)
    if kind == "blanks":
        return " ".join(head) + "\n" + re.sub(r"(?<=[：，])", " ", rest)
    if kind == "ocr_blanks":
        return " ".join(head) + "\n" + "".join(c + (" " if c != "\n" and chance.random() < 0.06 else "") for c in rest)
    if kind == "broken_lines":
        return head + "\n" + "".join(c + ("\n" if c not in "：\n" and chance.random() < 0.015 else "") for c in rest)
    return text
