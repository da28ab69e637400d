"""Words for why a row is undetermined: neither a hit nor a miss (design §4.2, §4.3)."""

from __future__ import annotations

__all__ = ["reason_text"]

_REASONS: dict[str, tuple[str, str]] = {
    "key_missing": ("缺少证号等关键标识", "the key is missing"),
    "key_unusable": ("关键标识不可用（校验错误、被遮盖或损坏）", "the key cannot be used (wrong, masked or damaged)"),
    "outside_coverage": ("超出数据覆盖的地区或期间", "outside the declared coverage"),
    "possible_match": (
        "名单中有标识不可用但姓名等相符的记录，可能是同一主体",
        "the list holds a row with an unusable key that may be the same subject",
    ),
}


def reason_text(reason: str) -> tuple[str, str]:
    """A reason in Chinese and English; `null:<column>` names the column, an unknown code stands for itself."""
    kind, _, detail = reason.partition(":")
    if kind in ("null", "damaged", "bad_span", "null_span") and detail:
        zh = {"null": "缺少或无法读取：", "damaged": "无法读取："}.get(kind, "起止日期有误：")
        return zh + detail, {"null": "missing or unreadable: "}.get(kind, f"{kind}: ") + detail
    zh_en = _REASONS.get(kind, (kind, kind))
    return (f"{zh_en[0]}：{detail}", f"{zh_en[1]}: {detail}") if detail else zh_en
