"""A learner's model run over a ground, within a limit of time, and what went wrong in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mingjian.engines import Cancelled, EngineError
from mingjian.models import Model, ModelErrors, NotReady, ParameterError, parse_model
from mingjian.runs import Control, RunError, StoredRun, run_model
from mingjian.training.exercise import MODEL
from mingjian.training.findings import Finding
from mingjian.training.grounds import Standing

__all__ = ["MEMORY", "PURPOSE", "SECONDS", "Failed", "limited", "model_of", "run_on"]

SECONDS = 60.0
"""For a run over a ground; what is right takes a second or two."""
MEMORY = "1GiB"
PURPOSE = "练兵：虚构数据 · training on synthetic data"


class Failed(Exception):
    """What was handed in cannot be run; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(one.en for one in findings))
        self.findings = tuple(findings)


def model_of(text: str) -> Model:
    """The model of a text. Raises `Failed` with every mistake."""
    try:
        return parse_model(text, MODEL)
    except ModelErrors as errors:
        raise Failed([
            Finding("model", f"{one.line}:{one.column}", False, one.text("zh"), one.text("en"),
                    "模型有错误时不能运行：先按位置改正，再检查。",
                    "A model with mistakes cannot run: mend them at their places, then check again.")
            for one in errors.problems
        ]) from None  # fmt: skip


def run_on(standing: Standing, model: Model) -> StoredRun:
    """The run. Raises `Failed` where it was refused, ran out of time or memory, or lacks something."""
    control = Control()
    try:
        with limited(control, SECONDS):
            return run_model(
                standing.lake, model, as_of=standing.as_of, purpose=PURPOSE, actor="training", identity="none",
                control=control, memory_limit=MEMORY, threads=2,
            )  # fmt: skip
    except Cancelled:
        raise Failed([_too_long()]) from None
    except RunError as error:
        told = getattr(error, "refusals", None) or [error]
        raise Failed([Finding("model", "", False, one.zh, one.en) for one in told]) from None
    except (EngineError, NotReady, ParameterError) as error:
        raise Failed([Finding("model", "", False, error.zh, error.en)]) from None


@contextmanager
def limited(control: Control, seconds: float) -> Iterator[None]:
    """Stop what the control reaches when the time is over."""
    timer = threading.Timer(seconds, control.cancel)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _too_long() -> Finding:
    return Finding(
        "model", "", False, f"运行超过 {SECONDS:g} 秒，已停止",
        f"the run took more than {SECONDS:g} seconds and was stopped",
        "虚构省份很小，几秒就够：多半是某一步缺少连接条件，每一行都对上了全部的行。",
        "The province is small and takes seconds: most likely a step joins without a condition, every row with all.",
    )  # fmt: skip
