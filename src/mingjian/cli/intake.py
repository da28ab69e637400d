"""`mingjian intake`: agency files and databases into the lake, and what came of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Actor, LakePath, acting, coverage_of, day_of, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.intake import MappingPlan, Options
    from mingjian.lake import Coverage, Manifest

__all__ = ["app", "show_load"]

app = group()
Delivery = Literal["full", "append", "correction"]
Source = Annotated[str, typer.Argument()]
Standard = Annotated[str | None, typer.Argument()]
Sheet = Annotated[str | None, typer.Option("--sheet")]
Encoding = Annotated[str | None, typer.Option("--encoding")]
Header = Annotated[str | None, typer.Option("--header")]
Table = Annotated[str | None, typer.Option("--table")]
Query = Annotated[str | None, typer.Option("--query")]
Mapping = Annotated[Path | None, typer.Option("--mapping", "-m")]


@command(app, "plan")
def plan(
    source: Source,
    standard: Standard = None,
    mapping: Mapping = None,
    save: Annotated[Path | None, typer.Option("--save")] = None,
    confirm: Annotated[bool, typer.Option("--confirm")] = False,
    sheet: Sheet = None,
    encoding: Encoding = None,
    header: Header = None,
    table: Table = None,
    query: Query = None,
    lake: LakePath = None,
) -> Answer:
    """Suggest the mapping of a source; write it to a file to be looked at, or remember it."""
    from mingjian.intake import Intake

    intake = Intake(open_lake(lake))
    with progress("查看来源", "looking at the source"):
        made = intake.plan(source, standard, mapping=mapping, options=_options(sheet, encoding, header, table, query))
    if confirm and made.unmapped:
        raise BadInput(
            f"必填列没有对应关系：{'、'.join(made.unmapped)}",
            f"required columns are not mapped: {', '.join(made.unmapped)}",
        )
    if save is not None:
        save.write_bytes(made.mapping.to_yaml())
    if confirm:
        intake.confirm(made)
    data = {
        "source": made.mapping.source,
        "standard": made.mapping.standard,
        "sure": made.sure,
        "remembered": made.remembered or confirm,
        "mapping": made.mapping,
        "suggestions": made.suggestions,
        "unmapped": made.unmapped,
        "ignored": made.ignored,
        "problems": made.problems,
        "details": made.details,
        "saved": save,
    }
    return Answer(data, lambda screen: _show_plan(screen, made, save, confirm))


@command(app, "load")
def load(
    source: Source,
    standard: Standard = None,
    dataset: Annotated[str | None, typer.Option("--dataset")] = None,
    mapping: Mapping = None,
    delivery: Annotated[Delivery, typer.Option("--delivery")] = "full",
    owner: Annotated[str, typer.Option("--owner")] = "000000",
    cover: Annotated[list[str] | None, typer.Option("--cover")] = None,
    extracted_on: Annotated[str | None, typer.Option("--extracted-on")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic")] = False,
    sheet: Sheet = None,
    encoding: Encoding = None,
    header: Header = None,
    table: Table = None,
    query: Query = None,
    memory: Annotated[str | None, typer.Option("--memory")] = None,
    lake: LakePath = None,
) -> Answer:
    """Take a delivery in: source = accepted + quarantined + set aside, always."""
    from mingjian.clues import ClueLedger
    from mingjian.intake import Intake

    opened = open_lake(lake)
    spans = coverage_of(cover or [])
    day = day_of(extracted_on, "--extracted-on") if extracted_on else None
    with progress("导入", "taking it in") as bar:
        intake = Intake(opened, memory_limit=memory, progress=lambda step: bar.at(step.share, step.zh, step.en))
        made = intake.load(
            source, standard, dataset=dataset, mapping=mapping, delivery=delivery, owner=owner, synthetic=synthetic,
            coverage=spans, extracted_on=day, options=_options(sheet, encoding, header, table, query),
        )  # fmt: skip
    marked = ClueLedger(opened).mark_corrections(made) if made.parent else []
    return Answer({**_figures(made), "clues_touched": marked}, lambda screen: show_load(screen, made, marked))


@command(app, "versions")
def versions(dataset: Annotated[str, typer.Argument()], lake: LakePath = None) -> Answer:
    """All versions of a dataset, oldest first."""
    opened = open_lake(lake)
    opened.version(dataset)  # says which datasets there are when there is none of this name
    found = opened.versions(dataset.partition("@")[0])

    def show(screen: Screen) -> None:
        heads = [
            ("号", "No."),
            ("版本", "Version"),
            ("交付", "Delivery"),
            ("行数", "Rows"),
            ("提取日", "Extracted"),
            ("导入时间", "Loaded"),
        ]
        rows = [[o.number, o.name, o.delivery, f"{o.rows:,}", o.extracted_on, o.created] for o in found]
        screen.table(heads, rows, "r  r")

    return Answer([_figures(one) for one in found], show)


@command(app, "quality")
def quality(dataset: Annotated[str, typer.Argument()], lake: LakePath = None) -> Answer:
    """What each column of the delivery looked like."""
    found = open_lake(lake).version(dataset)
    heads = [
        ("列", "Column"), ("有值", "Filled"), ("缺失", "Missing"), ("损坏", "Damaged"), ("清洗改动", "Changed"),
        ("不可用", "Unusable"),
        ("已修复", "Repaired"), ("最小", "Least"), ("最大", "Most"), ("原因", "Reasons"),
    ]  # fmt: skip

    def show(screen: Screen) -> None:
        from mingjian.standards import word

        screen.line(f"{found.name} · {found.standard}", "bold")
        rows = []
        for q in found.quality:
            why = "；".join(f"{word(reason, screen.lang)} {count:,}" for reason, count in list(q.reasons.items())[:4])
            rows.append(
                [q.column, q.filled, q.missing, q.damaged, q.changed, q.unusable, q.repaired, q.least, q.most, why]
            )
        screen.table(heads, rows, " rrrrrr")

    return Answer({"dataset": found.name, "columns": found.quality}, show)


@command(app, "quarantine")
def quarantine(
    dataset: Annotated[str, typer.Argument()],
    set_aside: Annotated[bool, typer.Option("--set-aside")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    lake: LakePath = None,
) -> Answer:
    """Records that were not accepted, whole, with file, line and reasons."""
    import pyarrow.parquet as pq

    opened = open_lake(lake)
    found = opened.version(dataset)
    wanted = found.set_aside if set_aside else found.quarantine
    rows: list[dict[str, Any]] = (
        [] if wanted is None else pq.read_table(opened.file(wanted.path)).slice(0, limit).to_pylist()
    )
    total = found.counts.set_aside if set_aside else found.counts.quarantined
    names = [one.name for one in found.sources]
    records = [
        {"file": dict(enumerate(names)).get(row["file"]), "line": row["line"], "reasons": row["reasons"],
         "raw": _raw(row["raw"])}
        for row in rows
    ]  # fmt: skip

    def show(screen: Screen) -> None:
        from mingjian.standards import word

        heads = [("文件", "File"), ("行", "Line"), ("原因", "Reasons"), ("记录", "Record")]
        screen.table(
            heads,
            [
                [r["file"], r["line"], "；".join(word(w, screen.lang) for w in r["reasons"]), _text(r["raw"])]
                for r in records
            ],
            " r",
        )
        screen.say(f"共 {total} 条", f"{total} in all")

    return Answer({"dataset": found.name, "total": total, "records": records}, show)


@command(app, "coverage")
def coverage(
    dataset: Annotated[str, typer.Argument()],
    region: Annotated[str | None, typer.Option("--region")] = None,
    from_: Annotated[str | None, typer.Option("--from")] = None,
    to: Annotated[str | None, typer.Option("--to")] = None,
    cover: Annotated[list[str] | None, typer.Option("--cover")] = None,
    extracted_on: Annotated[str | None, typer.Option("--extracted-on")] = None,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Declare for which regions and days a dataset is complete; without options: what was declared."""
    opened = open_lake(lake)
    manifest = opened.version(dataset)
    spans = coverage_of(cover or [])
    if region or from_ or to:
        if not (region and from_ and to):
            raise BadInput("--region、--from、--to 须一起给出", "--region, --from and --to belong together")
        spans += coverage_of([f"{region}:{from_}:{to}"], "--region")
    if spans:
        day = day_of(extracted_on, "--extracted-on") if extracted_on else manifest.extracted_on
        if day is None:
            raise BadInput("请给出提取日 --extracted-on", "give the day of extraction: --extracted-on")
        opened.declare_coverage(manifest.dataset, spans, day, acting(actor))
    found = opened.coverage(manifest)
    return Answer({"dataset": manifest.name, "declared": spans, "coverage": found}, lambda s: _show_coverage(s, found))


