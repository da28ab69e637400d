"""`mingjian demo`: from nothing to a desk with ranked clues, on a synthetic province; every stage with its time.

What does not wait for each other goes on side by side, so that two processors are used: the province is written by a
second process while the desk is made and its first files are taken in; that process then runs models and proves clues
too; the report is gathered and the clues go to the desk while they are proved. Statutes and the index of the search are
filled by a third process of low priority.

A second demo into the same folder starts afresh: what an earlier one left (it marks its folder) is removed and made
again, so that figures never mix two provinces. A folder with anything else in it is refused and left alone.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer
from mingjian.cli.demo_law import Filled, filling
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.helper import Helper
from mingjian.cli.language import language
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen, note

if TYPE_CHECKING:
    from mingjian.cli.run import Done
    from mingjian.clues import ModelScore
    from mingjian.lake import Lake
    from mingjian.models import Model
    from mingjian.runs import StoredRun, Verdict

__all__ = ["PURPOSE", "demo"]

PURPOSE = "演示：虚构省份，全部模型 · demo: synthetic province, every model"
MARK = ".mingjian-demo"
MADE = ("province", "lake", "desk", "report.html", MARK)


@dataclass
class Stages:
    """Seconds a stage, in order; several may go on at a time."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, zh: str, en: str) -> Iterator[list[tuple[str, str]]]:
        """Tell a stage when it is over, with its time and what it put into the list."""
        begun = time.perf_counter()
        told: list[tuple[str, str]] = []
        yield told
        self.over(name, time.perf_counter() - begun, (zh, en), *told)

    def over(self, name: str, seconds: float, what: tuple[str, str], *told: tuple[str, str]) -> None:
        """A stage is over."""
        self.seconds[name] = round(seconds, 2)
        behind = ("：" + "".join(one[0] for one in told), ": " + "".join(one[1] for one in told)) if told else ("", "")
        took = f"{self.seconds[name]:6.1f} s  "
        note(took + what[0] + behind[0], took + what[1] + behind[1], language())


def demo(
    folder: Annotated[Path, typer.Argument()] = Path("demo"),
    people: Annotated[int, typer.Option("--people", min=1)] = 100_000,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    dirt: Annotated[float, typer.Option("--dirt", min=0.0, max=0.5)] = 0.05,
    silent: Annotated[float, typer.Option("--silent", min=0.0, max=0.5)] = 0.0,
    statutes: Annotated[Path | None, typer.Option("--statutes", exists=True)] = None,
) -> Answer:
    """Build a province, take its files in, run every model, prove every clue, write the report, make a desk."""
    from mingjian.clues import read_truth, score, score_json
    from mingjian.lake import Lake

    root, stages, begun = _afresh(folder), Stages(), time.perf_counter()
    lake, helper = Lake.create(root / "lake"), Helper()
    try:
        with filling(lake.path, statutes) as law:
            models, as_of = _loaded(root, lake, stages, helper, (people, seed, dirt, silent))
            done = _run(lake, models, as_of, stages, helper)
            runs = [one.run for one in done if one.run is not None]
            verdicts = _shown(root, lake, runs, stages, helper)
            filled = _law(law, stages, statutes)
            _answers(stages)
    finally:
        helper.close()
    stages.over("whole", time.perf_counter() - begun, ("全部", "all of it"))
    scores = score(read_truth(root / "province"), runs)
    fine = len(runs) == len(done) and all(one.proved for one in verdicts)
    page = root / "report.html"
    data = {
        "report": page.resolve(), "desk": root / "desk", "lake": lake.path, "as_of": as_of, "seconds": stages.seconds,
        "clues": sum(one.record.clues for one in runs), "proved": sum(one.proved for one in verdicts),
        "laws": filled.laws, "indexed": filled.articles + filled.models,
        "refused": [one.model.id for one in done if one.run is None], "scores": score_json(scores),
    }  # fmt: skip
    return Answer(data, lambda screen: _show(screen, done, scores, page), Exit.OK if fine else Exit.WRONG)


def _loaded(
    root: Path, lake: Lake, stages: Stages, helper: Helper, asked: tuple[int, int, float, float]
) -> tuple[list[Model], date]:
    """The province in the lake, a desk beside it, and what was to be read meanwhile: the models, and the as-of day."""
    from mingjian.cli.deliveries import ProvinceBeside, take_in
    from mingjian.intake import read_listed

    people = asked[0]
    with ProvinceBeside(helper, root / "province", *asked) as province:
        with progress("生成虚构省份", "making the province"):
            _desk(root, lake, stages)
            models = _models()
            province.orders.first(wait=True)
        with stages.stage("intake", "导入各部门数据", "took the agency files in") as told:
            accepted, quarantined = take_in(lake, province.orders, province.weights)
            told.append(
                (
                    f"接收 {accepted:,} 行，隔离 {quarantined:,} 行",
                    f"{accepted:,} rows accepted, {quarantined:,} quarantined",
                )
            )
        made, seconds = province.made()
    zh = f"{people:,} 人，{made.deliveries} 次交付，{made.rows:,} 行"
    en = f"{people:,} people, {made.deliveries} deliveries, {made.rows:,} rows"
    stages.over("province", seconds, ("生成虚构省份（同时进行）", "made a synthetic province, beside it"), (zh, en))
    return models, read_listed(root / "province", ()).as_of


