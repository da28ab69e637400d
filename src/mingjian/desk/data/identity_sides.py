"""Both sides of a record whose number fails, masked: its own rows, rows about each candidate, and one beside the other.

Whoever decides has to see what the machine saw and more: the respects that were compared, and whole rows of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.clues.values import shown_value
from mingjian.desk.data.identity_schemas import KnownRow, Labelled, ReasonInfo, Respect, RespectSide
from mingjian.desk.data.words import standard_of, title_of
from mingjian.desk.words import Text, text
from mingjian.identity.features import features_of
from mingjian.identity.records import MEANINGS, rows_of
from mingjian.identity.records_file import Record
from mingjian.identity.resolve import KINS
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.lake.mentions import Mentions
from mingjian.runs.rows import rows_by_number
from mingjian.standards import Column, codes
from mingjian.trust.masking import mask

__all__ = ["Known", "compared", "known_of", "number_of", "own_rows", "reason", "told_of"]

NUMBERS = {"person": "person_id", "company": "uscc"}
"""The identifier of each kind of subject."""
_MOST = 3
"""Rows of a dataset that are shown of each side."""
_LABELS = {
    "raw": ("证件号码", "Number"), "name": ("姓名", "Name"), "birth": ("出生日期", "Date of birth"),
    "sex": ("性别", "Sex"), "phone": ("电话", "Telephone"), "account": ("银行账号", "Account"),
    "address": ("住址", "Address"),
}  # fmt: skip
_COMPANY_LABELS = {
    "raw": ("统一社会信用代码", "Credit code"), "name": ("名称", "Name"), "address": ("地址", "Address"),
}  # fmt: skip
_FORMER = {"org:": ("原组织机构代码", "Former organisation code"), "reg:": ("原注册号", "Former registration number")}
_MASKS = {"raw": "person_id", "name": "person_name", "birth": "date", "phone": "phone", "account": "bank_card"}
_LEVELS = {"sex": 2, "account": 4}


@dataclass
class Known:
    """What stands under a number, in the datasets the reader looks after."""

    rows: list[KnownRow] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    """Meaning → what rows say, each once; not masked yet."""


def told_of(record: Record, clearance: int) -> list[Labelled]:
    """What a record says, in short."""
    said = {"raw": record.raw, **record.told}
    return [
        Labelled(label=_label(one, value, record.kind), value=_said(one, value, clearance, record.kind))
        for one, value in said.items()
        if value
    ]


def number_of(kind: str, key: str, clearance: int) -> str:
    """A number as the reader may see it; a company's is public."""
    return _bare(key) if kind == "company" else mask(key, "person_id", 3, clearance) or ""


def reason(one: Mapping[str, Any]) -> ReasonInfo:
    """A reason as stored, for people."""
    return ReasonInfo(zh=one["zh"], en=one["en"], speaks="against" if one.get("bits", 0) < 0 else "for")


def own_rows(lake: Lake, record: Record, clearance: int) -> list[KnownRow]:
    """Some rows of the record itself, as they were delivered; none where the version was destroyed."""
    kin = next(one for one in KINS if one.kind == record.kind)
    said = {"raw": record.raw, **record.told}
    try:
        manifest = lake.version(f"{record.dataset}@{record.version}")
        rows = rows_of(lake, manifest, kin, record.column or record.kind, said, _MOST)
        return _rows(lake, manifest, rows, clearance)[0]
    except LakeError:
        return []


def known_of(lake: Lake, kind: str, key: str, manifests: Mapping[str, Manifest], clearance: int) -> Known:
    """Some rows under a number of every dataset, and what they say in each respect."""
    found = Known()
    try:
        places = Mentions(lake).rows([NUMBERS[kind]], key, manifests)
    except LakeError:
        return found
    for place in places:
        rows, values = _rows(lake, place.manifest, place.rows[:_MOST], clearance)
        found.rows += rows
        beside = next((one.beside for one in features_of(place.manifest, kind) if one.key == place.column), {})
        for meaning, column in beside.items():
            heard = found.said.setdefault(meaning, [])
            heard += [one for one in _distinct(row.get(column) for row in values) if one not in heard]
    return found


