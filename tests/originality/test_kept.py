"""What is kept of files: the same report as from nothing, whatever changed, whatever is broken, whoever made it."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_parts import HEAD

from mingjian.originality import kept as module
from mingjian.originality import readers
from mingjian.originality.gather import shelf, works_of
from mingjian.originality.kept import FILE, Kept
from mingjian.originality.prose import Excluded
from mingjian.originality.report import found

MODEL = (
    HEAD + "steps:\n  last: {match: [{p: payments}, {d: deaths}], on: person, where: p.month > d.died_on}\n"
    "clue: {from: last, about: person, key: [person]}\n"
)
BODIES = {
    "model.yaml": [MODEL, MODEL.replace("p.month > d.died_on", "p.month > d.died_on + grace")],
    "q.sql": ["select p.id_number from pension_payment p join death_record d on p.id_number = d.id_number", "select ("],
    "p.py": ["print([row for row in rows if row['a'] > 3])", "def f(:"],
    "a.md": [
        "本件把殡葬登记与待遇发放逐月碰撞，次月以后仍领取的列为线索，由承办人调取银行流水核实。" * 3,
        "另一件",
        "",
    ],
    "b.docx": ["no document"],
}


@st.composite
def folders(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Some works with some files, several of them alike."""
    works = draw(st.integers(1, 4))
    return {
        f"w{number}": {
            name: draw(st.sampled_from(bodies)) for name, bodies in BODIES.items() if draw(st.booleans())
        } | {"z.txt": f"作品{number}"}
        for number in range(works)
    }  # fmt: skip


def written(folder: Path, works: dict[str, dict[str, str]]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for work, files in works.items():
        (folder / work).mkdir(parents=True)
        for name, body in files.items():
            (folder / work / name).write_text(body, "utf-8")
    return folder


def told(folder: Path, index: Path | None = None, excluded: Excluded | None = None) -> dict[str, Any]:
    if index is None:
        return found(works_of(folder, excluded or Excluded())).data()
    with Kept(index) as kept:
        return found(works_of(folder, excluded or Excluded(), kept=kept)).data()


@settings(max_examples=25, deadline=None)
@given(first=folders(), second=folders(), damage=st.sampled_from(["", "entry", "word", "file", "cut"]))
def test_a_report_with_an_index_is_that_from_nothing(
    first: dict[str, dict[str, str]], second: dict[str, dict[str, str]], damage: str
) -> None:
    with TemporaryDirectory() as folder:
        works, index = Path(folder) / "works", Path(folder) / "index"
        told(written(works, first), index)
        damaged(index / FILE, damage)
        assert told(written(works, second), index) == told(works)
        assert told(works, index) == told(works)


def damaged(file: Path, how: str) -> None:
    if how in ("file", "cut"):
        body = file.read_bytes()
        file.write_bytes(b"\0" * 4000 if how == "file" else body[: len(body) // 2])
    elif how:
        with sqlite3.connect(file) as base:
            base.execute("update entry set body = zeroblob(40)" if how == "entry" else "update word set text = 'x'")


def test_files_read_once_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = {f"w{n}": {"model.yaml": MODEL, "q.sql": BODIES["q.sql"][0], "a.md": f"第{n}件"} for n in range(3)}
    folder = written(tmp_path / "works", works)
    plain = told(folder)
    with Kept(tmp_path / "index") as kept:
        works_of(folder, Excluded(), kept=kept)
        assert (kept.found, kept.made) == (4, 8)  # of three equal models and queries two each are known at once
    monkeypatch.setattr(readers, "read_file", None)
    monkeypatch.setattr(module, "prose", None)
    assert told(folder, tmp_path / "index") == plain
    mode = (tmp_path / "index" / FILE).stat().st_mode
    assert not mode & (stat.S_IRWXG | stat.S_IRWXO)  # it holds what entrants wrote


def test_texts_left_out_and_other_rules_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = "由承办人调取银行流水核实资金去向后制发检察建议并跟踪整改落实情况"
    folder = written(tmp_path / "works", {"w0": {"a.md": template}, "w1": {"a.md": template}})
    told(folder, tmp_path / "index")
    grey = told(folder, tmp_path / "index", Excluded([template]))
    assert grey == told(folder, None, Excluded([template]))
    assert [one["grey"] for one in grey["works"]] == [1.0, 1.0]
    monkeypatch.setattr(module, "_rules", lambda: "other rules")
    with Kept(tmp_path / "index") as kept:
        assert kept.anew
        works_of(folder, Excluded(), kept=kept)
        assert (kept.found, kept.made) == (2, 2)  # the second is the same file


def test_a_work_asked_for_has_its_matches_as_in_the_whole_report(tmp_path: Path) -> None:
    works = {f"w{n}": {"model.yaml": BODIES["model.yaml"][n % 2], "a.md": f"第{n}件"} for n in range(5)}
    folder = written(tmp_path / "works", works)
    with Kept(tmp_path / "index") as kept:
        held = [*works_of(folder, Excluded(), kept=kept), *shelf(kept)]
        whole, part = found(held), found(held, about=["w3"])
    assert part.matches == tuple(one for one in whole.matches if "w3" in (one.one, one.other))
    assert part.matches
    assert part.borders == whole.borders
    assert part.clusters == tuple(group for group in whole.clusters if "w3" in group)
    assert [one["work"] for one in part.data()["works"]] == ["w3"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="file"):
        Kept(tmp_path / "file")
