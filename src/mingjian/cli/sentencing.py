"""`mingjian sentencing`: what a case comes to under the guideline, step by step. Advice, never a decision."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.screen import Screen
from mingjian.cli.sentencing_parameters import parameters_app

if TYPE_CHECKING:
    from mingjian.assist.sentencing import Calculation, Compared, Parameters, Replayed

__all__ = ["app"]

app = group()
app.add_typer(parameters_app, name="parameters")
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
Own = Annotated[list[Path] | None, typer.Option("--own", file_okay=False)]
Out = Annotated[Path | None, typer.Option("--out")]


@command(app, "compute")
def compute(facts: File, own: Own = None, out: Out = None) -> Answer:
    """The term a case comes to, as a range where something is open; the record of it with --out."""
    made = _computed(facts, _parameters(own))
    if out is not None:
        out.write_text(json.dumps(made.plain(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Answer(made.plain(), lambda screen: _show(screen, made, out))


@command(app, "explain")
def explain(
    facts: File,
    own: Own = None,
    form: Annotated[str, typer.Option("--form")] = "text",
    out: Out = None,
) -> Answer:
    """Every step with its arithmetic, its basis and who chose; as a draft of a proposal in HTML, Word or PDF."""
    from mingjian.assist.sentencing.paper import draft
    from mingjian.assist.sentencing.printing import FORMS
    from mingjian.cli.language import language

    if form != "text" and form not in FORMS:
        kinds = "、".join(("text", *FORMS))
        raise BadInput(f"没有格式“{form}”：{kinds}", f"there is no form '{form}': {kinds}")
    if (form == "text") != (out is None):
        raise BadInput("写成文件须同时给 --form 与 --out", "a file needs both --form and --out")
    made = _computed(facts, _parameters(own))
    paper = draft(made, language())
    if out is not None:
        out.write_bytes(FORMS[form](paper))
        return Answer({"file": str(out)}, lambda screen: screen.say(f"已写入 {out}", f"wrote {out}"))

    def show(screen: Screen) -> None:
        screen.line(paper.title, "bold")
        for line in paper.above:
            screen.line(line)
        for part in paper.parts:
            screen.line(part.title, "bold")
            for line in part.lines:
                screen.line(f"  {line}")
            if part.heads:
                screen.table([(head, head) for head in part.heads], part.rows)
        screen.line(paper.foot, "dim")

    return Answer(made.plain(), show)


@command(app, "check")
def check(
    facts: File,
    months: Annotated[int, typer.Option("--months", min=0, max=300)],
    own: Own = None,
    cases: Annotated[Path | None, typer.Option("--cases", exists=True)] = None,
) -> Answer:
    """Hold a proposed term to the rule's range, and to the terms of like judgments where there are enough."""
    from mingjian.assist.sentencing.similar import deviation, gather, like

    parameters = _parameters(own)
    made = _computed(facts, parameters)
    among = like(gather(cases), made.facts, parameters) if cases is not None else None
    found = deviation(months, made.band_months, among)
    data = {"result": made.result(), **found.plain()}
    return Answer(data, lambda screen: _show_check(screen, made, found), Exit.WRONG if found.alarm else Exit.OK)


@command(app, "replay")
def replay(record: File, own: Own = None) -> Answer:
    """Make a calculation again from its record: the same numbers, and which parameters have changed since."""
    from mingjian.assist.sentencing import Shelf, read_record
    from mingjian.assist.sentencing import replay as again

    found = again(read_record(record.read_text(encoding="utf-8")), Shelf(_parameters(own)))
    data = {
        "same": found.same,
        "differs": list(found.differs),
        "changed": [{"key": one.key, "then": one.then, "now": one.now} for one in found.changed],
        "result": found.calculation.result(),
        "today": found.today.result() if found.today else None,
    }
    return Answer(data, lambda screen: _show_replay(screen, found), Exit.OK if found.same else Exit.WRONG)


@command(app, "whatif")
def whatif(
    facts: File,
    own: Own = None,
    added: Annotated[list[str] | None, typer.Option("--with")] = None,
    removed: Annotated[list[str] | None, typer.Option("--without")] = None,
    crime: Annotated[int, typer.Option("--crime", min=1)] = 1,
) -> Answer:
    """What a circumstance more or less does to the term."""
    from mingjian.assist.sentencing import load_facts, what_if

    if not added and not removed:
        raise BadInput("请写 --with 或 --without", "give --with or --without")
    parameters = _parameters(own)
    found = what_if(load_facts(facts, parameters), parameters, crime=crime, added=added or (), removed=removed or ())
    return Answer(found.plain(), lambda screen: _show_whatif(screen, found))


