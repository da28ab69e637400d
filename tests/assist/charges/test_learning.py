"""Weights an office trains: the same data give the same file, without a word of the texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mingjian.assist.charges import Example, MaterialErrors, advise, load, read_material, train, trained
from mingjian.assist.charges.figures import curve, risk_at, set_f1

THEFT = [Example(f"被告人甲某于{n}月撬门窃得乙某现金{n}00元。", ("盗窃罪",)) for n in range(1, 13)]
FRAUD = [Example(f"被告人丙某于{n}月虚构工程骗取丁某人民币{n}000元。", ("诈骗罪",)) for n in range(1, 13)]


def test_what_was_learned_tells_them_apart(tmp_path: Path) -> None:
    model = train([*THEFT, *FRAUD])
    scores = model.scores(["被告人戊某撬门窃得己某现金。", "被告人戊某虚构工程骗取己某人民币。"])
    assert [max(one, key=lambda name: one[name]) for one in scores] == ["盗窃罪", "诈骗罪"]
    assert advise("被告人戊某撬门窃得己某现金800元。", learned=model).learned


def test_same_data_same_file_without_texts(tmp_path: Path) -> None:
    paths = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for path in paths:
        trained([*THEFT, *FRAUD], date(2026, 1, 1)).save(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    model = load(paths[0])
    assert model.card["texts"] == 24
    assert len(model.card["digest"]) == 64
    assert "撬门" not in json.dumps(dict(model.card), ensure_ascii=False)
    assert model.scores(["撬门窃得现金"])[0] == pytest.approx(
        train([*THEFT, *FRAUD]).scores(["撬门窃得现金"])[0], abs=0.01
    )


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "no.npz"
    path.write_text("no", encoding="utf-8")
    with pytest.raises(ValueError, match="not a model of charges"):
        load(path)


def test_material_tells_all_faults_with_lines(tmp_path: Path) -> None:
    good = json.dumps({"text": "窃得现金。", "charges": ["盗窃"]}, ensure_ascii=False)
    bad = json.dumps({"text": "窃得现金。", "charges": ["盗切"]}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{{\n{bad}\n[]\n", encoding="utf-8")
    with pytest.raises(MaterialErrors) as caught:
        read_material(tmp_path)
    assert [one.where[:9] for one in caught.value.problems] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
    (tmp_path / "a.jsonl").write_text(good, encoding="utf-8")
    assert [one.charges for one in read_material(tmp_path)] == [("盗窃罪",)]


def test_no_material(tmp_path: Path) -> None:
    with pytest.raises(MaterialErrors):
        read_material(tmp_path)
    with pytest.raises(ValueError, match="nothing to learn"):
        train([])


def test_figures() -> None:
    assert set_f1(["a"], ["a", "b"]) == pytest.approx(2 / 3)
    assert set_f1([], ["a"]) == 0
    points = curve([(0.9, True), (0.8, True), (0.8, False), (0.1, False)])
    assert [(one.coverage, one.risk) for one in points] == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert risk_at(points, 0.7) == pytest.approx(1 / 3)


def test_one_text_is_too_little() -> None:
    with pytest.raises(ValueError, match="too few examples"):
        train([THEFT[0]])
