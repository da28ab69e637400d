"""Functions over text. All count characters, never bytes: DuckDB's own edit distances count bytes and are not used."""

from __future__ import annotations

import re

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import TEXTUAL, Kind

__all__: list[str] = []

TEXT, INTEGER = frozenset(TEXTUAL), frozenset({Kind.INTEGER})

_BLANK = "[ \\t\\r\\n\\x{{00A0}}\\x{{3000}}\\x{{200B}}]"
_BLANK_PY = re.compile("[ \t\r\n\u00a0\u3000\u200b]+")
_NAME_NOISE = "[ \\t\\r\\n\\x{{00A0}}\\x{{3000}}\\x{{200B}}·•・．.‧∙●]+"
_NAME_NOISE_PY = re.compile("[ \t\r\n\u00a0\u3000\u200b·•・．.‧∙●]+")


def _any(text: str, *words: str) -> str:
    return "(" + " OR ".join(f"contains({text}, {word})" for word in words) + ")"


def _all(text: str, *words: str) -> str:
    return "(" + " AND ".join(f"contains({text}, {word})" for word in words) + ")"


def _cut(text: str, count: int) -> str:
    return text[: max(count, 0)]


def _tail(text: str, count: int) -> str:
    return text[-count:] if count > 0 else ""


def _part(text: str, start: int, count: int) -> str:
    return text[start - 1 : start - 1 + count] if start > 0 and count > 0 else ""


def _items(text: str) -> list[str]:
    return text.split("、")


register(
    Function("length", (TEXT,), Kind.INTEGER, "length({0})", len, "字符数", "the number of characters",
             "length('张伟') = 2")
)  # fmt: skip
register(
    Function("contains_any", (TEXT, TEXT), Kind.BOOLEAN, _any, lambda t, *w: any(x in t for x in w),
             "文本是否含有任一词语", "whether the text has one of the words", "contains_any(full_text, '累犯', '再犯')",
             variadic=True, constants=frozenset({1}))
)  # fmt: skip
register(
    Function("contains_all", (TEXT, TEXT), Kind.BOOLEAN, _all, lambda t, *w: all(x in t for x in w),
             "文本是否含有全部词语", "whether the text has all of the words", "contains_all(act, '盗窃', '入户')",
             variadic=True, constants=frozenset({1}))
)  # fmt: skip
register(
    Function("starts_with", (TEXT, TEXT), Kind.BOOLEAN, "starts_with({0}, {1})", lambda t, p: t.startswith(p),
             "是否以某文本开头", "whether the text begins with another", "starts_with(diagnosis_code, 'I63')")
)  # fmt: skip
register(
    Function("ends_with", (TEXT, TEXT), Kind.BOOLEAN, "suffix({0}, {1})", lambda t, p: t.endswith(p),
             "是否以某文本结尾", "whether the text ends with another", "ends_with(case_number, '号')")
)  # fmt: skip
register(
    Function("left", (TEXT, INTEGER), Kind.TEXT, "left({0}, greatest({1}, 0))", _cut, "前若干个字符",
             "the first characters", "left(region, 4)", constants=frozenset({1}))
)  # fmt: skip
register(
    Function("right", (TEXT, INTEGER), Kind.TEXT, "right({0}, greatest({1}, 0))", _tail, "后若干个字符",
             "the last characters", "right(plate, 5)", constants=frozenset({1}))
)  # fmt: skip
register(
    Function("part", (TEXT, INTEGER, INTEGER), Kind.TEXT,
             "CASE WHEN {1} > 0 AND {2} > 0 THEN substring({0}, {1}, {2}) WHEN {0} IS NOT NULL THEN '' END", _part,
             "从第几个字符起的若干个字符（从1数起）", "characters from a position, counted from 1",
             "part('330106', 3, 2) = '01'", constants=frozenset({1, 2}))
)  # fmt: skip
register(
    Function("trim", (TEXT,), Kind.TEXT, f"regexp_replace({{0}}, '^{_BLANK}+|{_BLANK}+$', '', 'g')",
             lambda t: re.sub(f"^{_BLANK_PY.pattern}|{_BLANK_PY.pattern}\\Z", "", t),
             "去掉首尾空白（含全角空格）",
             "without blanks at both ends, full-width ones included", "trim(' 甲 ') = '甲'")
)  # fmt: skip
register(
    Function("normal_name", (TEXT,), Kind.TEXT,
             # nearly every name is of plain characters only and stays as it is: told at half the cost of rewriting it
             "CASE WHEN regexp_full_match({0}, '[\\x{{4E00}}-\\x{{9FFF}}]*') THEN {0}"
             f" ELSE upper(regexp_replace({{0}}, '{_NAME_NOISE}', '', 'g')) END",
             lambda t: _ascii_upper(_NAME_NOISE_PY.sub("", t)),
             "姓名的比对形式：去空白和间隔号，字母大写", "a name for comparing: no blanks, no middle dots, capitals",
             "normal_name('阿依·古丽') = '阿依古丽'")
)  # fmt: skip
register(
    Function("replace", (TEXT, TEXT, TEXT), Kind.TEXT,
             "CASE WHEN {1} = '' THEN {0} ELSE replace({0}, {1}, {2}) END",
             lambda t, a, b: t.replace(a, b) if a else t,
             "替换文本", "text with one piece replaced by another", "replace(name, '（', '(')",
             constants=frozenset({1, 2}))
)  # fmt: skip
register(
    Function("list_has", (TEXT, TEXT), Kind.BOOLEAN, "list_contains(string_split({0}, '、'), {1})",
             lambda t, x: x in _items(t), "以顿号连接的列表是否含有某项", "whether a list joined by 、 has an item",
             "list_has(charges, '盗窃罪')")
)  # fmt: skip
register(
    Function("list_size", (TEXT,), Kind.INTEGER,
             "CASE WHEN {0} = '' THEN 0 ELSE len(string_split({0}, '、')) END",
             lambda t: len(_items(t)) if t else 0, "以顿号连接的列表有几项", "how many items a list joined by 、 has",
             "list_size('盗窃罪、诈骗罪') = 2")
)  # fmt: skip


def _ascii_upper(text: str) -> str:
    """Capitals by Unicode simple mapping, one character for one, as the engine does it."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
