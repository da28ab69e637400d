"""`mingjian evidence`: what a case file should hold, whether it is in due form and agrees, and the outline."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.law_store import opened
from mingjian.cli.law_uses import uses_answer
from mingjian.cli.options import LakePath
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.assist.evidence import Report

__all__ = ["app"]

app = group()
File = Annotated[Path, typer.Argument(exists=True)]
Own = Annotated[Path | None, typer.Option("--packs", exists=True, file_okay=False)]
Rules = Annotated[Path | None, typer.Option("--rules", exists=True, dir_okay=False)]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"])]
Out = Annotated[Path | None, typer.Option("--out")]


@command(app, "packs")
def packs(packs_: Own = None) -> Answer:
    """The packs there are: charge, version, points, requirements."""
    from mingjian.assist.evidence import coverage_map, load_packs

    rows = coverage_map(load_packs(packs_))["packs"]

    def show(screen: Screen) -> None:
        heads = [("名称", "Pack"), ("罪名", "Charge"), ("版本", "Version"), ("待证事实", "Points"), ("材料", "Needs")]
        table = [(r["pack"], r["title"][screen.lang], r["version"], r["points"], r["needs"]) for r in rows]
        screen.table(heads, table, "   rr")

    return Answer({"packs": rows}, show)


@command(app, "show")
def show(name: str, packs_: Own = None) -> Answer:
    """A pack: charge, proof points, requirements with level, stage, condition and source."""
    from mingjian.assist.evidence import load_packs
    from mingjian.assist.evidence.coverage import title_of
    from mingjian.assist.evidence.laws import cited
    from mingjian.assist.evidence.pack import ELEMENTS
    from mingjian.models.problems import nearest

    known = load_packs(packs_)
    charges = {pack.file.charge: pack.id for pack in known.values() if pack.file.charge}
    name = name if name in known else charges.get(f"{name.removesuffix('罪')}罪", name)
    if name not in known:
        near = "、".join((*nearest(name, known), *(charges[one] for one in nearest(name, charges))))
        hint_zh, hint_en = (f"；是否想写：{near}", f"; did you mean: {near}") if near else ("", "")
        raise BadInput(f"没有证据指引包“{name}”{hint_zh}", f"there is no pack '{name}'{hint_en}")
    pack = known[name]

    def show_(screen: Screen) -> None:
        zh = screen.lang == "zh"
        screen.line(f"{pack.named}  {pack.file.title.of(screen.lang)}", "bold")
        for point in pack.file.points.values():
            screen.line(f"\n[{ELEMENTS[point.element][0 if zh else 1]}] {point.title.of(screen.lang)}", "bold")
            for need in point.needs:
                level = need.level.zh if zh else need.level.value
                when = f"  when {need.when}" if need.when else ""
                basis = "、".join(cited(one).text(screen.lang) for one in need.ref)
                screen.line(f"  {level} · {title_of(need).of(screen.lang)}{when}  {basis}")
        screen.say("\n有利于嫌疑人", "\nFor the suspect", "bold")
        for one in pack.file.favourable:
            screen.line(f"  {one.title.of(screen.lang)}：{one.asks.of(screen.lang)}")

    return Answer({**pack.file.model_dump(mode="json"), "named": pack.named}, show_)


@command(app, "check")
def check(file: File, packs_: Own = None, rules: Rules = None, on: On = None, out: Out = None) -> Answer:
    """Look at a case file: missing materials, form and procedure, contradictions, what speaks for the suspect."""
    from mingjian.assist.evidence import matrix_page

    found = _looked(file, packs_, rules, on)
    if out is not None:
        out.write_text(matrix_page(found), encoding="utf-8")
    return Answer(found.as_dict(), lambda screen: _show(screen, found, out))


@command(app, "read")
def read(
    folder: File,
    out: Annotated[Path, typer.Option("--out", "-o")],
    charge: Annotated[list[str] | None, typer.Option("--charge")] = None,
) -> Answer:
    """Read the papers of a case into a case file; what could not be read is told with file and line."""
    from mingjian.assist.evidence import case_text, read_papers_of
    from mingjian.assist.evidence.records import LISTS
    from mingjian.law import charges as known
    from mingjian.law import full_charge
    from mingjian.models.problems import nearest

    for one in charge or ():
        if full_charge(one) is None:
            near = "、".join(nearest(one, known()))
            hint_zh, hint_en = (f"；是否想写：{near}", f"; did you mean: {near}") if near else ("", "")
            raise BadInput(f"没有罪名“{one}”{hint_zh}", f"there is no charge '{one}'{hint_en}")
    if out.exists():
        raise BadInput(f"{out} 已存在，不覆盖", f"{out} is there already and is not written over")
    found = read_papers_of(folder, charge or ())
    out.write_text(case_text(found.case.file), encoding="utf-8")
    counts = {name: len(getattr(found.case.file, name)) for name in LISTS}
    lacks = [{"file": file, "line": lack.line, "zh": lack.zh, "en": lack.en} for file, lack in found.lacks]

    def show_(screen: Screen) -> None:
        screen.say(f"已写入 {out}；请逐条核对", f"wrote {out}; look at every record")
        screen.line("  " + "  ".join(f"{name} {number}" for name, number in counts.items() if number))
        for file, lack in found.lacks:
            screen.line(f"  {file}:{lack.line}  {lack.zh if screen.lang == 'zh' else lack.en}", "yellow")

    return Answer({"file": str(out), "records": counts, "lacks": lacks}, show_)


@command(app, "outline")
def outline(
    file: File, out: Annotated[Path, typer.Option("--out")], packs_: Own = None, rules: Rules = None, on: On = None
) -> Answer:
    """Write the outline of supplementary investigation as Word, a draft with its citations."""
    from mingjian.assist.evidence import outline as word
    from mingjian.assist.evidence import outline_items
    from mingjian.cli.language import language

    found = _looked(file, packs_, rules, on)
    lang = language()
    out.write_bytes(word(found, lang))
    items = outline_items(found, lang)
    data = {"file": str(out), "items": [one.__dict__ for one in items]}
    return Answer(data, lambda screen: screen.say(f"已写入 {out}：{len(items)} 项", f"wrote {out}: {len(items)} items"))


@command(app, "coverage")
def coverage(packs_: Own = None) -> Answer:
    """How far the packs reach: elements without a point, sources not compared with a published text."""
    from mingjian.assist.evidence import coverage_map, load_packs

    found = coverage_map(load_packs(packs_))

    def show_(screen: Screen) -> None:
        heads = [
            ("名称", "Pack"),
            ("必备/应有/视情", "must/should/may"),
            ("未设的要件", "Elements without"),
            ("未核对的依据", "Unverified"),
        ]
        rows = [
            (r["pack"], "/".join(map(str, r["levels"].values())), "、".join(r["without"]), "、".join(r["unverified"]))
            for r in found["packs"]
        ]
        screen.table(heads, rows)
        screen.say(
            f"现行罪名 {found['charges']} 个，其中 {found['without']} 个没有证据指引包",
            f"{found['charges']} charges in force, {found['without']} of them without a pack",
        )

    return Answer(found, show_)


@command(app, "sources")
def sources(packs_: Own = None, rules: Rules = None, lake: LakePath = None) -> Answer:
    """Whether the law has every article that packs and rules cite, as the statutes of the lake tell it."""
    from mingjian.assist.citations import of_packs, of_rules
    from mingjian.assist.evidence import load_packs, load_rules

    uses = [*of_packs(load_packs(packs_).values()), *of_rules(load_rules(rules).values())]
    return uses_answer(uses, opened(lake))


@command(app, "schema")
def schema(what: Literal["case", "pack", "rules", "kinds"]) -> Answer:
    """The JSON Schema of a case file, a pack or a file of rules; the kinds of material."""
    from mingjian.assist.evidence import schema as schema_of
    from mingjian.cli.plain import to_json

    found = schema_of(what)
    return Answer(found, lambda screen: screen.line(to_json(found)))


# -- within ----------------------------------------------------------------------------------------------


def _looked(file: Path, packs_: Path | None, rules: Path | None, on: datetime | None) -> Report:
    from mingjian.assist.evidence import check, load_case, load_packs, load_rules

    return check(load_case(file), load_packs(packs_), load_rules(rules), on.date() if on else None)


def _show(screen: Screen, report: Report, out: Path | None) -> None:
    from mingjian.assist.evidence.favourable import STATES

    lang, zh = screen.lang, screen.lang == "zh"
    screen.line(report.case.file.title, "bold")
    screen.line(report.notice.of(lang), "dim")
    if report.lacking:
        names = "、".join(report.lacking)
        screen.say(f"没有证据指引包的罪名：{names}", f"Charges without a pack: {names}", "yellow")
    for name, near in report.unread:
        hint_zh, hint_en = (f"，是否想写 {near}", f", did you mean {near}") if near else ("", "")
        screen.say(f"没有包问到条件“{name}”{hint_zh}", f"no pack asks for the fact '{name}'{hint_en}", "yellow")
    screen.say(f"\n缺少的材料 {len(report.gaps)}", f"\nMissing materials: {len(report.gaps)}", "bold")
    for gap in report.gaps:
        about = f"（{gap.about_name}）" if gap.about_name else ""
        screen.line(f"  {gap.title.of(lang)}{about}  {'、'.join(one.text(lang) for one in gap.sources)}  {gap.key}")
        if (aside := report.aside(gap.key)) is not None:
            screen.say(f"    已搁置：{aside.reason}", f"    set aside: {aside.reason}", "yellow")
    screen.say(
        f"\n形式、程序与矛盾 {len(report.findings)}",
        f"\nForm, procedure, contradictions: {len(report.findings)}",
        "bold",
    )
    for one in report.findings:
        severity = one.severity.zh if zh else one.severity.en
        screen.line(f"  [{severity}] {one.says.of(lang)}  {one.key}")
        screen.line("    " + "；".join(place.text(lang) for place in one.places), "dim")
        screen.line(f"    → {one.mend.of(lang)}  {'、'.join(source.text(lang) for source in one.sources)}", "dim")
        if one.override is not None:
            screen.say(f"    已搁置：{one.override.reason}", f"    set aside: {one.override.reason}", "yellow")
    screen.say("\n有利于嫌疑人", "\nFor the suspect", "bold")
    for speaking in report.speaking_for:
        state = STATES[speaking.state][0 if zh else 1]
        screen.line(f"  [{state}] {speaking.title.of(lang)}：{speaking.says.of(lang)}")
    screen.say(
        f"\n看不出的 {len(report.unknowns)} 项（材料没有记载，见 --json 或矩阵）",
        f"\n{len(report.unknowns)} things cannot be told (the file does not record them; see --json or the matrix)",
    )
    if out is not None:
        screen.say(f"证据矩阵已写入 {out}", f"the matrix was written to {out}")