def show_load(screen: Screen, made: Manifest, marked: list[str]) -> None:
    """What a load took in."""
    counts = made.counts
    screen.say(
        f"{made.name}：来源 {counts.source:,} 条 = 接收 {counts.accepted:,} "
        f"+ 隔离 {counts.quarantined:,} + 另列 {counts.set_aside:,}",
        f"{made.name}: {counts.source:,} records = {counts.accepted:,} accepted + {counts.quarantined:,} quarantined "
        f"+ {counts.set_aside:,} set aside",
    )
    if counts.quarantined:
        screen.say(
            f"隔离原因：mingjian intake quarantine {made.dataset}", f"why: mingjian intake quarantine {made.dataset}"
        )
    if marked:
        screen.say(
            f"更正触及 {len(marked)} 条线索的佐证", f"the correction touches rows behind {len(marked)} clues", "yellow"
        )


def _options(
    sheet: str | None, encoding: str | None, header: str | None, table: str | None, query: str | None
) -> Options | None:
    from mingjian.intake import Options

    lines: tuple[int, ...] | None = None
    if header is not None:
        try:
            lines = tuple(int(part) for part in header.replace("，", ",").split(","))
        except ValueError:
            raise BadInput(
                f"--header：“{header}”应为行号，如 3 或 3,4",
                f"--header: '{header}' should be line numbers, as 3 or 3,4",
            ) from None
    if not (sheet or encoding or lines or table or query):
        return None
    return Options(sheet=sheet, encoding=encoding, header=lines, table=table, query=query)


