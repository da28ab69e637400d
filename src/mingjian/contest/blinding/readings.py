"""A Chinese name in letters: zhangsanfeng, sanfengzhang, with every reading its signs have."""

from __future__ import annotations

from itertools import islice, product

__all__ = ["readings"]

_DOUBLE = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司徒",
        "轩辕",
        "东方",
    ]
)
_MOST = 32
"""Readings of one name at most."""


def readings(name: str) -> set[str]:
    """The name in letters without blanks, family name first and last; nothing for a name not in Chinese signs."""
    from pypinyin import Style, pinyin

    if not name or any(not "\u4e00" <= sign <= "\u9fff" for sign in name):
        return set()
    given = 2 if len(name) > 2 and name[:2] in _DOUBLE else 1
    signs = [sorted({_plain(one) for one in found}) for found in pinyin(name, style=Style.NORMAL, heteronym=True)]
    if len(signs) != len(name):
        return set()
    out: set[str] = set()
    for read in islice(product(*signs), _MOST):
        out |= {"".join(read), "".join(read[given:] + read[:given])}
    return out


def _plain(reading: str) -> str:
    return reading.replace("ü", "v").replace("u:", "v")
