"""An export read again: its forms, scorings and what its tables claim; and whether it still holds."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

from mingjian.contest.errors import ContestError
from mingjian.contest.export import EXPORT_FILES, PAIRS, chain, plain, unguarded
from mingjian.contest.forms import Criterion, Form, Scoring, digest_of
from mingjian.contest.results import PairForm, Rank, Standing, finals_said, result

__all__ = ["Exported", "Wrong", "read_export", "verify_export"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in an export that is not what its forms give."""

    file: str
    what: str
    zh: str
    en: str


@dataclass(frozen=True)
class Exported:
    """What an export says."""

    contest: str
    digest: str
    forms: tuple[Form, ...]
    chain: tuple[str, ...]
    scorings: Mapping[str, Scoring]
    panels: Mapping[str, bool]
    standings: Mapping[str, Mapping[str, Standing]]
    results: Mapping[str, Any]
    works: Sequence[Mapping[str, str]]
    finals: Mapping[str, Sequence[Sequence[str]]]
    pairs: Sequence[PairForm]


def read_export(folder: Path) -> Exported:
    """Raises ContestError when a file is missing or cannot be read."""
    missing = [name for name in EXPORT_FILES if not (folder / name).is_file()]
    if missing:
        zh, en = "、".join(missing), ", ".join(missing)
        raise ContestError(f"{folder} 不是完整的导出，缺少 {zh}", f"{folder} is no whole export: {en} is missing")
    try:
        return _read(folder)
    except (KeyError, TypeError, ValueError) as error:
        raise ContestError(f"{folder} 无法读取：{error!r}", f"{folder} cannot be read: {error!r}") from None


def verify_export(folder: Path) -> list[Wrong]:
    """Every form against its chain, the digest against the forms, every work against a result computed anew."""
    found = read_export(folder)
    wrong = list(_chain(found))
    if digest_of(found.forms) != found.digest:
        wrong.append(Wrong("contest.json", "forms", "评分表的摘要不符", "the digest of the forms differs"))
    for kind, scoring in found.scorings.items():
        again = result(
            kind, found.forms, scoring, found.standings.get(kind, {}), panels=found.panels[kind],
            finals=finals_said(kind, found.finals[kind], found.pairs),
        )  # fmt: skip
        claimed = {one["work"]: one for one in found.works if one["type"] == kind}
        wrong += [_differs(rank, row) for rank in again.ranks if (row := claimed.get(rank.work)) != _row(rank, row)]
        if not _near(plain(again), found.results.get(kind)):
            wrong.append(Wrong("result.json", kind, f"{kind}的结果与重算不同", f"the result of {kind} differs"))
    return wrong


def _chain(found: Exported) -> list[Wrong]:
    """The first form that is not what it was; those behind it cannot be told any more."""
    for form, claimed, made in zip(found.forms, found.chain, chain(found.forms), strict=True):
        if claimed != made:
            zh, en = (
                f"第 {form.number} 号评分表或其前一份被改动过",
                f"form {form.number}, or the one before it, was changed",
            )
            return [Wrong("forms.csv", str(form.number), zh, en)]
    return []


def _row(rank: Rank, row: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """The row as it should be; None where there must be one and is none."""
    return None if row is None else {**row, "rank": _cell(rank.rank), "score": _cell(rank.score)}


def _differs(rank: Rank, row: Mapping[str, str] | None) -> Wrong:
    said = (row or {}).get("rank", ""), (row or {}).get("score", "")
    return Wrong(
        "works.csv", rank.work,
        f"{rank.work}：导出为第 {said[0]} 名、{said[1]} 分，重算为第 {rank.rank} 名、{rank.score} 分",
        f"{rank.work}: exported as rank {said[0]} with {said[1]}, computed anew as rank {rank.rank} with {rank.score}",
    )  # fmt: skip


def _near(one: Any, other: Any) -> bool:
    """Equal but for the last digits, which another machine may add up otherwise."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_near(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_near, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)
    return bool(one == other)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _read(folder: Path) -> Exported:
    head = json.loads((folder / "contest.json").read_text(encoding="utf-8"))
    scorings = {
        kind: Scoring(tuple(Criterion(**one) for one in said["criteria"]), said["reason"], tuple(said["ties"]))
        for kind, said in head["types"].items()
    }
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _table(folder / "scores.csv"):
        if row["score"]:
            scores[row["number"]][row["criterion"]] = _number(row["score"])
        if row["reason"]:
            reasons[row["number"]][row["criterion"]] = row["reason"]
    rows, works = _table(folder / "forms.csv"), _table(folder / "works.csv")
    forms = tuple(
        Form(int(row["number"]), row["type"], row["work"], row["judge"], scores[row["number"]], reasons[row["number"]],
             row["abstained"], row["entered_by"], row["paper"], row["withdrawn"])
        for row in rows
    )  # fmt: skip
    standings: dict[str, dict[str, Standing]] = defaultdict(dict)
    for row in works:
        standings[row["type"]][row["work"]] = Standing(row["standing"])
    finals = {kind: said.get("finals", []) for kind, said in head["types"].items()}
    return Exported(
        head["contest"], head["forms"], forms, tuple(row["chain"] for row in rows), scorings,
        {kind: bool(said["panels"]) for kind, said in head["types"].items()}, standings,
        json.loads((folder / "result.json").read_text(encoding="utf-8")), works, finals,
        _pairs(folder) if any(finals.values()) else (),
    )  # fmt: skip


def _pairs(folder: Path) -> list[PairForm]:
    try:
        rows = _table(folder / PAIRS)
    except FileNotFoundError:
        raise ContestError(
            f"{folder} 不是完整的导出，缺少 {PAIRS}", f"{folder} is no whole export: {PAIRS} is missing"
        ) from None
    return [PairForm(**{**row, "number": int(row["number"]), "final": int(row["final"])}) for row in rows]  # type: ignore[arg-type]


def _number(text: str) -> float:
    """As it was written: a whole number stays one, so that its form hashes as before."""
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [{name: unguarded(cell) for name, cell in row.items()} for row in csv.DictReader(rows)]
