"""Judging a mapping, or a mended record, before anything is loaded: every fault at its column, all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingjian.intake.cleaners import Cell, reference
from mingjian.intake.mapping import From, MappingFile
from mingjian.intake.suggest import UNITS
from mingjian.standards import Column, Standard, UnknownName, word

__all__ = ["Note", "judge", "judge_record", "under_seal"]


@dataclass(frozen=True)
class Note:
    """Something to say of a column of the standard. `error`: it must be mended before a load; else a warning."""

    column: str
    error: bool
    zh: str
    en: str


def judge(
    mapping: MappingFile, standard: Standard, header: Sequence[str], samples: Sequence[Sequence[str]]
) -> list[Note]:
    """What is wrong with a mapping of a source with this header, and what the sample records say against it."""
    notes = list(_unknown(mapping, standard))
    notes += [
        Note(name, True, "必填列没有对应关系", "a required column is not mapped")
        for name in standard.required
        if name not in mapping.columns
    ]
    users = Counter(one.from_ for one in mapping.columns.values() if one.from_ is not None)
    for name, given in mapping.columns.items():
        if name in standard.columns:
            notes += _column(standard.columns[name], given, header, samples, users)
    return notes


def judge_record(standard: Standard, columns: Mapping[str, From], cells: Mapping[str, str]) -> list[Note]:
    """What still keeps one record from being accepted (errors), and cells of it that cannot be read (warnings)."""
    notes = []
    for name, column in standard.columns.items():
        cell = _read(column, columns.get(name), cells)
        if cell is None or cell.value is None:
            if column.required:
                notes.append(Note(name, True, *_said(cell, "没有值", "there is no value")))
            elif cell is not None and cell.keep:
                notes.append(Note(name, False, *_said(cell, "无法识别", "cannot be read")))
    return notes


def under_seal(standard: Standard, columns: Mapping[str, From], cells: Mapping[str, str]) -> bool:
    """Whether a record that is not in the lake is under seal, by the lake's rule: marked so, or marked unreadably."""
    if standard.sealed is None:
        return False
    cell = _read(standard.columns[standard.sealed], columns.get(standard.sealed), cells)
    return cell is not None and (cell.value is True or (cell.value is None and cell.keep))


def _read(column: Column, given: From | None, cells: Mapping[str, str]) -> Cell | None:
    """What a record says in a column; None for nothing."""
    text = "" if given is None else (given.value if given.value is not None else cells.get(str(given.from_), ""))
    return reference(column, given.unit if given else None)(text) if text else None


def _said(cell: Cell | None, zh: str, en: str) -> tuple[str, str]:
    if cell is None or not cell.reason:
        return zh, en
    return f"无法识别：{word(cell.reason)}", f"cannot be read: {word(cell.reason, 'en')}"


def _unknown(mapping: MappingFile, standard: Standard) -> Iterator[Note]:
    for name in mapping.columns:
        try:
            standard.column(name)
        except UnknownName as error:
            near = error.nearest
            zh = f"标准中没有这一列{f'，是否指“{near}”' if near else ''}"
            yield Note(name, True, zh, f"the standard has no such column{f'; did you mean {near}' if near else ''}")


def _column(
    column: Column, given: From, header: Sequence[str], samples: Sequence[Sequence[str]], users: Counter[str]
) -> Iterator[Note]:
    if given.unit is not None and (column.type != "money" or given.unit not in ("元", *UNITS)):
        listed = "、".join(("元", *UNITS))
        yield Note(column.name, True, f"单位只用于金额，可为{listed}", f"a unit is for amounts, one of {listed}")
        return
    if given.value is not None:
        cell = reference(column, given.unit)(given.value)
        if cell.value is None:
            yield Note(column.name, True, *_said(cell, "固定值无法识别", "the value for every row cannot be read"))
        return
    origin = str(given.from_)
    if origin not in header:
        yield Note(column.name, True, f"来源表头中没有“{origin}”", f"the source has no header '{origin}'")
        return
    if users[origin] > 1:
        yield Note(column.name, True, f"“{origin}”被用于多列", f"'{origin}' is used for several columns")
    yield from _values(
        column, given, [record[place] for record in samples if (place := header.index(origin)) < len(record)]
    )


def _values(column: Column, given: From, cells: Sequence[str]) -> Iterator[Note]:
    """What the sample values say: how many cannot be read, and why; how many are missing where one is required."""
    clean = reference(column, given.unit)
    texts = [cell.strip() for cell in cells]
    filled = [clean(text) for text in texts if text]
    bad = Counter(cell.reason or "" for cell in filled if cell.value is None and cell.keep)
    # an identifier may be there and still be no key
    bad.update(cell.reason or "" for cell in filled if cell.value is not None and column.kind and cell.state == 1)
    if count := bad.total():
        zh = "、".join(word(one) for one in bad if one)
        en = ", ".join(word(one, "en") for one in bad if one)
        yield Note(
            column.name, False, f"{len(filled)}个样本值中{count}个不可用{f'：{zh}' if zh else ''}",
            f"{count} of {len(filled)} sample values cannot be used{f': {en}' if en else ''}",
        )  # fmt: skip
    if column.required and (missing := len(texts) - len(filled)):
        zh, en = (
            f"必填列，{len(texts)}个样本中{missing}个为空",
            f"required, and {missing} of {len(texts)} samples are empty",
        )
        yield Note(column.name, False, zh, en)
