"""The export: every field is in it, the same bytes again, counted anew by a script that shares no line with us."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from forms_parts import SCORING, forms_of
from hypothesis import given
from hypothesis import strategies as st

from mingjian.contest.errors import ContestError
from mingjian.contest.export import export, guarded, plain, unguarded, write_export
from mingjian.contest.forms import Form
from mingjian.contest.reading import read_export, verify_export
from mingjian.contest.results import Design, Result, Standing, result, simulate

SCRIPT = Path(__file__).parents[2] / "scripts" / "recompute_contest.py"


@cache
def contest(seed: int = 44_080, panels: bool = False, **design) -> tuple[list[Form], dict[str, Result]]:
    """Two types, with a withdrawn work, an anchor, forms that do not count, outliers and ties."""
    made = simulate(Design(**{"works": 24, "judges": 7, "reviews": 4, "outliers": 0.1} | design), seed)
    forms = forms_of(made)
    forms[5] = replace(forms[5], withdrawn="评委与作者同院")
    forms[9] = replace(forms[9], scores={}, abstained="不熟悉该条线", reasons={"basis": "=未评"})
    forms[12] = replace(forms[12], reasons={"novelty": '理由，含"引号"\n和换行'}, entered_by="秘书", paper="第 12 号")
    other = [replace(one, number=one.number + 1000, kind="creative", work=f"C{one.work}") for one in forms[:60]]
    results = {}
    for kind, own in {"prototype": forms, "creative": other}.items():
        standings = dict.fromkeys(sorted({one.work for one in own}), Standing.JUDGED)
        works = list(standings)
        standings |= {works[1]: Standing.WITHDRAWN, works[2]: Standing.ANCHOR, "lost": Standing.FAILED}
        results[kind] = result(kind, own, SCORING, standings, panels=panels)
    return [*forms, *other], results


def written(folder: Path, **more) -> Path:
    forms, results = contest(**more)
    panels = dict.fromkeys(results, bool(more.get("panels")))
    write_export(folder, export("c", forms, dict.fromkeys(results, SCORING), results, panels))
    return folder


def counted_again(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-S", str(SCRIPT), str(folder)], capture_output=True, text=True)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def change(folder: Path, name: str, row: int, column: str, value: str) -> None:
    listed = table(folder, name)
    assert listed[row][column] != value
    listed[row][column] = value
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)


@pytest.mark.parametrize("more", [{}, {"seed": 44_081}, {"panels": True}, {"works": 60, "judges": 15, "reviews": 5}])
def test_the_script_counts_the_same_ranks(tmp_path, more):
    done = counted_again(written(tmp_path / "e", **more))
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 differ" in done.stdout


def test_the_script_counts_plain_means_where_nothing_connects(tmp_path):
    forms, _ = contest()
    apart = [one for one in forms if one.kind == "prototype" and (one.work < "W0013") == (one.judge < "J004")]
    standings = dict.fromkeys({one.work for one in apart}, Standing.JUDGED)
    found = result("prototype", apart, SCORING, standings)
    assert found.estimate.method == "raw"
    write_export(tmp_path, export("c", apart, {"prototype": SCORING}, {"prototype": found}))
    assert counted_again(tmp_path).returncode == 0


def test_after_one_changed_score_neither_agrees(tmp_path):
    folder = written(tmp_path)
    assert verify_export(folder) == []
    change(folder, "scores.csv", 0, "score", "1")
    done = counted_again(folder)
    assert done.returncode == 1
    assert "0 differ" not in done.stdout
    wrong = verify_export(folder)
    number = table(folder, "scores.csv")[0]["number"]
    assert wrong[0].what == number
    assert f"第 {number} 号" in wrong[0].zh
    assert {one.file for one in wrong} >= {"forms.csv", "contest.json", "works.csv", "result.json"}


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("forms.csv", "judge", "J999"),
        ("forms.csv", "withdrawn", "x"),
        ("works.csv", "rank", "99"),
        ("scores.csv", "reason", "x"),
    ],
)
def test_any_changed_cell_that_matters_is_found(tmp_path, name, column, value):
    folder = written(tmp_path)
    change(folder, name, 0, column, value)
    assert verify_export(folder)


def test_the_script_uses_nothing_of_ours():
    text = SCRIPT.read_text(encoding="utf-8")
    assert "mingjian" not in text
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


def test_every_field_of_a_result_is_exported():
    _, results = contest()
    walk(results["prototype"], plain(results["prototype"]))


def walk(value, said) -> None:
    if is_dataclass(value):
        assert set(said) == {one.name for one in fields(value)}
        for one in fields(value):
            walk(getattr(value, one.name), said[one.name])
    elif isinstance(value, dict):
        assert set(said) == set(value)
        for key, one in value.items():
            walk(one, said[key])
    elif isinstance(value, tuple | list):
        assert len(said) == len(value)
        for one, other in zip(value, said, strict=True):
            walk(one, other)


def test_tables_hold_every_form_score_work_and_judge(tmp_path):
    forms, results = contest()
    folder = written(tmp_path)
    assert [one["number"] for one in table(folder, "forms.csv")] == [str(one.number) for one in forms]
    assert len([one for one in table(folder, "scores.csv") if one["score"]]) == sum(len(one.scores) for one in forms)
    assert {(one["type"], one["work"]) for one in table(folder, "works.csv")} == {
        (kind, rank.work) for kind, one in results.items() for rank in one.ranks
    }
    assert len(table(folder, "judges.csv")) == sum(len(one.estimate.table.judges) for one in results.values())
    flagged = sum(bool(one["outlier"]) for one in table(folder, "forms.csv"))
    assert flagged == sum(len(one.outliers) for one in results.values()) > 0
    assert json.loads((folder / "contest.json").read_text(encoding="utf-8"))["contest"] == "c"


def test_the_same_result_gives_the_same_bytes_and_reads_as_it_was(tmp_path):
    forms, results = contest()
    one, two = (export("c", listed, dict.fromkeys(results, SCORING), results) for listed in (forms, forms[::-1]))
    assert one == two
    write_export(tmp_path, one)
    assert list(read_export(tmp_path).forms) == forms


@given(st.text(max_size=6))
def test_no_cell_is_a_formula_and_texts_come_back(text):
    shown = guarded(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(shown) == text


def test_what_is_no_export_is_told(tmp_path):
    with pytest.raises(ContestError, match=r"no whole export: contest\.json, forms\.csv"):
        verify_export(tmp_path)
    folder = written(tmp_path)
    (folder / "contest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ContestError, match="cannot be read"):
        verify_export(folder)
    assert counted_again(folder).returncode == 2
