"""The repairs all identifiers share, each recorded by name."""

from __future__ import annotations

import re

from mingjian.standards.text import HALF, squeeze

_APOSTROPHES = "'‘’`´＇"
_DECIMAL = re.compile(r"^([0-9]+)\.0+$")
_SCIENTIFIC = re.compile(r"^[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}$", re.IGNORECASE)
# Characters agencies hide digits with. Letters X and x are judged by each kind.
MASKS = re.compile("[*×某●○□■#?？…＊✱]")


def tidy(raw: str, upper: bool = True) -> tuple[str, list[str]]:
    """`raw` without spaces, leading apostrophes and a trailing `.0`, half width and upper case; and what was done."""
    repairs: list[str] = []
    text = raw if raw.isascii() else raw.translate(HALF)
    if text is not raw and text.strip() != raw.translate(_SPACES_ONLY).strip():
        repairs.append("fullwidth")
    bare = squeeze(text)
    if bare != text:
        repairs.append("spaces")
    stripped = bare.lstrip(_APOSTROPHES)
    if stripped != bare:
        repairs.append("apostrophe")
    if ("." in stripped or "．" in stripped) and (decimal := _DECIMAL.match(stripped.replace("．", "."))):
        stripped = decimal[1]
        repairs.append("decimal_tail")
    if upper and (raised := stripped.upper()) != stripped:
        stripped = raised
        repairs.append("case")
    return stripped, repairs


_SPACES_ONLY = {0x3000: 0x20, 0xA0: 0x20, 0x2007: 0x20, 0x202F: 0x20}


def scientific(text: str) -> bool:
    """A number a spreadsheet has written as 3.40102E+17: its last digits are gone."""
    return _SCIENTIFIC.match(text) is not None


def digits_only(text: str) -> bool:
    """ASCII digits and nothing else (`str.isdigit` also takes superscripts and other scripts)."""
    return text.isascii() and text.isdigit()


def one_digit_only(text: str) -> bool:
    """000000…, 111111…: a placeholder."""
    return len(text) > 3 and text == text[0] * len(text)


def counted_up(text: str) -> bool:
    """1234567890…, 0123456…, 9876543210…: a placeholder."""
    if len(text) < 6 or not digits_only(text):
        return False
    times = len(text) // len(_UP) + 2
    return text in _UP * times or text in _DOWN * times


_UP, _DOWN = "0123456789", "9876543210"
