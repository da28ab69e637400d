"""How far a model is that runs in a job, in the words of its author."""

from __future__ import annotations

from mingjian.desk.jobs.watch import Watch
from mingjian.models import Model
from mingjian.runs import Progress

__all__ = ["Teller"]


class Teller:
    """Turns the reports of a run into what is shown: the step as its author describes it, the share of all steps."""

    def __init__(self, model: Model, watch: Watch) -> None:
        self.model, self.watch = model, watch
        self.ended, self.all = 0, len(model.steps) + len(model.needs)

    def __call__(self, state: Progress) -> None:
        self.ended += state.rows is not None
        inside = (state.percent or 0) / 100 if state.rows is None else 0
        note = self.model.notes.get(state.step)
        zh, en = (note.zh, note.en) if note is not None else (state.step, state.step)
        self.watch.tell(zh, en, 0.9 * min((self.ended + inside) / self.all, 1))
