"""`mingjian charge`: advice, articles, amounts, pairs, an office's weights; mistakes told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from cli_parts import call

ACT = "被告人甲某伙同乙某撬门窃得丙某现金3000元。案发后甲某主动投案。"


def written(folder: Path) -> Path:
    path = folder / "act.txt"
    path.write_text(ACT, "utf-8")
    return path


def test_advice_in_both_languages(tmp_path: Path) -> None:
    path = written(tmp_path)
    told = call("charge", "advise", path, "--json").json
    assert [one["charge"] for one in told["suggestions"]] == ["盗窃罪"]
    assert told["yuan"] == "3000"
    assert not told["weights"]
    assert "elements alone" in call("charge", "advise", path, lang="en").out
    path.write_text("甲某与乙某一同吃饭。", "utf-8")
    assert "无法判断" in call("charge", "advise", path, lang="zh").out


def test_a_province_chooses_the_tier_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    why = "unverified: {zh: 样例, en: example}"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.yaml").write_text(
        "layer: province:34\ncrimes:\n  theft:\n    situations:\n      huge:\n        thresholds:\n"
        f"          - {{from: 2013-04-04, amount: [50000, 50000], ref: {{title: 样例规定, item: 一}}, {why}}}\n",
        "utf-8",
    )
    path = tmp_path / "act.txt"
    path.write_text(ACT.replace("3000", "40000"), "utf-8")
    asked = ("charge", "advise", path, "--json")
    (nation,) = call(*asked).json["suggestions"]
    (own,) = call(*asked, "--province", "34", "--own", tmp_path / "own").json["suggestions"]
    assert (len(nation["tiers"]), len(own["tiers"])) == (2, 1)
    told = call("charge", "advise", path, "--province", "34", lang="zh")
    assert (told.code, "没有34的本省参数" in told.err) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_on_the_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    by_file = call("charge", "advise", written(tmp_path), "--json").json
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ACT.encode(encoding))))
    assert call("charge", "advise", "-", "--json").json == by_file
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    told = call("charge", "amounts", "-", lang="zh")
    assert (told.code, "没有文字" in told.err) == (2, True)
    told = call("charge", "advise", ACT, lang="zh")
    assert (told.code, "从标准输入送入" in told.err) == (2, True)


def test_articles_amounts_and_pairs(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = call("charge", "articles", path, "--charge", "盗窃", "--json").json["articles"]
    assert [one["article"] for one in found] == ["264", "25", "52", "53", "64", "67"]
    assert call("charge", "amounts", path, "--json").json["yuan"] == "3000"
    assert "合计" in call("charge", "amounts", path, lang="zh").out
    assert len(call("charge", "confusable", "--json").json["pairs"]) >= 20
    told = call("charge", "confusable", "盗切罪", lang="en")
    assert told.code == 2
    assert "the nearest is 盗窃罪" in told.err


def test_weights_of_an_office(tmp_path: Path) -> None:
    folder, out = tmp_path / "texts", tmp_path / "weights.npz"
    folder.mkdir()
    acts = [(f"被告人甲某于{n}月撬门窃得现金{n}元。", "盗窃罪") for n in range(1, 8)]
    acts += [(f"被告人乙某于{n}月虚构工程骗取{n}万元。", "诈骗罪") for n in range(1, 8)]
    lines = [json.dumps({"text": text, "charges": [name]}, ensure_ascii=False) for text, name in acts]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    card = call("charge", "train", folder, "--out", out, "--on", "2026-01-01", "--json").json
    assert card["texts"] == 14
    assert card["trained_on"] == "2026-01-01"
    assert call("charge", "card", out, "--json").json == card
    assert "仅要件" in call("charge", "card", out, lang="zh").out
    assert call("charge", "advise", written(tmp_path), "--weights", out, "--json").json["weights"]
    (folder / "a.jsonl").write_text("{", "utf-8")
    told = call("charge", "train", folder, "--out", out, lang="en")
    assert "a.jsonl:1" in told.err
    assert told.code != 0
    assert "not a model of charges" in call("charge", "card", folder / "a.jsonl", lang="en").err
