"""What is done to a text so that it does not look copied."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

__all__ = ["ATTACKS"]

_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_NAMED = re.compile(
    r"(?:被告人|原告人|原告|被告|上诉人|被害人|证人)([\u4e00-\u9fff]{2,3}?)(?=[，。、（的犯于在与和驾携持])"
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"

Attack = Callable[[str, str, random.Random], str]
"""Source, host (an unrelated text), chance → copy."""


def verbatim(source: str, host: str, chance: random.Random) -> str:
    return source


def shuffled(source: str, host: str, chance: random.Random) -> str:
    parts = [part for part in _SENTENCE.findall(source) if part]
    chance.shuffle(parts)
    return "".join(parts)


def renamed(source: str, host: str, chance: random.Random) -> str:
    """Other digits, and other names of the accused and of parties."""
    names = set(
        re.findall(
            r"(?:被告人|原告人|原告|被告|上诉人|被害人|证人)([\u4e00-\u9fff]{2,3}?)(?=[，。、（的犯于在与和驾携持])",
            source,
        )
    )
    for name in sorted(names, key=len, reverse=True):
        source = source.replace(name, chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=len(name) - 1)))
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), source)


def swapped(share: float) -> Attack:
    """Words (two signs) exchanged for words of another text."""

    def attack(source: str, host: str, chance: random.Random) -> str:
        words = _HAN.findall(host) or ["其他"]
        return _HAN.sub(lambda found: chance.choice(words) if chance.random() < share else found[0], source)

    return attack


def thinned(source: str, host: str, chance: random.Random) -> str:
    """A fifth of the words left out."""
    return _HAN.sub(lambda found: "" if chance.random() < 0.2 else found[0], source)


def partial(share: float, swap: float = 0.0) -> Attack:
    """A stretch of the source in the host, so long that it is a share of the whole."""

    def attack(source: str, host: str, chance: random.Random) -> str:
        length = min(round(len(host) * share), len(source))
        start = chance.randrange(len(source) - length + 1)
        taken = swapped(swap)(source[start : start + length], host, chance) if swap else source[start : start + length]
        place = chance.randrange(len(host) + 1)
        return host[:place] + taken + host[place:]

    return attack


def hidden(source: str, host: str, chance: random.Random) -> str:
    """Signs without width, full width, traditional signs, look-alikes and spaces."""
    from opencc import OpenCC

    out = []
    for sign in OpenCC("s2t").convert(source):
        if "!" <= sign <= "~" and chance.random() < 0.5:
            sign = chr(ord(sign) + 0xFEE0)
        out.append({"已": "己", "未": "末", "人": "入"}.get(sign, sign) if chance.random() < 0.5 else sign)
        if chance.random() < 0.2:
            out.append(chance.choice("\u200b\u200d\ufeff \u3000"))
    return "".join(out)


def combined(source: str, host: str, chance: random.Random) -> str:
    """Sentences shuffled, fifteen words in a hundred exchanged, names, digits and signs changed."""
    found = swapped(0.15)(shuffled(source, host, chance), host, chance)
    return hidden(renamed(found, host, chance), host, chance)


ATTACKS: dict[str, Attack] = {
    "verbatim": verbatim, "shuffle": shuffled, "names, digits": renamed, "hidden signs": hidden,
    "swap 20 %": swapped(0.2), "swap 40 %": swapped(0.4), "delete 20 %": thinned, "5 % copied": partial(0.05),
    "15 % copied": partial(0.15), "15 % + swap 30 %": partial(0.15, 0.3), "15 % + swap 50 %": partial(0.15, 0.5),
    "together": combined,
}  # fmt: skip
