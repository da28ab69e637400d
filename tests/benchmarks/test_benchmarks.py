"""The benchmarks at a tiny size: the rivals agree and the targets are computed. Nothing is said about time."""

import importlib.util
import json
import math

import pytest

from benchmarks.__main__ import main
from benchmarks.cases import CASES
from benchmarks.data import SHAPES, tables
from benchmarks.documents import main as documents
from benchmarks.intake import run_intake
from benchmarks.kernels import main as kernels
from benchmarks.operators import Setting, disagreements, targets
from benchmarks.rivals import FRAMES, OURS, RIVALS, SQL, run_rival
from benchmarks.summary import Summary
from benchmarks.targets import Target, geometric_mean

ROWS = 4_000


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("benchmarks")


QUICK = ("absent", "extract", "match", "within")


@pytest.mark.parametrize(
    ("case", "shape"),
    [
        pytest.param(case, SHAPES[place], marks=[] if case in QUICK else pytest.mark.slow)
        for case, place in [*((case, 1) for case in CASES), ("overlap", 0)]
    ],
)
def test_every_rival_gives_the_operators_answer(home, case, shape):
    folder = str(tables(home, ROWS, shape))
    ours = run_rival(case, OURS[0], folder, "512MiB", 1).answer
    assert ours["rows"] > 0
    for rival in RIVALS[1:]:
        if rival in FRAMES and importlib.util.find_spec(rival.split("+")[0]) is None:
            continue
        answer = run_rival(case, rival, folder, "512MiB", 1).answer
        assert answer == {part: ours[part] for part in answer}, rival
        assert "doubts" in answer or rival not in (OURS[1], SQL[1])


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_the_frame_libraries_are_there(library):
    pytest.importorskip(library, reason=f"{library} is absent: uv sync --group bench")


def test_the_same_seed_gives_the_same_tables_and_another_does_not(home, tmp_path):
    first, again = tables(home, ROWS, "skewed"), tables(tmp_path, ROWS, "skewed")
    other = tables(tmp_path, ROWS, "skewed", seed=2)
    answers = [run_rival("match", "sql", str(folder), "512MiB", 1).answer for folder in (first, again, other)]
    assert answers[0] == answers[1] != answers[2]


def test_a_run_measures_in_processes_of_its_own_and_computes_the_targets(tmp_path, capsys):
    told = tmp_path / "told.json"
    code = main([
        "--only", "match", "--rows", "400,4000", "--shapes", "uniform", "--repeat", "1", "--pandas-repeat", "1",
        "--threads", "1", "--limit", "256MiB", "--folder", str(tmp_path / "data"), "--json", str(told),
    ])  # fmt: skip
    assert code == 0
    shown = capsys.readouterr().out
    assert "match" in shown
    assert "SQL+doubts" in shown
    written = json.loads(told.read_text())
    names = [target["name"] for target in written["targets"]]
    assert "match uniform: (CPU - 0.1 s) / SQL" in names
    assert "match uniform under 256MiB: (CPU - 0.1 s) / SQL" in names
    assert "match uniform: growth for 10 times the rows" in names
    assert written["disagreements"] == []
    assert {row["rows"] for row in written["operators"]} == {400, 4000}
    assert all(row["rivals"]["operator"]["cpu"] > 0 for row in written["operators"])


def test_rivals_that_do_not_agree_are_told_and_a_failure_meets_no_target():
    setting = Setting("match", "uniform", 10, "1GiB")
    fine, wrong, failed = (Summary(1.0, times=5, answer={"rows": n}) for n in (1, 2, 1))
    failed.failed = "out of memory"
    told = disagreements({setting: {"operator": fine, "sql+doubts": wrong, "pandas": failed}})
    assert len(told) == 2
    assert "out of memory" in told[1]
    ratio = targets({setting: {"operator": Summary(failed="no"), "sql+doubts": fine}})[0]
    assert math.isnan(ratio.value)
    assert not ratio.met


def test_targets_and_means():
    assert Target("", 1.15, 1.15).met
    assert not Target("", 1.16, 1.15).met
    assert Target("", 4.0, 4.0, least=True).met
    assert geometric_mean([2.0, 8.0]) == pytest.approx(4.0)
    assert math.isnan(geometric_mean([]))


def test_intake_and_the_copy_read_the_same_records(tmp_path):
    file = tmp_path / "死亡人员.csv"
    file.write_text(
        "姓名,身份证号,死亡日期\n王伟,11010519491231002X,2020-01-05\n李娜,无,2021-02-03\n", encoding="utf-8"
    )
    ours, copied = (run_intake(rival, str(file), "death_record@1", "512MiB", 1) for rival in ("mingjian", "duckdb"))
    assert ours.answer == copied.answer == {"rows": 2}
    assert ours.notes["accepted"] + ours.notes["quarantined"] == 2


def test_documents_are_counted_by_kind(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("临溪县人民法院\n民事裁定书\n（2022）川9901民初3号\n原告：赵甲。", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    assert documents([str(tmp_path), "--times", "1"]) == 0
    assert "civil" in capsys.readouterr().out
    (tmp_path / "a.txt").unlink()
    assert documents([str(tmp_path)]) == 1


@pytest.mark.slow
def test_the_kernels_give_their_rivals_answers(capsys):
    small = ["--points", "20000", "--areas", "20", "--links", "4000", "--texts", "200", "--few", "100", "--times", "2"]
    assert kernels(small) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 5
    assert all("operator" in line and "[(0" not in line for line in told)
