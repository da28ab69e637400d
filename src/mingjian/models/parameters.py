"""A parameter of a model: its value, kind, unit, range and the reason for it; overrides are checked here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import Field, field_validator, model_validator

from mingjian.engines.kinds import Duration, Kind
from mingjian.models.durations import duration_text, parse_duration
from mingjian.models.enumerations import Unit
from mingjian.models.problems import Lang, nearest
from mingjian.models.texts import Strict, Text

__all__ = ["Parameter", "ParameterError", "Scalar", "resolve_parameters"]

Scalar = bool | int | float | dt.date | str


class ParameterError(ValueError):
    """A value given for a parameter is not allowed; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Parameter(Strict):
    """``{value: 2 months, range: [0, 12], why: {zh: …, en: …}}``.

    A number needs ``unit`` and ``range``, a duration needs ``range`` (bounds in the unit of the value, or written as
    durations), a text may have ``choices``. Every parameter says ``why`` its value is what it is.
    """

    value: Scalar | list[str] | list[int] = Field(description="默认值 the value used unless a run gives another")
    unit: Unit | Text | None = Field(default=None, description="单位 unit of a number")
    range: list[int | float | str | dt.date] | None = Field(
        default=None, min_length=2, max_length=2, description="允许范围 lowest and highest value, both allowed"
    )
    choices: list[str] | None = Field(default=None, min_length=1, description="可选值 the values allowed")
    why: Text = Field(description="设定理由 the reason for the value and the range")

    @field_validator("unit", mode="before")
    @classmethod
    def _unit(cls, value: Any) -> Any:
        return _UNITS.get(value, value) if isinstance(value, str) else value

    @property
    def kind(self) -> Kind:
        """Kind of the value (of an item, for a list)."""
        first = self.value[0] if isinstance(self.value, list) and self.value else self.value
        return _kind(first, self.unit)

    @property
    def is_list(self) -> bool:
        """Whether the parameter is a list of values, for ``in``."""
        return isinstance(self.value, list)

    @model_validator(mode="after")
    def _complete(self) -> Parameter:
        if isinstance(self.value, list):
            if not self.value:
                raise ValueError("参数列表不能为空|a list parameter may not be empty|value")
            return self
        if self.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
            if self.unit is None:
                raise ValueError("数值参数须写明单位 unit|a numeric parameter needs a unit|unit")
            if self.range is None:
                raise ValueError("数值参数须写明允许范围 range|a numeric parameter needs a range|range")
        if self.kind is Kind.DURATION and self.range is None:
            raise ValueError("时长参数须写明允许范围 range|a duration needs a range|range")
        if self.kind is Kind.BOOLEAN and self.range is not None:
            raise ValueError("是否型参数没有范围|a boolean has no range|range")
        if self.range is not None:
            low, high = self._bounds()
            if low > high:
                raise ValueError("范围下限大于上限|the lower bound is above the upper one|range")
        try:
            self.accept(self.value)
        except ParameterError as error:
            raise ValueError(f"{error.zh}|{error.en}|value") from error
        return self

    def _bounds(self) -> tuple[Any, Any]:
        assert self.range is not None
        bounds = [_comparable(item, self.value, self.kind) for item in self.range]
        if any(bound is None for bound in bounds):
            raise ValueError(
                f"范围的类型应与参数值一致（{self.kind.zh}）|the bounds must be of the value's kind ({self.kind})|range"
            )
        return bounds[0], bounds[1]

    def accept(self, given: Any) -> Any:
        """The value to use for what a run gives (a text from the command line is read by kind), checked.

        Returns a Python value: Duration for a duration, list for a list. Raises ParameterError.
        """
        if isinstance(self.value, list):
            items = given if isinstance(given, list | tuple) else [p.strip() for p in str(given).split(",")]
            kind = self.kind
            return [_read(item, kind) for item in items]
        value = _read(given, self.kind)
        if self.choices is not None and value not in self.choices:
            raise ParameterError(
                f"“{value}”不在可选值中：{'、'.join(self.choices)}",
                f"'{value}' is not one of {', '.join(self.choices)}",
            )
        if self.range is not None:
            low, high = self._bounds()
            here = _length(value) if isinstance(value, Duration) else value
            if not low <= here <= high:
                raise ParameterError(
                    f"{self.show(value, 'zh')}超出允许范围 [{self.range[0]}, {self.range[1]}]",
                    f"{self.show(value, 'en')} is outside the range [{self.range[0]}, {self.range[1]}]",
                )
        return value

    def show(self, value: Any, lang: Lang) -> str:
        """A value with its unit, as people read it."""
        if isinstance(value, list):
            return ("、" if lang == "zh" else ", ").join(str(item) for item in value)
        parsed = parse_duration(value) if isinstance(value, str) and self.kind is Kind.DURATION else value
        if isinstance(parsed, Duration):
            return duration_text(parsed, lang)
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][int(value)]
        unit = "" if self.unit is None else (self.unit.label(lang) if isinstance(self.unit, Unit) else self.unit[lang])
        gap = "" if lang == "zh" or unit in ("", "%") else " "
        return f"{value}{gap}{unit}"


