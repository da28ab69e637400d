"""Expressions in words: columns by their labels, parameters with their values, and/or/not in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from mingjian.models.model import Model
from mingjian.models.problems import Lang
from mingjian.models.relations import need_standard
from mingjian.models.texts import Text
from mingjian.standards import code_list_ids, codes

__all__ = ["Words"]

_TOKEN = re.compile(r"'(?:[^']|'')*'|[^\W\d]\w*(?:\.[^\W\d]\w*)*|\d{4}-\d{2}-\d{2}|<=|>=|!=|\s+|.", re.DOTALL)
_ZH = {
    "and": "且", "or": "或", "not": "非", "in": "属于", "is": "为", "null": "空", "between": "介于", "case": "分情况：",
    "when": "当", "then": "则", "else": "否则", "end": "（完）", "true": "是", "false": "否", "as_of": "基准日",
    "matches": "符合", "<=": "≤", ">=": "≥", "!=": "≠", "=": "＝",
}  # fmt: skip
_EN = {"as_of": "the as-of day", "<=": "≤", ">=": "≥", "!=": "≠"}
_UNITS = {"day": "日", "days": "日", "month": "个月", "months": "个月", "year": "年", "years": "年"}
_FUNCTIONS = {
    "month": "月份", "year": "年份", "months_between": "相隔月数", "days_between": "相隔天数", "first_day": "首日",
    "last_day": "末日", "days": "日数", "months": "月数", "years": "年数", "age": "周岁", "criminal_age": "刑法周岁",
    "end_of_sentence": "刑期届满日", "id_birth": "证号出生日期", "id_sex": "证号性别", "id_region": "证号区划",
    "normal_name": "规范姓名", "contains_any": "含有任一", "contains_all": "含有全部", "starts_with": "开头是",
    "left": "前几位", "right": "后几位", "coalesce": "首个非空", "abs": "绝对值", "least": "较小", "greatest": "较大",
    "count": "行数", "count_if": "符合行数", "distinct": "不同值个数", "sum": "合计", "avg": "平均", "min": "最小",
    "max": "最大", "first": "最早的", "last": "最近的", "any": "任一为真", "all": "全部为真", "listed": "列出",
    "list_has": "列表含", "length": "字数", "round": "四舍五入", "floor": "取整",
}  # fmt: skip
_SUBJECTS = {"person": Text(zh="人员", en="person"), "company": Text(zh="主体", en="company")}


class Words:
    """How a model's columns, codes and parameters are told in one language."""

    def __init__(self, model: Model, lang: Lang) -> None:
        self.model, self.lang = model, lang
        self.columns: dict[str, Text] = dict(_SUBJECTS)
        self.lists: set[str] = set()
        for need in model.needs.values():
            standard = need_standard(need)
            if standard is not None:
                for name, column in standard.columns.items():
                    self.columns.setdefault(name, Text(zh=column.label.zh, en=column.label.en.lower()))
                    if column.codes in code_list_ids() and name in (need.columns or ()):
                        self.lists.add(str(column.codes))

    def relation(self, name: str) -> str:
        """A need or a step: needs with the title of their standard."""
        need = self.model.needs.get(name)
        if need is None:
            return f"“{name}”" if self.lang == "zh" else f"'{name}'"
        standard = need_standard(need)
        if need.called is not None:
            title = need.called.of(self.lang)
        elif standard is not None:
            title = standard.title.zh if self.lang == "zh" else standard.title.en
        else:
            title = need.codes or name
        return f"{title}（{name}）" if self.lang == "zh" else f"{title} ({name})"

    def name(self, name: str) -> str:
        """A column, plain or with its alias, or a parameter with its value."""
        parameter = self.model.parameters.get(name)
        if parameter is not None:
            if parameter.is_list:
                return f"{name}" if self.lang == "zh" else f"the list {name}"
            shown = parameter.show(parameter.value, self.lang)
            return f"{name}（{shown}）" if self.lang == "zh" else f"{name} ({shown})"
        alias, _, column = name.rpartition(".")
        label = self.columns.get(column)
        if label is None:
            return name
        return f"{alias}.{label.of(self.lang)}" if alias else label.of(self.lang)

    def code(self, value: str) -> str:
        """A quoted value: a code of one of the model's lists by its name."""
        having = [name for name in sorted(self.lists) if value in codes(name)]
        shown = codes(having[0]).label(value, self.lang) if having else value
        return f"“{shown}”" if self.lang == "zh" else f"'{shown}'"

    def names(self, names: Any) -> str:
        """Several columns; ``on`` pairs as left = right."""
        items = names if isinstance(names, list | tuple) else [names]
        told = []
        for item in items:
            if isinstance(item, tuple) and item[0] != item[1]:
                told.append(f"{self.name(item[0])}＝{self.name(item[1])}")
            else:
                told.append(self.name(item[0] if isinstance(item, tuple) else str(item)))
        return ("、" if self.lang == "zh" else ", ").join(told)

    def expression(self, text: str) -> str:
        """An expression with its names in words."""
        spoken = _ZH if self.lang == "zh" else _EN
        out: list[str] = []
        tokens = _TOKEN.findall(str(text))
        for token, following in pairwise([*tokens, ""]):
            if token.isspace():
                out.append(" ")
            elif following == "(" and token not in spoken:
                out.append(_FUNCTIONS.get(token, token) if self.lang == "zh" else token)
            elif token[0] == "'":
                out.append(self.code(token[1:-1]))
            elif token in spoken:
                out.append(spoken[token])
            elif (
                self.lang == "zh" and token in _UNITS and out and out[-1] == " " and len(out) > 1 and out[-2].isdigit()
            ):
                out[-1] = _UNITS[token]
            else:
                out.append(self.name(token) if token[0].isalpha() or token[0] == "_" else token)
        return "".join(out).strip()

    def takes(self, take: Mapping[str, Any]) -> str:
        """``take`` as a list of new columns."""
        separator = "；" if self.lang == "zh" else "; "
        equals = "＝" if self.lang == "zh" else " = "
        return separator.join(f"{name}{equals}{self.expression(text)}" for name, text in take.items())
