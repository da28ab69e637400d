"""Filling a report from the lake: runs, ranked clues, their evidence and, if asked, their proofs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingjian.clues.clue import clues_of
from mingjian.clues.evidence import EvidenceTable, evidence_of
from mingjian.clues.ledger import ClueLedger
from mingjian.clues.ranking import Ranked, rank
from mingjian.clues.report import build_report
from mingjian.clues.report import data as page
from mingjian.clues.report_runs import page_coverage, run_data
from mingjian.clues.states import ClueState
from mingjian.lake import Lake, LakeError
from mingjian.models import Model
from mingjian.runs.prove import Verdict
from mingjian.runs.rerun import model_of
from mingjian.runs.signers import audit_log
from mingjian.runs.store import RunStore, StoredRun
from mingjian.standards import codes
from mingjian.trust.digests import sha256_file

__all__ = ["report", "report_data"]


def report(
    lake: Lake,
    run_ids: Sequence[str] | None,
    path: Path | str,
    *,
    actor: str = "python",
    clearance: int = 4,
    verdicts: Iterable[Verdict] = (),
    limit: int | None = None,
    title: Mapping[str, str] | None = None,
) -> Path:
    """Write the offline report of some runs (default: the newest of each model) and log it.

    `clearance` (1–4) masks values; `verdicts` are proofs (`runs.prove_all`), asked for when all else is gathered, so
    that an iterator may wait for them; `limit` keeps the first so many clues. Raises `RunError` for an unknown run,
    `LakeError` when its data cannot be read.
    """
    data = report_data(lake, run_ids, actor=actor, clearance=clearance, verdicts=verdicts, limit=limit, title=title)
    made = build_report(data, Path(path))
    detail = {"sha256": sha256_file(made), "clues": len(data.clues), "runs": [run.run_id for run in data.runs]}
    audit_log(lake).append(actor, "clue.report", made.name, {**detail, "clearance": clearance})
    return made


def report_data(
    lake: Lake,
    run_ids: Sequence[str] | None = None,
    *,
    actor: str = "python",
    clearance: int = 4,
    verdicts: Iterable[Verdict] = (),
    limit: int | None = None,
    title: Mapping[str, str] | None = None,
) -> page.ReportData:
    """What a report shows. See `report`."""
    runs = _runs(lake, run_ids)
    ledger = ClueLedger(lake)
    ranked = rank(clue for run in runs for clue in clues_of(run, clearance))[:limit]
    facts = _Facts(
        models={run.run_id: model_of(run.record) for run in runs},
        states={run.run_id: ledger.states(run.record.model.id) for run in runs},
        evidence={run.run_id: _evidence(lake, run, ranked, clearance) for run in runs},
        witnesses={run.run_id: _witnesses(run, ranked) for run in runs},
        verdicts={(one.run_id, one.clue_id): one for one in verdicts},
    )
    shown = [_clue(one, facts) for one in _once(ranked)]
    by_run: dict[str, list[str]] = {}
    for clue in shown:
        by_run.setdefault(clue.run_id, []).append(clue.id)
    now = lake.clock()
    purposes = list(dict.fromkeys(run.record.purpose for run in runs))
    heading = title or {"zh": "法律监督线索报告", "en": "Report of supervision clues"}
    return page.ReportData(
        title=page.Text(zh=heading["zh"], en=heading["en"]),
        lake=page.Text(zh=lake.path.name, en=lake.path.name),
        as_of=max((run.record.as_of for run in runs), default=now.date()),
        purpose=page.Text(zh="；".join(purposes), en="; ".join(purposes)),
        generated_at=now,
        synthetic=bool(runs) and all(run.record.synthetic for run in runs),
        watermark=f"内部线索 不得外传 · Internal, do not pass on · {actor} · {now:%Y-%m-%d %H:%M} · {lake.path.name}",
        runs=[
            run_data(
                run, facts.models[run.run_id], by_run.get(run.run_id, []), facts.states[run.run_id], clearance, ledger
            )
            for run in runs
        ],
        clues=shown,
    )


@dataclass(frozen=True)
class _Facts:
    """What the clues of the report are put together from, by run."""

    models: Mapping[str, Model]
    states: Mapping[str, Mapping[str, ClueState]]
    evidence: Mapping[str, Mapping[str, Sequence[EvidenceTable]]]
    verdicts: Mapping[tuple[str, str], Verdict]
    witnesses: Mapping[str, Mapping[str, list[page.Witness]]]


def _runs(lake: Lake, run_ids: Sequence[str] | None) -> list[StoredRun]:
    store = RunStore(lake)
    if run_ids is not None:
        found = {(run := store.get(run_id)).run_id: run for run_id in run_ids}
        return list(found.values())
    return list({run.record.model.id: run for run in store.runs()}.values())


def _once(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Each clue once: of two runs of one model the newer speaks."""
    newest: dict[str, Ranked] = {}
    for one in ranked:
        before = newest.get(one.clue.clue_id)
        if before is None or before.clue.run_id < one.clue.run_id:
            newest[one.clue.clue_id] = one
    ordered = sorted(newest.values(), key=lambda one: one.rank)
    return [Ranked(number, one.clue) for number, one in enumerate(ordered, 1)]


