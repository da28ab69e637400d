"""Text stays readable: every pair of ink and ground the page uses has the contrast of WCAG 2.2 AA (4.5 : 1)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("mingjian.clues.report") / "templates" / "css"
PAIRS = [
    *(("ink", ground) for ground in ("paper", "surface", "sunk", "accent-soft", "mark")),
    *(("muted", ground) for ground in ("paper", "surface", "sunk")),
    *(("accent", ground) for ground in ("paper", "surface", "accent-soft")),
    ("accent-ink", "accent"),
    *((tone, f"{tone}-soft") for tone in ("high", "medium", "low", "good", "warn", "raw")),
    *((tone, "surface") for tone in ("high", "good", "warn")),
    ("cover-ink", "cover"),
    ("cover-muted", "cover"),
]


def themes() -> dict[str, dict[str, str]]:
    base = (CSS / "00-base.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", base, re.DOTALL)[:2]
    printed = re.findall(r":root \{(.*?)\}", (CSS / "60-print.css").read_text("utf-8"), re.DOTALL)[0]
    colours = {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", text))
        for name, text in zip("ldp", (light, dark, printed), strict=True)
    }
    return {"light": colours["l"], "dark": colours["l"] | colours["d"], "printed": colours["l"] | colours["p"]}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark", "printed"])
def test_contrast(theme: str) -> None:
    colours = themes()[theme]
    poor = {}
    for ink, ground in PAIRS:
        darker, lighter = sorted((luminance(colours[ink]), luminance(colours[ground])))
        contrast = (lighter + 0.05) / (darker + 0.05)
        if contrast < 4.5:
            poor[ink, ground] = round(contrast, 2)
    assert poor == {}
