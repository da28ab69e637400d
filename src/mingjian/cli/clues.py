"""`mingjian clues`: what runs found, gravest first; one with the rows behind it; handing them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Actor, Clearance, LakePath, acting, open_lake
from mingjian.cli.screen import Screen
from mingjian.cli.stored import ranked_clues

if TYPE_CHECKING:
    from mingjian.clues import Clue, ClueState, EvidenceTable, Ranked

__all__ = ["app"]

app = group()
Run = Annotated[str | None, typer.Option("--run")]
Model = Annotated[str | None, typer.Option("--model")]
LEVELS = {"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low")}


@command(app, "list")
def list_(
    model: Model = None,
    run: Run = None,
    level: Annotated[str | None, typer.Option("--level")] = None,
    place: Annotated[str | None, typer.Option("--place")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    clearance: Clearance = 2,
    lake: LakePath = None,
) -> Answer:
    """Ranked clues of the newest run of each model."""
    if level is not None and level not in LEVELS:
        raise BadInput("--level 应为 high、medium 或 low", "--level should be high, medium or low")
    found = [
        one
        for one in ranked_clues(open_lake(lake), run, model, clearance)
        if level in (None, one.clue.level) and one.clue.place.startswith(place or "")
    ]
    data = {"total": len(found), "clues": [row(one) for one in found[:limit]]}
    return Answer(data, lambda screen: _list(screen, found, limit))


@command(app, "show")
def show_(
    clue: Annotated[str, typer.Argument()], run: Run = None, clearance: Clearance = 2, lake: LakePath = None
) -> Answer:
    """One clue: sentence, risk, history and evidence."""
    from mingjian.clues import ClueLedger, clues_of, evidence_of
    from mingjian.runs import RunStore, find_run, normal_clue_id

    opened = open_lake(lake)
    known = normal_clue_id(clue)
    if known is None:
        raise BadInput(f"“{clue}”不是线索编号", f"'{clue}' is not the id of a clue")
    found_run = RunStore(opened).get(run) if run else find_run(opened, known)
    found = clues_of(found_run, clearance, [known]) if found_run else []
    if found_run is None or not found:
        raise BadInput(f"没有线索 {known}", f"there is no clue {known}")
    state = ClueLedger(opened).states(found_run.record.model.id).get(known)
    tables = evidence_of(opened, found_run, [known], clearance=clearance)[known]
    data = {**row(None, found[0]), "state": state, "evidence": tables, "values": found[0].values}
    return Answer(data, lambda screen: _show(screen, found[0], state, tables))


@command(app, "export")
def export(
    into: Annotated[Path, typer.Argument()],
    purpose: Annotated[str, typer.Option("--purpose")],
    model: Model = None,
    run: Run = None,
    clearance: Clearance = 2,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Ranked clues as xlsx, csv or json: masked, watermarked, logged."""
    from mingjian.clues import export as write

    opened = open_lake(lake)
    ranked = ranked_clues(opened, run, model, clearance)
    made = write(opened, ranked, into, actor=acting(actor), purpose=purpose)

    def show(screen: Screen) -> None:
        screen.say(
            f"已导出 {made.clues} 条线索：{made.path}（编号 {made.number}）",
            f"exported {made.clues} clues: {made.path} (number {made.number})",
        )

    return Answer(made, show)


def row(ranked: Ranked | None, clue: Clue | None = None) -> dict[str, Any]:
    """A clue as JSON data, masked as it was read."""
    one = clue if clue is not None else ranked.clue if ranked is not None else None
    assert one is not None
    head: dict[str, Any] = {"rank": ranked.rank} if ranked is not None else {}
    return head | {
        "clue": one.clue_id,
        "model": one.model,
        "run": one.run_id,
        "title": one.title,
        "level": one.level,
        "points": one.points,
        "says": {"zh": one.says_zh, "en": one.says_en},
        "subject": {"kind": one.subject_kind, "id": one.subject},
        "place": one.place,
        "day": one.day,
        "amount": one.amount,
        "as_of": one.as_of,
        "reasons": one.reasons,
    }


def _list(screen: Screen, found: list[Ranked], limit: int) -> None:
    if not found:
        screen.say("没有线索", "no clues")
        return
    heads = [("序", "No."), ("线索", "Clue"), ("风险", "Risk"), ("管辖地", "Place"), ("内容", "What it says")]
    rows = [
        [one.rank, one.clue.clue_id, _level(screen, one.clue.level), one.clue.place,
         one.clue.says_zh if screen.lang == "zh" else one.clue.says_en]
        for one in found[:limit]
    ]  # fmt: skip
    screen.table(heads, rows, "r")
    if len(found) > limit:
        screen.say(
            f"共 {len(found)} 条，另有 {len(found) - limit} 条未列出（--limit）",
            f"{len(found)} in all, {len(found) - limit} not shown (--limit)",
        )


def _level(screen: Screen, level: str) -> str:
    return LEVELS.get(level, (level, level))[0 if screen.lang == "zh" else 1]


def _show(screen: Screen, clue: Clue, state: ClueState | None, tables: Sequence[EvidenceTable]) -> None:
    zh = screen.lang == "zh"
    screen.line(clue.title.get(screen.lang, clue.model), "bold")
    screen.line(clue.says_zh if zh else clue.says_en)
    reasons = ("；" if zh else "; ").join(f"{one.zh if zh else one.en} ({one.points:+d})" for one in clue.reasons)
    seen = None if state is None else f"{state.first_seen} – {state.last_seen} ({state.state})"
    screen.pairs(
        [
            (("线索编号", "Clue"), clue.clue_id),
            (("主体", "Subject"), clue.subject),
            (("管辖地", "Place"), clue.place),
            (("风险", "Risk"), f"{_level(screen, clue.level)} · {clue.points} {reasons}"),
            (("金额（元）", "Amount (yuan)"), clue.amount),
            (("首次与最近", "First and last seen"), seen),
            (("运行", "Run"), clue.run_id),
            (("复验", "To prove it"), f"mingjian prove {clue.clue_id}"),
        ]
    )
    for one in tables:
        screen.line()
        screen.say(f"{one.agency_zh} · {one.zh}", f"{one.agency_en} · {one.en}", "bold")
        if one.role == "absence":
            spans = "；".join(f"{c.region} {c.from_} – {c.to}" for c in one.coverage)
            screen.say(f"未查到记录；该数据声明完整的范围：{spans}", f"nothing there; declared complete for: {spans}")
            continue
        heads = [(column.zh, column.en) for column in one.columns] + [("出处", "Source")]
        rows = [
            [*(_cell(cell.zh if zh else cell.en, cell.raw) for cell in r.cells), f"{r.file or ''}:{r.line or ''}"]
            for r in one.rows
        ]
        screen.table(heads, rows)
        if one.more:
            screen.say(f"另有 {one.more} 行", f"{one.more} more rows")


def _cell(value: str | None, raw: str | None) -> str:
    if raw is None or raw == value:
        return value or ""
    return f"{value or '—'} ← {raw}"
