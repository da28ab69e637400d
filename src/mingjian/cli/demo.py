"""`mingjian demo`: from nothing to a desk with ranked clues, on a synthetic province; every stage with its time.

A second demo into the same folder starts afresh: what an earlier one left (it marks its folder) is removed and made
again, so that figures never mix two provinces. A folder with anything else in it is refused and left alone.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.language import language
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen, note

if TYPE_CHECKING:
    from mingjian.cli.run import Done
    from mingjian.clues import ModelScore
    from mingjian.intake import Step
    from mingjian.lake import Lake
    from mingjian.runs import Verdict

__all__ = ["PURPOSE", "demo", "load_deliveries"]

PURPOSE = "演示：虚构省份，全部模型 · demo: synthetic province, every model"
MARK = ".mingjian-demo"
MADE = ("province", "lake", "desk", "report.html", MARK)


@dataclass
class Stages:
    """Seconds a stage, in order."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, zh: str, en: str) -> Iterator[list[tuple[str, str]]]:
        """Tell a stage when it is over, with its time and what it put into the list."""
        begun = time.perf_counter()
        told: list[tuple[str, str]] = []
        yield told
        self.seconds[name] = round(time.perf_counter() - begun, 2)
        behind = ("：" + "".join(one[0] for one in told), ": " + "".join(one[1] for one in told)) if told else ("", "")
        took = f"{self.seconds[name]:6.1f} s  "
        note(took + zh + behind[0], took + en + behind[1], language())


def demo(
    folder: Annotated[Path, typer.Argument()] = Path("demo"),
    people: Annotated[int, typer.Option("--people", min=1)] = 100_000,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    dirt: Annotated[float, typer.Option("--dirt", min=0.0, max=0.5)] = 0.05,
    silent: Annotated[float, typer.Option("--silent", min=0.0, max=0.5)] = 0.0,
) -> Answer:
    """Build a province, take its files in, run every model, prove every clue, write the report, make a desk."""
    from mingjian.clues import read_truth, report, score, score_json
    from mingjian.province import build

    root, stages = _afresh(folder), Stages()
    with (
        stages.stage("province", "生成虚构省份", "made a synthetic province") as told,
        progress("生成虚构省份", "making the province"),
    ):
        made = build(root / "province", people, seed, dirt, silent)
        told.append(
            (
                f"{people:,} 人，{made.deliveries} 次交付，{made.rows:,} 行",
                f"{people:,} people, {made.deliveries} deliveries, {made.rows:,} rows",
            )
        )
    lake, as_of = _loaded(root, stages)
    done = _run(lake, as_of, stages)
    verdicts = _proved(lake, done, stages)
    runs = [one.run for one in done if one.run is not None]
    with stages.stage("report", "写报告", "wrote the report"), progress("写报告", "writing the report"):
        page = report(lake, [one.run_id for one in runs], root / "report.html", actor="demo", verdicts=verdicts)
    _desk(root, lake, stages)
    scores = score(read_truth(root / "province"), runs)
    fine = len(runs) == len(done) and all(one.proved for one in verdicts)
    data = {
        "report": page.resolve(), "desk": root / "desk", "lake": lake.path, "as_of": as_of, "seconds": stages.seconds,
        "clues": sum(one.record.clues for one in runs), "proved": sum(one.proved for one in verdicts),
        "refused": [one.model.id for one in done if one.run is None], "scores": score_json(scores),
    }  # fmt: skip
    return Answer(data, lambda screen: _show(screen, done, scores, page), Exit.OK if fine else Exit.WRONG)


def load_deliveries(lake: Lake, province: Path) -> tuple[date, int, int]:
    """Load every delivery of a province in order: its as-of day, rows accepted, records quarantined."""
    from mingjian.intake import Intake, read_listed

    listed = read_listed(province)
    orders, weights = listed.orders, [rows + 2_000 for rows in listed.rows]
    shares = [0.0] * len(orders)
    accepted = quarantined = 0
    with progress("导入各部门数据", "taking the agency files in") as bar:

        def told(number: int, step: Step) -> None:
            shares[number] = step.share
            done = sum(weight * share for weight, share in zip(weights, shares, strict=True))
            name = Path(orders[number].source).name
            bar.at(done / sum(weights), name, name)

        for made in Intake(lake).load_all(orders, told):
            accepted, quarantined = accepted + made.counts.accepted, quarantined + made.counts.quarantined
    return listed.as_of, accepted, quarantined


