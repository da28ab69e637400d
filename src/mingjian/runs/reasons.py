"""Words for why a row is undetermined: neither a hit nor a miss (design §4.2, §4.3)."""

from __future__ import annotations

__all__ = ["reason_text"]

_REASONS: dict[str, tuple[str, str]] = {
    "key_missing": ("缺少证号等关键标识", "the key is missing"),
    "key_unusable": ("关键标识不可用（校验错误、被遮盖或损坏）", "the key cannot be used (wrong, masked or damaged)"),
    "null": ("所需的值无法算出", "a value that is needed cannot be computed"),
    "outside_coverage": ("超出数据覆盖的地区或期间", "outside the declared coverage"),
    "possible_match": (
        "名单中有标识不可用但姓名等相符的记录，可能是同一主体",
        "the list holds a row with an unusable key that may be the same subject",
    ),
    "possible_row": (
        "有标识不可用但姓名等相符的记录，可能属于同一主体并改变结果",
        "a row with an unusable key may be the same subject's and would change the result",
    ),
    "unidentifiable": (
        "名单中的记录既无可用标识又无姓名等，不能判断是谁",
        "a row of the list has neither a usable key nor a name to tell whose it is",
    ),
    "unplaced_row": (
        "标识不可用，可能属于某一主体，其结果因此待定",
        "the key cannot be used; a subject it may belong to is undetermined for it",
    ),
    "zero_bottom": ("比率的分母为零", "the bottom of the ratio is zero"),
    "uncounted_rows": (
        "组内有无法计入的记录，结果可能不同",
        "rows of the group could not be counted, the result may differ",
    ),
    "hub": (
        "连着过多对象（如总机电话、集中登记地址），不作为关联依据",
        "it is linked with too many others to tie any of them",
    ),
    "few_peers": ("同组有值的记录太少，不能判断是否离群", "too few known values in the group to judge this one by"),
    "unknown_peers": (
        "同组缺值的记录太多，不能判断是否离群",
        "too many values of the group are unknown to judge this one by",
    ),
    "reversed_span": ("止日早于起日", "the span ends before it begins"),
    "short": ("文本太短，不作比对", "the text is too short to be compared"),
    "coordinates": (
        "坐标超出范围、经纬度颠倒或为 (0, 0)",
        "the coordinates are out of range, swapped, or 0, 0",
    ),
    "area": ("区域无法读取、不是多边形或自相交", "the area cannot be read, is no polygon or crosses itself"),
    "address": ("地址没有写到所要求的级别", "the address does not say the level asked for"),
    "many": ("与过多的记录相符，不逐一列出", "it goes with too many rows to list them one by one"),
    "over_cap": ("同一标识下的记录过多，不逐一比对", "too many rows under one key to compare them one by one"),
}


def reason_text(reason: str) -> tuple[str, str]:
    """A reason in Chinese and English; `null:<column>` names the column, an unknown code stands for itself."""
    kind, _, detail = reason.partition(":")
    if kind == "null" and detail:
        return f"缺少或无法读取：{detail}", f"missing or unreadable: {detail}"
    zh, en = _REASONS.get(kind, (kind, kind))
    return (f"{zh}：{detail}", f"{en}: {detail}") if detail else (zh, en)