def compared(kind: str, record: Record, ids: Mapping[str, int], known: Mapping[str, Known], clearance: int) -> list[
    Respect
]:  # fmt: skip
    """Both sides, in each respect the record tells of; `ids` of the subjects whose keys `known` has."""
    made = []
    own = {"raw": record.raw, **record.told}
    for meaning in ("raw", *(one for one in MEANINGS if own.get(one))):
        sides = {}
        for key, what in known.items():
            values = [key] if meaning == "raw" else what.said.get(meaning, []) or _by_number(kind, key, meaning, own)
            reasons = next((one.reasons for one in record.candidates if one.key == key), ())
            why = next((reason(one) for one in reasons if one.get("about") == meaning), None)
            shown = [_said(meaning, one, clearance, kind) for one in values]
            sides[ids[key]] = RespectSide(values=shown, reason=why)
        value = own.get(meaning)
        made.append(Respect(
            label=_label(meaning, value, kind), own=_said(meaning, value, clearance, kind) if value else None,
            known=sides,
        ))  # fmt: skip
    return made


def _by_number(kind: str, key: str, meaning: str, own: Mapping[str, str | None]) -> list[str]:
    """What a resident number itself tells, where the record tells it as well."""
    if kind != "person" or not own.get(meaning) or len(key) != 18 or ":" in key:
        return []
    facts = {"birth": f"{key[6:10]}-{key[10:12]}-{key[12:14]}", "sex": "male" if int(key[16]) % 2 else "female"}
    return [facts[meaning]] if meaning in facts else []


def _rows(
    lake: Lake, manifest: Manifest, numbers: Sequence[int], clearance: int
) -> tuple[list[KnownRow], list[dict[str, Any]]]:
    standard = standard_of(manifest)
    if standard is None or not numbers:
        return [], []
    there = lake.column_types(manifest)
    columns = [one for one in standard.columns.values() if one.name in there and not one.verbatim]
    values = rows_by_number(lake, manifest, numbers, [one.name for one in columns]).to_pylist()
    rows = [
        KnownRow(dataset=manifest.dataset, title=title_of(manifest), told=[
            Labelled(label=text(one.label), value=_shown(one, row[one.name], clearance))
            for one in columns
            if row[one.name] is not None
        ])
        for row in values
    ]  # fmt: skip
    return rows, values


def _distinct(values: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(str(one) for one in values if one is not None and str(one).strip()))


def _label(meaning: str, value: str | None, kind: str) -> Text:
    if kind == "company" and meaning == "raw" and value and value[:4] in _FORMER:
        zh, en = _FORMER[value[:4]]
        return Text(zh=zh, en=en)
    zh, en = (_LABELS | (_COMPANY_LABELS if kind == "company" else {}))[meaning]
    return Text(zh=zh, en=en)


def _said(meaning: str, value: str, clearance: int, kind: str) -> Text:
    if kind == "company" and meaning in ("raw", "name", "address"):
        return Text(zh=_bare(value), en=_bare(value))
    if meaning == "sex":
        return Text(zh=codes("sex").label(value), en=codes("sex").label(value, "en"))
    shown = mask(value, _MASKS.get(meaning), _LEVELS.get(meaning, 3), clearance) or ""
    return Text(zh=shown, en=shown)


def _bare(code: str) -> str:
    """A company's number without the mark of its kind, which is ours and on no paper."""
    return code[4:] if code[:4] in _FORMER else code


def _shown(column: Column, value: Any, clearance: int) -> Text:
    """A value as people write it; one above the clearance masked."""
    if column.level > clearance:
        hidden = mask(str(value), column.mask_kind, column.level, clearance) or ""
        return Text(zh=hidden, en=hidden)
    if column.kind == "uscc" and str(value)[:4] in _FORMER:
        zh, en = _FORMER[str(value)[:4]]
        return Text(zh=f"{_bare(str(value))}（{zh}）", en=f"{_bare(str(value))} ({en.lower()})")
    shown = shown_value(column, value)
    return Text(zh=shown[0] or "", en=shown[1] or "")