def _loaded(root: Path, stages: Stages) -> tuple[Lake, date]:
    from mingjian.lake import Lake

    with stages.stage("intake", "导入各部门数据", "took the agency files in") as told:
        lake = Lake.create(root / "lake")
        as_of, accepted, quarantined = load_deliveries(lake, root / "province")
        told.append(
            (
                f"接收 {accepted:,} 行，隔离 {quarantined:,} 行",
                f"{accepted:,} rows accepted, {quarantined:,} quarantined",
            )
        )
    return lake, as_of


def _run(lake: Lake, as_of: date, stages: Stages) -> list[Done]:
    from mingjian.cli.run import Wanted, run_models
    from mingjian.library import shipped_models
    from mingjian.models import load_model

    models = sorted(map(load_model, shipped_models().values()), key=lambda one: one.definition.catalogue or "")
    with stages.stage("run", "运行全部模型", "ran every model") as told:
        done = run_models(lake, models, Wanted(as_of, PURPOSE, "demo", {}, {}))
        clues = sum(one.run.record.clues for one in done if one.run is not None)
        told.append((f"{len(done)} 个模型，{clues:,} 条线索", f"{len(done)} models, {clues:,} clues"))
    return done


def _proved(lake: Lake, done: list[Done], stages: Stages) -> list[Verdict]:
    from mingjian.cli.prove import prove_runs

    with stages.stage("prove", "复验全部线索", "proved every clue again") as told:
        verdicts = prove_runs(lake, [one.run.run_id for one in done if one.run is not None], "demo")
        held = sum(one.proved for one in verdicts)
        told.append((f"{held:,}/{len(verdicts):,} 条一致", f"{held:,} of {len(verdicts):,} hold"))
    return verdicts


def _desk(root: Path, lake: Lake, stages: Stages) -> None:
    """A desk over the lake, with the province's offices and a user for each role."""
    from mingjian.desk.setup import make_desk, migrate, open_desk
    from mingjian.province.regions import REGION_CODES

    with stages.stage("desk", "布置工作台", "made the desk") as told, progress("布置工作台", "making the desk"):
        make_desk(root / "desk", lake.path, demo=True)
        open_desk(root / "desk")
        migrate()

        from mingjian.desk.keeper import one_round
        from mingjian.desk.seed import demo_users, seed_demo

        seed_demo(REGION_CODES)
        made, people = one_round(lake), len(demo_users())
        told.append((f"{made.new:,} 条线索，{people} 名用户", f"{made.new:,} clues, {people} users"))


def _show(screen: Screen, done: list[Done], scores: list[ModelScore], page: Path) -> None:
    from mingjian.cli.province import show_scores
    from mingjian.cli.run import show_done

    show_done(screen, done)
    screen.say("与预埋的真值比较：", "against the truth that was planted:")
    show_scores(screen, scores)
    screen.say(f"报告：{page.resolve()}", f"report: {page.resolve()}", "bold")
    desk = page.parent / "desk"
    command = f"{_called()} serve {desk}"
    screen.say(f"打开工作台：{command}", f"to open the desk: {command}", "bold")


def _called() -> str:
    """How this program is called from here: by its place where that is below, since it is on no path then."""
    place = Path(sys.argv[0]).absolute()
    return str(place.relative_to(Path.cwd())) if place.is_relative_to(Path.cwd()) else "mingjian"


def _afresh(folder: Path) -> Path:
    """The folder, without what an earlier demo made there."""
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"不是文件夹：{folder}", f"not a folder: {folder}")
    here = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
    if here and (MARK not in here or here - set(MADE)):
        other = "、".join(sorted(here - set(MADE))[:5]) or "—"
        raise BadInput(
            f"{folder} 中有并非演示生成的内容（{other}），请换一个文件夹",
            f"{folder} holds things no demo made ({other}): choose another folder",
        )
    if here:
        note("清除上次演示，重新生成", "removing the last demo and making it anew", language())
    for name in MADE:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        elif name != MARK:
            path.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("mingjian demo\n", encoding="utf-8")
    return folder
