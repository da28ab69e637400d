"""Everything of a result as CSV and JSON, so that anybody can count it again (`docs/contest.md`, *Export*).

`result.json` is made by walking the result's own types, so that no field can be forgotten; the tables hold the same by
row. Each form carries the hash of itself and of the form before it: a changed one is named.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mingjian.contest.forms import Form, Scoring, digest_of
from mingjian.contest.results import PairForm, Result, Standing

__all__ = ["EXPORT_FILES", "PAIRS", "chain", "export", "guarded", "plain", "unguarded", "write_export"]

GENESIS = "0" * 64
PAIRS = "pairs.csv"
"""Only where there was a final."""
EXPORT_FILES = ("contest.json", "forms.csv", "scores.csv", "works.csv", "judges.csv", "criteria.csv", "result.json")


def export(
    contest: str, forms: Sequence[Form], scorings: Mapping[str, Scoring], results: Mapping[str, Result],
    panels: Mapping[str, bool] | None = None, finals: Mapping[str, Sequence[Sequence[str]]] | None = None,
    pairs: Sequence[PairForm] = (),
) -> dict[str, str]:  # fmt: skip
    """The files by name. The same result gives the same bytes. `finals`: by type, the works of each, and `pairs` what
    was said in them."""
    own = {kind: [list(one) for one in (finals or {}).get(kind, ())] for kind in scorings}
    ordered = sorted(forms, key=lambda one: one.number)
    types = {
        kind: {"criteria": [plain(one) for one in scoring.criteria], "ties": list(scoring.ties),
               "reason": scoring.reason, "panels": bool((panels or {}).get(kind)), "finals": own[kind]}
        for kind, scoring in scorings.items()
    }  # fmt: skip
    hashes = chain(ordered)
    head = {"contest": contest, "forms": digest_of(ordered), "chain": hashes[-1] if hashes else GENESIS, "types": types}
    told = {PAIRS: _csv(plain(one) for one in sorted(pairs, key=lambda one: one.number))} if any(own.values()) else {}
    return {
        "contest.json": _json(head),
        **told,
        "forms.csv": _csv(_forms(ordered, hashes, scorings, results)),
        "scores.csv": _csv(_scores(ordered, scorings)),
        "works.csv": _csv(row for kind in results for row in _works(results[kind])),
        "judges.csv": _csv(row for kind in results for row in _judges(results[kind])),
        "criteria.csv": _csv(row for kind in results for row in _criteria(results[kind])),
        "result.json": _json({kind: plain(one) for kind, one in results.items()}),
    }


def write_export(folder: Path, files: Mapping[str, str]) -> None:
    """Put the files into a folder, made where it is not there; spreadsheets read the tables by their mark of UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        mark = "\ufeff" if name.endswith(".csv") else ""
        (folder / name).write_text(mark + text, encoding="utf-8", newline="")


def chain(forms: Iterable[Form]) -> list[str]:
    """For each form the SHA-256 of the hash before it and of itself as canonical JSON; the first is behind 64 zeros."""
    found, last = [], GENESIS
    for form in forms:
        text = json.dumps(form.data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        last = hashlib.sha256(f"{last}{text}".encode()).hexdigest()
        found.append(last)
    return found


def plain(value: Any) -> Any:
    """Any value of a result as plain data, field by field."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.value if isinstance(value, Standing) else value


def _forms(
    forms: Sequence[Form], hashes: Sequence[str], scorings: Mapping[str, Scoring], results: Mapping[str, Result]
) -> Iterable[dict[str, Any]]:
    used = {
        (kind, one.table.works[w], one.table.judges[j]): (weight, residual)
        for kind, result in results.items()
        for one in [result.estimate]
        for w, j, weight, residual in zip(one.table.work, one.table.judge, one.weights, one.residuals, strict=True)
    }
    far = {(kind, one.work, one.judge): one.far for kind, result in results.items() for one in result.outliers}
    for form, hashed in zip(forms, hashes, strict=True):
        key = (form.kind, form.work, form.judge)
        weight, residual = used.get(key, (None, None)) if form.counts else (None, None)
        yield {
            "number": form.number, "type": form.kind, "work": form.work, "judge": form.judge,
            "total": scorings[form.kind].total(form) if form.counts else None, "counted": int(weight is not None),
            "weight": weight, "residual": residual, "outlier": far.get(key) if form.counts else None,
            "abstained": form.abstained, "entered_by": form.entered_by, "paper": form.paper,
            "withdrawn": form.withdrawn, "chain": hashed,
        }  # fmt: skip


def _scores(forms: Sequence[Form], scorings: Mapping[str, Scoring]) -> Iterable[dict[str, Any]]:
    """Also reasons without a score, as of one who abstains."""
    for form in forms:
        asked = {one.id: one for one in scorings[form.kind].criteria}
        for name in sorted({*form.scores, *form.reasons}, key=lambda one: (list(asked).index(one), one)):
            score = form.scores.get(name)
            points = asked[name].points(score) if score is not None else None
            yield {"number": form.number, "criterion": name, "score": score, "points": points,
                   "reason": form.reasons.get(name, "")}  # fmt: skip


def _works(found: Result) -> Iterable[dict[str, Any]]:
    at = {name: place for place, name in enumerate(found.estimate.table.works)}
    intervals = {one.work: one for one in found.intervals}
    for rank in found.ranks:
        place, within = at.get(rank.work), intervals.get(rank.work)
        one = found.estimate
        row: dict[str, Any] = {
            "type": found.kind, "work": rank.work, "standing": rank.standing.value, "score": rank.score,
            "rank": rank.rank, "first_rank": rank.first,
            "rank_low": within and within.low, "rank_high": within and within.high,
            "told_apart_by": ";".join(rank.by), "method": one.method,
            "forms": int(one.table.counts[place]) if place is not None else 0,
        }  # fmt: skip
        for name in ("robust", "raw", "trimmed", "z"):
            row[name] = float(getattr(one, name)[place]) if place is not None else None
        yield row


def _judges(found: Result) -> Iterable[dict[str, Any]]:
    table = found.estimate.table
    forms = np.bincount(table.judge, minlength=len(table.judges))
    for name, effect, number in zip(table.judges, found.estimate.judges, forms, strict=True):
        yield {"type": found.kind, "judge": name, "effect": float(effect), "forms": int(number)}


def _criteria(found: Result) -> Iterable[dict[str, Any]]:
    for name, one in {"": found.agreement, **found.by_criterion}.items():
        row: dict[str, Any] = {"type": found.kind, "criterion": name}
        for kind in ("interval", "ordinal", "level", "w"):
            measured = getattr(one, kind)
            row |= {f"{kind}": measured.value, f"{kind}_low": measured.low, f"{kind}_high": measured.high}
        yield row | {"w_judges": one.judges, "w_works": one.works, "w_share": one.share}


def _csv(rows: Iterable[Mapping[str, Any]]) -> str:
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: guarded(one) for name, one in row.items()} for row in listed)
    return out.getvalue()


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, behind an apostrophe; `unguarded` takes it away again."""
    from mingjian.clues.export import safe_text  # a second to load, which only writing needs

    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith("'") else safe_text(value)


def unguarded(text: str) -> str:
    """What stood there before `guarded`."""
    return text.removeprefix("'")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
