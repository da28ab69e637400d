"""Mingjian 明鉴: big-data legal supervision. Match what happened, prove the absence of what should have followed.

>>> import mingjian as mj
>>> lake = mj.Lake.open("lake")
>>> run = mj.run_model(lake, "library/benefits-paid-to-the-dead", as_of=day, purpose="专项〔2025〕1号")
>>> mj.rank(mj.clues_of(run))[0].clue.says_zh
>>> mj.prove(lake, clue_id).proved
>>> mj.report(lake, None, "report.html")

Names are imported when they are first used, so that `import mingjian` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingjian.clues import ClueLedger, clues_of, evidence_of, export, rank, read_truth, report, score
    from mingjian.documents import parse_judgment
    from mingjian.intake import Intake
    from mingjian.lake import Coverage, Lake
    from mingjian.library import shipped_models
    from mingjian.models import check_model, explain, load_model, test_model
    from mingjian.province import build as build_province
    from mingjian.runs import (
        RunRefused,
        RunStore,
        draft_approval,
        prove,
        prove_all,
        register_signer,
        run_model,
    )

_HOMES = {
    "ClueLedger": "clues",
    "Coverage": "lake",
    "Intake": "intake",
    "Lake": "lake",
    "RunRefused": "runs",
    "RunStore": "runs",
    "build_province": "province:build",
    "check_model": "models",
    "clues_of": "clues",
    "draft_approval": "runs",
    "evidence_of": "clues",
    "explain": "models",
    "export": "clues",
    "load_model": "models",
    "parse_judgment": "documents",
    "prove": "runs",
    "prove_all": "runs",
    "rank": "clues",
    "read_truth": "clues",
    "register_signer": "runs",
    "report": "clues",
    "run_model": "runs",
    "score": "clues",
    "shipped_models": "library",
    "test_model": "models",
}

__all__ = [
    "ClueLedger",
    "Coverage",
    "Intake",
    "Lake",
    "RunRefused",
    "RunStore",
    "build_province",
    "check_model",
    "clues_of",
    "draft_approval",
    "evidence_of",
    "explain",
    "export",
    "load_model",
    "parse_judgment",
    "prove",
    "prove_all",
    "rank",
    "read_truth",
    "register_signer",
    "report",
    "run_model",
    "score",
    "shipped_models",
    "test_model",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'mingjian' has no attribute {name!r}")
    package, _, inner = home.partition(":")
    found = getattr(import_module(f"mingjian.{package}"), inner or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
