"""Ways to write an identifier wrongly: resident ids, credit codes, account numbers."""

from __future__ import annotations

from collections.abc import Callable
from operator import mul

from mingjian.province.dirt import REPAIRABLE, UNUSABLE

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")


def check_character(body: str) -> str:
    """Check character of the first 17 digits of a resident id."""
    return "10X98765432"[sum(map(mul, map(int, body[:17]), _WEIGHTS)) % 11]


def lower_x(text: str) -> str:
    """Lower-case x, or full width where there is none."""
    return text[:-1] + "x" if text.endswith("X") else full_width(text)


def full_width(text: str) -> str:
    """Full-width digits and letters."""
    return text.translate(_FULL)


def spaces(text: str) -> str:
    """Spaces inside."""
    return f"{text[:6]} {text[6:14]} {text[14:]}" if len(text) == 18 else f"{text[:4]} {text[4:]}"


def apostrophe(text: str) -> str:
    """The leading apostrophe of a spreadsheet's text cell."""
    return "'" + text


def fifteen(text: str) -> str:
    """The 15-digit id of people registered before 1999; spaces for the younger."""
    return text[:6] + text[8:17] if text[6:10] < "1982" else spaces(text)


def excel_float(text: str) -> str:
    """What a spreadsheet shows of a number of 18 digits."""
    return f"{text[0]}.{text[1:6].rstrip('0') or '0'}E+{len(text) - 1}"


def excel_zeros(text: str) -> str:
    """What a spreadsheet keeps of a number of 18 digits: fifteen, then zeros; masked when that looks valid."""
    damaged = text[:15] + "000"
    return masked(text) if check_character(damaged) == "0" else damaged


def masked(text: str) -> str:
    """Shortened for publication."""
    return f"{text[:4]}{'*' * (len(text) - 8)}{text[-4:]}"


def wrong_check(text: str) -> str:
    """A check character that does not fit."""
    right = check_character(text)
    return text[:17] + ("0" if right != "0" else "7")


def wrong_code(text: str) -> str:
    """A credit code with another last character."""
    return text[:17] + ("1" if text[-1] != "1" else "2")


def lower(text: str) -> str:
    """Lower-case letters (or a space where there are none)."""
    return text.lower() if text.lower() != text else spaces(text)


Maker = Callable[[str], str]
PERSON: tuple[tuple[str, int, int, Maker], ...] = (
    ("lower_x", REPAIRABLE, 10, lower_x),
    ("full_width", REPAIRABLE, 10, full_width),
    ("inner_spaces", REPAIRABLE, 16, spaces),
    ("apostrophe", REPAIRABLE, 18, apostrophe),
    ("fifteen_digits", REPAIRABLE, 14, fifteen),
    ("excel_float", UNUSABLE, 8, excel_float),
    ("excel_zeros", UNUSABLE, 8, excel_zeros),
    ("masked", UNUSABLE, 8, masked),
    ("wrong_check", UNUSABLE, 8, wrong_check),
)
"""Name, class, weight and way of each kind for resident ids."""

COMPANY: tuple[tuple[str, int, int, Maker], ...] = (
    ("lower_case", REPAIRABLE, 30, lower),
    ("inner_spaces", REPAIRABLE, 25, spaces),
    ("full_width", REPAIRABLE, 20, full_width),
    ("wrong_check", UNUSABLE, 25, wrong_code),
)
ACCOUNT: tuple[tuple[str, int, int, Maker], ...] = (
    ("inner_spaces", REPAIRABLE, 40, spaces),
    ("apostrophe", REPAIRABLE, 35, apostrophe),
    ("excel_float", UNUSABLE, 25, excel_float),
)


def mistyped(text: str, step: int) -> str:
    """Another valid id: the sequence number moved by an even step, with its own check character (silent)."""
    serial = (int(text[14:17]) + 2 * step) % 1000
    serial += 2 * (serial % 100 == 0)
    body = f"{text[:14]}{serial:03d}"
    return body + check_character(body)
