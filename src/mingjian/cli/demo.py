"""`mingjian demo`: from nothing to a report of ranked clues, with a synthetic province."""

from __future__ import annotations

import shutil
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from ruamel.yaml import YAML

from mingjian.cli.exits import Exit
from mingjian.cli.models import shipped
from mingjian.cli.runs import run_all, show_runs
from mingjian.cli.show import bar, say, table
from mingjian.cli.words import t
from mingjian.lake import Coverage, Lake, LakeError

PURPOSE = "演示：模拟省份全部模型 / demo: every model over a synthetic province"
MARK = "demo-of-mingjian"


def register(main: typer.Typer) -> None:
    """Add `demo` to the top level."""

    @main.command(
        "demo", help=t("一次演示：模拟省份、导入、运行、证明、报告", "a demo: province, import, runs, proofs, report")
    )
    def demo(
        folder: Annotated[Path, typer.Argument(help=t("演示文件夹", "folder of the demo"))] = Path("demo"),
        people: Annotated[int, typer.Option(help=t("人口", "people"))] = 100_000,
        seed: Annotated[int, typer.Option(help=t("随机种子", "seed"))] = 1,
        dirt: Annotated[float, typer.Option(help=t("脏数据比例", "rate of dirt"))] = 0.05,
        silent: Annotated[float, typer.Option(help=t("静默错误比例", "rate of silent dirt"))] = 0.0,
        open_: Annotated[
            bool, typer.Option("--open/--no-open", help=t("最后打开报告", "open the report at the end"))
        ] = True,
    ) -> None:
        report = run_demo(folder, people, seed, dirt, silent)
        say(f"报告：{report}", f"report: {report}")
        if open_ and sys.stdout.isatty():
            webbrowser.open(report.as_uri())
        raise typer.Exit(Exit.OK)


def run_demo(folder: Path, people: int, seed: int, dirt: float = 0.05, silent: float = 0.0) -> Path:
    """Build the demo in `folder`, which is emptied if an earlier demo made it, and return the report's path."""
    from mingjian.clues import read_truth, report, score, score_table
    from mingjian.province import build
    from mingjian.runs import prove_all

    root = _fresh(folder)
    with _stage("生成模拟省份", "making the province"):
        made = build(root / "province", people=people, seed=seed, dirt=dirt, silent=silent)
    say(f"  {made.rows:,} 行，{made.deliveries} 次交付", f"  {made.rows:,} rows in {made.deliveries} deliveries")
    lake = Lake.create(root / "lake")
    with _stage("导入各部门文件", "taking the agency files in"):
        as_of = load_deliveries(lake, root / "province")
    with _stage("运行全部模型", "running every model"):
        done, refused = run_all(
            lake, list(shipped().values()), datetime.combine(as_of, datetime.min.time()), PURPOSE, "demo"
        )
    show_runs(done, refused)
    with _stage("重新证明每条线索", "proving every clue again"):
        verdicts = prove_all(lake, done, actor="demo")
    bad = [one for one in verdicts if not one.proved]
    say(
        f"  {len(verdicts) - len(bad)} 条成立，{len(bad)} 条不成立",
        f"  {len(verdicts) - len(bad)} proved, {len(bad)} not",
    )
    say("与预埋真值比较：", "against the planted truth:")
    table(*score_table(score(read_truth(root / "province"), done)))
    with _stage("写出报告", "writing the report"):
        return report(lake, [one.run_id for one in done], root / "report.html", actor="demo", verdicts=verdicts)


def load_deliveries(lake: Lake, province: Path) -> date:
    """Load every delivery of a province in order; returns its as-of day."""
    from mingjian.intake import Intake

    listed: dict[str, Any] = YAML(typ="safe").load((province / "deliveries.yaml").read_text(encoding="utf-8"))
    intake = Intake(lake)
    deliveries = listed["deliveries"]
    with bar(t("导入", "loading")) as progress:
        for number, one in enumerate(deliveries):
            progress.at(number / len(deliveries), Path(one["file"]).name)
            intake.load(
                province / one["file"],
                one["standard"],
                dataset=one["dataset"],
                delivery=one["delivery"],
                owner=str(one["owner"]),
                synthetic=True,
                coverage=[Coverage.model_validate(span) for span in one.get("coverage", [])],
                extracted_on=one.get("extracted_on"),
            )
    as_of = listed["as_of"]
    assert isinstance(as_of, date)
    return as_of


def _fresh(folder: Path) -> Path:
    """An empty folder for the demo. One that something else is in is left alone."""
    root = folder.resolve()
    if root.exists() and any(root.iterdir()):
        if not (root / MARK).exists():
            raise LakeError(f"文件夹不是空的：{root}", f"the folder is not empty: {root}")
        shutil.rmtree(root)
    root.mkdir(parents=True, exist_ok=True)
    (root / MARK).touch()
    return root


@contextmanager
def _stage(zh: str, en: str) -> Iterator[None]:
    begun = time.perf_counter()
    say(f"{zh} …", f"{en} …")
    yield
    took = time.perf_counter() - begun
    say(f"  用时 {took:.1f} 秒", f"  {took:.1f} s")
