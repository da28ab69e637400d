"""Number plates (GA 36-2018).

The kind of plate (号牌种类) is a column of its own: one number may be issued in two kinds.
"""

from __future__ import annotations

import re

from mingjian.standards.identifiers.tidy import MASKS, one_digit_only, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_FORMS = {
    "ordinary": f"[{PROVINCES}][A-Z][A-HJ-NP-Z0-9]{{5}}",
    "new_energy_small": f"[{PROVINCES}][A-Z][A-HJK][A-HJ-NP-Z0-9][0-9]{{4}}",
    "new_energy_large": f"[{PROVINCES}][A-Z][0-9]{{5}}[A-HJK]",
    "special": f"[{PROVINCES}][A-Z][A-HJ-NP-Z0-9]{{4}}[学警挂港澳领试超]",
    "embassy": "使[0-9]{6}|[0-9]{6}使",
    "consulate": f"[{PROVINCES}][A-Z][0-9]{{4}}领",
    "military": "[A-Z]{2}[0-9]{5}",
    "armed_police": f"WJ[{PROVINCES}]?[0-9]{{4}}[0-9A-Z]",
}
_PLATES = {kind: re.compile(form) for kind, form in _FORMS.items()}
_NO_PLATE = {"无牌", "无号牌", "未悬挂", "未上牌", "无牌照", "未知车牌"}


def check(raw: str | None) -> Checked:
    """The plate in `raw`, upper case, without dots, dashes and spaces."""
    if raw is None or is_nothing(raw) or raw.strip() in _NO_PLATE:
        return MISSING
    text, repairs = tidy(raw)
    bare = re.sub(r"[·•・．.\-—_]", "", text)
    if bare != text:
        repairs.append("punctuation")
    if MASKS.search(bare):
        return unusable("masked")
    if one_digit_only(bare[2:]) and bare[2:3] == "0":
        return unusable("placeholder")
    return usable(bare, repairs) if kind(bare) else unusable("form")


def kind(plate: str) -> str | None:
    """Which form a canonical plate has (`ordinary`, `new_energy_small` …); null for none."""
    return next((name for name, form in _PLATES.items() if form.fullmatch(plate)), None)


def fast_sql(column: str) -> str:
    """TRUE for canonical ordinary and new-energy plates (the rare ones take the slow path)."""
    forms = "|".join(_FORMS[name] for name in ("ordinary", "new_energy_small", "new_energy_large"))
    return f"(regexp_full_match({column}, '{forms}') AND NOT regexp_matches({column}, '^..0+$'))"