def resolve_parameters(declared: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Default values with the given ones in their place, every one checked. Raises ParameterError."""
    for name in given:
        if name not in declared:
            close = nearest(name, declared)
            hint = (f"，是否想写 {close[0]}", f", did you mean {close[0]}") if close else ("", "")
            raise ParameterError(f"模型没有参数“{name}”{hint[0]}", f"the model has no parameter '{name}'{hint[1]}")
    out: dict[str, Any] = {}
    for name, parameter in declared.items():
        try:
            out[name] = parameter.accept(given.get(name, parameter.value))
        except ParameterError as error:
            raise ParameterError(f"参数 {name}：{error.zh}", f"parameter {name}: {error.en}") from error
    return out


_UNITS = {unit.value: unit for unit in Unit}


def _kind(value: Any, unit: Unit | Text | None) -> Kind:
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if isinstance(value, int | float):
        if unit is Unit.YUAN:
            return Kind.MONEY
        return Kind.INTEGER if isinstance(value, int) else Kind.DECIMAL
    if isinstance(value, dt.date):
        return Kind.DATE
    return Kind.DURATION if parse_duration(value) is not None else Kind.TEXT


def _length(value: Duration) -> float:
    return value.months * 30.4375 + value.days


def _comparable(bound: Any, value: Any, kind: Kind) -> Any:
    """A bound in the same measure as the value: numbers as they are, durations in days."""
    if kind is Kind.DURATION:
        if isinstance(bound, str):
            parsed = parse_duration(bound)
            return None if parsed is None else _length(parsed)
        if not isinstance(bound, int):
            return None
        unit = str(value).split()[-1].rstrip("s")
        return _length(parse_duration(f"{bound} {unit}") or Duration())
    if kind is Kind.DATE:
        return bound if isinstance(bound, dt.date) else None
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
        return bound if isinstance(bound, int | float) else None
    return None


def _read(given: Any, kind: Kind) -> Any:
    """``given`` as a value of the kind; text is parsed."""
    wrong = ParameterError(f"“{given}”不是{kind.zh}", f"'{given}' is not of kind {kind}")
    if kind is Kind.BOOLEAN:
        words = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
        if isinstance(given, bool):
            return given
        if str(given).lower() in words:
            return words[str(given).lower()]
        raise wrong
    if isinstance(given, bool):
        raise wrong
    try:
        if kind is Kind.INTEGER:
            if isinstance(given, float) and not given.is_integer():
                raise wrong
            return int(given)
        if kind is Kind.DECIMAL:
            return float(given)
        if kind is Kind.MONEY:
            return int(given) if float(given).is_integer() else float(given)
        if kind is Kind.DATE:
            return given if isinstance(given, dt.date) else dt.date.fromisoformat(str(given))
    except (TypeError, ValueError):
        raise wrong from None
    if kind is Kind.DURATION:
        value = given if isinstance(given, Duration) else parse_duration(str(given))
        if value is None:
            raise ParameterError(
                f"“{given}”不是时长，应写如 2 months", f"'{given}' is not a duration; write for instance 2 months"
            )
        return value
    return str(given)
