"""A file that came back, JSON or workbook, to rows of values with their places; everything wrong with it at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.conf import settings

from mingjian.desk.cards.form import FORMAT, RETURNED, Card, CardFile, Result
from mingjian.desk.cards.table import heads
from mingjian.desk.cards.values import VALUES, Value, Wrong, number_text
from mingjian.desk.cards.workbook import cells_of
from mingjian.desk.errors import BadRequest, TooLarge

__all__ = ["Given", "Told", "check_size", "read"]

_HEADS = {text: head.name for head in heads(Card) for text in (head.zh, head.name)} | {"导出编号": "export"}


@dataclass(frozen=True)
class Told:
    """Something to say of a row or of the file: where, about which case, what, and what could be meant."""

    row: str
    column: str
    number: str
    zh: str
    en: str
    nearest: str = ""


@dataclass
class Given:
    """A card that came back: its place, its number, its values that could be read."""

    row: str
    number: str
    columns: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class _Raw:
    row: str
    columns: dict[str, str]
    values: dict[str, Any]


def check_size(size: int) -> None:
    """`TooLarge` for a file of more bytes than an upload may have."""
    limit = settings.DESK.upload_megabytes
    if size > limit << 20:
        raise TooLarge(f"文件超过{limit} MB", f"the file is larger than {limit} MB", "file")


def read(data: bytes) -> tuple[list[Given], list[Told]]:
    """The rows of a file, and all that is wrong with them. `BadRequest` for a file that is none."""
    check_size(len(data))
    told: list[Told] = []
    rows = _workbook(data, told) if data[:2] == b"PK" else _json(data, told)
    if len(rows) > settings.DESK.export_rows:
        most = settings.DESK.export_rows
        raise BadRequest(f"超过{most}件，请分批导入", f"more than {most} cases: import them in parts", "file")
    return [one for raw in rows if (one := _given(raw, told)) is not None], told


# -- within ----------------------------------------------------------------------------------------------


def _given(raw: _Raw, told: list[Told]) -> Given | None:
    column = raw.columns.get("number", "number")
    try:
        number = number_text(raw.values.get("number") or "")
    except Wrong:
        told.append(Told(raw.row, column, "", "缺少案件编号或其格式有误", "the number of the case is missing or wrong"))
        return None
    made = Given(raw.row, number, raw.columns)
    for name, value in raw.values.items():
        if name not in VALUES or value is None or value == "":
            continue
        try:
            made.values[name] = VALUES[name](value)
        except Wrong as wrong:
            told.append(Told(raw.row, raw.columns[name], number, wrong.zh, wrong.en, wrong.nearest))
    return made


def _workbook(data: bytes, told: list[Told]) -> list[_Raw]:
    rows = cells_of(data)
    heading: dict[int, str] = {}
    found: list[_Raw] = []
    for place, cells in rows:
        if not heading:
            named = {at: name for at, cell in enumerate(cells) if (name := _head(cell)) is not None}
            if "number" in named.values():
                heading = named
                told += _strange(place, cells, heading)
            continue
        values = {name: cells[at] for at, name in heading.items() if at < len(cells)}
        if any(value not in (None, "") for name, value in values.items() if name != "export"):
            letters = {name: _letters(at) for at, name in heading.items()}
            found.append(_Raw(str(place), letters, values))
    if not heading:
        raise BadRequest(
            "第一张表中没有“案件编号”一列",
            "the first sheet has no column for the number of the case (案件编号)",
            "file",
        )
    return found


def _head(cell: Any) -> str | None:
    parts = str(cell or "").split("\n")
    return next((_HEADS[one.strip()] for one in parts if one.strip() in _HEADS), None)


def _strange(place: int, cells: tuple[Any, ...], heading: dict[int, str]) -> Iterator[Told]:
    """Heads that are none of the format, and heads that stand twice."""
    seen: set[str] = set()
    for at, cell in enumerate(cells):
        name, text = heading.get(at), str(cell or "").strip().split("\n")[0]
        if name is None and text:
            near = get_close_matches(text, list(_HEADS), 1, 0.5)
            zh, en = f"没有“{text[:40]}”这一列，未读取", f"there is no column '{text[:40]}': it is not read"
            yield Told(str(place), _letters(at), "", zh, en, near[0] if near else "")
        elif name is not None and name in seen:
            raise BadRequest(f"“{text[:40]}”列重复", f"the column '{text[:40]}' stands twice", "file")
        seen |= {name} if name is not None else set()


def _letters(at: int) -> str:
    found = ""
    while at >= 0:
        found, at = chr(65 + at % 26) + found, at // 26 - 1
    return found


def _json(data: bytes, told: list[Told]) -> list[_Raw]:
    try:
        given = json.loads(
            data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        why = str(error)[:120] if isinstance(error, ValueError) and not isinstance(error, UnicodeError) else ""
        raise BadRequest(
            f"文件不是案卡的Excel（.xlsx）或JSON（UTF-8）{why and '：' + why}",
            f"the file is neither a workbook (.xlsx) nor JSON (UTF-8) of case cards{why and ': ' + why}", "file",
        ) from None  # fmt: skip
    if not isinstance(given, dict) or given.get("format") != FORMAT or not isinstance(given.get("cards"), list):
        raise BadRequest(
            f"不是案卡文件：format 应为 {FORMAT}，cards 应为列表",
            f"not a file of case cards: format must be {FORMAT}, cards a list", "file",
        )  # fmt: skip
    if str(given.get("version", "")).partition(".")[0] != "1":
        raise BadRequest("不支持此格式版本，应为1.x", "this version of the format is not known: expected 1.x", "file")
    _keys(given, set(CardFile.model_fields), "", "", told)
    return [raw for place, card in enumerate(given["cards"]) if (raw := _card(place, card, told)) is not None]


def _card(place: int, card: Any, told: list[Told]) -> _Raw | None:
    row = f"cards[{place}]"
    outcome = card.get("outcome") if isinstance(card, dict) else None
    if not isinstance(card, dict) or not isinstance(outcome, dict | None):
        told.append(Told(row, "", "", "案卡和成效应为对象", "a card and its outcome must be objects"))
        return None
    _keys(card, set(Card.model_fields), row, "", told)
    _keys(outcome or {}, set(Result.model_fields), row, "outcome.", told)
    values = {name: card.get(name) for name in ("number", *RETURNED) if "." not in name}
    values |= {f"outcome.{name}": value for name, value in (outcome or {}).items() if f"outcome.{name}" in RETURNED}
    for name in ("number", "unified_number", "department_number"):
        if not isinstance(values[name], str | None):
            told.append(Told(row, name, "", "应为文本", "expected a text"))
            values[name] = None
    return _Raw(row, {name: name for name in values}, values)


def _keys(given: dict[str, Any], known: set[str], row: str, before: str, told: list[Told]) -> None:
    for key in given:
        if key not in known:
            near = get_close_matches(key, sorted(known), 1, 0.5)
            name = key[:40].encode("utf-8", "replace").decode()
            zh, en = f"没有“{name}”这一字段，未读取", f"there is no field '{name}': it is not read"
            told.append(Told(row, before + name, "", zh, en, near[0] if near else ""))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice in an object")
    return made


def _refuse(text: str) -> Any:
    raise ValueError(text)
