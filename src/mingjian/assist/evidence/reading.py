"""A case file read with the place of every mistake, all at once: `case.yaml` or `.json`, a table, or a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.kinds import kinds
from mingjian.assist.evidence.records import LISTS, CaseFile
from mingjian.assist.evidence.values import earliest, latest
from mingjian.law import charges, full_charge
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Source, read_source

__all__ = ["CASE", "MANY", "ONE", "check_case", "load_case", "parse_case"]

CASE = "case.yaml"
ONE = {
    "document": "documents", "copy_of": "documents", "act": "acts", "person": "persons", "speaker": "persons",
    "about": None, "of": None,
}  # fmt: skip
MANY = {"suspects": "persons", "victims": "persons", "acts": "acts", "items": "items", "after": "documents"}


def load_case(path: Path | str) -> Case:
    """The case of a file (.yaml, .json, .xlsx) or of a folder. Raises ModelErrors with every problem."""
    place = Path(path)
    if place.is_dir():
        from mingjian.assist.evidence.folder import read_folder

        return read_folder(place)
    if place.suffix.lower() == ".xlsx":
        from mingjian.assist.evidence.tables import read_tables

        return read_tables(place)
    try:
        return parse_case(place.read_text(encoding="utf-8"), str(place))
    except FileNotFoundError:
        raise ModelErrors([Problem(str(place), 1, 1, "", "没有这个文件", "there is no such file")]) from None
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(place), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None


def parse_case(text: str, name: str = CASE) -> Case:
    """The case of a text. Raises ModelErrors with every problem."""
    found, problems = check_case(text, name)
    if found is None:
        raise ModelErrors(problems)
    return found


def check_case(text: str, name: str = CASE) -> tuple[Case | None, list[Problem]]:
    """The case of a YAML (or JSON) text, or None with every problem, sorted by place."""
    source = read_source(text, name)
    problems, whole = list(source.problems), None
    if not isinstance(source.data, dict):
        expected = ("case: …", "case: …")
        return None, problems or [
            source.problem((), "案件材料应为键值映射", "a case file is a mapping", expected=expected)
        ]
    try:
        whole = CaseFile.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, CaseFile)
    problems += _across(source, source.data)
    if problems or whole is None:
        return None, sorted({(p.line, p.column, p.en): p for p in problems}.values(), key=lambda p: (p.line, p.column))
    problems += _orders(source, whole)
    return (None, problems) if problems else (Case(whole), [])


# -- within ----------------------------------------------------------------------------------------------


def _across(source: Source, data: dict[str, Any]) -> Iterator[Problem]:
    """Names that lead nowhere, ids used twice, kinds and charges that do not exist."""
    lists = {name: data[name] for name in LISTS if isinstance(data.get(name), list)}
    ids = {
        name: [one["id"] for one in rows if isinstance(one, dict) and isinstance(one.get("id"), str)]
        for name, rows in lists.items()
    }
    every = Counter(one for rows in ids.values() for one in rows)
    for number, name in enumerate(data.get("charges") or []):
        if isinstance(name, str) and full_charge(name) is None:
            yield source.problem(
                ("charges", number),
                f"没有罪名“{name}”",
                f"there is no charge '{name}'",
                nearest=nearest(name, charges()),
            )
    for name, rows in lists.items():
        for number, row in enumerate(rows):
            if isinstance(row, dict):
                yield from _row(source, name, number, row, ids, every)


def _row(
    source: Source, name: str, number: int, row: dict[str, Any], ids: dict[str, list[str]], every: Counter[str]
) -> Iterator[Problem]:
    at = (name, number)
    said = row.get("id")
    if isinstance(said, str) and every[said] > 1:
        yield source.problem((*at, "id"), f"编号“{said}”重复", f"the id '{said}' is used more than once")
    if name == "documents" and isinstance(row.get("kind"), str) and row["kind"] not in kinds():
        yield source.problem(
            (*at, "kind"), f"没有材料种类“{row['kind']}”", f"there is no kind of material '{row['kind']}'",
            nearest=nearest(row["kind"], kinds()),
        )  # fmt: skip
    for key, target in ONE.items():
        if isinstance(row.get(key), str):
            yield from _known(source, (*at, key), row[key], ids, target)
    for key, listed in {**MANY, **({"of": "persons"} if name == "documents" else {})}.items():
        for place, one in enumerate(row[key] if isinstance(row.get(key), list) else ()):
            if isinstance(one, str):
                yield from _known(source, (*at, key, place), one, ids, listed)


def _known(
    source: Source, at: tuple[str | int, ...], one: str, ids: dict[str, list[str]], target: str | None
) -> Iterator[Problem]:
    known = ids.get(target, []) if target else [i for rows in ids.values() for i in rows]
    if one not in known:
        yield source.problem(at, f"没有编号“{one}”的记录", f"there is no record '{one}'", nearest=nearest(one, known))


def _orders(source: Source, file: CaseFile) -> Iterator[Problem]:
    """A period that ends before it begins, and a span outside its text, are slips of the pen in the file itself."""
    texts = {one.id: one.text for one in file.documents}
    for name in LISTS:
        for number, one in enumerate(getattr(file, name)):
            begin, end = getattr(one, "from_", None) or getattr(one, "at", None), getattr(one, "to", None)
            if begin is not None and end is not None and name != "statements" and latest(end) < earliest(begin):
                yield source.problem((name, number, "to"), "止早于起", "it ends before it begins")
            text = texts.get(one.document or one.id)
            if one.span is not None and (one.span[1] < one.span[0] or (text is not None and one.span[1] > len(text))):
                yield source.problem((name, number, "span"), "文字起止超出全文", "the span lies outside the text")