def _figures(made: Manifest) -> dict[str, Any]:
    keys = {"dataset", "version", "number", "standard", "owner", "synthetic", "delivery", "parent", "counts", "reasons",
            "coverage", "extracted_on", "sources", "removed_rows", "created", "quality"}  # fmt: skip
    return {"name": made.name, "rows": made.rows, **made.model_dump(mode="json", by_alias=True, include=keys)}


def _show_plan(screen: Screen, made: MappingPlan, save: Path | None, confirmed: bool) -> None:
    standard = made.mapping.standard_used()
    screen.line(f"{made.mapping.source} → {standard.full_id} {getattr(standard.title, screen.lang)}", "bold")
    sure = {one.column: one for one in made.suggestions}
    rows = []
    for name, origin in made.mapping.columns.items():
        column, found = standard.column(name), sure.get(name)
        why = "" if found is None else found.why_zh if screen.lang == "zh" else found.why_en
        share = "" if found is None else f"{found.confidence:.0%}"
        rows.append(
            [
                name,
                getattr(column.label, screen.lang),
                origin.from_ if origin.from_ is not None else f"= {origin.value}",
                share,
                why,
            ]
        )
    screen.table(
        [("列", "Column"), ("名称", "Label"), ("来源表头", "Header"), ("把握", "Sure"), ("依据", "Why")], rows, "   r"
    )
    if made.ignored:
        screen.say(f"未使用的列：{'、'.join(made.ignored[:30])}", f"columns not used: {', '.join(made.ignored[:30])}")
    for problem in made.problems:
        screen.say(f"请确认：{problem.zh}", f"please confirm: {problem.en}", "yellow")
    if save is not None:
        screen.say(f"映射已写入 {save}，改好后用 --mapping 导入", f"the mapping is in {save}; load with --mapping")
    elif confirmed:
        screen.say("映射已记住", "the mapping is remembered")
    elif made.sure:
        screen.say("映射可直接使用：mingjian intake load", "the mapping can be used: mingjian intake load")


def _show_coverage(screen: Screen, found: list[Coverage]) -> None:
    if not found:
        screen.say("尚未声明覆盖范围", "no coverage was declared")
        return
    screen.table([("区划", "Region"), ("起", "From"), ("止", "To")], [[one.region, one.from_, one.to] for one in found])


def _raw(text: str | None) -> Any:
    try:
        return json.loads(text or "null")
    except ValueError:
        return text


def _text(raw: Any) -> str:
    shown = raw.get("text") if isinstance(raw, dict) and set(raw) == {"text"} else raw
    text = shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False)
    return text if len(text) <= 160 else text[:159] + "…"