@command(app, "crimes")
def crimes(
    own: Own = None,
    on: Annotated[str | None, typer.Option("--on")] = None,
    province: Annotated[str | None, typer.Option("--province")] = None,
) -> Answer:
    """The crimes there are parameters for on a day: complete, partial, missing."""
    from mingjian.assist.sentencing.coverage import coverage, provinces

    parameters = _parameters(own)
    found = coverage(parameters, _day(on), province)
    have = provinces(parameters, _day(on))
    words = {"complete": ("完整", "complete"), "partial": ("部分", "partial"), "missing": ("缺", "missing")}

    def show(screen: Screen) -> None:
        n = 0 if screen.lang == "zh" else 1
        heads = [
            ("罪名", "Charge"),
            ("名称", "Name"),
            ("状态", "State"),
            ("档次", "Situations"),
            ("有值", "With values"),
        ]
        heads += [
            ("未见官方文本", "No official text"),
            ("其中与转载一致", "Agree with reprints"),
            ("效力未确认", "Unconfirmed"),
            ("本省", "Provincial"),
        ]
        rows = [
            (
                c.charge,
                c.crime,
                words[c.state][n],
                c.situations,
                c.present,
                c.unverified,
                c.reprinted,
                c.unconfirmed,
                c.provincial,
            )
            for c in found
        ]
        screen.table(heads, rows, "   rrrrrr")
        told = "、".join(f"{code}（{some}/{len(found)}）" for code, some in have.items()) or "—"
        screen.say(f"有本省参数的省份（罪名数）：{told}", f"provinces with parameters (crimes): {told}")

    return Answer({"crimes": [vars(one) for one in found], "provinces": have}, show)


@command(app, "take")
def take(
    document: File, out: Out = None, defendant: Annotated[int | None, typer.Option("--defendant", min=1)] = None
) -> Answer:
    """A draft of facts from an indictment or judgment: circumstances with their places, for a person to confirm."""
    from mingjian.assist.sentencing.taking import drafts, drafts_yaml

    found = [one for one in drafts(document) if defendant is None or one.defendant == defendant]
    if out is not None and len(found) != 1:
        raise BadInput(
            f"文件中有 {len(found)} 份，请用 --defendant 选一名被告人",
            f"there are {len(found)} drafts: choose one with --defendant",
        )
    text = drafts_yaml(found)
    if out is not None:
        out.write_text(text, encoding="utf-8")
    return Answer({"drafts": [one.plain() for one in found]}, lambda screen: screen.line(text))


# -- within ----------------------------------------------------------------------------------------------


def _parameters(own: list[Path] | None) -> Parameters:
    from mingjian.assist.sentencing import load_parameters

    return load_parameters(own or ())


def _computed(file: Path, parameters: Parameters) -> Calculation:
    """From facts, or from the record of a calculation, which is made again from itself."""
    from mingjian.assist.sentencing import Shelf, calculate, load_facts, read_record
    from mingjian.assist.sentencing import replay as again

    if file.suffix == ".json" and '"mingjian-sentencing"' in file.read_text(encoding="utf-8", errors="replace")[:200]:
        return again(read_record(file.read_text(encoding="utf-8")), Shelf(parameters)).calculation
    return calculate(load_facts(file, parameters), Shelf(parameters))


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - which parameters hold today
    except ValueError:
        raise BadInput(f"应为日期，如 2025-01-31：{text}", f"a day like 2025-01-31 is expected: {text}") from None


def _show(screen: Screen, made: Calculation, out: Path | None) -> None:
    from mingjian.assist.sentencing import DISCLAIMER

    low, high = made.band_months
    screen.say(made.form.zh, made.form.en, "bold")
    screen.say(f"综合全案可在 {low}–{high} 个月内调整", f"within {low}–{high} months for the whole case")
    for one in made.crimes:
        screen.say(
            f"{one.charge}：{one.exact.text()} 个月（{one.law_day} 的法律）",
            f"{one.charge}: {one.exact.text()} months (law of {one.law_day})",
        )
    for head, some in ((("尚待确定", "Still open"), made.asks), (("说明", "Notes"), made.notes)):
        if some:
            screen.say(*head, "bold")
            for said in some:
                screen.say(f"  {said.zh}", f"  {said.en}")
    for said in made.uncompared:
        screen.say(said.zh, said.en, "yellow")
    if made.reviews:
        count = len(made.reviews)
        screen.say(
            f"依据需复核：{count} 处，见 explain", f"basis to be reviewed: {count} places, see explain", "yellow"
        )
    if out is not None:
        screen.say(f"已写入 {out}", f"wrote {out}")
    screen.say(DISCLAIMER.zh, DISCLAIMER.en, "dim")


def _show_check(screen: Screen, made: Calculation, found: Any) -> None:
    low, high = made.band_months
    inside = ("在", "inside") if found.inside_rule else ("不在", "outside")
    screen.say(
        f"建议 {found.months} 个月{inside[0]}规则幅度 {low}–{high} 个月内",
        f"{found.months} months is {inside[1]} the rule's {low}–{high} months",
    )
    if found.among is not None:
        screen.say(*found.among.told())
    if found.alarm:
        screen.say(
            "偏离提示：规则幅度与类案 P10–P90 均未包含",
            "deviation: outside the rule and P10–P90 of like cases",
            "yellow",
        )


def _show_replay(screen: Screen, found: Replayed) -> None:
    screen.say(*(("数字一致", "the same numbers") if found.same else ("数字不一致", "the numbers differ")), "bold")
    for place in found.differs:
        screen.line(f"  {place}")
    for one in found.changed:
        screen.say(f"参数已变：{one.key}", f"changed since: {one.key}", "yellow")
    if found.changed and found.today is not None:
        screen.say(f"按现在的参数：{found.today.form.zh}", f"with today's parameters: {found.today.form.en}")


def _show_whatif(screen: Screen, found: Compared) -> None:
    screen.say(f"原：{found.before.form.zh}", f"before: {found.before.form.en}")
    screen.say(f"改后：{found.after.form.zh}", f"after: {found.after.form.en}")
    screen.say(
        f"差：{found.low:+d}，{found.high:+d} 个月", f"difference: {found.low:+d}, {found.high:+d} months", "bold"
    )
