"""What people decided about what models found, episode by episode, told from the events of the ledger.

The verdicts of the desk stand in the ledger of the lake, so nothing has to be exported to measure by them; verdicts of
people who work without a desk may be read from a file (`read_verdicts`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mingjian.clues.events import Event
from mingjian.clues.ledger import ClueLedger
from mingjian.clues.states import REJECTIONS
from mingjian.runs.errors import RunError

__all__ = ["CONFIRMED", "NEUTRAL", "Finding", "findings_of", "kind_of", "read_verdicts"]

CONFIRMED = "confirmed"
NEUTRAL = frozenset({"known", "too_old"})
"""Codes that speak neither for nor against a model's rules: handled already, out of time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A clue in one of its episodes. `run`: the one it was decided in, or last found in while nobody decided.

    `code` is the last verdict that was not taken back, None without one, `day` its day; `gone`: no run finds it any
    more.
    """

    clue: str
    episode: int
    run: str
    code: str | None = None
    gone: bool = False
    day: str = ""


def kind_of(code: str | None) -> str:
    """`confirmed`, `rejected`, `neutral`, or `open` for no verdict."""
    if code is None:
        return "open"
    return CONFIRMED if code == CONFIRMED else "neutral" if code in NEUTRAL else "rejected"


def findings_of(ledger: ClueLedger, model: str, verdicts: Mapping[str, str] | None = None) -> list[Finding]:
    """Everything a model found, an episode a line. `verdicts` (clue → code) stand above those of the ledger, for the
    present episode of each clue they name."""
    ledger.update(model)
    found: dict[tuple[str, int], Finding] = {}
    episode: dict[str, int] = {}
    for event in ledger.events(model):
        key = (event.clue, event.episode)
        episode[event.clue] = event.episode
        found[key] = _after(found.get(key), event)
    for clue, code in (verdicts or {}).items():
        if clue in episode:
            key = (clue, episode[clue])
            found[key] = replace(found[key], code=code)
    return list(found.values())


def _after(before: Finding | None, event: Event) -> Finding:
    if before is None:
        return Finding(event.clue, event.episode, event.run)
    if event.event == "closed":
        return replace(before, code=event.detail.partition("\n")[0], run=event.run or before.run, day=event.day)
    if event.event == "reopened":
        return replace(before, code=None, day="")
    if event.event == "vanished":
        return replace(before, gone=True)
    if event.event in ("again", "returned"):  # a decided one stays with the run it was decided in
        return replace(before, gone=False, run=before.run if before.code is not None else event.run)
    return before


def read_verdicts(path: Path) -> dict[str, str]:
    """Clue → verdict code, from a CSV file with the columns `clue` and `code`, or a JSON list of such objects.

    Codes are `confirmed` and those of `REJECTIONS`; of two lines about one clue the later counts. Raises `RunError`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = json.loads(text) if path.suffix.lower() == ".json" else list(csv.DictReader(text.splitlines()))
        return dict(_verdicts(rows))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(
            f"结论文件{path.name}无法读取：应有 clue 与 code 两列，code 为 {_codes('、')}（{error}）",
            f"the verdicts in {path.name} cannot be read: columns clue and code are needed, code one of "
            f"{_codes(', ')} ({error})",
        ) from error


def _verdicts(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        clue, code = row["clue"].strip(), row["code"].strip()
        if code != CONFIRMED and code not in REJECTIONS:
            raise ValueError(code)
        yield clue, code


def _codes(joint: str) -> str:
    return joint.join([CONFIRMED, *REJECTIONS])
