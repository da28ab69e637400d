"""Taking what a former run found, and making only what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mingjian.collision import Outcome, Plan, Scan
from mingjian.collision.renewing import Changed, Former, NotRenewed, renew
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.lake import Lake, LakeError, Manifest, Part
from mingjian.models.compile import Compiled
from mingjian.models.prepare import prepared
from mingjian.models.scans import LakeScan, lake_scans
from mingjian.runs.checkpoints import CheckpointEngine, Checkpoints, engine_version
from mingjian.runs.memory import DOUBTS, ROWS, Memory, memory_of, recall, recall_steps, settings_key
from mingjian.runs.request import Resolved

__all__ = ["Renewal"]


@dataclass(frozen=True)
class Renewal:
    """A former run of the same model over data of which some has changed, or nothing."""

    memory: Memory
    compiled: Compiled
    checkpoints: Checkpoints
    changed: Mapping[str, Changed]
    readable: tuple[Path, ...]

    @classmethod
    def of(cls, lake: Lake, resolved: Resolved, compiled: Compiled, checkpoints: Checkpoints) -> Renewal | None:
        """None where there is no such run, or where making all again is the better way."""
        memory = memory_of(checkpoints, settings_key(lake, resolved, engine_version()))
        if memory is None or memory.sealed != resolved.sealed:
            return None
        if memory.same_data(resolved):
            return cls(memory, compiled, checkpoints, {}, ())
        if memory.seconds < checkpoints.worth or not _comparable(memory, resolved):
            return None
        try:
            before = {need: lake.version(f"{one.dataset}@{one.version}") for need, one in memory.read.items()}
        except LakeError:
            return None
        changed = _changed(lake, resolved, compiled.plan, before)
        parts = tuple(lake.file(part.path) for one in before.values() for part in one.parts)
        return cls(memory, compiled, checkpoints, changed, parts)

    @property
    def run(self) -> str:
        """The former run."""
        return self.memory.run

    @property
    def seconds(self) -> float:
        """What making all took the last time."""
        return self.memory.seconds

    def outcome(self, engine: CheckpointEngine) -> Outcome | None:
        """The outcome over the data as they are now; None where all has to be made again."""
        recall(engine, self.checkpoints, self.memory)
        plan, final = self.compiled.plan, self.compiled.final
        if not self.changed:
            return self._again(engine)
        steps = recall_steps(engine, self.checkpoints, self.memory)
        former = Former(ROWS, DOUBTS, self.memory.reports, steps)
        try:
            return renew(plan, engine, final, self.compiled.columns, self.changed, former, self.seconds)
        except NotRenewed:
            return None

    def _again(self, engine: CheckpointEngine) -> Outcome:
        """What was found before."""
        reports = tuple(one.report() for one in self.memory.steps)
        doubts = {}
        for step in reports:
            if step.undetermined:
                doubts[step.name] = f"{step.name}~undetermined"
                where = f"WHERE step = {text_literal(step.name)}"
                sql = f"SELECT reason, alias, source, _row FROM {quoted(DOUBTS)} {where}"
                engine.view(doubts[step.name], sql)
        relation = self.compiled.plan.relation(self.compiled.final)
        kept = {name: (table,) for name, table in recall_steps(engine, self.checkpoints, self.memory).items()}
        return Outcome(ROWS, relation, reports[-1].rows, reports, doubts, False, kept=kept)


def _comparable(memory: Memory, resolved: Resolved) -> bool:
    """Whether the versions are all that differs: not what silence means, nor whom identity took rows for."""
    if set(memory.read) != set(resolved.manifests):
        return False
    absent = set(resolved.model.absent_needs)
    return all(
        one.links is None
        and resolved.links.get(need) is None
        and (need not in absent or one.coverage == resolved.coverage[need])
        for need, one in memory.read.items()
    )


def _changed(lake: Lake, resolved: Resolved, plan: Plan, before: Mapping[str, Manifest]) -> dict[str, Changed]:
    """The scans of a plan whose rows differ. Parts are named by their content and keep their place."""
    old, _ = prepared(resolved.model, lake_scans(lake, resolved.model, before, sealed=resolved.sealed))
    found: dict[str, Changed] = {}
    for name, scan in plan.scans.items():
        was = old.get(name)
        if not isinstance(scan, LakeScan) or not isinstance(was, LakeScan):
            continue
        assert scan.manifest is not None
        assert was.manifest is not None
        if scan.manifest.version != was.manifest.version:
            one = Changed(was, _only(was, scan.manifest), _only(scan, was.manifest))
            if _rows(one.lost) or _rows(one.got) or type(scan) is not LakeScan:
                found[name] = one
    return found


def _only(scan: LakeScan, other: Manifest) -> LakeScan:
    """The rows that another version does not have."""
    assert scan.manifest is not None
    common = {_place(part) for part in other.parts}
    parts = tuple(part for part in scan.manifest.parts if _place(part) not in common)
    return replace(scan, manifest=scan.manifest.model_copy(update={"parts": parts}))


def _place(part: Part) -> tuple[str, int]:
    return part.sha256, part.offset


def _rows(scan: Scan) -> int:
    return scan.manifest.rows if isinstance(scan, LakeScan) and scan.manifest is not None else 0
