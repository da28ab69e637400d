"""Clues of a run held to what was planted in a province: each story that was missed, each trap that was hit.

A story whose rows cannot be read, or that rests on a value falsified unnoticed, is not asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from mingjian.clues.score import story_of
from mingjian.province import Expected, expected
from mingjian.runs import StoredRun
from mingjian.runs.tables import values
from mingjian.training.definition import CluesCheck
from mingjian.training.findings import Finding, finding

__all__ = ["held_to_truth"]

SHOWN = 3
"""Sentences quoted of what was wrong."""


def held_to_truth(check: CluesCheck, run: StoredRun, province: Path) -> Iterator[Finding]:
    """A finding for each story and trap that is asked for, and one for people of whom nothing was planted."""
    truth, names = expected(province)[check.truth], _names(province, check.truth)
    said = _said(check, run)
    for rule, why in check.finds.items():
        asked = {key for key in truth.findable if truth.rules[key] == rule}
        missed = asked - set(said)
        zh, en = names[rule]
        yield finding(
            "clues", rule, not missed,
            (f"“{zh}”：查出 {len(asked - missed)}/{len(asked)}", f"{en}: {len(asked - missed)} of {len(asked)} found"),
            why,
        )  # fmt: skip
    for rule, why in check.silent.items():
        hit = sorted(key for key in said if truth.traps.get(key) == rule and key not in truth.rules)
        zh, en = names[rule]
        yield finding(
            "clues", rule, not hit,
            (f"“{zh}”：误报 {len(hit)} 条{_quoted(said, hit, 0)}",
             f"{en}: {len(hit)} false clues{_quoted(said, hit, 1)}"),
            why,
        )  # fmt: skip
    strangers = sorted(key for key in said if key not in truth.traps and key not in truth.rules)
    yield finding(
        "clues", "nobody", not strangers,
        (f"与情形无关的人：{len(strangers)} 条{_quoted(said, strangers, 0)}",
         f"people of whom nothing was planted: {len(strangers)} clues{_quoted(said, strangers, 1)}"),
        check.nobody,
    )  # fmt: skip


def planted(truth: Expected, rule: str) -> int:
    """How many stories of a kind there are to be found, or traps that were set."""
    kinds = [truth.rules[key] for key in truth.findable] + list(truth.traps.values())
    return kinds.count(rule)


def _said(check: CluesCheck, run: StoredRun) -> dict[str, tuple[str, str]]:
    """Sentences of the clues, by the story they are about."""
    found: dict[str, tuple[str, str]] = {}
    columns = ("key", "subject", "says_zh", "says_en")
    for key, subject, zh, en in zip(*(values(run.clues, name) for name in columns), strict=True):
        found.setdefault(story_of(check.truth, json.loads(key), subject), (zh, en))
    return found


def _quoted(said: dict[str, tuple[str, str]], keys: list[str], lang: int) -> str:
    if not keys:
        return ""
    texts = [said[key][lang] for key in keys[:SHOWN]]
    return ("：" + "；".join(texts)) if lang == 0 else (": " + "; ".join(texts))


def _names(province: Path, model: str) -> dict[str, tuple[str, str]]:
    rows = pq.read_table(province / "truth" / "plants.parquet").to_pylist()
    return {row["name"]: (row["zh"], row["en"]) for row in rows if row["model"] == model}
