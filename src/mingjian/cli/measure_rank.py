"""`mingjian measure rank` and `estimate`: which clues to check, and what the random few among them tell of the rest."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Clearance, LakePath, open_lake
from mingjian.cli.plain import to_json
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.clues import Clue
    from mingjian.measure import Estimate, Plan

__all__ = ["estimate", "rank"]

Verdicts = Annotated[Path | None, typer.Option("--verdicts", exists=True, dir_okay=False)]


def rank(
    capacity: Annotated[int, typer.Option("--capacity", "-n", min=1)] = 20,
    share: Annotated[float, typer.Option("--share", min=0, max=1)] = 0.15,
    seed: Annotated[int | None, typer.Option("--seed", min=0)] = None,
    model: Annotated[str | None, typer.Option("--model")] = None,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    verdicts: Verdicts = None,
    clearance: Clearance = 2,
    lake: LakePath = None,
) -> Answer:
    """Which clues to check when so many can be."""
    from mingjian.measure import choose, read_verdicts, waiting

    opened = open_lake(lake)
    given = read_verdicts(verdicts) if verdicts is not None else None
    with progress("选取线索", "choosing clues"):
        listed, chances, clues = waiting(opened, model, given, clearance)
        plan = choose(listed, chances, capacity, secrets.randbelow(10**9) if seed is None else seed, share)
    data = {**plan.data(), "at": opened.clock(), "share": share}
    if out is not None:
        out.write_text(to_json(data) + "\n", encoding="utf-8")
    said = {one.clue: {"zh": clues[one.clue].says_zh, "en": clues[one.clue].says_en} for one in plan.picks}
    return Answer({**data, "says": said}, lambda screen: _plan(screen, plan, clues, out))


def estimate(
    plan: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    verdicts: Verdicts = None,
    lake: LakePath = None,
) -> Answer:
    """What the random few tell of the clues that were not chosen by yield."""
    from mingjian.measure import codes_now, read_verdicts
    from mingjian.measure import estimate as reckon

    kept = _read(plan)
    drawn = [one["clue"] for one in kept["picks"] if one["how"] == "random"]
    given = read_verdicts(verdicts) if verdicts is not None else None
    with progress("读取结论", "reading verdicts"):
        codes = codes_now(open_lake(lake), drawn, given)
    found = reckon(kept["rest"], [codes[one] for one in drawn])
    return Answer(found, lambda screen: _estimate(screen, found))


def _read(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {"rest": int(kept["rest"]), "picks": [{"clue": str(p["clue"]), "how": p["how"]} for p in kept["picks"]]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        en = f"{path.name} is no plan of mingjian measure rank"
        raise BadInput(f"{path.name}不是 mingjian measure rank 保存的计划", en) from error


def _plan(screen: Screen, plan: Plan, clues: dict[str, Clue], out: Path | None) -> None:
    if not plan.picks:
        screen.say("没有待核查的线索", "no clue waits to be checked")
        return
    zh = screen.lang == "zh"
    how = {"yield": ("优先", "yield"), "random": ("随机", "random")}
    heads = [
        ("序", "No."),
        ("线索", "Clue"),
        ("方式", "How"),
        ("预计", "Chance"),
        ("内容", "What it says"),
        ("依据", "Why"),
    ]
    screen.table(
        heads,
        (
            [number, one.clue, how[one.how][0 if zh else 1], f"{100 * one.chance:.0f} %",
             clues[one.clue].says_zh if zh else clues[one.clue].says_en, one.zh if zh else one.en]
            for number, one in enumerate(plan.picks, 1)
        ),
        "r  r",
    )  # fmt: skip
    screen.say(
        f"{plan.waiting} 条待核查，选出 {len(plan.picks)} 条，其中随机 {len(plan.drawn)} 条（种子 {plan.seed}）；"
        f"预计成立 {plan.expected:.1f} 条",
        f"{plan.waiting} wait, {len(plan.picks)} chosen, {len(plan.drawn)} of them at random (seed {plan.seed}); "
        f"{plan.expected:.1f} expected to be confirmed",
    )
    if out is not None:
        screen.say(f"计划已保存：{out}", f"plan kept: {out}")


def _estimate(screen: Screen, found: Estimate) -> None:
    drawn, decided, hits, rest = found.drawn, found.decided, found.confirmed, found.rest
    if drawn == 0:
        screen.say("计划中没有随机抽取的线索", "no clue of the plan was drawn at random")
    elif found.total is None:
        screen.say(f"随机抽取的 {drawn} 条还没有结论", f"none of the {drawn} drawn at random is decided yet")
    else:
        about, between = f"{found.total:.0f}", f"{found.low}–{found.high}"
        screen.say(
            f"未优先核查的 {rest} 条中，估计成立 {about} 条（95% 区间 {between}）："
            f"随机抽取 {drawn} 条，已判 {decided} 条，成立 {hits} 条",
            f"of the {rest} not chosen by yield about {about} are true (95 %: {between}): {drawn} drawn at random, "
            f"{decided} decided, {hits} confirmed",
        )
