"""`mingjian contest`: a contest as a folder, from its file to ranks that anybody can count again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.contest_complete import complete
from mingjian.cli.contest_results import export, results, verify
from mingjian.cli.contest_work import blind, run
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.options import day_of
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.contest.folder import ContestFolder
    from mingjian.contest.seats import Proposal

__all__ = ["app"]

app = group()
Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]


@command(app, "new")
def new(
    folder: Annotated[Path, typer.Argument()],
    title: Annotated[str | None, typer.Option("--title")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type")] = None,
) -> Answer:
    """Write a contest file to be changed."""
    from mingjian.contest.file import FILE, parse_contest
    from mingjian.contest.template import new_contest
    from mingjian.models.enumerations import Work

    known = {one.value: one for one in Work}
    for one in type_ or ():
        if one not in known:
            listed = "、".join(known)
            raise BadInput(
                f"--type：没有类型“{one}”（{listed}）", f"--type: there is no type '{one}' ({', '.join(known)})"
            )
    file = folder / FILE
    if file.exists():
        raise BadInput(f"{file} 已存在", f"{file} is there already")
    types = tuple(dict.fromkeys(known[one] for one in type_)) if type_ else tuple(Work)
    text = new_contest(folder.resolve().name, title or "模型竞赛", date.today(), types)  # noqa: DTZ011
    parse_contest(text, str(file))
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Answer(
        {"file": str(file)},
        lambda screen: screen.say(f"已写入 {file}，请修改后检查", f"wrote {file}: change it and check it"),
    )


@command(app, "check")
def check(file: Annotated[Path, typer.Argument(exists=True)]) -> Answer:
    """Every mistake of a contest file."""
    from mingjian.contest.file import load_contest

    found = load_contest(file).definition
    data = {"contest": found.contest, "types": list(found.types), "phases": found.phases}

    def show(screen: Screen) -> None:
        screen.say(f"{found.title.zh}：没有错误", f"{found.title.en}: no mistakes", "green")
        heads = [("类型", "Type"), ("材料", "Parts"), ("评分项", "Criteria"), ("评委", "Reviews"), ("奖项", "Awards")]
        rows = [
            (name, len(one.materials), len(one.criteria), one.reviews, sum(award.number for award in one.awards))
            for name, one in found.types.items()
        ]
        screen.table(heads, rows, " rrrr")

    return Answer(data, show)


command(app, "complete")(complete)
command(app, "run")(run)
command(app, "blind")(blind)


@command(app, "assign")
def assign(
    folder: Folder,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    extra: Annotated[int, typer.Option("--extra", min=0)] = 0,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> Answer:
    """Propose who judges what; what is assigned stays."""
    from mingjian.contest.folder import open_folder, write_json

    opened = open_folder(folder)
    day = day_of(as_of, "--as-of") if as_of else date.today()  # noqa: DTZ011
    with progress("计算回避与分配", "computing conflicts and assignment"):
        found = {kind: _proposed(opened, kind, seed, extra, day) for kind in opened.contest.definition.types}
    pairs = [{"work": p.work, "judge": p.judge, "place": p.place} for one in found.values() for p in one.pairs]
    if write:
        write_json(folder / "assignment.json", pairs)
    short = any(one.shortages for one in found.values())

    def show(screen: Screen) -> None:
        for kind, one in found.items():
            _proposal(screen, kind, one)
        if not write:
            screen.say("只是方案，加 --write 保存", "a proposal only: keep it with --write", "dim")

    data = {kind: _data(one) for kind, one in found.items()}
    return Answer({"types": data, "written": write}, show, Exit.WRONG if short else Exit.OK)


@command(app, "conflicts")
def conflicts(
    folder: Folder,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    judge: Annotated[str | None, typer.Option("--judge")] = None,
) -> Answer:
    """Who may not judge what, and why; to be asked before anybody is invited."""
    from mingjian.contest.folder import open_folder

    opened = open_folder(folder)
    day = day_of(as_of, "--as-of") if as_of else date.today()  # noqa: DTZ011
    found = [
        one
        for kind in opened.contest.definition.types
        for one in opened.conflicts(kind, day)
        if judge in (None, one.judge)
    ]

    def show(screen: Screen) -> None:
        heads = [("评委", "Judge"), ("作品", "Work"), ("原因", "Reason")]
        if found:
            zh = screen.lang == "zh"
            screen.table(heads, [(one.judge, one.work, one.zh if zh else one.en) for one in found])
        pairs = len({(one.judge, one.work) for one in found})
        screen.say(f"应回避的评委与作品共 {pairs} 对", f"{pairs} pairs of judge and work that may not be")

    data = [
        {"judge": one.judge, "work": one.work, "kind": one.kind, "person": one.person, "zh": one.zh, "en": one.en}
        for one in found
    ]
    return Answer({"conflicts": data, "day": day}, show)


command(app, "results")(results)
command(app, "export")(export)
command(app, "verify")(verify)


@command(app, "simulate")
def simulate(
    folder: Annotated[Path | None, typer.Argument()] = None,
    works: Annotated[int, typer.Option("--works", min=2)] = 60,
    judges: Annotated[int, typer.Option("--judges", min=2)] = 15,
    reviews: Annotated[int, typer.Option("--reviews", min=1)] = 5,
    outliers: Annotated[float, typer.Option("--outliers", min=0.0, max=1.0)] = 0.0,
    seed: Annotated[int, typer.Option("--seed")] = 1,
) -> Answer:
    """Make judging up and tell how near the estimates come to the truth."""
    from scipy.stats import kendalltau

    from mingjian.contest.made_up import make_up
    from mingjian.contest.results import Design, estimate
    from mingjian.contest.results import simulate as made_up

    if reviews > judges:
        raise BadInput("--reviews 不能多于 --judges", "--reviews cannot be more than --judges")
    design = Design(works, judges, reviews, outliers=outliers)
    made = made_up(design, seed) if folder is None else make_up(folder, design, seed)
    found = estimate(made.reviews)
    names = {"robust": ("稳健校正", "robust"), "z": ("按评委标准化", "z"), "raw": ("原始平均", "raw mean"),
             "trimmed": ("去掉最高最低", "trimmed")}  # fmt: skip
    taus = {name: round(float(kendalltau(getattr(found, name), made.true(found.table)).statistic), 4) for name in names}

    def show(screen: Screen) -> None:
        heads = [("得分", "Score"), ("与真实名次的肯德尔 τ", "Kendall's τ to the truth")]
        screen.table(heads, [(names[name][screen.lang != "zh"], f"{tau:.3f}") for name, tau in taus.items()], " r")
        if folder is not None:
            screen.say(f"已写入 {folder}", f"wrote {folder}")

    return Answer({"tau": taus, "works": works, "judges": judges, "reviews": reviews, "seed": seed}, show)


def _proposed(opened: ContestFolder, kind: str, seed: int, extra: int, day: date) -> Proposal:
    from mingjian.contest.assigning import assign as propose
    from mingjian.contest.conflicts import barred

    said = opened.contest.definition.types[kind]
    works, judges = opened.work_seats(kind), opened.judge_seats(kind)
    names = {one.id for one in works}
    found = opened.conflicts(kind, day)
    kept = {pair for pair in opened.assigned if pair[0] in names}
    reviews: dict[str, int] | int = said.reviews
    if kept and extra:
        counts = {one.id: sum(pair[0] == one.id for pair in kept) for one in works}
        reviews = {work: number + extra for work, number in counts.items()}
    return propose(works, judges, barred(found), reviews=reviews, least=said.least, kept=kept, seed=seed)


def _data(one: Proposal) -> dict[str, Any]:
    return {
        "pairs": [{"work": p.work, "judge": p.judge, "place": p.place, "new": p.new} for p in one.pairs],
        "loads": one.loads, "connected": one.connected,
        "shortages": [{"work": s.work, "wanted": s.wanted, "has": s.has, "free": s.free, "zh": s.zh, "en": s.en}
                      for s in one.shortages],
        "notices": [{"kind": n.kind, "zh": n.zh, "en": n.en, "about": n.about} for n in one.notices],
    }  # fmt: skip


def _proposal(screen: Screen, kind: str, one: Proposal) -> None:
    works, new = len({pair.work for pair in one.pairs}), sum(pair.new for pair in one.pairs)
    loads = list(one.loads.values()) or [0]
    least, most = min(loads), max(loads)
    screen.say(
        f"{kind}：{works} 件作品，{len(loads)} 名评委，{len(one.pairs)} 份（新增 {new}），每人 {least} 至 {most} 件",
        f"{kind}: {works} works, {len(loads)} judges, {len(one.pairs)} reviews ({new} new), {least} to {most} each",
    )
    for short in one.shortages:
        screen.say(short.zh, short.en, "red")
    for notice in one.notices:
        screen.say(notice.zh, notice.en, "yellow")
