"""Measuring through the command line."""

from __future__ import annotations

import json
from pathlib import Path

from cli_parts import call

from mingjian.cli.exits import Exit


def test_the_yield_with_verdicts_of_a_file(ready: Path, tmp_path: Path) -> None:
    words = ("measure", "yield", "--lake", ready / "lake")
    (row,) = call(*words, "--json").json["yields"]
    assert (row["model"], row["clues"], row["checked"], row["precision"]) == ("benefits-paid-to-the-dead", 1, 0, None)
    assert "no verdicts yet" in call(*words).out
    clue = call("clues", "list", "--lake", ready / "lake", "--json").json["clues"][0]["clue"]
    file = tmp_path / "v.json"
    file.write_text(json.dumps([{"clue": clue, "code": "confirmed"}]))
    (row,) = call(*words, "--verdicts", file, "--json").json["yields"]
    assert (row["confirmed"], row["precision"], row["high"]) == (1, 1.0, 1.0)
    assert "100.0 %" in call(*words, "--verdicts", file, lang="zh").out
    assert call(*words, "--model", "nothing", "--json").json == {"yields": []}
    file.write_text("[{}]")
    told = call(*words, "--verdicts", file)
    assert told.code == Exit.USAGE
    assert "v.json" in told.err


def test_gaps_of_the_models_named_and_of_all(ready: Path) -> None:
    told = call("measure", "gaps", "P02", "--lake", ready / "lake", "--json").json
    assert (told["models"], told["blocked"], told["worries"]["pace"]["waiting"]) == (1, [], 1)
    assert told["runs"]
    assert "no gaps" in call("measure", "gaps", "P02", "--lake", ready / "lake").out
    page = call("measure", "gaps", "--lake", ready / "lake", "--limit", "3", lang="zh").out
    assert "受阻模型" in page
    assert "未列出" in page
    everything = call("measure", "gaps", "--lake", ready / "lake", "--json").json
    first, second = everything["gaps"][0], everything["gaps"][1]
    assert (-len(first["alone"]), -len(first["models"])) <= (-len(second["alone"]), -len(second["models"]))


def test_a_plan_is_kept_and_asked_later(ready: Path, tmp_path: Path) -> None:
    words = ("--lake", ready / "lake")
    plan = tmp_path / "plan.json"
    told = call("measure", "rank", "--capacity", "1", "--seed", "7", "--out", plan, *words, "--json").json
    (pick,) = told["picks"]
    assert (told["waiting"], told["seed"], pick["how"], pick["chance"]) == (1, 7, "yield", 0.5)
    assert told["says"][pick["clue"]]["zh"]
    assert "50 %" in call("measure", "rank", *words).out
    assert "no clue waits" in call("measure", "rank", "--model", "x", *words).out
    assert "no clue of the plan was drawn" in call("measure", "estimate", plan, *words).out
    kept = json.loads(plan.read_text())
    kept["rest"], kept["picks"][0]["how"] = 5, "random"
    plan.write_text(json.dumps(kept))
    assert "还没有结论" in call("measure", "estimate", plan, *words, lang="zh").out
    verdicts = tmp_path / "v.csv"
    verdicts.write_text(f"clue,code\n{pick['clue']},confirmed\n")
    found = call("measure", "estimate", plan, "--verdicts", verdicts, *words, "--json").json
    assert (found["total"], found["low"], found["high"]) == (5.0, 1, 5)
    assert "about 5 are true" in call("measure", "estimate", plan, "--verdicts", verdicts, *words).out
    plan.write_text("{}")
    assert call("measure", "estimate", plan, *words).code == Exit.USAGE


def test_a_backtest_of_the_shipped_version_changes_nothing(own: Path) -> None:
    told = call("measure", "backtest", "P02", "--lake", own, "--json").json
    assert (told["appeared"], told["vanished"], told["moved"], told["same"]) == (0, 0, 0, 1)
    page = call("measure", "backtest", "P02", "--lake", own, lang="zh").out
    assert "会失去已成立的 0 条" in page
    assert call("measure", "backtest", "P05", "--lake", own).code == Exit.USAGE
