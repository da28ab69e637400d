"""`mingjian intake`: agency files and databases into the lake."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from mingjian.cli.show import AsJson, LakePath, as_json, bar, out, say, table
from mingjian.cli.words import t
from mingjian.lake import Coverage, Lake, Manifest

app = typer.Typer(help=t("导入数据", "taking data in"), no_args_is_help=True)
Delivery = Literal["full", "append", "correction"]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=t("提取日期", "day of extraction"))]


@app.command("plan", help=t("查看文件并建议列映射", "look at a source and suggest its mapping"))
def plan(
    source: str,
    standard: Annotated[str | None, typer.Option(help=t("数据标准", "standard"))] = None,
    save: Annotated[Path | None, typer.Option(help=t("把映射写入文件，供修改", "write the mapping to a file"))] = None,
    lake: LakePath = Path("lake"),
    json: AsJson = False,
) -> None:
    """Changes nothing in the lake."""
    from mingjian.intake import Intake

    made = Intake(Lake.open(lake)).plan(source, standard)
    if save is not None:
        save.write_bytes(made.mapping.to_yaml())
        say(f"映射已写入 {save}", f"the mapping is in {save}")
    if json:
        as_json({"mapping": made.mapping, "header": made.header, "ignored": made.ignored, "sure": made.sure})
        return
    out.print(made.mapping.to_yaml().decode(), markup=False)
    for problem in made.problems:
        say(problem.zh, problem.en)


@app.command("load", help=t("导入一次交付", "load a delivery"))
def load(
    source: str,
    standard: Annotated[str | None, typer.Option(help=t("数据标准", "standard"))] = None,
    dataset: Annotated[str | None, typer.Option(help=t("数据集名称", "name of the dataset"))] = None,
    mapping: Annotated[Path | None, typer.Option(help=t("映射文件", "mapping file"))] = None,
    delivery: Annotated[Delivery, typer.Option(help=t("交付方式", "kind of delivery"))] = "full",
    owner: Annotated[str, typer.Option(help=t("所属院的区划代码", "region code of the owning office"))] = "000000",
    cover: Annotated[
        list[str], typer.Option(help=t("数据覆盖 区划:起:止", "coverage, region:from:to; may be repeated"))
    ] = [],  # noqa: B006 - typer reads the default, nobody changes it
    extracted_on: Day = None,
    synthetic: Annotated[bool, typer.Option(help=t("虚构数据", "synthetic data"))] = False,
    lake: LakePath = Path("lake"),
    json: AsJson = False,
) -> None:
    """Nothing is lost: source = accepted + quarantined + set aside."""
    from mingjian.intake import Intake

    spans = [_coverage(text) for text in cover]
    with bar(t("导入", "loading")) as progress:
        intake = Intake(Lake.open(lake), progress=lambda step: progress.at(step.share, t(step.zh, step.en)))
        made = intake.load(
            source, standard, dataset=dataset, mapping=mapping, delivery=delivery, owner=owner, synthetic=synthetic,
            coverage=spans, extracted_on=extracted_on.date() if extracted_on else None,
        )  # fmt: skip
    if json:
        as_json(made)
    else:
        _told(made)


@app.command("quality", help=t("各列数据质量", "quality of the columns"))
def quality(dataset: str, lake: LakePath = Path("lake"), json: AsJson = False) -> None:
    """Of the newest delivery of a dataset (or of `name@version`)."""
    found = Lake.open(lake).version(dataset)
    if json:
        as_json(found.quality)
        return
    head = [t("列", "column"), t("有值", "filled"), t("缺失", "missing"), t("损坏", "damaged"), t("不可用", "unusable")]
    head += [t("已修复", "repaired"), t("最小", "least"), t("最大", "most")]
    rows = [[q.column, q.filled, q.missing, q.damaged, q.unusable, q.repaired, q.least, q.most] for q in found.quality]
    table(head, rows)


@app.command("quarantine", help=t("隔离区的记录和原因", "records in quarantine and why"))
def quarantine(
    dataset: str,
    limit: Annotated[int, typer.Option(help=t("最多条数", "at most so many"))] = 50,
    lake: LakePath = Path("lake"),
    json: AsJson = False,
) -> None:
    """Whole records with file, line and reasons."""
    import pyarrow.parquet as pq

    opened = Lake.open(lake)
    found = opened.version(dataset)
    rows = pq.read_table(opened.file(found.quarantine.path)).slice(0, limit).to_pylist() if found.quarantine else []
    if json:
        as_json(rows)
    elif rows:
        table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        say("隔离区为空", "nothing in quarantine")


@app.command("versions", help=t("数据集的全部版本", "all versions of a dataset"))
def versions(dataset: str, lake: LakePath = Path("lake"), json: AsJson = False) -> None:
    """Oldest first."""
    found = Lake.open(lake).versions(dataset)
    if json:
        as_json(found)
        return
    head = [t("版本", "version"), t("交付", "delivery"), t("行数", "rows"), t("时间", "made")]
    table(head, [[one.name, one.delivery, one.rows, one.created] for one in found])


@app.command("coverage", help=t("声明或查看数据覆盖", "declare coverage, or show it"))
def coverage(
    dataset: str,
    cover: Annotated[list[str], typer.Option(help=t("区划:起:止", "region:from:to"))] = [],  # noqa: B006
    extracted_on: Day = None,
    by: Annotated[str, typer.Option(help=t("声明人", "who declares it"))] = "",
    lake: LakePath = Path("lake"),
    json: AsJson = False,
) -> None:
    """Without --cover: what is declared."""
    opened = Lake.open(lake)
    if cover:
        if extracted_on is None or not by:
            raise typer.BadParameter(t("须给出 --extracted-on 和 --by", "--extracted-on and --by are needed"))
        opened.declare_coverage(dataset, [_coverage(text) for text in cover], extracted_on.date(), by)
    found = opened.coverage(opened.version(dataset))
    if json:
        as_json(found)
    else:
        table([t("区划", "region"), t("起", "from"), t("止", "to")], [[one.region, one.from_, one.to] for one in found])


def _told(made: Manifest) -> None:
    counts = made.counts
    say(
        f"{made.name}：共 {counts.source:,} 条，接收 {counts.accepted:,}，"
        f"隔离 {counts.quarantined:,}，另列 {counts.set_aside:,}",
        f"{made.name}: {counts.source:,} records, {counts.accepted:,} accepted, {counts.quarantined:,} quarantined, "
        f"{counts.set_aside:,} set aside",
    )


def _coverage(text: str) -> Coverage:
    parts = text.split(":")
    try:
        region, start, end = parts
        return Coverage.model_validate({"region": region, "from": start, "to": end})
    except ValueError:
        raise typer.BadParameter(
            t(f"“{text}”应为 区划:起:止，如 340100:2020-01-01:2024-12-31", f"{text!r} is not region:from:to"),
            param_hint="--cover",
        ) from None
