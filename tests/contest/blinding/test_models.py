"""Model folders: texts and comments replaced, every other byte kept, and the model still the same model."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.contest.blinding import Roster, blind
from mingjian.library import shipped_models
from mingjian.models import load_model

ROSTER = Roster(("张三丰", "李四"), ("安徽省合肥市蜀山区人民检察院",), contacts=("z@example.cn",))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A model that ships, with names in it."""
    folder = shipped_models()["benefits-paid-to-the-dead"]
    made = tmp_path / "work/model"
    for one in folder.rglob("*"):
        if one.is_file():
            (made / one.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
            (made / one.relative_to(folder)).write_bytes(one.read_bytes())
    text = (made / "model.yaml").read_text(encoding="utf-8")
    text = "# 作者：张三丰，安徽省合肥市蜀山区人民检察院\n" + text.replace(
        "problem:\n  zh: ", "problem:\n  zh: 由张三丰总结，", 1
    )
    (made / "model.yaml").write_text(text, encoding="utf-8", newline="")
    example = next(iter(sorted((made / "examples").iterdir())))
    example.rename(made / "examples/李四.yaml")
    return tmp_path / "work"


def test_only_the_names_change(work: Path, tmp_path: Path) -> None:
    package = blind(work, tmp_path / "b", ROSTER, number="1")
    before = (work / "model/model.yaml").read_text(encoding="utf-8")
    after = (tmp_path / "b/files/01/model.yaml").read_text(encoding="utf-8")
    assert after == before.replace("张三丰", "某某").replace("安徽省合肥市蜀山区人民检察院", "某检察院")
    assert package.finished
    assert not [one for one in package.parts if "李四" in one.name]
    assert {one.name.split("/")[0] for one in package.parts} == {"01"}


def test_the_blind_model_still_loads(work: Path, tmp_path: Path) -> None:
    blind(work, tmp_path / "b", ROSTER, number="1")
    first, second = load_model(work / "model"), load_model(tmp_path / "b/files/01")
    assert first.definition.steps == second.definition.steps


def test_a_file_that_is_no_yaml_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w/model.yaml").write_text("a: [张三丰\nb: }", encoding="utf-8")
    blind(tmp_path / "w", tmp_path / "b", ROSTER, number="1")
    assert (tmp_path / "b/files/01/model.yaml").read_text(encoding="utf-8") == "a: [某某\nb: }"


def test_an_alias_bomb_is_not_unfolded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (tmp_path / "w").mkdir()
    (tmp_path / "w/model.yaml").write_text("\n".join(lines), encoding="utf-8")
    package = blind(tmp_path / "w", tmp_path / "b", ROSTER, number="1")
    assert package.parts or package.left
