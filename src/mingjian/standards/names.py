"""Names of persons and organisations as they weak keys compare them; never the ground of a hard match."""

from __future__ import annotations

import re

from mingjian.standards.text import compose, squeeze, to_half

# The dot between the parts of a minority or foreign name has a dozen spellings in agency files.
_DOTS = "·•・．‧∙⋅●﹒᛫ꞏ‐"
_DOT = re.compile(f"[{_DOTS}.]+")
_TAIL = re.compile(r"[(（【\[][^(（【\[]*[)）】\]]$")
_ORG_MARKS = r"·•・．.,，。、\-—_()（）\[\]【】〔〕<>《》“”\"'&"
_ORG_NOISE = re.compile(rf"[\s{_ORG_MARKS}]+")


def person_name(raw: str | None) -> str | None:
    """A person's name as a weak key: no spaces, half width, one middle dot, upper-case Latin; null for nothing.

    `买买提・ 艾力` → `买买提·艾力`; a remark in brackets at the end (`张三（曾用名张四）`) falls away.
    """
    if raw is None:
        return None
    name = compose(squeeze(to_half(raw)))
    name = _DOT.sub("·", _TAIL.sub("", name)).strip("·").upper()
    return name or None


def person_name_sql(column: str) -> str:
    """The same as DuckDB SQL over a VARCHAR column (without the rare Unicode composition)."""
    half = f"translate({column}, '{_FULL}', '{_HALF}')"
    bare = f"regexp_replace({half}, '[{_BLANK_SQL}]+', '', 'g')"
    tail = f"regexp_replace({bare}, '[(（【\\[][^(（【\\[]*[)）】\\]]$', '')"
    dots = f"regexp_replace({tail}, '[{_DOTS}.]+', '·', 'g')"
    return f"nullif(upper(trim({dots}, '·')), '')"


_BLANK_SQL = r"\s\x{85}\x{a0}\x{ad}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}"
_FULL = "".join(chr(code) for code in range(0xFF01, 0xFF5F) if code != 0xFF07)
_HALF = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF07)


def organisation_name(raw: str | None) -> str | None:
    """A company's or agency's name for comparison: half width, without spaces, brackets and marks; null for nothing."""
    if raw is None:
        return None
    return _ORG_NOISE.sub("", compose(squeeze(to_half(raw)))).upper() or None


def organisation_name_sql(column: str) -> str:
    """The same as DuckDB SQL over a VARCHAR column (without the rare Unicode composition)."""
    half = f"translate({column}, '{_FULL}', '{_HALF}')"
    marks = _ORG_MARKS.replace("'", "''") + "＇"  # not among those translated
    return f"nullif(upper(regexp_replace({half}, '[{_BLANK_SQL}{marks}]+', '', 'g')), '')"