def _models() -> list[Model]:
    from mingjian.library import shipped_models
    from mingjian.models import load_model

    return sorted(map(load_model, shipped_models().values()), key=lambda one: one.definition.catalogue or "")


def _run(lake: Lake, models: list[Model], as_of: date, stages: Stages, helper: Helper) -> list[Done]:
    from mingjian.cli.run import Wanted, run_models

    with stages.stage("run", "运行全部模型", "ran every model") as told:
        done = run_models(lake, models, Wanted(as_of, PURPOSE, "demo", {}, {}), helper)
        clues = sum(one.run.record.clues for one in done if one.run is not None)
        told.append((f"{len(done)} 个模型，{clues:,} 条线索", f"{len(done)} models, {clues:,} clues"))
    return done


def _shown(root: Path, lake: Lake, runs: Sequence[StoredRun], stages: Stages, helper: Helper) -> list[Verdict]:
    """Prove every clue; meanwhile put the clues on the desk and gather the report, which waits for the proofs."""
    coming: Future[list[Verdict]] = Future()
    with ThreadPoolExecutor(2, thread_name_prefix="demo") as pool:
        try:
            writing = pool.submit(_report, root, lake, runs, coming)
            putting = pool.submit(_clues_on_desk, lake)
            coming.set_result(verdicts := _proved(lake, runs, stages, helper))
        except BaseException as error:
            coming.set_exception(error)
            raise
        with stages.stage("report", "写报告", "wrote the report"), progress("写报告", "writing the report"):
            writing.result()
            new = putting.result()
    note(f"          工作台：{new:,} 条线索", f"          on the desk: {new:,} clues", language())
    return verdicts


def _proved(lake: Lake, runs: Sequence[StoredRun], stages: Stages, helper: Helper) -> list[Verdict]:
    from mingjian.cli.prove import prove_runs

    with stages.stage("prove", "复验全部线索", "proved every clue again") as told:
        verdicts = prove_runs(lake, [one.run_id for one in runs], "demo", helper=helper)
        held = sum(one.proved for one in verdicts)
        told.append((f"{held:,}/{len(verdicts):,} 条一致", f"{held:,} of {len(verdicts):,} hold"))
    return verdicts


def _report(root: Path, lake: Lake, runs: Sequence[StoredRun], coming: Future[list[Verdict]]) -> None:
    """The report; the verdicts are asked for when all else is gathered."""
    from mingjian.clues import report

    def verdicts() -> Iterator[Verdict]:
        yield from coming.result()

    report(lake, [one.run_id for one in runs], root / "report.html", actor="demo", verdicts=verdicts())


def _law(coming: Future[Filled], stages: Stages, statutes: Path | None) -> Filled:
    """What is waited for when all else is done; the process began with the demo."""
    with stages.stage(
        "law", "法律库与检索（同时进行，此为余下的时间）", "law and search, beside it; what was left of it"
    ) as told:
        filled = coming.result()
        zh = f"{filled.laws:,} 部法律，{filled.articles:,} 条，{filled.models} 个模型，共 {filled.seconds:.0f} 秒 CPU"
        en = (
            f"{filled.laws:,} laws, {filled.articles:,} articles, {filled.models} models, {filled.seconds:.0f} s of CPU"
        )
        told.append((zh, en))
    if statutes is None:
        zh, en = "没有法律文本：--statutes 文件夹 可一并导入", "no statutes: --statutes FOLDER brings them in"
        note(f"          {zh}", f"          {en}", language())
    return filled


def _desk(root: Path, lake: Lake, stages: Stages) -> None:
    """A desk over the lake, with the province's offices and a user for each role."""
    from mingjian.desk.setup import make_desk, migrate, open_desk
    from mingjian.province.regions import REGION_CODES

    with stages.stage("desk", "布置工作台", "made the desk") as told:
        make_desk(root / "desk", lake.path, demo=True)
        open_desk(root / "desk")
        migrate()

        from mingjian.desk.seed import demo_users, seed_demo

        seed_demo(REGION_CODES)
        people = len(demo_users())
        told.append((f"{people} 名用户", f"{people} users"))


def _answers(stages: Stages) -> None:
    """Invented questions between offices, so that their page is not empty: after the statutes they cite."""
    from mingjian.desk.answers.demonstration import demonstrate

    with stages.stage("answers", "院际问答", "questions between offices") as told:
        published, waiting = demonstrate()
        told.append(
            (
                f"{published} 条答复，{waiting} 个待答复问题",
                f"{published} answers, {waiting} questions that wait for one",
            )
        )


def _clues_on_desk(lake: Lake) -> int:
    """Take the runs in, in a thread of its own: how many clues are new."""
    from django.db import connections

    from mingjian.desk.keeper import one_round

    try:
        return one_round(lake).new
    finally:
        connections.close_all()


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
