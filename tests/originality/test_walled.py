"""Works read behind walls: the same as without, and a file that breaks or holds up its reader costs itself alone."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingjian.confinement import Answer
from mingjian.library import shipped
from mingjian.originality import walled
from mingjian.originality.gather import excluded_of, works_of
from mingjian.originality.kept import Kept
from mingjian.originality.prose import Excluded
from mingjian.originality.report import found
from mingjian.originality.walled import BOUNDS, Walled
from mingjian.originality.work import read_work


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three works, one of them an archive."""
    home = tmp_path_factory.mktemp("walled") / "works"
    for name in ("a", "b"):
        (home / name).mkdir(parents=True)
        shutil.copy(shipped("benefits-paid-to-the-dead") / "model.yaml", home / name / "model.yaml")
        (home / name / "q.sql").write_text("select id_number from death_record where died_on > date '2020-01-01'")
        (home / name / "p.py").write_text("def f(rows):\n    return [r for r in rows if r > 3]\n")
        (home / name / "说明.md").write_text(
            "次月以后仍领取的列为线索，由承办人调取银行流水。" * (2 + (name == "a")), "utf-8"
        )
    shutil.make_archive(str(home / "c"), "zip", home / "a")
    (home / "b" / "x.pdf").write_bytes(b"%PDF-1.4 broken")
    return home


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Walled]:
    with Walled([folder]) as reader:
        yield reader


def test_the_same_report_comes_from_behind_the_walls(folder: Path, reader: Walled, tmp_path: Path) -> None:
    plain = found(works_of(folder, excluded_of([folder / "b"]))).data()
    assert found(works_of(folder, excluded_of([folder / "b"], reader), reader=reader)).data() == plain
    for _ in range(2):
        with Kept(tmp_path / "index") as kept:
            assert found(works_of(folder, excluded_of([folder / "b"]), kept=kept, reader=reader)).data() == plain


def test_what_lies_elsewhere_is_not_read(folder: Path, reader: Walled, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("别人的文字", "utf-8")
    work = read_work(tmp_path / "secret.md", Excluded(), reader=reader)
    if any(one.wall == "landlock" for one in reader.lacks):
        pytest.skip("this kernel has no Landlock")
    assert work.text.own == 0
    assert [one.name for one in work.problems] == ["secret.md"]


def test_a_file_that_takes_too_long_costs_itself_alone(folder: Path) -> None:
    with Walled([folder], replace(BOUNDS, cpu=0.001)) as reader:
        work = read_work(folder / "a", Excluded(), reader=reader)
    assert {one.name for one in work.problems} >= {"model.yaml"}
    assert {one.en for one in work.problems} == {"stopped: it takes too much CPU time to be read"}


@pytest.mark.parametrize(
    "value",
    [None, 3, [], [[1]], [["", []]], [["AAAA", []]], [[base64.b64encode(bytes(16)).decode(), [[1, "part open x"]]]],
     [["AAAA", [["x", "y"]]]], [[{}, {}]]],
)  # fmt: skip
def test_what_a_child_makes_up_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    with Walled([folder]) as reader:
        monkeypatch.setattr(Walled, "_called", lambda *_: Answer("done", value))
        (read,) = reader.read([("a.md", folder / "a.md")])
        assert read.told is not None
        assert "broke off" in read.told[1]
        problems: list[Any] = reader.unpack("a.zip", folder / "c.zip", folder)
        assert problems == [] if value == [] else "broke off" in problems[0].en
    assert walled._SENT == {}