def _evidence(
    lake: Lake, run: StoredRun, ranked: Sequence[Ranked], clearance: int
) -> Mapping[str, Sequence[EvidenceTable]]:
    """Evidence of the shown clues; where data is gone or damaged the report is made without it, and says so."""
    ids = [one.clue.clue_id for one in ranked if one.clue.run_id == run.run_id]
    try:
        return evidence_of(lake, run, ids, clearance)
    except LakeError as error:
        table = EvidenceTable("", "", "", error.zh, error.en, "", "", role="absence")
        return {clue: [table] for clue in ids}


def _witnesses(run: StoredRun, ranked: Sequence[Ranked]) -> dict[str, list[page.Witness]]:
    ids = {one.clue.clue_id for one in ranked if one.clue.run_id == run.run_id}
    found: dict[str, list[page.Witness]] = {}
    for row in run.witnesses.to_pylist():
        if row["clue_id"] in ids:
            one = page.Witness(alias=row["alias"], row_id=row["row_id"], row_hash=row["row_hash"])
            found.setdefault(row["clue_id"], []).append(one)
    return found


def _clue(ranked: Ranked, facts: _Facts) -> page.ClueData:
    clue = ranked.clue
    state = facts.states[clue.run_id].get(clue.clue_id)
    model = facts.models[clue.run_id]
    again = state is not None and state.first_run != clue.run_id
    return page.ClueData(
        id=clue.clue_id,
        model=clue.model,
        run_id=clue.run_id,
        rank=ranked.rank,
        says=page.Text(zh=clue.says_zh, en=clue.says_en),
        place=_place(clue.place),
        line=page.Text(zh=model.definition.line.zh, en=model.definition.line.en),
        risk=page.Risk.model_validate(
            {
                "level": clue.level,
                "points": clue.points,
                "reasons": [
                    {"zh": f"{one.zh}（{one.points:+d}）", "en": f"{one.en} ({one.points:+d})"} for one in clue.reasons
                ],
            }
        ),
        state="again" if again else "new",
        first_seen=state.first_seen if state else clue.as_of,
        last_seen=state.last_seen if state else clue.as_of,
        subject=clue.subject,
        key=" · ".join(str(value) for value in clue.key.values() if value is not None),
        evidence=[_table(one) for one in facts.evidence[clue.run_id].get(clue.clue_id, ())],
        proof=_proof(clue.clue_id, clue.run_id, facts),
    )


def _place(code: str) -> page.Place:
    regions = codes("regions")
    zh, en = (regions.label(code, "zh"), regions.label(code, "en")) if code else ("不详", "unknown")
    return page.Place(code=code, zh=zh, en=en)


def _proof(clue_id: str, run_id: str, facts: _Facts) -> page.Proof:
    witnesses = facts.witnesses[run_id].get(clue_id, [])
    verdict = facts.verdicts.get((run_id, clue_id))
    given = page.Proof(witnesses=witnesses, command=f"mingjian prove {clue_id}")
    if verdict is None:
        return given
    message = page.Text(zh=verdict.zh, en=verdict.en)
    return given.model_copy(update={"status": verdict.status, "checked_at": verdict.checked_at, "message": message})


def _table(table: EvidenceTable) -> page.Evidence:
    note = None
    if table.role == "absence":
        note = page.Text(
            zh="在以下覆盖范围内没有找到对应记录" if table.coverage else table.zh,
            en="no matching row inside the coverage below" if table.coverage else table.en,
        )
    return page.Evidence(
        alias=table.alias,
        dataset=table.dataset,
        title=page.Text(zh=table.zh, en=table.en),
        agency=page.Text(zh=table.agency_zh, en=table.agency_en),
        role=table.role,
        note=note,
        columns=[
            page.Column(name=one.name, zh=one.zh, en=one.en, collided=one.collided, masked=one.masked)
            for one in table.columns
        ],
        rows=[
            page.EvidenceRow(
                cells=[page.Cell(value=_both(cell.zh, cell.en), raw=cell.raw) for cell in row.cells],
                row_id=row.row_id,
                source=page.Source(file=row.file, sheet=row.sheet, line=row.line) if row.file else None,
            )
            for row in table.rows
        ],
        more=table.more,
        digest=table.digest,
        coverage=[page_coverage(one) for one in table.coverage],
    )


def _both(zh: str | None, en: str | None) -> str | None:
    return zh if zh == en or en is None else f"{zh} · {en}"
