"""What is wrong with a value, in words of both languages: pydantic tells English alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["listed", "said"]

_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("必须填写", "it has to be given"),
    "extra_forbidden": ("没有这一项", "there is no such field"),
    "frozen_field": ("不能修改", "it cannot be changed"),
    "none_required": ("应为空", "it has to be empty"),
    "invalid_key": ("名称应为文本", "a name has to be a text"),
    "json_invalid": ("不是有效的 JSON：{error}", "it is no JSON: {error}"),
    "greater_than": ("应大于 {gt}", "it has to be more than {gt}"),
    "greater_than_equal": ("不得小于 {ge}", "it has to be {ge} or more"),
    "less_than": ("应小于 {lt}", "it has to be less than {lt}"),
    "less_than_equal": ("不得大于 {le}", "it has to be {le} or less"),
    "multiple_of": ("应为 {multiple_of} 的倍数", "it has to be a multiple of {multiple_of}"),
    "finite_number": ("应为有限的数", "it has to be a finite number"),
    "too_short": ("至少 {min_length} 项，现为 {actual_length} 项", "at least {min_length}, there are {actual_length}"),
    "too_long": ("至多 {max_length} 项", "at most {max_length}"),
    "string_type": ("应为文本", "it has to be a text"),
    "string_unicode": ("应为 UTF-8 文本", "it has to be a text in UTF-8"),
    "string_too_short": ("至少 {min_length} 个字", "at least {min_length} characters"),
    "string_too_long": ("至多 {max_length} 个字", "at most {max_length} characters"),
    "string_pattern_mismatch": ("写法应符合 {pattern}", "it has to match {pattern}"),
    "enum": ("应为 {expected} 之一", "it has to be one of {expected}"),
    "literal_error": ("应为 {expected} 之一", "it has to be one of {expected}"),
    "dict_type": ("应为名称到值的映射", "it has to be a mapping of names to values"),
    "mapping_type": ("应为名称到值的映射", "it has to be a mapping of names to values"),
    "model_type": ("应为名称到值的映射", "it has to be a mapping of names to values"),
    "model_attributes_type": ("应为名称到值的映射", "it has to be a mapping of names to values"),
    "list_type": ("应为列表", "it has to be a list"),
    "tuple_type": ("应为列表", "it has to be a list"),
    "set_type": ("应为列表", "it has to be a list"),
    "frozen_set_type": ("应为列表", "it has to be a list"),
    "bool_type": ("应为是或否", "it has to be true or false"),
    "bool_parsing": ("应为是或否", "it has to be true or false"),
    "int_type": ("应为整数", "it has to be a whole number"),
    "int_parsing": ("应为整数", "it has to be a whole number"),
    "int_parsing_size": ("整数过大", "the number is too large"),
    "int_from_float": ("应为整数", "it has to be a whole number"),
    "float_type": ("应为数", "it has to be a number"),
    "float_parsing": ("应为数", "it has to be a number"),
    "decimal_type": ("应为数", "it has to be a number"),
    "decimal_parsing": ("应为数", "it has to be a number"),
    "decimal_max_digits": ("至多 {max_digits} 位数字", "at most {max_digits} digits"),
    "decimal_max_places": ("小数至多 {decimal_places} 位", "at most {decimal_places} decimal places"),
    "decimal_whole_digits": ("整数部分至多 {whole_digits} 位", "at most {whole_digits} digits before the point"),
    "date_type": ("应为日期，如 2026-01-05", "it has to be a day like 2026-01-05"),
    "date_parsing": ("应为日期，如 2026-01-05", "it has to be a day like 2026-01-05"),
    "date_from_datetime_parsing": ("应为日期，如 2026-01-05", "it has to be a day like 2026-01-05"),
    "date_from_datetime_inexact": ("应为日期，不带时刻", "it has to be a day without a time"),
    "time_type": ("应为时刻，如 09:30", "it has to be a time like 09:30"),
    "time_parsing": ("应为时刻，如 09:30", "it has to be a time like 09:30"),
    "datetime_type": ("应为日期和时刻，如 2026-01-05 09:30", "it has to be a day and time like 2026-01-05 09:30"),
    "datetime_parsing": ("应为日期和时刻，如 2026-01-05 09:30", "it has to be a day and time like 2026-01-05 09:30"),
    "datetime_from_date_parsing": (
        "应为日期和时刻，如 2026-01-05 09:30",
        "it has to be a day and time like 2026-01-05 09:30",
    ),
    "timezone_aware": ("时刻须带时区", "the time has to name its zone"),
    "timezone_naive": ("时刻不得带时区", "the time may not name a zone"),
    "uuid_type": ("不是有效的编号", "it is no identifier"),
    "uuid_parsing": ("不是有效的编号", "it is no identifier"),
    "union_tag_invalid": ("“{tag}”应为 {expected_tags} 之一", "'{tag}' has to be one of {expected_tags}"),
    "union_tag_not_found": ("缺少 {discriminator}", "{discriminator} is missing"),
}


def said(error: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong in an error of pydantic's, in Chinese and English, without the name of the field.

    What our own validators say (`中文 / English`, or `中文|English`) is told as they say it; a kind of error without
    words here in pydantic's."""
    own = error.get("ctx", {}).get("error")
    if error["type"] in ("value_error", "assertion_error") and own is not None:
        return _parted(str(own))
    if error["type"] not in _WORDS:
        return error["msg"], error["msg"]
    zh, en = _WORDS[error["type"]]
    context = {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    if "expected" in context:
        context["expected"] = context["expected"].replace(" or ", ", ")
    return zh.format_map(context), en.format_map(context)


def listed(errors: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """All errors on one line a language, each after the name of its field."""
    told = [(".".join(map(str, one["loc"])), *said(one)) for one in errors]
    return (
        "；".join(f"{name}：{zh}" if name else zh for name, zh, _ in told),
        "; ".join(f"{name}: {en}" if name else en for name, _, en in told),
    )


def _parted(own: str) -> tuple[str, str]:
    for sign in ("|", " / "):
        zh, found, en = own.partition(sign)
        if found:
            return zh.strip(), en.partition("|")[0].strip()
    return own, own


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
