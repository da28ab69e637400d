"""The part of a report about runs: the model, its data, parameters, funnel, SQL, and clues that vanished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingjian.clues.clue import clues_of
from mingjian.clues.ledger import ClueLedger
from mingjian.clues.report import data as page
from mingjian.clues.states import ClueState
from mingjian.lake import Coverage
from mingjian.models import Model
from mingjian.models.definition import HANDLED_OUTSIDE, Disposition
from mingjian.models.enumerations import Unit
from mingjian.models.intact import Intact
from mingjian.runs.reasons import reason_text
from mingjian.runs.record import DatasetUse, RunRecord, StepRecord
from mingjian.runs.store import StoredRun
from mingjian.standards import codes, standards

__all__ = ["page_coverage", "run_data"]


def run_data(
    run: StoredRun,
    model: Model,
    clue_ids: Sequence[str],
    states: Mapping[str, ClueState],
    clearance: int,
    ledger: ClueLedger,
) -> page.RunData:
    """One run as the report shows it."""
    record = run.record
    return page.RunData(
        run_id=run.run_id,
        model=model_card(model),
        parameters=list(_parameters(model, record)),
        as_of=record.as_of,
        engine=record.engine,
        seconds=record.seconds,
        datasets=[_dataset(use) for use in record.datasets],
        funnel=[_step(model, step) for step in record.steps],
        sql=_sql(record),
        clue_ids=list(clue_ids),
        vanished=list(_vanished(run, states, clearance, ledger)),
    )


def model_card(model: Model) -> page.ModelCard:
    """What a report says of a model."""
    definition = model.definition
    return page.ModelCard(
        id=model.id,
        catalogue=definition.catalogue,
        version=model.version,
        title=_text(model.title),
        line=page.Text(zh=definition.line.zh, en=definition.line.en),
        point=_text(definition.point),
        problem=_text(definition.problem),
        basis=[
            page.Basis(
                law=one.law,
                article=str(one.article),
                from_=one.from_,
                to=one.to,
                verified=one.verified,
                text=one.says.zh if one.says else None,
            )
            for one in definition.basis
        ],
        traps=[page.Trap(zh=one.zh, en=one.en, handled=_handled(model, one.handlers)) for one in definition.traps],
        disposition=_disposition(definition.disposition),
        fingerprint=model.fingerprint,
        work_type=page.Text(zh=definition.work.zh, en=definition.work.en),
    )


def _disposition(dispositions: Sequence[Disposition]) -> page.Text:
    zh = [f"{one.document.zh}（{one.to.zh}）" + (f"：{one.asks.zh}" if one.asks else "") for one in dispositions]
    en = [f"{one.document.en} to {one.to.en}" + (f": {one.asks.en}" if one.asks else "") for one in dispositions]
    return page.Text(zh="；".join(zh), en="; ".join(en))


def _handled(model: Model, handlers: Sequence[str]) -> page.Text:
    """The steps, parameters, needs or mechanisms that handle a trap, in words where there are any."""
    zh, en = [], []
    for name in handlers:
        if name in HANDLED_OUTSIDE:
            words = HANDLED_OUTSIDE[name]
        elif name in model.notes:
            words = (f"{name}：{model.notes[name].zh}", f"{name}: {model.notes[name].en}")
        elif name in model.parameters:
            why = model.parameters[name].why
            words = (f"{name}：{why.zh}", f"{name}: {why.en}")
        else:
            words = (name, name)
        zh.append(words[0])
        en.append(words[1])
    return page.Text(zh="；".join(zh), en="; ".join(en))


def _parameters(model: Model, record: RunRecord) -> Iterator[page.Parameter]:
    for name, value in record.parameters.items():
        declared = model.parameters.get(name)
        unit = declared.unit if declared else None
        word = unit.zh if isinstance(unit, Unit) else unit.zh if unit is not None else None
        why = page.Text(zh=declared.why.zh, en=declared.why.en) if declared else None
        yield page.Parameter(name=name, value=value, unit=word, why=why)


def _dataset(use: DatasetUse) -> page.DatasetUse:
    standard = standards()[use.standard]
    return page.DatasetUse(
        need=use.need,
        dataset=use.dataset,
        version=use.version,
        title=page.Text(zh=standard.title.zh, en=standard.title.en),
        rows=use.rows,
        coverage=[page_coverage(one) for one in use.coverage],
        extracted_on=use.extracted_on,
        agency=page.Text(zh=standard.provider.zh, en=standard.provider.en),
    )


def page_coverage(coverage: Coverage) -> page.Coverage:
    """Declared coverage with the region's name."""
    regions = codes("regions")
    zh, en = (f"{regions.label(coverage.region, lang)}（{coverage.region}）" for lang in ("zh", "en"))
    return page.Coverage(region=page.Text(zh=zh, en=en), from_=coverage.from_, to=coverage.to)


def _step(model: Model, step: StepRecord) -> page.FunnelStep:
    note = model.notes.get(step.name)
    if note is not None:
        explain = _text(note)
    elif step.name == "clue":
        explain = page.Text(zh="计算风险分值", en="risk is computed")
    elif step.verb == Intact.verb:
        explain = page.Text(zh="日期无法辨认的记录不作推断，列为待定", en="records whose days are unreadable stay open")
    else:
        title = next((one.operator.title for one in model.steps if one.name == step.name), (step.verb, step.verb))
        explain = page.Text(zh=title[0], en=title[1])
    doubts = []
    for doubt in step.undetermined:
        zh, en = reason_text(doubt.reason)
        zh, en = f"{doubt.alias}：{zh}", f"{doubt.alias}: {en}"
        doubts.append(page.Undetermined(reason=doubt.reason, count=doubt.rows, zh=zh, en=en))
    return page.FunnelStep(
        step=step.name, verb=step.verb, rows=step.rows, seconds=step.seconds, explain=explain, undetermined=doubts
    )


def _sql(record: RunRecord) -> str:
    """All SQL that ran, a comment above each part; needs first."""
    parts = [f"-- {need}\n{sql};" for need, sql in record.scans.items()]
    parts += [f"-- {step.name} ({step.verb})\n" + ";\n".join(step.sql) + ";" for step in record.steps]
    return "\n\n".join(parts)


def _vanished(
    run: StoredRun, states: Mapping[str, ClueState], clearance: int, ledger: ClueLedger
) -> Iterator[page.Vanished]:
    """Clues that this very run no longer asserted, as they read in the run that last did."""
    gone = [state for state in states.values() if state.state == "vanished" and state.gone_run == run.run_id]
    for run_id in sorted({state.last_run for state in gone}):
        wanted = {state.clue_id: state for state in gone if state.last_run == run_id}
        for clue in clues_of(ledger.store.get(run_id), clearance, wanted):
            state = wanted[clue.clue_id]
            why = page.Text(zh="；".join(one.zh for one in state.why), en="; ".join(one.en for one in state.why))
            says = page.Text(zh=clue.says_zh, en=clue.says_en)
            yield page.Vanished(id=clue.clue_id, says=says, last_seen=state.last_seen, why=why)


def _text(text: object) -> page.Text:
    return page.Text(zh=getattr(text, "zh", ""), en=getattr(text, "en", ""))
