"""What a person without clearance sees of a value: enough to talk about a row, not enough to know whom it is about.

Source: Personal Information Protection Law of the PRC art. 51 (de-identification), GB/T 37964-2019.
"""

from __future__ import annotations

from collections.abc import Callable

STAR = "*"
HIDDEN = "＊＊＊"


def _keep(head: int, tail: int) -> Callable[[str], str]:
    def shorten(value: str) -> str:
        if len(value) <= head + tail:
            return STAR * len(value)
        return value[:head] + STAR * (len(value) - head - tail) + (value[-tail:] if tail else "")

    return shorten


def _name(value: str) -> str:
    """The surname stays, also a compound one: 张*, 欧阳*; of a one-character name nothing."""
    compound = {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "端木",
        "东方",
    }
    head = 2 if value[:2] in compound and len(value) > 2 else 1
    return value[:head] + STAR * (len(value) - head) if len(value) > head else STAR * len(value)


_MASKS: dict[str, Callable[[str], str]] = {
    "person_id": _keep(4, 2),
    "person_name": _name,
    "phone": _keep(3, 4),
    "bank_card": _keep(4, 4),
    "plate": _keep(2, 1),
    "uscc": _keep(8, 2),
    "date": lambda value: value[:4] + "-**-**" if len(value) >= 4 else HIDDEN,
}


def mask(value: str | None, kind: str | None, level: int, clearance: int) -> str | None:
    """`value` as someone with `clearance` (1–4) may see a column of sensitivity `level` (1 public … 4 most sensitive).

    `kind` is the identifier kind, `person_name` or `date`; any other kind above the clearance is hidden
    whole. A null stays null: that a value is missing is not itself a secret.
    """
    if value is None or level <= clearance:
        return value
    shorten = _MASKS.get(kind or "")
    return shorten(value) if shorten else HIDDEN
